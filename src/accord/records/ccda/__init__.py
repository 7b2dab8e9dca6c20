"""C-CDA XML in: sections as documents, coded entries as FHIR-shaped resources."""

from accord.records.ccda.read import read_ccda

__all__ = ["read_ccda"]
