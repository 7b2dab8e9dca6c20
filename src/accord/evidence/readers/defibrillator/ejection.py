"""Left ventricular ejection fraction: value or range, day, and the method that measured it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.coded import observations
from accord.evidence.narrative.dates import dates
from accord.evidence.narrative.sentences import lines
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind
from accord.evidence.readers.defibrillator.subject import of_another, speaks
from accord.evidence.readers.entries import day_of_request, entry_date
from accord.evidence.readers.heard import finding_of, heard, meant
from accord.evidence.readers.request_forms import only_asks
from accord.evidence.readers.spine.passages import Passage
from accord.records.dates import PartialDate
from accord.records.findings import Finding, Presence, Time, Whose
from accord.records.places import Place

TOOL = "ejection-fraction/1"

NAME = (
    r"(?<![a-z])(?:lv ?ef|ef|(?:radionuclide |nuclear )?ventriculogra(?:phy|m)|(?:2d )?echo with biplane simpson|lv angiogram|lv ?gram|"
    r"(?:left ventricular )?ejection fraction|lv ejection fraction)(?![a-z])"
)
VALUE = lazy_pattern(
    rf"{NAME}(?P<between>(?:[^.;\d%]|\.{{3,}}){{0,34}}?(?:\b3 "
    rf"?d\b[^.;\d%]{{0,10}})?)(?P<mark>[<>≤≥]=?\s*)?(?P<low>0?\.\d\d|\d{{1,2}}(?:\.\d)?)\s*%?(?:\s*(?:-|"
    rf"–|to)\s*(?P<high>\d{{1,2}})(?!\d|/))?\s*(?P<unit>%|percent)?(?![\d/])"
)
NOW = lazy_pattern(r"\b(?:now|currently|today)\W{1,3}(?:at |is |up to )?(?P<low>\d{2}) ?%")
"""'28% in 2021, now 40%' names the fraction once."""
ASKED_FOR = lazy_pattern(
    r"\b(?:if|guidelines?|indication|must|required?|requires?|requirement|criteri\w+|until|goal|still "
    r"(?:below|under|<)|whether|when|once)\b|\bor (?:less|below|lower|under)\b|less than or equal"
)
THEN = lazy_pattern(r"\((?P<year>(?:19|20)\d\d)[: ]+(?P<low>\d{1,2}) ?%")
NOT_NOW = lazy_pattern(
    r"\b(?:prior|previous|old|was|initial|earlier|baseline|recovered(?! to)|from|dropped(?! to)|(?:improved|up|down|increased) from|at diagnosis|"
    r"on admission)\b"
)
CRITERION = (30, 35, 40, 50)
METHOD = lazy_pattern(
    r"\becho(?:cardiogra\w+)?s?\b|\btte\b|\btee\b|\bmuga\b|\bradionuclide\b|\bnuclear ventriculogra\w+|"
    r"\bcardiac mri?\b|\bc-?mri?\b|\bcmr\b|\blv ?gram\b|\blv angiogra\w+|\bangiograph\w+|\bgated\b|\bnuclear\b|\bcardiac "
    r"magnetic\b|\bventriculogra\w+|\bbiplane\b|\bsimpson\w*|\bgated (?:spect|"
    r"blood)"
)
GUESSED = lazy_pattern(
    r"\b(?:clinical(?:ly)? (?:estimate\w*|judged)|estimated (?:clinically|by exam)|"
    r"by (?:physical )?exam(?:ination)? only|bedside impression|eyeball\w*)\b"
)
BACK = 24


def ejection(chart: Chart) -> Iterator[Finding]:
    """Findings 'lvef_low', 'lvef_high' and 'lvef_method'."""
    if not speaks(chart):
        return
    found = list(_coded(chart))
    for passage in heard(chart):
        for match in VALUE.finditer(passage.text):
            found.extend(_value(chart, passage, match))
        named = VALUE.search(passage.text)
        for match in NOW.finditer(passage.text, named.end()) if named is not None else ():
            value = Decimal(match["low"])
            found.extend(_both(chart, passage, value, value, entry_date(chart, passage.paper, passage.start), "note"))
        for match in THEN.finditer(passage.text):
            if named is not None:
                value, year = Decimal(match["low"]), PartialDate(int(match["year"]))
                found.extend(_both(chart, passage, value, value, year, "dated"))
    reports = [f for f in found if f.qualifiers.get("source") == "report" and f.date is not None]
    yield from (_of_report(f, reports) for f in found)


QUOTES = 180
"""Days within which a note that gives a number without a day is taken to quote the newest report."""


def _of_report(found: Finding, reports: Sequence[Finding]) -> Finding:
    """A number of a note without its own day has the day of the newest report before it: the same number, or a disputed one."""
    if found.qualifiers.get("source") != "note" or found.date is None:
        return found
    days = [f.date for f in reports if f.date is not None and 0 <= (found.date.latest - f.date.earliest).days <= QUOTES]
    return replace(found, date=max(days, key=lambda day: day.latest)) if days else found


def _value(chart: Chart, passage: Passage, match: re.Match[str]) -> Iterator[Finding]:
    low = Decimal(match["low"])
    low = low * 100 if low < 1 else low
    high = Decimal(match["high"]) if match["high"] else low
    below = (match["mark"] or "").startswith("<")
    if not 5 <= low <= high <= 85 or (match["mark"] and low in CRITERION and not below):
        return
    if ASKED_FOR.search(passage.text) and (match["mark"] or LIMIT.search(passage.text)):
        return
    said = meant(passage, match)
    late = bool(said.cues) and all(cue.start > passage.start + match.end() + 3 for cue in said.cues)
    if (
        said.hypothetical
        or said.whose is not Whose.PATIENT
        or (said.presence is Presence.ABSENT and not late)
        or said.time is Time.PLANNED
        or of_another(passage.text, match.start())
    ):
        return
    day = _day(chart, passage, match)
    entry = entry_date(chart, passage.paper, passage.start)
    told_past = said.time is Time.PAST or NOT_NOW.search(passage.text[max(0, match.start() - 30) : match.start("low")])
    if told_past and (day is None or day == entry):
        return
    if match["mark"] and match["mark"].startswith(("<", "≤")):
        low = Decimal(5)
    report = passage.paper.kind in (PartKind.CARDIOLOGY, PartKind.IMAGING)
    source = "report" if report else "note" if day is None or day == entry else "dated"
    yield from _both(chart, passage, low, high, day, source)
    yield from _method(chart, passage, day)


def _both(
    chart: Chart, passage: Passage, low: Decimal, high: Decimal, day: PartialDate | None, source: str
) -> Iterator[Finding]:
    if only_asks(chart, passage.paper):
        yield finding_of(chart, passage, "lvef_on_form", TOOL, value=high, date=day)
        return
    for concept, value in (("lvef_low", low), ("lvef_high", high)):
        yield finding_of(chart, passage, concept, TOOL, value=value, date=day, qualifiers={"source": source})


def _day(chart: Chart, passage: Passage, match: re.Match[str]) -> PartialDate | None:
    """The date that stands with the value; 'echo yesterday' is reckoned from the entry."""
    entry = entry_date(chart, passage.paper, passage.start) or day_of_request(chart.request)
    near = [
        m
        for m in dates(passage.paper.document, entry)
        if passage.start + match.start() - 60 <= m.start < passage.start + match.end() + 26
        and passage.start <= m.start < passage.end
    ]
    after = [
        m
        for m in near
        if m.start >= passage.start + match.end()
        and FOLLOWS.fullmatch(passage.text[match.end() : m.start - passage.start])
    ]
    before = [m for m in near if m.end <= passage.start + match.start("low")]
    chosen = after[0] if after else before[-1] if before else None
    return chosen.date if chosen is not None else entry


LIMIT = lazy_pattern(
    r"\b(?:or (?:less|below|lower|under)|less than|below|under|at (?:most|least)|must|required)\b|[<≤]"
)
FOLLOWS = lazy_pattern(
    r"[\s(,]*(?:(?:by|on|per|at) (?:\w+ ){0,2})?(?:in|on|dated|from|of|as of)?[\s(,]*|[\s(,]*(?:in|on|"
    r"by \w+ (?:on|in)|dated|from|as of|at|\w+ on)?[\s(,]*"
)


def _method(chart: Chart, passage: Passage, day: PartialDate | None) -> Iterator[Finding]:
    """The method in the sentence, else that of the nearest line above in the same paper."""
    if GUESSED.search(passage.text):
        yield finding_of(chart, passage, "lvef_method", TOOL, presence=Presence.ABSENT, date=day)
        return
    title = _method_above(passage)
    report = passage.paper.kind in (PartKind.CARDIOLOGY, PartKind.IMAGING)
    place = title if title is not None and report else passage.place() if METHOD.search(passage.text) else title
    if place is not None:
        yield finding_of(chart, passage, "lvef_method", TOOL, date=day, place=place, support=(passage.place(),))


def _method_above(passage: Passage) -> Place | None:
    document = passage.paper.document
    above = [
        line for line in lines(document) if passage.paper.part.start <= line.start < passage.start and not line.blank
    ]
    for line in reversed(above[-BACK:]):
        if METHOD.search(document.flat, line.start, line.end):
            return document.place(line.start, line.end)
    return None


LOINC = ("10230-1", "18043-0", "8806-2", "8808-8", "8812-0", "18045-5")


def _coded(chart: Chart) -> Iterator[Finding]:
    for entry in observations(chart.record, None) if chart.record.resources else ():
        codes = entry.qualifiers.get("codes", "")
        if entry.number is None or not any(code in codes for code in LOINC) or entry.presence is not Presence.PRESENT:
            continue
        for concept in ("lvef_low", "lvef_high"):
            yield Finding(
                concept, entry.place, value=entry.number, date=entry.date, whose=entry.whose, origin=entry.origin,
                voice=entry.voice, tool=TOOL,
            )  # fmt: skip
        method = f"{entry.qualifiers.get('method', '')} {entry.qualifiers.get('words', '')}".lower()
        if METHOD.search(method):
            yield Finding(
                "lvef_method", entry.place, date=entry.date, whose=entry.whose, origin=entry.origin, tool=TOOL
            )
