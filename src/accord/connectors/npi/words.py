"""Names as they are compared: capitals without accents, apostrophes and points; and the keys of their sound."""

from __future__ import annotations

import re
import unicodedata

DROPPED = str.maketrans("", "", "'’`.")
NOT_WORD = re.compile(r"[^0-9A-Z]+")
LEAST_BEFORE_STAR = 2


def fold(text: str) -> str:
    """O'Brien-Núñez -> OBRIEN NUNEZ."""
    if text.isascii() and text.isalpha():
        return text.upper()
    plain = text if text.isascii() else _without_accents(text)
    return NOT_WORD.sub(" ", plain.upper().translate(DROPPED)).strip()


def _without_accents(text: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))


def sounds(folded: str) -> tuple[str, ...]:
    """The keys under which a surname is found by ear; none for what has no letters."""
    from jellyfish import metaphone, nysiis  # not needed unless something is built or asked by sound

    letters = "".join(each for each in folded if each.isalpha() and each.isascii())
    if not letters:
        return ()
    keys = (f"M{metaphone(letters)}", f"N{nysiis(letters)}")
    return tuple(key for key in keys if len(key) > 1)
