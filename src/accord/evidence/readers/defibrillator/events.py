"""Infarcts and revascularisations with their days, how long medical therapy has gone on, and the functional class."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.coded import conditions, medications, procedures
from accord.evidence.narrative.dates import DateMention
from accord.evidence.patterns import lazy_pattern
from accord.evidence.readers.answers import Answer, answered
from accord.evidence.readers.defibrillator.subject import of_another, speaks
from accord.evidence.readers.defibrillator.therapy import (
    ANGIOTENSIN,
    BETA,
    DAYS,
    dates_in,
    drug_starts,
    of_drugs,
    therapy,
)
from accord.evidence.readers.entries import entry_date
from accord.evidence.readers.heard import finding_of, heard, meant
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
    r"\bmi \d{5}|\bmichigan\b|[a-z]{3}, mi(?=\W*$|\s{2,})"
)
REVASC = lazy_pattern(
    r"\b(?:pci|ptca|cabg\w*|stent(?:s|ed|ing)?|des\b|drug[- ]eluting|bypass(?: surgery| graft\w*)?|angioplasty|"
    r"(?:coronary )?revasculari[sz]\w+|revasc\b|(?:coronary|percutaneous) (?:interventions?|procedures?))\b"
)
NOT_CORONARY = lazy_pattern(
    r"\b(?:carotid|femoral|sfa|iliac|renal|ureteral|biliary|gastric bypass|leg|popliteal|tibial)\b"
)
DENIED = lazy_pattern(
    r"\b(?:no|never|denies|without|nor)\b[^.;]{0,60}\b(?:pci|cabg|stent\w*|bypass|revasc\w*|interventions?|infarct\w*|"
    r"mi\b|heart attacks?)"
)
CANDIDATE = lazy_pattern(
    r"\bcandidates?\b|\btargets?\b|\boptions?\b|\bfurther\b|\bplanned\b|\bconsider\w*|\bfor revasc\w*|\bneed\w*|"
    r"\bindicat\w+|\bgraftable\b|\bamenable\b"
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
        yield from therapy(chart, passage)
        starts.extend(drug_starts(chart, passage))
    yield from of_drugs(chart, starts)


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
        answer = answered(passage.text, match.end())
        if answer is Answer.BLANK or of_another(passage.text, match.start()):
            continue
        if (answer is Answer.NO or ANSWERED_NO.search(passage.text, match.end())) and not CANDIDATE.search(
            _clause(passage.text, match)
        ):
            yield finding_of(chart, passage, f"{name}_denied", TOOL, qualifiers=_scope(passage))
            return
        if said.presence is Presence.ABSENT:
            if DENIED.search(passage.text) and not CANDIDATE.search(_clause(passage.text, match)):
                yield finding_of(chart, passage, f"{name}_denied", TOOL, qualifiers=_scope(passage))
            continue
        if said.presence is not Presence.PRESENT or CANDIDATE.search(passage.text[match.start() :][:30]):
            continue
        if TO_DO.search(passage.text[: match.start()]):
            continue
        day = _nearest(dates_in(chart, passage), passage, match) or _ago(chart, passage, match)
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


def _clause(text: str, match: re.Match[str]) -> str:
    """What stands around the words up to the next semicolon: 'no PCI ever; not a candidate' says two things."""
    return text[text.rfind(";", 0, match.start()) + 1 :].split(";")[0] if ";" not in match[0] else text


TO_DO = lazy_pattern(r"\b(?:nothing|anything|vessels?|lesions?|targets?) (?:left )?(?:to|for) $")
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
    if town and OF_THE_HEART.search(town[0].lower()):
        return False
    return bool(town) and text.count("\n", passage.paper.part.start, start) < HEAD_LINES


HEAD_LINES = 3
OF_THE_HEART = lazy_pattern(
    r"\b(?:inferior|anterior|lateral|posterior|septal|acute|prior|old|remote|previous|recent|silent|apical|"
    r"no|large|type|post|history|inf|ant|lat|massive|of|with|last|had)\b"
)


def _long_ago(chart: Chart, day: PartialDate) -> bool:
    planned = chart.request.service_date or chart.request.received
    return planned is not None and (planned.value - day.latest).days > 40


YEAR_BEHIND = lazy_pattern(r"(?: x ?\d)?,? ?\(?(?:in )?(?P<year>(?:19|20)\d\d)\b\)?(?!-?\d)|,? '(?P<short>\d\d)\b")
YEAR_BEFORE = lazy_pattern(r"\b(?P<year>(?:19|20)\d\d)\b[ ,w/]{1,4}(?:with |and )?(?:[a-z]{2,4} )?$")
LONG_AGO = lazy_pattern(
    r"\W{1,3}(?:about |approx\w* |~)?(?P<n>\d{1,2}|one|two|three|four|five|six|seven|eight|ten) "
    r"(?P<unit>days?|weeks?|wks?|months?|mos?|years?|yrs?) ago\b"
)
COUNTS = {
    word: n
    for n, word in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])
}


def _nearest(told: Sequence[DateMention], passage: Passage, match: re.Match[str]) -> PartialDate | None:
    """The date nearest to the words, behind them first."""
    start, end = passage.start + match.start(), passage.start + match.end()
    year = YEAR_BEHIND.match(passage.text, match.end())
    if year is not None:
        return PartialDate(int(year["year"] or f"20{year['short']}"))
    after = [m for m in told if 0 <= m.start - end <= REACH]
    before = [m for m in told if 0 <= start - m.end <= REACH]
    if after and (not before or after[0].start - end <= start - before[-1].end + 12):
        return after[0].date
    if before:
        return before[-1].date
    earlier = YEAR_BEFORE.search(passage.text[: match.start()])
    return PartialDate(int(earlier["year"])) if earlier is not None else None


def _ago(chart: Chart, passage: Passage, match: re.Match[str]) -> PartialDate | None:
    """'MI 3 weeks ago', reckoned from the entry."""
    ago = LONG_AGO.match(passage.text, match.end()) or LONG_AGO.match(PLACED.sub("", passage.text[match.end() :]))
    entry = entry_date(chart, passage.paper, passage.start)
    if ago is None or entry is None:
        return None
    number = COUNTS[ago["n"]] if ago["n"] in COUNTS else int(ago["n"])
    return PartialDate.of(entry.latest - dt.timedelta(number * DAYS[ago["unit"][0]]))


PLACED = lazy_pattern(r"^ (?:was |were )?(?:placed|done|performed|to (?:the )?\w+)\b")
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
CLASS = r"(?P<{0}>iv|i{{1,3}}|[1-4])[ab]?(?![a-z0-9])"
NYHA = lazy_pattern(
    r"\b(?:nyha|new york heart association)(?: scale)?(?: functional| fc| heart failure| hf)*(?:[ -]class(?:ification)?| fc|"
    r" cl\.?| status)?(?:\W{0,4}|\s?\.{3,}\s?)(?:is |was |of |now |remains |currently |still )*(?:class |fc )?"
    + CLASS.format("low")
    + r"(?:\s*(?:-|–|/|to|or)\s*(?:class )?"
    + CLASS.format("high")
    + r")?|\b(?:functional class|fc|(?:hf|heart failure) class)\W{1,3}"
    + CLASS.format("alone")
    + r"|\bclass "
    + CLASS.format("sick")
    + r"(?:\s*(?:-|–|/|to)\s*"
    + CLASS.format("sicker")
    + r")?[ ,]+(?:(?:on|by|per|of) (?:the )?(?:new york|nyha)|(?:\w+ )?hf\w*|chf|heart failure|sx|symptoms?|dyspn\w+)\b"
)
NOT_NYHA = lazy_pattern(
    r"\b(?:ccs|killip|mallampati|asa|acc|aha|obesity|anti-?arrhythmic|angina|recommendation|indication|child)\b[^.;]{0,12}$"
)
TICKED = lazy_pattern(r"(?:\[x\]|☒|☑|\(x\))\s*(?:class )?" + CLASS.format("ticked"))
CLASS_WORDS = lazy_pattern(r"\bnyha|\bfunctional class|\bnew york|\bfc\b|\bclass (?:i|1|2|3|4)")


def _class(chart: Chart, passage: Passage) -> Iterator[Finding]:
    """The functional class, or both ends of a range; a row of boxes is read by its mark."""
    if CLASS_WORDS.search(passage.text) is None:
        return
    boxes = list(TICKED.finditer(passage.text))
    matches = [m for m in NYHA.finditer(passage.text) if not NOT_NYHA.search(passage.text[: m.start()])]
    if "[" in passage.text or "☐" in passage.text:
        if len(boxes) == 1 and "nyha" in passage.text:
            yield from _both(chart, passage, ROMAN[boxes[0]["ticked"]], ROMAN[boxes[0]["ticked"]])
        if boxes or not matches or "[ ]" in passage.text or "[  ]" in passage.text:
            return
    for match in matches:
        said = meant(passage, match)
        low = ROMAN[match["low"] or match["alone"] or match["sick"]]
        if said.presence is Presence.ABSENT and low == WORST and not match["high"] and not said.hypothetical:
            yield finding_of(chart, passage, "nyha_high", TOOL, value=Decimal(WORST - 1))
            continue
        if said.hypothetical or said.presence is not Presence.PRESENT or said.time is not Time.CURRENT:
            continue
        if (
            said.whose is not Whose.PATIENT
            or of_another(passage.text, match.start())
            or IN_YEAR.match(passage.text, match.end())
        ):
            continue
        today = TODAY.match(passage.text, match.end())
        if today is not None:
            yield from _both(chart, passage, ROMAN[today["today"]], ROMAN[today["today"]])
            return
        high = match["high"] or match["sicker"]
        yield from _both(chart, passage, low, ROMAN[high] if high else low)
        return


WORST = 4
TODAY = lazy_pattern(r"\s*(?:->|→|, ?)\s*(?:today|now)\W{1,3}(?:class )?" + CLASS.format("today"))
IN_YEAR = lazy_pattern(r" (?:in|since|back in) (?:19|20)\d\d\b(?! -)")


def _both(chart: Chart, passage: Passage, low: int, high: int) -> Iterator[Finding]:
    yield finding_of(chart, passage, "nyha_low", TOOL, value=Decimal(min(low, high)))
    yield finding_of(chart, passage, "nyha_high", TOOL, value=Decimal(max(low, high)))


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
