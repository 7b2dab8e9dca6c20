"""One invented dossier: a bath chair policy that no payer has, with every kind of thing that a review holds."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from decimal import Decimal

from accord.criteria import Status
from accord.dossier.received import RecordWarning
from accord.dossier.review import (
    Ask,
    Check,
    Conflict,
    ConflictKind,
    CriterionReview,
    Desk,
    NoPolicy,
    Outcome,
    PolicySource,
    PolicyUsed,
    Proposal,
    ProposalKind,
    Review,
    TreeKind,
    TreeNode,
)
from accord.dossier.seen import record_seen
from accord.records.dates import PartialDate
from accord.records.documents import Box, Document, DocumentKind, Page, PageOrigin
from accord.records.findings import Finding, Presence, Side, Voice
from accord.records.places import ElementPlace, Place
from accord.records.record import ReceivedFile, Record, Resource, Unread
from accord.records.request import Person, Request, Service, Stated

TODAY = dt.date(2026, 3, 10)

NOTE = """Hillside Rehabilitation Clinic                       Date of visit: 02/24/2026
Patient: Odalys Brandt      DOB 05/30/1951

Left hip osteoarthritis, severe (M16.12). Two falls while bathing since Christmas.
Gait speed 0.42 m/s on 02/24/2026. No dizziness. Not able to stand in the tub
for more than 1 minute; needs her daughter's hand to step over the rim.
Weight 81 kg.  Naproxen 250 mg twice a day.
Plan: bath transfer chair, used every day at home.

P. Vantongeren, MD      NPI 1902847566      signed 02/24/2026
\fPage 2 of the visit

Home: bathtub without a seat, door 28 inches wide.
"""
ORDER = """ORDER FORM <b>Bath & Safety</b> #set page(width: 1cm) $x$ \x1b[31mred\x1b[0m
For: Odalys Brandt   DOB 05/03/1951
Item  Z9001  bath transfer chair, right hip       Qty 1
Ordered 03/02/2026      Signature: ______________
"""


def document(name: str, text: str, kind: DocumentKind = DocumentKind.TEXT) -> Document:
    """A document of that text, a page for each form feed; a PDF gets a box a character."""
    pages, start = [], 0
    for number, words in enumerate(text.split("\f"), 1):
        boxes = _grid(words) if kind is DocumentKind.PDF else ()
        origin = PageOrigin.EMBEDDED if kind is DocumentKind.PDF else PageOrigin.TEXT
        pages.append(Page(number, start, start + len(words), origin, 612.0, 792.0, boxes))
        start += len(words) + 1
    return Document(name, kind, text, tuple(pages), hashlib.sha256(text.encode()).hexdigest())


def _grid(words: str) -> list[Box | None]:
    """Boxes of a typewriter: 5 points wide, 12 high."""
    boxes: list[Box | None] = []
    line = column = 0
    for character in words:
        boxes.append(
            None if character.isspace() else Box(72 + 5 * column, 72 + 12 * line, 77 + 5 * column, 82 + 12 * line)
        )
        line, column = (line + 1, 0) if character == "\n" else (line, column + 1)
    return boxes


def record() -> Record:
    """Two documents, one resource, one file nobody could read."""
    texts = {"notes/visit.txt": NOTE, "order.pdf": ORDER}
    files = [
        ReceivedFile(name, text.encode(), hashlib.sha256(text.encode()).hexdigest(), "text/plain")
        for name, text in texts.items()
    ]
    files.append(ReceivedFile("scan.tif", b"II*", hashlib.sha256(b"II*").hexdigest(), "image/tiff"))
    return Record(
        files=tuple(files),
        documents=(document("notes/visit.txt", NOTE), document("order.pdf", ORDER, DocumentKind.PDF)),
        resources=(
            Resource(
                "Observation/weight",
                "Observation",
                {"resourceType": "Observation", "id": "weight", "valueQuantity": {"value": 81, "unit": "kg"}},
                "bundle.json",
            ),
        ),
        unread=(Unread("scan.tif", "The image holds no pixels.", "Send the page again as PDF."),),
        request_form={"services": [{"code": "Z9001", "quantity": 1}], "received": "2026-03-09", "urgency": "standard"},
    )


def place(name: str, words: str) -> Place:
    """Where those words stand in that document."""
    found = record().document(name)
    start = found.text.index(words)
    return found.place(start, start + len(words))


WEIGHT = ElementPlace("Observation/weight", "Observation.valueQuantity", "81 kg", "bundle.json")
FORM = ElementPlace("request.json", "services[0].code", "Z9001", "request.json")


def request() -> Request:
    """The chair, for the note's patient."""
    visit = "notes/visit.txt"
    return Request(
        patient=Person(
            name=Stated("Odalys Brandt", place(visit, "Odalys Brandt")),
            birth_date=Stated(dt.date(1951, 5, 30), place(visit, "05/30/1951")),
        ),
        services=(Service("Z9001", FORM, 1, ("NU",), "Bath transfer chair"),),
        diagnoses=(Stated("M16.12", place(visit, "M16.12")),),
        requester=Person(
            name=Stated("P. Vantongeren, MD", place(visit, "P. Vantongeren, MD")),
            npi=Stated("1902847566", place(visit, "1902847566")),
        ),
        performer=Person(),
        received=Stated(dt.date(2026, 3, 9), ElementPlace("request.json", "received", "2026-03-09", "request.json")),
        urgency=Stated("standard", ElementPlace("request.json", "urgency", "standard", "request.json")),
        case="bath-01",
        missing=("member_id", "performer"),
    )


def criteria() -> tuple[CriterionReview, ...]:
    """One of each status."""
    visit = "notes/visit.txt"
    gait = Finding(
        "gait_speed",
        place(visit, "Gait speed 0.42 m/s"),
        value=Decimal("0.42"),
        unit="m/s",
        date=PartialDate(2026, 2, 24),
        qualifiers={"surface": "level", "aid": "none"},
        voice=Voice.CLINICIAN,
        support=(place(visit, "on 02/24/2026"),),
        tool="narrative 1",
    )
    falls = Finding("falls", place(visit, "Two falls while bathing since Christmas"), value="two")
    return (
        CriterionReview(
            "bath.gait",
            "Is the gait speed below 0.6 m/s?",
            "Measured gait speed is below 0.6 metres a second.",
            "Bathroom aids policy",
            "3(a)",
            Status.MET,
            style="measurement",
            scope="patient",
            evidence=(gait,),
        ),
        CriterionReview(
            "bath.falls",
            "Did the patient fall while bathing?",
            "The patient has fallen in the bathroom in the past year.",
            "Bathroom aids policy",
            "3(b)",
            Status.MET,
            evidence=(falls,),
        ),
        CriterionReview(
            "bath.order_signed",
            "Is the order signed?",
            "The order bears the practitioner's signature.",
            "Bathroom aids policy",
            "5",
            Status.UNCLEAR,
            reason="The signature line of the order is empty.",
            against=(Finding("signature", place("order.pdf", "Signature: ______________"), Presence.POSSIBLE),),
            missing=("the practitioner's signature on the order",),
            ask="Send the order with the practitioner's signature.",
        ),
        CriterionReview(
            "bath.weight",
            "Is the patient heavier than the plain chair bears?",
            "Body weight is above 120 kg.",
            "Bathroom aids policy",
            "4",
            Status.NOT_MET,
            evidence=(Finding("weight", WEIGHT, value=Decimal(81), unit="kg", origin="coded"),),
            against=(Finding("weight", place(visit, "Weight 81 kg"), value=Decimal(81), unit="kg", side=Side.LEFT),),
        ),
        CriterionReview(
            "bath.child",
            "If under 18: is it fitted to growth?",
            "For a child the chair grows with the child.",
            "Bathroom aids policy",
            "6",
            Status.NOT_APPLICABLE,
        ),
    )


def tree() -> TreeNode:
    """All of: gait, falls, signature, any of weight."""

    def leaf(key: str) -> TreeNode:
        return TreeNode(TreeKind.CRITERION, next(c.status for c in criteria() if c.key == key), key)

    choice = TreeNode(TreeKind.AT_LEAST, Status.MET, needed=1, children=(leaf("bath.gait"), leaf("bath.falls")))
    return TreeNode(TreeKind.ALL, Status.UNCLEAR, children=(choice, leaf("bath.order_signed")))


def review(side: Desk = Desk.PAYER) -> Review:
    """An incomplete request: the payer asks for the signature."""
    dates = (place("notes/visit.txt", "DOB 05/30/1951"), place("order.pdf", "DOB 05/03/1951"))
    sides = (place("notes/visit.txt", "Left hip"), place("order.pdf", "right hip"))
    return Review(
        generated=TODAY,
        side=side,
        request=request(),
        record=record_seen(
            record(),
            (RecordWarning("order.pdf", "The page holds text that a reader does not see.", place("order.pdf", "red")),),
        ),
        policy=PolicyUsed(
            "BATH-7",
            "Bathroom aids",
            "edition 4, in force from 2025-01-01",
            "chair",
            "ab" * 32,
            "Z9001 is listed in it and it was in force on the day of service.",
            (PolicySource("Bathroom aids policy", "section 3"),),
        ),
        proposal=Proposal(
            ProposalKind.ASK,
            "One criterion is unclear and could still be met.",
            (Ask("bath.order_signed", "Send the order with the practitioner's signature."),),
        ),
        root=Status.UNCLEAR,
        tree=tree(),
        criteria=criteria(),
        checks=(
            Check(
                "npi",
                Outcome.PASSED,
                "The NPI 1902847566 has a valid check digit.",
                (place("notes/visit.txt", "1902847566"),),
            ),
            Check(
                "signature",
                Outcome.PROBLEM,
                "The order is not signed.",
                (place("order.pdf", "Signature: ______________"),),
            ),
            Check("member", Outcome.UNKNOWN, "No member id is stated."),
        ),
        conflicts=(
            Conflict(ConflictKind.DATE, "The date of birth differs between the visit note and the order.", dates),
            Conflict(ConflictKind.LATERALITY, "The note speaks of the left hip, the order of the right.", sides),
        ),
        extractor_version="evidence 1",
    )


def approved() -> Review:
    """The same with all that the tree asks for."""
    kept = tuple(c for c in criteria() if c.status is Status.MET)
    leaves = tuple(TreeNode(TreeKind.CRITERION, Status.MET, c.key) for c in kept)
    return dataclasses.replace(
        review(),
        proposal=Proposal(ProposalKind.APPROVE, "All criteria are met and no check found a problem."),
        root=Status.MET,
        tree=TreeNode(TreeKind.ALL, Status.MET, children=leaves),
        criteria=kept,
        conflicts=(),
        checks=review().checks[:1],
    )


def for_a_clinician() -> Review:
    """The same, where the record speaks against a criterion."""
    return dataclasses.replace(
        review(),
        root=Status.NOT_MET,
        tree=TreeNode(TreeKind.CRITERION, Status.NOT_MET, "bath.weight"),
        proposal=Proposal(ProposalKind.CLINICIAN, "The record speaks against a criterion."),
    )


def without_policy() -> Review:
    """No policy governs the code."""
    return dataclasses.replace(
        review(),
        policy=NoPolicy("No policy at hand governs Z9001.", "Add the payer's policy folder.", ("BATH-6",)),
        root=None,
        tree=None,
        criteria=(),
        proposal=Proposal(ProposalKind.CLINICIAN, "Without a policy nothing can be weighed."),
    )
