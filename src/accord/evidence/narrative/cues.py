"""The table of cue words (cues.yaml), compiled: which words say that a thing is absent, planned, past or another's."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple, cast

import ahocorasick

from accord.errors import Invalid
from accord.evidence.narrative.terms import wordings
from accord.evidence.narrative.wordlists import from_yaml


class Direction(StrEnum):
    """On which side of a cue the things stand of which it speaks."""

    FORWARD = "forward"
    BACKWARD = "backward"
    NEUTRAL = "neutral"
    STOP = "stop"


class Cue(NamedTuple):
    """One wording of the table.

    kind   -- 'negation', 'past', …, or 'stop_all', 'stop_clause', 'stop_list' for words that end the reach of others.
    opens  -- counts only where a clause begins.
    closes -- counts only where a cell or sentence ends.
    """

    words: str
    kind: str
    direction: Direction
    opens: bool = False
    closes: bool = False


class Hit(NamedTuple):
    """A cue found in a sentence, at these offsets of it."""

    start: int
    end: int
    cue: Cue


INNER_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
OPENING = re.compile(
    r"(?:^|[.;:,•*)\]\t]|(?<!\w)[-–—>]|\d[.)])[\s\"'“]*(?:and |then |also |please |will |pt to |to )?$"
)
CLOSING = re.compile(r" *(?:$|[\t,.;)|\]])")


PERSONS = frozenset({"family", "other"})
AROUND_PERSONS = ("company", "telling")
# what may stand between commas behind a relative who goes on to tell: 'his son, home for a visit, recorded him'
PASSING = (
    r"home|visiting|staying|back|in town|aged|\d+|an? (?:nurse|doctor|physician|teacher|medic|paramedic)|a retired|"
    r"who (?:lives|sleeps|shares|stays|works|visits|is visiting|travels)"
)


@cache
def _data() -> dict[str, object]:
    text = (files("accord.evidence.narrative") / "cues.yaml").read_text(encoding="utf-8")
    return cast("dict[str, object]", from_yaml(text))


@cache
def table() -> tuple[Cue, ...]:
    """Every cue of the table. Raises Invalid when cues.yaml is not in its form."""
    listed = [(kind, entry) for kind, entry in _data().items() if kind not in AROUND_PERSONS]
    return tuple(cue for kind, entry in listed for cue in _entry(kind, entry))


@cache
def _around_persons() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before and after a relative or friend who only tells, helps or comes along."""
    company, telling = (
        "|".join(re.escape(words) for line in str(_data()[name]).splitlines() for words in wordings(line.strip()))
        for name in AROUND_PERSONS
    )
    before = rf"(?:(?<!\w)(?:{company})|,) (?:(?:his|her|their|the|a|my|our|patient's|pt's) )?(?:(?:adult|older|younger|elderly|late|ex) )?$"
    after = (
        rf"(?:'s)?(?: \([^)]{{0,20}}\)| [a-z]+(?= (?:{telling})\b)|, (?:{PASSING})\b[^,;.]{{0,30}},|,)?"
        rf"(?: (?:also|has|have|had|who|is|was|were|are|now|then|both))*"
        rf" (?:{telling})(?!\w)"
    )
    return re.compile(before), re.compile(after)


def _entry(kind: str, entry: object) -> Iterator[Cue]:
    if isinstance(entry, str):
        yield from _cues(kind, Direction.STOP, entry)
        return
    if not isinstance(entry, dict):
        raise Invalid(f"cues.yaml: '{kind}' is neither a list of phrases nor a table of directions.")
    for direction, listed in cast("dict[str, str]", entry).items():
        yield from _cues(kind, Direction(direction), listed)


def _cues(kind: str, direction: Direction, listed: str) -> Iterator[Cue]:
    for line in listed.splitlines():
        bare = line.strip()
        for words in wordings(bare.lstrip("^").rstrip("$")):
            if words:
                yield Cue(_plain(words), kind, direction, bare.startswith("^"), bare.endswith("$"))


def _plain(words: str) -> str:
    return (INNER_HYPHEN.sub(" ", words) if "-" in words else words).translate(BRACES)


@cache
def _automaton() -> Any:
    """All cues by their words."""
    by_words: dict[str, list[Cue]] = {}
    for cue in dict.fromkeys(table()):
        by_words.setdefault(cue.words, []).append(cue)
    automaton = cast(Any, ahocorasick).Automaton()
    for words, cues in by_words.items():
        automaton.add_word(words, (len(words), words[0].isalnum(), words[-1].isalnum(), tuple(cues)))
    automaton.make_automaton()
    return automaton


def hits_in(text: str) -> tuple[list[Hit], list[Hit]]:
    """The cues and the stops of a sentence (lower case, one blank between words), each the longest of its place."""
    found = list(_found(text))
    if len(found) < 2:
        return [hit for hit in found if hit.cue.direction in SPEAKING], [
            h for h in found if h.cue.direction is Direction.STOP
        ]
    kept = _longest([hit for hit in found if hit.cue.direction is not Direction.STOP])
    cues = [hit for hit in kept if hit.cue.direction in SPEAKING]
    stops = [hit for hit in found if hit.cue.direction is Direction.STOP]
    if stops and kept:
        starts = [hit.start for hit in kept]
        stops = [stop for stop in stops if not any(_covers(hit, stop) for hit in _near(kept, starts, stop))]
    return cues, stops


LONGEST = 80
"""Characters: more than any cue has."""


def _longest(hits: list[Hit]) -> list[Hit]:
    """The hits that no longer one hides, in order of place."""
    kept: list[Hit] = []
    starts: list[int] = []
    for hit in sorted(hits, key=_shortness):
        if not any(_hides(other, hit) for other in _near(kept, starts, hit)):
            index = bisect_left(starts, hit.start)
            starts.insert(index, hit.start)
            kept.insert(index, hit)
    return kept


def _near(hits: list[Hit], starts: list[int], hit: Hit) -> list[Hit]:
    """Those that may overlap this one."""
    if len(hits) < 9:
        return hits
    return hits[bisect_left(starts, hit.start - LONGEST) : bisect_left(starts, hit.end)]


BRACES = str.maketrans("{}", "()")
"""Round brackets that are meant as such stand as curly ones in the table."""

SPEAKING = (Direction.FORWARD, Direction.BACKWARD)


def _shortness(hit: Hit) -> int:
    return hit.start - hit.end


def _hides(longer: Hit, hit: Hit) -> bool:
    """Does a longer cue take the words of this one? Cues that look to different sides may share words."""
    if longer.start >= hit.end or hit.start >= longer.end or (longer.start, longer.end) == (hit.start, hit.end):
        return False
    return longer.cue.direction is Direction.NEUTRAL or longer.cue.direction is hit.cue.direction


def _covers(cue: Hit, stop: Hit) -> bool:
    return cue.start <= stop.start and stop.end <= cue.end and stop.end - stop.start < cue.end - cue.start


def _found(text: str) -> Iterator[Hit]:
    length = len(text)
    hits = cast("Iterator[tuple[int, tuple[int, bool, bool, tuple[Cue, ...]]]]", _automaton().iter(text))
    for last, (size, starts_word, ends_word, cues) in hits:
        start, end = last + 1 - size, last + 1
        if starts_word and start and text[start - 1].isalnum():
            continue
        if ends_word and end < length and text[end].isalnum():
            continue
        for cue in cues:
            if _counts(text, start, end, cue):
                yield Hit(start, end, cue)


def _counts(text: str, start: int, end: int, cue: Cue) -> bool:
    """Does the cue stand where it must?"""
    if cue.opens and not OPENING.search(text, 0, start):
        return False
    if cue.kind in PERSONS and cue.direction is Direction.FORWARD and _only_tells(text, start, end):
        return False
    if cue.kind in PERSONS and cue.direction is Direction.BACKWARD and cue.closes and text[start - 1 : start] != "(":
        return False
    return not cue.closes or CLOSING.match(text, end) is not None


def _only_tells(text: str, start: int, end: int) -> bool:
    before, after = _around_persons()
    if after.match(text, end):
        return True
    company = before.search(text, 0, start)
    if company is None or WHO_HAS.match(text, end):
        return False
    return not (company[0].startswith(("and", "&", ",")) and AFFLICTED.match(text, end))


WHO_HAS = re.compile(r",? who (?:also )?(?:has|had|have|is|was|died|carries|suffers)\b")
AFFLICTED = re.compile(
    r" (?:died|dies|has|had|have|with|w/|carries|carried|suffered|suffers|was diagnosed|developed)\b"
)
