"""Is the monitor worn, and is diabetes what a visit was about.

Concepts: 'cgm_use' (a note says that the sensor is worn and its data are used), 'cgm_not_worn' (wearing has ended),
'diabetes_evaluated' (a visit looks at the control of diabetes).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.narrative.context import assertion
from accord.evidence.profile import PartKind, Profile, SignatureState
from accord.evidence.profile.people import TREATING
from accord.evidence.readers.mentions import about, date_of, voice
from accord.evidence.readers.statements import Said, place_of, said_in
from accord.records.findings import Finding, Presence, Time, Voice, Whose

TOOL = "wear/1"
HEARSAY = (Voice.SUPPLIER, Voice.PAYER)

SENSOR = (
    r"(?:cgms?|sensors?|continuous (?:glucose )?monitor\w*|glucose (?:monitor|sensor)s?|dexcom(?: g[67])?|"
    r"(?:freestyle )?libre(?: [23])?(?: plus)?|g[67]|guardian|simplera|receiver|reader)"
)
USES = (
    re.compile(
        rf"\bchanges (?:the |her |his |out )?{SENSOR} (?:every|q)\b|\bsensor use\W{{1,3}}\d|"
        rf"\b\d+ ?% (?:data )?capture\b|\b(?:depends|depending|counts|relying) on (?:the |her |his )?{SENSOR}\b|"
        rf"\b(?:faithful|doing (?:well|great|fine|better)|happy|successful|does well|loves being|"
        rf"tolerat\w+) (?:with|on) (?:\w+ ){{0,2}}?{SENSOR}\b|"
        rf"\b{SENSOR}\b (?:has|have|is|are) (?:\w+ )?(?:help\w*|prevent\w*|caught|alert\w*)\b"
    ),
    re.compile(
        rf"\b(?:wears?|wearing|wore|worn|uses?|using|has on|relies on|looks at|checks?|scans?|scanning|keeps?|"
        rf"loves|likes|benefit\w* from|adher\w+ (?:to|with)|compliant (?:with|to)|consistent with)\b (?:\w+ |"
        rf"[\d.]+ ){{0,4}}?{SENSOR}\b"
    ),
    re.compile(
        rf"\b{SENSOR}\b[^.;]{{0,40}}\b(?:worn|is on|use is|used|in use|in place|active|wear(?:ing)? (?:time|is)|"
        rf"usage|day and night|24/7|daily|every day|all the time|nearly all|consistent\w*|continuous\w*|helping|"
        rf"helps|adheren\w+|complian\w+|downloaded|data (?:reviewed|shows?|downloaded)|report|download|upload|"
        rf"review\w*|tracing|on (?:r|l|left|right|upper|back of) \w+)\b"
    ),
    re.compile(rf"\b(?:continue\w*|cont|stay|remain|keep)\b (?:\w+ ){{0,3}}?(?:{SENSOR}|on {SENSOR})\b"),
    re.compile(
        r"\b(?:tir|time in range|time-in-range|time above range|gmi|time cgm active|sensor active|active time|"
        r"agp|ambulatory glucose profile|wear time)\b"
    ),
    re.compile(rf"\b(?:adheren\w+|complian\w+|follow\w*)\b[^.;]{{0,40}}\b{SENSOR}\b"),
)
NOT_WORN = (
    re.compile(
        rf"\b(?:refus\w+|declin\w+|unwilling) to (?:wear|use|put on) (?:the |a |her |his |"
        rf"any )?{SENSOR}\b(?=[^.;]*\b(?:any ?more|again|any longer|since|now)\b)|"
        rf"\b(?:not|non-?) ?(?:adherent|compliant) (?:with|to) (?:the |her |his )?{SENSOR}\b|\b(?:has|have)(?:n't|"
        rf" not) scanned (?:since|in|for)\b|"
        rf"\btook (?:off|out) (?:the |her |his )?{SENSOR}\b[^.;]{{0,24}}\bfor good\b|"
        rf"\bran out of (?:\w+ )?(?:{SENSOR}|supplies)\b[^.;]{{0,30}}\b(?:weeks?|months?|since)\b|"
        rf"\bwithout (?:{SENSOR})\b[^.;]{{0,12}}\b(?:since|for)\b|"
        rf"(?<!if )(?<!while )\bnot (?:currently |presently )?(?:using|wearing) (?:an? |the |her |his |any )?{SENSOR}\b"
    ),
    re.compile(
        rf"\b(?:has|have|had)(?:n't| not) put (?:\w+ ){{0,3}}?(?:back )?on\b|\btook (?:the |my |her |"
        rf"his )?(?:{SENSOR}|it) off\b[^.;]{{0,40}}\b(?:and|never)\b"
    ),
    re.compile(
        rf"\b(?:has|have|had)(?:n't| not) (?:been )?(?:worn|wearing|used|using|had|put|been wearing|been using|"
        rf"gone back|restarted|replaced|resumed)\b[^.;]{{0,50}}\b(?:{SENSOR}|it|one|them|any|since|"
        rf"in \d+ (?:weeks|months)|for (?:\w+ )?(?:weeks|months))\b"
    ),
    re.compile(
        rf"\b(?:stopped|quit|ceased|discontinued|gave up(?: on)?|given up(?: on)?|no longer|abandoned|took (?:it|"
        rf"the sensor) off and)\b (?:\w+ ){{0,3}}?(?:wear\w*|us(?:e|es|ing)|{SENSOR})\b"
    ),
    re.compile(
        rf"\b(?:is|does|do|was|am|are)(?:n't| not) (?:currently |presently |now )?(?:wear\w*|us(?:e|"
        rf"ing)) (?:\w+ ){{0,3}}?(?:{SENSOR}|it|one|them)\b"
    ),
    re.compile(
        rf"\b(?:does|do|did)(?:n't| not) have (?:\w+ ){{0,4}}?{SENSOR} on\b|\bnot wearing (?:\w+ )?{SENSOR}\b|"
        rf"\bnot (?:wearing|using) it\b|\bwithout (?:a |her |his |the )?{SENSOR} (?:for|since)\b|\boff (?:the |"
        rf"her |his )?{SENSOR} (?:for|since)\b"
    ),
    re.compile(
        rf"\b{SENSOR}\b[^.;]{{0,50}}\b(?:not (?:being )?(?:worn|used|in use)|untouched|unopened|unused|"
        rf"in the (?:closet|drawer|box|cabinet)|sitting (?:in|on)|stopped|off since|discontinued|left off|"
        rf"0 ?% active)\b"
    ),
    re.compile(
        r"\bback to (?:just |only )?(?:finger ?sticks?|pok\w+|the meter|meter)\b|\bjust (?:poke|prick|"
        r"stick)s? (?:my|her|his) finger"
    ),
)
WORN_AGAIN = re.compile(
    r"\b(?:back on|restarted|resumed|put (?:it|one) back on|wearing (?:it )?again|since then (?:wears|"
    r"wearing)|until (?:the )?replacement|waited (?:on|for))\b"
)
STILL_OFF = re.compile(r"\b(?:not|n't|never)\b[^.;]{0,24}\b(?:back on|restarted|resumed|again)\b")
BOX = re.compile(r"[\[(][ x✓]?[\])]|[☐☑☒]")

CONTROL = re.compile(
    r"\b(?:hb|hgb ?)?a1c\b|\bgmi\b|\bglycemic control\b|\bglucose (?:control|log|levels?|readings?|values?|"
    r"averag\w+|trend\w*|data|download|logs)\b|\b(?:fasting|home|blood) (?:glucose|sugars?)\b|"
    r"\bfinger ?sticks?\b|"
    r"\b(?:smbg|fsbg|fbg|bgs?)\b|\bsugars?\b|\bhypoglyc\w+|\bhyperglyc\w+|\blows\b|\btime in range\b|\btir\b|"
    r"\bcgm (?:data|download|report)\b|"
    r"\b(?:diabetes|dm2?|t[12]dm|dm1|t[12]d)\b[^.;\n]{0,60}\b(?:controlled|uncontrolled|control|goal|"
    r"above goal|at goal|well|poor\w*|stable|worse\w*|improv\w*|visit|follow|f/u|check|management|review)\b|"
    r"\b(?:here for|f/u|follow[- ]?up|visit for|recheck|review|seen for|re) (?:\w+ ){0,3}(?:diabetes|dm2?|"
    r"t[12]dm|dm1|sugars?)\b|"
    r"\b(?:insulin|metformin|glipizide|glimepiride|glargine|lantus|semaglutide|empagliflozin) (?:dose|"
    r"adjust\w*|titrat\w*|increas\w*|decreas\w*)"
)
DIABETES = re.compile(
    r"\b(?:diabet\w+|t[12]dm?|dm ?(?:type )?[12]|dm|lada|iddm|niddm|e1[013]\.\d+)\b(?! (?:clinic|center|supply|direct))"
)
OTHER_TRADE = re.compile(
    r"\b(?:retina|cardiolog\w+|heart (?:center|institute|clinic|group|associates)|pulmon\w+|neurolog\w+|"
    r"rheumatolog\w+|allergy (?:and|&|clinic|center|associates)|vascular surgery|urgent care|vitre\w+|"
    r"ophthalm\w+|optometr\w+|eye (?:care|clinic|center|associates|institute)|"
    r"podiatr\w+|foot (?:and|&) ankle|orthop\w+|dermatolog\w+|dental|dentist\w*|urolog\w+|"
    r"sleep (?:center|clinic|medicine)|physical therapy|rehab(?:ilitation)? center|psychiatr\w+|wound care|"
    r"audiolog\w+|chiropract\w+|oncolog\w+|gastroenter\w+)\b"
)


def wear(chart: Chart) -> Iterator[Finding]:
    """Wearing and its end (unless a later note tells of wearing again), and visits that evaluate diabetes."""
    used: list[Finding] = []
    ended: list[Finding] = []
    for paper in chart.patient_papers:
        if voice(paper) in HEARSAY or paper.kind in (PartKind.ORDER, PartKind.SUPPLIER_FORM, PartKind.DELIVERY_RECORD):
            continue
        practitioner = by_practitioner(paper)
        stopped = [f for each in said_in(paper) if (f := _not_worn(paper, each)) is not None]
        ended += stopped
        if not stopped and practitioner and not _of_other_trade(paper):
            used += [f for each in said_in(paper) if (f := _used(paper, each)) is not None]
        if practitioner:
            yield from _evaluated(paper)
    yield from used
    yield from (f for f in ended if not any(_later(other, f) for other in used))


def by_practitioner(paper: Profile) -> bool:
    """Neither left unsigned, nor signed by a nurse, dietitian or pharmacist alone: those are not the practitioner's notes."""
    signed = {s.credential for s in paper.signatures if s.credential}
    blank = bool(paper.signatures) and all(s.state is SignatureState.BLANK for s in paper.signatures)
    return not blank and (not signed or bool(signed & TREATING))


def _later(used: Finding, ended: Finding) -> bool:
    """Does a clinician write of wearing on a later day?"""
    if used.voice is not Voice.CLINICIAN or used.date is None or ended.date is None:
        return False
    return ended.date.before(used.date) is True


def _not_worn(paper: Profile, each: Said) -> Finding | None:
    match = next((m for pattern in NOT_WORN if (m := pattern.search(each.text))), None)
    if match is None or (WORN_AGAIN.search(each.text) and not STILL_OFF.search(each.text)):
        return None
    told = assertion(paper.document, *each.span(match.start(), match.end()))
    if told.hypothetical or told.whose is not Whose.PATIENT or told.time is Time.PLANNED:
        return None
    return _finding("cgm_not_worn", paper, each, match) if _of_sensor(paper, each, match) else None


def _of_sensor(paper: Profile, each: Said, match: re.Match[str]) -> bool:
    """Is it a glucose sensor that is meant, by the words themselves or by the sentences around?"""
    if re.search(SENSOR, each.text):
        return True
    start = each.span(match.start(), match.end())[0]
    around = paper.document.flat[max(paper.part.start, start - 300) : min(paper.part.end, start + 200)]
    return re.search(rf"\b{SENSOR}\b", around) is not None


def _used(paper: Profile, each: Said) -> Finding | None:
    if BOX.search(each.text):
        return None
    for pattern in USES:
        match = pattern.search(each.text)
        if match is None:
            continue
        told = assertion(paper.document, *each.span(match.start(), match.end()))
        settled = told.presence is Presence.PRESENT and not told.hypothetical and told.whose is Whose.PATIENT
        if settled and told.time is Time.CURRENT:
            return _finding("cgm_use", paper, each, match)
    return None


def _of_other_trade(paper: Profile) -> bool:
    """Is it the note of a specialist who does not treat diabetes?"""
    return OTHER_TRADE.search(paper.document.flat, paper.part.start, paper.part.start + 240) is not None


def _evaluated(paper: Profile) -> Iterator[Finding]:
    """The first line of a note that weighs the control of the patient's diabetes; none in notes of other trades."""
    if voice(paper) is not Voice.CLINICIAN:
        return
    body = paper.document.flat[paper.part.start : paper.part.end]
    if _of_other_trade(paper) or not DIABETES.search(body):
        return
    for each in said_in(paper):
        match = CONTROL.search(each.text)
        if match is not None:
            yield _finding("diabetes_evaluated", paper, each, match)
            return


def _finding(concept: str, paper: Profile, each: Said, match: re.Match[str]) -> Finding:
    return Finding(
        concept,
        place_of(paper.document, each, match.start(), match.end()),
        date=date_of(paper),
        qualifiers=about(paper),
        voice=voice(paper),
        tool=TOOL,
    )
