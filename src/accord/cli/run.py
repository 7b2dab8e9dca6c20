"""`accord review`: check what was given, walk the straight line, write the dossier, print the summary."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from accord.cli.complaint import complain
from accord.cli.exits import exit_code
from accord.cli.summary import print_summary
from accord.dossier.review import Desk, Review
from accord.dossier.review_json import to_json
from accord.dossier.visible import one_line
from accord.errors import Invalid
from accord.records.record import Record
from accord.wording import say

if TYPE_CHECKING:
    from accord.evidence.chart import Chart
    from accord.policies.model import Policy
    from accord.prior_auth.assisted import Assistance, Confirmation, ConfirmedFindings, SecondReader
    from accord.prior_auth.judged import Judged
    from accord.prior_auth.line import SecondLook

DEFAULT_OUT = "accord-review"
MODEL_FILE, MODEL_PAGE = "model.json", "model.html"


@dataclass(frozen=True)
class Order:
    """What the person at the command line asked for."""

    paths: tuple[Path, ...]
    side: str
    today: dt.date
    policies: Path | None = None
    out: Path | None = None
    json: bool = False
    quiet: bool = False
    color: bool = True
    model: bool = False
    confirmed: Path | None = None

    def __post_init__(self) -> None:
        if self.side not in [desk.value for desk in Desk]:
            raise Invalid(f"'{self.side}' is no side of the table.", "Use --side provider or --side payer.")
        for path in self.paths:
            if not path.exists():
                raise Invalid(f"There is no file or folder {path}.", "Check the path.")
        if self.out is not None and self.out.exists() and not self.out.is_dir():
            raise Invalid(f"{self.out} is a file, not a folder.", "Give --out a folder.")
        if self.policies is not None and not self.policies.is_dir():
            raise Invalid(f"There is no folder {self.policies}.", "Give --policies a folder of policy files.")


def run(order: Order) -> int:
    """Reviews and writes; the exit code. Raises AccordError."""
    from accord.prior_auth.line import review as review_dossier

    confirmations = confirmations_of(order.confirmed)
    confirmed = confirmed_findings(confirmations)
    reader = second_reader(confirmations) if order.model else None
    second = looks_in_turn([look for look in (confirmed, reader) if look is not None])
    with progress(say("cli.reviewing"), order) as step:
        review, record = review_dossier(order.paths, Desk(order.side), order.today, order.policies, step, second)
        assistance = reader.drafted(review, record) if reader is not None else None
    written: list[Path] = []
    if order.out is not None or not order.json:
        from accord.dossier.write import write_dossier

        with progress(say("cli.writing"), order):
            folder = order.out or default_out(review, order.paths)
            written = write_dossier(review, record, folder)
            if assistance is not None:
                written += write_assistance(assistance, review, folder)
    if order.json:
        sys.stdout.buffer.write(to_json(review))
        sys.stdout.buffer.flush()
    elif not order.quiet:
        print_summary(review, written, lacks_of(review, record) if written else (), color=order.color)
    if not order.quiet:
        tell([*(confirmed.notes if confirmed is not None else ()), *(assistance.sentences if assistance else ())])
    if not review.record.readable:
        complain(say("cli.nothing_readable"), say("cli.nothing_readable_remedy"))
    return exit_code(review)


def confirmations_of(path: Path | None) -> tuple[Confirmation, ...]:
    """What persons said of a model's findings. Raises NotFound, Invalid for a file that is none."""
    if path is None:
        return ()
    from accord.prior_auth.assisted import load_confirmations

    return load_confirmations(path)


def confirmed_findings(confirmations: tuple[Confirmation, ...]) -> ConfirmedFindings | None:
    """The look that lets what a person confirmed count; it asks no model."""
    if not confirmations:
        return None
    from accord.prior_auth.assisted import ConfirmedFindings

    return ConfirmedFindings(confirmations)


def second_reader(confirmations: tuple[Confirmation, ...] = ()) -> SecondReader:
    """The model of the settings. Raises Invalid, Forbidden or Unavailable where it may not or cannot be asked."""
    from accord.models import Asker
    from accord.prior_auth.assisted import SecondReader

    return SecondReader(Asker(), rejected={one.said.id: one.person for one in confirmations if not one.answers})


def looks_in_turn(looks: Sequence[SecondLook]) -> SecondLook | None:
    """One look after the other at what is still unclear."""
    if not looks:
        return None

    def look(policy: Policy, judged: Judged, chart: Chart) -> Judged:
        for one in looks:
            judged = one(policy, judged, chart)
        return judged

    return look


def write_assistance(assistance: Assistance, review: Review, folder: Path) -> list[Path]:
    """Beside the review: what the model proposed, what was dropped, what it drafted and cost; for programs and as a page."""
    from accord.dossier.write import write_files
    from accord.prior_auth.assisted import assistance_page
    from accord.prior_auth.assisted import to_json as assistance_json

    return write_files(
        {MODEL_FILE: assistance_json(assistance), MODEL_PAGE: assistance_page(assistance, review)}, folder
    )


def tell(sentences: Sequence[str]) -> None:
    """What a model or a person's confirmation added, on the error stream: the review stands alone on standard output."""
    for sentence in sentences:
        print(one_line(sentence), file=sys.stderr)


def lacks_of(review: Review, record: Record) -> tuple[str, ...]:
    """What the letter that was written does not state and has to."""
    from accord.dossier.letter import compose_letter

    return compose_letter(review, record).lacks


def default_out(review: Review, paths: tuple[Path, ...], folder: str = DEFAULT_OUT) -> Path:
    """accord-review/<case>, the case's name reduced to letters that any file system takes."""
    name = review.request.case or paths[0].resolve().name
    return Path(folder) / (re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip(".-") or "case")


@contextmanager
def progress(sentence: str, order: Order) -> Generator[Callable[[str], None]]:
    """A moving sign on the terminal's error stream; nothing where there is no terminal."""
    if order.quiet or not sys.stderr.isatty():
        yield _silence
        return
    from rich.console import Console
    from rich.text import Text

    with Console(stderr=True, no_color=not order.color or None).status(Text(sentence)) as status:
        yield lambda step: status.update(Text(one_line(step)))


def _silence(_: str) -> None:
    """Where there is no terminal, no step is told."""
