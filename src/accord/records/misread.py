"""What recognition is known to misread, put right: signs of measurements, and the brackets of typed boxes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from accord.records.documents import Box

Symbol: TypeAlias = tuple[str, tuple[float, float, float, float]]
Read: TypeAlias = tuple[list[Symbol], int, Box]

UNSURE = 40

# the brackets of a typed box: '{x]' is '[x]', '{' and '])' on their own are '[' and ']'; what stands inside is left as read
_BOX = re.compile(r"(?=.*[\[\]])[\[{(|][xX]?[\]})|]")
_HALF_BOXES = {"{": "[", "}": "]", "])": "]", "]}": "]", "]|": "]", "[(": "[", "{[": "["}
# what a closing bracket is taken for, when it stands alone just behind an opening one
_CLOSES: dict[str, tuple[str, frozenset[str]]] = {
    "[": ("]", frozenset({"]", "J", "j", "I", "l", "|", ")", "1"})),
    "(": (")", frozenset({")", "]", "}", "|"})),
}
_REACH = 2.5

# signs that no other word looks like: what was read -> what it is
SIGNS = (
    (re.compile(r"[S5]p[oO0]{1,2}[2z]"), "SpO2"),
    (re.compile(r"SaO{0,1}02"), "SaO2"),
    (re.compile(r"HbAlc"), "HbA1c"),
    (re.compile(r"Alc"), "A1c"),
    (re.compile(r"cmH20"), "cmH2O"),
    (re.compile(r"H20"), "H2O"),
)
# what may be a word or number of its own, and is not sure for that reason: what was read -> what it is taken to be
GUESSES = (
    (re.compile(r"£(\d{4}\S*)"), r"E\1"),
    (re.compile(r"[|!]"), "I"),
    (re.compile(r"(?:O0|0|o)2([,.;:)]?)"), r"O2\1"),
)


def put_right(word: list[Symbol], confidence: int) -> tuple[list[Symbol], int]:
    """The word with what is known to be misread in it put right; where that is a guess, the word is not sure."""
    text = "".join(symbol for symbol, _ in word)
    if text in _HALF_BOXES:
        return [(_HALF_BOXES[text], word[0][1])], confidence
    if _BOX.fullmatch(text):
        return [("[", word[0][1]), *word[1:-1], ("]", word[-1][1])], confidence
    for pattern, sign in SIGNS:
        if pattern.fullmatch(text):
            return _spread(sign, word), confidence
    for pattern, guess in GUESSES:
        if pattern.fullmatch(text):
            return _spread(pattern.sub(guess, text), word), min(confidence, UNSURE)
    return word, confidence


def _spread(text: str, word: list[Symbol]) -> list[Symbol]:
    """The characters evenly over the word's place."""
    left, right = word[0][1][0], word[-1][1][2]
    top, bottom = min(box[1] for _, box in word), max(box[3] for _, box in word)
    step = (right - left) / len(text)
    return [(c, (left + i * step, top, left + (i + 1) * step, bottom)) for i, c in enumerate(text)]


def whole_boxes(reads: Iterable[Read]) -> Iterator[Read]:
    """Each half of a typed box '[ ]' or '( )' with its other half.

    Half of a square that stays alone is a box of which nobody knows the state; a lone round bracket may be prose.

    reads -- words in the order in which they were recognised.
    """
    waiting: Read | None = None
    for read in reads:
        if waiting is not None:
            mark, like = _CLOSES[_text(waiting)]
            closes = _text(read) in like and _beside(waiting[2], read[2])
            yield waiting if closes else _doubtful(waiting)
            waiting = None
            if closes:
                yield [(mark, read[0][0][1])], read[1], read[2]
                continue
        if _text(read) in _CLOSES:
            waiting = read
        else:
            yield _doubtful(read) if _text(read) == "]" else read
    if waiting is not None:
        yield _doubtful(waiting)


def _text(read: Read) -> str:
    return "".join(symbol for symbol, _ in read[0])


def _beside(one: Box, other: Box) -> bool:
    """On one line, and no farther apart than the sides of a box."""
    height = max(one.bottom - one.top, 1.0)
    level = min(one.bottom, other.bottom) - max(one.top, other.top) > 0.4 * height
    return level and 0 <= other.left - one.right < _REACH * height


def _doubtful(read: Read) -> Read:
    """'[?]': read as a box with an odd mark, never as checked or unchecked."""
    if _text(read) == "(":
        return read
    return _spread("[?]", read[0]), min(read[1], UNSURE), read[2]
