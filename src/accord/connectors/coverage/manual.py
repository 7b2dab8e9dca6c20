"""NCDs that a text names by their place in the manual: 'Pub. 100-03, Section 280.4', '§40.5'."""

from __future__ import annotations

import re
from collections.abc import Iterator

FIELDS = ("cross_reference", "cms_cov_policy")
_MANUAL = re.compile(r"100-0?3\b|\bNCDs?\b|national coverage determination", re.I)
# Each manual is named before its sections: a part ends where the next manual is named.
_PARTS = re.compile(r"\n+|;|(?=\b100-0?\d\b)")
_PLACE = re.compile(r"(?<![\d.])\d{2,3}(?:\.\d{1,2}){1,3}(?![\d])")


def named_places(text: str, national: bool) -> Iterator[str]:
    """Sections of the NCD manual that the text names; in an NCD itself (national) the manual need not be named."""
    for part in _PARTS.split(text):
        if national or _MANUAL.search(part):
            yield from _PLACE.findall(part)
