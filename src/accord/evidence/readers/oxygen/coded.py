"""Saturations, gases and hospital stays in coded data; notes, components and flows of the same time tell the conditions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from accord.errors import Invalid
from accord.evidence.chart import Chart
from accord.evidence.coded import CodeSet, observations
from accord.evidence.coded.index import index_of
from accord.evidence.profile.voices import same_organization
from accord.evidence.readers.oxygen.cues import EXERCISE, ON_OXYGEN, RECOVERY, REST, ROOM_AIR, SLEEP, cues
from accord.records.dates import PartialDate
from accord.records.fhir.elements import as_words, object_at, objects_at, words_at
from accord.records.findings import Finding, Voice
from accord.records.places import ElementPlace
from accord.records.record import Resource

TOOL = "oxygen/1"
# LOINC: oxygen saturation by oximeter, in arterial blood, in blood; partial pressure of oxygen in arterial blood, in blood;
# inhaled oxygen flow rate and concentration.
SATURATIONS = CodeSet.of(
    "loinc|59408-5", "loinc|2708-6", "loinc|20564-1", "loinc|89276-0", words=("oxygen saturation", "SpO2", "SaO2")
)
PRESSURES = CodeSet.of(
    "loinc|2703-7", "loinc|11556-8", "loinc|19255-9", words=("PaO2", "pO2", "oxygen partial pressure")
)
FLOWS = CodeSet.of("loinc|3151-8", words=("inhaled oxygen flow rate", "oxygen flow rate"))
FRACTIONS = CodeSet.of("loinc|3150-6", "loinc|19994-3", words=("inhaled oxygen concentration",))
_ARTERIAL = ("loinc|2708-6", "loinc|20564-1")


def coded_readings(chart: Chart) -> Iterator[Finding]:
    """Coded saturations and pressures under the same concepts as those of papers."""
    record = chart.record
    if not record.resources:
        return
    flows = {_moment(chart, f): f.number for f in observations(record, FLOWS, "L/min") if f.number is not None}
    fractions = {_moment(chart, f): f.number for f in observations(record, FRACTIONS) if f.number is not None}
    for concept, codes, unit in (
        ("oxygen_saturation", SATURATIONS, "%"),
        ("arterial_oxygen_pressure", PRESSURES, "mm[Hg]"),
    ):
        for found in observations(record, codes, unit):
            if found.number is None:
                continue
            yield _finding(chart, found, concept, flows, fractions)


def _finding(
    chart: Chart, found: Finding, concept: str, flows: Mapping[str, Decimal], fractions: Mapping[str, Decimal]
) -> Finding:
    said = " ".join(found.qualifiers.get(key, "") for key in ("note", "method", "words", "device", "site")).lower()
    state, oxygen, flow = _conditions(said)
    moment = _moment(chart, found)
    if not oxygen and moment in flows:
        flow = flows[moment]
        oxygen = ROOM_AIR if flow == 0 else ON_OXYGEN
    if not oxygen and fractions.get(moment) is not None:
        oxygen = ROOM_AIR if fractions[moment] in (Decimal(21), Decimal("0.21")) else ON_OXYGEN
    gas = concept == "arterial_oxygen_pressure" or any(code in found.qualifiers.get("codes", "") for code in _ARTERIAL)
    by = _performer(chart, found)
    qualifiers = {
        **found.qualifiers,
        "state": state or (REST if gas else "unstated"),
        "oxygen": oxygen or "unstated",
        "by": by,
        "method": "gas" if gas else "oximeter",
        "source": "coded",
        "standing": "firm",
        "setting": "usual",
    }
    if oxygen == ON_OXYGEN and flow is not None:
        qualifiers |= {"flow": str(flow), "flow_band": "at_least_4" if flow >= 4 else "under_4"}
    return Finding(
        concept, found.place, found.presence, found.time, found.whose, found.value, found.unit, found.date, None, qualifiers,
        Voice.SUPPLIER if by == "supplier" else found.voice, "coded", found.support, TOOL,
    )  # fmt: skip


def _conditions(said: str) -> tuple[str, str, Decimal | None]:
    told = cues(said, 0, len(said))
    states = {c.value for c in told if c.kind == "state"}
    state = next((s for s in (RECOVERY, EXERCISE, SLEEP, REST) if s in states), "")
    oxygen = next((c for c in told if c.kind == "oxygen"), None)
    return (state, oxygen.value, oxygen.flow) if oxygen else (state, "", None)


def _resource(chart: Chart, found: Finding) -> Resource | None:
    place = found.place
    if not isinstance(place, ElementPlace):
        return None
    return chart.record.resources_by_id.get(place.resource)


def _moment(chart: Chart, found: Finding) -> str:
    """When it was measured, to the minute."""
    resource = _resource(chart, found)
    if resource is None:
        return ""
    return words_at(resource.body, "effectiveDateTime") or words_at(
        object_at(resource.body, "effectivePeriod"), "start"
    )


def _performer(chart: Chart, found: Finding) -> str:
    """Who measured it, as far as the resource names an organization or practitioner; else unstated."""
    resource = _resource(chart, found)
    supplier = chart.request.performer.name
    for performer in objects_at(resource.body, "performer") if resource is not None else ():
        shown = as_words(performer.get("display")) or _named(chart, resource, words_at(performer, "reference"))
        if shown and supplier is not None and same_organization(shown, supplier.value):
            return "supplier"
        if words_at(performer, "reference").startswith("Patient/"):
            return "patient"
        if shown or words_at(performer, "reference"):
            return "qualified"
    return "unstated"


def _named(chart: Chart, source: Resource | None, reference: str) -> str:
    target = index_of(chart.record).target(source, reference) if source is not None and reference else None
    return as_words(target.body.get("name")) if target is not None and target.type == "Organization" else ""


def inpatient_discharges(chart: Chart) -> Iterator[Finding]:
    """The end of each stay in hospital."""
    for resource in index_of(chart.record).used(("Encounter",)):
        kind = object_at(resource.body, "class")
        end = words_at(object_at(resource.body, "period"), "end")
        if words_at(kind, "code") in ("IMP", "ACUTE", "NONAC") and end:
            try:
                day = PartialDate.from_iso(end)
            except Invalid:
                continue
            yield Finding(
                "hospital_discharge", ElementPlace(resource.id, "Encounter.period.end", end, resource.document), date=day,
                whose=index_of(chart.record).whose(resource), voice=Voice.FACILITY, origin="coded", tool=TOOL,
            )  # fmt: skip
