"""Which records are about pneumatic compression, and who speaks in their papers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from accord.evidence.chart import Chart
from accord.evidence.narrative.dates import DateMention, dates
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.profile.people import TREATING
from accord.evidence.readers.keepers import kept_by_professional
from accord.evidence.readers.mentions import date_of
from accord.evidence.readers.spine.passages import Passage, finding, passages_of, spoken
from accord.records.dates import PartialDate
from accord.records.findings import Finding, FindingValue, Presence, Time, Voice, Whose
from accord.records.places import AnyPlace, Place

TOOL = "compression/1"
PUMPS = ("E0650", "E0651", "E0652")
APPLIANCES = range(655, 677)
CODES = frozenset((*PUMPS, *(f"E0{number}" for number in APPLIANCES)))

PUMP = lazy_pattern(
    r"\b(?:pumps?|pumping|pneumatic\w*|compressors?|e?065[0-2]|loaner|ipc|pcd|flexitouch|lymphapress|"
    r"(?:segment\w+|gradient|compression) (?:\w+ )?(?:units?|devices?|machines?)|(?:the|this|that|a|simpler|basic|"
    r"lesser) (?:device|machine|unit))\b"
)
_SELLER = lazy_pattern(
    r"\bdme\b|\bmedical (?:supply|supplies|equipment)\b|\bhome (?:medical|equipment|supply)\b|\bsupplier\b|"
    r"\bdurable\b|\bcertified fitter\b|\bcfo\b|\bcfm\b"
)

THERAPISTS = frozenset({"PT", "DPT", "OT", "OTR", "PTA", "COTA", "CLT"})
_ADDRESSED = lazy_pattern(r"\W*(?:attn|attention|to|re|cc|fax)\b")


def asked_for(chart: Chart) -> bool:
    """Is a pneumatic compression device or an appliance for one requested?"""
    return any(service.code in CODES for service in chart.request.services)


def heard(chart: Chart) -> Iterator[Passage]:
    """The passages of all papers that are not about somebody else and no cover sheet."""
    for paper in chart.patient_papers:
        if paper.kind is not PartKind.COVER_SHEET:
            yield from passages_of(paper)


def head_of(paper: Profile, length: int = 320) -> str:
    """The first words of a paper, in lower case."""
    return paper.document.flat[paper.part.start : min(paper.part.end, paper.part.start + length)]


def first_lines(paper: Profile, count: int = 2) -> str:
    """The first lines of a paper that say something, in lower case, without those that name an addressee."""
    text = paper.document.text[paper.part.start : min(paper.part.end, paper.part.start + 300)].lower()
    return " ".join([line for line in text.splitlines() if line.strip() and not _ADDRESSED.match(line)][:count])


def speaker(chart: Chart, paper: Profile) -> Voice:
    """Whose words a paper holds; a paper under the supplier's head is the supplier's, whatever it is called."""
    told = Voice.CLINICIAN if kept_by_professional(paper) else spoken(paper)
    if told in (Voice.PATIENT, Voice.PAYER) or any(s.treating or s.credential in TREATING for s in paper.signatures):
        return told
    name = chart.request.performer.name
    top = first_lines(paper)
    if (name is not None and name.value.lower() in top) or _SELLER.search(top):
        return Voice.SUPPLIER
    return told


def by_physician(chart: Chart, paper: Profile) -> bool:
    """Is it the treating practitioner's own paper, by its signature, a typed name below, or the requester's name?"""
    if speaker(chart, paper) is not Voice.CLINICIAN or paper.kind is PartKind.SUPPLIER_FORM:
        return False
    if paper.kind is PartKind.THERAPY_NOTE and not _only_physicians_sign(paper):
        return False
    if any(s.treating or s.credential in TREATING for s in paper.signatures):
        return True
    name = chart.request.requester.name
    words = name.value.replace(",", " ").lower().split() if name is not None else []
    family = [word for word in words if len(word) > 3 and word.rstrip(".") not in ("md", "do", "np", "pa-c")][-1:]
    return bool(family) and family[0] in paper.document.flat[paper.part.start : paper.part.end]


def _only_physicians_sign(paper: Profile) -> bool:
    """A note that is called a therapy's is a physician's where physicians, and no therapist, signed it."""
    signed = [s.credential.upper().split("/")[0] for s in paper.signatures if s.credential]
    return any(s.treating for s in paper.signatures) and not any(c in THERAPISTS for c in signed)


def days_in(chart: Chart, passage: Passage) -> list[DateMention]:
    """The dates of a passage with at least a month; those without a year reckoned from the day of the paper, else of the request."""
    received, own = chart.request.received, date_of(passage.paper)
    known = own is not None and own.exact is not None
    anchor = own if known else PartialDate.of(received.value) if received is not None else None
    found = dates(passage.paper.document, anchor)
    inside = [m for m in found if passage.start <= m.start < passage.end and m.date.month is not None]
    return inside if known else [m for m in inside if _in_digits(passage, m)]


def _in_digits(passage: Passage, mention: DateMention) -> bool:
    """Is it written as a date, and not reckoned ('today', 'last week') from a day that nobody knows?"""
    return not mention.relative or any(c.isdigit() for c in passage.paper.document.flat[mention.start : mention.end])


def made(
    chart: Chart,
    concept: str,
    passage: Passage,
    *,
    value: FindingValue = None,
    unit: str | None = None,
    presence: Presence = Presence.PRESENT,
    time: Time = Time.CURRENT,
    whose: Whose = Whose.PATIENT,
    date: PartialDate | None = None,
    qualifiers: Mapping[str, str] | None = None,
    place: Place | None = None,
    support: Sequence[AnyPlace] = (),
) -> Finding:
    """A finding with the true speaker of its paper, and whether that is the physician."""
    by = "physician" if by_physician(chart, passage.paper) else "other"
    told = finding(
        TOOL, concept, passage, value=value, unit=unit, presence=presence, time=time, whose=whose, date=date,
        qualifiers={"by": by, **(qualifiers or {})}, place=place, support=tuple(support),
    )  # fmt: skip
    return replace(told, voice=speaker(chart, passage.paper))
