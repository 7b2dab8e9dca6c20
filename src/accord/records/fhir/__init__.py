"""FHIR R4 JSON in, resources as plain dicts out, with every narrative and attachment as a document."""

from accord.records.fhir.read import read_fhir

__all__ = ["read_fhir"]
