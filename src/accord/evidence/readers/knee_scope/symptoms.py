"""The symptoms of the knee, and what will be done in it.

knee_mechanical    -- locking, catching, snapping, popping; absent where the paper denies all it names.
knee_other_symptom -- those, or giving way, or a knee that does not straighten; absent: pain only.
knee_procedure     -- present: debridement or more; absent: lavage alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from accord.evidence.chart import Chart
from accord.evidence.narrative.sections import section_at
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.blanks import left_blank
from accord.evidence.readers.knee_scope.subject import OTHER_JOINT, Target
from accord.evidence.readers.requests import tells_or_claims
from accord.evidence.readers.sayings import meaning, of_others, on_day, told_of
from accord.evidence.readers.statements import Said, said_in
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "knee-symptoms/1"
MECHANICAL, OTHER, PROCEDURE = "knee_mechanical", "knee_other_symptom", "knee_procedure"

LOCKS = lazy_pattern(
    r"\b(?:(?:true |intermittent |frequent |painful |mechanical )*lock(?:s|ing|ed)?\b(?! (?:knee brace|"
    r"in extension brace|brace|plate|screw|nut|the door|box))|catch(?:es|ing)\b|caught\b|snap(?:s|ping|ped)?\b|"
    r"pop(?:s|ping|ped)\b(?! (?:in|by|over|up|out|a|an|the)\b)|clunk(?:s|ing)?\b|mech(?:anical|\.)? ?(?:symptoms?|sxs?\b|s/s)|(?:gets?|getting) stuck|stuck\b|"
    r"jams?\b|jamming\b|hangs? up\b|hanging up\b|sticks\b)"
)
# what is said in the past tense of many things is said of the knee only where that stands beside it
OF_ANYTHING = frozenset({"locked", "caught", "popped", "snapped", "stuck", "sticks", "up"})
OF_OTHER_THING = lazy_pattern(
    r"\b(?:door|wheelchair|walker|cabinet|seat ?belt|brace|immobilizer|locking (?:plate|screw|nail))\b"
)
OF_THE_KNEE = lazy_pattern(r"\b(?:knees?|joint|leg|it|flexion|extension|bent)\b")
# more than pain, but whether such a symptom counts is for a clinician: with it nobody can say that there is pain only
SWELLS = lazy_pattern(r"\b(?:swell\w*|swollen|effusions?|stiff\w*)\b")
GIVES_WAY = lazy_pattern(
    r"\b(?:giv(?:es|ing|e) (?:way|out)|gave (?:way|out)|buckl(?:es|ing|ed)|instability|unstable|loss of (?:extension|motion)|"
    r"(?:cannot|unable to|can't|does not|won't) (?:fully )?(?:straighten|extend)|"
    r"(?:block to|lacks?|lacking|lack of) [^.;,]{0,24}?extension|extension block|loose bod(?:y|ies))\b"
)
PAIN_ONLY = lazy_pattern(
    r"\b(?:pain|aching)(?: is)? (?:alone|only|without (?:any |other )?(?:mechanical|locking|catching|"
    r"other symptoms?))|\bonly (?:complaint is |symptom is |complains of |has )?(?:knee )?pain\b|"
    r"\bpain is (?:the|her|his) (?:only|sole) (?:complaint|symptom)|\bno (?:other |associated )symptoms? (?:than|"
    r"besides|apart from) pain|\bisolated (?:knee )?pain\b|\bpain,? (?:with |and )?no other (?:\w+ )?(?:symptoms?|sx|complaints?)\b"
)
NOT_PAIN_ONLY = lazy_pattern(
    r"\bnot (?:just|only|merely)\b|\bpain only (?:with|on|when|after|at|during|in)\b|\bonly (?:with|on|when|after|at)\b"
)
EXAM_ONLY = ("exam", "objective", "technique", "family_history", "instructions", "past_history", "surgical_history")
GONE = lazy_pattern(
    r"\b(?:resolved|gone|no longer|used to|years ago|in the past|previously|prior to (?:the|his|her) (?:first|last|prior))\b"
)
MORE = lazy_pattern(
    r"\b(?:debride\w*|chondroplast\w+|shav(?:e|ing)|menis[ck]ectom\w+|menis[ck](?:us|al) (?:repair|"
    r"trim\w*)|loose bod\w+ removal|removal of (?:the )?loose|microfracture|synovectom\w+|"
    r"abrasion arthroplast\w+|plica (?:excision|resection)|(?:arthroscopic|scope)[^.;]{0,20} (?:trim\w*|removal|excision|resection))\b"
)
LAVAGE = lazy_pattern(r"\b(?:lavage|wash-?out|wash out|irrigation|joint rinse)\b")
_RINSE = r"(?:lavage|wash-?out|wash out|irrigation|joint rinse)"
NOT_ALONE = lazy_pattern(
    rf"\b(?:not|isn't|never|more than|rather than|instead of|beyond|other than)\b[^.;:]{{0,30}}\b{_RINSE}|"
    rf"\b{_RINSE}\b[^.;]{{0,20}}\b(?:would|will|does|is|was|did|has)(?: not|n't)\b"
)
NO_MORE = lazy_pattern(
    r"\b(?:no|without|not|rather than|instead of)\b (?:any |formal |a )*(?:debride\w*|shaving|chondroplast\w+|menis[ck]ectom\w+|synovectom\w+)"
)
ALONE = lazy_pattern(rf"{NO_MORE.pattern}|\b(?:only|alone|simple|just)\b")
OF_SKIN = lazy_pattern(
    r"\b(?:wounds?|ulcers?|heels?|skin|eschar|nails?|pressure|foot|teeth|dental|sinus|bladder|bowel)\b"
)
OF_JOINT = lazy_pattern(r"\b(?:knee|arthroscop\w+|scope|joint|chondr\w+|menis[ck]\w+)\b")
CHOSEN = lazy_pattern(
    r"\b(?:plan\w*|proceed\w*|schedul\w+|request\w*|recommend\w*|will\b|propos\w+|procedure|operation|"
    r"surgery|consent\w*|authori[sz]ation|booked|book|candidate|arthroscop\w+|offer\w*|elect\w*)\b"
)
PAST = lazy_pattern(
    r"\b(?:s/p|status post|underwent|had (?:a|an|her|his)|prior|previous|history of|in (?:19|20)\d\d|"
    r"years ago|found|showed|revealed|was performed)\b"
)
PLANS = ("plan", "assessment_and_plan", "orders", "procedure", "assessment")


def symptoms(chart: Chart, papers: list[Profile], knee: Target) -> Iterator[Finding]:
    """The symptoms that the papers tell, one answer a paper, and the procedure that is planned."""
    for paper in papers:
        if not tells_or_claims(paper):
            continue
        told = [each for each in said_in(paper) if not knee.other(paper, each)]
        if paper.kind not in (PartKind.IMAGING, PartKind.PROCEDURE_NOTE):
            locks = list(_symptom(chart, paper, told, LOCKS, MECHANICAL))
            yield from locks
            yield from _more_than_pain(chart, paper, told, locks)
        yield from _procedures(chart, paper, told)


def _symptom(
    chart: Chart, paper: Profile, told: list[Said], pattern: re.Pattern[str], concept: str
) -> Iterator[Finding]:
    """What a paper says of the symptoms: those it affirms, else those it denies."""
    found: list[tuple[Finding, str]] = []
    for each in told:
        section = section_at(paper.document, each.sentence.start).name
        if section in EXAM_ONLY or (OTHER_JOINT.search(each.text) and "knee" not in each.text):
            continue
        for match in pattern.finditer(each.text):
            meant = meaning(paper, each, match)
            if meant.hypothetical or meant.whose is not Whose.PATIENT or of_others(each, match):
                continue
            if meant.presence is Presence.POSSIBLE or meant.time is Time.PLANNED:
                continue
            if left_blank(each.text, match) or OF_OTHER_THING.search(each.text):
                continue
            if match[0].split()[-1] in OF_ANYTHING and not OF_THE_KNEE.search(each.text):
                continue
            absent = meant.presence is Presence.ABSENT or GONE.search(each.text)
            presence = Presence.ABSENT if absent else Presence.PRESENT
            one = told_of(paper, each, match, concept, TOOL, presence=presence)
            found.append((on_day(chart, paper, each, one), match[0].split()[-1][:3]))
    affirmed = {root for one, root in found if one.presence is Presence.PRESENT}
    for one, root in found:
        if one.presence is Presence.PRESENT or not affirmed or root in affirmed:
            yield one


def _more_than_pain(chart: Chart, paper: Profile, told: list[Said], locks: list[Finding]) -> Iterator[Finding]:
    gives = [f for f in _symptom(chart, paper, told, GIVES_WAY, OTHER) if f.presence is Presence.PRESENT]
    yield from gives
    swells = any(f.presence is Presence.PRESENT for f in _symptom(chart, paper, told, SWELLS, OTHER))
    for found in locks:
        # a knee that gives way or swells but does not lock has more than pain
        if found.presence is Presence.PRESENT or not (gives or swells):
            yield replace(found, concept=OTHER)
    if gives or any(found.presence is Presence.PRESENT for found in locks):
        return
    for each in told:
        match = PAIN_ONLY.search(each.text)
        if match is not None and not NOT_PAIN_ONLY.search(each.text):
            meant = meaning(paper, each, match)
            if meant.whose is Whose.PATIENT and not meant.hypothetical:
                found = told_of(paper, each, match, OTHER, TOOL, presence=Presence.ABSENT)
                yield on_day(chart, paper, each, found)


def _procedures(chart: Chart, paper: Profile, told: list[Said]) -> Iterator[Finding]:
    for each in told:
        more, lavage = MORE.search(each.text), LAVAGE.search(each.text)
        match = more or lavage
        section = section_at(paper.document, each.sentence.start).name
        if match is None or not (CHOSEN.search(each.text) or section in PLANS) or PAST.search(each.text):
            continue
        meant = meaning(paper, each, match)
        if meant.whose is not Whose.PATIENT or of_others(each, match):
            continue
        if OF_SKIN.search(each.text) and not OF_JOINT.search(each.text):
            continue
        if lavage is not None and NOT_ALONE.search(each.text):
            # 'not just a washout' tells that there is more, whatever that is; alone it tells of no procedure
            if more is None:
                continue
            lavage = None
            match = more
            meant = meaning(paper, each, more)
        denied = lavage is not None and (more is None or NO_MORE.search(each.text))
        if denied and not ALONE.search(each.text) and meant.presence is not Presence.PRESENT:
            continue
        if not denied and (meant.presence is not Presence.PRESENT or meant.hypothetical):
            continue
        presence = Presence.ABSENT if denied else Presence.PRESENT
        shown = lavage if denied and lavage is not None else match
        found = told_of(paper, each, shown, PROCEDURE, TOOL, presence=presence, time=Time.PLANNED)
        yield on_day(chart, paper, each, found)
