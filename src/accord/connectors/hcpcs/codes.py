"""The shapes of procedure and supply codes, and which set each belongs to."""

from __future__ import annotations

import re
from enum import StrEnum


class CodeSystem(StrEnum):
    """The set of codes that a shape belongs to. D codes look like Level II and are the dentists' own (CDT)."""

    HCPCS_II = "hcpcs_level_2"
    CDT = "cdt"
    CPT_I = "cpt_category_1"
    CPT_II = "cpt_category_2"
    CPT_III = "cpt_category_3"
    CPT_PLA = "cpt_proprietary_laboratory"
    CPT_MAAA = "cpt_multianalyte"


SHAPES: dict[CodeSystem, re.Pattern[str]] = {
    CodeSystem.HCPCS_II: re.compile(r"[ABCEGHJKLMPQRSTUV][0-9]{4}"),
    CodeSystem.CDT: re.compile(r"D[0-9]{4}"),
    CodeSystem.CPT_I: re.compile(r"[0-9]{5}"),
    CodeSystem.CPT_II: re.compile(r"[0-9]{4}F"),
    CodeSystem.CPT_III: re.compile(r"[0-9]{4}T"),
    CodeSystem.CPT_PLA: re.compile(r"[0-9]{4}U"),
    CodeSystem.CPT_MAAA: re.compile(r"[0-9]{4}M"),
}


def written_code(text: str) -> str:
    """The code as it is written in the code sets: capitals, no blanks around it."""
    return text.strip().upper()


def code_system(text: str) -> CodeSystem | None:
    """The set whose shape the code has, or None when it has the shape of none. The code need not exist."""
    written = written_code(text)
    return next((system for system, shape in SHAPES.items() if shape.fullmatch(written)), None)
