"""Any answer of a connector as a page of text: records, tables, long text wrapped; at its end where it comes from."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from io import StringIO
from typing import Any

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from accord.connectors.answer import Backend, Page, Provenance
from accord.dossier.visible import visible
from accord.wording import say

WIDTH_WITHOUT_TERMINAL = 120
MOST_COLUMNS = 9
FEW_COLUMNS = 3
LONGEST_CELL, LONGEST_CELL_OF_FEW = 160, 500
LONGEST_LIST = 100
LONGEST_CODE = 12
EMPTY: tuple[object, ...] = (None, "", (), [], {})


def print_answer(answer: object, *, color: bool = True) -> None:
    """Prints an answer; words from outside are shown as text, never as markup or screen commands."""
    if sys.stdout.isatty():
        _print(Console(no_color=not color or None, markup=False, emoji=False, highlight=False), answer)
        return
    page = StringIO()
    _print(Console(file=page, width=WIDTH_WITHOUT_TERMINAL, markup=False, emoji=False, highlight=False), answer)
    sys.stdout.write("\n".join(line.rstrip() for line in page.getvalue().splitlines()) + "\n")


def _print(console: Console, answer: object) -> None:
    for part in _parts(answer):
        console.print(part)
    for provenance in dict.fromkeys(_provenances(answer)):
        console.print(Text(provenance_words(provenance), style="dim"))


def provenance_words(provenance: Provenance) -> str:
    """Source, release and age in one line."""
    day = provenance.as_of or (provenance.retrieved_at.date() if provenance.retrieved_at else None)
    told = [provenance.source, provenance.release, say(f"cli.backend.{provenance.backend.value}")]
    if day and (provenance.backend is not Backend.LOCAL or str(day) not in provenance.release):
        told.append(str(day))
    if provenance.age_days is not None:
        told.append(say("cli.age", days=provenance.age_days))
    if provenance.stale:
        told.append(say("cli.stale"))
    line = "; ".join(part for part in told if part)
    return visible(say("cli.source", told=line) + (f" {provenance.notice}" if provenance.notice else ""))


def _provenances(value: object) -> Iterator[Provenance]:
    if isinstance(value, Provenance):
        yield value
    elif isinstance(value, (tuple, list)):
        for item in value:  # pyright: ignore[reportUnknownVariableType]
            yield from _provenances(item)  # pyright: ignore[reportUnknownArgumentType]
    elif is_dataclass(value):
        for field in fields(value):
            yield from _provenances(getattr(value, field.name))


def _parts(value: object) -> Iterator[RenderableType]:
    """A dataclass: its plain fields side by side with their names, then what it holds."""
    if isinstance(value, Page):
        yield from _page(value)  # pyright: ignore[reportUnknownArgumentType]
        return
    if isinstance(value, (tuple, list)):
        yield from _several(value)  # pyright: ignore[reportUnknownArgumentType]
        return
    if not is_dataclass(value):
        yield Text(_text(value))
        return
    told = list(_told(value))
    plain = [(name, text) for name, held in told if (text := _plain(held)) is not None]
    if plain:
        yield _record(plain)
    for name, held in told:
        if _plain(held) is None:
            yield Text(_label(name), style="bold")
            yield from (Padding(part, (0, 0, 0, 2)) for part in _parts(held))


def _page(page: Page[Any]) -> Iterator[RenderableType]:
    yield from _several(page.items)
    shown = len(page.items)
    if page.total is None or page.total == shown == 0:
        yield Text(say("cli.shown", shown=shown))
    else:
        yield Text(
            say("cli.shown_at_least" if page.total_is_lower_bound else "cli.shown_of", shown=shown, total=page.total)
        )
    if page.next:
        yield Text(visible(say("cli.next", next=page.next)))


def _told(value: Any) -> Iterator[tuple[str, Any]]:
    for field in fields(value):
        held = getattr(value, field.name)
        if held not in EMPTY and not isinstance(held, Provenance):
            yield field.name, held


def _record(plain: Sequence[tuple[str, str]]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="cyan", no_wrap=True)
    table.add_column(overflow="fold")
    for name, text in plain:
        table.add_row(Text(_label(name)), Text(text))
    return table


def _several(values: Sequence[Any]) -> Iterator[RenderableType]:
    if not values:
        return
    rows = [{name: _plain(held) for name, held in _told(value)} if is_dataclass(value) else {} for value in values]
    columns = list(dict.fromkeys(name for row in rows for name in row))
    longest = LONGEST_CELL if len(columns) > FEW_COLUMNS else LONGEST_CELL_OF_FEW
    cells = [text for row in rows for text in row.values()]
    if all(rows) and len(columns) <= MOST_COLUMNS and all(text is not None and len(text) <= longest for text in cells):
        yield _table(columns, rows)
        return
    for number, value in enumerate(values):
        if number:
            yield Text("")
        yield from _parts(value)


def _table(columns: Sequence[str], rows: Sequence[dict[str, str | None]]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for name in columns:
        short = all(len(row.get(name) or "") <= 14 for row in rows)
        table.add_column(Text(_label(name)), no_wrap=short and len(columns) <= 6, overflow="fold")
    for row in rows:
        table.add_row(*(Text(row.get(name) or "") for name in columns))
    return table


def _plain(held: object) -> str | None:
    """Text for what needs no heading of its own: a value, a list of values, a small record; else None."""
    if isinstance(held, (tuple, list)):
        texts = [_plain(item) for item in held if not is_dataclass(item)]  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
        if len(texts) < len(held) or None in texts:  # pyright: ignore[reportUnknownArgumentType]
            return None
        known = [text for text in texts if text]
        long = sum(map(len, known)) > LONGEST_LIST and any(len(text) > LONGEST_CODE for text in known)
        return ("\n" if long else ", ").join(known)
    if is_dataclass(held):
        texts = [_plain(value) for _, value in _told(held)]
        known = [text for text in texts if text]
        small = None not in texts and sum(map(len, known)) <= LONGEST_LIST and not any("\n" in text for text in known)
        return ", ".join(known) if small else None
    return _text(held)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return say("cli.yes") if value else say("cli.no")
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return visible(str(value.value if isinstance(value, Enum) else value))


def _label(name: str) -> str:
    return name.replace("_", " ")
