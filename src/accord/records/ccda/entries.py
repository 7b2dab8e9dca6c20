"""The coded entries of a section, each handed to the translator of its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from accord.records.ccda.chart import Chart
from accord.records.ccda.clinical import allergy, condition, family_history
from accord.records.ccda.datatypes import attribute, child, children
from accord.records.ccda.measured import observation, organizer
from accord.records.ccda.templates import CCDA, templates_of
from accord.records.ccda.treatment import encounter, immunization, medication, procedure, supply
from accord.records.hardened_xml import Node, local_name

Translator = Callable[[Chart, Node, str], None]

# LOINC codes of sections, where an entry without a template id means what its section says.
PROBLEMS = frozenset(("11450-4", "11348-0", "46240-8", "29308-4", "46241-6", "11535-2", "10219-4", "10218-6"))
ALLERGIES = frozenset(("48765-2",))
IMMUNIZATIONS = frozenset(("11369-6",))
FAMILY = frozenset(("10157-6",))

_BY_TEMPLATE: Mapping[str, Translator] = {
    CCDA["problem_observation"]: condition,
    CCDA["allergy_observation"]: allergy,
    CCDA["family_organizer"]: family_history,
    CCDA["immunization"]: immunization,
    CCDA["planned_immunization"]: immunization,
    CCDA["procedure_act"]: procedure,
    CCDA["procedure_observation"]: procedure,
}
_BY_ELEMENT: Mapping[str, Translator] = {
    "observation": observation,
    "organizer": organizer,
    "substanceadministration": medication,
    "procedure": procedure,
    "encounter": encounter,
    "supply": supply,
}
_BY_SECTION: tuple[tuple[str, frozenset[str], Translator], ...] = (
    ("observation", ALLERGIES, allergy),
    ("organizer", FAMILY, family_history),
    ("substanceadministration", IMMUNIZATIONS, immunization),
)


def read_entries(chart: Chart, section: Node) -> None:
    """Files a resource for every clinical statement of the section."""
    code = attribute(child(section, "code"), "code")
    for entry in children(section, "entry"):
        for statement in entry:
            read_statement(chart, statement, code)


def read_statement(chart: Chart, node: Node, section: str) -> None:
    """One clinical statement; an act that only holds others together is opened (a concern, a plan)."""
    waiting = [node]
    while waiting:
        statement = waiting.pop(0)
        kind = local_name(statement)
        if attribute(statement, "nullFlavor") and not len(statement):
            continue
        translator = _translator(statement, kind, section)
        if translator is not None:
            translator(chart, statement, section)
        elif kind == "act":
            inner = [part for relation in children(statement, "entryRelationship") for part in relation]
            if inner and not _is_planned(statement):
                waiting[:0] = [part for part in inner if local_name(part) in ("act", *_BY_ELEMENT)]
            else:
                procedure(chart, statement, section)


def _translator(node: Node, kind: str, section: str) -> Translator | None:
    for template in templates_of(node):
        if template in _BY_TEMPLATE:
            return _BY_TEMPLATE[template]
    for element, sections, translator in _BY_SECTION:
        if kind == element and section in sections:
            return translator
    if kind == "observation" and section in PROBLEMS and _is_problem(node):
        return condition
    return _BY_ELEMENT.get(kind)


def _is_problem(node: Node) -> bool:
    """In a problem section, an observation whose value is a code, and which is no status, age or severity."""
    code = attribute(child(node, "code"), "code")
    value = child(node, "value")
    return value is not None and code not in _ABOUT_A_PROBLEM and bool(attribute(value, "code"))


def _is_planned(node: Node) -> bool:
    return attribute(node, "moodCode") in ("INT", "RQO", "PRP", "PRMS", "ARQ", "APT")


_ABOUT_A_PROBLEM = frozenset(("33999-4", "SEV", "445518008", "11323-3"))
