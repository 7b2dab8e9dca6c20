"""The scales on which pain is scored from nought to ten, and how notes name them."""

from __future__ import annotations

import re

_PATTERNS: tuple[tuple[str, str], ...] = (
    (
        "nrs",
        r"\bnrs(?:-?11)?\b|\bnprs\b|\bnps\b|\bnumeric(?:al)?(?: pain)?(?: rating)? ?(?:scale|score)|"
        r"\bnumerical? rating\b|\bnumeric(?:al)?\b|\b0 ?(?:-|–|to) ?10\b|\bzero[- ]to[- ]ten\b",
    ),
    ("vas", r"\bvas\b|\bvisual[ -]analog(?:ue)?"),
    ("verbal", r"\bvrs\b|\bverbal (?:rating|pain) (?:scale|score)|\bverbal descriptor"),
    ("faces", r"\bfaces\b|\bwong[ -]baker|\bfps-?r?\b"),
    ("nrs", r"\bpain (?:score|level|scale|rating|intensity|severity)s?\b"),
)
PAIN_SCALES = tuple((name, re.compile(pattern)) for name, pattern in _PATTERNS)


def scale_named(words: str) -> str | None:
    """The pain scale that words in lower case name."""
    return next((name for name, pattern in PAIN_SCALES if pattern.search(words)), None)
