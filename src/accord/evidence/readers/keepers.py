"""Sheets that nurses, therapists and dietitians keep: logs and flowsheets of professionals are no patient's diary and no supplier's form."""

from __future__ import annotations

import re

from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile

HEAD, FOOT = 420, 220
SHEETS = (PartKind.LOG, PartKind.SUPPLIER_FORM, PartKind.ORDER, PartKind.OTHER)
"""Kinds as which a professional's sheet may be taken by its title."""
CLINICAL = lazy_pattern(
    r"\b(?:wounds?|wnd|skin|lymph\w*|nurs\w+|therap\w+|treatment|tx|nutrition\w*|diet\w*|home health|skilled|rehab\w*|mobility|seating)\b"
)
SHEET = lazy_pattern(
    r"\b(?:log|flow ?sheet|record|sheet|notes?|consult\w*|assessments?|evaluation|eval|summary|visit|progress|tracking)\b"
)
PROFESSIONAL = re.compile(
    r"\b(?:RN|BSN|LPN|LVN|WOCN?|CWOCN|CWCN|WCC|RDN?|LDN?|OTR?(?:/L)?|DPT|PT|CLT(?:-LANA)?|APRN|NP|PA-C|MD|DO)\b(?!\s*:\s*[A-Z0-9]{2,}\d)"
)
NOT_THEIRS = lazy_pattern(
    r"\b(?:diary|patient log|self-?(?:report|log)|dme|durable|supplier|medical (?:supply|supplies|equipment)|home (?:medical|equipment)|prior auth\w*|intake|"
    r"request|order|questionnaire)\b"
)


def kept_by_professional(paper: Profile) -> bool:
    """Is the paper, which looks like a diary or a form, the sheet of a nurse, therapist or dietitian whose name it bears?"""
    if paper.kind not in SHEETS:
        return False
    document, start, end = paper.document, paper.part.start, paper.part.end
    head = document.text[start : min(end, start + HEAD)].lower()
    title = " ".join([line for line in head.split("\n") if line.strip()][:3])
    if NOT_THEIRS.search(title) or not (CLINICAL.search(title) and SHEET.search(title)):
        return False
    names = PROFESSIONAL.search(document.text, start, min(end, start + HEAD))
    return names is not None or PROFESSIONAL.search(document.text, max(start, end - FOOT), end) is not None
