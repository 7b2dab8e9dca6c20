"""What is looked for in a record, and what was found."""

from __future__ import annotations

from dataclasses import dataclass

from accord.records.places import Place


@dataclass(frozen=True)
class Wanted:
    """What is looked for. texts -- sentences that ask for it in different ways; words -- further wordings of the thing."""

    texts: tuple[str, ...]
    words: str = ""


@dataclass(frozen=True, slots=True)
class Near:
    """A passage, the words it shares with what was looked for, as the passage writes them, and how near it is in meaning.

    meaning -- the cosine of the two, 0 where it was not searched by meaning.
    """

    place: Place
    shared: tuple[str, ...] = ()
    meaning: float = 0.0
