"""Titration of positive airway pressure: what the night shows at the optimal pressure; and saturations of untreated sleep."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from accord.evidence.narrative.sentences import line_at
from accord.evidence.narrative.tables import Row, Table, tables
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.oxygen.cues import ON_OXYGEN, oxygen_of
from accord.records.places import Place

_IS_TITRATION = re.compile(
    r"titration|95811|split[ -]?night|therap(?:y|eutic) (?:portion|phase|part)|treatment (?:portion|phase|part)|"
    r"on (?:c?pap|bi-?level|bi-?pap)\b[^\n]{0,20}study"
)
_NOT_DONE = re.compile(
    r"(?:recommend|refer|schedul\w+|return|needs?|await\w*|pending|follow\w*|consider|for)\W[^.\n]{0,40}titration"
)
_PRESSURE = r"cpap|ipap|epap|pressure|\bpap\b|cm ?h2o|\bcm\b|level"
_AHI = r"\bahi\b|apnea.hypopnea|\brdi\b"
_LOW = (
    r"(?:sp|sa)?[o0]2.*(?:low|min(?!s?\b ?<)|nadir)|(?:low|min|nadir)\w* ?(?:sp|sa)?[o0]2|low\w* sat|sat\w* (?:low|"
    r"min|"
    r"nadir)|nadir|(?:sp|sa)[o0]2 ?(?:%|\(%\))?$|^low\w*$|min\w* sat"
)
_AT_88 = r"(?:min\w*|time|t)\W.{0,12}(?:<=|≤|<|at or below|below)\s?8[89]|(?:<=|≤|<)\s?8[89]"
_SLEEP_MINUTES = r"sleep (?:min|time)|\btst\b|minutes|\bmin\b|duration|time"
_OPTIMAL = re.compile(
    r"(?:optimal|optimum|final|best|therapeutic|recommend\w*|prescrib\w*|effective|ideal|titrated to|"
    r"set(?:ting)? (?:at|of)|treat\w* with)\W[^.\n]{0,40}?(?:c?pap|pressure|bi-?level|ipap|at|of|to)?\W{0,3}"
    r"(?:of |at |to |is |was |: ?)?(?P<p>\d{1,2}(?:\.\d)?)(?:\s?/\s?(?P<e>\d{1,2}))?(?:\s?cm|\s?cwp|\b)"
)
_TOTAL = re.compile(
    r"\b(?:sleep time|total sleep time|tst|total recording time|trt|recording time|titration time|time on pap|"
    r"duration of titration|total titration)\b[\s:=.|]{0,30}"
    r"(?:(?P<h>\d{1,2})\s?(?:h|hr|hrs|hours?)\W{0,3}(?:(?P<m>\d{1,2})\s?(?:m|min|mins|minutes?))?|"
    r"(?P<dec>\d{1,2}\.\d+)\s?(?:h|hr|hrs|hours?)|(?P<min>\d{2,3}(?:\.\d)?)\s?(?:m|min|mins|minutes?)?\b)"
)
_SAID = re.compile(r"\b(?:at|on|with)\b[^.\n;]{0,30}?(?:c?pap|bi-?pap|bi-?level|pressure|optimal|final|ipap)")
_AHI_SAID = re.compile(r"\b(?:residual )?(?:ahi|apnea[ -]hypopnea index)\b[^\d\n]{0,30}(?P<n>\d{1,3}(?:\.\d+)?)")
_LOW_SAID = re.compile(
    r"(?:lowest|nadir|min(?:imum|imal)?|low)\b(?:[^\d\n;]|o2){0,40}(?P<n>\d{2}(?:\.\d)?)\s?%|\b(?:sats?|spo2|sao2|"
    r"saturations?)\b[^\d\n;]{0,24}(?P<m>\d{2}(?:\.\d)?)\s?%?(?! ?min)|(?P<k>\d{2}(?:\.\d)?)\s?% (?:lowest|nadir|"
    r"low)"
)


@dataclass(frozen=True)
class Titration:
    """The values at the optimal pressure, each with the row or line that shows it; minutes of the whole titration."""

    values: Mapping[str, tuple[Decimal, Place]]


def titration_of(paper: Profile) -> Titration | None:
    """What a titration shows at the optimal pressure; None when the paper is no titration."""
    flat = paper.document.flat[paper.part.start : paper.part.end]
    if not is_sleep_test(paper) or not _is_titration(flat):
        return None
    values: dict[str, tuple[Decimal, Place]] = {}
    for table in tables(paper.document):
        if paper.part.start <= table.start < paper.part.end:
            values = _at_optimum(paper, table) or values
    if not values:
        values = _in_words(paper)
    total = _total(paper)
    split = "minutes" in values and bool(re.search(r"split|diagnostic (?:part|portion|phase)", flat))
    if total is not None and not split:
        values["minutes"] = total
    return Titration(values) if values else None


def is_sleep_test(paper: Profile) -> bool:
    """A report of a sleep test, also one whose title tells of a laboratory or of oximetry."""
    if paper.kind is PartKind.SLEEP_STUDY:
        return True
    flat = paper.document.flat
    if paper.kind not in (
        PartKind.LABORATORY,
        PartKind.OTHER,
        PartKind.OXIMETRY,
        PartKind.PROCEDURE_NOTE,
        PartKind.DEVICE_REPORT,
    ):
        return False
    head = flat[paper.part.start : min(paper.part.end, paper.part.start + 400)]
    return bool(
        re.search(r"titration|sleep|polysomno", head)
        and re.search(_AHI + r"|\brei\b", flat[paper.part.start : paper.part.end])
    )


def _is_titration(flat: str) -> bool:
    return bool(_IS_TITRATION.search(_NOT_DONE.sub(" ", flat)))


def _at_optimum(paper: Profile, table: Table) -> dict[str, tuple[Decimal, Place]]:
    pressure, ahi, low = table.column(_PRESSURE), table.column(_AHI), _low_column(table)
    if ahi is None or low is None:
        return {}
    rows = [row for row in table.rows if _cell(row, ahi) is not None and _cell(row, low) is not None]
    added = table.column(r"^(?:o2|oxygen|supp\w*|flow|l/?min|lpm)")
    plain = [row for row in rows if not _with_oxygen(row, added)]
    row = _optimal_row(paper, plain or rows, pressure, ahi)
    if row is None:
        return {}
    place = _row_place(paper, row)
    found = {
        "low": (_cell(row, low), place),
        "ahi": (_cell(row, ahi), place),
        "at_88": (_cell(row, table.column(_AT_88)), place),
    }
    kept = {name: (value, where) for name, (value, where) in found.items() if value is not None}
    minutes = table.column(_SLEEP_MINUTES)
    if minutes is not None:
        listed = [value for each in table.rows if (value := _cell(each, minutes)) is not None]
        if listed:
            kept["minutes"] = (sum(listed, Decimal(0)), place)
    return kept


def _low_column(table: Table) -> int | None:
    return next(
        (
            i
            for i, c in enumerate(table.header)
            if re.search(_LOW, c.text.lower()) and not re.search(_AT_88 + "|mean|avg", c.text.lower())
        ),
        None,
    )


def _with_oxygen(row: Row, added: int | None) -> bool:
    """Is oxygen added on this row, by its own column or by words in a cell?"""
    cell = row[added] if added is not None and added < len(row) else None
    if cell is not None:
        return oxygen_of(cell.text)[0] == ON_OXYGEN
    return any(
        each is not None and oxygen_of(each.text)[0] == ON_OXYGEN and re.search(r"[a-z]", each.text.lower())
        for each in row
    )


def _optimal_row(paper: Profile, rows: list[Row], pressure: int | None, ahi: int) -> Row | None:
    """The row of the recommended pressure; else the last with at most ten events an hour, else that with the fewest."""
    stated = {m["p"] for m in _OPTIMAL.finditer(paper.document.flat, paper.part.start, paper.part.end)}
    if pressure is not None:
        named = [
            row
            for row in rows
            if (cell := row[pressure]) is not None
            and re.match(r"\W*(\d{1,2}(?:\.\d)?)", cell.text)
            and re.findall(r"\d{1,2}(?:\.\d)?", cell.text)[0] in stated
        ]
        if named:
            return named[-1]
    calm = [row for row in rows if (value := _cell(row, ahi)) is not None and value <= 10]
    if calm:
        return calm[-1]
    return min(rows, key=lambda row: _cell(row, ahi) or Decimal(999), default=None)


def _cell(row: Row, column: int | None) -> Decimal | None:
    cell = row[column] if column is not None and column < len(row) else None
    match = re.match(r"\s*(\d{1,3}(?:\.\d+)?)", cell.text) if cell is not None else None
    return Decimal(match[1]) if match else None


def _row_place(paper: Profile, row: Row) -> Place:
    first = next(cell for cell in row if cell is not None)
    line = line_at(paper.document, first.start)
    return paper.document.place(line.start, line.end)


def _in_words(paper: Profile) -> dict[str, tuple[Decimal, Place]]:
    """Lines that tell what was seen on the pressure that was chosen."""
    values: dict[str, tuple[Decimal, Place]] = {}
    text = paper.document.text[paper.part.start : paper.part.end]
    offset = paper.part.start
    on_pressure = False
    for line in text.splitlines(keepends=True):
        flat = line.lower()
        chosen = bool(_SAID.search(flat) or re.search(r"optimal|final pressure|therapeutic pressure", flat))
        on_pressure = chosen or (on_pressure and bool(line.strip()))
        if on_pressure and not re.search(r"diagnostic|baseline|without|before", flat):
            place = paper.document.place(offset, offset + len(line)) if line.strip() else None
            for name, pattern in (("ahi", _AHI_SAID), ("low", _LOW_SAID)):
                match = pattern.search(flat)
                if match and place and name not in values:
                    number = next(v for v in match.groups() if v)
                    values[name] = (Decimal(number), place)
        offset += len(line)
    return values if "low" in values else {}


def _total(paper: Profile) -> tuple[Decimal, Place] | None:
    match = _TOTAL.search(paper.document.flat, paper.part.start, paper.part.end)
    if match is None:
        return None
    hours = Decimal(match["h"] or match["dec"] or 0)
    minutes = hours * 60 + Decimal(match["m"] or match["min"] or 0)
    line = line_at(paper.document, match.start())
    return minutes, paper.document.place(line.start, line.end)


def untreated_lows(paper: Profile) -> Iterator[tuple[Decimal, Place]]:
    """The lowest saturation of a diagnostic sleep test, during untreated apnea."""
    flat = paper.document.flat
    if not is_sleep_test(paper) or _is_titration(flat[paper.part.start : paper.part.end]):
        return
    match = re.compile(r"\b(?:lowest|nadir|min(?:imum|imal)?)\b(?:[^\d\n]|o2){0,30}(?P<n>\d{2})(?:\.\d)?\s?%?").search(
        flat, paper.part.start, paper.part.end
    )
    if match and 40 <= int(match["n"]) <= 100:
        line = line_at(paper.document, match.start())
        yield Decimal(match["n"]), paper.document.place(line.start, line.end)


__all__ = ["Titration", "titration_of", "untreated_lows"]
