"""Earlier injections for the same disease, and what came of them.

toxin_given    -- a session in the past; value: how many, where the words count them.
toxin_sessions -- how many sessions the record tells of: the largest number said, or of the days that are told.
toxin_benefit  -- present: they helped; absent: they did not. Qualifier number: two, where both of the last two are meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.botulinum.words import TOXIN
from accord.evidence.readers.entries import calendar_dates
from accord.evidence.readers.own_sections import is_planned, section_of
from accord.evidence.readers.sayings import meaning, of_others, on_day, tells_history, told_of
from accord.evidence.readers.statements import Said, said_in
from accord.records.dates import PartialDate
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "botulinum-effect/1"
GIVEN, SESSIONS, BENEFIT = "toxin_given", "toxin_sessions", "toxin_benefit"

_ROUND = r"(?:cycles?|rounds?|sessions?|treatments?|injections?|sets?|series)"
_COUNT = {
    "one": 1,
    "first": 1,
    "1st": 1,
    "two": 2,
    "second": 2,
    "2nd": 2,
    "both": 2,
    "three": 3,
    "third": 3,
    "3rd": 3,
    "four": 4,
    "fourth": 4,
    "4th": 4,
    "five": 5,
    "fifth": 5,
    "5th": 5,
    "six": 6,
    "sixth": 6,
    "6th": 6,
}
NUMBERED = lazy_pattern(
    rf"\b(?:(?:completed|received|had|underwent|after|s/p|status post|tolerated|given|last|past|prior|previous|"
    rf"preceding) (?:(?:her|his|the|a total of|all|last|prior|previous|two|preceding|consecutive) )*)?"
    rf"(?P<n>\d{{1,2}}|{'|'.join(_COUNT)}) (?:prior |previous |consecutive |preceding |quarterly |total |"
    rf"successful |last |most recent |of the last )*(?:{TOXIN} )?{_ROUND}\b|\b(?:cycle|round|session|treatment|"
    rf"injection)\W{{1,2}}#? ?(?P<c>\d{{1,2}})\b(?![/-]\d)|\b{TOXIN} ?# ?(?P<d>\d{{1,2}})\b"
)
# '31 injection sites', '31 injections in 31 sites' count no sessions
NOT_SESSIONS = re.compile(r" ?(?:sites?|points?|locations?|in\b|into|at\b|per\b|over\b|each side)")
UPCOMING = re.compile(
    r"\b(?:for|due|plan\w*|schedul\w+|request\w*|proceed\w* with|will (?:have|receive|undergo)|upcoming|"
    r"next)\b(?: (?:\w+ ){0,3})?$"
)
BEGINS = lazy_pattern(r"\b(?:start\w*|initiat\w+|begin\w*|first|trial|new|if|candidate)\b")
DONE = lazy_pattern(
    rf"\b{TOXIN}(?: injections?)?[ :(]{{1,2}}\d{{1,2}}/(?:\d{{1,2}}/)?\d{{2,4}}|\b(?:last|previous|prior|recent|"
    rf"first|second|third|most recent) (?:set of |round of |cycle of )?(?:{TOXIN}|"
    rf"{_ROUND})|\b(?:received|had|underwent|got|s/p|status post|completed|on|receiving|gets|has been (?:on|"
    rf"getting|receiving)|responded to|injected (?:with)?|since (?:starting|beginning)?) ?(?:[\w-]+ "
    rf"){{0,5}}?{TOXIN}|"
    rf"\b{TOXIN}[^.;]{{0,60}}\b(?:injected|received|given|administered|was done|were done|performed|tolerated|"
    rf"since 20\d\d|started (?:in )?20\d\d|cycle \d|#\d|on \d{{1,2}}/\d)|\b(?:repeat|re-?treatment|continuation|"
    rf"continue|maintenance|ongoing|another|next)\b[^.;]{{0,25}}{TOXIN}"
)
PLAN = lazy_pattern(
    r"\b(?:will|plan\w*|propos\w+|request\w*|recommend\w*|candidate|consider\w*|trial of|initiat\w+|to "
    r"(?:receive|start|begin|undergo|have|try)|start(?:ing)? (?:botox|toxin)|discuss\w*|first(?:-time)? "
    r"(?:treatment|cycle|injection) (?:is )?(?:planned|scheduled)|naive|if)\b"
)
ELSEWHERE = lazy_pattern(
    r"\b(?:bladder|detrusor|overactive|spasticity|hyperhidrosis|sweat\w*|cosmetic\w*|wrinkles?|glabellar|"
    r"crow'?s|forehead lines|achalasia|tmj|bruxism|sialorrhea|limb|arm|leg|calf|axill\w+|anal fissure)\b"
)
NONE_GIVEN = lazy_pattern(
    rf"\b(?:never (?:had|received|tried|been treated with)|no (?:prior|previous|history of|past)|has(?: not|n't) "
    rf"(?:had|received|tried)|without prior)\b[^.;]{{0,20}}?{TOXIN}|\b{TOXIN}[- ]na[iï]ve|\bnaive to {TOXIN}"
)
HELPED = lazy_pattern(
    r"\b(?:(?:gave|provided|with|had) (?:[\w-]+ ){0,2}?relief|(?:good|great|excellent|significant|marked|"
    r"substantial|clear|sustained|continued|strong|very good|"
    r"dramatic|meaningful) (?:[\w-]+ )?(?:benefit|response|relief|improvement|effect|results?|reduction|"
    r"control)|(?:both )?(?:effective|helpful|beneficial|successful)|help(?:s|ed)(?: \w+)?|"
    r"respond(?:s|ed|ing) (?:\w+ )?well|improve[sd]?|reduc(?:ed|tion|es|ing)|decreas(?:ed|e|es)|fewer|cut "
    r"(?:her|his|the)|from \d{1,2}(?:-\d{1,2})?(?: [\w/-]+){0,6}? (?:down )?to \d{1,2}|\d{1,2} ?(?:->|→) "
    r"?\d{1,2}|\d{2,3} ?% (?:[\w-]+ ){0,3}?(?:better|fewer|reduction|improve\w*|less|relief|decrease)|"
    r"(?:eyes|lids) (?:stay|remain\w*|now) open|able to (?:drive|read|work) (?:again|since|after)|works? well|"
    r"doing well|benefit(?:s|ed|ing)?(?: from)?|wear(?:s|ing)?[- ]off (?:at|around|after|in|by) (?:week|about|"
    r"\d))\b"
)
NO_HELP = lazy_pattern(
    r"\b(?:den(?:ies|ied) (?:any |much |significant |real |lasting )*(?:benefit|relief|improvement|response)|"
    r"(?:lack of|limited|poor|suboptimal|disappointing) (?:\w+ )?(?:benefit|relief|improvement|response|effect|"
    r"results?)|"
    r"never (?:\w+ )?(?:helped|worked|improved|responded)|"
    r"no (?:\w+ )?(?:\w+ )?(?:benefit|relief|improvement|response|effect|change|help|reduction|better)|"
    r"did(?:n't| not) (?:\w+ )?(?:help|work|respond|improve)|not (?:\w+ )?(?:help\w*|effective|improved|"
    r"benefit\w*|better|respond\w*)|without (?:\w+ )?(?:benefit|relief|improvement|effect|response|change)|"
    r"ineffective|failed|failure|minimal (?:\w+ )?(?:benefit|relief|improvement|response|effect)|little (?:\w+ "
    r")?(?:benefit|relief|improvement|effect)|unchanged|worse\w*|non-?responder)\b"
)
BOTH = lazy_pattern(
    r"\b(?:both|(?:last|past|prior|previous|preceding|first) (?:two|2)|two (?:prior|previous|preceding|"
    r"consecutive|most recent)|each of the (?:last )?two|all (?:three|four|five|\d)|2 (?:prior|previous|"
    r"consecutive|preceding)|each (?:cycle|treatment|round|injection|session))\b"
)
MOST_SESSIONS = 24
TALK = lazy_pattern(
    r"\b(?:policy|criteri\w+|must|requires?|required|covered|goal|expect\w*|hope\w*|literature|studies|in order "
    r"to|should|if)\b"
)
NO_SECTIONS = ("family_history", "instructions", "counseling", "allergies")


def effects(chart: Chart, papers: list[Profile]) -> Iterator[Finding]:
    """Earlier sessions and what came of them."""
    given: list[Finding] = []
    days: list[tuple[PartialDate, Finding]] = []
    for paper in papers:
        if paper.kind is PartKind.ORDER or not (tells_history(paper) or paper.kind is PartKind.PROCEDURE_NOTE):
            continue
        before = ""
        for each in said_in(paper):
            if section_of(paper, each) not in NO_SECTIONS and not TALK.search(each.text):
                for found in (*_given(paper, each, before), *_benefit(paper, each, before)):
                    dated = on_day(chart, paper, each, found)
                    if dated.concept == GIVEN and dated.presence is Presence.PRESENT:
                        given.append(dated)
                        days.extend((day, dated) for day in _days_told(chart, paper, each))
                    yield dated
            before = each.text
    yield from _sessions(given, days)


def _about(words: str, before: str) -> bool:
    """Is the toxin for head, face or neck meant?"""
    if ELSEWHERE.search(words):
        return False
    named = re.search(TOXIN, words) is not None
    carried = re.search(rf"\b{_ROUND}\b", words) is not None and re.search(TOXIN, before) is not None
    return named or carried


def _given(paper: Profile, each: Said, before: str) -> Iterator[Finding]:
    words = each.text
    if not _about(words, before):
        return
    none = NONE_GIVEN.search(words)
    if none is not None and meaning(paper, each, none).whose is Whose.PATIENT and not of_others(each, none):
        yield told_of(paper, each, none, GIVEN, TOOL, presence=Presence.ABSENT)
        return
    numbered = next((m for m in NUMBERED.finditer(words) if not NOT_SESSIONS.match(words, m.end())), None)
    match = numbered or DONE.search(words)
    if match is None or of_others(each, match):
        return
    meant = meaning(paper, each, match)
    if meant.hypothetical or meant.whose is not Whose.PATIENT or meant.presence is not Presence.PRESENT:
        return
    again = re.search(r"\b(?:repeat|re-?treatment|continuation|continue|maintenance|ongoing|another)\b", match[0])
    again = again if again is None or not BEGINS.search(words) else None
    if (PLAN.search(words) or is_planned(paper, each, meant)) and not again and not HELPED.search(words):
        return
    yield told_of(paper, each, match, GIVEN, TOOL, time=Time.PAST, value=_number(numbered, words))


def _number(match: re.Match[str] | None, words: str) -> Decimal | None:
    """How many sessions there were; one that is due is not yet among them."""
    if match is None:
        return None
    said = match["n"] or match["c"] or match["d"]
    number = _COUNT.get(said) or int(said)
    if UPCOMING.search(words[: match.start()]) or (PLAN.search(words) and not match["n"]):
        number -= 1
    return Decimal(number) if 0 < number <= MOST_SESSIONS else None


def _days_told(chart: Chart, paper: Profile, each: Said) -> Iterator[PartialDate]:
    """The days that a sentence about a session names."""
    for mention in calendar_dates(chart, paper.document):
        if each.sentence.start <= mention.start < each.sentence.end and mention.date.month is not None:
            yield mention.date


def _sessions(given: Sequence[Finding], days: Sequence[tuple[PartialDate, Finding]]) -> Iterator[Finding]:
    counted = max(given, key=lambda found: found.number or Decimal(0), default=None)
    named = {day.iso(): found for day, found in days}
    best = max(counted.number or Decimal(0), Decimal(len(named))) if counted is not None else Decimal(0)
    if counted is None or not best:
        return
    from_days = best > (counted.number or 0)
    places = tuple(dict.fromkeys(f.place for f in named.values())) if from_days else (counted.place,)
    yield replace(counted, concept=SESSIONS, value=best, place=places[0], support=places[1:])


def _benefit(paper: Profile, each: Said, before: str) -> Iterator[Finding]:
    words = each.text
    follows = (
        re.match(
            r"\W*(?:headaches?|migraines?|frequency|she|he|spasms?|eyes|baseline|since|response|benefit|results?|"
            r"this|it)\b",
            words,
        )
        is not None
    )
    told = _about(words, before) or (follows and _about(before, "") and not PLAN.search(before))
    if not told or ELSEWHERE.search(words):
        return
    bad, good = NO_HELP.search(words), HELPED.search(words)
    match = bad or good
    if match is None or of_others(each, match):
        return
    meant = meaning(paper, each, match)
    if meant.hypothetical or meant.whose is not Whose.PATIENT or (meant.time is Time.PLANNED and meant.cues):
        return
    if re.search(
        r"\b(?:topiramate|propranolol|amitriptyline|erenumab|venlafaxine|preventive\w*|clonazepam|baclofen)\b", words
    ) and not _near_toxin(words, match):
        return
    if PLAN.search(words) and not re.search(r"\b(?:since|after|last|prior|previous|continue\w*)\b", words):
        return
    absent = bad is not None or meant.presence is Presence.ABSENT
    number = "two" if BOTH.search(words) else "one"
    yield told_of(
        paper,
        each,
        match,
        BENEFIT,
        TOOL,
        presence=Presence.ABSENT if absent else Presence.PRESENT,
        qualifiers={"number": number},
    )


def _near_toxin(words: str, match: re.Match[str]) -> bool:
    """Does the toxin stand nearer to the words than another drug?"""
    spots = [m.start() for m in re.finditer(TOXIN, words)]
    return any(abs(spot - match.start()) <= 45 for spot in spots)
