"""One saturation as it stands in the record, before it becomes a finding."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

SERIES, MARKED, RANGE, NOISY = "series", "marked", "range", "noisy"


@dataclass(frozen=True, slots=True)
class Reading:
    """A saturation in per cent, or a pressure of oxygen in mm[Hg], with the conditions as far as they are told.

    start, end   -- the words that prove it (a row, a sentence); at -- where the number stands.
    state        -- rest, exercise, sleep, recovery, or ''.
    oxygen       -- room_air, on_oxygen, or ''; flow in L/min.
    role         -- 'series': one of several in a run, not its result; 'marked': the sheet says that it counts;
                    'noisy': the record calls its signal poor;
                    'range': a range that lies across a limit, so that no number can be told.
    formal       -- read from a table or a labelled line of a test, not from running text.
    """

    value: Decimal
    start: int
    end: int
    at: int
    state: str = ""
    oxygen: str = ""
    flow: Decimal | None = None
    gas: bool = False
    pressure: bool = False
    role: str = ""
    formal: bool = False


def with_default(reading: Reading, state: str, oxygen: str, flow: Decimal | None) -> Reading:
    """The reading with the conditions of its paper where it tells none itself."""
    return replace(
        reading,
        state=reading.state or state,
        oxygen=reading.oxygen or oxygen,
        flow=reading.flow if reading.oxygen else flow,
    )
