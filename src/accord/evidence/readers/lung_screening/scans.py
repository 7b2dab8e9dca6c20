"""Orders for a screening scan, scans done before, and what the imaging place says of its readers and reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.coded import procedures
from accord.evidence.narrative.context import Assertion
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.answers import unanswered
from accord.evidence.readers.entries import calendar_dates, day_of_request
from accord.evidence.readers.heard import finding_of, heard, meant, told
from accord.evidence.readers.lung_screening.subject import LOW_DOSE, REPORT, SCREEN, is_order, is_talk, speaks, words_of
from accord.evidence.readers.mentions import date_of
from accord.evidence.readers.request_forms import only_asks
from accord.evidence.readers.rules import Rule
from accord.evidence.readers.spine.passages import Passage
from accord.records.dates import PartialDate
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "screening-scans/1"

SCREENING_SCAN = lazy_pattern(rf"{LOW_DOSE}|{SCREEN}|\b71271\b")
ORDERED = lazy_pattern(
    rf"(?:{LOW_DOSE}|{SCREEN})[^.;\n]{{0,40}}\b(?:order(?:ed)?|order placed|requested|referred|scheduled)\b|"
    rf"\b(?:order(?:ed|ing|s)?|request\w*|refer\w*|send for|schedule[d]?)\b[^.;\n]{{0,40}}(?:{LOW_DOSE}|{SCREEN})"
)
DIAGNOSTIC = lazy_pattern(
    r"\bdiagnostic ct\b|\b7(?:1250|1260|1270)\b|\bct (?:of the )?(?:chest|thorax)[^.;\n]{0,16}\b(?:with|w/|w/o|"
    r"without|wo)\b ?(?:iv )?(?:contrast)?|\bdiagnostic\b[^.;\n]{0,30}\bct\b"
)
TRIES = lazy_pattern(r"\[[ x]?\]|☐|☒|☑")

LAST = lazy_pattern(
    rf"\b(?:last|prior|previous|most recent|hx of|initial|baseline|first|compar\w+(?: (?:with|to))?|since|had (?:a|an|"
    rf"her|his))\b[^.;\n]{{0,40}}(?:{LOW_DOSE}|{SCREEN}|\bscan\b|\bct\b)|(?:{LOW_DOSE}|"
    rf"{SCREEN})[^.;\n]{{0,30}}\b(?:done|performed|completed|last|on|of|in|from)\b"
)
PLACED_LAST = lazy_pattern(r"\blast\b")
NEVER_SCANNED = lazy_pattern(
    r"\b(?:never|no|not)\b[^.;\n]{0,20}\b(?:chest|thoracic|lung|prior|previous|low[- ]dose)?[^.;\n]{0,14}\b(?:ct|"
    r"ldct|screening|scan)\b[^.;\n]{0,24}\b(?:ever|before|of any kind|done|to date|of the chest|of lungs?|"
    r"previously)?|\b(?:no|never had an?) (?:prior|previous) (?:ldct|low[- ]dose|lung screen\w*|chest ct|ct)\b"
)
FIRST = lazy_pattern(
    r"\bbaseline\b|\binitial (?:screen\w*|ldct|scan)\b|\bfirst (?:screen\w*|ldct|scan)\b|(?:\[x\]|☒|☑)\s*(?:first|"
    r"initial|baseline)\b|\bnever had (?:a |any )?(?:chest ct|ldct|lung screen)"
)
ANNUAL = lazy_pattern(
    r"(?:\[x\]|☒|☑)\s*(?:annual|subsequent|yearly|repeat)\b|\b(?:annual|subsequent|yearly|"
    r"repeat)\b[^.;\n]{0,20}(?:ldct|low[- ]dose|lung screen\w*|screen\w*)|(?:ldct|low[- ]dose|"
    r"lung screen\w*)[^.;\n]{0,30}\b(?:annual|subsequent)\b|\byearly program\b"
)

READER = lazy_pattern(
    r"\bboard[- ](?:cert\w*|elig\w*)\b|\b(?:bc|bc/be|be/bc) (?:radiolog\w+|rads?)\b|\babr[- ](?:certified|eligible|diplomates?)\b|"
    r"\babr\b[^.;\n]{0,12}certif\w+|\b(?:diplomates?|certified|"
    r"certification)\b[^.;\n]{0,20}\b(?:american board of (?:radiology|osteopathic radiology)|abr)\b|"
    r"\bamerican board of radiology\b"
)
REPORTING = lazy_pattern(
    r"\blung[- ]?rads\b|\bstructured (?:nodule |reporting|report)\w*|\bstandardi[sz]ed (?:lung )?(?:nodule "
    r")?(?:reporting|identification|classification)"
)
PLACE_RULES = (
    Rule(
        "screening_reader_certified",
        READER,
        unless=lazy_pattern(r"\b(?:cardiolog|oncolog|pulmon|internal med|family med|surgeon)\w*\b(?![^.]*radiolog)"),
    ),
    Rule("screening_structured_reports", REPORTING),
)


def scans(chart: Chart) -> Iterator[Finding]:
    """Findings on orders, former scans and the imaging place."""
    if not speaks(chart):
        return
    of_place = [p for p in heard(chart) if RADIOLOGY.search(words_of(p.paper)) and not is_talk(p.paper)]
    filled = [
        p for p in of_place if not any((m := r.words.search(p.text)) and unanswered(p.text, m) for r in PLACE_RULES)
    ]
    yield from told(chart, PLACE_RULES, TOOL, filled)
    last: list[Finding] = [*_reports(chart), *_coded(chart)]
    for passage in heard(chart):
        yield from _order(chart, passage)
        yield from _kind(chart, passage)
        last.extend(_told_scan(chart, passage))
    yield from last
    yield from _interval(chart, last)


NOT_ORDERED = lazy_pattern(r"\b(?:not|n't|never) (?:yet )?(?:been )?(?:order|request|schedul|plac)\w*")
EARLIER = lazy_pattern(r"\b(?:prior|previous|last|follow[- ]?up|f/u|compar\w+|abnormal|seen on|found on|after)\b")
RADIOLOGY = lazy_pattern(r"\bradiolog\w+|\bimaging\b|\breaders?\b|\binterpret\w+|\bct\b")


def _order(chart: Chart, passage: Passage) -> Iterator[Finding]:
    """A screening scan is ordered: on an order, or in a note that says so; boxes left blank order nothing."""
    on_order = is_order(passage.paper)
    match = (SCREENING_SCAN if on_order else ORDERED).search(passage.text)
    if match is not None and not NOT_ORDERED.search(passage.text):
        said = meant(passage, match)
        if (
            said.presence is Presence.PRESENT
            and said.whose is Whose.PATIENT
            and not (supposed(passage, said) and "[" in passage.text)
        ):
            earlier = on_order and EARLIER.search(passage.text[max(0, match.start() - 30) : match.start()])
            if (on_order or not supposed(passage, said)) and not earlier:
                yield finding_of(chart, passage, "screening_order", TOOL)
            return
    match = DIAGNOSTIC.search(passage.text) if on_order else None
    if match is not None and not SCREENING_SCAN.search(words_of(passage.paper)):
        said = meant(passage, match)
        if said.presence is Presence.PRESENT and not said.hypothetical:
            yield finding_of(chart, passage, "screening_order", TOOL, presence=Presence.ABSENT)


def supposed(passage: Passage, said: Assertion) -> bool:
    """Is it only supposed? The word 'screening' alone makes no supposition of a scan that bears it in its name."""
    if not said.hypothetical:
        return False
    flat = passage.paper.document.flat
    return not said.cues or not all(flat[cue.start : cue.end].startswith(NO_SUPPOSITION) for cue in said.cues)


NO_SUPPOSITION = ("screen", "prior", "previous", "referred", "order", "last")


def _kind(chart: Chart, passage: Passage) -> Iterator[Finding]:
    """The scan asked for is the first, or one of the yearly ones."""
    for pattern, kind in ((ANNUAL, "annual"),):
        match = pattern.search(passage.text)
        asks = is_order(passage.paper) or passage.paper.kind is PartKind.LETTER or only_asks(chart, passage.paper)
        if match is not None and (asks or ORDERED.search(passage.text)):
            said = meant(passage, match)
            if said.presence is Presence.PRESENT and not (said.hypothetical and TRIES.search(passage.text)):
                yield finding_of(chart, passage, f"screening_{kind}", TOOL)


def _reports(chart: Chart) -> Iterator[Finding]:
    """Reports of screening scans done."""
    asked = day_of_request(chart.request)
    for paper in chart.patient_papers:
        words = words_of(paper)
        day = date_of(paper)
        if day is None or asked is None or not SCREENING_SCAN.search(words[:400]) or not REPORT.search(words):
            continue
        first = paper.document.text[paper.part.start : paper.part.end].lstrip().partition("\n")[0].lower()
        titled = SCREENING_SCAN.search(first) is not None and not is_talk(paper)
        if (paper.kind is PartKind.IMAGING or titled) and not is_order(paper) and day.latest < asked.earliest:
            yield _done(paper, day)


def _done(paper: Profile, day: PartialDate) -> Finding:
    start = (
        paper.date.place if paper.date is not None else paper.document.place(paper.part.start, paper.part.start + 80)
    )
    return Finding("screening_scan_done", start, date=day, tool=TOOL, qualifiers={"kind": paper.kind.value})


def _told_scan(chart: Chart, passage: Passage) -> Iterator[Finding]:
    """'last LDCT 5/30/25', 'compared: LDCT 05/21/2024'; or 'never had a chest CT'."""
    asked = day_of_request(chart.request)
    match = NEVER_SCANNED.search(passage.text)
    if match is not None:
        yield finding_of(chart, passage, "screening_scan_never", TOOL)
        return
    scan = SCREENING_SCAN.search(passage.text)
    if scan is None or asked is None:
        return
    known = LAST.search(passage.text) or PLACED_LAST.search(passage.text)
    if known is None:
        return
    days = [m for m in calendar_dates(chart, passage.paper.document) if passage.start <= m.start < passage.end]
    after = [m for m in days if m.start >= passage.start + known.start() and m.date.latest < asked.earliest]
    for mention in after[:1]:
        said = meant(passage, scan)
        if not supposed(passage, said) and said.whose is Whose.PATIENT and date_of(passage.paper) != mention.date:
            yield finding_of(chart, passage, "screening_scan_done", TOOL, date=mention.date, time=Time.PAST)


def _coded(chart: Chart) -> Iterator[Finding]:
    for entry in procedures(chart.record, None) if chart.record.resources else ():
        codes = entry.qualifiers.get("codes", "")
        if ("71271" in codes or "G0297" in codes) and entry.date is not None and entry.presence is Presence.PRESENT:
            yield Finding(
                "screening_scan_done", entry.place, date=entry.date, origin=entry.origin, whose=entry.whose, tool=TOOL
            )


def _interval(chart: Chart, last: list[Finding]) -> Iterator[Finding]:
    """Whole months from the last scan to the planned one, where its date is exact enough to tell."""
    planned = chart.request.service_date or chart.request.received
    dated = [f for f in last if f.concept == "screening_scan_done" and f.date is not None and f.whose is Whose.PATIENT]
    if planned is None or not dated:
        return
    newest = max(dated, key=lambda f: f.date.latest if f.date else planned.value)
    if newest.date is None:
        return
    least, most = (_months(day, planned.value) for day in (newest.date.latest, newest.date.earliest))
    if least >= ENOUGH or most < ENOUGH:
        yield Finding(
            "screening_interval", newest.place, value=Decimal(least if least >= ENOUGH else most), date=newest.date,
            tool=TOOL, origin=newest.origin,
        )  # fmt: skip


ENOUGH = 11


def _months(start: dt.date, end: dt.date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
