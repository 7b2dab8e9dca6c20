"""The resources of a record by type, by what refers to them, and by the person they are about."""

from __future__ import annotations

import re
import weakref
from collections import Counter
from collections.abc import Iterable, Sequence

from accord.records.fhir.elements import as_list, as_words, object_at, objects_at, words_at
from accord.records.fhir.usable import why_not_used
from accord.records.findings import Whose
from accord.records.record import JsonObject, Record, Resource

_SUBJECTS = ("subject", "patient", "beneficiary")
_HISTORY = re.compile(r"/_history/.*$")


class Index:
    """Built once a record; holds its resources, not the record."""

    def __init__(self, resources: Sequence[Resource]) -> None:
        self.by_type: dict[str, list[Resource]] = {}
        self.by_reference: dict[str, list[Resource]] = {}
        for resource in resources:
            self.by_type.setdefault(resource.type, []).append(resource)
            for name in _names_of(resource):
                if name:
                    self.by_reference.setdefault(name, []).append(resource)
        self.patient = self._patient(resources)
        self.same_person = frozenset(p.id for p in self.by_type.get("Patient", ()) if self._is_patient(p))
        self.strangers = self._unresolved(resources)

    def used(self, kinds: Iterable[str]) -> list[Resource]:
        """The resources of these types that were not taken back."""
        return [r for kind in kinds for r in self.by_type.get(kind, ()) if not why_not_used(r)]

    def target(self, source: Resource, reference: str) -> Resource | None:
        """What the reference leads to, first within the same file; None when it is not in the record."""
        if reference.startswith("#"):
            parent, apart, number = source.id.partition("/")[2].partition("#")[0].partition("~")
            found = self.by_reference.get(f"#{parent}{reference}{apart}{number}") or []
        else:
            plain = _HISTORY.sub("", reference)
            found = self.by_reference.get(plain) or self.by_reference.get("/".join(plain.split("/")[-2:])) or []
        return next((r for r in found if r.document == source.document), found[0] if found else None)

    def whose(self, resource: Resource) -> Whose:
        """About whom the resource speaks; what cannot be tied to the patient is somebody else's."""
        if resource.type == "FamilyMemberHistory":
            return Whose.FAMILY
        if resource.type == "Patient":
            return Whose.PATIENT if resource.id in self.same_person else Whose.OTHER
        focus = [words_at(f, "reference") for f in objects_at(resource.body, "focus")]
        for reference in (*focus, _subject(resource.body)):
            if reference:
                found = self._whose_reference(resource, reference)
                if found is not Whose.PATIENT:
                    return found
        return Whose.PATIENT

    def _whose_reference(self, resource: Resource, reference: str) -> Whose:
        target = self.target(resource, reference)
        if target is None:
            return Whose.OTHER if (resource.document, reference) in self.strangers else Whose.PATIENT
        if target.type == "RelatedPerson":
            return Whose.FAMILY
        if target.type == "Patient":
            return Whose.PATIENT if target.id in self.same_person else Whose.OTHER
        return Whose.OTHER if target.type in ("Group", "Device", "Location", "Practitioner") else Whose.PATIENT

    def _patient(self, resources: Sequence[Resource]) -> Resource | None:
        """The Patient most resources are about; the first, where that does not decide."""
        candidates = [r for r in self.by_type.get("Patient", ()) if not why_not_used(r)]
        if len(candidates) < 2:
            return candidates[0] if candidates else None
        counts: Counter[str] = Counter()
        for resource in resources:
            target = self.target(resource, _subject(resource.body)) if _subject(resource.body) else None
            if target is not None:
                counts[target.id] += 1
        return max(candidates, key=lambda candidate: counts[candidate.id])

    def _is_patient(self, other: Resource) -> bool:
        return self.patient is not None and (other is self.patient or same_person(self.patient.body, other.body))

    def _unresolved(self, resources: Sequence[Resource]) -> frozenset[tuple[str, str]]:
        """Subjects that are not in the record, where their file holds a Patient or tells of several people."""
        unknown: dict[str, set[str]] = {}
        for resource in resources:
            reference = _subject(resource.body)
            if reference and self.target(resource, reference) is None:
                unknown.setdefault(resource.document, set()).add(reference)
        with_patient = {p.document for p in self.by_type.get("Patient", ())}
        return frozenset(
            (document, reference)
            for document, references in unknown.items()
            if document in with_patient or len(references) > 1
            for reference in references
        )


def same_person(one: JsonObject, other: JsonObject) -> bool:
    """A shared identifier; else the same birth date, family name and first given name, as far as both state them."""
    if _identifiers(one) & _identifiers(other):
        return True
    pairs = [(words_at(one, "birthDate"), words_at(other, "birthDate")), *zip(_names(one), _names(other), strict=True)]
    stated = [(left, right) for left, right in pairs if left and right]
    return len(stated) >= 2 and all(left == right for left, right in stated)


def _identifiers(body: JsonObject) -> set[tuple[str, str]]:
    found = {(words_at(i, "system"), words_at(i, "value")) for i in objects_at(body, "identifier")}
    return {pair for pair in found if all(pair)}


def _names(body: JsonObject) -> tuple[str, str]:
    for name in objects_at(body, "name"):
        first = next((as_words(given) for given in as_list(name.get("given")) if as_words(given)), "")
        return words_at(name, "family").casefold(), first.casefold().split(" ")[0]
    return "", ""


def _names_of(resource: Resource) -> set[str]:
    """What a reference may call it; a contained resource is known by its parent only ('#rx1#med')."""
    tail = resource.id.partition("/")[2]
    if "#" in tail:
        return {resource.id, f"#{tail}"}
    return {resource.id, f"{resource.type}/{resource.body.get('id')}", resource.full_url}


def _subject(body: JsonObject) -> str:
    return next((r for name in _SUBJECTS if (r := words_at(object_at(body, name), "reference"))), "")


_KNOWN: dict[int, Index] = {}


def index_of(record: Record) -> Index:
    """The record's index, kept as long as the record lives."""
    key = id(record)
    if key not in _KNOWN:
        _KNOWN[key] = Index(record.resources)
        weakref.finalize(record, _KNOWN.pop, key, None)
    return _KNOWN[key]


def patient(record: Record) -> Resource | None:
    """The Patient resource of the person the record is about; None when there is none."""
    return index_of(record).patient


def resolve(record: Record, source: Resource, reference: str) -> Resource | None:
    """What a reference of the source leads to; None when it is not in the record."""
    return index_of(record).target(source, reference)


def withdrawn(record: Record) -> tuple[tuple[Resource, str], ...]:
    """(resource, why) for each that its author took back: kept, but never among the findings."""
    return tuple((resource, why) for resource in record.resources if (why := why_not_used(resource)))
