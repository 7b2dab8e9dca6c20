"""What papers call a brace, and which records are about one."""

from __future__ import annotations

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.sayings import clinical_papers
from accord.evidence.readers.statements import said_in
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
