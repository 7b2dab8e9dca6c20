"""Whether a record is about lung cancer screening, and which of its papers are the note of the talk or an imaging place's own."""

from __future__ import annotations

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.rules import about_subject

CODES = ("71271", "G0296")
LOW_DOSE = (
    r"(?:\bldct\b|\blow[- ]?dose (?:chest |lung |screening |helical |spiral )*(?:ct|cat|computed)|\b(?:ct|"
    r"cat)\b[^.;\n]{0,24}\blow[- ]?dose|\blow[- ]dose\b[^.;\n]{0,16}\bct\b)"
)

SCREEN = (
    r"(?:\blung (?:cancer |ca )?screen\w*|\bct lung screen\w*|\bscreening (?:chest )?ct\b|\bldct\b|"
    r"\blung ca screening)"
)

SUBJECT = lazy_pattern(rf"{LOW_DOSE}|{SCREEN}|\b71271\b|\bg0296\b")
TALK = lazy_pattern(
    r"\bg0296\b|\bshared[- ]decision\b|\bsdm\b|\bdecision (?:aid|tool)\b|\bscreening counsel\w*|"
    r"\bcounsel\w* (?:visit|and)\b"
)
FACILITY_WORDS = lazy_pattern(r"\bradiolog\w+|\bimaging\b|\binterpret\w+|\bscanner\b|\bctdi\w*")
REPORT = lazy_pattern(r"\b(?:impression|findings|lung-?rads(?: category)?\W{0,3}[0-4])\b")


def speaks(chart: Chart) -> bool:
    """Is the record about lung cancer screening?"""
    return about_subject(chart, CODES, SUBJECT)


def words_of(paper: Profile) -> str:
    """A paper's text in lower case."""
    return paper.document.flat[paper.part.start : paper.part.end]


def is_order(paper: Profile) -> bool:
    """Is the paper an order, requisition or referral for imaging?"""
    head = words_of(paper)[:260]
    return paper.kind is PartKind.ORDER or bool(ORDER_HEAD.search(head))


ORDER_HEAD = lazy_pattern(
    r"^[^\n]{0,60}\b(?:order|requisition|referral form|imaging request|screening request|request for)\b|"
    r"\n[^\n]{0,60}\b(?:imaging order|requisition|order form|lung screening request)\b"
)


def is_talk(paper: Profile) -> bool:
    """Is the paper the note of a talk about screening, by a practice and not by the imaging place or on an order?"""
    words = words_of(paper)
    return bool(TALK.search(words) and SUBJECT.search(words)) and not is_order(paper) and not _of_imaging(paper)


def _of_imaging(paper: Profile) -> bool:
    """An imaging place's letterhead, or a report."""
    head = paper.organization.value.lower() if paper.organization is not None else words_of(paper)[:80]
    return paper.kind is PartKind.IMAGING or bool(FACILITY_WORDS.search(head))
