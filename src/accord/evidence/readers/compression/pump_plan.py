"""The prescription of the pump: pressure, how often and how long, what is watched; and why a simpler pump will not do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind
from accord.evidence.readers.compression.rules import Rule, told
from accord.evidence.readers.compression.subject import PUMP, by_physician, made, speaker
from accord.evidence.readers.spine.passages import Passage
from accord.records.findings import Finding, Presence, Time, Voice, Whose
from accord.records.places import Place

PRESSURE = lazy_pattern(
    r"(?<![\d/.-])[2-9]\d ?(?:-|–|to) ?[2-9]\d ?(?:mm ?hg|torr|mm\b)|(?<![\d/.-])(?:1[05]|[2-9]\d|1[0-2]\d) ?(?:mm ?hg|torr|"
    r"mm\b)|\b(?:distal|prox\w*|pressure|"
    r"setting)\b\W{0,4}(?:of |at |is )?(?:[2-9]\d|1[0-2]\d)\b|(?<![\d/.-])(?:[2-9]\d|1[0-2]\d) (?:distal|"
    r"at the (?:foot|hand|ankle|wrist))"
)
_EACH = (
    r"(?:a day|per day|/ ?day|daily|each (?:day|evening|night|morning)|every (?:day|evening|night|morning|other day)|"
    r"bid|b\.i\.d\.?|tid|qd|qhs|nightly|once|twice|two times|2 ?x|1 ?x|x ?[12]|times|a week|per week|/ ?w(?:ee)?k|"
    r"weekly|q ?(?:am|pm|day))"
)
_LENGTH = (
    r"(?:\d{1,3}|one|two|thirty|forty[- ]?five|sixty|ninety|an|1/2|half)(?:[- ](?:to |- ?)?\d{1,3})?[- ]?(?:minutes?|"
    r"mins?|min\b|hours?|hrs?|hr\b|h\b)"
)
SCHEDULE = lazy_pattern(
    rf"\b{_LENGTH}[^.;]{{0,40}}?\b{_EACH}|\b{_EACH}[^.;]{{0,30}}\b{_LENGTH}|\b(?:once|twice) (?:daily|"
    rf"a day)\b[^.;]{{0,30}}\b{_LENGTH}"
)
GARMENT = lazy_pattern(
    r"\b(?:stockings?|sleeves? (?:\d|by day)|garments?|hose|bandag\w+|wraps?|flat[- ]?knit|class (?:i|1|2|3))\b"
)
SESSION_HEAD = lazy_pattern(
    r"\b(?:demo\w*|first (?:treatment|use|session)|initial (?:treatment|session)|in[- ]clinic|trial (?:log|session)|"
    r"test run|loaner)\b"
)
MONITORING = lazy_pattern(
    r"\b(?:visit|seen|see (?:her|him|pt|patient|me|us)|follow[- ]?up|f/?u|recheck|review(?:ed)?|check(?:s|ed)?|call|"
    r"phone|return|rtc|re-?evaluat\w*|re-?assess\w*|monitor\w*|measure\w*|girths?|visits?)\b"
    r"[^.;]{0,60}\b(?:\d{1,2}|one|two|three|four|six|eight|twelve|every|each|monthly|weekly|"
    r"quarterly)\b[^.;]{0,20}\b(?:w(?:ee)?ks?|mo(?:nth)?s?|days?|d)\b|"
    r"\b(?:\d{1,2}|one|two|three|four|six|eight|twelve|every|each)(?: ?(?:and|,|&|-) ?\d{1,2})* (?:w(?:ee)?ks?|"
    r"mo(?:nth)?s?)\b[^.;]{0,50}\b(?:visit|review|check\w*|call|follow|recheck|measure\w*|girths?|seen)\b|"
    r"\bq ?\d{1,2} ?(?:wks?|weeks?|mos?|months?)\b[^.;]{0,40}\b(?:measure\w*|girths?|check\w*|review\w*|visits?|logs?)|"
    r"\b(?:f/?u|clinic|follow[- ]?up|rtc|rechecks?|visits?|see)\b[^.;]{0,20}\bq ?\d{1,2} ?(?:w\w*|mo?\w*|d\w*)\b|"
    r"\b(?:f/?u|follow[- ]?up|rtc|call|visit|see|check|recheck|review|measure)\w*\b[^.;]{0,24}\b(?:weekly|monthly|biweekly|quarterly)\b|"
    r"\b(?:wound )?visits?\b[^.;]{0,20}\bevery \d|\b(?:monitor\w*|track\w*|check\w*) (?:\w+ ){0,4}(?:use|usage|"
    r"adherence|compliance|response|log|girths?|skin|measurements?|volume)"
)
_LESSER = (
    r"(?:e?065[01]|(?:simpler|basic|lesser|standard|non-?programmable|non-?calibrated|non-?segment\w*|uncalibrated|"
    r"less costly|lower[- ]level)(?: \w+){0,2} ?(?:pump|device|unit|machine|compressor)?|"
    r"segment\w+ (?:unit|pump|device|machine)? ?without|without (?:calibrated|manual)|that (?:machine|unit|pump|"
    r"device))"
)
_FAILS = (
    r"(?:cannot|can not|can't|could not|couldn't|unable|did not|does not|doesn't|didn't|fail\w*|inadequate|"
    r"insufficient|not (?:enough|sufficient|adequate|appropriate|suitable)|worse\w*|gathered|pooled|pooling|"
    r"accumulat\w+|"
    r"increased|caus\w+|hurt|painful|intoler\w+|not tolerat\w*|unsafe|contraindicated)"
)
CLINICAL_NEED = (
    r"(?:trunk\w*|truncal|chest|abdom\w*|genital\w*|scrot\w*|axilla\w*|breast|torso|proximal|fibro\w+|scar\w*|"
    r"contracture\w*|radiation|painful|neuropath\w*|hypersensitiv\w*|wound|skin graft|neuroma|port)"
)
DEVICE: tuple[Rule, ...] = (
    Rule(
        "simpler_pump_fails",
        lazy_pattern(
            rf"\b{_LESSER}\b[^;]{{0,110}}?\b{_FAILS}\b[^;]{{0,80}}\b{CLINICAL_NEED}|"
            rf"\b{_LESSER}\b[^;]{{0,110}}?\b{CLINICAL_NEED}\b[^;]{{0,80}}\b{_FAILS}|"
            rf"\b{CLINICAL_NEED}\b[^;]{{0,120}}\b{_LESSER}\b[^;]{{0,60}}\b{_FAILS}|\b{_FAILS}\b[^.;]{{0,30}}\b(?:treat|reach|"
            rf"address)\b[^.;]{{0,20}}\b{CLINICAL_NEED}|"
            rf"\b{CLINICAL_NEED}\b[^.;]{{0,60}}\b(?:requir\w+|needs?|necessitat\w+|mandat\w+)\b[^.;]{{0,30}}\b(?:calibrated|"
            rf"programmable|individual\w*|gradient)|"
            rf"\b(?:failed|no response to|worse\w* on|did not tolerate)\b[^.;]{{0,30}}\b{_LESSER}|\b(?:calibrated|programmable|"
            rf"individual\w*|gradient|e0652)\b[^.;]{{0,60}}\b(?:needed|required|necessary|because|"
            rf"due to)\b[^.;]{{0,60}}\b{CLINICAL_NEED}"
        ),
        presence=Presence.PRESENT,
        unless=lazy_pattern(
            r"\b(?:works? (?:great|well|fine)|no swelling|prefer\w*|would (?:do|suffice|be enough)|not involved|never tried)\b"
        ),
    ),
    Rule(
        "simpler_pump_enough",
        lazy_pattern(
            rf"\b{_LESSER}\b[^.;]{{0,60}}\b(?:works? (?:great|well|fine)|worked well|would (?:do|suffice|be (?:enough|adequate|"
            rf"sufficient))|(?:is|was) (?:adequate|sufficient|enough|effective)|tolerated well|good (?:response|result))|"
            r"\bno (?:swelling|fluid|edema) above the (?:sleeve|garment|cuff)|"
            rf"\b(?:does|did|doing) well (?:on|with)\b[^.;]{{0,20}}\b{_LESSER}|"
            r"\bno (?:unique|special) (?:characteristics|features|need)"
        ),
        presence=Presence.PRESENT,
    ),
    Rule(
        "trunk_not_involved",
        lazy_pattern(
            r"\b(?:trunk|abdomen|chest(?: wall)?|genital\w*|torso)\b[^.;]{0,20}\b(?:is |are |was )?(?:not involved|uninvolved|"
            r"spared|normal|soft and flat)|"
            r"\bno (?:trunk\w*|truncal|genital|abdominal|proximal|chest)(?: or \w+)? (?:involvement|swelling|edema|lymphedema)"
        ),
        presence=Presence.PRESENT,
    ),
    Rule(
        "pump_by_preference",
        lazy_pattern(
            r"\b(?:prefer\w*|likes?|wants?|asked for|requests?|requested|selected|chosen|chose|"
            r"convenien\w+)\b[^.;]{0,60}\b(?:because|for|since|due to|"
            r"as)?\b[^.;]{0,40}\b(?:phone|app\b|apps|bluetooth|presets?|quiet\w*|light\w*|portable|small\w*|convenien\w+|"
            r"looks?|colou?r|faster|battery|carry|travel|syncs?|easier to use|newer|touch ?screen)"
        ),
        presence=Presence.PRESENT,
        unless=lazy_pattern(r"\bnot (?:for|because of|a matter of) (?:convenience|preference)"),
    ),
)


def pump_plan(chart: Chart, passages: Sequence[Passage]) -> Iterator[Finding]:
    """What the prescriber laid down for the use of the pump, and why this pump."""
    prescribing = [p for p in passages if _prescribes(chart, p)]
    for index, passage in enumerate(prescribing):
        around = _around(prescribing, index)
        yield from _use(chart, passage, around)
        yield from _watched(chart, passage, prescribing)
    for found in told(chart, passages, DEVICE):
        yield replace(found, qualifiers={**found.qualifiers, "ground": _ground(found)})


def _ground(found: Finding) -> str:
    """Does a reason rest on swelling of the trunk, or on something of the limb itself?"""
    words = found.place.text.lower() if isinstance(found.place, Place) else ""
    return "limb" if OF_LIMB.search(words) else "trunk"


OF_LIMB = lazy_pattern(
    r"\b(?:fibro\w+|scar\w*|contracture\w*|pain\w*|hurt\w*|neuropath\w*|hypersensitiv\w*|wound|graft|neuroma|port)\b"
)


def _prescribes(chart: Chart, passage: Passage) -> bool:
    """A paper of the prescriber, or an order that bears a practitioner's signature."""
    paper = passage.paper
    if paper.kind is PartKind.ORDER:
        return any(s.treating for s in paper.signatures)
    return speaker(chart, paper) is Voice.CLINICIAN and by_physician(chart, paper)


def _around(passages: Sequence[Passage], index: int) -> str:
    """A passage with the one before and after it in the same paper."""
    own = passages[index].paper
    return " ".join(p.text for p in passages[max(0, index - 1) : index + 2] if p.paper is own)


def _use(chart: Chart, passage: Passage, around: str) -> Iterator[Finding]:
    """Pressure and schedule, where they stand together and are those of the pump to come."""
    if not SCHEDULE.search(around):
        return
    pressure = PRESSURE.search(passage.text)
    if pressure is not None and not _of_garment(passage.text, pressure.start()) and not _happened(passage, around):
        yield made(chart, "pump_pressure", passage, place=passage.place(pressure.start(), pressure.end()))
    schedule = SCHEDULE.search(passage.text)
    if schedule is None or not PRESSURE.search(around) or _happened(passage, around):
        return
    if not _of_garment(passage.text, schedule.start()) or PUMP.search(around):
        yield made(chart, "pump_schedule", passage, place=passage.place(schedule.start(), schedule.end()))


def _of_garment(text: str, at: int) -> bool:
    """Is the number that of a stocking or sleeve ('stockings 30-40 mmHg')?"""
    return (
        GARMENT.search(text[max(0, at - 30) : at + 34]) is not None
        and PUMP.search(text[max(0, at - 60) : at + 60]) is None
    )


def _happened(passage: Passage, around: str) -> bool:
    """Is it told of a session that took place?"""
    return SESSION_HEAD.search(passage.text) is not None and "plan" not in around


def _watched(chart: Chart, passage: Passage, prescribing: Sequence[Passage]) -> Iterator[Finding]:
    """Visits, calls or checks by which use and response will be followed."""
    match = MONITORING.search(passage.text)
    if match is None or OTHER_CLINIC.search(passage.text):
        return
    said = passage.told(match)
    ours = any(p.paper is passage.paper and PUMP.search(p.text) for p in prescribing)
    if not ours or (
        said is not None and (said[2] is not Whose.PATIENT or said[1] is Time.PAST) and not passage.in_plan
    ):
        return
    if passage.in_plan or _is_ahead(passage.text, match.start()) or passage.section == "header":
        yield made(chart, "pump_monitoring", passage, place=passage.place(match.start(), match.end()))


def _is_ahead(text: str, at: int) -> bool:
    """Words of what is to come, or a bare plan ('wound visit every 2 wk with tracing')."""
    return AHEAD.search(text) is not None or PAST.search(text[max(0, at - 40) :]) is None


OTHER_CLINIC = lazy_pattern(
    r"\b(?:cardiology|oncology|nephrology|endocrin\w+|ophthalm\w+|eye|dental|dentist|urology|pcp|mammogram|colonoscopy|neurology)\b"
)
AHEAD = lazy_pattern(r"\b(?:will|to be|shall|then|every|return|rtc|f/?u|follow[- ]?up|recheck|plan)\b")
PAST = lazy_pattern(r"\b(?:was|were|had|has|have|did|came|completed|attended|went)\b")
