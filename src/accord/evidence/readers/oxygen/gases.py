"""Arterial blood gases: the pressure of oxygen and the measured saturation, from reports, label lines and triplets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from accord.errors import Invalid
from accord.evidence.narrative.memory import per_document
from accord.evidence.narrative.sentences import sentence_at
from accord.evidence.profile import Profile
from accord.evidence.readers.oxygen.cues import EXERCISE, REST, SLEEP, Cue, cues
from accord.evidence.readers.oxygen.reading import Reading
from accord.records.documents import Document
from accord.records.units import convert

_GAS = re.compile(r"\babgs?\b|\barterial (?:blood )?gas(?:es)?\b|\bblood gas(?:es)?\b|\bgas(?:es)?\b|\bp ?a? ?[o0]2\b")
_REPORT = re.compile(r"\babgs?\b|blood gas|arterial", re.IGNORECASE)
_VENOUS = re.compile(r"\bvbg\b|\bvenous\b|\bcapillary\b|\bcord gas\b|\bmixed venous\b")
_VENOUS_BEHIND = re.compile(r"[^.;,\n]{0,28}?\b(?:venous|vbg|capillary)\b")
_TRIPLET = re.compile(
    r"(?<![\d./])(?P<ph>[67]\.\d{2,3})\s*[/|,-]\s*(?P<pco2>\d{2,3}(?:\.\d)?)\s*[/|,-]\s*(?P<po2>\d{2,3}(?:\.\d)?)(?:\s*[/|,-]\s*(?P<hco3>\d{2}(?:\.\d)?))?"
    r"(?:\s*[/|,-]\s*(?P<sat>\d{2,3}(?:\.\d)?)\s?%?)?(?!\d|\.\d)"
)
_PO2 = re.compile(
    r"(?<![a-z0-9])(?:p ?\(?a?\)? ?[o0] ?2|partial pressure of (?:arterial )?oxygen|oxygen (?:partial pressure|"
    r"tension))(?![a-z0-9])(?:,? ?(?:arterial|art))?"
    r"[\s:=.|(]{0,40}?(?:(?:of|was|is|at|came back|back at|only|measured|"
    r"a)\s+){0,3}(?:mm ?hg\W{0,3})?(?P<po2>\d{1,3}(?:\.\d{1,2})?)(?![\d/]|\.\d)\s*(?P<unit>mm ?hg|torr|kpa)?"
)
_SAO2 = re.compile(
    r"(?<![a-z0-9])(?:sa ?[o0]2|o2 ?hb|hbo2|o2 sat(?:uration)?|oxygen saturation|"
    r"sat)(?![a-z0-9])[\s:=.|,(%]{1,40}?(?P<sat>\d{2,3}(?:\.\d)?)(?![\d/]|\.\d)"
)
_PLAUSIBLE = (Decimal(20), Decimal(250))


def gas_readings(paper: Profile) -> Iterator[Reading]:
    """The arterial gases of a paper; venous and capillary ones are left out."""
    flat, start, end = paper.document.flat, paper.part.start, paper.part.end
    if not _GAS.search(flat, start, end):
        return
    report = bool(_REPORT.search(paper.document.text[start : start + 700])) and _is_report(paper)
    seen: set[int] = set()
    for match in _TRIPLET.finditer(flat, start, end):
        yield from _of_triplet(paper.document, match, report, seen)
    for match in _PO2.finditer(flat, start, end):
        if match.start("po2") not in seen and not _venous(paper.document, match.start()):
            value = _pressure(match)
            if value is not None:
                seen.add(match.start("po2"))
                yield _reading(paper.document, match.start("po2"), value, report, pressure=True)
    if report:
        for match in _SAO2.finditer(flat, start, end):
            value = Decimal(match["sat"])
            if 40 <= value <= 100 and match.start("sat") not in seen:
                yield _reading(paper.document, match.start("sat"), value, report, pressure=False)


def _is_report(paper: Profile) -> bool:
    """Is the paper itself a report of a gas, with its analytes in lines?"""
    flat = paper.document.flat[paper.part.start : paper.part.end]
    return bool(
        re.search(r"\bph\b[\s:=.|]{1,30}[67]\.\d", flat)
        and re.search(r"\bp ?\(?a?\)?co2\b", flat)
        and re.search(r"hco3|bicarb|sao2|base|fio2", flat)
    )


def _of_triplet(document: Document, match: re.Match[str], report: bool, seen: set[int]) -> Iterator[Reading]:
    if _venous(document, match.start()):
        return
    value = Decimal(match["po2"])
    if _PLAUSIBLE[0] <= value <= _PLAUSIBLE[1]:
        seen.add(match.start("po2"))
        yield _reading(document, match.start("po2"), value, report, pressure=True)
    if match["sat"] and 40 <= Decimal(match["sat"]) <= 100:
        seen.add(match.start("sat"))
        yield _reading(document, match.start("sat"), Decimal(match["sat"]), report, pressure=False)


def _pressure(match: re.Match[str]) -> Decimal | None:
    value = Decimal(match["po2"])
    if match["unit"] == "kpa":
        try:
            value = convert(value, "kPa", "mm[Hg]")
        except Invalid:
            return None
    return value if _PLAUSIBLE[0] <= value <= _PLAUSIBLE[1] else None


def _venous(document: Document, offset: int) -> bool:
    behind = _VENOUS_BEHIND.match(document.flat, offset)
    return bool(behind or _VENOUS.search(document.flat, max(0, offset - 60), offset))


def _reading(document: Document, at: int, value: Decimal, report: bool, pressure: bool) -> Reading:
    """The reading with the conditions in its own sentence; those of a report stand in its head."""
    sentence = sentence_at(document, at)
    start, end = (sentence.start, sentence.end) if sentence else (at, at + len(str(value)))
    told = _conditions(document, start, end)
    state = _nearest(told, "state", at, (REST, EXERCISE, SLEEP))
    oxygen = _nearest_cue(told, "oxygen", at)
    return Reading(
        value, start, end, at, state, oxygen.value if oxygen else "", oxygen.flow if oxygen else None,
        gas=True, pressure=pressure, formal=report,
    )  # fmt: skip


@per_document
def _conditions(document: Document, start: int, end: int) -> list[Cue]:
    return [cue for cue in cues(document.flat, start, end) if cue.kind in ("state", "oxygen")]


def _nearest(told: Sequence[Cue], kind: str, at: int, allowed: tuple[str, ...]) -> str:
    cue = _nearest_cue([c for c in told if c.value in allowed], kind, at)
    return cue.value if cue else ""


def _nearest_cue(told: Sequence[Cue], kind: str, at: int) -> Cue | None:
    mine = [c for c in told if c.kind == kind and abs(c.start - at) <= 90]
    return min(mine, key=lambda c: abs(c.start - at), default=None)
