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
    r"to be|est\.?|systolic|mean|by|from|tr|jet|doppler|echo|peak|today)[\s:=]{1,3}){0,4}"
)
_RVSP = re.compile(
    rf"\b(?:rvsp|pasp|spap|(?:right ventricular|rv|pulmonary artery|pa|"
    rf"pulmonary arterial|right heart|right[ -]sided) systolic(?: pressures?)?|(?:estimated|est\.?|calculated|"
    rf"derived|peak) systolic(?: pressures?)?|estimated (?:pa|pulmonary artery) pressure|pa pressures?|pap|right[ -](?:heart|sided) pressures?|"
    rf"pa(?= \d\d+\s?/\s?\d))\b(?: ?\([^)]{{0,20}}\))?{_BRIDGE}"
    r"(?P<n>\d{2,3}(?:\.\d)?)(?:\s?(?:-|–|to)\s?(?P<h>\d{2,3}))?(?:\s?/\s?(?P<dia>\d{1,2})(?:\s?\(?(?:mean|m|"
    r"\()?\W{0,3}(?P<mean>\d{2})\)?)?)?(?!\s?(?:%|ms|msec|m/s|cm))"
)
_MEAN = re.compile(
    rf"\b(?:mpap|mean (?:pa|pap|pulmonary artery|pulmonary arterial)(?: "
    rf"pressures?)?)\b{_BRIDGE}(?P<n>\d{{2}}(?:\.\d)?)"
)
_PH = re.compile(
    r"\b(?:pulm(?:onary)?\.? (?:arterial |artery )?(?:hypertension|htn|hypertn)|cor pulmonale|pah|elevated (?:pa|"
    r"pulmonary(?: artery)?|right ventricular systolic|rv systolic) pressures?|p[ -]?pulmonale|right heart strain|"
    r"rv pressure overload)\b|\b(?:mild\w*|moderate\w*|severe\w*|significant|marked) ph\b(?!\W{0,3}[67]\.)"
)
_NORMAL = re.compile(
    r"\bnormal (?:estimated |right |resting |pulmonary |systolic |arterial |artery |pa |rv |"
    r"ventricular )*(?:pressures?|pasp|rvsp|pap)\b|\b(?:pulmonary (?:artery )?(?:systolic )?pressures?|"
    r"pa pressures?|rvsp|pasp)\b[^.;\d]{0,24}\b(?:normal|wnl|not elevated|within normal)\b|"
    r"\b(?:no|negative for|excludes?|ruled out|without|free of|not suggestive of|does not suggest|did not show|does not show|"
    r"not show(?:ing)?|absence of) (?:echo\w* |any )?(?:evidence (?:of|for) |signs? of |suggestion of |significant )?"
    r"(?:pulmonary (?:arterial |artery )?(?:hypertension|htn)|ph\b|cor pulmonale|(?:elevated|raised|increased) "
    r"(?:pa |right |rv |pulmonary |right[ -]sided )*pressures?)|"
    r"\bright heart (?:is |was |looks |looked |appears |chambers |size |pressures? |and |function )*(?:normal|unremarkable|fine)\b|"
    r"\bnormal right heart\b"
)
_P_HEIGHT = re.compile(
    r"\bp[ -]waves?\b[^.;\n]{0,60}?(?P<more>>|greater than |over |exceed\w* |taller than )?\s?(?P<mm>\d(?:\.\d)?) ?mm\b|"
    r"\b(?P<before>\d(?:\.\d)?) ?mm (?:tall )?p[ -]waves?\b"
)
_P_LIMIT = Decimal(3)
_P_PULMONALE = re.compile(
    r"\bp[ -]?pulmonale\b|\bp[ -]waves?\b[^.;\n]{0,40}(?:>|greater than|over|exceed\w*|taller than)\s?3(?:\.\d)? ?mm|"
    r"\b(?:tall|peaked|prominent|high),? (?:and |peaked |pointed )*p[ -]waves?\b(?:[^.;\n]|\.\d){0,60}\bmm\b|\btall p[ -]waves?\b"
)
_TEST = re.compile(
    r"\becho\w*|\btte\b|\btee\b|\bcath\w*|\brhc\b|\brvsp\b|\bpasp\b|\becg\b|\bekg\b|\belectrocardiogra\w+|"
    r"\bgated\b|\bmpap\b|\bdoppler\b|\bpa pressures?\b"
)
_OLDER = re.compile(
    r"\b(?:compar\w+|previous\w*|prior|old|earlier|was \d|in 20\d\d|20\d\d study|last (?:echo|study))\b"
)
_HCT = re.compile(
    r"\b(?:hct|hematocrit|haematocrit|crit)\b\.?(?P<between>(?:[\s:=|.,(%)*~]|\d{1,2}/\d{1,2}(?:/\d{2,4})?|\d{4}-\d\d-\d\d|"
    r"(?:19|20)\d\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?,?|"
    r"[a-z][a-z'’]*+\.?+|[-&]){0,24}?)(?<![\d./-])(?P<n>\d{2}(?:\.\d{1,2})?|0\.\d\d)"
    r"(?![\d/]|\.\d|\s?[-–]\s?\d|\s?(?:mg|g/dl|k/|th/|x10|fl\b|pg\b|days?|weeks?|months?|years?|y/?o|bpm|mm))"
)
_HCT_NOT = re.compile(
    r"\b(?:goal|target|if|when|until|keep|below|under|less|above|over|exceed\w*|normal|reference|range|limit|threshold|"
    r"hgb|hb|hemoglobin|wbc|plt|platelets?|mcv|rbc|sat\w*|spo2|repeat|recheck|check|draw|order\w*|bp|hr|age|every)\b"
)
_HCT_LATER = re.compile(
    r"\s?%?\s?(?:->|→|\bto\b|[;,] (?:and )?(?:then )?(?:now|today|yesterday|currently|this (?:week|month))(?: it)?(?: is| was)?|"
    r"\(?(?:and )?now(?: is)?)\s?(?P<n>\d{2}(?:\.\d{1,2})?)(?![\d/]|\.\d)"
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
    height = _P_HEIGHT.search(each.text)
    if height and _P_PULMONALE.search(each.text):
        tall = Decimal(height["mm"] or height["before"]) > _P_LIMIT or (bool(height["more"]) and height["mm"] == "3")
        yield _finding(
            paper,
            each,
            match,
            "pulmonary_hypertension_on_test",
            None,
            False,
            Presence.PRESENT if tall else Presence.ABSENT,
        )
        return
    told = assertion(paper.document, *each.span(match.start(), match.end()))
    if not told.hypothetical:
        yield _finding(paper, each, match, "pulmonary_hypertension_on_test", None, False, told.presence, told.whose)


def _hematocrit(paper: Profile, each: Said) -> Iterator[Finding]:
    """The hematocrit that a sentence gives; of a course ('49, now 57') the last."""
    match = _HGB_HCT.search(each.text) or _HCT.search(each.text)
    if match is None or re.search(
        r"\b(?:goal|target|if|when|until|keep)\b", each.text[max(0, match.start() - 20) : match.start()]
    ):
        return
    if _HCT_NOT.search(match.groupdict().get("between") or ""):
        return
    later = _HCT_LATER.match(each.text, match.end())
    told = later or match
    value = Decimal(told["n"].removeprefix("0."))
    if 15 <= value <= 75:
        yield _finding(paper, each, match, "hematocrit", value, False, at=told.start("n"))


def _finding(
    paper: Profile, each: Said, match: re.Match[str], concept: str, value: Decimal | None, older: bool,
    presence: Presence = Presence.PRESENT, person: Whose = Whose.PATIENT, at: int | None = None,
) -> Finding:  # fmt: skip
    unit = {"hematocrit": "%", "rv_systolic_pressure": "mm[Hg]", "mean_pulmonary_pressure": "mm[Hg]"}.get(concept)
    day = _day(paper, each, each.origin[match.start() if at is None else at])
    return Finding(
        concept, place_of(paper.document, each, match.start(), match.end()), presence=presence, whose=whose(person, paper),
        value=value, unit=unit if value is not None else None, date=day,
        qualifiers={"words": match[0], "study": "earlier" if older else "this", **about(paper)}, voice=voice(paper),
        support=(paper.date.place,) if paper.date is not None and day == paper.date.value else (), tool=TOOL,
    )  # fmt: skip


def _day(paper: Profile, each: Said, at: int) -> PartialDate | None:
    """The date that the sentence gives to its test, the last before the value; else the paper's."""
    anchor = anchor_of(paper)
    told = [
        mention
        for mention in dates(paper.document, anchor)
        if each.sentence.start <= mention.start < each.sentence.end
        and (anchor is None or mention.date.earliest <= anchor.latest)
    ]
    before = [mention for mention in told if mention.start < at]
    return (before[-1] if before else told[0]).date if told else date_of(paper)
