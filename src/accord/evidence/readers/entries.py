"""Sentences of a record told by tables of words, each dated by the entry under which it stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from accord.evidence.chart import Chart
from accord.evidence.narrative.context import Assertion, assertion
from accord.evidence.narrative.dates import DateMention, dates
from accord.evidence.narrative.memory import per_document
from accord.evidence.narrative.sentences import line_at, sentences
from accord.evidence.narrative.tables import rows
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.mentions import date_of, voice
from accord.evidence.readers.spine.passages import CARRIED, Passage, passages_of
from accord.records.dates import PartialDate
from accord.records.documents import Document
from accord.records.findings import Finding, FindingValue, Presence, Time, Voice, Whose
from accord.records.places import AnyPlace, Place
from accord.records.request import Request


@dataclass(frozen=True, slots=True)
class Rule:
    """Words of a sentence that tell a concept.

    presence -- what the words themselves say; None: what their context says.
    unless   -- words of the same sentence that make it something else.
    plan     -- what is planned counts as told: the plan itself is asked for.
    """

    concept: str
    words: re.Pattern[str]
    presence: Presence | None = None
    unless: re.Pattern[str] | None = None
    plan: bool = False
    qualifiers: Mapping[str, str] = field(default_factory=dict[str, str])


def speaks_of(chart: Chart, codes: Sequence[str], words: re.Pattern[str]) -> bool:
    """Is the record about a subject: by the requested codes, or by words of any paper?"""
    return any(service.code in codes for service in chart.request.services) or any(
        words.search(document.flat) for document in chart.record.documents
    )


def day_of_request(request: Request) -> PartialDate | None:
    """The day on which the request came, from which dates without a year are reckoned."""
    return PartialDate.of(request.received.value) if request.received is not None else None


ENTRY_LEAD = lazy_pattern(
    r"[\s*•#>=|\[(-]*(?:(?:eval(?:uation)?|visit|entry|note|visit date|date|dos|seen|session|week|wk|day|"
    r"#)[\s#:.]*\d{0,3}[\s:.-]*)?"
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)\w*[,. ]*)?"
)


RUNS_ON = lazy_pattern(
    r"(?:[a-z\d)],|\b(?:on|and|of|since|in|to|until|by|from|the|at|or|between|through|dated|before|after))[ \t]*\r?\n?[ \t]*$"
)
"""The line before runs on: a day that begins the next line is part of its sentence, no entry."""
BANNER_LEAD = lazy_pattern(r"\s*[-=*_]{3,}[\w /&:.,()-]{1,50}")
RECKONED = lazy_pattern(r"\b(?:ago|last|today|yesterday|tomorrow|this|next)\b")


@per_document
def _calendar(document: Document, anchor: PartialDate | None) -> list[DateMention]:
    return [m for m in dates(document, anchor) if not (m.relative and RECKONED.search(document.flat, m.start, m.end))]


def calendar_dates(chart: Chart, document: Document) -> list[DateMention]:
    """The dates that a document writes as days, months or years; 'last week' is none, as entries of many days say it."""
    return _calendar(document, day_of_request(chart.request))


@per_document
def _entries(document: Document, anchor: PartialDate | None) -> list[DateMention]:
    """The dates that begin a line."""
    found: list[DateMention] = []
    for mention in dates(document, anchor):
        line = line_at(document, mention.start)
        lead = document.flat[line.start : mention.start]
        if RUNS_ON.search(document.flat, max(0, line.start - 40), line.start):
            continue
        if (ENTRY_LEAD.fullmatch(lead) or BANNER_LEAD.fullmatch(lead)) and mention.date.day is not None:
            found.append(mention)
    return found


def entry_date(chart: Chart, paper: Profile, offset: int) -> PartialDate | None:
    """The day of the dated entry in which the words at `offset` stand; else the day of the paper."""
    entries = _entries(paper.document, day_of_request(chart.request))
    index = bisect_right([mention.start for mention in entries], offset) - 1
    if index >= 0 and entries[index].start >= paper.part.start:
        return entries[index].date
    return date_of(paper)


def entry_place(chart: Chart, paper: Profile, offset: int) -> Place | None:
    """Where the day of the entry stands, with the words of its line before it; None where no entry is dated."""
    entries = _entries(paper.document, day_of_request(chart.request))
    index = bisect_right([mention.start for mention in entries], offset) - 1
    if index < 0 or entries[index].start < paper.part.start:
        return None
    return paper.document.place(line_at(paper.document, entries[index].start).start, entries[index].end)


def spoken(paper: Profile) -> Voice:
    """Whose words a paper holds; the place of treatment that performs the service keeps a record, as a hospital does."""
    told = voice(paper)
    return Voice.FACILITY if told is Voice.SUPPLIER and paper.kind is not PartKind.COVER_SHEET else told


def finding_of(
    chart: Chart,
    passage: Passage,
    concept: str,
    tool: str,
    *,
    presence: Presence = Presence.PRESENT,
    time: Time = Time.CURRENT,
    whose: Whose = Whose.PATIENT,
    value: FindingValue = None,
    unit: str | None = None,
    date: PartialDate | None = None,
    qualifiers: Mapping[str, str] | None = None,
    place: Place | None = None,
    support: tuple[AnyPlace, ...] = (),
) -> Finding:
    """A finding that a passage proves, dated by its entry unless told otherwise."""
    return Finding(
        concept=concept,
        place=place or passage.place(),
        presence=presence,
        time=time,
        whose=whose,
        value=value,
        unit=unit,
        date=date or entry_date(chart, passage.paper, passage.start),
        qualifiers={"kind": passage.paper.kind.value, **(qualifiers or {})},
        voice=spoken(passage.paper),
        support=support,
        tool=tool,
    )


def heard(chart: Chart) -> Iterator[Passage]:
    """The passages of all papers that are not about somebody else and no cover sheet."""
    for paper in chart.patient_papers:
        if paper.kind is not PartKind.COVER_SHEET and not of_another(chart, paper):
            yield from passages_of(paper)
            yield from _confirmed(paper)


BIRTH_LABEL = lazy_pattern(
    r"(?:date of )?birth(?: ?date| date)?|born|d\.?o\.?b\.?|bd|patient (?:dob|birth ?date)", re.IGNORECASE
)


def of_another(chart: Chart, paper: Profile) -> bool:
    """Does a row of the paper give another birth date than the patient's, and none the patient's own?"""
    born = chart.request.patient.birth_date
    if born is None or any(stated.value == born.value for stated in paper.header.birth_dates):
        return False
    labelled = [row.value for row in rows(paper.document) if BIRTH_LABEL.fullmatch(row.label.text.strip(" :."))]
    told = [
        mention.date.exact
        for cell in labelled
        if paper.part.start <= cell.start < paper.part.end
        for mention in dates(paper.document)
        if cell.start <= mention.start < cell.end and mention.date.exact
    ]
    return bool(told) and born.value not in told


CONFIRMED = lazy_pattern(
    r"\b(?:confirmed|verified|reviewed|updated|still accurate|correct) (?:today|again|with|w/|by|and)"
)


def _confirmed(paper: Profile) -> Iterator[Passage]:
    """Sentences that were copied from an older note and confirmed since."""
    for sentence in sentences(paper.document):
        if paper.part.start <= sentence.start < paper.part.end:
            text = paper.document.flat[sentence.start : min(sentence.end, paper.part.end)]
            if CARRIED.search(text) and CONFIRMED.search(text):
                yield Passage(paper, sentence.start, min(sentence.end, paper.part.end), sentence.kind, text)


def meant(passage: Passage, match: re.Match[str]) -> Assertion:
    """How the matched words of a passage are meant."""
    return assertion(passage.paper.document, passage.start + match.start(), passage.start + match.end())


def told(
    chart: Chart, rules: Iterable[Rule], tool: str, passages: Iterable[Passage] | None = None
) -> Iterator[Finding]:
    """A finding for each sentence that a rule fits; what is only supposed is left out."""
    table = tuple(rules)
    for passage in heard(chart) if passages is None else passages:
        for rule in table:
            found = _by_rule(chart, passage, rule, tool)
            if found is not None:
                yield found


# where a form answers with no, words that tell something by themselves may tell the opposite
ANSWERED_NO = lazy_pattern(r"[:?]\s{0,3}no\b\W*$|(?:\[x\]|☒|☑|\(x\)) ?no\b(?! [a-z])")


def _by_rule(chart: Chart, passage: Passage, rule: Rule, tool: str) -> Finding | None:
    for match in rule.words.finditer(passage.text):
        if rule.unless is not None and rule.unless.search(passage.text):
            return None
        if rule.presence is not None and ANSWERED_NO.search(passage.text):
            return None
        said = meant(passage, match)
        blank = said.hypothetical and said.presence is Presence.POSSIBLE
        if blank or (said.hypothetical and rule.presence is None):
            continue
        presence = rule.presence or said.presence
        return finding_of(
            chart,
            passage,
            rule.concept,
            tool,
            presence=presence,
            time=Time.CURRENT if rule.plan or rule.presence is not None else said.time,
            whose=said.whose,
            qualifiers={"words": match[0], **rule.qualifiers},
            place=passage.place(match.start(), match.end()),
        )
    return None
