"""The words in resources: XHTML narratives, notes, conclusions, sections, answers to a form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from accord.records.documents import Document, DocumentKind
from accord.records.fhir.elements import (
    as_object,
    as_words,
    concept_words,
    object_at,
    objects_at,
    reach,
    words_at,
)
from accord.records.fhir.usable import why_not_used
from accord.records.inner import InnerNames, inner_document
from accord.records.markup import html_text
from accord.records.part import Part
from accord.records.record import JsonObject, Resource
from accord.wording import say

# Free text that a person wrote, by resource type; '*' holds for every type. Paths as in FHIR R4.
FREE_TEXT: Mapping[str, tuple[str, ...]] = {
    "*": ("note[].text",),
    "DiagnosticReport": ("conclusion",),
    "ClinicalImpression": ("description", "summary"),
    "Communication": ("payload[].contentString",),
    "CommunicationRequest": ("payload[].contentString",),
    "ServiceRequest": ("patientInstruction",),
    "FamilyMemberHistory": ("condition[].note[].text",),
    "CarePlan": ("description", "activity[].detail.description"),
    "Goal": ("description.text",),
    "Claim": ("supportingInfo[].valueString",),
    "ImagingStudy": ("description",),
    "RiskAssessment": ("mitigation",),
    "AllergyIntolerance": ("reaction[].description",),
}
# A valueString this long is a report, not a value.
_REPORT_LENGTH = 120


def narratives_of(resources: Sequence[Resource], names: InnerNames) -> Part:
    """A document for what a person wrote in a resource, and one for its narrative (titled as generated where it is)."""
    return Part(tuple(document for resource in resources for document in _documents(resource, names)))


def _documents(resource: Resource, names: InnerNames) -> Iterator[Document]:
    body = resource.body
    if _ALWAYS.isdisjoint(body) and _SOURCES.get(resource.type, _ALWAYS).isdisjoint(body):
        return
    if why_not_used(resource):
        return
    written = "\n\n".join(_written(resource))
    if written and resource.type == "FamilyMemberHistory":
        written = say("fhir.family", relationship=concept_words(object_at(body, "relationship")) or "?", words=written)
    if written:
        name, kind = names.name(resource.id, "note"), DocumentKind.FHIR_NARRATIVE
        yield inner_document(name, kind, written, parent=names.file, title=_label(resource))
    yield from _narrative(resource, written, names)


def _narrative(resource: Resource, written: str, names: InnerNames) -> Iterator[Document]:
    narrative = object_at(resource.body, "text")
    markup = as_words(narrative.get("div")).encode("utf-8", "replace")
    text = html_text(markup) if markup else ""
    if not text.strip() or text.strip() == written:
        return
    kind, title = DocumentKind.FHIR_NARRATIVE, _label(resource)
    if words_at(narrative, "status") == "generated":
        kind, title = DocumentKind.FHIR_GENERATED, say("fhir.generated", title=title)
    name = names.name(resource.id, "narrative")
    yield inner_document(
        name, kind, text, parent=names.file, title=title, data=markup, media_type="application/xhtml+xml"
    )


def _label(resource: Resource) -> str:
    body = resource.body
    named = words_at(body, "title") or concept_words(object_at(body, "code")) or concept_words(object_at(body, "type"))
    return f"{resource.type}: {named}" if named else resource.type


def _written(resource: Resource) -> Iterator[str]:
    for path in (*FREE_TEXT.get(resource.type, ()), *FREE_TEXT["*"]):
        for _, value in reach(resource.type, resource.body, path):
            if as_words(value):
                yield as_words(value).replace("\r\n", "\n")
    special = _SPECIAL.get(resource.type)
    if special:
        yield from special(resource.body)


def _long_values(body: JsonObject) -> Iterator[str]:
    value = as_words(body.get("valueString"))
    if len(value) > _REPORT_LENGTH or "\n" in value:
        yield value.replace("\r\n", "\n")


def _sections(body: JsonObject) -> Iterator[str]:
    """The sections of a Composition, each under its title, in order; sections within sections too."""
    waiting = list(reversed(objects_at(body, "section")))
    while waiting:
        section = waiting.pop()
        title = words_at(section, "title") or concept_words(object_at(section, "code"))
        markup = words_at(object_at(section, "text"), "div")
        text = html_text(markup.encode("utf-8", "replace")) if markup else ""
        if text.strip():
            yield f"{title}\n{text}" if title else text
        waiting.extend(reversed(objects_at(section, "section")))


def _answers(body: JsonObject) -> Iterator[str]:
    """A QuestionnaireResponse as lines 'question: answer', in order."""
    lines: list[str] = []
    waiting = list(reversed(objects_at(body, "item")))
    while waiting:
        item = waiting.pop()
        answers = objects_at(item, "answer")
        question = words_at(item, "text") or words_at(item, "linkId")
        shown = [words for words in map(_answer, answers) if words]
        inner = [part for answer in answers for part in objects_at(answer, "item")]
        if shown:
            lines.append(f"{question}: {', '.join(shown)}")
        elif objects_at(item, "item"):
            lines.append(question)
        waiting.extend(reversed([*inner, *objects_at(item, "item")]))
    if lines:
        yield "\n".join(lines)


def _answer(answer: JsonObject) -> str:
    for name, value in answer.items():
        if name.startswith("value"):
            return _answer_words(name, value)
    return ""


def _answer_words(name: str, value: Any) -> str:
    if name == "valueBoolean":
        return "Yes" if value is True else "No"
    if name == "valueQuantity":
        quantity = as_object(value)
        return " ".join(str(part) for part in (quantity.get("value"), quantity.get("unit")) if part is not None)
    if isinstance(value, dict):
        shape = as_object(value)
        return words_at(shape, "display") or words_at(shape, "code") or words_at(shape, "text")
    return "" if value is None else str(value)


_SPECIAL = {"Composition": _sections, "QuestionnaireResponse": _answers, "Observation": _long_values}
# The elements in which words can stand: a resource without any of them is passed by at once.
_ALWAYS = frozenset(("text", "note"))
_SOURCES: Mapping[str, frozenset[str]] = {
    "Composition": frozenset(("section",)),
    "QuestionnaireResponse": frozenset(("item",)),
    "Observation": frozenset(("valueString",)),
    **{kind: frozenset(re.split(r"[.\[]", path)[0] for path in paths) for kind, paths in FREE_TEXT.items()},
}
