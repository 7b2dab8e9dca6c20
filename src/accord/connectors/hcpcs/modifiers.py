"""Two-character modifiers of procedure and supply codes: their shape, and those that contradict each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

MOST = 4
SHAPE = re.compile(r"[A-Z0-9]{2}")


@dataclass(frozen=True, slots=True)
class Exclusive:
    """Modifiers of which one line may carry at most one: what they tell apart, and where that is laid down."""

    subject: str
    modifiers: tuple[str, ...]
    source: str


EXCLUSIVE = (
    Exclusive("new, rented or used equipment", ("NU", "RR", "UE"), "Medicare Claims Processing Manual, chapter 20"),
    Exclusive("month of rental", ("KH", "KI", "KJ"), "Medicare Claims Processing Manual, chapter 20"),
    Exclusive("one side or both sides", ("50", "LT"), "Medicare Claims Processing Manual, chapter 12, section 40.7"),
    Exclusive("one side or both sides", ("50", "RT"), "Medicare Claims Processing Manual, chapter 12, section 40.7"),
    Exclusive("oxygen coverage group", ("N1", "N2", "N3"), "Article A52514"),
    Exclusive("treated with insulin or not", ("KX", "KS"), "Article A52464"),
    Exclusive("notice of non-coverage on file or not", ("GA", "GZ"), "Medicare Claims Processing Manual, chapter 30"),
)


def is_modifier(text: str) -> bool:
    """Two capital letters or digits: the shape only."""
    return bool(SHAPE.fullmatch(text.strip().upper()))


def clashes(modifiers: Sequence[str]) -> tuple[tuple[Exclusive, tuple[str, ...]], ...]:
    """The rules that one line's modifiers break, each with the modifiers that break it."""
    given = list(dict.fromkeys(modifier.strip().upper() for modifier in modifiers))
    found = ((rule, tuple(m for m in given if m in rule.modifiers)) for rule in EXCLUSIVE)
    return tuple((rule, both) for rule, both in found if len(both) > 1)
