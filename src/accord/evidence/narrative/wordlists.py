"""Lists of words written as one string of them."""

from __future__ import annotations


def listed(words: str) -> tuple[str, ...]:
    """The words in order: 'one two' -> ('one', 'two')."""
    return tuple(words.split())
