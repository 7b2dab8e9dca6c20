"""`accord fill-form`: read the dossier, fill the form, write it with its trace, print what was filled and what was not."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from accord.cli.complaint import complain
from accord.cli.exits import NOTHING_READABLE, PROPOSED
from accord.dossier.form import Filling, fill_form, read_map, trace
from accord.dossier.phrases import where
from accord.dossier.review import ProposalKind
from accord.dossier.visible import one_line
from accord.dossier.write import write_files
from accord.errors import Invalid, NotFound
from accord.prior_auth.identify import identify
from accord.records.read import read
from accord.wording import say


def run_fill_form(form: Path, paths: tuple[Path, ...], out: Path | None, own_map: Path | None, quiet: bool) -> int:
    """Writes the filled form and its trace; the exit code. Raises AccordError."""
    if not form.is_file():
        raise NotFound(say("cli.form_missing", name=form), say("cli.form_missing_remedy"))
    target = out or Path(f"{form.stem}-filled.pdf")
    if target.resolve() == form.resolve():
        raise Invalid(say("cli.form_same", name=form), say("cli.form_same_remedy"))
    given = read_map(own_map) if own_map else None
    record = read(paths)
    if not record.documents and not record.resources and record.request_form is None:
        complain(say("cli.nothing_readable"), say("cli.nothing_readable_remedy"))
        return NOTHING_READABLE
    filling = fill_form(form, identify(record), record, given)
    told = json.dumps(trace(filling), indent=2, ensure_ascii=False).encode() + b"\n"
    written = write_files({target.name: filling.pdf, f"{target.stem}.json": told}, target.parent)
    if not quiet:
        _print(filling, written)
    return PROPOSED[ProposalKind.ASK if filling.empty else ProposalKind.APPROVE]


def _print(filling: Filling, written: list[Path]) -> None:
    lines = [f"{say('cli.form_filled')}: {len(filling.filled)}"]
    lines += [f"  {one_line(f.field)}: {one_line(f.value)}  ({where(f.place)})" for f in filling.filled]
    lines.append(f"{say('cli.form_empty')}: {len(filling.empty)}")
    lines += [f"  {one_line(e.field)}: {one_line(e.why)}" for e in filling.empty]
    lines += [say("label.files"), *(f"  {path}" for path in written)]
    sys.stdout.write("\n".join(lines) + "\n")
