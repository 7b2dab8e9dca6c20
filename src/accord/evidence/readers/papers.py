"""The papers themselves as findings: papers, visits, and the patient's age as their heads state it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.profile.kinds import is_note
from accord.evidence.profile.meeting import first_line
from accord.evidence.readers.mentions import date_of, voice
from accord.records.findings import Finding, Whose
from accord.records.places import AnyPlace, Place

TOOL = "papers/1"

# Papers that are, or record, a meeting of patient and practitioner.
VISITS = (PartKind.VISIT_NOTE, PartKind.DISCHARGE_SUMMARY)


def papers(chart: Chart) -> Iterator[Finding]:
    """Each paper, with its kind, date, author and whether it is signed."""
    for paper in chart.papers:
        yield _finding("paper", paper, head_of(paper))


def visits(chart: Chart) -> Iterator[Finding]:
    """Each visit note, and a letter in which a practitioner says to have seen the patient."""
    for paper in chart.papers:
        seen_in_letter = paper.kind in (PartKind.LETTER, PartKind.OTHER) and paper.mode is not None
        if (paper.kind in VISITS or seen_in_letter) and not _missed(paper):
            place = paper.date.place if paper.date is not None else head_of(paper)
            yield _finding("visit", paper, place)


NOT_SEEN = lazy_pattern(
    r"\bno[- ]?show(?:ed|s)?\b|\b(?:did not|didn't|failed to) (?:attend|arrive|show|keep|come to)\b|\bleft without being seen\b|"
    r"\b(?:appointment|visit) (?:was )?(?:cancell?ed|missed)\b|\bcancell?ed (?:the |her |his |today's )?(?:appointment|visit)\b"
)


def _missed(paper: Profile) -> bool:
    """Does a note without any examination say that the patient did not come?"""
    words = paper.document.flat[paper.part.start : paper.part.end]
    return NOT_SEEN.search(words) is not None and not is_note(words)


def ages(chart: Chart) -> Iterator[Finding]:
    """The patient's age as each paper states it."""
    for paper in chart.papers:
        for stated in paper.header.ages:
            yield Finding(
                "patient_age", stated.place, value=Decimal(stated.value), unit="a", date=date_of(paper),
                whose=Whose.OTHER if paper.subject is False else Whose.PATIENT, voice=voice(paper), tool=TOOL,
            )  # fmt: skip


def head_of(paper: Profile) -> Place:
    """The first line of a paper that says something."""
    return first_line(paper.document, paper.part)


def _finding(concept: str, paper: Profile, place: AnyPlace) -> Finding:
    signature = paper.signature
    support: list[AnyPlace] = []
    if paper.mode is not None:
        support.append(paper.mode.place)
    if signature is not None:
        support.append(signature.place)
    qualifiers = {
        "kind": paper.kind.value,
        "signed": "yes" if signature is not None and signature.treating else "no",
        "mode": paper.mode.value.value if paper.mode is not None else "unknown",
    }
    if paper.organization is not None:
        qualifiers["organization"] = paper.organization.value
    return Finding(
        concept,
        place,
        whose=Whose.OTHER if paper.subject is False else Whose.PATIENT,
        date=date_of(paper),
        qualifiers=qualifiers,
        voice=voice(paper),
        support=tuple(support),
        tool=TOOL,
    )
