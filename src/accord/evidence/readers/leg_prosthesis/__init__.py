"""What records tell before a prosthesis of the leg: the functional level, the outlook, and why this knee, foot or socket."""

from __future__ import annotations

from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind
from accord.evidence.readers.leg_prosthesis.agreement import agreements, concurrences
from accord.evidence.readers.leg_prosthesis.component import REASONS
from accord.evidence.readers.leg_prosthesis.level import described, findings_of_level, levels
from accord.evidence.readers.leg_prosthesis.outlook import OUTLOOK
from accord.evidence.readers.leg_prosthesis.people import is_prosthetist
from accord.evidence.readers.leg_prosthesis.product import PRODUCT, SHEET, is_of_knee, is_product_sheet
from accord.evidence.readers.leg_prosthesis.reasons_apart import reasons_apart
from accord.evidence.readers.leg_prosthesis.words import TOOL
from accord.evidence.readers.pairs import told_in_pairs
from accord.evidence.readers.rules import about_subject
from accord.evidence.readers.sayings import papers_of
from accord.evidence.readers.statements import said_in
from accord.records.findings import Finding

CODES = (
    "L5856", "L5857", "L5858", "L5973", "L5976", "L5979", "L5980", "L5981", "L5987", "L5700", "L5701", "L5702", "L5703",
    "L5618", "L5620", "L5622", "L5624", "L5626", "L5628",
)  # fmt: skip
SUBJECT = lazy_pattern(
    r"\b(?:above|below)[- ]knee prosthe|\btransfemoral\b|\btranstibial\b|microprocessor knee|\bprosthetic (?:knee|foot|leg|socket)"
)


def leg_prosthesis(chart: Chart) -> Iterator[Finding]:
    """The level, the function, the outlook, and the reasons for the component."""
    if not about_subject(chart, CODES, SUBJECT):
        return
    papers = [paper for paper in papers_of(chart) if paper.kind is not PartKind.ORDER]
    sheets = [paper for paper in papers if is_product_sheet(paper)]
    own = [paper for paper in papers if paper not in sheets and not is_prosthetist(chart, paper)]
    told = {id(paper): list(said_in(paper)) for paper in papers}
    given: list[Finding] = []
    for paper in papers:
        sentences = told[id(paper)]
        if paper in sheets:
            if is_of_knee(paper):
                yield from told_in_pairs(chart, paper, sentences, (*PRODUCT[1:], *SHEET), TOOL)
            continue
        if paper not in own:
            yield from told_in_pairs(chart, paper, sentences, PRODUCT, TOOL)
            continue
        yield from told_in_pairs(chart, paper, sentences, (*OUTLOOK, *REASONS, *PRODUCT), TOOL)
        given += levels(chart, paper, sentences)
        yield from described(chart, paper, sentences)
        yield from findings_of_level(chart, paper, sentences)
        yield from reasons_apart(chart, paper, sentences)
        yield from concurrences(chart, paper, sentences)
    yield from given
    yield from agreements(chart, [(p, told[id(p)]) for p in papers if p not in own and p not in sheets], given)
