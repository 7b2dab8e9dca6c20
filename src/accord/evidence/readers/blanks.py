"""Labels of forms and flowsheets behind which nothing was written or circled."""

from __future__ import annotations

import re

from accord.evidence.patterns import lazy_pattern

_LABEL_GOES_ON = r"[\w ()/'-]{0,28}"
_OPTIONS = (
    r"(?:good\W+fair\W+poor|well\W+fair\W+poor|yes ?/ ?no(?: ?/ ?n/?a)?|y ?/ ?n|self ?/ ?(?:spouse|caregiver|family)(?: ?/ ?\w+)?|"
    r"\w+ ?/ ?\w+ ?/ ?(?:no|none|n/?a|other))"
)
ENDS = lazy_pattern(rf"{_LABEL_GOES_ON}(?::|\?|\.{{3,}}|\|)\s*$")
EMPTY = lazy_pattern(rf"{_LABEL_GOES_ON}(?::|\?|\.{{3,}}|\|)\s*(?:_{{2,}}|(?:\(\w+\)\s*)?{_OPTIONS}\W*$)|\s*_{{2,}}")
UNTICKED = lazy_pattern(rf"{_LABEL_GOES_ON}:?\s*(?:\[ ?\]|\( \)|☐|□)")
LONGEST = 4
"""Words of the label of a line."""
TICK = lazy_pattern(r"\[ ?[xX✓✔] ?\]|\( ?[xX] ?\)|[☒☑✓✔]")


def left_blank(text: str, match: re.Match[str]) -> bool:
    """Are the matched words the label of a line that nobody filled, ticked or circled?"""
    begins = len(text[: match.end()].strip(" -*•|[]()").split()) <= LONGEST
    if EMPTY.match(text, match.end()) or (begins and ENDS.match(text, match.end())):
        return True
    return UNTICKED.match(text, match.end()) is not None and TICK.search(text) is None
