"""What records tell before a prosthesis of the leg: the functional level, and why this knee, foot or socket.

llp_potential_k3, llp_potential_k2 -- by the level that a practitioner gives as potential; what is only the level of now, or a range
                                      of two levels, tells nothing.
llp_prosthetist_agrees -- the prosthetist's paper gives the same level; absent: another.
llp_level_findings, llp_function_described, and what sentences tell of goal, motivation and component
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.narrative.sections import section_at
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.dated_sayings import of_others, on_day, papers_of, told_on_day
from accord.evidence.readers.sayings import Rule, about_subject, meaning, told_of
from accord.evidence.readers.statements import Said, said_in
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "leg-prosthesis/1"
CODES = (
    "L5856",
    "L5857",
    "L5858",
    "L5973",
    "L5976",
    "L5979",
    "L5980",
    "L5981",
    "L5987",
    "L5700",
    "L5701",
    "L5702",
    "L5703",
)
SUBJECT = lazy_pattern(
    r"\b(?:above|below)[- ]knee prosthe|\btransfemoral\b|\btranstibial\b|microprocessor knee|\bprosthetic (?:knee|foot|leg|socket)"
)
LEVEL = lazy_pattern(
    r"\bk[- ]?(?:level)?[- :]*(?P<low>[0-4])\b(?: ?(?:-|–|to|/|or) ?k?[- ]?(?P<high>[0-4])\b)?|"
    r"\bfunctional level[ :]*(?:of |is )?k?(?P<only>[0-4])\b(?! ?(?:-|–|to|/|or) ?k?[- ]?[0-4])"
)
NOW = lazy_pattern(
    r"\b(?:current(?:ly)?|now|present(?:ly)?|today|at this time|was|previous(?:ly)?|before (?:the|his|her) amputation|prior)\b[^.;,]{0,30}$"
)
AHEAD = lazy_pattern(
    r"\b(?:potential\w*|expect\w*|anticipat\w*|should reach|will (?:reach|be|become|return)|goal|"
    r"prognosis|capable of|can reach|rehabilit\w+ to)\b"
)
NOT_LEVEL = lazy_pattern(
    r"\b(?:vitamin|potassium|grade|indicated|device|knee (?:is|for)|requires?|policy|rule|criteria|"
    r"lcd|labell?ed|designed|intended|modifier|if)\b"
)
PROSTHETIST = lazy_pattern(r"\b(?:cpo|l?cp|lpo|bocp|certified prosthetist|prosthetist)\b")
PHYSICIAN = lazy_pattern(r"\b(?:md|do|np|pa-c|aprn|physiatr\w+|dpm)\b")
FOOT_OF_PAPER = 260
FINDINGS = lazy_pattern(
    r"\b(?:variable cadence|var(?:y|ies|ying) (?:his |her |walking )?(?:cadence|speed|pace)|curbs?|"
    r"stairs?|uneven|ramps?|slopes?|barriers?|amp-?(?:no)?pro\w*|amputee mobility predictor|timed up and go|"
    r"tug\b|(?:6|six)[- ]minute walk|2[- ]minute walk|community ambulat\w+)\b"
)
FUNCTION_NOW = lazy_pattern(
    r"\b(?:current(?:ly)?|now|at present|today)\b[^.;]{0,60}\b(?:walks?|ambulat\w+|k ?-?[0-4]|"
    r"uses?|function\w*|transfers?|climbs?)\b|\bpresent function\b"
)
KNEE = r"(?:knee|mpk|microprocessor|c-leg|genium|rheo|kenevo|orion|plie|foot|feet|ankle|component)"
ACTIVITY = (
    r"(?:ramps?|slopes?|hills?|stairs?|uneven|falls?|falling|stumbl\w+|works?|working|job|farm\w*|"
    r"hik\w+|carry\w*|cadence|crowds?|curbs?|grass|gravel|shopping|standing)"
)
RULES = (
    Rule(
        "llp_goal", lazy_pattern(
        r"\b(?:expected|anticipated|will|should|goal|able) (?:is )?(?:to )?(?:[\w-]+ ){0,3}?(?:return|"
        r"reach|resume|maintain|achieve|regain|become|be able)\b[^.;]{0,70}\b(?:ambulat\w+|walk\w*|"
        r"function\w*|k ?-?[1-4]|independen\w+|work\w*|activit\w+)"), None, lazy_pattern(
        r"\b(?:not|unlikely|never|if)\b"), Time.PLANNED),
    Rule(
        "llp_motivated", lazy_pattern(
        r"\bunmotivated\b|\b(?:lacks|no|poor) motivation\b|\bnot interested in (?:walking|ambulat\w+)"), Presence.ABSENT, None, Time.CURRENT),
    Rule(
        "llp_component_need", lazy_pattern(
        rf"\b{KNEE}\b[^.;]{{0,90}}\b(?:needs?|needed|requires?|required|necessary|because|allow\w*|"
        rf"so that|in order to|to (?:reduce|prevent|walk|work|manage|descend))\b[^.;]{{0,90}}\b{ACTIVITY}\b|"
        rf"\b(?:needs?|requires?|because|since)\b[^.;]{{0,110}}\b{ACTIVITY}\b[^.;]{{0,90}}\b{KNEE}\b|"
        rf"\b(?:needs?|requires?)\b[^.;]{{0,60}}\b{KNEE}\b[^.;]{{0,90}}\b{ACTIVITY}\b"), None),
    Rule(
        "llp_can_charge", lazy_pattern(
        r"\b(?:able|can|capable|understands how)\b[^.;]{0,40}\bcharg(?:e|ing)\b|\bcharges? (?:it|the knee|"
        r"the device|his|her)\b[^.;]{0,30}\b(?:daily|every|night\w*)"), None),
    Rule(
        "llp_can_charge", lazy_pattern(
        r"\b(?:unable|cannot|can't|not able|no (?:access|electricity|outlet))\b[^.;]{0,40}\bcharg(?:e|ing)\b"), Presence.ABSENT, None, Time.CURRENT),
    Rule("llp_can_answer_alarms", lazy_pattern(r"\b(?:able|can|capable|understands?|responds?)\b[^.;]{0,60}\b(?:alarms?|alerts?|warnings?)\b"), None),
    Rule(
        "llp_outcomes_and_adl", lazy_pattern(
        r"(?=.*\b(?:falls?|falling|injur\w+|energy|fractures?|back pain)\b)(?=.*\b(?:cook\w*|dress\w*|"
        r"bath\w*|shop\w*|laundry|adls?|activities of daily living|housework|toilet\w*|meals?)\b).*\bknee\b"), None, lazy_pattern(
        r"\bdenies\b")),
    Rule(
        "llp_lower_knees_ruled_out", lazy_pattern(
        r"\b(?:locked|locking|mechanical|single[- ]axis|friction|non-?microprocessor|hydraulic|pneumatic|"
        r"fluid|stance[- ]control|lower[- ]level|weight[- ]activated)\b(?: [\w-]+){0,3}? knees?\b[^.;]{0,110}\b(?:ruled out|"
        r"considered|fail\w*|falls?|fell|cannot|unsafe|insufficient|not (?:safe|adequate|suitable|"
        r"enough)|hip hik\w+|caus\w+|inadequate|rejected)\b"), None),
    Rule("llp_knee_for_k2", lazy_pattern(r"\b(?:indicated|approved|designed|intended|cleared)\b[^.;]{0,40}\bk-?2\b"), None),
    Rule(
        "llp_knee_for_k2", lazy_pattern(
        r"\b(?:indicated|approved|designed|intended)\b[^.;]{0,40}\bk-?3\b[^.;]{0,14}\bonly\b|\bonly for k-?3\b|"
        r"\bnot (?:indicated|approved|intended) for k-?2\b"), Presence.ABSENT, None, Time.CURRENT),
    Rule("llp_stumble_recovery", lazy_pattern(r"\bstumble (?:recovery|control|protection|detection)\b"), None),
    Rule(
        "llp_foot_needed_for_knee", lazy_pattern(
        r"\b(?:foot|ankle)\b[^.;]{0,60}\b(?:required|needed|necessary|requires|needs)\b[^.;]{0,60}\bknee\b|"
        r"\bknee\b[^.;]{0,60}\b(?:requires|needs)\b[^.;]{0,50}\b(?:foot|ankle)\b"), None),
    Rule(
        "llp_socket_need", lazy_pattern(
        r"\bsocket\b[^.;]{0,90}\b(?:loose\w*|worn|cracked|broken|\d+[- ]ply|ply|volume|too (?:big|"
        r"large|small|tight)|does(?: not|n't) fit|poor(?:ly)? fit\w*|ill-?fitting|pistoning|outgrown|"
        r"pain\w*|breakdown|ulcer\w*)\b|\b(?:volume (?:loss|change)|shrink\w*|shrunk|atrophy|weight (?:loss|"
        r"gain)|\d+[- ]ply)\b[^.;]{0,90}\bsocket\b"), None, lazy_pattern(
        r"\bfits? well\b|\bno (?:pain|pistoning|breakdown)\b")),
    Rule(
        "llp_test_socket_reason", lazy_pattern(
        r"\b(?:third|fourth|additional|extra|more) (?:test|check|diagnostic) sockets?\b[^.;]{0,80}\b(?:because|"
        r"due to|since|for|needed|as)\b"), None),
)  # fmt: skip


MOTIVATED = lazy_pattern(
    r"\b(?:is |very |highly |well[- ]|strongly |remains )*motivated\b|\bmotivation(?: to (?:walk|ambulate))?\W{1,4}(?:good|high|excellent|strong)|"
    r"\beager to (?:walk|ambulate|return)\b"
)
NOT_MOTIVATED = lazy_pattern(
    r"\b(?:not|less|no longer|whether|if|wife|husband|family|brother|sister)\b[^.;]{0,20}\bmotivat\w+"
)


def leg_prosthesis(chart: Chart) -> Iterator[Finding]:
    """The level, the function, and the reasons for the component."""
    if not about_subject(chart, CODES, SUBJECT):
        return
    papers = [paper for paper in papers_of(chart) if paper.kind is not PartKind.ORDER]
    own = [paper for paper in papers if not is_prosthetist(paper)]
    yield from told_on_day(chart, own, RULES, TOOL, but=(Presence.POSSIBLE,))
    product = [rule for rule in RULES if rule.concept in ("llp_knee_for_k2", "llp_stumble_recovery")]
    yield from told_on_day(chart, [paper for paper in papers if is_prosthetist(paper)], product, TOOL)
    levels: set[int] = set()
    for paper in own:
        for each, match, level in _levels(paper):
            levels.add(level)
            yield from _answers(chart, paper, each, match, level)
        yield from _described(chart, paper)
        yield from _motivated(chart, paper)
    for paper in papers:
        if is_prosthetist(paper) and len(levels) == 1:
            yield from _agreement(chart, paper, next(iter(levels)))


def _motivated(chart: Chart, paper: Profile) -> Iterator[Finding]:
    """Motivation holds now, although its sentence goes on to what is expected."""
    for each in said_in(paper):
        match = MOTIVATED.search(each.text)
        if match is not None and not NOT_MOTIVATED.search(each.text):
            yield on_day(chart, paper, each, told_of(paper, each, match, "llp_motivated", TOOL))


def is_prosthetist(paper: Profile) -> bool:
    """Did a prosthetist write the paper?"""
    flat = paper.document.flat
    foot = flat[max(paper.part.start, paper.part.end - FOOT_OF_PAPER) : paper.part.end]
    return bool(PROSTHETIST.search(foot)) and not PHYSICIAN.search(foot)


def _levels(paper: Profile) -> Iterator[tuple[Said, re.Match[str], int]]:
    """The potential levels that a paper gives, one level each."""
    for each in said_in(paper):
        if NOT_LEVEL.search(each.text) or section_at(paper.document, each.sentence.start).name == "family_history":
            continue
        for match in LEVEL.finditer(each.text):
            meant = meaning(paper, each, match)
            if meant.whose is not Whose.PATIENT or meant.presence is not Presence.PRESENT or of_others(each, match):
                continue
            before = each.text[: match.start()]
            if match["high"] or (NOW.search(before) and not AHEAD.search(before[-30:])):
                continue
            yield each, match, int(match["low"] or match["only"])


def _answers(chart: Chart, paper: Profile, each: Said, match: re.Match[str], level: int) -> Iterator[Finding]:
    third = Presence.PRESENT if level >= 3 else Presence.ABSENT
    yield on_day(chart, paper, each, told_of(paper, each, match, "llp_potential_k3", TOOL, presence=third))
    if level <= 2:
        second = Presence.PRESENT if level == 2 else Presence.ABSENT
        yield on_day(chart, paper, each, told_of(paper, each, match, "llp_potential_k2", TOOL, presence=second))


def _described(chart: Chart, paper: Profile) -> Iterator[Finding]:
    """What the practitioner sees, and present beside potential function."""
    told = list(said_in(paper))
    now = next(((each, match) for each in told if (match := FUNCTION_NOW.search(each.text))), None)
    ahead = next((each for each in told if AHEAD.search(each.text)), None)
    if now is not None and ahead is not None:
        found = told_of(paper, now[0], now[1], "llp_function_described", TOOL)
        yield on_day(chart, paper, now[0], found)
    for each in told:
        match = FINDINGS.search(each.text)
        if match is None:
            continue
        meant = meaning(paper, each, match)
        if meant.presence is Presence.PRESENT and meant.whose is Whose.PATIENT and not meant.hypothetical:
            yield on_day(chart, paper, each, told_of(paper, each, match, "llp_level_findings", TOOL))


def _agreement(chart: Chart, paper: Profile, level: int) -> Iterator[Finding]:
    for each, match, told in _levels(paper):
        presence = Presence.PRESENT if told == level else Presence.ABSENT
        found = told_of(paper, each, match, "llp_prosthetist_agrees", TOOL, presence=presence)
        yield on_day(chart, paper, each, found)
        return
