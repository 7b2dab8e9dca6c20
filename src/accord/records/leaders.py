"""Rows of dots and dashes on a scan: measured, taken out of the picture, and written down as what they are.

Recognition takes leaders for letters ('...... 38.7' for 'eee ee ee 38.7') and swallows lines of text beside a dashed rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean, median

from accord.records.documents import Box
from accord.records.scans import Gray, opencv

_FEWEST = 5
_MOST_TALL = 0.035  # inches
_MOST_WIDE = 0.09
_FARTHEST = 0.14
_UNEVEN = 0.2
_TWIN = 0.085
_GAP = 0.4


@dataclass(frozen=True)
class Leader:
    """A row of equal small marks: which mark, how many, where (pixels)."""

    mark: str
    count: int
    box: Box

    def boxes(self) -> Iterator[tuple[float, float, float, float]]:
        """The place of each mark."""
        step = (self.box.right - self.box.left) / self.count
        for number in range(self.count):
            left = self.box.left + number * step
            yield left, self.box.top, left + step, self.box.bottom


@dataclass(frozen=True, slots=True)
class _Spot:
    left: int
    top: int
    wide: int
    tall: int

    @property
    def middle(self) -> tuple[float, float]:
        return self.left + self.wide / 2, self.top + self.tall / 2


def find_leaders(ink: Gray, dpi: float) -> list[Leader]:
    """The rows of at least five dots, dashes or equals signs that stand at even distances on one line."""
    spots = _spots(ink, dpi)
    rows = [_leader(row) for row in _rows(spots, dpi) if len(row) >= _FEWEST and _is_even(row)]
    return _in_one_piece(list(_joined(rows, spots, dpi)), dpi)


def without_leaders(gray: Gray, leaders: Sequence[Leader]) -> Gray:
    """The picture with the rows painted white."""
    if not leaders:
        return gray
    cleaned = gray.copy()
    for leader in leaders:
        box = leader.box
        cleaned[
            max(0, round(box.top) - 2) : round(box.bottom) + 2, max(0, round(box.left) - 2) : round(box.right) + 2
        ] = 255
    return cleaned


def _spots(ink: Gray, dpi: float) -> list[_Spot]:
    """Solid marks as small as a full stop or as flat as a dash."""
    _, _, stats, _ = opencv().connectedComponentsWithStats(ink, connectivity=8)
    found: list[_Spot] = []
    for left, top, wide, tall, dark in stats[1:].tolist():
        if 2 <= tall <= _MOST_TALL * dpi and 2 <= wide <= _MOST_WIDE * dpi and dark >= 0.55 * wide * tall:
            found.append(_Spot(left, top, wide, tall))
    return sorted(found, key=lambda spot: spot.left)


def _rows(spots: Sequence[_Spot], dpi: float) -> list[list[_Spot]]:
    """Spots of one size that follow one another on one line."""
    rows: list[list[_Spot]] = []
    growing: list[list[_Spot]] = []
    for spot in spots:
        ended = [row for row in growing if spot.left - row[-1].left > _FARTHEST * dpi]
        rows.extend(ended)
        growing = [row for row in growing if row not in ended]
        row = next((row for row in growing if _follows(row[-1], spot, dpi)), None)
        if row is None:
            growing.append([spot])
        else:
            row.append(spot)
    return rows + growing


def _follows(one: _Spot, other: _Spot, dpi: float) -> bool:
    level = abs(one.middle[1] - other.middle[1]) <= max(2.0, 0.008 * dpi)
    alike = abs(one.wide - other.wide) <= max(3.0, 0.4 * one.wide) and abs(one.tall - other.tall) <= max(
        3.0, 0.5 * one.tall
    )
    return level and alike and other.left >= one.left + one.wide


def _is_even(row: Sequence[_Spot]) -> bool:
    steps = [other.middle[0] - one.middle[0] for one, other in pairwise(row)]
    usual = median(steps)
    return all(abs(step - usual) <= max(3.0, _UNEVEN * usual) for step in steps)


def _leader(row: Sequence[_Spot]) -> Leader:
    flat = mean(spot.wide for spot in row) > 1.7 * mean(spot.tall for spot in row)
    box = Box(row[0].left, min(s.top for s in row), row[-1].left + row[-1].wide, max(s.top + s.tall for s in row))
    return Leader("-" if flat else ".", len(row), box)


def _joined(rows: Sequence[Leader], spots: Sequence[_Spot], dpi: float) -> Iterator[Leader]:
    """Two rows of dashes close above one another are equals signs; a colon at the end of a row of dots is left alone."""
    taken: set[int] = set()
    for number, row in enumerate(rows):
        if number in taken:
            continue
        twin = next(
            (n for n, other in enumerate(rows) if n > number and n not in taken and _is_twin(row, other, dpi)), None
        )
        if twin is None:
            yield row if row.mark == "-" else _without_colon(row, spots, dpi)
        else:
            taken.add(twin)
            other = rows[twin].box
            yield Leader(
                "=",
                row.count,
                Box(row.box.left, min(row.box.top, other.top), row.box.right, max(row.box.bottom, other.bottom)),
            )


def _is_twin(one: Leader, other: Leader, dpi: float) -> bool:
    close = abs(one.box.top - other.box.top) <= _TWIN * dpi
    return (
        one.mark == other.mark == "-"
        and close
        and abs(one.box.left - other.box.left) <= 0.1 * dpi
        and abs(one.count - other.count) <= 1
    )


def _in_one_piece(leaders: Sequence[Leader], dpi: float) -> list[Leader]:
    """A rule of dashes of which some touch comes in pieces: they are put together."""
    whole: list[Leader] = []
    for leader in sorted(leaders, key=lambda item: item.box.left):
        before = next((one for one in whole if _goes_on(one, leader, dpi)), None)
        if before is None:
            whole.append(leader)
            continue
        one, other = before.box, leader.box
        step = (other.right - other.left) / leader.count
        count = round((other.right - one.left) / step)
        box = Box(one.left, min(one.top, other.top), other.right, max(one.bottom, other.bottom))
        whole[whole.index(before)] = Leader(leader.mark, count, box)
    return whole


def _goes_on(one: Leader, other: Leader, dpi: float) -> bool:
    gap = other.box.left - one.box.right
    return one.mark == other.mark != "." and abs(one.box.top - other.box.top) <= 0.02 * dpi and 0 <= gap <= _GAP * dpi


def _without_colon(row: Leader, spots: Sequence[_Spot], dpi: float) -> Leader:
    """The last dot belongs to a colon when another stands over it."""
    step = (row.box.right - row.box.left) / row.count
    edge = row.box.right
    over = any(
        edge - step < spot.middle[0] <= edge + 1 and 0.02 * dpi < row.box.top - spot.top <= _TWIN * 1.3 * dpi
        for spot in spots
    )
    if not over:
        return row
    return Leader(row.mark, row.count - 1, Box(row.box.left, row.box.top, edge - 0.6 * step, row.box.bottom))
