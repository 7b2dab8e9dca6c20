"""Does a CodeableConcept of a resource name what is looked for, by code or in words, and does it say so or deny it?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from accord.evidence.coded.index import Index
from accord.records.codes import CodeSet, short_name
from accord.records.fhir.elements import as_object, as_words, concept_words, reach, words_at
from accord.records.findings import Presence, Time, Whose
from accord.records.places import ElementPlace
from accord.records.record import JsonObject, Resource


@dataclass(frozen=True)
class Match:
    """Where a resource names the thing; what the words before it take away from it."""

    place: ElementPlace
    words: str
    codes: str = ""
    presence: Presence = Presence.PRESENT
    time: Time = Time.CURRENT
    whose: Whose = Whose.PATIENT
    support: tuple[ElementPlace, ...] = ()


# Words before the term, in the text of an entry without a fitting code -> what the entry then says.
_CUES: tuple[tuple[re.Pattern[str], Presence, Time, Whose], ...] = (
    (
        re.compile(r"\b(family history|fh|mother|father|sibling|brother|sister|parent)\b", re.IGNORECASE),
        Presence.PRESENT,
        Time.CURRENT,
        Whose.FAMILY,
    ),
    (
        re.compile(r"\b(no|not|denies|denied|without|negative for|absence of|ruled out|never)\b", re.IGNORECASE),
        Presence.ABSENT,
        Time.CURRENT,
        Whose.PATIENT,
    ),
    (
        re.compile(
            r"\b(rule out|r/o|suspected|suspicion|possible|probable|likely|questionable|screening|risk (of|for)|"
            r"at risk|evaluate|evaluation|concern for|versus|vs)\b",
            re.IGNORECASE,
        ),
        Presence.POSSIBLE,
        Time.CURRENT,
        Whose.PATIENT,
    ),
    (
        re.compile(r"\b(history of|h/o|hx|status post|s/p|previous|former|resolved)\b", re.IGNORECASE),
        Presence.PRESENT,
        Time.PAST,
        Whose.PATIENT,
    ),
)


def match(resource: Resource, path: str, codes: CodeSet | None) -> Match | None:
    """The first concept at `path` ('code', 'type[]', 'component[].code') that is one of the codes or has the words."""
    return next(matches(resource, path, codes), None)


def matches(resource: Resource, path: str, codes: CodeSet | None) -> Iterator[Match]:
    """Each concept at `path` that fits; any concept when codes is None."""
    for place, value in reach(resource.type, resource.body, path):
        found = _match(resource, place, value, codes)
        if found is not None:
            yield found


def match_referenced(index: Index, resource: Resource, path: str, inner: str, codes: CodeSet | None) -> Match | None:
    """As `match`, for a concept that stands in the resource a reference leads to ('medicationReference')."""
    for place, value in reach(resource.type, resource.body, path):
        reference = as_object(value)
        target = index.target(resource, words_at(reference, "reference"))
        found = match(target, inner, codes) if target is not None else None
        if found is not None:
            here = ElementPlace(resource.id, place, found.words, resource.document)
            return replace(found, place=here, support=(found.place,))
        shown = words_at(reference, "display")
        if shown and (codes is None or (codes.pattern and codes.pattern.search(shown))):
            return _in_words(resource, f"{place}.display", shown, codes)
    return None


def _match(resource: Resource, place: str, value: Any, codes: CodeSet | None) -> Match | None:
    concept = as_object(value)
    codings = [(at, as_object(coding)) for at, coding in _codings(place, concept)]
    written = coded_as(coding for _, coding in codings)
    shown = concept_words(concept) or words_at(concept, "display") or words_at(concept, "code") or as_words(value)
    if codes is None:
        return Match(ElementPlace(resource.id, place, shown, resource.document), shown, written) if shown else None
    position = codes.first_of([(words_at(coding, "system"), words_at(coding, "code")) for _, coding in codings])
    if position is not None:
        at, coding = codings[position]
        code = words_at(coding, "code")
        words = words_at(coding, "display") or words_at(concept, "text")
        shown = f"{words} ({code})" if words and words != code else code
        return Match(ElementPlace(resource.id, at, shown, resource.document), words or code, written)
    found = _by_words(resource, place, value, codings, codes)
    return replace(found, codes=written) if found is not None else None


def coded_as(codings: Iterable[JsonObject]) -> str:
    """'icd10|E11.9 snomed|44054006': the codings by the short names of their systems."""
    pairs = ((short_name(words_at(c, "system")) or "", "".join(words_at(c, "code").split())) for c in codings)
    return " ".join(f"{system}|{code}" for system, code in pairs if code)


def _codings(place: str, concept: JsonObject) -> list[tuple[str, Any]]:
    """The codings with their paths; a lone Coding (Encounter.class) is its own."""
    if "coding" not in concept and "code" in concept:
        return [(place, concept)]
    return [(place + at[1:], coding) for at, coding in reach("_", concept, "coding[]")]


def _by_words(
    resource: Resource, place: str, value: Any, codings: list[tuple[str, Any]], codes: CodeSet
) -> Match | None:
    if codes.pattern is None:
        return None
    said = [(place, as_words(value)), (f"{place}.text", words_at(as_object(value), "text"))]
    said += [(f"{at}.display", words_at(coding, "display")) for at, coding in codings]
    for at, words in said:
        if words and codes.pattern.search(words):
            return _in_words(resource, at, words, codes)
    return None


def _in_words(resource: Resource, at: str, words: str, codes: CodeSet | None) -> Match:
    place = ElementPlace(resource.id, at, words, resource.document)
    found = codes.pattern.search(words) if codes is not None and codes.pattern is not None else None
    before = words[: found.start()] if found else ""
    for pattern, presence, time, whose in _CUES:
        if pattern.search(before):
            return Match(place, words, "", presence, time, whose)
    return Match(place, words)
