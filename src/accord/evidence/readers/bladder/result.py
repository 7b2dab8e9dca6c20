"""How much the test stimulation improved what the voiding diary counts.

snm_test_improvement -- percent, the best that a paper's diary shows of leaks, voids, catheter volumes or the like. What a patient
                        feels, without a diary, tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.narrative.sentences import lines
from accord.evidence.narrative.tables import Cell, Table, tables
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import Profile
from accord.evidence.readers.bladder.words import STIMULATION
from accord.evidence.readers.entries import calendar_dates, day_of_request, entry_date
from accord.evidence.readers.sayings import meaning, of_others, on_day, spoken, tells_history, told_of
from accord.evidence.readers.statements import Said, said_in
from accord.records.dates import PartialDate
from accord.records.findings import Finding, Presence, Whose

TOOL = "bladder-result/1"
IMPROVEMENT = "snm_test_improvement"
HUNDRED = Decimal(100)

ABOUT = lazy_pattern(rf"\b{STIMULATION}|\btrial\b|\btest\b")
DIARY = lazy_pattern(r"\bdiar(?:y|ies)\b|\b(?:voiding|bladder|frequency[- ]volume) (?:log|chart)s?\b")
NO_DIARY = lazy_pattern(
    r"\b(?:no|without|not|never|did not|didn't|lost|missing|forgot\w*|incomplete|blank)\b[^.;]{0,30}\bdiar\w+|"
    r"\bdiar\w+[^.;]{0,25}\b(?:not|lost|missing|incomplete|blank|unavailable|pending)\b"
)
FEWER = (
    r"(?:leak\w*|uui|urge ui|incontinen\w+(?: episodes?)?|accidents?|voids?|voiding(?:s| frequency)?|urinations?|"
    r"micturitions?|frequency|urgency(?: episodes?)?|pads?|catheteri[sz]\w+|cath(?:s| volumes?)?|"
    r"residuals?|pvr|episodes?|nocturia)"
)
MORE = r"(?:voided volumes?|volume per void|spontaneous void\w*)"
SYMPTOM = lazy_pattern(rf"\b(?:{FEWER}|{MORE})\b")
PERCENT = lazy_pattern(
    r"(?<![\d.])(?P<sign>[<>≥≤] ?|less than |more than |at least |over |under )?(?P<n>\d{1,3}(?:\.\d+)?) ?(?:%|"
    r"percent)(?! (?:confidence|of (?:the )?(?:time|days)|or (?:more|greater|better)))"
)
BETTER = lazy_pattern(r"\b(?:improv\w+|reduc\w+|decreas\w+|fewer|less|better|drop\w*|declin\w+|fell|relief|down)\b")
ASKED = lazy_pattern(
    r"\b(?:if|requires?|required|criteri\w+|threshold|goal|must|needed|defined as|cut-?off|should|at least 50|success (?:is|means))\b"
)
FELT = lazy_pattern(
    r"\b(?:reports?|states?|feels?|felt|says|subjective\w*|estimates?|per (?:the )?patient|tells|describes|satisf\w+|guess\w*|overall)\b"
)
_N = r"(\d{1,4}(?:\.\d+)?)"
_UNIT = r"(?: ?(?:leaks?|voids?|episodes?|times|pads?|caths?|ml|cc|/ ?(?:day|d|24 ?h)|per (?:day|night|24 hours)|a day|daily|x))*"
FROM_TO = lazy_pattern(
    rf"(?:\bfrom |\b(?:averag\w+|baseline|were|was|went)\b[ :]*(?:from )?|[:(] ?)?{_N}{_UNIT}(?: (?:at|"
    r"on|in) (?:the )?(?:baseline|(?:first|baseline) diary)| (?:before|baseline))?,? ?(?:->|→|"
    rf"=>|-->|down to|up to|to|then|and|vs\.?|versus)(?: (?:only|just))? ?(?<!-){_N}(?!\d|[./]\d| ?%)"
)
BASE_TEST = lazy_pattern(
    rf"\b(?:baseline|before|pre)\b[^.;|\n]{{0,40}}?{_N}{_UNIT}[^.|\n]{{0,40}}?\b(?:trial|test|"
    rf"during|on stim\w*|with stim\w*|stim\w*|after|post)\b[^.;|\n\d]{{0,30}}?(?<!-){_N}(?!\d|[./]\d| ?%)"
)
BASE_HEAD, TEST_HEAD = r"\b(?:baseline|before|pre)", r"\b(?:trial|test|stim|during|after|post(?!-?op)|phase|pne)"
EACH_NAMED = lazy_pattern(
    rf"{_N}{_UNIT} (?:(?:at|in|on|during) )?(?:the )?(?:baseline|before|first diary)[^.;|\n\d]{{0,40}}?{_N}{_UNIT} "
    r"(?:at|in|on|during|with) (?:the )?(?:end of )?(?:the )?(?:trial|test|stim\w*)"
)
TEST_BASE = lazy_pattern(
    rf"\b(?:trial|test|on stim\w*|with stim\w*|now)\b[^.;|\n\d]{{0,30}}?{_N}{_UNIT},? ?\(? ?(?:baseline|was|from|before|vs\.?|versus|down from)"
    rf"(?: baseline| of)?\W{{0,3}}(?<!-){_N}(?!\d|[./]\d| ?%)"
)
AVERAGE = re.compile(
    r"\b(?:avg|average|mean)\b\W{0,3}(\d{1,4}(?:\.\d+)?)|(?<![\d.])(\d{1,4}(?:\.\d+)?) ?(?:avg|mean)\b"
)
NUMBER_CELL = re.compile(r"\s*(\d{1,4}(?:\.\d+)?)")


def results(chart: Chart, papers: list[Profile]) -> Iterator[Finding]:
    """The best improvement that each paper's diary shows."""
    for paper in papers:
        words = paper.document.flat[paper.part.start : paper.part.end]
        if not tells_history(paper) or not ABOUT.search(words) or not DIARY.search(words):
            continue
        found = [*_in_sentences(chart, paper), *_in_tables(chart, paper), *_in_averages(chart, paper)]
        if found:
            best = max(found, key=lambda one: one.number or Decimal(0))
            yield best if best.date is not None else replace(best, date=_last_day(chart, paper))


def _last_day(chart: Chart, paper: Profile) -> PartialDate | None:
    """The last day that a diary without a date of its own names, up to the day of the request."""
    asked = day_of_request(chart.request)
    told = [
        m.date
        for m in calendar_dates(chart, paper.document)
        if paper.part.start <= m.start < paper.part.end and m.date.exact
    ]
    past = [day for day in told if asked is None or day.earliest <= asked.latest]
    return max(past, key=lambda day: day.earliest, default=None)


def _in_averages(chart: Chart, paper: Profile) -> Iterator[Finding]:
    """Rows that count every day and give the average of the first and of the second diary."""
    flat, low, high = paper.document.flat, paper.part.start, paper.part.end
    heads = [re.compile(pattern).search(flat, low, high) for pattern in (BASE_HEAD, TEST_HEAD)]
    if heads[0] is None or heads[1] is None or heads[0].start() > heads[1].start():
        return
    for line in lines(paper.document):
        if not heads[0].start() < line.start < high:
            continue
        words = flat[line.start : line.end]
        found = [Decimal(match[1] or match[2]) for match in AVERAGE.finditer(words)]
        if len(found) == 2 and SYMPTOM.search(words):
            yield Finding(
                IMPROVEMENT,
                paper.document.place(line.start, line.end),
                value=improved(words, *found),
                unit="%",
                date=entry_date(chart, paper, line.start),
                qualifiers={"kind": paper.kind.value},
                voice=spoken(paper),
                tool=TOOL,
            )


def _in_sentences(chart: Chart, paper: Profile) -> Iterator[Finding]:
    told = list(said_in(paper))
    for index, each in enumerate(told):
        near = " ".join(other.text for other in told[max(0, index - 1) : index + 2])
        within = DIARY.search(each.text) and not NO_DIARY.search(each.text)
        if NO_DIARY.search(near) or not (within or DIARY.search(near)):
            continue
        if not SYMPTOM.search(each.text) and not within:
            continue
        for match, value in _values(each):
            meant = meaning(paper, each, match)
            if meant.whose is not Whose.PATIENT or meant.hypothetical or of_others(each, match):
                continue
            if meant.presence is Presence.PRESENT and (within or not FELT.search(each.text)):
                one = told_of(paper, each, match, IMPROVEMENT, TOOL, value=value, unit="%")
                yield on_day(chart, paper, each, one)


def _values(each: Said) -> Iterator[tuple[re.Match[str], Decimal]]:
    words = each.text
    if ASKED.search(words):
        return
    if BETTER.search(words):
        for match in PERCENT.finditer(words):
            if not match["sign"] and Decimal(match["n"]) <= HUNDRED:
                yield match, Decimal(match["n"])
    for pattern in (EACH_NAMED, FROM_TO, BASE_TEST, TEST_BASE):
        for match in pattern.finditer(words):
            clause = words[max(0, match.start() - 50) : match.end() + 25]
            if SYMPTOM.search(clause):
                before, during = (match[2], match[1]) if pattern is TEST_BASE else (match[1], match[2])
                value = improved(clause, Decimal(before), Decimal(during))
                if value >= -HUNDRED:  # more than twice as bad: two numbers that belong to different things
                    yield match, value


RISES = lazy_pattern(rf"\b{MORE}\b")


def improved(label: str, before: Decimal, during: Decimal) -> Decimal:
    """Percent of improvement: of volumes that are voided the rise, of all else the fall."""
    if not before:
        return Decimal(0)
    change = (during - before) if RISES.search(label) else (before - during)
    return (change / before * HUNDRED).quantize(Decimal("0.1"))


def _in_tables(chart: Chart, paper: Profile) -> Iterator[Finding]:
    for table in tables(paper.document):
        if not table.header or not paper.part.start <= table.start < paper.part.end:
            continue
        base, test = table.column(BASE_HEAD), table.column(TEST_HEAD)
        if base is None or test is None or base == test:
            continue
        yield from _rows(chart, paper, table, base, test)


def _rows(chart: Chart, paper: Profile, table: Table, base: int, test: int) -> Iterator[Finding]:
    for row in table.rows:
        cells: list[Cell | None] = [row[0] if row else None, *(row[i] if i < len(row) else None for i in (base, test))]
        label, before, during = cells
        if label is None or before is None or during is None or not SYMPTOM.search(label.text.lower()):
            continue
        first, second = NUMBER_CELL.match(before.text), NUMBER_CELL.match(during.text)
        if first is None or second is None:
            continue
        yield Finding(
            IMPROVEMENT,
            paper.document.place(label.start, max(before.end, during.end)),
            value=improved(label.text.lower(), Decimal(first[1]), Decimal(second[1])),
            unit="%",
            date=entry_date(chart, paper, label.start),
            qualifiers={"kind": paper.kind.value},
            voice=spoken(paper),
            tool=TOOL,
        )
