"""The side of the body that an ICD-10-CM code names by its own digits."""

from __future__ import annotations

import re
from collections.abc import Mapping

from accord.records.findings import Side

# What a code begins with -> the digit behind it, by side. From the tabular list, chapters 6, 9, 12, 13, 19 and 21; categories
# whose digit means something else (S83.2 of an unnamed meniscus, L89.1 of the back's halves) are left out.
LATERAL: Mapping[str, Mapping[str, Side]] = {
    r"L89\.?[02356]": {"1": Side.RIGHT, "2": Side.LEFT},
    r"L97\.?[1-589]": {"1": Side.RIGHT, "2": Side.LEFT},
    r"I83\.?[02]|I83\.?8[19]": {"1": Side.RIGHT, "2": Side.LEFT, "3": Side.BILATERAL},
    r"I83\.?1": {"1": Side.RIGHT, "2": Side.LEFT},
    r"I87\.?[03][0-39]": {"1": Side.RIGHT, "2": Side.LEFT, "3": Side.BILATERAL},
    r"M1[67]\.?[13]|M16\.?[5]": {"1": Side.RIGHT, "2": Side.LEFT},
    r"M1[67]\.?": {"0": Side.BILATERAL, "2": Side.BILATERAL},
    r"M21\.?37|M23\.?[45]|M24\.?[5-6][67]|M25\.?[0-7][0-7]": {"1": Side.RIGHT, "2": Side.LEFT},
    r"M22\.?[014]|M22\.?[238]X": {"1": Side.RIGHT, "2": Side.LEFT},
    r"S83\.?(?:2[1-8]|4[0-2]|5[0-2]|9)": {"1": Side.RIGHT, "2": Side.LEFT},
    r"S[78]8\.?(?:[01]\d|9\d)|S98\.?\d\d": {"1": Side.RIGHT, "2": Side.LEFT},
    r"S82\.?(?:[0-4]\d|[56])": {"1": Side.RIGHT, "2": Side.LEFT, "4": Side.RIGHT, "5": Side.LEFT},
    r"Z89\.?[4-6]\d|Z96\.?6[45]": {"1": Side.RIGHT, "2": Side.LEFT, "3": Side.BILATERAL},
    r"G57\.?\d|G90\.?5[12]": {"1": Side.RIGHT, "2": Side.LEFT, "3": Side.BILATERAL},
}
_LATERAL = [(re.compile(rf"(?:{begins})(?P<digit>[0-9])"), digits) for begins, digits in LATERAL.items()]
CODE = re.compile(r"\b[a-tv-z]\d[0-9a-z]\.?[0-9a-z]{1,4}\b", re.IGNORECASE)


def side_of_code(code: str) -> Side | None:
    """The side that a code names; None for a code without one, or whose digit stands for no side."""
    for pattern, digits in _LATERAL:
        match = pattern.match(code.upper())
        if match is not None and match["digit"] in digits:
            return digits[match["digit"]]
    return None
