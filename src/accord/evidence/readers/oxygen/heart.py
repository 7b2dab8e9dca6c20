"""The right heart on tests: pulmonary pressures, pulmonary hypertension or its absence, P pulmonale; and the hematocrit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.narrative.context import assertion
from accord.evidence.narrative.dates import dates
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.mentions import about, date_of, voice, whose
from accord.evidence.readers.oxygen.days import anchor_of
from accord.evidence.readers.statements import Said, place_of, said_in
from accord.records.dates import PartialDate
from accord.records.findings import Finding, Presence, Voice, Whose

TOOL = "oxygen/1"
_BRIDGE = (
    r"[\s:=.|~≈]{0,30}?(?:(?:pressure|of|was|is|at|about|estimated|approx\.?|measured|calculated|elevated|normal|"
    r"to be|est\.?|systolic|mean)[\s:=]{1,3}){0,4}"
)
_RVSP = re.compile(
    rf"\b(?:rvsp|pasp|spap|(?:right ventricular|rv|pulmonary artery|pa|"
    rf"pulmonary arterial) systolic(?: pressures?)?|estimated (?:pa|pulmonary artery) pressure|pa pressures?|pap|"
    rf"pa(?= \d\d+\s?/\s?\d))\b(?: ?\([^)]{{0,20}}\))?{_BRIDGE}"
    r"(?P<n>\d{2,3}(?:\.\d)?)(?:\s?(?:-|–|to)\s?(?P<h>\d{2,3}))?(?:\s?/\s?(?P<dia>\d{1,2})(?:\s?\(?(?:mean|m|"
    r"\()?\W{0,3}(?P<mean>\d{2})\)?)?)?(?!\s?(?:%|ms|msec|m/s|cm))"
)
_MEAN = re.compile(
    rf"\b(?:mpap|mean (?:pa|pap|pulmonary artery|pulmonary arterial)(?: "
    rf"pressures?)?)\b{_BRIDGE}(?P<n>\d{{2}}(?:\.\d)?)"
)
_PH = re.compile(
    r"\b(?:pulmonary (?:arterial |artery )?(?:hypertension|htn)|cor pulmonale|pah|elevated (?:pa|"
    r"pulmonary(?: artery)?|right ventricular systolic|rv systolic) pressures?|p[ -]?pulmonale|right heart strain|"
    r"rv pressure overload)\b"
)
_NORMAL = re.compile(
    r"\bnormal (?:estimated |right |resting |pulmonary |systolic |arterial |artery |pa |rv |"
    r"ventricular )*(?:pressures?|pasp|rvsp|pap)\b|\b(?:pulmonary (?:artery )?(?:systolic )?pressures?|"
    r"pa pressures?|rvsp|pasp)\b[^.;\d]{0,24}\b(?:normal|wnl|not elevated|within normal)\b|"
    r"\bno (?:echo\w* )?(?:evidence of |sign of |signs of )?(?:pulmonary (?:hypertension|htn)|ph\b|cor pulmonale)"
)
_P_PULMONALE = re.compile(
    r"\bp[ -]?pulmonale\b|\bp[ -]waves?\b[^.;\n]{0,40}(?:>|greater than|over|exceed\w*|taller than)\s?(?:3|"
    r"2\.5) ?mm|\btall p[ -]waves?\b"
)
_TEST = re.compile(
    r"\becho\w*|\btte\b|\btee\b|\bcath\w*|\brhc\b|\brvsp\b|\bpasp\b|\becg\b|\bekg\b|\belectrocardiogra\w+|"
    r"\bgated\b|\bmpap\b|\bdoppler\b|\bpa pressures?\b"
)
_OLDER = re.compile(
    r"\b(?:compar\w+|previous\w*|prior|old|earlier|was \d|in 20\d\d|20\d\d study|last (?:echo|study))\b"
)
_HCT = re.compile(
    r"\b(?:hct|hematocrit|haematocrit|crit)\b\.?[\s:=|.(%)]{0,30}?(?:(?:of|was|is|at|today|high|low|h|l|"
    r"\d{1,2}/\d{1,2}(?:/\d{2,4})?)[\s:=]{1,3}){0,3}(?P<n>\d{2}(?:\.\d{1,2})?)(?![\d/]|\.\d)"
)
_HGB_HCT = re.compile(
    r"\b(?:h ?[&/] ?h|hgb ?/ ?hct|hb ?/ ?hct)\b[\s:=]{0,6}\d{1,2}(?:\.\d)?\s?/\s?(?P<n>\d{2}(?:\.\d)?)"
)
_SOURCES = (Voice.SUPPLIER, Voice.PATIENT, Voice.PAYER)


def right_heart(chart: Chart) -> Iterator[Finding]:
    """Pressures and statements of tests of the right heart, and hematocrits, from papers of clinicians and laboratories."""
    for paper in chart.papers:
        if voice(paper) in _SOURCES:
            continue
        for each in said_in(paper):
            yield from _pressures(paper, each)
            yield from _statements(paper, each)
            yield from _hematocrit(paper, each)


def _pressures(paper: Profile, each: Said) -> Iterator[Finding]:
    for name, pattern in (("rv_systolic_pressure", _RVSP), ("mean_pulmonary_pressure", _MEAN)):
        for match in pattern.finditer(each.text):
            older = _older(each.text, match.start())
            yield _finding(paper, each, match, name, Decimal(match.groupdict().get("h") or match["n"]), older)
            if name == "rv_systolic_pressure" and match["mean"]:
                yield _finding(paper, each, match, "mean_pulmonary_pressure", Decimal(match["mean"]), older)
            break


def _older(text: str, offset: int) -> bool:
    return bool(_OLDER.search(text[max(0, offset - 50) : offset + 20]))


def _statements(paper: Profile, each: Said) -> Iterator[Finding]:
    """Pulmonary hypertension that a test shows, or a test without it."""
    head = paper.document.flat[paper.part.start : min(paper.part.end, paper.part.start + 160)]
    tested = (
        paper.kind is PartKind.CARDIOLOGY
        or bool(_TEST.search(each.text))
        or (paper.kind is PartKind.OTHER and bool(_TEST.search(head)))
    )
    if not tested:
        return
    normal = _NORMAL.search(each.text)
    if normal and not _older(each.text, normal.start()):
        yield _finding(paper, each, normal, "pulmonary_hypertension_on_test", None, False, Presence.ABSENT)
        return
    match = _PH.search(each.text) or _P_PULMONALE.search(each.text)
    if match is None or _older(each.text, match.start()):
        return
    if paper.kind is PartKind.CARDIOLOGY and re.match(
        r"\W*(?:indication|reason|history|clinical|dx|referring|icd)", each.text
    ):
        return
    told = assertion(paper.document, *each.span(match.start(), match.end()))
    if not told.hypothetical:
        yield _finding(paper, each, match, "pulmonary_hypertension_on_test", None, False, told.presence, told.whose)


def _hematocrit(paper: Profile, each: Said) -> Iterator[Finding]:
    match = _HGB_HCT.search(each.text) or _HCT.search(each.text)
    if (
        match
        and 15 <= Decimal(match["n"]) <= 75
        and not re.search(
            r"\b(?:goal|target|if|when|until|keep)\b", each.text[max(0, match.start() - 20) : match.start()]
        )
    ):
        yield _finding(paper, each, match, "hematocrit", Decimal(match["n"]), False)


def _finding(
    paper: Profile, each: Said, match: re.Match[str], concept: str, value: Decimal | None, older: bool,
    presence: Presence = Presence.PRESENT, person: Whose = Whose.PATIENT,
) -> Finding:  # fmt: skip
    unit = {"hematocrit": "%", "rv_systolic_pressure": "mm[Hg]", "mean_pulmonary_pressure": "mm[Hg]"}.get(concept)
    day = _day(paper, each)
    return Finding(
        concept, place_of(paper.document, each, match.start(), match.end()), presence=presence, whose=whose(person, paper),
        value=value, unit=unit if value is not None else None, date=day,
        qualifiers={"words": match[0], "study": "earlier" if older else "this", **about(paper)}, voice=voice(paper),
        support=(paper.date.place,) if paper.date is not None and day == paper.date.value else (), tool=TOOL,
    )  # fmt: skip


def _day(paper: Profile, each: Said) -> PartialDate | None:
    """The date that the sentence gives to its test, else the paper's."""
    anchor = anchor_of(paper)
    for mention in dates(paper.document, anchor):
        if each.sentence.start <= mention.start < each.sentence.end and (
            anchor is None or mention.date.earliest <= anchor.latest
        ):
            return mention.date
    return date_of(paper)
