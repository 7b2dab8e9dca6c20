"""Readings that the record itself calls poor: a weak signal, a cold hand, a probe that slipped."""

from __future__ import annotations

import re
from dataclasses import replace

from accord.evidence.profile import Profile
from accord.evidence.readers.oxygen.reading import NOISY, Reading

_BAD = r"(?:weak|poor|bad|low|faint|erratic|noisy|lost|inadequate|intermittent|unreliable|unstable|dampened|irregular)"
_SIGNAL = (
    r"(?:pleth\w*|wave ?-?forms?|signals?|trac(?:e|ing)s?|perfusion|pick-?up|pulse quality|quality|"
    r"contact|correlation)"
)
_POOR = re.compile(
    rf"\b{_BAD} (?:\w+ )?{_SIGNAL}|\b{_SIGNAL}(?: quality| strength)?(?: (?:is|was|were|rather|very|too)|[ :=-])*{_BAD}\b|"
    r"\b(?:no|without a?) ?(?:good )?(?:pleth\w*|wave ?-?form|signal)\b|\bnot (?:a good|a reliable|picking|tracking|reading well|"
    r"reliable|accurate|valid)\b|\b(?:motion )?art[ie]fact\w*|\bcold (?:hands?|fingers?|digits?|extremit\w+)|\bfingers? (?:was |were |is |are )?cold\b|"
    r"\bprobe (?:\w+ )?(?:slipp\w*|off|not|fell|displaced|loose|came|moved|misplaced|problem)|\bnail polish\b|\bunreliable\b|"
    r"\bquestionable\b|\bdubious\b|\bspurious\b|\bfalse(?:ly)? low\b|\bdisregard\b|\bin error\b|"
    r"\b(?:toe|foot|limb|ischemic (?:hand|finger|digit)) (?:sats?|spo2|saturations?|readings?|probe|oximetry)\b|\berroneous\b|\braynaud\w*"
)
_NOT_POOR = re.compile(r"\b(?:no|without|free of|not|minus|despite|after|removed)\b[^.;,]{0,16}$")
_GONE = re.compile(r"\W*(?:removed|off|warmed|corrected|resolved|replaced|free)")
_NEXT = re.compile(r"[;\n]|\.\s|(?<![\d.:/])[4-9]\d(?:\.\d)? ?%|->|→|\bthen\b|\brepeat\w*|\bafter\b")
_WHOLE = re.compile(rf"^\W*(?:{_SIGNAL})(?: quality| strength)?\s*[:.=]*\s+{_BAD}\b", re.MULTILINE)


def is_noisy(paper: Profile, reading: Reading) -> bool:
    """Does the row, the clause or the sheet say that the signal of a reading was poor?"""
    flat = paper.document.flat
    if reading.gas:
        return False
    number = re.compile(r"[\d.]+\s?%?").match(flat, reading.at)
    after_start = number.end() if number else reading.at
    stop = _NEXT.search(flat, after_start, reading.end)
    after = flat[after_start : stop.start() if stop else reading.end]
    clause = max(
        (m.end() for m in re.finditer(r"[;,\n]|\.\s|\d ?%|\band\b|\bbut\b|\bthen\b", flat[reading.start : reading.at])),
        default=0,
    )
    before = flat[reading.start + clause : reading.at]
    return _poor(after) or _poor(before)


def sheet_is_noisy(paper: Profile) -> bool:
    """Does a line of a report call the signal of the whole test poor?"""
    return bool(_WHOLE.search(paper.document.flat[paper.part.start : paper.part.end]))


def _poor(words: str) -> bool:
    return any(
        not _NOT_POOR.search(words[: match.start()]) and not _GONE.match(words[match.end() :])
        for match in _POOR.finditer(words)
    )


def as_heard(paper: Profile, reading: Reading) -> Reading:
    """The reading, with its role if its signal was poor."""
    return replace(reading, role=NOISY) if is_noisy(paper, reading) else reading
