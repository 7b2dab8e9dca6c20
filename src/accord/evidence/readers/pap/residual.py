"""The index that remains with therapy; it never is a diagnostic one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.narrative.context import assertion
from accord.evidence.readers.pap.told import SUBJECT, TOOL
from accord.evidence.readers.statements import papers_about, said_in, statement
from accord.records.findings import Finding

RESIDUAL = re.compile(
    r"(?:residual|remaining|machine|device|treated|therapy|on-?therapy) (?:resp\w* )?(?:ahi|rdi|events? index|"
    r"index)(?: (?:is|was|of|at|on|around|about|still|remains?|runs?|averag\w+|c-?pap|therapy|~|"
    r"approximately))*[ :=~]*(?P<n>\d{1,3}(?:\.\d+)?)|"
    r"\bahi (?:on|with|at) (?:c-?pap|therapy|treatment|pap|(?:c-?pap )?\d+ ?cm\w*)(?: (?:is|was|of|\d+ ?cm|h2o|"
    r"remains?|still))*[ :=]*(?P<on>\d{1,3}(?:\.\d+)?)|"
    r"(?:c-?pap|apap|\d+ ?cm(?: ?h2o)?)(?: [\w-]+){0,4}? (?:leaves?|left|gave|with|yields?|shows?|"
    r"had) (?:an? )?(?:residual )?ahi (?:of |at )?(?P<leaves>\d{1,3}(?:\.\d+)?)|"
    r"\bahi (?P<now>\d{1,3}(?:\.\d+)?) (?:on|with|at) (?:c-?pap|apap|auto-?pap)\b|"
    r"\b(?:c-?pap|apap) (?:(?:max|pressure|at|to|up to|of|cm|h2o|\d{1,2}(?:\.\d)?)[ -]*){1,5}[-–:=>,]* ?ahi (?:still |of |stays? )?(?P<then>\d{1,3}(?:\.\d+)?)"
)


def residual_indices(chart: Chart) -> Iterator[Finding]:
    """Each index with therapy that a paper states."""
    for paper in papers_about(chart, SUBJECT):
        for each in said_in(paper):
            for match in RESIDUAL.finditer(each.text):
                told = assertion(paper.document, *each.span(match.start(), match.end()))
                if told.hypothetical:
                    continue
                found = statement(paper, each, match, "residual_ahi", TOOL, told)
                number = match["n"] or match["on"] or match["leaves"] or match["now"] or match["then"]
                yield Finding(
                    found.concept, found.place, found.presence, found.time, found.whose, Decimal(number), "/h", found.date,
                    qualifiers=found.qualifiers, voice=found.voice, tool=TOOL,
                )  # fmt: skip
