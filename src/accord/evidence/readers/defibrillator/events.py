"""Infarcts and revascularisations with their days, how long medical therapy has gone on, and the functional class."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.coded import conditions, medications, procedures
from accord.evidence.narrative.dates import DateMention, dates, durations
from accord.evidence.patterns import lazy_pattern
from accord.evidence.readers.defibrillator.subject import speaks
from accord.evidence.readers.entries import day_of_request, entry_date, finding_of, heard, meant
from accord.evidence.readers.mentions import is_state
from accord.evidence.readers.spine.passages import Passage
from accord.records.dates import PartialDate
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "cardiac-events/1"

MI = lazy_pattern(
    r"\b(?:non-?)?st[- ](?:segment[- ])?elevation (?:mi\b|myocardial|infarct\w*)|\bmyocardial infarct\w*|"
    r"\bn?stemis?\b|\b(?:mi|mis|ami)\b|\bheart attacks?\b|\binfarct(?:ion|s)?\b"
)
NOT_MI = lazy_pattern(
    r"\b(?:cerebral|lacunar|brain|renal|splenic|pulmonary|risk of|prevention) (?:\w+ )?infarct\w*|\bstroke\b|"
    r"\bmi \d{5}|\bmichigan\b|, mi\b"
)
REVASC = lazy_pattern(
    r"\b(?:pci|ptca|cabg\w*|stent(?:s|ed|ing)?|des\b|drug[- ]eluting|bypass(?: surgery| graft\w*)?|angioplasty|"
    r"(?:coronary )?revasculari[sz]\w+)\b"
)
NOT_CORONARY = lazy_pattern(
    r"\b(?:carotid|femoral|sfa|iliac|renal|ureteral|biliary|gastric bypass|leg|popliteal|tibial)\b"
)
DENIED = lazy_pattern(
    r"\b(?:no|never|denies|without|nor)\b[^.;]{0,60}\b(?:pci|cabg|stent\w*|bypass|revasculari[sz]\w+|infarct\w*|"
    r"mi\b|heart attack)"
)
CANDIDATE = lazy_pattern(
    r"\bcandidates?\b|\btargets?\b|\boptions?\b|\bfurther\b|\bplanned\b|\bconsider\w*|\bfor revasc\w*|\bneed\w*|"
    r"\bindicat\w+|\bgraftable\b"
)
OLD = lazy_pattern(r"\b(?:old|prior|previous|remote|history of|h/o|s/p|status post|hx)\b")
REACH = 48


def events(chart: Chart) -> Iterator[Finding]:
    """Findings on infarcts, revascularisations, therapy and class."""
    if not speaks(chart):
        return
    yield from _coded(chart)
    starts: list[tuple[str, dt.date, Passage]] = []
    for passage in heard(chart):
        yield from _event(chart, passage, "mi", MI, NOT_MI)
        yield from _event(chart, passage, "revascularization", REVASC, NOT_CORONARY)
        yield from _class(chart, passage)
        yield from _therapy(chart, passage)
        starts.extend(_drug_starts(chart, passage))
    yield from _of_drugs(chart, starts)


def _dates_in(chart: Chart, passage: Passage) -> list[DateMention]:
    anchor = entry_date(chart, passage.paper, passage.start) or day_of_request(chart.request)
    return [m for m in dates(passage.paper.document, anchor) if passage.start <= m.start < passage.end]


def _event(
    chart: Chart, passage: Passage, name: str, pattern: re.Pattern[str], other: re.Pattern[str]
) -> Iterator[Finding]:
    """Each event with the date beside it, or its denial; an old one without a date is only old."""
    for match in pattern.finditer(passage.text):
        where = passage.start + match.start(), passage.start + match.end()
        if match[0].endswith("mi") and _is_place(passage, *where):
            continue
        if other.search(passage.text[max(0, match.start() - 20) : match.end() + 20]):
            continue
        said = meant(passage, match)
        if said.hypothetical or said.whose is not Whose.PATIENT or said.time is Time.PLANNED:
            continue
        if ANSWERED_NO.search(passage.text, match.end()) and not CANDIDATE.search(passage.text):
            yield finding_of(chart, passage, f"{name}_denied", TOOL, qualifiers=_scope(passage))
            return
        if said.presence is Presence.ABSENT:
            if DENIED.search(passage.text) and not CANDIDATE.search(passage.text):
                yield finding_of(chart, passage, f"{name}_denied", TOOL, qualifiers=_scope(passage))
            continue
        if said.presence is not Presence.PRESENT or CANDIDATE.search(passage.text[match.start() :][:30]):
            continue
        day = _nearest(_dates_in(chart, passage), passage, match)
        old = (
            OLD.search(passage.text[max(0, match.start() - 30) : match.start()])
            or "old" in passage.text[match.end() : match.end() + 6]
        )
        if day is not None:
            yield finding_of(chart, passage, f"{name}_event", TOOL, date=day)
        elif not old and said.time is Time.CURRENT:
            yield finding_of(chart, passage, f"{name}_undated", TOOL)
        if name == "mi" and (old or (day is not None and _long_ago(chart, day))):
            yield finding_of(chart, passage, "prior_mi", TOOL)


LATELY = lazy_pattern(
    r"\b(?:within|since|recent\w*|past \d+|last \d+|(?:40|90) days|(?:3|three) months|in the (?:past|last))\b"
)


def _scope(passage: Passage) -> dict[str, str]:
    """'No infarct since 2019' and 'within 40 days: no' deny the last weeks or years, not the past."""
    return {"scope": "lately" if LATELY.search(passage.text) else "ever"}


ANSWERED_NO = lazy_pattern(r"[^.;]{0,50}(?:[:?]\s*(?:no|none|n|denied)\b(?! [a-z])|(?:\[x\]|☒|☑|\(x\)) ?no\b)")


def _is_place(passage: Passage, start: int, end: int) -> bool:
    """Is 'MI' the state of Michigan: behind a town, in an address or on one of the first lines of a paper?"""
    text = passage.paper.document.text
    if is_state(text, end - 2, end):
        return True
    town = re.search(r"[A-Z][a-z]+,?\s+$", text[max(0, start - 24) : end - 2])
    return bool(town) and text.count("\n", passage.paper.part.start, start) < HEAD_LINES


HEAD_LINES = 3


def _long_ago(chart: Chart, day: PartialDate) -> bool:
    planned = chart.request.service_date or chart.request.received
    return planned is not None and (planned.value - day.latest).days > 40


YEAR_BEHIND = lazy_pattern(r" ?\((?P<year>(?:19|20)\d\d)\)")


def _nearest(told: Sequence[DateMention], passage: Passage, match: re.Match[str]) -> PartialDate | None:
    """The date nearest to the words, behind them first."""
    start, end = passage.start + match.start(), passage.start + match.end()
    year = YEAR_BEHIND.match(passage.text, match.end())
    if year is not None:
        return PartialDate(int(year["year"]))
    after = [m for m in told if 0 <= m.start - end <= REACH]
    before = [m for m in told if 0 <= start - m.end <= REACH]
    if after and (not before or after[0].start - end <= start - before[-1].end + 12):
        return after[0].date
    return before[-1].date if before else None


ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
CLASS = r"(?P<{0}>iv|i{{1,3}}|[1-4])(?![a-z0-9])"
NYHA = lazy_pattern(
    r"\b(?:nyha|new york heart association)(?: functional| fc| heart failure| hf)*(?: class(?:ification)?| fc|"
    r" cl\.?| status)?\W{0,4}(?:is |was |of |now )?(?:class )?"
    + CLASS.format("low")
    + r"(?:\s*(?:-|–|/|to|or)\s*"
    + CLASS.format("high")
    + r")?|\b(?:functional )class "
    + CLASS.format("alone")
)
TICKED = lazy_pattern(r"(?:\[x\]|☒|☑|\(x\))\s*(?:class )?" + CLASS.format("ticked"))


def _class(chart: Chart, passage: Passage) -> Iterator[Finding]:
    """The functional class, or both ends of a range; a row of boxes is read by its mark."""
    if "nyha" not in passage.text and "functional class" not in passage.text and "new york" not in passage.text:
        return
    boxes = list(TICKED.finditer(passage.text))
    match = NYHA.search(passage.text)
    if "[" in passage.text or "☐" in passage.text:
        if len(boxes) == 1:
            yield from _both(chart, passage, ROMAN[boxes[0]["ticked"]], ROMAN[boxes[0]["ticked"]])
        elif not boxes and match is None:
            return
        if boxes or match is None or "[ ]" in passage.text:
            return
    if match is None:
        return
    said = meant(passage, match)
    if said.hypothetical or said.presence is not Presence.PRESENT or said.time is not Time.CURRENT:
        return
    low = ROMAN[match["low"] or match["alone"]]
    yield from _both(chart, passage, low, ROMAN[match["high"]] if match["high"] else low)


def _both(chart: Chart, passage: Passage, low: int, high: int) -> Iterator[Finding]:
    yield finding_of(chart, passage, "nyha_low", TOOL, value=Decimal(min(low, high)))
    yield finding_of(chart, passage, "nyha_high", TOOL, value=Decimal(max(low, high)))


THERAPY = lazy_pattern(
    r"\bgdmt\b|\bgoal[- ]directed|\bguideline[- ]directed|\boptimal (?:medical|drug) therapy|\bomt\b|"
    r"\b(?:quadruple|triple|four-?drug|full) (?:medical )?therapy|\bheart failure (?:therapy|regimen|drugs)"
)
BETA = lazy_pattern(r"\b(?:carvedilol|metoprolol(?: succ\w*)?|bisoprolol|toprol|coreg)\b")
ANGIOTENSIN = lazy_pattern(
    r"\b(?:lisinopril|enalapril|ramipril|captopril|benazepril|losartan|valsartan|candesartan|sacubitril\w*|"
    r"entresto|irbesartan|quinapril|perindopril)\b"
)
SINCE = lazy_pattern(
    r"\b(?:since|started|begun|began|initiated|start(?:ed)? (?:date|on)|from|dating from)\W{0,3}(?:in |on )?$"
)
YEARS = lazy_pattern(r"\bfor (?:many |several |\w+ )?years\b|\blong-?standing\b|\bfor over a year\b")


def _therapy(chart: Chart, passage: Passage) -> Iterator[Finding]:
    """Therapy with the day on which it began, or how long it has gone on."""
    match = THERAPY.search(passage.text)
    drugs = BETA.search(passage.text) and ANGIOTENSIN.search(passage.text)
    at = match or BETA.search(passage.text)
    if at is None or not (match or drugs):
        return
    said = meant(passage, at)
    if said.hypothetical or said.presence is not Presence.PRESENT or said.time is Time.PLANNED:
        return
    day = _began(chart, passage, at)
    if day is not None:
        yield finding_of(chart, passage, "medical_therapy_since", TOOL, date=day)


def _began(chart: Chart, passage: Passage, at: re.Match[str]) -> PartialDate | None:
    """The day named with 'since' or 'started', else the day of the entry less the time told."""
    for mention in _dates_in(chart, passage):
        if SINCE.search(passage.text[: mention.start - passage.start]):
            return mention.date
    entry = entry_date(chart, passage.paper, passage.start)
    if entry is None:
        return None
    if YEARS.search(passage.text, at.end(), min(len(passage.text), at.end() + BESIDE)):
        return PartialDate(entry.year - 2)
    last = max([at.end(), *(m.end() for m in ANGIOTENSIN.finditer(passage.text))]) + passage.start
    told = [d for d in durations(passage.paper.document) if passage.start <= d.start < min(passage.end, last + BESIDE)]
    lengths = [
        d.days_min
        for d in told
        if d.days_min >= FORTNIGHT
        and not AGO.match(passage.text, d.end - passage.start)
        and not APART.search(passage.text, min(last, d.start) - passage.start, d.start - passage.start)
    ]
    if not lengths or entry.exact is None or len(lengths) > 1:
        return None
    return PartialDate.of(entry.exact - dt.timedelta(lengths[0]))


APART = lazy_pattern(r"[;.]|\b(?:dyspnea|symptoms?|sob|edema|fatigue|hospitali\w+)\b")
FORTNIGHT = 14
BESIDE = 40
AGO = lazy_pattern(r" (?:ago|old|later|before|after|follow)")


def _drug_starts(chart: Chart, passage: Passage) -> Iterator[tuple[str, dt.date, Passage]]:
    """'carvedilol 25 bid (started 1/5/2026)': one drug and the day it began."""
    for name, pattern, other in (("beta", BETA, ANGIOTENSIN), ("angiotensin", ANGIOTENSIN, BETA)):
        match = pattern.search(passage.text)
        if match is None or other.search(passage.text):
            continue
        for mention in _dates_in(chart, passage):
            if (
                SINCE.search(passage.text[: mention.start - passage.start])
                and mention.start > passage.start + match.start()
            ):
                yield name, mention.date.latest, passage
                break


def _of_drugs(chart: Chart, starts: Sequence[tuple[str, dt.date, Passage]]) -> Iterator[Finding]:
    """Both drugs of the basis are taken since the later of their first days."""
    first = {
        name: min((s for s in starts if s[0] == name), key=lambda s: s[1], default=None)
        for name in ("beta", "angiotensin")
    }
    beta, angiotensin = first["beta"], first["angiotensin"]
    if beta is None or angiotensin is None:
        return
    later, other = (beta, angiotensin) if beta[1] >= angiotensin[1] else (angiotensin, beta)
    yield finding_of(
        chart, later[2], "medical_therapy_since", TOOL, date=PartialDate.of(later[1]), support=(other[2].place(),)
    )


def _coded(chart: Chart) -> Iterator[Finding]:
    """Infarcts, interventions and drugs of the structured record."""
    if not chart.record.resources:
        return
    for entry in conditions(chart.record, None):
        codes = entry.qualifiers.get("codes", "")
        if entry.presence is Presence.PRESENT and entry.whose is Whose.PATIENT:
            if re.search(r"icd10\|I2[12]", codes) and entry.date is not None:
                yield _as(entry, "mi_event")
                if _long_ago(chart, entry.date):
                    yield _as(entry, "prior_mi")
            if "icd10|I25.2" in codes:
                yield _as(entry, "prior_mi")
    for entry in procedures(chart.record, None):
        told = f"{entry.qualifiers.get('codes', '')} {entry.qualifiers.get('words', '')} {entry.value}".lower()
        code = re.search(r"\|(?:335[1-3]\d|929[2-4]\d)\b", told)
        if (code or REVASC.search(told)) and entry.presence is Presence.PRESENT and entry.time is not Time.PLANNED:
            yield _as(entry, "revascularization_event")
    starts: dict[str, list[Finding]] = {"beta": [], "angiotensin": []}
    for entry in medications(chart.record, None):
        told = f"{entry.qualifiers.get('words', '')} {entry.value}".lower()
        for name, pattern in (("beta", BETA), ("angiotensin", ANGIOTENSIN)):
            if (
                pattern.search(told)
                and entry.date is not None
                and entry.time is Time.CURRENT
                and entry.presence is Presence.PRESENT
            ):
                starts[name].append(entry)
    if all(starts.values()):
        firsts = [min(found, key=lambda f: f.date.latest if f.date else dt.date.max) for found in starts.values()]
        later = max(firsts, key=lambda f: f.date.latest if f.date else dt.date.min)
        yield _as(later, "medical_therapy_since")


def _as(entry: Finding, concept: str) -> Finding:
    return Finding(
        concept, entry.place, date=entry.date, whose=entry.whose, voice=entry.voice, origin=entry.origin, tool=TOOL
    )
