"""Signs that a file was not written in FHIR R4: types and elements that only another edition has."""

from __future__ import annotations

from collections.abc import Sequence

from accord.records.record import Resource, Unread

# Resource types that R4 (4.0.1) does not have, and the edition that does.
_FOREIGN_TYPES = {
    "MedicationOrder": "DSTU2",
    "DiagnosticOrder": "DSTU2",
    "DeviceUseRequest": "DSTU2",
    "Order": "DSTU2",
    "OrderResponse": "DSTU2",
    "Conformance": "DSTU2",
    "ProcedureRequest": "DSTU2 or STU3",
    "ReferralRequest": "DSTU2 or STU3",
    "EligibilityRequest": "DSTU2 or STU3",
    "DiagnosticRequest": "STU3",
    "Sequence": "STU3",
    "DeviceUsage": "R5",
    "DeviceDispense": "R5",
    "DeviceAssociation": "R5",
    "InventoryItem": "R5",
    "Transport": "R5",
    "GenomicStudy": "R5",
    "ImagingSelection": "R5",
    "BiologicallyDerivedProductDispense": "R5",
    "FormularyItem": "R5",
    "NutritionIntake": "R5",
    "EncounterHistory": "R5",
}

# (type, element, JSON type that only the other edition gives it, or None for any) -> edition.
_FOREIGN_ELEMENTS: tuple[tuple[str, str, type | None, str], ...] = (
    ("Condition", "clinicalStatus", str, "DSTU2 or STU3"),
    ("Condition", "dateRecorded", None, "DSTU2"),
    ("AllergyIntolerance", "clinicalStatus", str, "DSTU2 or STU3"),
    ("MedicationStatement", "taken", None, "STU3"),
    ("Observation", "comments", None, "DSTU2"),
    ("Procedure", "occurrenceDateTime", None, "R5"),
    ("Procedure", "notDone", None, "STU3"),
    ("Encounter", "class", list, "R5"),
    ("Encounter", "class", str, "DSTU2"),
    ("Encounter", "actualPeriod", None, "R5"),
    ("MedicationRequest", "medication", None, "R5"),
    ("MedicationStatement", "medication", None, "R5"),
    ("MedicationDispense", "medication", None, "R5"),
)


def version_reports(name: str, resources: Sequence[Resource]) -> list[Unread]:
    """One report an edition, with how many resources show it."""
    counts: dict[str, int] = {}
    for resource in resources:
        edition = edition_hint(resource)
        if edition:
            counts[edition] = counts.get(edition, 0) + 1
    return [
        Unread(
            name,
            f"{count} resource(s) are written in FHIR {edition}, not R4: kept, but perhaps searched only in part.",
            "Ask the sender for FHIR R4 (4.0.1).",
        )
        for edition, count in counts.items()
    ]


def edition_hint(resource: Resource) -> str:
    """'STU3', 'R5' …, or '' where nothing speaks against R4."""
    foreign = _FOREIGN_TYPES.get(resource.type)
    if foreign:
        return foreign
    for element, kind, edition in _ELEMENTS_OF.get(resource.type, ()):
        if element in resource.body and (kind is None or isinstance(resource.body[element], kind)):
            return edition
    return ""


def _by_type() -> dict[str, tuple[tuple[str, type | None, str], ...]]:
    table: dict[str, tuple[tuple[str, type | None, str], ...]] = {}
    for kind, element, json_type, edition in _FOREIGN_ELEMENTS:
        table[kind] = (*table.get(kind, ()), (element, json_type, edition))
    return table


_ELEMENTS_OF = _by_type()
