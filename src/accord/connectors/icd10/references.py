"""The codes that a note refers to: 'E11.-', 'I60-I69', 'F10-F19 with 5th character .6'; and whether a code is meant."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from accord.connectors.icd10.codes import Code
from accord.connectors.icd10.edition import FY2026, Edition
from accord.connectors.icd10.tabular import Listing, find

CODE = r"[A-Z](?:[0-9][0-9A-Z]|[A-Z][0-9])(?:\.[0-9A-Z]{1,4})?"
DASH = r"(?:\.?-)?\.?"
SPAN = re.compile(rf"(?<![\w.])(?P<low>{CODE}){DASH}(?:\s*(?:-|\bto\b)\s*(?P<high>{CODE}){DASH})?(?![0-9A-Za-z])")
QUALIFIER = re.compile(r",?\s*with\s+(?P<words>[^()]+)")
PLACES = {"fifth": 5, "5th": 5, "sixth": 6, "6th": 6, "seventh": 7, "7th": 7}
PLACE = "|".join(PLACES)


@dataclass(frozen=True, slots=True)
class Reference:
    """The codes from low to high, with all beneath them, in the order of the book; a qualifier limits them."""

    low: Code
    high: Code
    qualifier: str = ""

    def __str__(self) -> str:
        span = str(self.low) if self.low == self.high else f"{self.low}-{self.high}"
        return f"{span} with {self.qualifier}" if self.qualifier else span


@lru_cache(maxsize=4096)
def references(text: str) -> tuple[Reference, ...]:
    """Every code and range that a note names, with the 'with ...' that limits them.

    Where codes stand in brackets, those are meant, and one outside belongs to the words ('any type in A15 (J65)').
    """
    spans = list(SPAN.finditer(text))
    spans = [span for span in spans if _in_brackets(text, span.start())] or spans
    found: list[Reference] = []
    qualifier = ""
    for i in range(len(spans) - 1, -1, -1):
        after = text[spans[i].end() : spans[i + 1].start() if i + 1 < len(spans) else len(text)]
        limit = QUALIFIER.match(after)
        if limit:
            qualifier = limit["words"].strip(" ,;")
        elif i + 1 == len(spans) or "(" in after or ")" in after:
            qualifier = ""
        low = spans[i]["low"].replace(".", "")
        high = (spans[i]["high"] or spans[i]["low"]).replace(".", "")
        found.append(Reference(Code(low), Code(high), qualifier))
    return tuple(reversed(found))


def _in_brackets(text: str, offset: int) -> bool:
    return text.count("(", 0, offset) > text.count(")", 0, offset)


def means(reference: Reference, listed: Listing, edition: Edition = FY2026) -> bool | None:
    """Does the reference mean this code? None when it is limited in words that are not understood."""
    low, high = find(reference.low, edition), find(reference.high, edition)
    if low is None or high is None or not low.number <= listed.number <= high.last:
        return False
    return _fits(reference.qualifier, listed.code.letters) if reference.qualifier else True


def _fits(qualifier: str, letters: str) -> bool | None:
    for pattern, test in LIMITS:
        found = pattern.fullmatch(qualifier.replace("-character", " character"))
        if found:
            return test(found, letters)
    return None


def _at_one_place(found: re.Match[str], letters: str) -> bool:
    place = PLACES[found["place"]]
    character = letters[place - 1 : place]
    return bool(character) and found["low"] <= character <= (found["high"] or found["low"])


def _at_intent(found: re.Match[str], letters: str) -> bool:
    """'Fifth or sixth character 1-4' is the intent of a poisoning: the last of the first six that is not X."""
    character = letters[4:6].rstrip("X")[-1:]
    return bool(character) and (found["low"] <= character <= found["high"] or character == found["also"])


def _at_places(found: re.Match[str], letters: str) -> bool:
    start = PLACES[found["place"]] - 1
    return letters[start : start + len(found["value"])] == found["value"]


def _after_point(found: re.Match[str], letters: str) -> bool:
    low, high = found["low"], found["high"] or found["low"]
    tail = letters[3 : 3 + len(low)]
    return len(tail) == len(low) and low <= tail <= high


def _at_end(found: re.Match[str], letters: str) -> bool:
    return letters.endswith(found["value"])


LIMITS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str], bool]], ...] = (
    (re.compile(rf"(?P<place>{PLACE}) character \.?(?P<low>\w)(?:-(?P<high>\w))?"), _at_one_place),
    (re.compile(r"fifth or sixth character (?P<low>\d)-(?P<high>\d)(?: or (?P<also>\d))?"), _at_intent),
    (re.compile(rf"(?P<place>{PLACE}) to (?:{PLACE}) characters (?P<value>\w+)"), _at_places),
    (re.compile(r"\.(?P<low>\w+)-?(?:\.?(?P<high>\w+)-?)?"), _after_point),
    (re.compile(r"final characters -(?P<value>\w+)"), _at_end),
)
