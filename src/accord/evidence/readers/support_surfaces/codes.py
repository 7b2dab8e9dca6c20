"""Diagnosis codes of pressure ulcers, whether they are covered, and their side against the side that is treated; and renewals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.readers.spine.passages import Passage
from accord.evidence.readers.support_surfaces.flap import FLAP
from accord.evidence.readers.support_surfaces.subject import day_of_request, days_in, is_record, made
from accord.evidence.readers.support_surfaces.wounds import LEFT, RIGHT, Wound, sites_in
from accord.records.findings import Finding, Presence, Side, Voice

CODE = re.compile(r"\bl89\.?(?P<site>\d)(?P<part>\d)(?P<stage>\d)?\b")
COVERED_SITE, COVERED_STAGE = ("1", "2", "3"), ("0", "2", "3", "4")
SIDE_OF = {"21": Side.RIGHT, "22": Side.LEFT, "31": Side.RIGHT, "32": Side.LEFT}
LOWER = ("ischium", "trochanter", "buttock")
RENEWAL = lazy_pattern(
    r"\brenew(?:al|als|ing)?\b[^.;]{0,60}\b(?:mattress|surface|bed|e0\d{3}|rental|authori[sz]ation)|"
    r"\b(?:mattress|surface|e0\d{3}|rental|authori[sz]ation)\b[^.;]{0,40}\brenew(?:al|als|ing)?\b|"
    r"\bcontinued (?:use|coverage|need|rental) (?:of|for)?[^.;]{0,20}\b(?:mattress|surface|e0\d{3}|group 2)|"
    r"\b(?:extend|extension of|continue|continuation of)\b[^.;]{0,30}\b(?:authorization|"
    r"rental|coverage)|\boriginal(?:ly)? deliver\w*|\bcontinues? to (?:use|sleep on|need) (?:the|his|"
    r"her) (?:\w+ ){0,2}(?:mattress|surface|bed)|\brecertif\w+[^.;]{0,30}\b(?:mattress|surface|e0277)|"
    r"\bmonthly rental\b"
)
OLD_YEAR = 200
"""Days before the request after which an operation is another one than that of the request."""


def covered(code: str) -> bool | None:
    """Is a pressure ulcer code one of those covered; None for any other code."""
    match = CODE.fullmatch(code.lower())
    if match is None:
        return None
    if match["site"] == "4":
        return match["part"] in ("2", "3", "4", "5")
    return match["site"] in COVERED_SITE and match["stage"] in COVERED_STAGE


def codes(chart: Chart, passages: Sequence[Passage], wounds: Sequence[Wound]) -> Iterator[Finding]:
    """Codes as papers write them, a dispute about their side, and words of a renewal."""
    asked = {d.value.upper().replace(".", "") for d in chart.request.diagnoses}
    any_covered = any(covered(d.value) for d in chart.request.diagnoses)
    for passage in passages:
        yield from _written(chart, passage, asked, any_covered)
        match = RENEWAL.search(passage.text)
        if match is not None:
            yield made(chart, "surface_renewal", passage, place=passage.place(match.start(), match.end()))
    yield from _side(chart, passages, wounds)


def _written(chart: Chart, passage: Passage, asked: set[str], any_covered: bool) -> Iterator[Finding]:
    found = [m[0].upper() for m in CODE.finditer(passage.text)]
    told = [c for c in found if c.replace(".", "") in asked]
    if any(covered(c) for c in told):
        yield made(chart, "covered_code_written", passage)
    elif told and not any_covered:
        yield made(chart, "uncovered_code_written", passage)


def _side(chart: Chart, passages: Sequence[Passage], wounds: Sequence[Wound]) -> Iterator[Finding]:
    """Two findings that contradict each other where the code's side and the treated side are opposite."""
    coded = {
        SIDE_OF[m["site"] + m["part"]]
        for d in chart.request.diagnoses
        if (m := CODE.fullmatch(d.value.lower())) and m["site"] + m["part"] in SIDE_OF
    }
    if len(coded) != 1:
        return
    side = next(iter(coded))
    treated = [
        *_operated(chart, passages),
        *((w.passage, Side(w.side)) for w in wounds if w.site in LOWER and w.side in ("left", "right")),
    ]
    if not treated or any(told is side for _, told in treated):
        return
    passage, other = treated[0]
    yield replace(made(chart, "code_side_agrees", passage), side=other, voice=Voice.CLINICIAN)
    lines = [p for p in passages if any(m["site"] + m["part"] in SIDE_OF for m in CODE.finditer(p.text))]
    for line in lines[:1]:
        yield replace(made(chart, "code_side_agrees", line, presence=Presence.ABSENT), side=side, voice=Voice.CLINICIAN)


def _operated(chart: Chart, passages: Sequence[Passage]) -> Iterator[tuple[Passage, Side]]:
    """The side of a recent operation, from the report or the summary of the stay."""
    asked = day_of_request(chart)
    for passage in passages:
        match = FLAP.search(passage.text)
        if match is None or not is_record(chart, passage.paper) or not (sites_in(passage.text) or "flap" in match[0]):
            continue
        if passage.paper.kind.value not in ("procedure_note", "discharge_summary"):
            continue
        old = [
            m for m in days_in(chart, passage) if asked is not None and (asked.earliest - m.date.latest).days > OLD_YEAR
        ]
        left, right = LEFT.search(passage.text), RIGHT.search(passage.text)
        if not old and bool(left) != bool(right):
            yield passage, Side.LEFT if left else Side.RIGHT
