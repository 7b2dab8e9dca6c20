"""Does a paper say that this patient has diabetes, or that there is none: statements, not words of clinics, labels or criteria.

Concepts: 'diabetes_stated' (present: the patient has it; absent: it is denied, or another cause stands in its place; possible: it
is over or in doubt), 'diabetes_denied' (the denial alone).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from accord.evidence.chart import Chart
from accord.evidence.narrative.context import assertion
from accord.evidence.narrative.sentences import sentence_at
from accord.evidence.narrative.terms import TermMention, Terms, load_terms
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.diabetes.diagnosis_words import (
    AFTER_GENERIC,
    BEFORE_GENERIC,
    CODE,
    DENIED,
    DOUBTED,
    GENERIC,
    NOT_A_DENIAL,
    OVER,
    RANGE,
)
from accord.evidence.readers.mentions import about, date_of, voice
from accord.evidence.readers.statements import Said, place_of, said_in
from accord.records.findings import Finding, Presence, Time, Voice, Whose

TOOL = "diabetes/1"
HEARSAY = (Voice.SUPPLIER, Voice.PAYER)
INSTEAD = ("prediabetes", "gestational_diabetes", "hypoglycemia_without_diabetes")
LETTERHEAD_LINES = 2


@cache
def _terms() -> Terms:
    phrases = load_terms("diabetes").phrases
    return Terms({name: phrases[name] for name in ("diabetes", "not_diabetes", *INSTEAD)})


def diagnosis(chart: Chart) -> Iterator[Finding]:
    """Statements of each paper about the patient, and denials; orders and suppliers' words are left out."""
    for paper in chart.patient_papers:
        if voice(paper) in HEARSAY or paper.kind is PartKind.ORDER:
            continue
        denied = list(_denials(paper))
        stated = [f for f in (*_mentions(paper), *_codes(paper)) if not any(_within(f, d) for d in denied)]
        yield from stated
        if not any(f.presence is Presence.PRESENT for f in stated):
            denied = denied or list(_instead(paper))
        for each in denied:
            yield each
            yield replace(each, concept="diabetes_denied", presence=Presence.PRESENT)


def _within(stated: Finding, denied: Finding) -> bool:
    return stated.place == denied.place


def _denials(paper: Profile) -> Iterator[Finding]:
    """'She does not have diabetes.'"""
    for each in said_in(paper):
        match = next((m for m in DENIED.finditer(each.text) if not NOT_A_DENIAL.match(each.text, m.end())), None)
        if match is None or RANGE.search(each.text) or GENERIC.search(each.text[: match.start()]):
            continue
        told = assertion(paper.document, *each.span(match.start(), match.end()))
        if told.whose is Whose.PATIENT and not told.hypothetical and told.time is Time.CURRENT:
            yield _finding(paper, each, match.span(), Presence.ABSENT, "denied")


def _mentions(paper: Profile) -> Iterator[Finding]:
    """Words for diabetes that are said of the patient."""
    for mention in _of(paper, ("diabetes",)):
        each = _sentence(paper, mention.start)
        if each is None or _is_generic(paper, mention, each):
            continue
        told = assertion(paper.document, mention.start, mention.end)
        if told.whose is not Whose.PATIENT or told.hypothetical or told.presence is Presence.ABSENT:
            continue
        open_ = told.presence is Presence.POSSIBLE or told.time is Time.PLANNED or OVER.search(each.text)
        doubtful = open_ or DOUBTED.search(each.text)
        yield _finding(paper, each, _inside(each, mention), Presence.POSSIBLE if doubtful else Presence.PRESENT, "said")


def _is_generic(paper: Profile, mention: TermMention, each: Said) -> bool:
    """Is it a word about other people, a clinic, a label, a risk or a limit of a test?"""
    start, end = _inside(each, mention)
    if BEFORE_GENERIC.search(each.text[:start]) or AFTER_GENERIC.match(each.text, end) or RANGE.search(each.text):
        return True
    return GENERIC.search(each.text[:start]) is not None or _in_letterhead(paper, mention)


def _in_letterhead(paper: Profile, mention: TermMention) -> bool:
    """'Diabetes' alone in the first lines of a paper is the name of a place or of a form."""
    if paper.document.flat[mention.start : mention.end] not in ("diabetes", "diabetes mellitus"):
        return False
    above = paper.document.text[paper.part.start : mention.start].split("\n")[:-1]
    return len([line for line in above if line.strip()]) < LETTERHEAD_LINES


def _codes(paper: Profile) -> Iterator[Finding]:
    """An ICD-10-CM code of diabetes that a paper writes."""
    for each in said_in(paper):
        match = CODE.search(each.text)
        if match is None or GENERIC.search(each.text[: match.start()]) or DOUBTED.search(each.text):
            continue
        told = assertion(paper.document, *each.span(match.start(), match.end()))
        if told.whose is Whose.PATIENT and told.presence is Presence.PRESENT and not told.hypothetical:
            yield _finding(paper, each, match.span(), Presence.PRESENT, "code")


def _instead(paper: Profile) -> Iterator[Finding]:
    """A clinician's paper that names what is not diabetes and never says diabetes."""
    if voice(paper) is not Voice.CLINICIAN:
        return
    for mention in _of(paper, INSTEAD):
        each = _sentence(paper, mention.start)
        told = assertion(paper.document, mention.start, mention.end)
        if each is not None and told.holds and not RANGE.search(each.text):
            yield _finding(paper, each, _inside(each, mention), Presence.ABSENT, mention.concept)


def _of(paper: Profile, concepts: tuple[str, ...]) -> Iterator[TermMention]:
    for mention in _terms().find(paper.document):
        if mention.concept in concepts and paper.part.start <= mention.start < paper.part.end:
            yield mention


def _sentence(paper: Profile, offset: int) -> Said | None:
    sentence = sentence_at(paper.document, offset)
    return next((each for each in said_in(paper) if each.sentence == sentence), None)


def _inside(each: Said, mention: TermMention) -> tuple[int, int]:
    """Where the mention stands in the squeezed sentence."""
    start = next((i for i, origin in enumerate(each.origin) if origin >= mention.start), len(each.text))
    end = next((i for i, origin in enumerate(each.origin) if origin >= mention.end), len(each.text))
    return min(start, len(each.text) - 1), end


def _finding(paper: Profile, each: Said, span: tuple[int, int], presence: Presence, told: str) -> Finding:
    return Finding(
        "diabetes_stated",
        place_of(paper.document, each, *span),
        presence=presence,
        date=date_of(paper),
        qualifiers={"told": told, **about(paper)},
        voice=voice(paper),
        tool=TOOL,
    )
