"""What every coded finding is made of: presence and time by status, dates, side, voice, notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from accord.errors import Invalid
from accord.evidence.coded.index import Index
from accord.evidence.coded.matching import Match
from accord.records.dates import PartialDate
from accord.records.fhir.elements import as_object, as_words, concept_words, objects_at, reach, words_at
from accord.records.findings import Finding, Presence, Side, Time, Voice, Whose
from accord.records.places import ElementPlace
from accord.records.record import JsonObject, Resource

TOOL = "coded/1"

Standing = tuple[Presence, Time]

_VOICES = {
    "Practitioner": Voice.CLINICIAN,
    "PractitionerRole": Voice.CLINICIAN,
    "CareTeam": Voice.CLINICIAN,
    "Patient": Voice.PATIENT,
    "RelatedPerson": Voice.PATIENT,
    "Organization": Voice.FACILITY,
}
# Who speaks, by the elements that name them, the most telling first.
_SPEAKERS = (
    "informationSource",
    "reportedReference",
    "asserter",
    "recorder",
    "requester",
    "performer[].actor",
    "performer[]",
    "participant[].individual",
    "source",
)
# SNOMED CT qualifiers of laterality, and the words.
_SIDES = {
    "7771000": Side.LEFT,
    "24028007": Side.RIGHT,
    "51440002": Side.BILATERAL,
    "left": Side.LEFT,
    "right": Side.RIGHT,
    "bilateral": Side.BILATERAL,
    "both": Side.BILATERAL,
}
# 'left ventricular ejection fraction' names a part of the heart, not a side of the body.
_SIDE_WORD = re.compile(
    r"\b(left|right|bilateral|both)\b(?!\s+(?:ventric|atri|heart|main|anterior desc|bundle|axis|coronary|circumflex|shift))",
    re.IGNORECASE,
)


def make(
    index: Index,
    resource: Resource,
    concept: str,
    found: Match,
    standing: Standing,
    dates: Iterable[str],
    qualifiers: Mapping[str, str],
) -> Finding:
    """The finding of a match; the words before a term (a denial, a relative) weigh more than the resource's status."""
    presence, time = standing
    whose = index.whose(resource)
    if whose is Whose.PATIENT:
        whose = found.whose
    date, date_place = dated(resource, dates)
    support = (*found.support, *((date_place,) if date_place else ()), *note_places(resource))
    return Finding(
        concept=concept,
        place=found.place,
        presence=found.presence if presence is Presence.PRESENT else presence,
        time=found.time if time is Time.CURRENT else time,
        whose=whose,
        date=date,
        side=side_of(resource, found.words),
        qualifiers={key: value for key, value in {**common(resource, found), **qualifiers}.items() if value},
        voice=voice_of(index, resource),
        origin="coded",
        support=support,
        tool=TOOL,
    )


def with_value(finding: Finding, place: ElementPlace, **values: Any) -> Finding:
    """The finding at its value's place; where it is named becomes support."""
    named = finding.place
    support = (named, *finding.support) if named != place else finding.support
    return replace(finding, place=place, support=support, **values)


def common(resource: Resource, found: Match) -> dict[str, str]:
    """Qualifiers any resource can have: the codes, the words, notes, status, category."""
    return {
        "codes": found.codes,
        "words": found.words,
        "note": "; ".join(place.text for place in note_places(resource)),
        "status": words_at(resource.body, "status"),
        "category": words_of(resource, "category[]"),
    }


def words_of(resource: Resource, path: str) -> str:
    """All concepts or words at the path as a person reads them, '; ' between them."""
    shown = (concept_words(as_object(v)) or as_words(v) for _, v in reach(resource.type, resource.body, path))
    return "; ".join(dict.fromkeys(words for words in shown if words))


def dated(resource: Resource, paths: Iterable[str]) -> tuple[PartialDate | None, ElementPlace | None]:
    """The first date at one of the paths, and where it stands."""
    for path in paths:
        for place, value in reach(resource.type, resource.body, path):
            words = as_words(value)
            if words:
                try:
                    return PartialDate.from_iso(words), ElementPlace(resource.id, place, words, resource.document)
                except Invalid:
                    continue
    return None, None


def note_places(resource: Resource) -> tuple[ElementPlace, ...]:
    """Where the notes stand."""
    return tuple(
        ElementPlace(resource.id, place, as_words(value), resource.document)
        for place, value in reach(resource.type, resource.body, "note[].text")
        if as_words(value)
    )


def side_of(resource: Resource, words: str) -> Side | None:
    """The side of the body by bodySite, else in the words; None when it is not said or both are named apart."""
    sites = [as_object(v) for _, v in reach(resource.type, resource.body, "bodySite[]")]
    codes = {words_at(c, "code") for site in sites for c in objects_at(site, "coding")}
    by_code = {_SIDES[code] for code in codes if code in _SIDES}
    said = " ".join([concept_words(site) for site in sites] + [words])
    sides = by_code or {_SIDES[word.lower()] for word in _SIDE_WORD.findall(said)}
    if sides == {Side.LEFT, Side.RIGHT}:
        return Side.BILATERAL
    return sides.pop() if len(sides) == 1 else None


def voice_of(index: Index, resource: Resource) -> Voice:
    """Who says it, as far as the resource names them."""
    if any("laboratory" in codes for codes in _category_codes(resource)):
        return Voice.LABORATORY
    if resource.body.get("reportedBoolean") is True:
        return Voice.PATIENT
    for path in _SPEAKERS:
        for _, value in reach(resource.type, resource.body, path):
            reference = words_at(as_object(value), "reference")
            target = index.target(resource, reference) if reference else None
            kind = target.type if target is not None else reference.rpartition("/")[0].rpartition("/")[2]
            if kind in _VOICES:
                return _VOICES[kind]
    return Voice.UNKNOWN


def _category_codes(resource: Resource) -> list[set[str]]:
    concepts = [as_object(v) for _, v in reach(resource.type, resource.body, "category[]")]
    return [{words_at(c, "code").lower() for c in objects_at(concept, "coding")} for concept in concepts]


def decimal_of(value: Any) -> Decimal | None:
    """A JSON number (or one written as words) as Decimal; None when it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    words = str(value).strip()
    return Decimal(words) if re.fullmatch(r"[+-]?\d{1,15}(\.\d{1,15})?([eE][+-]?\d{1,2})?", words) else None


def status_of(body: JsonObject, table: Mapping[str, Standing], default: Standing) -> Standing:
    """What the resource's status says, by the table of its type."""
    return table.get(words_at(body, "status").lower(), default)
