"""Who performed a sleep test: an independent laboratory, or whoever supplies the device."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from accord.evidence.chart import Chart
from accord.evidence.profile.voices import ORGANIZATION, same_organization
from accord.evidence.readers.sleep_tests.study import Study
from accord.records.places import Place

_PERFORMING = re.compile(
    r"\b(?:perform(?:ed|ing)|conduct(?:ed|ing)|administer(?:ed|ing)|scored|anal[yz]s?ed|analy[sz]ed|provided|"
    r"issued|owned|operated|supplied|done|testing (?:facility|entity|provider|site)|test(?:ed)? (?:by|at)|"
    r"facility|laborator\w+|lab|site|"
    r"division|service|subsidiary|department|affiliate|part)\b"
)


_PERFORMED = re.compile(r"\b(?:performed|conducted|recorded|studied|tested) (?:by|at)\b")
_ADDRESSED = re.compile(r"\W*(?:cc|to|copy|fax(?:ed)?|sent|results? to|deliver)\b")
_NO_HEAD = re.compile(
    r"\W*(?:patient|pt|name|re|dob|order\w*|referr\w*|requested|to|from|cc|interpret\w*|study|date|night|device|type)\b",
    re.IGNORECASE,
)
_SUPPLIES = re.compile(
    r"\b(?:dme(?:pos)?|medical (?:equipment|supply)|home (?:medical|respiratory|oxygen)|sleep supply|oxygen co)\b",
    re.IGNORECASE,
)
_TITLE_ONLY = re.compile(r"\b(?:report|sleep (?:apnea )?(?:test|study)|polysomno\w+|summary)\b\W*$", re.IGNORECASE)
_HEAD_LINES, _BODY_LINES = 4, 40
_COMMON = frozenset(
    {"inc", "llc", "co", "corp", "ltd", "the", "of", "and", "company", "pllc", "pc", "home", "medical",
     "equipment", "supply", "supplies", "health", "care", "healthcare", "respiratory", "oxygen", "services",
     "service", "sleep", "center", "solutions", "dme", "durable"}
)  # fmt: skip
_LEGAL = frozenset(["inc", "llc", "co", "corp", "ltd", "the", "company", "pllc", "pc"])


@dataclass(frozen=True)
class Performer:
    """who -- 'supplier' (of the requested item) or 'independent'."""

    who: str
    place: Place


class Naming(StrEnum):
    """How far some words name an organization: in full, by its distinctive part only, or not."""

    FULL = "full"
    PART = "part"
    NOT = "not"


def performers(chart: Chart, study: Study) -> Iterator[Performer]:
    """Who performed the test, by the letterhead and the lines that say so.

    A laboratory that shares no more than a word with the supplier ('Prairie') may be it or not: nothing is said then.
    """
    supplier = chart.request.performer.name
    found: dict[str, list[Place]] = {"independent": [], Naming.FULL: [], Naming.PART: []}
    for head, place, words in _lines(study):
        named = naming(words, supplier.value) if supplier is not None else Naming.NOT
        if named is not Naming.NOT:
            if (head or _PERFORMING.search(words.lower())) and not _ADDRESSED.match(words.lower()):
                found[named].append(place)
        elif (head and _is_letterhead(words)) or (_PERFORMED.search(words.lower()) and ORGANIZATION.search(words)):
            found["independent"].append(place)
    if found[Naming.FULL]:
        yield from (Performer("supplier", place) for place in [*found[Naming.FULL], *found[Naming.PART]])
    elif not found[Naming.PART]:
        yield from (Performer("independent", place) for place in found["independent"][:2])


def _lines(study: Study) -> Iterator[tuple[bool, Place, str]]:
    """The first lines of the report that say something: is it of the head, its place, its words."""
    offset, filled = study.start, 0
    for line in study.document.text[study.start : study.end].splitlines(keepends=True):
        words = line.strip()
        if words and filled < _BODY_LINES:
            filled += 1
            yield filled <= _HEAD_LINES, study.place(offset, offset + len(line)), words
        offset += len(line)


def naming(words: str, organization: str) -> Naming:
    """How far a line names an organization, also where its letters are spaced out."""
    if any(same_organization(cell, organization) for cell in re.split(r"\s{3,}", words) if cell.strip()):
        return Naming.FULL
    squeezed = re.sub(r"[^a-z0-9]", "", words.lower())
    own = re.findall(r"[a-z0-9]+", organization.lower())
    whole = "".join(word for word in own if word not in _LEGAL)
    part = "".join(word for word in own if word not in _COMMON)
    if len(whole) > 5 and whole in squeezed:
        return Naming.FULL
    return Naming.PART if len(part) > 4 and part in squeezed else Naming.NOT


def _is_letterhead(words: str) -> bool:
    """An organization in the head of the report that may perform sleep tests, not one that supplies equipment."""
    if _NO_HEAD.match(words) or _SUPPLIES.search(words):
        return False
    return any(_is_organization(cell) for cell in re.split(r"\s{2,}|\t", words))


def _is_organization(cell: str) -> bool:
    name = re.split(r" - |\(", cell)[0]
    capitals = sum(w[:1].isupper() for w in name.split())
    return bool(ORGANIZATION.search(cell)) and capitals >= 2 and not _TITLE_ONLY.search(name)
