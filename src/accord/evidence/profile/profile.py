"""The profile of each paper in a record: what it is, who speaks, about whom, when, and whether it is signed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property

from accord.evidence.narrative.dates import DateMention, dates, starting_between
from accord.evidence.narrative.memory import per_document
from accord.evidence.profile.header import Header, read_header
from accord.evidence.profile.kinds import PartKind
from accord.evidence.profile.meeting import Mode, mode_of
from accord.evidence.profile.parts import Part, parts_of
from accord.evidence.profile.people import PRACTITIONER, Signature, SignatureState, same_person
from accord.evidence.profile.signatures import signatures
from accord.evidence.profile.subject import about_patient
from accord.evidence.profile.terse import closing_hand
from accord.evidence.profile.voices import letterhead, of_supplier, voice_of
from accord.evidence.profile.when import date_of
from accord.records.dates import PartialDate
from accord.records.documents import Document
from accord.records.findings import Voice
from accord.records.places import Place
from accord.records.request import Request, Stated


@dataclass(frozen=True)
class Profile:
    """One paper of a document.

    date    -- when what it tells happened (visit, test, order), not when it was printed or signed.
    voice   -- who speaks.
    subject -- True: about the patient of the request; False: about somebody else; None: cannot be told.
    """

    document: Document
    part: Part
    header: Header
    voice: Voice
    signatures: tuple[Signature, ...]
    date: Stated[PartialDate] | None
    dates: tuple[DateMention, ...] = field(repr=False)
    mode: Stated[Mode] | None = None
    organization: Stated[str] | None = None
    subject: bool | None = True

    @property
    def kind(self) -> PartKind:
        """What the paper is."""
        return self.part.kind

    @property
    def signature(self) -> Signature | None:
        """The signature of a treating practitioner if there is one, else any signature."""
        signed = [s for s in self.signatures if s.state is SignatureState.SIGNED]
        return next((s for s in signed if s.treating), signed[0] if signed else None)

    @cached_property
    def latest_named(self) -> PartialDate | None:
        """The latest day that it names in full."""
        return max((m.date for m in self.dates if not m.relative), key=lambda day: day.latest, default=None)

    def covers(self, place: Place) -> bool:
        """Does the place stand in this paper?"""
        return place.document == self.document.name and self.part.start <= place.start < self.part.end


@per_document
def profiles(document: Document, request: Request | None = None) -> tuple[Profile, ...]:
    """The papers of a document, in order. The request tells who the patient and the supplier are."""
    made: list[Profile] = []
    for part in parts_of(document):
        made.append(_profile(document, part, request, made[0] if made else None))
    return tuple(made)


def _profile(document: Document, part: Part, request: Request | None, first: Profile | None) -> Profile:
    header = read_header(document, part)
    mentioned = tuple(starting_between(dates(document), part.start, part.end))
    signed = tuple(_known(signature, request) for signature in signatures(document, part, mentioned))
    organization = letterhead(document, part) or (first.organization if first else None)
    signed = closing_hand(document, part, signed, request)
    if _completed_at_a_visit(document, part, signed) and not of_supplier(organization, request):
        part = replace(part, kind=PartKind.VISIT_NOTE)
    if not header.names and not header.loose and not header.birth_dates and first is not None:
        header = replace(
            first.header,
            member_ids=header.member_ids or first.header.member_ids,
            ages=header.ages or first.header.ages,
        )
    return Profile(
        document=document,
        part=part,
        header=header,
        voice=voice_of(part, signed, organization, request, document.text[part.start : part.end]),
        signatures=signed,
        date=date_of(document, part, tuple(m for m in mentioned if not _is_birth(m, request)), header, signed),
        dates=mentioned,
        mode=mode_of(document, part),
        organization=organization,
        subject=about_patient(header, request),
    )


def _is_birth(mention: DateMention, request: Request | None) -> bool:
    """Is it the day on which the request's patient was born, though two digits of its year read as one to come?"""
    stated = request.patient.birth_date if request is not None else None
    day = mention.date.exact
    if stated is None or day is None:
        return False
    born = stated.value
    return (day.month, day.day, day.year % 100) == (born.month, born.day, born.year % 100)


_VISITED = re.compile(
    r"visit date|date of (?:visit|service)|\bseen\b|\bin person\b|clinician (?:completes|completed|summary|use)|\bexam\w*|\bvitals?\b|"
    r"\bbp\W{0,3}\d{2,3}/\d{2,3}"
)


def _completed_at_a_visit(document: Document, part: Part, signed: tuple[Signature, ...]) -> bool:
    """A questionnaire or intake form that the practitioner filled in with the patient, examined and signed, is a visit's note."""
    return (
        part.kind is PartKind.SUPPLIER_FORM
        and any(s.treating for s in signed)
        and _VISITED.search(document.flat, part.start, part.end) is not None
    )


_IN_WORDS = re.compile(
    r"\b(?:nurse practitioner|physician assistant|(?:attending|treating) physician)\b", re.IGNORECASE
)


def _known(signature: Signature, request: Request | None) -> Signature:
    """A signature without a credential is a practitioner's where it says 'Dr.' or is that of the request's practitioner."""
    asked = request.requester.name if request is not None else None
    if signature.state is not SignatureState.SIGNED or signature.credential or not signature.name:
        return signature
    doctor = re.match(r"Dr\b", signature.name) or _IN_WORDS.search(signature.place.text)
    if doctor or (asked is not None and same_person(signature.name, asked.value) is True):
        return replace(signature, credential=PRACTITIONER)
    return signature
