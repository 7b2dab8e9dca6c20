"""What papers call a fusion of the neck, and which papers tell of the patient."""

from __future__ import annotations

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind

CODES = ("22551", "22552", "22554")
FUSION = lazy_pattern(
    r"\bacdfs?\b|\banterior cervical (?:discectom\w+|decompression|fusion|interbody|corpectom\w+)|\bcervical (?:spinal |interbody )?(?:fusion|arthrodesis)\b|"
    r"\bfusion\b|\barthrodesis\b"
)
OTHER_SPINE = lazy_pattern(
    r"\blumbar\b|\bthoracic\b|\b[lt] ?\d|\btlif\b|\bplif\b|\balif\b|\bankle\b|\bknee\b|\bwrist\b|\btoe\b"
)
ARM = lazy_pattern(r"\b(?:arms?|forearms?|upper (?:extremity|limb)|hands?|fingers?|thumb|biceps|triceps|deltoid)\b")
NOT_TOLD_IN = (PartKind.IMAGING, PartKind.LABORATORY, PartKind.COVER_SHEET, PartKind.ORDER, PartKind.SUPPLIER_FORM)
HISTORY = ("family_history", "past_history", "surgical_history", "medications", "allergies", "instructions")


def asks_for_fusion(chart: Chart) -> bool:
    """Is a fusion of the neck asked for? Else the readers of this folder have nothing to do."""
    return any(service.code in CODES for service in chart.request.services)
