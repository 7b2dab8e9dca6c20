"""Tables and label-value rows of text documents, each cell with its place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from accord.evidence.narrative.memory import per_document
from accord.evidence.narrative.sentences import RULE, Line, Span, lines
from accord.records.documents import Document


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its words and where they stand; start == end for a column without a heading."""

    start: int
    end: int
    text: str


Row = tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its header cells (none when it has no header) and rows with one entry a column, None where a cell is empty."""

    header: tuple[Cell, ...]
    rows: tuple[Row, ...]

    def column(self, pattern: str) -> int | None:
        """The first column whose heading has the pattern (any case)."""
        return next((i for i, cell in enumerate(self.header) if re.search(pattern, cell.text, re.IGNORECASE)), None)

    def row(self, pattern: str) -> Row | None:
        """The first row whose first cell has the pattern (any case)."""
        return next(
            (row for row in self.rows if row and row[0] and re.search(pattern, row[0].text, re.IGNORECASE)), None
        )

    @property
    def start(self) -> int:
        """Where its first cell begins."""
        return min(cell.start for row in (self.header, *self.rows) for cell in row if cell and cell.text)

    @property
    def end(self) -> int:
        """Where its last cell ends."""
        return max(cell.end for row in (self.header, *self.rows) for cell in row if cell)


@dataclass(frozen=True, slots=True)
class LabelledRow:
    """A label and what is written against it."""

    label: Cell
    value: Cell
    line: Line


CELL_GAP = re.compile(r"[ \xa0]{2,}|\s*\t\s*")
LEADER = re.compile(r"\s*(?:\.{2,}|(?:\. ){2,}\.?)\s*")
NUMERIC = re.compile(r"[<>=~≤≥+-]*\s*(?:\d|--|___)")


def _cells(document: Document, line: Line) -> list[Cell]:
    """The cells of a line: parted by bars, tabs, or two and more blanks."""
    text = document.text[line.start : line.end]
    gap = re.compile(r"\s*\|\s*") if text.count("|") > 1 else CELL_GAP
    spans = [(a.end(), b.start()) for a, b in _pairs(gap, text)]
    return [
        Cell(line.start + a, line.start + b, text[a:b])
        for a, b in spans
        if text[a:b].strip(" .|_-") or "-" in text[a:b]
    ]


def _pairs(gap: re.Pattern[str], text: str) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """Neighbouring gaps, the line's edges among them."""
    left = re.match(r"\s*\|?\s*", text)
    right = re.search(r"\s*\|?\s*$", text)
    assert left is not None
    assert right is not None
    edges = [left, *(m for m in gap.finditer(text, left.end(), max(right.start(), left.end()))), right]
    for a, b in pairwise(edges):
        if a.end() < b.start():
            yield a, b


@per_document
def tables(document: Document) -> list[Table]:
    """The tables of a document: runs of two or more lines whose cells stand below each other."""
    found: list[Table] = []
    run: list[list[Cell]] = []
    offsets: list[int] = []
    blanks = 0
    for line in [*lines(document), None]:
        cells = _cells(document, line) if line and not line.blank else []
        if line and not line.blank and RULE.fullmatch(document.text[line.start : line.end].strip()):
            continue
        if line and line.blank and run and blanks == 0:
            blanks = 1
            continue
        goes_on = (
            line is not None
            and len(cells) > 1
            and (not run or blanks == 0 or _aligned(cells, line, run[-1], offsets[-1]))
        )
        if run and (not goes_on or (_is_value_row(run[-1]) and len(cells) > 2 and _is_header(cells))):
            found.extend(_table(run, offsets))
            run, offsets = [], []
        blanks = 0
        if line and len(cells) > 1:
            run.append(cells)
            offsets.append(line.start)
    return found


def _aligned(cells: list[Cell], line: Line, above: list[Cell], offset: int) -> bool:
    """Does a line after a blank one carry on the columns?"""
    ends = {cell.end - offset for cell in above[1:]} | {cell.start - offset for cell in above[1:]}
    return any(
        abs(cell.end - line.start - e) <= 1 or abs(cell.start - line.start - e) <= 1 for cell in cells[1:] for e in ends
    )


def _is_value_row(cells: Sequence[Cell]) -> bool:
    return any(NUMERIC.match(cell.text) for cell in cells[1:])


def _is_header(cells: Sequence[Cell]) -> bool:
    """Words only: no label with a colon, no check box, no date or long number, nothing that begins with a number."""
    return len(cells) > 1 and not any(NUMERIC.match(cell.text) or NOT_A_HEADING.search(cell.text) for cell in cells)


NOT_A_HEADING = re.compile(r":(?:\s|$)|\.{3}|\[.?\]|\d{4}|\d/\d\d?/\d|, [A-Z]{2}\b|,\s\w+$")


def _table(run: list[list[Cell]], offsets: list[int]) -> Iterator[Table]:
    """The tables in a run of lines: each line of headings above a line of values begins one."""
    tops = [
        index
        for index in range(len(run) - 1)
        if (_is_header(run[index]) and _is_value_row(run[index + 1])) or _is_header_of_days(run[index], run[index + 1])
    ]
    edges = sorted({0, *tops, len(run)})
    for begin, end in pairwise(edges):
        if begin in tops:
            yield _headed(run[begin:end], offsets[begin:end])
        elif begin == 0 and end == len(run) and _is_grid(run, offsets):
            yield _headed(run, offsets)
        elif sum(map(_is_value_row, run[begin:end])) > 1 and len({len(row) for row in run[begin:end]}) <= 3:
            yield Table((), tuple(tuple(row) for row in run[begin:end]))


def _is_grid(run: list[list[Cell]], offsets: list[int]) -> bool:
    """Three or more columns of words whose cells begin below each other, as in 'Level  Right  Left'."""
    if len(run) < 2 or not _is_header(run[0]) or {len(row) for row in run} != {len(run[0])} or len(run[0]) < 3:
        return False
    starts = [[cell.start - offset for cell in row] for row, offset in zip(run, offsets, strict=True)]
    return all(max(column) - min(column) <= 1 for column in zip(*starts, strict=True))


DAY = re.compile(r".{0,12}\d{1,2}/\d{1,2}(?:/\d{2,4})?\)?$")


def _is_header_of_days(cells: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Measurements of several days: words, then a date over each column."""
    days = [DAY.match(cell.text) for cell in cells[1:]]
    return len(days) > 1 and all(days) and not DAY.match(cells[0].text) and len(below) == len(cells)


def _headed(run: list[list[Cell]], offsets: list[int]) -> Table:
    header = _header(run, offsets)
    body = zip(run[1:], offsets[1:], strict=True)
    if {len(row) for row in run[1:]} == {len(header)} and len(run[0]) == len(header):
        return Table(tuple(header), tuple(tuple(row) for row, _ in body))
    positions = [(cell.start - offsets[0], cell.end - offsets[0]) for cell in header]
    return Table(tuple(header), tuple(_placed(row, offset, positions) for row, offset in body))


def _header(run: list[list[Cell]], offsets: list[int]) -> list[Cell]:
    """The header cells, with an empty one before them where the rows begin left of the first heading."""
    header = run[0]
    starts = [row[0].end - offset for row, offset in zip(run[1:], offsets[1:], strict=True)]
    if sum(end <= header[0].start - offsets[0] for end in starts) * 2 > len(starts):
        return [Cell(offsets[0], offsets[0], ""), *header]
    return header


SHARED = 20
"""What it costs to put two cells below one heading, against one for each character between a cell and its heading."""


def _placed(row: list[Cell], offset: int, positions: list[tuple[int, int]]) -> Row:
    """The cells of a row below the headings they stand nearest to, in order; cells below one heading are joined."""
    best = {column: (_apart(row[0], offset, positions[column]), (column,)) for column in range(len(positions))}
    for cell in row[1:]:
        best = {
            column: min(
                (cost + _apart(cell, offset, positions[column]) + _share(before, column), (*path, column))
                for before, (cost, path) in best.items()
                if before <= column
            )
            for column in range(min(best), len(positions))
        }
    placed: list[Cell | None] = [None] * len(positions)
    for cell, column in zip(row, min(best.values())[1], strict=True):
        held = placed[column]
        placed[column] = Cell(held.start, cell.end, f"{held.text} {cell.text}") if held else cell
    return tuple(placed)


def _share(before: int, column: int) -> int:
    if before != column:
        return 0
    return SHARED // 4 if column == 0 else SHARED


def _apart(cell: Cell, offset: int, heading: tuple[int, int]) -> int:
    """Characters between a cell and a heading, nought where one stands below the other."""
    start, end = cell.start - offset, cell.end - offset
    return max(0, start - heading[1], heading[0] - end)


LABEL = r"[A-Za-z#][\w/&.,'’()#% <>=+-]{0,44}?"
MARKED = re.compile(
    rf"(?P<label>{LABEL})(?P<mark>\s*:(?=\s|[A-Za-z\[(]|$)\s*|\s*\.{{2,}}\s*|\s*(?:\. ){{2,}}\.?\s*|\s*_{{3,}}\s*)(?P<value>\S.*)?$"
)
SHORT_LABELS = (
    "dob|d.o.b.|birth date|date of birth|mrn|npi|mbi|dos|sex|age|ht|wt|bmi|bp|hr|rr|temp|qty|dx|acct|acct #|id|member id|"
    "medicare id|medicare no|medicare #|date|order date|pcp|ins|phone|ph|fax|tel|sn|run|tech|room|time|reg|lic|chart|member|medicare"
)
SHORT = re.compile(rf"(?P<label>{SHORT_LABELS.replace('.', '[.]')})[ #]+(?P<value>\S.*)$", re.IGNORECASE)


@per_document
def rows(document: Document) -> list[LabelledRow]:
    """'Label: value', 'Label .... value', 'Label     value' and 'DOB 08/19/1958', several on a line where gaps part them."""
    found: list[LabelledRow] = []
    for line in lines(document):
        if not line.blank:
            found.extend(_rows_of(document, line))
    return found


def _rows_of(document: Document, line: Line) -> Iterator[LabelledRow]:
    cells = [part for cell in _leaders_closed(document, line) for part in cell]
    pending: Cell | None = None
    plain = len(cells) % 2 == 0 and all(_is_plain_label(cell) for cell in cells[::2])
    for index, cell in enumerate(cells):
        match = MARKED.match(cell.text) or SHORT.match(cell.text)
        if match and match["value"] and not (pending and pending.text.endswith(":")):
            yield LabelledRow(_part(cell, match, "label"), _part(cell, match, "value"), line)
            pending = None
        elif match and not match["value"]:
            pending = _part(cell, match, "label")
        elif pending is not None:
            yield LabelledRow(pending, cell, line)
            pending = None
        elif plain and index % 2 == 0:
            pending = cell


def _is_plain_label(cell: Cell) -> bool:
    return bool(re.fullmatch(r"[A-Za-z][\w/&.,'’()#% -]{0,40}", cell.text)) and len(cell.text.split()) < 7


def _part(cell: Cell, match: re.Match[str], name: str) -> Cell:
    words = match[name]
    start = cell.start + match.start(name)
    return Cell(start, start + len(words.rstrip()), words.rstrip())


def _leaders_closed(document: Document, line: Line) -> Iterator[list[Cell]]:
    """The cells of a line where a leader and the value behind it make one cell with its label."""
    text = document.text[line.start : line.end]
    if not LEADER.search(text):
        yield _cells(document, line)
        return
    joined = re.sub(
        r"([^\s.])(\s{0,9})(\.{2,200}|(?:\. ){2,99}\.?)(\s+)", lambda m: m[1] + "." * (m.end() - m.start() - 1), text
    )
    gaps = [(m.start(), m.end()) for m in CELL_GAP.finditer(joined.strip())]
    lead = len(joined) - len(joined.lstrip())
    edges = [0, *(edge for gap in gaps for edge in gap), len(joined.strip())]
    spans = [(lead + a, lead + b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    yield [Cell(line.start + a, line.start + b, joined[a:b]) for a, b in spans if b > a]


def row_at(document: Document, offset: int) -> LabelledRow | None:
    """The labelled row whose value holds the character at `offset`."""
    starts = [row.value.start for row in rows(document)]
    index = bisect_left(starts, offset + 1) - 1
    if index < 0:
        return None
    row = rows(document)[index]
    return row if offset < row.value.end else None


def span_of(cell: Cell) -> Span:
    """Where a cell stands."""
    return Span(cell.start, cell.end)
