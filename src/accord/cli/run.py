"""`accord review`: check what was given, walk the straight line, write the dossier, print the summary."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Callable, Generator
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
    from accord.prior_auth.assisted import Assistance, SecondReader

DEFAULT_OUT = "accord-review"
MODEL_FILE = "model.json"


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

    reader = second_reader() if order.model else None
    with progress(say("cli.reviewing"), order) as step:
        review, record = review_dossier(order.paths, Desk(order.side), order.today, order.policies, step, reader)
        assistance = reader.drafted(review, record) if reader is not None else None
    written: list[Path] = []
    if order.out is not None or not order.json:
        from accord.dossier.write import write_dossier

        with progress(say("cli.writing"), order):
            folder = order.out or default_out(review, order.paths)
            written = write_dossier(review, record, folder)
            if assistance is not None:
                written.append(write_assistance(assistance, folder))
    if order.json:
        sys.stdout.buffer.write(to_json(review))
        sys.stdout.buffer.flush()
    elif not order.quiet:
        print_summary(review, written, lacks_of(review, record) if written else (), color=order.color)
    if assistance is not None and not order.quiet:
        tell(assistance)
    if not review.record.readable:
        complain(say("cli.nothing_readable"), say("cli.nothing_readable_remedy"))
    return exit_code(review)


def second_reader() -> SecondReader:
    """The model of the settings. Raises Invalid, Forbidden or Unavailable where it may not or cannot be asked."""
    from accord.models import Asker
    from accord.prior_auth.assisted import SecondReader

    return SecondReader(Asker())


def write_assistance(assistance: Assistance, folder: Path) -> Path:
    """model.json beside the review: what the model proposed, what was dropped, what it drafted and cost."""
    from accord.prior_auth.assisted import to_json as assistance_json

    path = folder / MODEL_FILE
    path.write_bytes(assistance_json(assistance))
    return path


def tell(assistance: Assistance) -> None:
    """What the model added, on the error stream: the review itself stands alone on standard output."""
    for sentence in assistance.sentences:
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
