"""HCPCS Level II and CPT: the shape of codes and modifiers, and the codes that can be confirmed here."""

from accord.connectors.hcpcs.codes import CodeSystem, code_system, written_code
from accord.connectors.hcpcs.known import family, is_known
from accord.connectors.hcpcs.modifiers import MOST, clashes, is_modifier

__all__ = [
    "MOST",
    "CodeSystem",
    "clashes",
    "code_system",
    "family",
    "is_known",
    "is_modifier",
    "written_code",
]
