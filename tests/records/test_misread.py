"""What recognition misreads is put right, or said to be unknown."""

from __future__ import annotations

import pytest

from accord.records.documents import Box
from accord.records.misread import UNSURE, Read, put_right, whole_boxes


def read(text: str, left: float, confidence: int = 90) -> Read:
    """A word of letters ten wide and twenty tall."""
    symbols = [(c, (left + 10 * i, 0.0, left + 10 * i + 10, 20.0)) for i, c in enumerate(text)]
    return symbols, confidence, Box(left, 0.0, left + 10 * len(text), 20.0)


def words(*reads: Read) -> list[str]:
    return ["".join(symbol for symbol, _ in item[0]) for item in whole_boxes(reads)]


# word as recognised, what it is, whether it stays sure
SINGLE = [
    ("{x]", "[x]", True),
    ("[X)", "[X]", True),
    ("(x)", "(x)", True),
    ("{", "[", True),
    ("])", "]", True),
    ("SpoO2", "SpO2", True),
    ("Sp02", "SpO2", True),
    ("Alc", "A1c", True),
    ("H20", "H2O", True),
    ("02", "O2", False),
    ("£0601", "E0601", False),
    ("|", "I", False),
    ("E0601", "E0601", True),
    ("2026", "2026", True),
]


@pytest.mark.parametrize(("text", "right", "sure"), SINGLE)
def test_a_known_misreading_is_put_right(text: str, right: str, sure: bool) -> None:
    symbols, confidence = put_right(read(text, 0)[0], 90)
    assert "".join(symbol for symbol, _ in symbols) == right
    assert (confidence > UNSURE) == sure


def test_the_halves_of_a_box_find_each_other() -> None:
    assert words(read("[", 0), read("J", 30), read("[x]", 80)) == ["[", "]", "[x]"]
    assert words(read("(", 0), read("]", 30), read("none", 80)) == ["(", ")", "none"]


def test_half_a_box_is_neither_checked_nor_unchecked() -> None:
    assert words(read("Diabetes", 0), read("[", 100), read("metformin", 130)) == ["Diabetes", "[?]", "metformin"]
    assert words(read("shift", 0), read("]", 100), read("[x]", 150)) == ["shift", "[?]", "[x]"]
    assert words(read("[", 0)) == ["[?]"]
    assert words(read("(", 0), read("see", 20)) == ["(", "see"]


def test_a_letter_far_from_the_bracket_is_a_letter() -> None:
    assert words(read("[", 0), read("J", 200)) == ["[?]", "J"]
