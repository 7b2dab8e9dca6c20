"""Levels of the spine as they are written in operation notes: 'C5-C6', 'L4-S1', 'T10 to L2'."""

from __future__ import annotations

import re

LEVEL = re.compile(r"\b([ctls])(\d{1,2})(?: ?(?:-|/|to|thru|through) ?([ctls])?(\d{1,2}))?\b", re.I)
ORDER = [("c", 7), ("t", 12), ("l", 5), ("s", 1)]
REGIONS = {
    ("c", "c"): "Cervical Vertebral", ("c", "t"): "Cervicothoracic Vertebral", ("t", "t"): "Thoracic Vertebral",
    ("t", "l"): "Thoracolumbar Vertebral", ("l", "l"): "Lumbar Vertebral", ("l", "s"): "Lumbosacral",
}  # fmt: skip


def read_levels(text: str) -> tuple[str, tuple[str, ...], int]:
    """(text without the levels, the official regions that they touch, how many joints lie between them).

    One level alone ('L4') tells the region and no joint.
    """
    regions: dict[str, None] = {}
    joints = 0
    for upper, first, lower, last in LEVEL.findall(text):
        here = _position(upper.lower(), int(first))
        there = _position((lower or upper).lower(), int(last)) if last else here
        if here is None or there is None or there < here:
            continue
        pairs = [(_region(n), _region(n + 1)) for n in range(here, there)] or [(_region(here), _region(here))]
        regions.update({REGIONS[pair]: None for pair in pairs if pair in REGIONS})
        joints += there - here
    return (LEVEL.sub(" ", text) if regions else text), tuple(regions), joints


def _position(region: str, number: int) -> int | None:
    before = 0
    for name, many in ORDER:
        if name == region:
            return before + number if 1 <= number <= many else None
        before += many
    return None


def _region(position: int) -> str:
    for name, many in ORDER:
        if position <= many:
            return name
        position -= many
    return "s"
