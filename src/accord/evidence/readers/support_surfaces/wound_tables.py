"""Wounds in tables with a column for the place and one for the stage."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from accord.evidence.chart import Chart
from accord.evidence.narrative.tables import Row, tables
from accord.evidence.readers.spine.passages import Passage
from accord.evidence.readers.support_surfaces.subject import day_of_request, days_in, is_record, paper_day
from accord.evidence.readers.support_surfaces.wounds import (
    HEALED,
    Wound,
    area_in,
    legend_of,
    sides_in,
    sites_in,
    stage_word,
)

PLACE, STAGED, SIZED = (
    r"location|\bsite\b|where|body|\barea\b",
    r"stage|\bstg\b|category",
    r"size|l ?x|measure|dimension|\bcm\b",
)
STAGE_CELL = re.compile(r"\W*(?:stage|stg\.?|st\.?)?\s*(?P<stage>iv|i{1,3}|[1-4]|unst\w*|dti)\b")


def wounds_in_tables(chart: Chart, passages: Sequence[Passage]) -> Iterator[Wound]:
    """A wound for each row that names a place and a stage."""
    for paper in {id(p.paper): p.paper for p in passages}.values():
        if not is_record(chart, paper):
            continue
        for table in tables(paper.document):
            if not table.header or not table.rows or not paper.part.start <= table.start < paper.part.end:
                continue
            place, stage, size = (table.column(pattern) for pattern in (PLACE, STAGED, SIZED))
            legend, own = legend_of(paper), [p for p in passages if p.paper is paper]
            if place is None or stage is None:
                continue
            for row in table.rows:
                yield from _of_row(chart, own, row, place, stage, size, legend)


def _of_row(
    chart: Chart,
    passages: Sequence[Passage],
    row: Row,
    place: int,
    stage: int,
    size: int | None,
    legend: dict[str, str],
) -> Iterator[Wound]:
    cells = [cell for cell in row if cell is not None and cell.text.strip()]
    where, graded = row[place], row[stage]
    if where is None or graded is None:
        return
    words = where.text.lower().strip(" #.")
    words = legend.get(words, words)
    sites, match = sites_in(words), STAGE_CELL.match(graded.text.lower())
    whole = " ".join(cell.text.lower() for cell in cells)
    if not sites or match is None or HEALED.search(whole):
        return
    start, end = cells[0].start, cells[-1].end
    passage = next((p for p in passages if p.start <= start < p.end), None)
    if passage is None:
        return
    received = day_of_request(chart)
    asked = received.exact if received is not None else None
    told = [m.date.exact for m in days_in(chart, passage) if start <= m.start < end and m.date.exact]
    told = told or [day for day in (_short_day(cells[0].text, asked),) if day is not None]
    measured = row[size] if size is not None else None
    name = sites[0][0]
    for side in sides_in(words):
        yield Wound(
            name, side if name != "sacrum" else "", stage_word(match["stage"]), area_in(measured.text.lower()) if measured else None,
            told[0] if told else paper_day(passage.paper), passage, start, end,
        )  # fmt: skip


SHORT_DAY = re.compile(r"\s*(?P<month>\d{1,2})/(?P<day>\d{1,2})\s*$")


def _short_day(words: str, asked: dt.date | None) -> dt.date | None:
    """'3/20' at the head of a row: the last such day before the request came."""
    match = SHORT_DAY.match(words)
    if match is None or asked is None:
        return None
    for year in (asked.year, asked.year - 1):
        try:
            day = dt.date(year, int(match["month"]), int(match["day"]))
        except ValueError:
            return None
        if day <= asked:
            return day
    return None
