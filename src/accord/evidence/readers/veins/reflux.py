"""Reflux times in sentences, rows and tables of a duplex study.

vein_reflux -- ms; side, qualifier vein (gsv, ssv, aasv, perforator, deep). 'More than 0.5 s' counts as 501 ms, 'less than' as 499:
               the next whole millisecond. A vein called competent, or without reflux, has 0.
vein_reflux_untimed -- a study finds reflux in a vein and side, and gives no time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.narrative.tables import Cell, Table, tables
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.entries import entry_date
from accord.evidence.readers.own_sections import is_planned, on_named_day
from accord.evidence.readers.sayings import OTHERS, meaning, of_others, spoken, tells_history, told_of
from accord.evidence.readers.statements import Said, said_in
from accord.evidence.readers.veins.words import JUNCTIONS, VEINS, side_in, veins_in
from accord.records.findings import Finding, Presence, Side, Whose

TOOL = "veins-reflux/1"
CONCEPT, UNTIMED = "vein_reflux", "vein_reflux_untimed"
REFLUX = lazy_pattern(
    r"\b(?:reflux\w*|retrograde (?:flow|time)|valve closure time|vct|(?:in)?competen\w+|insufficien\w+|closure "
    r"time)\b"
)
TIME = lazy_pattern(
    r"(?P<sign>>=?|<=?|≥|≤|greater than |more than |over |exceed\w* |less than |under |up to |at least )? "
    r"?(?P<n>\d{1,2},\d{3}|\d+(?:\.\d+)?|\.\d+) ?(?P<unit>milli-?seconds?|msecs?|ms|seconds?|secs?|s)\b(?!/)"
)
COMPETENT = lazy_pattern(
    r"\b(?:competent|no (?:significant |pathologic\w* |evidence of |sonographic |venous |abnormal )*reflux|"
    r"without (?:\w+ )?reflux|no (?:\w+ )?(?:incompetence|insufficiency)|negative for reflux|"
    r"reflux\W{1,3}(?:none|no|absent|negative)\b)"
)
NOT_TIME = lazy_pattern(
    r"\b(?:criteri\w+|normal (?:is|value|<|if)|defined|abnormal (?:is|if|>|greater)|considered|threshold|"
    r"significant if|cut-?off|must|requires?|reference|positive if|valsalva (?:held|for)|hold|frames?|"
    r"goal|policy|after ablation|post-?ablation)\b"
)
ABOVE, BELOW = (">", "greater than", "more than", "over", "exceed"), ("<", "less than", "under")
HEAD = lazy_pattern(
    r"^\W*(?:(?:the )?(?:right|left)(?: (?:lower )?(?:leg|extremity|limb|side))?(?: veins?| findings)?|rle|lle|"
    r"(?:right|left) lower extremity[\w ]{0,30})\W*$"
)
TIME_HEAD = re.compile(r"reflux|retrograde|closure time|\bvct\b", re.IGNORECASE)
SIDE_HEAD = re.compile(r"^\W*side\W*$|laterality|^\W*(?:leg|limb)\W*$", re.IGNORECASE)
IN_HEAD = re.compile(
    r"\((?:in )?(?P<unit>ms|msecs?|s|sec|secs|seconds)\)|,? (?P<unit2>ms|msec|sec|seconds)\b", re.IGNORECASE
)
BARE = re.compile(
    r"\s*(?P<sign>[<>]=?)?\s*(?P<n>\d{1,2},\d{3}|\d+(?:\.\d+)?|\.\d+)\s*(?P<unit>ms|msecs?|s|secs?|seconds?|"
    r"milliseconds)?\s*(?:\(.*\))?\s*$", re.IGNORECASE)  # fmt: skip
NONE_CELL = re.compile(r"\s*(?:none|no reflux|no|absent|competent|neg(?:ative)?|normal)\s*$", re.IGNORECASE)
LONGEST = Decimal(20000)
# 'The daughter asks … Her own left vein …' goes on about the daughter
OLD = lazy_pattern(
    r"\b(?:previous|prior|earlier|old|last year's) (?:\w+ )?(?:study|duplex|scan|ultrasound|exam)\b|\((?:19|20)\d\d\)"
)
OWN = lazy_pattern(r"\b(?:her|his|their) own\b")


def refluxes(chart: Chart, paper: Profile) -> Iterator[Finding]:
    """Every reflux time of a paper whose vein is told; a side that only a heading names holds until the next."""
    if not tells_history(paper) or not REFLUX.search(paper.document.flat, paper.part.start, paper.part.end):
        return
    tabled = [
        t for t in tables(paper.document) if t.header and paper.part.start <= t.start < paper.part.end and _columns(t)
    ]
    under: Side | None = None
    before = carried = ""
    for each in said_in(paper):
        if any(t.start <= each.sentence.start < t.end for t in tabled):
            continue
        head = each.text.strip()
        if HEAD.match(head) or (len(head) < 60 and head.endswith(":") and side_in(head)):
            under = side_in(head)
        if not (OWN.search(each.text) and OTHERS.search(before)):
            for found in _in_sentence(paper, each, under, carried):
                yield on_named_day(chart, paper, each, found)
        before = each.text
        # rows of veins and times go on about the reflux that a line above them names
        goes_on = TIME.search(before) or veins_in(before) or HEAD.match(head) or head.endswith(":")
        carried = before if REFLUX.search(before) else carried if goes_on else ""
    for table in tabled:
        yield from _in_table(chart, paper, table)


def milliseconds(number: str, unit: str, sign: str) -> Decimal | None:
    """The time in ms; an open end is the next whole millisecond."""
    value = Decimal(number.replace(",", "")) * (1 if unit.startswith("m") else 1000)
    if value > LONGEST:
        return None
    said = sign.strip()
    return value + (
        1 if said.startswith(ABOVE) and "=" not in said else -1 if said.startswith(BELOW) and "=" not in said else 0
    )


def _in_sentence(paper: Profile, each: Said, under: Side | None, before: str) -> Iterator[Finding]:
    """Each time with the vein and side named nearest before it, else in its clause."""
    words = each.text
    if NOT_TIME.search(words) or OLD.search(words):
        return
    about = REFLUX.search(words) or REFLUX.search(before) or is_study(paper)
    clauses = [m.span() for m in re.finditer(r"[^;]+", words)]
    for low, high in clauses:
        clause = words[low:high]
        times = list(TIME.finditer(words, low, high))
        if times and about:
            for match in times:
                yield from _timed(paper, each, match, clause, low, under)
            continue
        none = COMPETENT.search(words, low, high) or (REFLUX.search(words) and NO_TIME.search(words, low, high))
        if none is None:
            yield from _untimed(paper, each, clause, under)
            continue
        for vein in veins_in(clause):
            found = _made(paper, each, none, vein, side_in(clause) or side_in(words) or under, Decimal(0), denied=True)
            yield from found


NO_TIME = lazy_pattern(r"(?<=[a-z] )[-–:=] ?(?:none|no|absent|negative)\b(?! (?:dvt|thromb))")
STUDY = lazy_pattern(r"\b(?:duplex|ultrasound|sonogra\w+|scan|venous (?:study|us)|us (?:shows?|showed)|reflux study)\b")


def _untimed(paper: Profile, each: Said, clause: str, under: Side | None) -> Iterator[Finding]:
    """Reflux that a study finds without a time: it says which vein, not how much."""
    match = REFLUX.search(each.text)
    side = side_in(clause) or under
    if match is None or side is None or not (STUDY.search(each.text) or paper.kind is PartKind.IMAGING):
        return
    for vein in veins_in(clause):
        for found in _made(paper, each, match, vein, side, Decimal(0)):
            yield replace(found, concept=UNTIMED, value=None, unit=None)


def is_study(paper: Profile) -> bool:
    """Is the paper itself the report of a study of the veins?"""
    head = paper.document.flat[paper.part.start : paper.part.start + 250]
    return bool(paper.kind is PartKind.IMAGING or STUDY.search(head)) and not re.search(
        r"\b(?:visit|consult|progress note)\b", head
    )


def _timed(
    paper: Profile, each: Said, match: re.Match[str], clause: str, low: int, under: Side | None
) -> Iterator[Finding]:
    value = milliseconds(match["n"], match["unit"], match["sign"] or "")
    lead = each.text[low : match.start()]
    vein = _nearest_vein(lead) or next(iter(veins_in(clause)), "")
    if value is None or not vein:
        return
    side = _nearest_side(lead) or side_in(clause) or side_in(each.text) or under
    yield from _made(paper, each, match, vein, side, value)


def _nearest_vein(lead: str) -> str:
    """The vein that stands last before a time; an accessory vein is not read as the great one."""
    found = [(m.end(), name) for name, pattern in (*VEINS, *JUNCTIONS) for m in pattern.finditer(lead)]
    return max(found)[1] if found else ""


def _nearest_side(lead: str) -> Side | None:
    parts = re.split(r",| and | vs\.? ", lead)
    return next((side for part in reversed(parts) if (side := side_in(part)) is not None), None)


def _made(
    paper: Profile,
    each: Said,
    match: re.Match[str],
    vein: str,
    side: Side | None,
    value: Decimal,
    *,
    denied: bool = False,
) -> Iterator[Finding]:
    meant = meaning(paper, each, match)
    if (
        meant.hypothetical
        or meant.whose is not Whose.PATIENT
        or is_planned(paper, each, meant)
        or of_others(each, match)
    ):
        return
    if not denied and meant.presence is not Presence.PRESENT:
        return
    for one in (Side.LEFT, Side.RIGHT) if side is Side.BILATERAL else (side,):
        told = told_of(paper, each, match, CONCEPT, TOOL, value=value, unit="ms", qualifiers={"vein": vein})
        yield replace(told, side=one)


def _columns(table: Table) -> bool:
    """Does a heading tell of reflux, or do two name the sides over rows of veins?"""
    if table.column(TIME_HEAD.pattern) is not None:
        return True
    sides = [side_in(cell.text.lower()) for cell in table.header[1:]]
    return Side.LEFT in sides or Side.RIGHT in sides


def _in_table(chart: Chart, paper: Profile, table: Table) -> Iterator[Finding]:
    side_column = table.column(SIDE_HEAD.pattern)
    above = paper.document.flat[max(paper.part.start, table.start - 160) : table.start]
    headed = side_in(above.strip().rsplit("\n", 1)[-1]) if above.strip() else None
    two_sided = not any(TIME_HEAD.search(cell.text) for cell in table.header)
    if two_sided and not REFLUX.search(above):
        return
    for row in table.rows:
        label = " ".join(cell.text for cell in row[:2] if cell is not None).lower()
        vein = next(iter(veins_in(label)), "")
        if not vein:
            continue
        own = row[side_column] if side_column is not None and side_column < len(row) else None
        own_side = side_in(own.text.lower()) or _letter(own.text) if own is not None else None
        for index, cell in enumerate(row):
            if index == 0 or cell is None or index >= len(table.header):
                continue
            heading = table.header[index].text
            by_side = side_in(heading.lower())
            if not (TIME_HEAD.search(heading) or (two_sided and by_side)) or re.search(
                r"diam|mm\b", heading, re.IGNORECASE
            ):
                continue
            value = _cell_value(cell, heading)
            side = by_side or own_side or side_in(label) or headed
            if value is not None:
                yield _of_row(chart, paper, row[0] or cell, cell, vein, side, value)


def _letter(words: str) -> Side | None:
    return {"l": Side.LEFT, "r": Side.RIGHT}.get(words.strip().lower())


def _cell_value(cell: Cell, heading: str) -> Decimal | None:
    if NONE_CELL.match(cell.text):
        return Decimal(0)
    match = BARE.match(cell.text)
    headed = IN_HEAD.search(heading)
    unit = (match["unit"] if match else None) or (headed and (headed["unit"] or headed["unit2"]))
    if match is None or not unit:
        return None
    return milliseconds(match["n"], unit.lower(), match["sign"] or "")


def _of_row(
    chart: Chart, paper: Profile, first: Cell, cell: Cell, vein: str, side: Side | None, value: Decimal
) -> Finding:
    return Finding(
        CONCEPT, paper.document.place(min(first.start, cell.start), cell.end), value=value, unit="ms", side=side,
        date=entry_date(chart, paper, cell.start), qualifiers={"vein": vein, "kind": paper.kind.value},
        voice=spoken(paper), tool=TOOL,
    )  # fmt: skip
