"""`accord appeal` and `accord brief`: review the dossier, read the payer's letter, write, print what a person must know."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from accord.cli.complaint import complain
from accord.cli.exits import NO_POLICY, NOTHING_READABLE, PROPOSED
from accord.cli.run import Order, default_out, progress
from accord.cli.summary import WIDTH_WITHOUT_TERMINAL
from accord.dossier.appeal import Answer, answers, overdue
from accord.dossier.denial import Denial, read_denial
from accord.dossier.letter import Letter
from accord.dossier.review import Desk, NoPolicy, ProposalKind, Review
from accord.dossier.visible import one_line
from accord.dossier.write import write_files
from accord.dossier.write_appeal import appeal_files, brief_files
from accord.errors import Invalid, NotFound
from accord.prior_auth.line import review as review_dossier
from accord.records.documents import Document
from accord.records.read import read
from accord.records.record import Record
from accord.wording import say

APPEALS, BRIEFS = "accord-appeal", "accord-brief"


@dataclass(frozen=True)
class Told:
    """What a command prints at its end."""

    review: Review
    denial: Denial | None
    letters: tuple[tuple[str, Letter], ...]
    written: tuple[Path, ...]


def run_appeal(order: Order, denial: Path) -> int:
    """Writes appeal and brief; the exit code. Raises AccordError."""
    document = denial_document(denial)
    review, record = _reviewed(order)
    letter = read_denial(apart(document, record))
    appeal, files = appeal_files(review, record, letter)
    brief, page = brief_files(review, record, letter)
    written = write_files(files | page, order.out or default_out(review, order.paths, APPEALS))
    _print(Told(review, letter, (("appeal", appeal), ("brief", brief)), tuple(written)), order)
    told = answers(review, letter)
    whole = bool(told) and all(answer.argued and not answer.open for answer in told) and not appeal.lacks
    return _code(review, whole)


def run_brief(order: Order, denial: Path | None) -> int:
    """Writes the brief; the exit code. Raises AccordError."""
    document = denial_document(denial) if denial else None
    review, record = _reviewed(order)
    letter = read_denial(apart(document, record)) if document else None
    brief, page = brief_files(review, record, letter)
    written = write_files(page, order.out or default_out(review, order.paths, BRIEFS))
    _print(Told(review, letter, (("brief", brief),), tuple(written)), order)
    return _code(review, True)


def denial_document(path: Path) -> Document:
    """The payer's letter as it was read. Raises NotFound or Invalid."""
    if not path.is_file():
        raise NotFound(say("cli.denial_not_found", name=path), say("cli.denial_unread_remedy"))
    received = read([path])
    document = next((document for document in received.documents if document.text.strip()), None)
    if document is None:
        why = received.unread[0].reason if received.unread else say("cli.denial_empty")
        raise Invalid(say("cli.denial_unread", name=path.name, why=why), say("cli.denial_unread_remedy"))
    return document


def apart(document: Document, record: Record) -> Document:
    """The letter under a name that no other paper of the dossier bears, so that a citation can mean one only."""
    others = {other.name for other in record.documents if other.text != document.text}
    return replace(document, name=say("cli.denial_name", name=document.name)) if document.name in others else document


def _reviewed(order: Order) -> tuple[Review, Record]:
    with progress(say("cli.reviewing"), order) as step:
        return review_dossier(order.paths, Desk.PROVIDER, order.today, order.policies, step)


def _code(review: Review, whole: bool) -> int:
    if not review.record.readable:
        complain(say("cli.nothing_readable"), say("cli.nothing_readable_remedy"))
        return NOTHING_READABLE
    if isinstance(review.policy, NoPolicy):
        return NO_POLICY
    return PROPOSED[ProposalKind.APPROVE if whole else ProposalKind.ASK]


def _print(told: Told, order: Order) -> None:
    if order.quiet:
        return
    width = None if sys.stdout.isatty() else WIDTH_WITHOUT_TERMINAL
    console = Console(width=width, no_color=not order.color or None, markup=False, emoji=False, highlight=False)
    if told.denial is not None:
        console.print(_head(told.review, told.denial))
        for line in _reasons(answers(told.review, told.denial)):
            console.print(line)
    for line in _letters(told.letters):
        console.print(line)
    console.print(Text(say("label.files"), style="bold"))
    for path in told.written:
        console.print(Text(f"  {path}"))


def _head(review: Review, denial: Denial) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column()
    unknown = say("cli.appeal_told.not_told")
    grid.add_row(say("cli.appeal_told.payer"), one_line(denial.payer.text) if denial.payer else unknown)
    grid.add_row(say("cli.appeal_told.letter"), denial.date.value.isoformat() if denial.date else unknown)
    numbers = "; ".join(one_line(f"{r.label} {r.number.value}") for r in denial.references)
    grid.add_row(say("cli.appeal_told.references"), numbers or unknown)
    grid.add_row(say("cli.appeal_told.due"), _due(review, denial))
    return grid


def _due(review: Review, denial: Denial) -> str:
    found = denial.deadline
    if found is None:
        return say("cli.appeal_told.not_told")
    if (late := overdue(review, denial)) is not None:
        return say("cli.appeal_told.passed", date=late.isoformat())
    words = one_line(found.place.text) if found.place else say(found.rule.sentence) if found.rule else ""
    return f"{found.date.isoformat()}: {words}" if found.date else words


def _reasons(told: Iterable[Answer]) -> list[Text]:
    lines = [Text(""), Text(say("cli.appeal_told.reasons"), style="bold")]
    for number, answer in enumerate(told, 1):
        state = "partly" if answer.argued and answer.open else "argued" if answer.argued else "not_argued"
        lines.append(Text(f"  {number}. {say(f'cli.appeal_told.{state}')}: {one_line(answer.reason.place.text)}"))
        if answer.spoken:
            keys = ", ".join(f"{c.key} ({say(f'status.{c.status.value}')})" for c in answer.spoken)
            lines.append(Text(f"     {say('cli.appeal_told.criteria', criteria=keys)}", style="dim"))
    return [*(lines if len(lines) > 2 else [*lines, Text(f"  {say('cli.appeal_told.no_reasons')}")]), Text("")]


def _letters(letters: Iterable[tuple[str, Letter]]) -> list[Text]:
    lines: list[Text] = []
    for what, letter in letters:
        if letter.struck:
            lines.append(Text(say("cli.appeal_told.struck", count=len(letter.struck))))
        if letter.lacks:
            lines.append(
                Text(say("cli.appeal_told.incomplete", what=what, lacks=", ".join(letter.lacks)), style="yellow")
            )
    return [*lines, Text("")] if lines else []
