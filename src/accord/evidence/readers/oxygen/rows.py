"""Saturations in tables: one reading a row, with the conditions that its other cells and the headings tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from accord.evidence.narrative.sentences import line_at, lines
from accord.evidence.narrative.tables import Cell, Row, Table, tables
from accord.evidence.profile import Profile
from accord.evidence.readers.oxygen.cues import EXERCISE, ON_OXYGEN, REST, SLEEP, oxygen_of, state_of_row
from accord.evidence.readers.oxygen.reading import MARKED, SERIES, Reading

_SATURATION = r"\bsp ?o2\b|\bsa ?o2\b|\bo2 ?sats?\b|\bsats?\b|saturation|\bpulse ?ox|\boximetry\b|\b%? ?sat\b"
_OXYGEN = r"^(?:o2(?: used| flow| source| device)?|oxygen(?: used| flow| source| device)?|fio2|flow.*|l/?min|lpm|liters?.*|supp\w* o2|o2 ?\(l.*|air/o2|gas|source|device)$"
_MARKS = re.compile(
    r"<=+|<-+|←|\*\*|recorded as|qualif|official|use this|reported value|final (?:rest|value)|value used"
)
_VALUE = re.compile(r"[~≈]?\s*(?P<low>\d{2,3}(?:\.\d{1,2})?)(?:\s*(?:-|–|to)\s*(?P<high>\d{2,3}))?\s*%?(?!\d)")
_NOT_SLEEP = re.compile(r"ahi|pressure|cpap|epap|ipap")


def table_readings(paper: Profile) -> Iterator[tuple[Table, list[Reading]]]:
    """Each table of a paper that lists saturations, with its readings; in a run only one is the result."""
    listed = [
        t
        for t in tables(paper.document)
        if paper.part.start <= t.start < paper.part.end and t.column(_SATURATION) is not None
    ]
    others = [t for t in tables(paper.document) if paper.part.start <= t.start < paper.part.end and t not in listed]
    loose = [t for t in _timed_tables(paper) if not any(t.start < o.end and o.start < t.end for o in listed)]
    for table in [*listed, *loose, *others]:
        heads = " ".join(cell.text.lower() for cell in table.header)
        if _NOT_SLEEP.search(heads):
            continue
        column = table.column(_SATURATION)
        found = _down(paper, table, column) if column is not None else _across(paper, table)
        if found:
            yield table, _with_roles(found)


_HEAD_CELL = re.compile(r"\S+(?: \S+)*")


def _timed_tables(paper: Profile) -> Iterator[Table]:
    """Tables whose rows begin with a clock time or bare number, below a line of headings one of which is a saturation."""
    document = paper.document
    head: list[Cell] = []
    offset, rows = 0, list[Row]()
    for line in lines(document):
        if not paper.part.start <= line.start < paper.part.end:
            continue
        cells = [
            Cell(line.start + m.start(), line.start + m.end(), m[0])
            for m in _HEAD_CELL.finditer(document.text[line.start : line.end])
        ]
        is_head = (
            len(cells) > 2
            and any(re.search(_SATURATION, c.text, re.IGNORECASE) for c in cells)
            and not any(re.search(r"\d{2}", c.text) for c in cells)
        )
        if head and (line.blank or is_head or len(cells) < 2) and rows:
            yield Table(tuple(head), tuple(rows))
            head, rows = [], []
        if is_head:
            head, offset, rows = cells, line.start, []
        elif head and len(cells) > 1:
            rows.append(_below(head, offset, cells, line.start))
    if head and rows:
        yield Table(tuple(head), tuple(rows))


def _below(head: list[Cell], offset: int, cells: list[Cell], start: int) -> Row:
    """Each cell below the heading it stands nearest to; what is left over at the end belongs to the last."""
    placed: list[Cell | None] = [None] * len(head)
    for cell in cells:
        column = min(range(len(head)), key=lambda i: _gap(head[i], offset, cell, start))
        held = placed[column]
        placed[column] = Cell(held.start, cell.end, f"{held.text} {cell.text}") if held else cell
    return tuple(placed)


def _gap(head: Cell, offset: int, cell: Cell, start: int) -> tuple[int, int]:
    apart = max(0, cell.start - start - (head.end - offset), head.start - offset - (cell.end - start))
    return apart, abs((cell.start - start) - (head.start - offset))


def _down(paper: Profile, table: Table, column: int) -> list[Reading]:
    """One reading a row below the heading of the saturations."""
    found: list[Reading] = []
    flow_at = table.column(_OXYGEN)
    title = _title(paper, table)
    for row in table.rows:
        cell = row[column] if column < len(row) else None
        value = _number(cell)
        if cell is None or value is None:
            continue
        line = line_at(paper.document, cell.start)
        others = "   ".join(c.text for i, c in enumerate(row) if c and i != column)
        oxygen, flow = _oxygen(row, flow_at, others)
        state = state_of_row(others) or title[0] or (REST if _posture(others) else "")
        marked = MARKED if _MARKS.search(paper.document.flat[cell.end : line.end]) else ""
        found.append(
            Reading(
                value,
                line.start,
                line.end,
                cell.start,
                state,
                oxygen or title[1],
                flow or title[2],
                role=marked,
                formal=True,
            )
        )
    return found


def _posture(words: str) -> bool:
    return bool(re.search(r"\b(?:seated|sitting|supine|chair|semi-?fowler\w*)\b", words.lower()))


def _oxygen(row: Row, flow_at: int | None, others: str) -> tuple[str, Decimal | None]:
    cell = row[flow_at] if flow_at is not None and flow_at < len(row) else None
    if cell is not None:
        told = oxygen_of(cell.text)
        if told[0]:
            return told
    return oxygen_of(others) if not re.fullmatch(r"[\d\s.-]*", others) else ("", None)


def _across(paper: Profile, table: Table) -> list[Reading]:
    """A row of saturations below headings that name the phases."""
    found: list[Reading] = []
    for row in table.rows:
        first = row[0]
        if first is None or not re.search(_SATURATION, first.text, re.IGNORECASE):
            continue
        line = line_at(paper.document, first.start)
        for index, cell in enumerate(row[1:], 1):
            head = table.header[index].text if index < len(table.header) else ""
            value = _number(cell)
            if cell is None or value is None or not head:
                continue
            oxygen, flow = oxygen_of(head)
            if not oxygen:
                oxygen, flow = _of_column(table, index)
            start, end = table.header[index].start, cell.end
            words = paper.document.text[start:end]
            span = (start, end) if len(words) < 300 and words.count("\n") <= 1 else (line.start, line.end)
            found.append(Reading(value, *span, cell.start, state_of_row(head), oxygen, flow, formal=True))
    return found


def _of_column(table: Table, index: int) -> tuple[str, Decimal | None]:
    """What a row on oxygen says in the same column."""
    for row in table.rows:
        if row[0] is not None and re.search(r"o2|oxygen|fio2|flow|l/?min|lpm|air", row[0].text, re.IGNORECASE):
            cell = row[index] if index < len(row) else None
            if cell is not None and not re.search(_SATURATION, row[0].text, re.IGNORECASE):
                return oxygen_of(cell.text)
    return "", None


def _number(cell: Cell | None) -> Decimal | None:
    """A saturation in a cell; of a range the higher, where both tell the same of 88 and 89 %."""
    match = _VALUE.match(cell.text) if cell is not None else None
    if match is None:
        return None
    low = Decimal(match["low"])
    high = Decimal(match["high"]) if match["high"] else low
    if not 40 <= low <= high <= 100 or (low <= 89 < high) or (low <= 88 < high):
        return None
    return high


def _title(paper: Profile, table: Table) -> tuple[str, str, Decimal | None]:
    """State and oxygen that the lines above a table name for all of it."""
    document = paper.document
    above = document.text[max(paper.part.start, table.start - 600) : table.start]
    state, oxygen, flow = "", "", None
    for line in [line for line in above.splitlines() if line.strip()][-9:]:
        told = state_of_row(line)
        state = told if told and told != SLEEP else state
        if re.search(r"\b(?:at rest|resting)\b", line.lower()):
            state = REST
        found = oxygen_of(line) if re.search(r"room air|\bRA\b|(?i:\bon o2\b)", line) else ("", None)
        oxygen, flow = found if found[0] else (oxygen, flow)
    return (state if state in (REST, EXERCISE) else ""), oxygen, flow


def _with_roles(readings: list[Reading]) -> list[Reading]:
    """In a run of readings of one state and oxygen one is the result: marked, else the last at rest, else the lowest."""
    made: list[Reading] = []
    for reading in readings:
        same = [r for r in readings if (r.state, r.oxygen, r.flow) == (reading.state, reading.oxygen, reading.flow)]
        marked = [r for r in same if r.role == MARKED]
        chosen = marked[-1] if marked else _result(same)
        made.append(reading if reading is chosen else replace(reading, role=SERIES))
    return made


def _result(same: list[Reading]) -> Reading:
    if same[0].state == EXERCISE and same[0].oxygen != ON_OXYGEN:
        return min(same, key=lambda r: r.value)
    return same[-1]
