"""The side of the body: service, diagnosis, the clinician's plan, the letter and the booking must agree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from accord.evidence.narrative.sections import section_at
from accord.evidence.narrative.sentences import sentences
from accord.prior_auth.triage.concern import Concern, Kind, Weight, concern
from accord.prior_auth.triage.opened import Opened
from accord.prior_auth.triage.regions import regions_in, same_region
from accord.records.code_sides import side_of_code
from accord.records.documents import Document
from accord.records.findings import Side
from accord.records.places import AnyPlace, Place

WRITTEN = {
    "lt": Side.LEFT, "l": Side.LEFT, "left": Side.LEFT, "os": Side.LEFT,
    "rt": Side.RIGHT, "r": Side.RIGHT, "right": Side.RIGHT, "od": Side.RIGHT,
    "50": Side.BILATERAL, "bilateral": Side.BILATERAL, "both": Side.BILATERAL, "ou": Side.BILATERAL, "b": Side.BILATERAL,
}  # fmt: skip
EYE_WORDS = frozenset({"OD", "OS", "OU"})
# The eyes' abbreviations count in capitals only; 'OD' also means once daily, so not behind a dose.
_SIDE = re.compile(
    r"\b(?i:(?P<left>left)|(?P<right>right)|(?P<both>bilateral(?:ly)?|both (?:eyes|knees|hips|shoulders|ears|breasts|sides|feet|hands|legs)))\b"
    r"|(?<!mg )(?<!mcg )(?<!tablet )\b(?P<eye>OD|OS|OU)\b|\b(?P<limb>LT|RT)\b"
)
_OPPOSITE = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}
_PLAN = frozenset({"plan", "assessment_and_plan", "orders"})
_ASSESSED = frozenset({"assessment", "impression", "assessment_and_plan", "chief_complaint"})
_PLANNED = re.compile(
    r"\b(?:plan(?:s|ned)?|recommend\w*|request\w*|schedul\w+|proceed\w*|order(?:ed)?|continue|will (?:undergo|have)|initiat\w+|perform\w*|authoriz\w+)\b",
    re.IGNORECASE,
)
_REQUESTED = re.compile(
    r"\b(?:requested? (?:service|procedure)|procedure requested|planned procedure|request(?:ing)?)\b", re.IGNORECASE
)


def side_of(written: str) -> Side | None:
    """The side that a field names: 'LT', 'OD', 'bilateral'."""
    return WRITTEN.get(written.strip().strip("-").lower())


def sides_in(text: str) -> frozenset[Side]:
    """The sides that words name; left and right together mean both."""
    found: set[Side] = set()
    for match in _SIDE.finditer(text):
        word = match["eye"] or match["limb"]
        found.add(
            WRITTEN[word.lower()]
            if word
            else Side.LEFT
            if match["left"]
            else Side.RIGHT
            if match["right"]
            else Side.BILATERAL
        )
    return frozenset({Side.BILATERAL}) if len(found) > 1 else frozenset(found)


def sides(at: Opened) -> Iterator[Concern]:
    """For each service: the side asked for against diagnosis, plan, letter and booking; without one, those with each other."""
    planned, assessed, written = list(_planned(at.notes)), list(_assessed(at)), list(_requested(at.letter))
    for number, service in enumerate(at.referral.services):
        side = side_of(service.laterality) or _only(sides_in(service.description))
        place = at.at(f"services[{number}].laterality", service.laterality or service.description)
        regions = regions_in(service.description)
        if service.laterality.strip().upper() in EYE_WORDS and regions and "eye" not in regions:
            yield concern(Kind.SIDE_WORD, Weight.CONFIRM, place, word=service.laterality, service=service.description)
        diagnosed = _diagnosed(at, service.description)
        if side is Side.LEFT or side is Side.RIGHT:
            others: list[Sequence[Said]] = [
                diagnosed,
                [p for p in planned if same_region(p[1].text, service.description)],
                written,
            ]
            for said in others:
                if (other := _against(side, said)) is not None:
                    yield concern(Kind.SIDE, Weight.HOLD, place, other[1], one=side.value, other=other[0].value)
                    break
            yield from _booked(at, side, place)
        elif side is None and (pair := _disputed(diagnosed or assessed, [*planned, *written])) is not None:
            (one, first), (other, second) = pair
            yield concern(Kind.SIDE, Weight.HOLD, first, second, one=one.value, other=other.value)


Said = tuple[Side, AnyPlace]


def _only(named: frozenset[Side]) -> Side | None:
    return next(iter(named)) if len(named) == 1 else None


def _against(side: Side, said: Sequence[Said]) -> Said | None:
    """A statement of the other side, where none names this side or both."""
    if any(other is side or other is Side.BILATERAL for other, _ in said):
        return None
    return next(((other, place) for other, place in said if other is _OPPOSITE[side]), None)


def _disputed(ones: Sequence[Said], others: Sequence[Said]) -> tuple[Said, Said] | None:
    for side, place in ones:
        if side in _OPPOSITE and (other := _against(side, others)) is not None:
            return (side, place), other
    return None


def _diagnosed(at: Opened, service: str) -> list[Said]:
    """Sides of the diagnoses that speak of the service's region, or of any where they name none."""
    found: list[Said] = []
    for number, diagnosis in enumerate(at.referral.diagnoses):
        side = side_of_code(diagnosis.icd10) or _only(sides_in(diagnosis.description))
        if side and same_region(diagnosis.description, service):
            found.append((side, at.at(f"diagnoses[{number}]", f"{diagnosis.icd10} {diagnosis.description}".strip())))
    return found


def _planned(notes: tuple[Document, ...]) -> Iterator[tuple[Side, Place]]:
    """Sides in the sentences of the plan."""
    for document in notes:
        for sentence in sentences(document):
            place = _place(document, sentence.start, sentence.end)
            if place is None:
                continue
            named = _only(sides_in(place.text))
            section = section_at(document, sentence.start)
            if named and (section.name == "plan" or (section.name in _PLAN and _PLANNED.search(place.text))):
                yield named, place


def _assessed(at: Opened) -> Iterator[tuple[Side, Place]]:
    for document in at.notes:
        for sentence in sentences(document):
            place = _place(document, sentence.start, sentence.end)
            named = _only(sides_in(place.text)) if place else None
            if place and named and section_at(document, sentence.start).name in _ASSESSED:
                yield named, place


def _requested(letter: Document | None) -> Iterator[tuple[Side, Place]]:
    """Sides in the letter's words of what is requested."""
    if letter is None:
        return
    for sentence in sentences(letter):
        place = _place(letter, sentence.start, sentence.end)
        named = _only(sides_in(place.text)) if place else None
        title = section_at(letter, sentence.start).title
        if place and named and (_REQUESTED.search(title) or _REQUESTED.search(place.text)):
            yield named, place


def _place(document: Document, start: int, end: int) -> Place | None:
    return document.place(start, end) if document.text[start:end].strip() else None


def _booked(at: Opened, side: Side, place: AnyPlace) -> Iterator[Concern]:
    """The booking's title: the other side stops, both sides ask for a look."""
    title = at.referral.appointment.procedure
    booked = _only(sides_in(title))
    if (
        booked is None
        or booked is side
        or (len(at.referral.services) > 1 and booked is not Side.BILATERAL and not regions_in(title))
    ):
        return
    weight = Weight.HOLD if booked is _OPPOSITE[side] and len(at.referral.services) == 1 else Weight.CONFIRM
    booking = at.at("appointment.procedure", title)
    yield concern(Kind.SIDE_BOOKED, weight, place, booking, one=side.value, other=booked.value)
