"""Rows of dots and dashes are measured on the picture, not read."""

from __future__ import annotations

import numpy as np
import pytest

from accord.records.leaders import find_leaders, without_leaders

DPI = 300.0


def ink(*spots: tuple[int, int, int, int]) -> np.ndarray:
    """A picture with these dark rectangles: left, top, width, height."""
    picture = np.zeros((200, 1200), np.uint8)
    for left, top, wide, tall in spots:
        picture[top : top + tall, left : left + wide] = 1
    return picture


def row(count: int, wide: int, tall: int, top: int = 100, step: int = 24) -> list[tuple[int, int, int, int]]:
    return [(50 + step * n, top, wide, tall) for n in range(count)]


@pytest.mark.parametrize(
    ("spots", "found"),
    [
        (row(12, 5, 5), [(".", 12)]),
        (row(12, 16, 4), [("-", 12)]),
        ([*row(8, 16, 4, 94), *row(8, 16, 4, 106)], [("=", 8)]),
        (row(4, 5, 5), []),
        ([*row(6, 5, 5), (50 + 24 * 5, 84, 5, 5)], [(".", 5)]),
        ([(50 + x, 100, 5, 5) for x in (0, 24, 30, 60, 66, 100)], []),
    ],
    ids=["dots", "dashes", "equals signs", "an ellipsis", "a colon at the end", "uneven specks"],
)
def test_a_row_is_told_by_its_marks(spots: list[tuple[int, int, int, int]], found: list[tuple[str, int]]) -> None:
    assert [(leader.mark, leader.count) for leader in find_leaders(ink(*spots), DPI)] == found


def test_a_row_is_taken_out_of_the_picture_and_nothing_else() -> None:
    word = (900, 80, 30, 30)
    picture = ink(*row(12, 5, 5), word)
    gray = np.where(picture == 1, 0, 255).astype(np.uint8)
    cleaned = without_leaders(gray, find_leaders(picture, DPI))
    assert (cleaned == 0).sum() == 900
