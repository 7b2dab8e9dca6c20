"""What a form or a terse line answers to its label: 'On-site surgery: Y', 'Volumes met? no', 'Registry ____'."""

from __future__ import annotations

import re
from enum import StrEnum

from accord.evidence.patterns import lazy_pattern


class Answer(StrEnum):
    """The answer behind a label."""

    YES = "yes"
    NO = "no"
    BLANK = "blank"


_LABEL = r"[\w ()/',&%+<>≥≤=-]{0,60}?"
_MARK = r"\s*(?:[:?=]|\.{2,}|\s[-–]{1,2}\s|\|)\s*"
_YES = r"(?:yes|y|true|met|confirmed|attested|satisfied|fulfilled|ok|okay|adequate|done|in place|present|available|positive|\+)(?![\w/])(?!\s*/\s*(?:no|n)\b)"
_NO = r"(?:no|n|none|nil|not (?:met|present|available|done)|false|unmet|absent|denied|denies|negative)(?![\w/])(?! [a-z]+)"
YES_BEHIND = lazy_pattern(rf"{_LABEL}{_MARK}(?:\W{{0,3}}){_YES}|{_LABEL}\s(?:yes|y)(?=\W*$|\s{{2,}}|\s*[;|])")
NO_BEHIND = lazy_pattern(rf"{_LABEL}{_MARK}(?:\W{{0,3}}){_NO}|{_LABEL}\s(?:no|none|n)(?=\W*$|\s*[;|])")
BLANK_BEHIND = lazy_pattern(
    rf"{_LABEL}(?:[:?|]\s*$|[:?|]?\s*_{{2,}}|\s*\.{{4,}}\s*$|[:?]\s*(?:tbd|to be determined|unknown|pending|n/?a|\?+|yes ?/ ?no|y ?/ ?n)\b)"
)


def answered(text: str, end: int) -> Answer | None:
    """The answer that stands behind a label which ends at `end`; None where the words go on in some other way."""
    for answer, pattern in ((Answer.BLANK, BLANK_BEHIND), (Answer.NO, NO_BEHIND), (Answer.YES, YES_BEHIND)):
        if pattern.match(text, end):
            return answer
    return None


def unanswered(text: str, match: re.Match[str]) -> bool:
    """Are the matched words the label of a line that nobody filled?"""
    return answered(text, match.end()) is Answer.BLANK
