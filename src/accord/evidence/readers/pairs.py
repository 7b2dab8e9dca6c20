"""Two vocabularies that meet in one sentence: a thing, and what is said of it, in whatever order and however far apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accord.evidence.chart import Chart
from accord.evidence.narrative.context import Assertion
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import Profile
from accord.evidence.readers.blanks import left_blank
from accord.evidence.readers.sayings import meaning, of_others, on_day, told_of
from accord.evidence.readers.statements import Said
from accord.records.findings import Finding, Presence, Time, Whose

NOW = (Time.CURRENT,)
WHENEVER = (Time.CURRENT, Time.PAST)
AHEAD_TOO = (Time.CURRENT, Time.PLANNED)


@dataclass(frozen=True, slots=True)
class Pair:
    """What a concept is told by.

    thing  -- words for what is spoken of; they may themselves say all (then `says` is left out).
    says   -- words that affirm it, in the same sentence within `reach` characters.
    denies -- words that deny it, likewise; they win over the affirming ones.
    with_  -- further vocabularies, each of which must also stand in the sentence.
    unless -- words with which the sentence means something else.
    times  -- the times of which the affirming words may speak.
    onward -- the answer may stand in the next sentence, where that one names the thing no more.
    negates -- the affirming words under a negation deny it (otherwise they say nothing).
    foreseen -- what is expected counts: 'expected to' and 'potential' do not make it a mere supposition.
    """

    concept: str
    thing: re.Pattern[str]
    says: re.Pattern[str] | None = None
    denies: re.Pattern[str] | None = None
    with_: tuple[re.Pattern[str], ...] = ()
    unless: re.Pattern[str] | None = None
    times: tuple[Time, ...] = NOW
    reach: int = 150
    onward: bool = False
    negates: bool = False
    foreseen: bool = False


def told_in_pairs(
    chart: Chart, paper: Profile, told: Sequence[Said], pairs: Sequence[Pair], tool: str
) -> Iterator[Finding]:
    """A finding for each sentence in which a pair meets, with the day of its entry."""
    for index, each in enumerate(told):
        for pair in pairs:
            if pair.thing.search(each.text) is None:
                continue
            found = _answer(paper, each, pair, tool)
            if found is None and pair.onward and index + 1 < len(told):
                following = told[index + 1]
                if pair.thing.search(following.text) is None:
                    found = _answer_after(paper, each, following, pair, tool)
            if found is not None:
                yield on_day(chart, paper, each, found)


def _answer(paper: Profile, each: Said, pair: Pair, tool: str) -> Finding | None:
    text = each.text
    if (pair.unless is not None and pair.unless.search(text)) or not all(p.search(text) for p in pair.with_):
        return None
    things = [m for m in pair.thing.finditer(text) if not of_others(each, m)]
    if not things:
        return None
    for denied in _all_near(things, pair.denies, text, pair.reach) if pair.denies is not None else ():
        meant = meaning(paper, each, denied)
        if not meant.hypothetical and meant.whose is Whose.PATIENT:
            return told_of(paper, each, denied, pair.concept, tool, presence=Presence.ABSENT)
    for match in _all_near(things, pair.says, text, pair.reach):
        found = _meant(paper, each, match, pair, tool)
        if found is not None:
            return found
    return None


def _answer_after(paper: Profile, each: Said, following: Said, pair: Pair, tool: str) -> Finding | None:
    """The answer in the sentence behind that of the thing."""
    if pair.says is None or (pair.unless is not None and (pair.unless.search(each.text + " " + following.text))):
        return None
    if not all(p.search(each.text) or p.search(following.text) for p in pair.with_):
        return None
    match = pair.says.search(following.text)
    return _meant(paper, following, match, pair, tool) if match is not None else None


def _meant(paper: Profile, each: Said, match: re.Match[str], pair: Pair, tool: str) -> Finding | None:
    if left_blank(each.text, match):
        return None
    meant = meaning(paper, each, match)
    supposed = meant.hypothetical and not (pair.foreseen and is_foreseen(paper, meant))
    if supposed or meant.whose is not Whose.PATIENT or meant.time not in pair.times:
        return None
    if meant.presence is Presence.PRESENT:
        return told_of(paper, each, match, pair.concept, tool)
    if meant.presence is Presence.ABSENT and pair.negates:
        return told_of(paper, each, match, pair.concept, tool, presence=Presence.ABSENT)
    return None


def _all_near(
    things: Sequence[re.Match[str]], says: re.Pattern[str] | None, text: str, reach: int
) -> Iterator[re.Match[str]]:
    """The affirming words that stand near one of the things; the things themselves where they say all."""
    if says is None:
        yield from things
        return
    for match in says.finditer(text):
        if any(_gap(match, thing) <= reach for thing in things):
            yield match


EXPECTING = lazy_pattern(r"expect|anticipat|potential|goal|prognos|should|will|request|propos|consider")


def is_foreseen(paper: Profile, meant: Assertion) -> bool:
    """Are words of expectation all that makes it a supposition?"""
    flat = paper.document.flat
    return bool(meant.cues) and all(EXPECTING.search(flat[cue.start : cue.end]) for cue in meant.cues)


def _gap(one: re.Match[str], other: re.Match[str]) -> int:
    """Characters between two stretches of a sentence; none where they overlap."""
    return max(0, max(one.start(), other.start()) - min(one.end(), other.end()))
