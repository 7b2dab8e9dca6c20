"""The functional level (K0 to K4) that a paper gives as potential, what shows it, and present beside potential function.

llp_level -- the level, in its qualifier `level`; 'range' where two are given.
llp_potential_k3, llp_potential_k2 -- present or absent by that level; possible where two are given. The level of now, of
former days, of a product or of another person tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from accord.evidence.chart import Chart
from accord.evidence.narrative.context import Assertion
from accord.evidence.narrative.sections import section_at
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import Profile
from accord.evidence.readers.leg_prosthesis.people import is_practitioners_own
from accord.evidence.readers.leg_prosthesis.words import AHEAD, TOOL, WALKING
from accord.evidence.readers.pairs import is_foreseen
from accord.evidence.readers.sayings import meaning, of_others, on_day, told_of
from accord.evidence.readers.statements import Said
from accord.records.findings import Finding, Presence, Time, Whose

RANGE = -1
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_SPAN = r"(?: ?(?:-|–|/|to|or|and|,|vs\.?|versus) ?(?:k[- ]?)?(?P<{0}>[0-4])\b(?! ?(?:ft|feet|m|min|weeks?|months?|mo|days?|falls)\b))?"
LEVEL = lazy_pattern(
    r"(?<![\w.])k[- ]?(?:-?levels?(?: (?:assignment|assigned|score|determination|designation))?)?\W{0,3}(?:is |of |= ?|"
    r"k)?(?P<low>[0-4])\b(?![./]\d)" + _SPAN.format("high") + "|"
    r"\b(?:(?:medicare )?(?:functional|fxn'?l?|func|funct'?l) (?:ambulation )?(?:levels?|classification|"
    r"class|status|category|lvl)|mfcl|level|lvl|pot(?:ential)?(?=\W{0,3}k?[0-4]\b))\W{0,3}(?:is |of |as |at )?"
    r"(?:k[- ]?|level )?(?P<only>[0-4]|iv|i{1,3})\b" + _SPAN.format("other") + "|"
    r"(?P<second>\blimited[- ]community (?:level )?ambulat\w+)|(?P<third>\bunlimited community ambulat\w+)|"
    r"(?P<first>\b(?:limited |unlimited )?household ambulator\b)"
)
CIRCLED = lazy_pattern(r"[(*]k?-?([0-4])[)*]")
LISTED = lazy_pattern(r"\blevels?\b\W{1,4}(?:[(*]?k?-?[0-4][)*]?[ ,/|]{1,4}){2,4}[(*]?k?-?[0-4]\b[)*]?")
"""The levels printed in a row, of which one is circled."""
SEVERAL = 3
"""Levels on one line that make it a list to choose from."""
BETWEEN = lazy_pattern(r"\b(?:between|borderline|hard to say|either|unclear)\b")
NOW = lazy_pattern(
    r"\b(?:curr?(?:ent)?(?:ly)?|now|present(?:ly)?|today|at this time|at present|was|were|last (?:year|month|fall|spring|summer|"
    r"winter)|hopes?|wants?|wishes|would like|previous(?:ly)?|former(?:ly)?|"
    r"pre-?\w*morbid|before (?:the|his|her) "
    r"(?:amputation|injury)|prior)\b[^.;,]{0,30}$"
)
NOW_BEHIND = lazy_pattern(
    r"^\W{0,3}(?:level )?(?:currently|at present|at this time|today|presently|now|before)\b(?! potential)"
)
AHEAD_WORDS = lazy_pattern(AHEAD)
AHEAD_BEHIND = lazy_pattern(r"^ ?(?:level )?(?:potential|expected|anticipated)\b(?! (?:to be|k|level|function))(?!:)")
OF_PRODUCT = lazy_pattern(
    r"\b(?:pain|ckd|trauma|activity|assist(?:ance)?|floor|acuity|care|noise|energy|oxygen|anxiety|stress|injury|risk|distress|effort|evidence|"
    r"consciousness|education|cord|spinal|lumbar|vertebral)\W{0,3}$|\b(?:supplier|vendor|prosthetist|"
    r"vitamin|potassium|grades?|indicat\w+|approved|designed|intended|rated|rating|suitable|suited|devices?|"
    r"requires?|reserved|covered|"
    r"criteria for|policy|rule|"
    r"lcd|labell?ed|recommended (?:by [^.;]{0,20})?for|modifiers?|if|whether|unless|until|when|mobis|rule out|r/o|devices? for|knees? (?:is|for)|"
    r"made for|meant for)\b[^.;]{0,28}$"
)
OF_USERS = lazy_pattern(
    r"^\W{0,3}(?:users?|patients|amputees|walkers|ambulators|components?|knees?|feet|devices?|criteria|requirements?|rated|"
    r"per manufacturer|on the claim|"
    r"times|trauma|nursing|facility|of (?:care|consciousness)|on (?:a |the )?(?:\w+ )?scale|evidence|\d)\b"
)
WITHDRAWN = lazy_pattern(
    r"\b(?:ignore|disregard|in error|erroneous\w*|mistaken\w*|by mistake|outdated|superseded|no longer (?:valid|true|applies))\b"
)
"""What a writer says of a level that another entry gave and that holds no more."""
MAKER = lazy_pattern(r"\b(?:manufacturer|maker|mobis|data ?sheet|package insert|indications?)\b")
FINDINGS = lazy_pattern(
    r"\b(?:variable cadence|cadence|var(?:y|ies|ied|ying|iable) (?:(?:his|her|walking|gait) )?(?:cadence|speeds?|pace)|"
    r"chang(?:es?|ing) (?:walking |his |her )?"
    r"(?:speeds?|pace)|curbs?|stairs?|steps|step[- ]over[- ]step|flights?|uneven|terrain|grass|gravel|hills?|ramps?|slopes?|barriers?|"
    r"amp-?(?:no)?[- ]?pro\w*|amputee mobility predictor|timed up and go|tug|(?:6|six|2|two)[- ]?min(?:ute)?[- ]walk\w*|[26] ?mwt|l-?test|"
    r"10 ?mwt|community ambulat\w+)\b"
)
OF_HOUSE = lazy_pattern(
    r"\b(?:home|house|apartment|entry|entrance) (?:has|with)\b|\bno (?:stairs|steps|ramps?)\b|\bto be built\b|\blives\b"
)
FUNCTION = lazy_pattern(
    r"\b(?:walk(?:s|ed|ing)?|ambulat\w+|amb|now(?=: ?\d)|transfers?|climb\w*|negotiat\w+|manag(?:es|"
    r"ed)|uses? (?:a|the|his|her)|curr?(?:ent)?(?:ly)? (?:a )?k ?-?[0-4]|present (?:fxn|func\w*)|function now|"
    r"currently|k ?-?[0-4])\b"
)
FUNCTION_HOW = lazy_pattern(
    r"\b\d+(?:'|’)|\b(?:spc|rw|fww)\b|\b(?:\d+ ?(?:ft|feet|m|meters|yards|steps|stairs|min\w*|"
    r"hours|h)|blocks?|cane|walker|crutch\w*|wheelchair|device|stairs?|curbs?|ramps?|"
    r"community|household|indoors|outdoors|independent\w*|k ?-?[0-4]|cadence|speed|terrain|uneven|grass|hydraulic knee|prosthesis)\b"
)
NO_FUNCTION = lazy_pattern(
    r"\bmedications?\b|\bon warfarin\b|\b(?:wants|hopes|wishes)\b|_{3,}|\bsee prosthetist\b|\bper prosthetist\b"
)
LEFT_BLANK = lazy_pattern(
    r"\b(?:current|present)\b[^\n]{0,24}_{3,}|\b(?:current|present)\b[^\n]{0,30}\b(?:see|per|defer\w* to) (?:the )?prosthetist"
)
WALKING_WORDS = lazy_pattern(WALKING)


def named_levels(paper: Profile, told: Sequence[Said]) -> Iterator[tuple[Said, re.Match[str], int]]:
    """The potential levels that a paper gives; RANGE where a sentence gives two."""
    for each in told:
        text = each.text
        if MAKER.search(text) or section_at(paper.document, each.sentence.start).name == "family_history":
            continue
        listed = LISTED.search(text)
        if listed is not None and len(marked := CIRCLED.findall(listed[0])) == 1 and _of_patient(paper, each, listed):
            yield each, listed, int(marked[0])
            continue
        given: list[tuple[re.Match[str], int]] = []
        for match in LEVEL.finditer(text):
            if match["first"] and any(m["low"] or m["only"] for m in LEVEL.finditer(text)):
                continue
            if not _of_patient(paper, each, match) or _of_now(text, match):
                continue
            given.append((match, _number(match)))
        numbers = {number for _, number in given}
        circled = CIRCLED.findall(text)
        if len(numbers) >= SEVERAL and len(circled) == 1:
            given = [(match, number) for match, number in given if str(number) == circled[0]] or given
            numbers = {number for _, number in given}
        if len(numbers) > 1 or (numbers and BETWEEN.search(text)):
            yield each, given[0][0], RANGE
        elif given:
            yield each, given[0][0], given[0][1]


def _number(match: re.Match[str]) -> int:
    if match["high"] or match["other"]:
        return RANGE
    for name, number in (("first", 1), ("second", 2), ("third", 3)):
        if match[name]:
            return number
    word = match["low"] or match["only"]
    return _ROMAN.get(word) or int(word)


def _of_patient(paper: Profile, each: Said, match: re.Match[str]) -> bool:
    meant = meaning(paper, each, match)
    if meant.whose is not Whose.PATIENT or meant.time is Time.PAST:
        return False
    if meant.presence is not Presence.PRESENT and not (
        meant.presence is Presence.POSSIBLE and _called_potential(paper, meant)
    ):
        return False
    if (meant.hypothetical and not is_foreseen(paper, meant)) or of_others(each, match):
        return False
    before, behind = each.text[: match.start()], each.text[match.end() :]
    if WITHDRAWN.search(each.text):
        return False
    return OF_PRODUCT.search(before) is None and OF_USERS.search(behind) is None


def _called_potential(paper: Profile, meant: Assertion) -> bool:
    """Is the word 'potential', the name of the level, all that makes it a possibility?"""
    flat = paper.document.flat
    return bool(meant.cues) and all(flat[cue.start : cue.end].startswith("potential") for cue in meant.cues)


def _of_now(text: str, match: re.Match[str]) -> bool:
    """Is it the level of now or of former days, and not called the potential one too?"""
    before, behind = LEADERS.sub(" ", text[: match.start()]), text[match.end() :]
    if AHEAD_WORDS.search(match[0]) or AHEAD_BEHIND.search(behind) or AHEAD_WORDS.search(before[-30:]):
        return False
    return NOW.search(before) is not None or NOW_BEHIND.search(behind) is not None


def levels(chart: Chart, paper: Profile, told: Sequence[Said]) -> Iterator[Finding]:
    """The level of each sentence that gives one, and what it says of K3 and K2."""
    for each, match, level in named_levels(paper, told):
        named = "range" if level == RANGE else str(level)
        yield on_day(chart, paper, each, told_of(paper, each, match, "llp_level", TOOL, qualifiers={"level": named}))
        for concept, presence in _answers(level):
            yield on_day(chart, paper, each, told_of(paper, each, match, concept, TOOL, presence=presence))


def _answers(level: int) -> Iterator[tuple[str, Presence]]:
    if level == RANGE:
        yield "llp_potential_k3", Presence.POSSIBLE
        yield "llp_potential_k2", Presence.POSSIBLE
        return
    yield "llp_potential_k3", Presence.PRESENT if level >= 3 else Presence.ABSENT
    if level <= 2:
        yield "llp_potential_k2", Presence.PRESENT if level == 2 else Presence.ABSENT


def findings_of_level(chart: Chart, paper: Profile, told: Sequence[Said]) -> Iterator[Finding]:
    """What the examiner saw that shows a level."""
    for each in told:
        if OF_HOUSE.search(each.text):
            continue
        for match in FINDINGS.finditer(each.text):
            meant = meaning(paper, each, match)
            holds = meant.presence is Presence.PRESENT and meant.whose is Whose.PATIENT and not meant.hypothetical
            if (
                holds
                and meant.time is not Time.PLANNED
                and not _aimed_at(each.text, match)
                and not of_others(each, match)
            ):
                yield on_day(chart, paper, each, told_of(paper, each, match, "llp_level_findings", TOOL))
                break


TO_COME = lazy_pattern(
    r"\W{0,3}(?:\w+ ){0,2}(?:to be (?:done|tested|assessed)|pending|not (?:done|tested|assessed)|deferred|scheduled)\b"
)
LEADERS = lazy_pattern(r"[ .)]*\.{3,}[ .]*")
"""Dots that lead from a label to its value."""
AIM = lazy_pattern(r"\b(?:goals?|[sl]tgs?|avoids?|cannot|can't|unable|not|if)\b[^.;]{0,40}$")


def _aimed_at(text: str, match: re.Match[str]) -> bool:
    """Is it only a goal, or something that the patient avoids?"""
    return AIM.search(text[: match.start()]) is not None or TO_COME.match(text, match.end()) is not None


def described(chart: Chart, paper: Profile, told: Sequence[Said]) -> Iterator[Finding]:
    """Present beside potential function in the practitioner's own note; one that leaves the present blank tells nothing."""
    flat = paper.document.flat
    if not is_practitioners_own(paper) or LEFT_BLANK.search(flat, paper.part.start, paper.part.end):
        return
    now = next((pair for each in told if (pair := _present_function(paper, each)) is not None), None)
    if now is None or not any(_looks_ahead(paper, each) for each in told):
        return
    yield on_day(chart, paper, now[0], told_of(paper, *now, "llp_function_described", TOOL))


def _present_function(paper: Profile, each: Said) -> tuple[Said, re.Match[str]] | None:
    text = each.text
    if NO_FUNCTION.search(text) or FUNCTION_HOW.search(text) is None or _gives_range(text):
        return None
    for match in FUNCTION.finditer(text):
        meant = meaning(paper, each, match)
        if meant.time is Time.CURRENT and meant.whose is Whose.PATIENT and meant.presence is Presence.PRESENT:
            if (
                meant.hypothetical
                or of_others(each, match)
                or AHEAD_BEHIND.search(text[match.end() :])
                or AHEAD_WORDS.search(text[max(0, match.start() - 40) : match.start()])
            ):
                continue
            return each, match
    return None


def _gives_range(text: str) -> bool:
    return any(_number(match) == RANGE for match in LEVEL.finditer(text))


def _looks_ahead(paper: Profile, each: Said) -> bool:
    text = each.text
    match = AHEAD_WORDS.search(text)
    if match is None or _gives_range(text) or not WALKING_WORDS.search(text):
        return False
    meant = meaning(paper, each, match)
    return meant.whose is Whose.PATIENT and meant.presence is Presence.PRESENT and not of_others(each, match)
