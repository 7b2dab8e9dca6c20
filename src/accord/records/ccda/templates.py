"""Template ids of C-CDA R1.1 and R2.1 that decide what an entry is."""

from __future__ import annotations

from accord.records.ccda.datatypes import attribute, children
from accord.records.hardened_xml import Node

_ROOT = "2.16.840.1.113883.10.20.22.4."

CCDA = {
    "problem_concern": _ROOT + "3",
    "problem_observation": _ROOT + "4",
    "problem_status": _ROOT + "6",
    "allergy_observation": _ROOT + "7",
    "severity": _ROOT + "8",
    "reaction": _ROOT + "9",
    "procedure_act": _ROOT + "12",
    "procedure_observation": _ROOT + "13",
    "supply_order": _ROOT + "17",
    "dispense": _ROOT + "18",
    "indication": _ROOT + "19",
    "instruction": _ROOT + "20",
    "vitals_organizer": _ROOT + "26",
    "allergy_status": _ROOT + "28",
    "age_observation": _ROOT + "31",
    "family_organizer": _ROOT + "45",
    "family_observation": _ROOT + "46",
    "immunization": _ROOT + "52",
    "comment": _ROOT + "64",
    "encounter_diagnosis": _ROOT + "80",
    "planned_immunization": _ROOT + "120",
    "criticality": _ROOT + "145",
    "medication_status": "2.16.840.1.113883.10.20.1.47",
    "problem_status_r1": "2.16.840.1.113883.10.20.1.50",
    "allergy_status_r1": "2.16.840.1.113883.10.20.1.39",
}

# SNOMED CT concepts by which a status observation says how it stands -> FHIR condition-clinical code.
STATUS = {
    "55561003": "active",
    "73425007": "inactive",
    "413322009": "resolved",
    "246455001": "recurrence",
    "263855007": "relapse",
    "277022003": "remission",
    "723506003": "resolved",
    "421139008": "on-hold",
    "385655000": "on-hold",
    "385654001": "stopped",
    "410546004": "stopped",
    "421967003": "stopped",
}


def templates_of(node: Node) -> list[str]:
    """The roots of the element's template ids."""
    return [attribute(item, "root") for item in children(node, "templateId")]


def related(node: Node, *names: str) -> list[Node]:
    """The statements in its entryRelationships that follow one of these templates."""
    wanted = {CCDA[name] for name in names}
    return [
        part
        for relation in children(node, "entryRelationship")
        for part in relation
        if wanted.intersection(templates_of(part))
    ]
