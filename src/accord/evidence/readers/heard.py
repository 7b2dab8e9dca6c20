"""What the passages of all papers tell, each dated by the entry under which it stands.

A passage keeps the document's own spacing, so that its words stand where it says; see `sayings` for sentences of one blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from accord.evidence.chart import Chart
from accord.evidence.narrative.context import Assertion, assertion
from accord.evidence.narrative.dates import dates
from accord.evidence.narrative.sentences import sentences
from accord.evidence.narrative.tables import rows
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.entries import entry_date
from accord.evidence.readers.mentions import voice
from accord.evidence.readers.rules import Rule, fitting
from accord.evidence.readers.spine.passages import CARRIED, Passage, passages_of
from accord.records.dates import PartialDate
from accord.records.findings import Finding, FindingValue, Presence, Time, Voice, Whose
from accord.records.places import AnyPlace, Place


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


def _voice(paper: Profile) -> Voice:
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
        voice=_voice(passage.paper),
        support=support,
        tool=tool,
    )


def told(
    chart: Chart, rules: Iterable[Rule], tool: str, passages: Iterable[Passage] | None = None
) -> Iterator[Finding]:
    """A finding for each passage that a rule fits; what is only supposed is left out."""
    table = tuple(rules)
    for passage in heard(chart) if passages is None else passages:
        for rule in table:
            found = _by_rule(chart, passage, rule, tool)
            if found is not None:
                yield found


def _by_rule(chart: Chart, passage: Passage, rule: Rule, tool: str) -> Finding | None:
    fit = fitting(rule, passage.text, lambda match: meant(passage, match), by_themselves=True)
    if fit is None:
        return None
    match, said = fit
    return finding_of(
        chart,
        passage,
        rule.concept,
        tool,
        presence=rule.presence or said.presence,
        time=Time.CURRENT if rule.plan or rule.presence is not None else said.time,
        whose=said.whose,
        qualifiers={"words": match[0], **rule.qualifiers},
        place=passage.place(match.start(), match.end()),
    )
