"""Two columns of running prose are read one after the other; tables and forms are left as they stand."""

from __future__ import annotations

from collections.abc import Sequence

from accord.records.words import Line

_FEWEST_LINES = 6
_PROSE_CHARACTERS = 22
_FULL = 0.6


def split_prose_columns(lines: list[Line]) -> list[Line]:
    """The lines, where two columns of prose share a gutter: the left half first, then the right."""
    result: list[Line] = []
    start = 0
    while start < len(lines):
        run = _gutter_run(lines, start)
        if run is None:
            result.append(lines[start])
            start += 1
            continue
        end, gutter = run
        result.extend(_halves(lines[start:end], gutter))
        start = end
    return result


def _halves(lines: Sequence[Line], gutter: float) -> list[Line]:
    left = [half for line in lines if (half := _half(line, gutter, left=True))]
    right = [half for line in lines if (half := _half(line, gutter, left=False))]
    for half in (left, right):
        origin = min(line.left for line in half)
        for line in half:
            line.origin = origin
    return left + right


def _half(line: Line, gutter: float, *, left: bool) -> Line | None:
    words = [word for word in line.words if (word.left < gutter) == left]
    return Line(words) if words else None


def _gutter_run(lines: Sequence[Line], start: int) -> tuple[int, float] | None:
    """(end of the run, x of the gutter) when prose in two columns begins at this line."""
    for gutter in _gaps(lines[start]):
        end = start
        while end < len(lines) and not _crosses(lines[end], gutter):
            end += 1
        run = lines[start:end]
        if _is_prose(run, gutter):
            return end, gutter
    return None


def _gaps(line: Line) -> list[float]:
    """Middles of the wide gaps of a line."""
    pairs = zip(line.words, line.words[1:], strict=False)
    return [(a.right + b.left) / 2 for a, b in pairs if b.left - a.right > 0.9 * line.height]


def _crosses(line: Line, gutter: float) -> bool:
    return any(word.left < gutter - 1 and word.right > gutter + 1 for word in line.words) or _gap_at(line, gutter) < 4


def _gap_at(line: Line, gutter: float) -> float:
    before = [word.right for word in line.words if word.right <= gutter + 1]
    after = [word.left for word in line.words if word.left >= gutter - 1]
    return min(after) - max(before) if before and after else 100.0


def _is_prose(run: Sequence[Line], gutter: float) -> bool:
    both = [line for line in run if line.left < gutter < line.right]
    if len(both) < _FEWEST_LINES:
        return False
    halves = [[h for line in both if (h := _half(line, gutter, left=side))] for side in (True, False)]
    return all(_looks_like_prose(half) for half in halves)


def _looks_like_prose(half: Sequence[Line]) -> bool:
    """Most lines are full of words without wide gaps, and end where the others end."""
    width = max(line.right for line in half) - min(line.left for line in half)
    full = [
        line
        for line in half
        if not _gaps(line)
        and sum(len(word.glyphs) for word in line.words) >= _PROSE_CHARACTERS
        and line.right - line.left >= 0.75 * width
    ]
    return len(full) >= _FULL * len(half)
