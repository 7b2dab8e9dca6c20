"""`accord policy check`: what is wrong with policy files, with the place of each fault and what to do."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from accord.cli.console import console
from accord.dossier.visible import one_line
from accord.policies.acts import PolicyActs
from accord.policies.load import PACKS, SHIPPED
from accord.policies.site import records_folder
from accord.prior_auth.authors.check import Checked, check
from accord.prior_auth.authors.remark import Level, Remark
from accord.prior_auth.line import published_texts
from accord.settings import settings
from accord.wording import say

STYLE = {Level.FAULT: "red", Level.WARNING: "yellow", Level.NOTE: "dim"}
FAULTS, WARNINGS = 2, 10


def run_check(path: Path | None, today: dt.date, as_json: bool, *, color: bool) -> int:
    """Checks and prints; the exit code: 2 faults, 10 warnings, 0 neither. Raises NotFound."""
    paths = [path] if path else [PACKS / SHIPPED, *settings().policies]
    store, records = published_texts(today), PolicyActs(records_folder())
    found = [check(one, today, records, store) for one in paths]
    if as_json:
        _print_json(found)
    else:
        _print(console(color=color), found)
    levels = {remark.level for checked in found for remark in checked.remarks}
    return FAULTS if Level.FAULT in levels else WARNINGS if Level.WARNING in levels else 0


def _print(out: Console, found: Sequence[Checked]) -> None:
    for remark in (remark for checked in found for level in Level for remark in checked.of(level)):
        out.print(_line(remark), soft_wrap=True)
        if remark.remedy:
            out.print(Text(f"    {one_line(remark.remedy)}", style="dim"), soft_wrap=True)
    out.print(
        say(
            "policy_check.done",
            files=sum(checked.files for checked in found),
            policies=sum(len(checked.policies) for checked in found),
            faults=sum(len(checked.of(Level.FAULT)) for checked in found),
            warnings=sum(len(checked.of(Level.WARNING)) for checked in found),
        ),
        soft_wrap=True,
    )


def _line(remark: Remark) -> Text:
    path = f"{one_line(remark.path)}: " if remark.path else ""
    line = Text()
    line.append(f"{one_line(remark.where)}: ")
    line.append(say(f"policy_level.{remark.level.value}"), style=STYLE[remark.level])
    line.append(f": {path}{one_line(remark.sentence)}")
    return line


def _print_json(found: Sequence[Checked]) -> None:
    rows = [
        {
            "level": remark.level.value,
            "file": remark.file,
            "line": remark.line,
            "column": remark.column,
            "path": remark.path,
            "sentence": remark.sentence,
            "remedy": remark.remedy,
        }
        for checked in found
        for remark in checked.remarks
    ]
    policies = [policy.id for checked in found for policy in checked.policies.values()]
    sys.stdout.write(json.dumps({"policies": policies, "remarks": rows}, ensure_ascii=False, indent=2) + "\n")
