"""The pain before a stimulator: for how long, and that little else is left.

scs_chronic_pain -- pain for three months or more, or called chronic or intractable; absent where it is said to be acute.
scs_late_resort  -- said to be a late or last resort; absent where other treatment is said to be still ahead.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from accord.evidence.narrative.dates import dates, durations
from accord.evidence.narrative.sections import section_at
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import Profile
from accord.evidence.readers.mentions import date_of
from accord.evidence.readers.rules import Rule
from accord.evidence.readers.sayings import meaning, told, told_of
from accord.evidence.readers.statements import Said, said_in
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "stimulator-pain/1"
CHRONIC, LATE = "scs_chronic_pain", "scs_late_resort"
LEAST_DAYS = 90

_PAIN = (
    r"(?:pain|crps|rsd|complex regional pain syndrome|neuralgia|sciatica|radicul\w+|neuropathy|arachnoiditis|causalgia)"
)
PAIN = lazy_pattern(
    rf"\b{_PAIN}\b|\b(?:aches?|aching|hurts?|burning)\b|\bpspss?\b|\bplps\b|\bc?lbp\b|\bfbss\b|\bsymptoms?\b|\blegs? (?:\d|10)/10\b"
)
NAMED = lazy_pattern(
    rf"\bchr(?:onic|\.)? c?lbp\b|\b(?:chronic|intractable|unremitting|long[- ]?standing|refractory|persistent|"
    rf"constant)\b(?:[, ]+(?:and )?[\w-]+){{0,5}} {_PAIN}\b|"
    rf"\b{_PAIN}\b[^.;]{{0,40}}\b(?:chronic|intractable|unremitting|refractory)\b|"
    r"\b(?:failed back(?: surgery)? syndrome|post-?laminectomy(?: pain)? syndrome|fbss|persistent spinal pain syndrome|pspss?|plps)\b|"
    r"\bg89\.4\b|\bg89\.2\d?\b"
)
BARE = lazy_pattern(
    r"\b(?:intractable|unremitting|refractory)\b(?! (?:to|oab|bladder|epilep\w+|seizures?|nausea|vomiting|migraines?|"
    r"headaches?|hiccups?))"
)
SINCE = lazy_pattern(
    r"\b(?:ever )?since\b|\bbegan\b|\bstarted\b|\bonset\b|\bdeveloped\b|\bdat(?:es|ing) (?:back )?(?:to|from)\b|\bfollowing\b|\bafter\b"
)
LENGTH = lazy_pattern(
    r"(?:\bfor|\bof|\bx|×|\bover|\bpast|\blast|\bwith|\bthe|\ba|\bher|\bhis|\blasted|\bpersisted|\bduration\W*|[:(,~]) ?"
    r"(?:the |her |his )?(?:past |last |about |approximately |at least |more than |over |roughly |some |nearly |almost |now |> ?)*$"
)
NOT_LENGTH = lazy_pattern(
    r"\b(?:relief|better|improve\w*|followed|follow-?up|trial|weeks? of|sessions?|visits?|took|taking|taken|tried|therapy|pt|smok\w+|sober|"
    r"drink\w*|worked|married|retired|antibiotics?|healing|inpatient|programming|battery)\b"
)
AFTER_LENGTH = lazy_pattern(rf"[ -]*(?:history|hx|h/o|duration|(?:of|with) (?:[\w-]+ ){{0,5}}?{_PAIN}\b|{_PAIN}\b)")
WORD = lazy_pattern(r"\S+")
YEAR = lazy_pattern(r"\b(?:19|20)\d\d\b")
OTHER_PAIN = lazy_pattern(r"\b(?:headaches?|migraines?|chest|abdom\w+|tooth|throat|diabetes|hypertension|smok\w+)\b")
ACUTE = lazy_pattern(
    r"\bacute (?:(?:right|left|bilateral|post-?operative|post-?surgical|low back|back|neck|leg|"
    rf"lumbar|radicular|on) )*{_PAIN}\b|\bacute (?:herniation|fracture|sprain|strain)\b"
)
NOT_ACUTE = lazy_pattern(
    r"\bno acute\b|\bacute on chronic\b|\bin no acute\b|\bchronic\b|\b(?:history|hx) of\b|\bsince\b|\byears?\b|\bnot acute\b"
)

_OPTIONS = r"(?:options?|treatments?|therap(?:y|ies)|measures|modalities|avenues?|alternatives?|choices|possibilities|means|steps?)"
LATE_RULES = (
    Rule(
        LATE,
        lazy_pattern(
            r"\b(?:last|late|final)[ -]?(?:resort|option|line|step|hope|thing|ditch)\b|\bresort of last\b|"
            r"\bfailed (?:everything|all else|all other)\b|\bnothing (?:has |that (?:was|has been) tried )?(?:helped|worked)\b|"
            r"\brefractory to everything\b|"
            rf"\bexhausted (?:all |every )?[^.;]{{0,50}}\b(?:tx|{_OPTIONS}|interventions)\b|"
            r"\btried everything\b[^.;]{0,60}\b(?:without|no|failed|nothing)\b|"

                r"\b(?:exhausted|run out of|ran out of|used up|depleted|run through|out of) (?:all |every |"
                rf"the |his |her |their |our |other |reasonable |conservative |available |standard |"
                rf"medical )*(?:[\w-]+ )?(?:and [\w-]+ )?{_OPTIONS}\b|"
            rf"\b(?:all|every|everything|each)\b[^.;]{{0,70}}\b(?:exhausted|used up|failed|been tried|has been tried|were tried|to no avail)\b|"

                r"\b(?:no|without|few|little|nothing) (?:other|further|remaining|more|additional|better|reasonable|"
                rf"good|viable)?(?: [\w-]+){{0,4}} {_OPTIONS}\b(?! (?:were )?discussed)|"
            rf"\b{_OPTIONS} (?:have been |has been |are |were |now )*(?:exhausted|used up)\b|"
            r"\b(?:end|bottom) of (?:the |our |his |her |other |all |these |treatment )*(?:list|line|road|ladder|options|treatments?|"
            r"algorithm|rope)\b|"

                r"\bnothing (?:is |has |else |much |really )*(?:left|else|remains|more to (?:offer|try))\b|"
                r"\b(?:nothing|little) (?:further|else|more) to (?:offer|try)\b|"

                rf"\bonly (?:remaining|option|alternative|{_OPTIONS} (?:left|remaining))\b|\bfailed (?:all|"
                rf"every|extensive|exhaustive|maximal)\b[^.;]{{0,60}}\b(?:conservative|{_OPTIONS}|management|care|medical)\b|"

                rf"\b(?:all|extensive|exhaustive|multiple|maximal|comprehensive) (?:[\w,-]+ ){{0,4}}(?:conservative|"
                rf"medical|non-?(?:surgical|operative)|{_OPTIONS}|management)[^.;]{{0,60}}\b(?:failed|without (?:lasting |"
                r"sustained |adequate )?(?:relief|benefit|success)|ineffective|unsuccessful)\b|"

                r"\b(?:refractory|recalcitrant|resistant|unresponsive) to (?:all|conservative|maximal|medical|"
                r"extensive|multimodal|comprehensive|every|multiple)\b"
        ),
        Presence.PRESENT,
        lazy_pattern(
            r"\bpolst\b|\bintubat\w+|\bdnr\b|\bbefore (?:we|any)\b|\bnot (?:yet )?(?:exhausted|a last|"
            r"the last)\b|\bhas not (?:been )?(?:exhausted|failed)\b|\bhave not been (?:exhausted|tried)\b"),
        Time.CURRENT,
    ),
    Rule(
        LATE,
        lazy_pattern(
            rf"\b(?:has|have) not (?:yet |been )?(?:yet )?(?:exhausted|failed|been exhausted)\b[^.;]{{0,50}}\b(?:conservative|{_OPTIONS})\b|"
            rf"\bconservative (?:care|{_OPTIONS})\b[^.;]{{0,30}}\b(?:not (?:yet )?(?:been )?(?:exhausted|tried|started|attempted))\b|"
            r"\bfirst-?line (?:treatment|option) (?:is|will be) (?:the )?(?:stimulat\w+|scs|neuromodulation)\b|"
            rf"\b(?:other|several|many|reasonable) {_OPTIONS} (?:still |do )?(?:remain|exist|are (?:still )?(?:available|open|left|untried))\b"
        ),
        Presence.ABSENT,
        lazy_pattern(r"\b(?:no|not|without|few) (?:other|further|more|many)\b"),
        Time.CURRENT,
    ),
)  # fmt: skip


def pain(papers: list[Profile]) -> Iterator[Finding]:
    """What the papers tell of the pain's length and of what is left."""
    yield from told(papers, LATE_RULES, TOOL)
    for paper in papers:
        before: Said | None = None
        for each in said_in(paper):
            yield from _length(paper, each, before)
            before = each


def _length(paper: Profile, each: Said, before: Said | None) -> Iterator[Finding]:
    words = each.text
    named = NAMED.search(words)
    if named is not None:
        meant = meaning(paper, each, named)
        if not meant.hypothetical and meant.whose is Whose.PATIENT and meant.presence is Presence.PRESENT:
            yield replace(told_of(paper, each, named, CHRONIC, TOOL), time=meant.time)
            return
    about = PAIN.search(words) or (before is not None and PAIN.search(before.text))
    bare = BARE.search(words) if about and not OTHER_PAIN.search(words) else None
    if bare is not None and meaning(paper, each, bare).holds:
        yield told_of(paper, each, bare, CHRONIC, TOOL)
        return
    section = section_at(paper.document, each.sentence.start).name
    if not about or OTHER_PAIN.search(words) or section in ("family_history", "social_history"):
        return
    match = PAIN.search(words) or WORD.search(words)
    days = _days(paper, each)
    if match is None or meaning(paper, each, match).whose is not Whose.PATIENT:
        return
    if days is not None and days >= LEAST_DAYS:
        yield told_of(paper, each, match, CHRONIC, TOOL, time=Time.CURRENT)
        return
    acute = ACUTE.search(words)
    if acute is not None and not NOT_ACUTE.search(words) and meaning(paper, each, acute).holds:
        yield told_of(paper, each, acute, CHRONIC, TOOL, presence=Presence.ABSENT)


def _days(paper: Profile, each: Said) -> int | None:
    """For how many days, by a length ('for 6 years') or a beginning ('since 2019'), the sentence says the pain has lasted."""
    seen = date_of(paper)
    low, high = each.sentence.start, each.sentence.end
    flat = paper.document.flat
    found: list[int] = []
    for length in durations(paper.document):
        if low <= length.start < high:
            before = " ".join(flat[max(low, length.start - 60) : length.start].split()) + " "
            after = " ".join(flat[length.end : min(high, length.end + 60)].split())
            led = LENGTH.search(before) or length.start == low or AFTER_LENGTH.match(after)
            if led and not NOT_LENGTH.search(before[-40:]) and not NOT_LENGTH.search(after[:20]):
                found.append(length.days_min)
    if seen is not None:
        for date in dates(paper.document, seen):
            if low <= date.start < high and SINCE.search(flat[max(low, date.start - 90) : date.start]):
                found.append((seen.earliest - date.date.latest).days)
        for year in YEAR.finditer(flat, low, high):
            if SINCE.search(flat[max(low, year.start() - 90) : year.start()]):
                found.append((seen.earliest - dt.date(int(year[0]), 12, 31)).days)
    return max(found, default=None)
