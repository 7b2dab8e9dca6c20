"""The table of cue words (cues.yaml), compiled: which words say that a thing is absent, planned, past or another's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, cast

import ahocorasick
import yaml

from accord.errors import Invalid
from accord.evidence.narrative.terms import wordings


class Direction(StrEnum):
    """On which side of a cue the things stand of which it speaks."""

    FORWARD = "forward"
    BACKWARD = "backward"
    NEUTRAL = "neutral"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Cue:
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


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue found in a sentence, at these offsets of it."""

    start: int
    end: int
    cue: Cue


INNER_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
OPENING = re.compile(r"(?:^|[.;:,•*)\]\t]|(?<!\w)[-–—>]|\d[.)])[\s\"'“]*(?:and |then |also |please |will |pt to |to )?$")
CLOSING = re.compile(r" *(?:$|[\t,.;)|\]/])")


@cache
def table() -> tuple[Cue, ...]:
    """Every cue of the table. Raises Invalid when cues.yaml is not in its form."""
    text = (files("accord.evidence.narrative") / "cues.yaml").read_text(encoding="utf-8")
    data = cast("dict[str, object]", yaml.safe_load(text))
    return tuple(cue for kind, entry in data.items() for cue in _entry(kind, entry))


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
                yield Cue(INNER_HYPHEN.sub(" ", words), kind, direction, bare.startswith("^"), bare.endswith("$"))


@cache
def _automaton() -> Any:
    """All cues by their words."""
    by_words: dict[str, list[Cue]] = {}
    for cue in dict.fromkeys(table()):
        by_words.setdefault(cue.words, []).append(cue)
    automaton: Any = ahocorasick.Automaton()
    for words, cues in by_words.items():
        automaton.add_word(words, (len(words), words[0].isalnum(), words[-1].isalnum(), tuple(cues)))
    automaton.make_automaton()
    return automaton


def hits_in(text: str) -> tuple[list[Hit], list[Hit]]:
    """The cues and the stops of a sentence (lower case, one blank between words), each the longest of its place."""
    found = list(_found(text))
    spans = sorted({(start, end) for start, end, cues in found if _speaks(cues)}, key=lambda s: s[0] - s[1])
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        if not any(start < other_end and other_start < end for other_start, other_end in kept):
            kept.append((start, end))
    chosen = set(kept)
    cues = [Hit(s, e, c) for s, e, listed in found for c in listed if (s, e) in chosen and _counts(text, s, e, c)]
    stops = [
        Hit(s, e, c)
        for s, e, listed in found
        for c in listed
        if c.direction is Direction.STOP and not any(s >= k and e <= m and e - s < m - k for k, m in kept)
    ]
    return cues, stops


def _found(text: str) -> Iterator[tuple[int, int, tuple[Cue, ...]]]:
    length = len(text)
    hits = cast("Iterator[tuple[int, tuple[int, bool, bool, tuple[Cue, ...]]]]", _automaton().iter(text))
    for last, (size, starts_word, ends_word, cues) in hits:
        start, end = last + 1 - size, last + 1
        if starts_word and start and text[start - 1].isalnum():
            continue
        if ends_word and end < length and text[end].isalnum():
            continue
        yield start, end, cues


def _speaks(cues: tuple[Cue, ...]) -> bool:
    return any(cue.direction is not Direction.STOP for cue in cues)


def _counts(text: str, start: int, end: int, cue: Cue) -> bool:
    """Does the cue stand where it must?"""
    if cue.direction in (Direction.STOP, Direction.NEUTRAL):
        return False
    if cue.opens and not OPENING.search(text, 0, start):
        return False
    return not cue.closes or CLOSING.match(text, end) is not None
