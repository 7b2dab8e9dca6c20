"""`accord confirm`: a named person reads what a model proposed, and says whether it answers the question."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from accord.cli.run import MODEL_FILE
from accord.dossier.phrases import where
from accord.dossier.visible import one_line
from accord.dossier.write import write_files
from accord.errors import Invalid, NotFound
from accord.prior_auth.assisted import (
    Confirmation,
    Proposed,
    confirmations_json,
    last_words,
    load_assistance,
    load_confirmations,
)
from accord.wording import say

CONFIRMED_FILE = "confirmed.json"


@dataclass(frozen=True)
class ConfirmOrder:
    """What the person asked for; without findings the list is shown."""

    folder: Path
    findings: tuple[str, ...]
    by: str
    credentials: str
    reject: bool
    on: dt.date
    color: bool = True


def run_confirm(order: ConfirmOrder) -> None:
    """Shows the proposed findings, or keeps the person's word on some of them. Raises NotFound, Invalid, Unavailable."""
    proposed = load_assistance(order.folder / MODEL_FILE).proposed
    path = order.folder / CONFIRMED_FILE
    before = load_confirmations(path) if path.is_file() else ()
    console = Console(no_color=not order.color or None, markup=False, emoji=False, highlight=False)
    if not order.findings:
        _show(console, proposed, before)
        return
    if not order.by.strip():
        raise Invalid("Nobody is named who confirms.", "Give --by with the name, and --credentials.")
    words = [
        Confirmation(_named(proposed, wanted).said, not order.reject, order.by, order.credentials, order.on)
        for wanted in order.findings
    ]
    kept = last_words((*before, *words))
    write_files({CONFIRMED_FILE: confirmations_json(kept)}, order.folder)
    told = "cli.confirm_rejected" if order.reject else "cli.confirm_done"
    console.print(Text(say(told, count=len(words), file=path)))


def _named(proposed: Sequence[Proposed], wanted: str) -> Proposed:
    found = [one for one in proposed if one.id == wanted]
    if not found:
        known = ", ".join(one.id for one in proposed)
        raise NotFound(
            f"No proposed finding is called {wanted}.", f"There is: {known}." if known else "There is none here."
        )
    return found[0]


def _show(console: Console, proposed: Sequence[Proposed], before: Sequence[Confirmation]) -> None:
    if not proposed:
        console.print(Text(say("cli.confirm_none")))
    spoken = {one.said.id: one for one in before}
    for one in proposed:
        console.print(Text(f"{one.id}  {one_line(one.question)} {one_line(one.said.value)}", style="bold"))
        for place in one.said.places:
            console.print(Padding(Text(f'"{one_line(place.text)}" ({where(place)})'), (0, 0, 0, 4)))
        console.print(Padding(Text(say("cli.confirm_bears_on", criteria=", ".join(one.criteria))), (0, 0, 0, 4)))
        word = spoken.get(one.id)
        if word is not None:
            told = "cli.confirm_confirmed_by" if word.answers else "cli.confirm_rejected_by"
            console.print(Padding(Text(say(told, person=word.person)), (0, 0, 0, 4)))
        elif one.unproved:
            console.print(Padding(Text(one.unproved), (0, 0, 0, 4)))
