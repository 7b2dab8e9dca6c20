"""Which wound a request is about: side and site from its codes, and whether words speak of that wound or of another."""

from __future__ import annotations

import re
from dataclasses import dataclass

from accord.evidence.chart import Chart
from accord.evidence.narrative.sentences import line_at, lines
from accord.evidence.patterns import lazy_pattern
from accord.evidence.readers.rules import about_subject
from accord.evidence.readers.spine.passages import Passage
from accord.records.documents import Document

CODES = ("G0277", "99183")
SUBJECT = lazy_pattern(r"hyperbaric|\bhbot?\b|\bhbo2\b")

LEFT = lazy_pattern(
    r"\bleft\b|\blt\b|\bl\b(?=[ .]*(?:foot|heel|toe|hallux|great|plantar|\d(?:st|nd|rd|th)|met|mth|ankle|leg|"
    r"lateral|medial|forefoot|midfoot|tma|bka|stump|calf|shin|fifth|first|second|third|fourth|dfu|dorsal))"
)
RIGHT = lazy_pattern(
    r"\bright\b|\brt\b|\br\b(?=[ .]*(?:foot|heel|toe|hallux|great|plantar|\d(?:st|nd|rd|th)|met|mth|ankle|leg|"
    r"lateral|medial|forefoot|midfoot|tma|bka|stump|calf|shin|fifth|first|second|third|fourth|dfu|dorsal))"
)
HEEL = lazy_pattern(r"\bheels?\b|\bcalcane\w+")
FOREFOOT = lazy_pattern(
    r"\btoes?\b|\bhallux\b|\bmth\b|\bmetatars\w+|\bmet head\b|\bforefoot\b|\bball of\b|\bdigit\b|\b\d(?:st|nd|rd|"
    r"th) met\b"
)


@dataclass(frozen=True, slots=True)
class Target:
    """The wound for which treatment is asked, as far as the request's codes tell: side, and heel or forefoot."""

    side: str | None = None
    site: str | None = None

    def other(self, words: str) -> bool:
        """Do the words name a wound of the other side or of another place, and not this one?"""
        return bool(
            (self.side and (told := side_of(words)) and told not in (self.side, "both"))
            or (self.site and (place := site_of(words)) and place not in (self.site, "both"))
        )

    def named(self, words: str) -> bool:
        """Do the words name this side or place?"""
        sided = side_of(words)
        placed = site_of(words)
        return not self.other(words) and bool((self.side and sided) or (self.site and placed))


def side_of(words: str) -> str | None:
    """The side of the body that words in lower case name; 'both' where they name two."""
    left, right = bool(LEFT.search(words)), bool(RIGHT.search(words))
    return "both" if left and right else "left" if left else "right" if right else None


def site_of(words: str) -> str | None:
    """Heel or forefoot, where words name one; 'both' where they name two."""
    heel, front = bool(HEEL.search(words)), bool(FOREFOOT.search(words))
    return "both" if heel and front else "heel" if heel else "forefoot" if front else None


ULCER_CODE = re.compile(r"L97\.?(?P<site>\d)(?P<side>\d)", re.IGNORECASE)
SIDES = {"1": "right", "2": "left"}


def target(chart: Chart) -> Target:
    """The wound that the requested diagnoses name; nothing where they name two."""
    matches = [m for d in chart.request.diagnoses if (m := ULCER_CODE.match(d.value))]
    sides = {SIDES.get(m["side"]) for m in matches}
    sites = {"heel" if m["site"] == "4" else "forefoot" if m["site"] == "5" else None for m in matches}
    side = next(iter(sides)) if len(sides) == 1 else None
    site = next(iter(sites)) if len(sites) == 1 else None
    # 'heel and midfoot' is one code: only a toe or metatarsal is surely elsewhere; 'other part of foot' is surely no heel
    return Target(side, site)


BACK = 14
"""Lines above a line among which the name of its wound is looked for."""


def wound_named_above(document: Document, offset: int) -> str:
    """The nearest words above or on the line that name a side or place of the body; nothing where none do."""
    here = line_at(document, offset)
    above = [line for line in lines(document) if line.start <= here.start][-BACK:]
    for line in reversed(above):
        words = document.flat[line.start : line.end]
        if side_of(words) or site_of(words):
            return words
    return ""


def of_other_wound(chart_target: Target, passage: Passage) -> bool:
    """Does a passage speak of another wound than the one asked for?"""
    return chart_target.other(passage.text)


def speaks(chart: Chart) -> bool:
    """Is the record about hyperbaric oxygen?"""
    return about_subject(chart, CODES, SUBJECT)
