"""How orders name equipment in words, where they write no code."""

from __future__ import annotations

import re
from dataclasses import dataclass

from accord.evidence.patterns import lazy_pattern


@dataclass(frozen=True, slots=True)
class Item:
    """Codes by their beginning and the numbers behind it, the words for the item, and words that make it another one."""

    letter: str
    first: int
    last: int
    words: re.Pattern[str]
    unless: re.Pattern[str] | None = None


_BRACE = r"(?:braces?|orthos[ei]s|orthotics?|supports?|corset)"
ITEMS = (
    Item(
        "L", 450, 492,
        lazy_pattern(rf"\btlsos?\b|\b(?:thoraco[- ]?lumbo?(?:ar)?(?:[- ]?sacral)?|thoracic|spinal|back)[ -](?:\w+ )?{_BRACE}\b"),
        lazy_pattern(r"\blsos?\b|\b(?:knee|cervical)\b"),
    ),
    Item(
        "L", 621, 651,
        lazy_pattern(rf"\blsos?\b|\b(?:lumbar|lumbo[- ]?sacral|lumbar[- ]sacral|spinal|back)[ -](?:\w+ )?{_BRACE}\b"),
        lazy_pattern(r"\btlsos?\b|\bthoraco|\b(?:knee|cervical)\b"),
    ),
    Item("L", 1810, 1861, lazy_pattern(rf"\bknee[ -](?:\w+ ){{0,2}}?{_BRACE}\b|\bkos?\b|\b(?:unloader|offloader) {_BRACE}\b|\bunloading (?:knee )?brace\b")),
    Item("E", 747, 760, lazy_pattern(r"\bbone[- ](?:growth[- ])?stimulat\w+|\bosteogen(?:esis|ic) stimulat\w+|\bfracture stimulat\w+")),
    Item("E", 650, 676, lazy_pattern(r"\bpneumatic compress\w+|\b(?:lymphedema|compression) pumps?\b|\bsequential compression (?:pump|device)")),
    Item(
        "E", 193, 373,
        lazy_pattern(
            r"\blow[- ]air[- ]loss\b|\balternating[- ](?:air[- ]|low[- ])?pressure\b|\bgroup (?:2|ii)\b[^.;]{0,20}\b(?:surface|mattress|overlay)|"
            r"\bpowered (?:\w+ )?(?:pressure[- ])?(?:\w+ )?(?:mattress|overlay)|\bpressure[- ]reducing (?:support )?(?:mattress|surface|overlay)|"
            r"\bsupport surface\b"
        ),
        lazy_pattern(r"\bgroup (?:1|3|i|iii)\b|\bair[- ]fluidized\b"),
    ),
    Item(
        "K", 800, 899,
        lazy_pattern(
            r"\b(?:power(?:ed)?|electric|motori[sz]ed) (?:\w+ )?(?:wheelchairs?|mobility (?:device|scooter))\b|\bpwc\b|\bscooters?\b|\bpov\b"
        ),
    ),
    Item(
        "L", 5610, 5999,
        lazy_pattern(r"\b(?:microprocessor|mpk|prosthe(?:sis|tic)|transfemoral|transtibial)\b"),
        lazy_pattern(r"\b(?:hip|breast|eye|shoulder) prosthe"),
    ),
)  # fmt: skip
NOT_ORDERED = lazy_pattern(
    r"\b(?:not|no|previous|replaces?|instead of|discontinue\w*|d/c|returned)\b[^.;]{0,40}$|\[ {0,2}\] ?[^\[]{0,60}$"
)


def named_item(code: str, words: str) -> re.Match[str] | None:
    """Where words in lower case name the item of a code; None where they name another or none."""
    number = code[1:]
    for item in ITEMS:
        if code[:1] != item.letter or not number.isdigit() or not item.first <= int(number) <= item.last:
            continue
        if item.unless is not None and item.unless.search(words):
            return None
        match = item.words.search(words)
        return match if match is not None and not NOT_ORDERED.search(words, 0, match.start()) else None
    return None
