"""Text of a record made safe to show: what would be invisible, or would steer the screen, becomes a visible sign."""

from __future__ import annotations

import unicodedata

_KEPT = {"\n", "\t", "\u200c", "\u200d"}  # the joiners carry meaning in Persian, Indic scripts and emoji
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def visible(text: str) -> str:
    """The same words with control, direction and zero-width characters shown as '\u2039U+202E\u203a'."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_sign(character) for character in text)


def one_line(text: str) -> str:
    """`visible`, with each run of white space as one blank."""
    return visible(" ".join(text.split()))


def _sign(character: str) -> str:
    if character in _KEPT or unicodedata.category(character) not in _HIDDEN:
        return character
    return f"\u2039U+{ord(character):04X}\u203a"
