"""What papers call a brace, and which records are about one."""

from __future__ import annotations

import re

from accord.evidence.chart import Chart
from accord.evidence.narrative.ticks import Tick, ticked_at
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.answers import Answer, answered
from accord.evidence.readers.sayings import clinical_papers
from accord.evidence.readers.statements import Said, said_in
from accord.records.findings import Voice

BRACE = (
    r"\b(?:braces?|bracing|orthos[ei]s|orthotics?|lsos?|tlsos?|slsos?|ctlsos?|back supports?|lumbar supports?|"
    r"lumbo-?sacral support|jewett|cash brace|body jacket|corsets?|binders?|knee supports?|unloader|offloader|off-?loading brace)\b"
)
SUBJECT = lazy_pattern(BRACE)
SPINE = lazy_pattern(
    r"\b(?:lsos?|tlsos?|(?:lumbar|lumbo-?sacral|lumbar-sacral|thoraco-?lumbo-?sacral|back|spinal|spine|thoracic|trunk|torso)[ -](?:\w+ )?"
    r"(?:braces?|orthos[ei]s|supports?)|back brac\w+|l0[46]\d\d)\b"
)
SUPPLIERS_PAPERS = (
    PartKind.ORDER,
    PartKind.SUPPLIER_FORM,
    PartKind.DELIVERY_RECORD,
    PartKind.COVER_SHEET,
)
SPINE_CODES = tuple(f"L0{n}" for n in range(450, 493)) + tuple(f"L0{n}" for n in range(621, 652))
KNEE_CODES = tuple(f"L{n}" for n in range(1810, 1861))
LETTER_LIKE, MANY = 60, 3


def asked_for(chart: Chart, codes: tuple[str, ...]) -> bool:
    """Is one of the codes requested?"""
    return any(service.code in codes for service in chart.request.services)


def papers_of(chart: Chart) -> list[Profile]:
    """The papers that may tell of the patient and the brace."""
    return clinical_papers(chart)


def is_record(paper: Profile) -> bool:
    """Is it part of the medical record: written by one who treats the patient, and neither an order nor a supplier's form?"""
    if paper.voice in (Voice.SUPPLIER, Voice.PATIENT, Voice.PAYER):
        return False
    return paper.kind not in SUPPLIERS_PAPERS or (
        paper.kind is PartKind.ORDER
        and paper.voice is Voice.CLINICIAN
        and sum(len(each.text) > LETTER_LIKE and each.text.rstrip().endswith(".") for each in said_in(paper)) >= MANY
    )


# 'Trimmed: no Heated: no': a no with the next label behind it
NO_AND_NEXT = lazy_pattern(r"[\w /()-]{0,24}?\s?[:?]\s?(?:no|n|none)\b(?=\s[\w/() -]{2,40}[:?])")
BOX = lazy_pattern(r"\s?(?:\[ ?[x✓]? ?\]|\( ?[x✓]? ?\)|[☐☑☒□■])")
LABEL = lazy_pattern(r"[\w /()-]{0,24}?\s?[:?=]")


def ticks(paper: Profile, each: Said, match: re.Match[str]) -> Tick | None:
    """What the boxes of a form say of the matched words; None outside of forms."""
    low, high = each.span(match.start(), match.end())
    found = ticked_at(paper.document, high - 1) or ticked_at(paper.document, low)
    return found.says if found is not None else None


def affirmed(paper: Profile, each: Said, match: re.Match[str]) -> bool | None:
    """Does a form say yes or no to the matched words? None where it leaves them blank; plain prose says yes to its words."""
    ticked = ticks(paper, each, match)
    if ticked is not None:
        return None if ticked is Tick.NOTHING else ticked is Tick.YES
    words = each.text
    if words.endswith("?"):
        # a question ends its sentence; what answers it goes on behind, on the same line
        behind = paper.document.text[each.sentence.end : min(each.sentence.end + 20, paper.part.end)]
        words = f"{words} {' '.join(behind.splitlines()[:1]).strip().lower()}"
    if NO_AND_NEXT.match(words, match.end()):
        return False
    label = LABEL.match(words, match.end())
    if label is None:
        return True
    if BOX.match(words, label.end()):
        return None
    given = answered(words, match.end())
    return None if given is Answer.BLANK else given is not Answer.NO


def first_ticked(paper: Profile, each: Said, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """The first words of the sentence that a pattern fits and no box of a form leaves open."""
    return next((match for match in pattern.finditer(each.text) if ticks(paper, each, match) is not Tick.NOTHING), None)


def first_affirmed(paper: Profile, each: Said, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """The first words of the sentence that a pattern fits and no box or answer of a form denies or leaves open."""
    return next((match for match in pattern.finditer(each.text) if affirmed(paper, each, match)), None)
