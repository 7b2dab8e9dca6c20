"""Saturations in tables: one reading a row, with the conditions that its other cells and the headings tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from accord.evidence.narrative.sentences import Line, line_at, lines
from accord.evidence.narrative.tables import Cell, Row, Table, tables
from accord.evidence.profile import Profile
from accord.evidence.readers.oxygen.cues import (
    EXERCISE,
    ON_OXYGEN,
    RECOVERY,
    REST,
    ROOM_AIR,
    SLEEP,
    oxygen_of,
    state_of_row,
)
from accord.evidence.readers.oxygen.noise import as_heard
from accord.evidence.readers.oxygen.reading import MARKED, NOISY, RANGE, SERIES, Reading
from accord.records.documents import Document

_SATURATION = r"\bsp ?[o0]2\b|\bsa ?[o0]2\b|\b[o0]2 ?sats?\b|\bsats?\b|saturation|\bpulse ?ox|\boximetry\b|\b%? ?sat\b"
_OXYGEN = (
    r"^(?:o2(?: used| flow| source| device)?|oxygen(?: used| flow| source| device)?|fio2|flow.*|l/?min|lpm|"
    r"liters?.*|supp\w* o2|o2 ?\(l.*|air/o2|gas|source|device)$"
)
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
    cross = [
        t for t in _crosswise_tables(paper) if not any(t.start < o.end and o.start < t.end for o in [*listed, *loose])
    ]
    others = [t for t in others if not any(t.start < o.end and o.start < t.end for o in cross)]
    for table in [*listed, *loose, *cross, *others]:
        heads = " ".join(cell.text.lower() for cell in table.header)
        if _NOT_SLEEP.search(heads):
            continue
        column = table.column(_SATURATION)
        found = _down(paper, table, column) if column is not None else _across(paper, table)
        if found:
            yield table, in_session([as_heard(paper, reading) for reading in found])


_HEAD_CELL = re.compile(r"\S+(?: \S+)*")
_PIPED = re.compile(r"[^|\s](?:[^|\n]*[^|\s])?")


def _timed_tables(paper: Profile) -> Iterator[Table]:
    """Tables whose rows begin with a clock time or bare number, below a line of headings one of which is a saturation."""
    document = paper.document
    head: list[Cell] = []
    offset, rows = 0, list[Row]()
    for line in lines(document):
        if not paper.part.start <= line.start < paper.part.end:
            continue
        cells = _cells_of(document, line)
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
    for row in (_realigned(paper.document, table, row) for row in table.rows):
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


def _realigned(document: Document, table: Table, row: Row) -> Row:
    """A row with a remark behind its last column, each cell below its own heading."""
    first = next(cell for cell in row if cell is not None)
    line = line_at(document, first.start)
    cells = _cells_of(document, line)
    if len(cells) <= len(table.header) or any(not head.text for head in table.header):
        return row
    return _below(list(table.header), line_at(document, table.header[0].start).start, cells, line.start)


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
            oxygen, flow = ("", None) if _is_minute(table, head) else oxygen_of(head)
            if not oxygen:
                oxygen, flow = _of_column(table, index)
            if not oxygen:
                oxygen, flow = _above(paper.document, table.header[index])
            if not oxygen:
                oxygen, flow = oxygen_of(re.sub(_SATURATION, "", first.text.lower()))
            found.append(
                Reading(value, line.start, line.end, cell.start, _phase(paper, head), oxygen, flow, formal=True)
            )
    return found


def _is_minute(table: Table, head: str) -> bool:
    """Is a bare number above a column a minute, by the first heading, not liters?"""
    first = table.header[0].text.lower() if table.header else ""
    return bool(re.fullmatch(r"\W*\d{1,2}\W*", head) and re.match(r"\W*(?:time|min)", first))


def _above(document: Document, head: Cell) -> tuple[str, Decimal | None]:
    """What the line above a heading says of the oxygen in the same column."""
    listed = lines(document)
    number = next((n for n, ln in enumerate(listed) if ln.start <= head.start <= ln.end), 0)
    if number == 0 or listed[number - 1].blank:
        return "", None
    line = listed[number - 1]
    cells = _cells_of(document, line)
    own = listed[number].start
    near = min(cells, key=lambda cell: _gap(cell, line.start, head, own), default=None)
    return oxygen_of(near.text) if near is not None and len(cells) > 1 else ("", None)


def _phase(paper: Profile, head: str) -> str:
    """The state that a heading names; minutes of a walk are exercise."""
    told = state_of_row(head)
    if told or not re.match(r"\W*(?:min\w* ?)?\d{1,2}(?: ?min\w*)?\W*$", head.lower()):
        return told
    return (
        EXERCISE
        if re.search(r"walk|6 ?mwt|exercise|treadmill|exert", paper.document.flat[paper.part.start : paper.part.end])
        else ""
    )


def _crosswise_tables(paper: Profile) -> Iterator[Table]:
    """A line of saturations with the nearest line of headings above it, and the lines below that tell of the oxygen."""
    document = paper.document
    listed = [ln for ln in lines(document) if paper.part.start <= ln.start < paper.part.end]
    for number, line in enumerate(listed):
        row = _cells_of(document, line)
        if (
            len(row) < 3
            or not re.search(_SATURATION, row[0].text, re.IGNORECASE)
            or sum(_number(c) is not None for c in row[1:]) < 2
        ):
            continue
        for above in reversed(listed[max(0, number - 5) : number]):
            head = _cells_of(document, above)
            minutes = bool(head) and re.match(r"(?:time|min)", head[0].text.lower())
            phases = sum(
                bool(minutes and re.fullmatch(r"\d{1,2}", c.text))
                or bool(state_of_row(c.text))
                or bool(re.search(r"min|air|\bl\b|lpm|\bra\b", c.text.lower()))
                for c in head
            )
            if len(head) >= len(row) - 1 and phases >= 2:
                yield _crosswise(
                    document,
                    head,
                    above,
                    [
                        line,
                        *[ln for ln in listed[number - 3 : number + 5] if ln is not line and ln.start > above.start],
                    ],
                )
                break


def _crosswise(document: Document, head: list[Cell], above: Line, below: list[Line]) -> Table:
    first = _cells_of(document, below[0])
    label = Cell(above.start, above.start, "")
    header = head if len(head) == len(first) else [label, *head]
    rows: list[Row] = []
    for line in below:
        cells = _cells_of(document, line)
        if len(cells) == len(header):
            rows.append(tuple(cells))
        elif len(cells) > 1:
            rows.append((cells[0], *_below(header[1:], above.start, cells[1:], line.start)))
    return Table(tuple(header), tuple(rows))


def _cells_of(document: Document, line: Line) -> list[Cell]:
    pattern = _PIPED if document.text.count("|", line.start, line.end) > 1 else _HEAD_CELL
    return [
        Cell(line.start + m.start(), line.start + m.end(), m[0])
        for m in pattern.finditer(document.text[line.start : line.end])
    ]


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


def in_session(readings: list[Reading]) -> list[Reading]:
    """The readings of one session with their roles.

    At rest on room air after exercise is recovery. In a run of one state and oxygen one reading is the result: the marked
    one, else the last at rest, else the lowest of exercise.
    """
    ordered = sorted(readings, key=lambda r: r.at)
    walked = next((r.at for r in ordered if r.state == EXERCISE and r.oxygen == ROOM_AIR), None)
    told = [
        replace(r, state=RECOVERY)
        if walked is not None and r.at > walked and r.state == REST and r.oxygen != ON_OXYGEN
        else r
        for r in ordered
    ]
    made: list[Reading] = []
    for reading in told:
        if reading.role in (RANGE, NOISY):
            made.append(reading)
            continue
        same = [r for r in told if r.role not in (RANGE, NOISY) and _conditions(r) == _conditions(reading)]
        marked = [r for r in same if r.role == MARKED]
        chosen = marked[-1] if marked else _result(same)
        made.append(reading if reading is chosen else replace(reading, role=SERIES))
    return made


def _conditions(reading: Reading) -> tuple[object, ...]:
    return reading.state, reading.oxygen, reading.flow, reading.gas, reading.pressure


def _result(same: list[Reading]) -> Reading:
    if same[0].state == EXERCISE and same[0].oxygen != ON_OXYGEN:
        return min(same, key=lambda r: r.value)
    return same[-1]
