"""Rules over the sentences of papers: words that tell a concept, whatever the layout between the words.

Patterns see a sentence in lower case with one blank between words, so that a line that runs on reads as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.narrative.context import Assertion, assertion
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.mentions import voice
from accord.evidence.readers.statements import Said, said_in, statement
from accord.records.findings import Finding, Presence, Time, Voice, Whose


@dataclass(frozen=True, slots=True)
class Rule:
    """Words of a sentence that tell a concept.

    presence -- what the words themselves say; None: what their context says.
    unless   -- words of the same sentence that make it something else.
    time     -- the time that the words themselves give; None: what their context says.
    """

    concept: str
    words: re.Pattern[str]
    presence: Presence | None = None
    unless: re.Pattern[str] | None = None
    time: Time | None = None
    value: Decimal | None = None
    qualifiers: Mapping[str, str] = field(default_factory=dict[str, str])


def about_subject(chart: Chart, codes: Sequence[str], words: re.Pattern[str]) -> bool:
    """Is the record about a subject: by a requested code, or by words of a paper?"""
    asked = any(service.code in codes for service in chart.request.services)
    return asked or any(words.search(document.flat) for document in chart.record.documents)


def clinical_papers(chart: Chart) -> list[Profile]:
    """The papers about the patient that are no cover sheet."""
    return [paper for paper in chart.patient_papers if paper.kind is not PartKind.COVER_SHEET]


def told(papers: Iterable[Profile], rules: Sequence[Rule], tool: str) -> Iterator[Finding]:
    """A finding for each sentence that a rule fits; what is only supposed, or another person's, is told so or left out."""
    for paper in papers:
        for each in said_in(paper):
            for rule in rules:
                found = by_rule(paper, each, rule, tool)
                if found is not None:
                    yield found


def by_rule(paper: Profile, each: Said, rule: Rule, tool: str) -> Finding | None:
    """The finding of the first words of the sentence that the rule fits."""
    for match in rule.words.finditer(each.text):
        if rule.unless is not None and rule.unless.search(each.text):
            return None
        meant = meaning(paper, each, match)
        if meant.hypothetical:
            continue
        found = statement(paper, each, match, rule.concept, tool, meant)
        return replace(
            found,
            presence=rule.presence or found.presence,
            time=rule.time or found.time,
            value=rule.value,
            qualifiers={**found.qualifiers, **rule.qualifiers},
            voice=spoken(paper),
        )
    return None


def meaning(paper: Profile, each: Said, match: re.Match[str]) -> Assertion:
    """How the matched words of a sentence are meant."""
    return assertion(paper.document, *each.span(match.start(), match.end()))


def told_of(
    paper: Profile,
    each: Said,
    match: re.Match[str],
    concept: str,
    tool: str,
    *,
    presence: Presence = Presence.PRESENT,
    time: Time = Time.CURRENT,
    value: Decimal | str | None = None,
    unit: str | None = None,
    qualifiers: Mapping[str, str] | None = None,
) -> Finding:
    """A finding of matched words whose meaning the caller knows."""
    found = statement(paper, each, match, concept, tool, Assertion(presence, time, Whose.PATIENT))
    return replace(
        found,
        value=value,
        unit=unit,
        qualifiers={**found.qualifiers, **(qualifiers or {})},
        voice=spoken(paper),
    )


def spoken(paper: Profile) -> Voice:
    """Whose words a paper holds; a form that a practitioner signed is the practitioner's."""
    heard = voice(paper)
    signed = any(signature.treating for signature in paper.signatures)
    return Voice.CLINICIAN if heard is Voice.SUPPLIER and signed and paper.kind is not PartKind.COVER_SHEET else heard
