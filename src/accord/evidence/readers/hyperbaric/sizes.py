"""Measurements of the wound: sizes with their days, from log lines, labelled values, tables, prose and coded data."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.coded import observations
from accord.evidence.narrative.sentences import Line, line_at, lines
from accord.evidence.narrative.tables import Cell, Table, tables
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.entries import calendar_dates, day_of_request, entry_date, entry_place
from accord.evidence.readers.hyperbaric.wounds import Target, side_of, site_of, wound_named_above
from accord.records.dates import PartialDate
from accord.records.documents import Document
from accord.records.findings import Whose
from accord.records.places import AnyPlace

NUMBER = r"\d{1,2}(?:\.\d{1,2})?"
TIMES = r"\s*(?:cm|mm)?\s*(?:\(?(?:l|w|length|width|long|wide)\)?)?\s*(?:[x×*]|by)\s*"
SIZE = lazy_pattern(
    rf"(?<![\d.,/$#-])(?P<l>{NUMBER}){TIMES}(?P<w>{NUMBER})(?:{TIMES}(?P<d>{NUMBER}))?\s*(?P<unit>cm|"
    rf"mm)?(?![\d/])(?!\s*(?:gauze|pads?|foams?|sponges?|"
    r"dressings?|inch|in\b|\"|fx|min|days?|wks?|weeks?|mg|months?|/))"
)
LABELLED = lazy_pattern(
    rf"(?<![a-z])l(?:ength)?\s*[:=]?\s*(?P<l>{NUMBER})\s*(?P<unit>cm|"
    rf"mm)?\W{{1,4}}w(?:idth)?\s*[:=]?\s*(?P<w>{NUMBER})\s*(?:cm|mm)?"
    rf"(?:\W{{1,4}}d(?:epth)?\s*[:=]?\s*(?P<d>{NUMBER}))?"
)
AREA = lazy_pattern(
    rf"\b(?:(?:surface |wound )?area|size)\s*[:=]?\s*(?:of |is |was )?(?P<a>{NUMBER})\s*(?:sq\.? ?cm|cm ?2|cm²|"
    rf"cm\^2|square cent\w+)"
    rf"|(?P<b>{NUMBER})\s*(?:sq\.? ?cm|cm2|cm²|cm\^2|square centimet\w+)"
)
GRANULATION = lazy_pattern(
    r"(?P<a>\d{1,3}) ?%? ?(?:% )?gran\w*|gran(?:ulat\w*)?(?: tissue)?\s*[:=]?\s*(?P<b>\d{1,3}) ?%"
)
SHARE = lazy_pattern(r"(?<![\d./])(?P<a>\d{2,3})/(?P<b>\d{1,2})(?![\d./])")
NOT_SIZE = lazy_pattern(
    r"undermin|tunnel|\blvid|tumou?r|nodule|\bbmi\b|blood pressure|bruise|periwound (?:erythema|redness)"
)
WOUND = lazy_pattern(r"\bwound|\bulcer|\bdfu\b|\bgran|\bslough|\bl ?x ?w\b|\bstump\b|\bincision|\bflap\b")
LABEL = re.compile(
    r"\bwound\s*#?\s*(?P<name>[a-h]|\d)\b\s*[=:()-]\s*(?P<words>[^\n]{3,60}?)(?=\s{3,}|\bwound\s*#?\s*[a-h\d]\b|"
    r"\n|$)"
)


@dataclass(frozen=True, slots=True)
class Size:
    """One measurement in centimetres, the day it was taken, and where it stands."""

    date: dt.date
    area: Decimal
    depth: Decimal | None
    granulation: int | None
    place: AnyPlace
    document: str
    when: AnyPlace | None = None


def sizes(chart: Chart, target: Target) -> list[Size]:
    """The measurements of the wound asked for, oldest first, one a day where they agree."""
    found = [
        *(size for paper in chart.patient_papers for size in _of_paper(chart, paper, target)),
        *_coded(chart, target),
    ]
    ordered = sorted(found, key=lambda size: size.date)
    return [size for index, size in enumerate(ordered) if not any(_same(size, other) for other in ordered[:index])]


def _same(size: Size, other: Size) -> bool:
    return size.date == other.date and size.area == other.area and size.document == other.document


def _of_paper(chart: Chart, paper: Profile, target: Target) -> Iterator[Size]:
    if paper.kind in (PartKind.COVER_SHEET, PartKind.IMAGING, PartKind.LABORATORY, PartKind.CARDIOLOGY):
        return
    document = paper.document
    if not WOUND.search(document.flat, paper.part.start, paper.part.end):
        return
    labels = {m["name"]: m["words"] for m in LABEL.finditer(document.flat, paper.part.start, paper.part.end)}
    for line in lines(document):
        if paper.part.start <= line.start < paper.part.end and not line.blank:
            yield from _of_line(chart, paper, line, target, labels)
    for table in tables(document):
        if paper.part.start <= table.start < paper.part.end:
            yield from _of_table(chart, document, table, target)


def _of_line(chart: Chart, paper: Profile, line: Line, target: Target, labels: dict[str, str]) -> Iterator[Size]:
    document = paper.document
    words = document.flat[line.start : line.end]
    found = _matches(words)
    if not found or NOT_SIZE.search(words[: found[0].start()][-30:]):
        return
    if len(found) > 1 and not labels and not target.other(words):
        yield from _one_by_one(chart, paper, line, found)
        return
    chosen = _chosen(found, document, line, target, labels)
    if chosen is None:
        return
    day = _day(chart, paper, line, chosen)
    if day is None:
        return
    area, depth = _area(chosen, words)
    lone = len(found) == 1
    following = _next_line(document, line) if lone else ""
    near = words + " " + following if lone and not SIZE.search(following) and not LABELLED.search(following) else words
    yield Size(
        day,
        area,
        depth,
        _granulation(near),
        document.place(line.start, line.end),
        document.name,
        entry_place(chart, paper, line.start),
    )


DAY_AFTER = 18
DAY_BEFORE = re.compile(r"(?<![\d/.])(\d{1,2})/(\d{1,2})(?:/((?:20)?\d{2}))?[\s:=-]{1,4}$")
TODAY = re.compile(r"[\s,(]*(?:today|now|at this visit|currently)\b")


def _one_by_one(chart: Chart, paper: Profile, line: Line, found: list[re.Match[str]]) -> Iterator[Size]:
    """'3.0 x 2.4 on May 2, 2.6 x 2.0 on May 23 and 2.2 x 1.7 today': each size with the day behind it, or each with the day before it."""
    document = paper.document
    words = document.flat[line.start : line.end]
    told = calendar_dates(chart, document)
    anchor = day_of_request(chart.request)
    before = [_day_before(words[: match.start()], anchor) for match in found]
    for match, day in zip(found, before, strict=True):
        end = line.start + match.end()
        if before[0] is None:
            day = next((m.date.exact for m in told if 0 <= m.start - end <= DAY_AFTER), None)
        if day is None and TODAY.match(words, match.end()):
            entry = entry_date(chart, paper, line.start)
            day = entry.exact if entry is not None else None
        if day is not None:
            area, depth = _area(match, words)
            place = document.place(line.start, line.end)
            yield Size(day, area, depth, None, place, document.name)


def _day_before(words: str, anchor: PartialDate | None) -> dt.date | None:
    """The day right before a size, '2/3 2.2 x 1.9'; without a year it is the last such day before the request."""
    match = DAY_BEFORE.search(words)
    if match is None or anchor is None:
        return None
    month, day, year = int(match[1]), int(match[2]), match[3]
    try:
        if year is not None:
            return dt.date(int(year) if len(year) == 4 else 2000 + int(year), month, day)
        told = dt.date(anchor.latest.year, month, day)
        return told if told <= anchor.latest else told.replace(year=told.year - 1)
    except ValueError:
        return None


def _matches(words: str) -> list[re.Match[str]]:
    """The sizes on a line; bare pairs of whole numbers without a unit ('4 x 4', '2 x 2') are dressings or counts."""
    labelled = list(LABELLED.finditer(words))
    if labelled:
        return labelled
    told = [m for m in SIZE.finditer(words) if m["unit"] or "." in m[0]]
    return told or [m for m in AREA.finditer(words) if m["a"] or WOUND.search(words)]


def _chosen(
    found: list[re.Match[str]], document: Document, line: Line, target: Target, labels: dict[str, str]
) -> re.Match[str] | None:
    """The size of the wound asked for: by the columns' wounds, or by the words on or above the line."""
    if len(found) > 1:
        names = sorted(labels)
        if len(names) == len(found):
            fitting = [i for i, name in enumerate(names) if target.named(labels[name])]
            return found[fitting[0]] if len(fitting) == 1 else None
        return None
    words = document.flat[line.start : line.end]
    if target.other(words):
        return None
    if side_of(words) or site_of(words):
        return found[0]
    above = wound_named_above(document, line.start)
    return None if above and target.other(above) else found[0]


def _day(chart: Chart, paper: Profile, line: Line, match: re.Match[str]) -> dt.date | None:
    """The day on the line before the size, else that of the entry."""
    document = paper.document
    before = [
        m.date.exact
        for m in calendar_dates(chart, document)
        if line.start <= m.start and m.end <= line.start + match.start() and m.date.exact
    ]
    if before:
        return before[-1]
    told = entry_date(chart, paper, line.start)
    return told.exact if told is not None else None


def _area(match: re.Match[str], words: str) -> tuple[Decimal, Decimal | None]:
    groups = match.groupdict()
    if "l" not in groups:
        return Decimal(groups.get("a") or groups.get("b") or "0"), None
    scale = (
        Decimal("0.1") if groups.get("unit") == "mm" or re.match(r"\s*mm\b", words[match.end("l") :]) else Decimal(1)
    )
    depth = Decimal(groups["d"]) * scale if groups.get("d") else None
    stated = AREA.search(words, match.end())
    if stated is not None and stated["a"]:
        return Decimal(stated["a"]), depth
    return Decimal(groups["l"]) * Decimal(groups["w"]) * scale * scale, depth


def _granulation(words: str) -> int | None:
    match = GRANULATION.search(words)
    if match is not None:
        return int(match["a"] or match["b"])
    shares = [m for m in SHARE.finditer(words) if int(m["a"]) + int(m["b"]) == 100]
    return int(shares[0]["a"]) if shares else None


def _next_line(document: Document, line: Line) -> str:
    after = line_at(document, min(line.end + 1, len(document.text) - 1))
    return document.flat[after.start : after.end] if after.start > line.start else ""


def _of_table(chart: Chart, document: Document, table: Table, target: Target) -> Iterator[Size]:
    """Tables with columns for length and width, or for the area; a row a day."""
    heads = table.header or (table.rows[0] if table.rows else ())
    days = _days_of(chart, document, heads)
    if 0 in days and any(len(row) == len(heads) + 1 for row in table.rows):
        days = {column + 1: day for column, day in days.items()}  # the column of the labels has no heading
    if len(days) > 1:
        yield from _of_columns(document, table, days)
        return
    length, width = table.column(r"^l(ength)?\b(?! ?x)"), table.column(r"^w(idth)?\b(?!ound)")
    depth, area = table.column(r"^d(epth)?\b(?!ate|ay)"), table.column(r"\barea\b")
    if (length is None or width is None) and area is None:
        return
    anchor = calendar_dates(chart, document)
    for row in table.rows:
        cells = [cell for cell in row if cell is not None]
        if not cells or target.other(" ".join(cell.text.lower() for cell in cells)):
            continue
        days = [m.date.exact for m in anchor if cells[0].start <= m.start < cells[-1].end and m.date.exact]
        numbers = {i: _number(row[i].text) for i in range(len(row)) if (row[i] is not None)}  # type: ignore[union-attr]
        size = _table_area(numbers, length, width, area)
        if days and size is not None:
            place = document.place(cells[0].start, cells[-1].end)
            deep = numbers.get(depth) if depth is not None else None
            yield Size(days[0], size, deep, _granulation(place.text.lower()), place, document.name)


def _days_of(chart: Chart, document: Document, row: Sequence[Cell | None]) -> dict[int, dt.date]:
    """The columns of a row that hold a day."""
    told = calendar_dates(chart, document)
    return {
        column: m.date.exact
        for column, cell in enumerate(row)
        if cell is not None
        for m in told
        if cell.start <= m.start < cell.end and m.date.exact
    }


def _of_columns(document: Document, table: Table, days: dict[int, dt.date]) -> Iterator[Size]:
    """Tables with a column a day and rows for length, width, depth or area."""
    named: dict[str, dict[int, Cell]] = {}
    for row in table.rows:
        label = row[0].text.lower() if row and row[0] is not None else ""
        match = ROW_LABEL.match(label)
        if match is not None:
            named.setdefault(match[1][0], {i: cell for i, cell in enumerate(row) if cell is not None and i})
    for column, day in days.items():
        cells = {part: found[column] for part, found in named.items() if column in found}
        numbers = {part: _number(cell.text) for part, cell in cells.items()}
        long, wide, area = numbers.get("l"), numbers.get("w"), numbers.get("a")
        size = area if area is not None else long * wide if long is not None and wide is not None else None
        if size is not None:
            cell = cells["a"] if area is not None else cells["l"]
            place = document.place(cell.start, cell.end)
            yield Size(day, size, numbers.get("d"), None, place, document.name)


ROW_LABEL = lazy_pattern(r"(?:wound )?(length|width|depth|area|l\b|w\b|d\b)")


def _number(words: str) -> Decimal | None:
    match = re.match(rf"\s*({NUMBER})\s*(?:cm2?|cm²|sq ?cm)?\s*$", words.lower())
    return Decimal(match[1]) if match else None


def _table_area(
    numbers: dict[int, Decimal | None], length: int | None, width: int | None, area: int | None
) -> Decimal | None:
    if area is not None and numbers.get(area) is not None:
        return numbers[area]
    long, wide = (numbers.get(c) if c is not None else None for c in (length, width))
    return long * wide if long is not None and wide is not None else None


LENGTH, WIDTH, DEPTH, AREA_CODE = "39126-8", "39125-0", "39127-6", "89260-4"


def _coded(chart: Chart, target: Target) -> list[Size]:
    """Lengths, widths, depths and areas of the structured record, joined by day."""
    if not chart.record.resources:
        return []
    days: dict[dt.date, dict[str, tuple[Decimal, AnyPlace]]] = {}
    for entry in observations(chart.record, None):
        part = _part(entry.qualifiers.get("codes", ""), entry.qualifiers.get("words", "").lower())
        day = entry.date.exact if entry.date is not None else None
        if target.other(entry.qualifiers.get("site", "").lower()):
            continue
        if part and day and entry.number is not None and entry.whose is Whose.PATIENT:
            scale = Decimal("0.1") if entry.unit == "mm" else Decimal(1)
            days.setdefault(day, {}).setdefault(part, (entry.number * scale, entry.place))
    return [size for day, parts in days.items() if (size := _joined(day, parts)) is not None]


def _part(codes: str, words: str) -> str | None:
    for code, name in ((LENGTH, "l"), (WIDTH, "w"), (DEPTH, "d"), (AREA_CODE, "a")):
        if code in codes:
            return name
    match = re.search(r"\bwound (?:bed |surface )?(length|width|depth|area)\b", words)
    return match[1][0] if match else None


def _joined(day: dt.date, parts: dict[str, tuple[Decimal, AnyPlace]]) -> Size | None:
    depth = parts["d"][0] if "d" in parts else None
    if "a" in parts:
        return Size(day, parts["a"][0], depth, None, parts["a"][1], "coded")
    if "l" in parts and "w" in parts:
        return Size(day, parts["l"][0] * parts["w"][0], depth, None, parts["l"][1], "coded")
    return None


def by_day(found: Sequence[Size]) -> list[Size]:
    """One measurement a day; days on which two differ by more than a tenth are left out, as nobody can say which is right."""
    days: dict[dt.date, list[Size]] = {}
    for size in found:
        days.setdefault(size.date, []).append(size)
    kept: list[Size] = []
    for same in days.values():
        areas = [s.area for s in same]
        if max(areas) <= min(areas) * Decimal("1.1"):
            granulation = next((s.granulation for s in same if s.granulation is not None), None)
            depth = next((s.depth for s in same if s.depth is not None), None)
            kept.append(replace(same[0], granulation=granulation, depth=depth))
    return sorted(kept, key=lambda size: size.date)
