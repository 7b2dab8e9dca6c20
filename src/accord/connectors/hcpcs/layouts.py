"""Reads the files of the code set: the official 320-byte records, the official sheet, and a table of codes and names."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from accord.connectors.hcpcs.item import Item, ItemKind, kind_of
from accord.errors import Invalid

FIRST_LINES, NEXT_LINES = {"3": ItemKind.CODE, "7": ItemKind.MODIFIER}, {"4", "8"}
LEAST_WIDTH = 92
# Field -> (first column, last column) of the record layout, counted from 1.
COLUMNS = {
    "code": (1, 5), "record": (11, 11), "long": (12, 91), "short": (92, 119), "coverage": (230, 230),
    "betos": (257, 259), "added": (269, 276), "effective": (277, 284), "ended": (285, 292), "action": (293, 293),
}  # fmt: skip
# Field -> names that the official sheet and tables made from it have given it, as letters and digits alone.
HEADINGS = {
    "code": ("hcpc", "hcpcs", "code", "hcpcscode"), "record": ("recid", "ric"),
    "long": ("longdescription", "longdesc", "long"), "short": ("shortdescription", "shortdesc", "short"),
    "coverage": ("cov", "coverage"), "betos": ("betos",), "added": ("adddt", "adddate", "added"),
    "effective": ("acteffdt", "effdt", "effectivedate"), "ended": ("termdt", "termdate", "terminationdate"),
    "action": ("actioncd", "actioncode"),
}  # fmt: skip
NEEDED = ("code", "long")
EXCEL_EPOCH = dt.date(1899, 12, 30)


def records(lines: Iterable[str], name: str) -> Iterator[Item]:
    """The items of a file of fixed columns; a long name goes on over records. Raises Invalid naming the line."""
    held: Item | None = None
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        if len(line.rstrip("\r\n")) < LEAST_WIDTH - 1 or _field(line, "record") not in {*FIRST_LINES, *NEXT_LINES}:
            raise Invalid(f"{name}, line {number}: this is not a record of the HCPCS file.")
        if _field(line, "record") in NEXT_LINES:
            if held is None or held.code != _field(line, "code"):
                raise Invalid(f"{name}, line {number}: it goes on with a code that was not begun.")
            held = replace(held, long=f"{held.long} {_field(line, 'long')}")
            continue
        if held is not None:
            yield held
        kind = FIRST_LINES[_field(line, "record")]
        held = _item({field: _field(line, field) for field in COLUMNS}, kind, f"{name}, line {number}")
    if held is not None:
        yield held


def rows(table: Iterable[list[str]], name: str) -> Iterator[Item]:
    """The items of a table with a line of headings. Raises Invalid when the headings or a date cannot be read."""
    lines = iter(table)
    places, before = _headings(lines, name)
    held: Item | None = None
    for number, line in enumerate(lines, start=before + 1):
        told = {field: line[place].strip() if place < len(line) else "" for field, place in places.items()}
        if not told["code"]:
            continue
        if told.get("record") in NEXT_LINES and held is not None and held.code == told["code"].upper():
            held = replace(held, long=f"{held.long} {told['long']}")
            continue
        if held is not None:
            yield held
        kind = kind_of(told["code"].upper())
        held = _item(told, kind, f"{name}, line {number}") if kind else None
    if held is not None:
        yield held


def table(text: str) -> Iterator[list[str]]:
    """The lines of a table with commas or tabs."""
    first = text.partition("\n")[0]
    return csv.reader(io.StringIO(text), delimiter="\t" if first.count("\t") > first.count(",") else ",")


def _headings(lines: Iterator[list[str]], name: str) -> tuple[Mapping[str, int], int]:
    """Where each field stands; the sheet has a few lines of words before its headings."""
    for number, line in enumerate(lines, start=1):
        told = [re.sub(r"[^a-z0-9]", "", cell.lower()) for cell in line]
        places = {field: told.index(way) for field, ways in HEADINGS.items() for way in ways[::-1] if way in told}
        if all(field in places for field in NEEDED):
            return places, number
        if number > 20:
            break
    raise Invalid(f"{name} has no line of headings with a code and a long description.")


def _item(told: Mapping[str, str], kind: ItemKind, where: str) -> Item:
    return Item(
        code=told["code"].strip().upper(), kind=kind, long=_tidy(told["long"]), short=_tidy(told.get("short", "")),
        coverage=told.get("coverage", ""), betos=told.get("betos", ""), action=told.get("action", ""),
        added=day(told.get("added", ""), where), effective=day(told.get("effective", ""), where),
        ended=day(told.get("ended", ""), where),
    )  # fmt: skip


def day(text: str, where: str) -> dt.date | None:
    """'20260101', '2026-01-01', '1/1/2026' or the number of a day in a sheet; None for none. Raises Invalid."""
    text = text.strip().removesuffix(".0").partition(" ")[0]
    if not text.strip("0"):
        return None
    try:
        if re.fullmatch(r"\d{8}", text):
            return dt.date(int(text[:4]), int(text[4:6]), int(text[6:]))
        if re.fullmatch(r"\d{4,5}", text):
            return EXCEL_EPOCH + dt.timedelta(days=int(text))
        if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text):
            return dt.date(int(found[3]), int(found[1]), int(found[2]))
        return dt.date.fromisoformat(text)
    except ValueError as fault:
        raise Invalid(f"{where}: '{text}' is not a date.") from fault


def _field(line: str, field: str) -> str:
    first, last = COLUMNS[field]
    return line[first - 1 : last].strip()


def _tidy(text: str) -> str:
    return " ".join(text.split())
