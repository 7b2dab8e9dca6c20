"""How far a sync is, on the error stream: one moving line on a terminal, else a plain line now and then."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from typing import TextIO

from accord.dossier.visible import one_line
from accord.wording import say

SECONDS_BETWEEN_LINES = 10.0
SECONDS_BETWEEN_DRAWINGS = 0.2
SECONDS_WORTH_A_LINE = 1.0
MEGABYTE = 1_000_000


@dataclass(slots=True)
class Step:
    """A step that runs: where it began to be heard, and when."""

    name: str
    first: int
    begun: float


class Shown:
    """Hears progress and shows rate and time left; of a short step nothing stays in a log."""

    def __init__(self, stream: TextIO | None = None, quiet: bool = False) -> None:
        self.stream = stream or sys.stderr
        self.moving = self.stream.isatty()
        self.quiet = quiet
        self._step: Step | None = None
        self._last = 0.0
        self._width = 0

    def __call__(self, step: str, done: int, total: int | None, unit: str) -> None:
        """One report of a loader."""
        now = time.monotonic()
        if self._step is None or self._step.name != step:
            self.end()
            self._step, self._last = Step(step, done, now), now
        between = SECONDS_BETWEEN_DRAWINGS if self.moving else SECONDS_BETWEEN_LINES
        ends = done == total and (self.moving or now - self._step.begun >= SECONDS_WORTH_A_LINE)
        if self.quiet or (now - self._last < between and not ends):
            return
        self._last = now
        self._show(words(self._step, done, total, unit, now - self._step.begun))

    def end(self) -> None:
        """Leaves the line of the step that was shown last."""
        if self.moving and self._width:
            self.stream.write("\n")
        self._step, self._width = None, 0

    def _show(self, line: str) -> None:
        if self.moving:
            self.stream.write("\r" + line.ljust(self._width))
            self._width = len(line)
        else:
            self.stream.write(line + "\n")
        self.stream.flush()


def words(step: Step, done: int, total: int | None, unit: str, seconds: float) -> str:
    """'building: 12,000 of 97,000 rows, 3,400 rows/s, 0:25 left'."""
    rate = (done - step.first) / seconds if seconds > 0 else 0.0
    told = _count(done, unit) if total is None else say("cli.of", done=_count(done, ""), total=_count(total, unit))
    if unit == "bytes":
        told = _megabytes(done) if total is None else say("cli.of", done=_megabytes(done, ""), total=_megabytes(total))
    parts = [told]
    if rate > 0:
        shown = _megabytes(rate) if unit == "bytes" else _count(round(rate), unit)
        parts.append(say("cli.rate", amount=shown))
        if total is not None and total > done:
            parts.append(say("cli.left", time=_clock((total - done) / rate)))
    return say("cli.step", step=one_line(step.name), told=", ".join(parts))


def _count(number: int, unit: str) -> str:
    return f"{number:,} {unit}".strip()


def _megabytes(number: float, unit: str = "MB") -> str:
    return f"{number / MEGABYTE:,.1f} {unit}".strip()


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
