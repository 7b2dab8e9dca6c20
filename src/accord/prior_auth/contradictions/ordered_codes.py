"""An order for another item than the one that is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from accord.dossier.review import Conflict, ConflictKind
from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.prior_auth.contradictions.asking import asking
from accord.records.places import AnyPlace, Place
from accord.wording import say

HCPCS = re.compile(r"\b(?:[AEGKL]\d{4}|(?:CPT ?)?[1-9]\d{4})(?=[-\s,;.:)]|$)", re.MULTILINE)
FAMILY = 2
"""First signs that codes of like items share: 'E2' of 'E2102' and 'E2103', '64' of '64633' and '64635'."""
NOT_A_CODE = lazy_pattern(
    r"\b(?:zip|po box|suite|ste|mrn|acct|account|phone|fax|tel|ext|npi|id|#)\W{0,3}$|[A-Z]{2} {1,2}$"
)
RECENT = 200


def ordered_codes(chart: Chart) -> Iterator[Conflict]:
    """The signed orders of late name items like the one asked for, and none of them is it."""
    asked = {service.code for service in chart.request.services}
    found: list[tuple[str, Place]] = []
    for paper in chart.patient_papers:
        if paper.kind is not PartKind.ORDER or not _is_recent(chart, paper):
            continue
        codes = list(_codes(paper))
        if any(code in asked for code, _ in codes):
            return
        alike = [(code, place) for code, place in codes if any(code[:FAMILY] == other[:FAMILY] for other in asked)]
        found.extend(alike)
    if found:
        wanted = next(
            service for service in chart.request.services if any(c[:FAMILY] == service.code[:FAMILY] for c, _ in found)
        )
        sentence = say("contradiction.ordered", written=found[0][0], asked=wanted.code)
        places: list[AnyPlace] = [found[0][1], wanted.place, *_asked_in(chart, asked)]
        yield Conflict(ConflictKind.CODE, sentence, tuple(places))


def _codes(paper: Profile) -> Iterator[tuple[str, Place]]:
    document = paper.document
    for match in HCPCS.finditer(document.text, paper.part.start, paper.part.end):
        code = match[0].removeprefix("CPT").strip()
        if not (code.isdigit() and NOT_A_CODE.search(document.text[max(0, match.start() - 12) : match.start()])):
            yield code, document.place(match.start(), match.end())


def _asked_in(chart: Chart, asked: set[str]) -> Iterator[AnyPlace]:
    """Where a form that asks writes the requested code."""
    for paper in asking(chart):
        if paper.kind is PartKind.ORDER:
            continue
        place = next((place for code, place in _codes(paper) if code in asked), None)
        if place is not None:
            yield place


def _is_recent(chart: Chart, paper: Profile) -> bool:
    day = chart.request.received or chart.request.service_date
    return paper.date is None or day is None or (day.value - paper.date.value.latest).days <= RECENT
