"""What the sentences of papers tell, whatever the layout between their words, and on which day.

Patterns see a sentence in lower case with one blank between words, so that a line that runs on reads as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.narrative.context import Assertion, assertion
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.entries import entry_date
from accord.evidence.readers.mentions import voice
from accord.evidence.readers.rules import Rule, fitting
from accord.evidence.readers.statements import Said, said_in, statement
from accord.records.findings import Finding, Presence, Time, Voice, Whose

# What a supplier writes on its own forms, and what an order or a list of drugs prints, tells no history.
NO_HISTORY = (PartKind.COVER_SHEET, PartKind.SUPPLIER_FORM)
OTHERS = lazy_pattern(
    r"\b(?:mother|father|brother|sister|aunt|uncle|cousin|grand\w+|husband|wife|spouse|son|daughter|neighbou?r|friend|"
    r"co-?worker|roommate|parents?|siblings?|partner)(?:'s)?\b"
)
NOTE_WORDS = lazy_pattern(
    r"\b(?:exam(?:ination)?|assessment|impression|a/p|hpi|subjective|objective|denies|diagnosis|history)\b"
)
FEWEST = 2


def clinical_papers(chart: Chart) -> list[Profile]:
    """The papers about the patient that are no cover sheet."""
    return [paper for paper in chart.patient_papers if paper.kind is not PartKind.COVER_SHEET]


def papers_of(chart: Chart) -> list[Profile]:
    """The papers about the patient; a note that is signed stays one where a line of the fax stands above it."""
    return [paper for paper in chart.patient_papers if paper.kind is not PartKind.COVER_SHEET or is_faxed_note(paper)]


def is_faxed_note(paper: Profile) -> bool:
    """Is the paper, which looks like the cover of a fax, a signed note with what notes hold?"""
    if paper.kind is not PartKind.COVER_SHEET or not _is_signed(paper):
        return False
    words = NOTE_WORDS.findall(paper.document.flat, paper.part.start, paper.part.end)
    return len(set(words)) >= FEWEST


def tells_history(paper: Profile) -> bool:
    """May the paper tell what was found and done?"""
    signed_form = paper.kind is PartKind.SUPPLIER_FORM and _is_signed(paper)
    return paper.kind not in NO_HISTORY or signed_form or is_faxed_note(paper)


def _is_signed(paper: Profile) -> bool:
    return any(signature.treating for signature in paper.signatures)


def spoken(paper: Profile) -> Voice:
    """Whose words a paper holds; a form that a practitioner signed is the practitioner's."""
    heard = voice(paper)
    cover = paper.kind is PartKind.COVER_SHEET
    return Voice.CLINICIAN if heard is Voice.SUPPLIER and _is_signed(paper) and not cover else heard


def meaning(paper: Profile, each: Said, match: re.Match[str]) -> Assertion:
    """How the matched words of a sentence are meant."""
    return assertion(paper.document, *each.span(match.start(), match.end()))


def of_others(each: Said, match: re.Match[str], reach: int = 60) -> bool:
    """Is another person named shortly before the words?"""
    return bool(OTHERS.search(each.text, max(0, match.start() - reach), match.start()))


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


def on_day(chart: Chart, paper: Profile, each: Said, found: Finding) -> Finding:
    """The finding with the day of its entry; a faxed note speaks without the weight of a known author."""
    told = Voice.UNKNOWN if paper.kind is PartKind.COVER_SHEET else found.voice
    return replace(found, date=entry_date(chart, paper, each.sentence.start), voice=told)


def by_rule(paper: Profile, each: Said, rule: Rule, tool: str) -> Finding | None:
    """The finding of the first words of the sentence that the rule fits."""
    fit = fitting(rule, each.text, lambda match: meaning(paper, each, match))
    if fit is None:
        return None
    match, meant = fit
    found = statement(paper, each, match, rule.concept, tool, meant)
    return replace(
        found,
        presence=rule.presence or found.presence,
        time=rule.time or found.time,
        value=rule.value,
        qualifiers={**found.qualifiers, **rule.qualifiers},
        voice=spoken(paper),
    )


def _told(papers: Iterable[Profile], rules: Sequence[Rule], tool: str) -> Iterator[tuple[Profile, Said, Finding]]:
    for paper in papers:
        for each in said_in(paper):
            for rule in rules:
                found = by_rule(paper, each, rule, tool)
                if found is not None:
                    yield paper, each, found


def told(papers: Iterable[Profile], rules: Sequence[Rule], tool: str) -> Iterator[Finding]:
    """A finding for each sentence that a rule fits; what is only supposed, or another person's, is told so or left out."""
    for _, _, found in _told(papers, rules, tool):
        yield found


def told_on_day(
    chart: Chart, papers: Iterable[Profile], rules: Sequence[Rule], tool: str, *, but: Sequence[Presence] = ()
) -> Iterator[Finding]:
    """A finding of the patient for each sentence that a rule fits, with the day of its entry.

    but -- presences that tell nothing here.
    """
    for paper, each, found in _told(papers, rules, tool):
        if found.presence not in but and found.whose is Whose.PATIENT:
            yield on_day(chart, paper, each, found)
