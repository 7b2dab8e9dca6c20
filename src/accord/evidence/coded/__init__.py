"""Typed lookups over the coded data of a record: each gives Findings, whether it came as FHIR or as C-CDA.

`codes` is a CodeSet (None: whatever there is); `concept` names the thing in the Finding. What its author took back
(entered in error, cancelled, revoked) is never among the findings: `withdrawn` lists it.
"""

from accord.evidence.coded.happenings import (
    allergies,
    device_requests,
    devices,
    encounters,
    family_history,
    immunizations,
    medications,
    nutrition_orders,
    procedures,
    service_requests,
)
from accord.evidence.coded.index import patient, resolve, withdrawn
from accord.evidence.coded.states import conditions, observations
from accord.records.codes import CodeSet

__all__ = [
    "CodeSet",
    "allergies",
    "conditions",
    "device_requests",
    "devices",
    "encounters",
    "family_history",
    "immunizations",
    "medications",
    "nutrition_orders",
    "observations",
    "patient",
    "procedures",
    "resolve",
    "service_requests",
    "withdrawn",
]
