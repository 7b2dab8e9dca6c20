"""Small charts as plain SVG, drawn by the server: a line over weeks, with what lies outside marked by its shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 640, 150
LEFT, RIGHT, TOP, BOTTOM = 48, 12, 14, 24


@dataclass(frozen=True, slots=True)
class Dot:
    """One week. outside -- does it lie outside of what chance explains?"""

    x: float
    y: float
    outside: bool
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """What the template draws. lines -- points of each stretch without a gap; ticks -- (height, words)."""

    title: str
    lines: tuple[str, ...]
    dots: tuple[Dot, ...]
    ticks: tuple[tuple[float, str], ...]
    first: str
    last: str
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    bottom: int = HEIGHT - BOTTOM


def chart(
    title: str, weeks: Sequence[str], values: Sequence[float | None], outside: Sequence[bool], top: float, unit: str
) -> Chart:
    """A line of values from 0 to top; where there is no value it is broken. unit -- stands behind each number."""
    step = (WIDTH - LEFT - RIGHT) / max(len(values) - 1, 1)
    high = HEIGHT - TOP - BOTTOM
    dots: list[Dot] = []
    lines: list[list[str]] = [[]]
    for place, (week, value, out) in enumerate(zip(weeks, values, outside, strict=True)):
        if value is None:
            lines.append([])
            continue
        x, y = LEFT + place * step, TOP + high * (1 - min(value / top, 1.0) if top else 1.0)
        lines[-1].append(f"{x:.1f},{y:.1f}")
        dots.append(Dot(round(x, 1), round(y, 1), out, f"{week}: {number(value)}{unit}"))
    ticks = tuple((round(TOP + high * (1 - part), 1), f"{number(top * part)}{unit}") for part in (0.0, 0.5, 1.0))
    return Chart(
        title, tuple(" ".join(line) for line in lines if len(line) > 1), tuple(dots), ticks, weeks[0] if weeks else "",
        weeks[-1] if weeks else "",
    )  # fmt: skip


def number(value: float) -> str:
    """'12', '7.5'."""
    return f"{value:.1f}".removesuffix(".0")
