"""Which lids are to be operated, and how notes name the eyes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern

CODES = ("15820", "15821", "15822", "15823", "67900", "67901", "67902", "67903", "67904", "67906", "67908")
OPERATION = lazy_pattern(
    r"\bbleph(?:aroplast\w+)?s?\b(?!\w)|\b(?:blepharo)?ptosis (?:repair|surgery|correction)|\blevator (?:advancement|resection|repair|plication)|"
    r"\bmull?er(?:'s)?(?: muscle)?[- ]?(?:ectomy|"
    r"resection|conjunctival)\w*|\bmmcr\b|\b(?:brow|eyebrow)[- ]?(?:lift\w*|pex\w*|ptosis (?:repair|surgery|correction))|\bfrontalis (?:sling|"
    r"suspension)\b|\b(?:upper )?(?:eye)?lid (?:surgery|lift|repair)\b"
)
LID = lazy_pattern(
    r"\b(?:eye)?lids?\b|\blashes\b|\beyelash\w*|\b(?:eye)?brows?\b|\bdroop\w*|\bhood\w*|\bdermatochalasis\b|\bptosis\b|"
    r"\bblepharoptosis\b|\b(?:excess|redundant|extra|overhanging) skin\b"
)
LOWER = lazy_pattern(r"\blower (?:eye)?lids?\b|\blower bleph\w*")
EYES: Mapping[str, frozenset[str]] = {
    "od": frozenset({"right"}), "right": frozenset({"right"}), "r": frozenset({"right"}), "re": frozenset({"right"}), "rt": frozenset({"right"}),
    "rul": frozenset({"right"}), "os": frozenset({"left"}), "left": frozenset({"left"}), "l": frozenset({"left"}), "le": frozenset({"left"}),
    "lt": frozenset({"left"}), "lul": frozenset({"left"}), "ou": frozenset({"left", "right"}), "both": frozenset({"left", "right"}),
    "bilateral": frozenset({"left", "right"}), "bilaterally": frozenset({"left", "right"}), "each": frozenset({"left", "right"}),
}  # fmt: skip
EYE = lazy_pattern(rf"(?<![\w'])(?P<eye>{'|'.join(sorted(EYES, key=len, reverse=True))})(?![\w'])")
OF_MODIFIER = {"E1": "left", "E2": "left", "E3": "right", "E4": "right", "LT": "left", "RT": "right"}
OF_DIAGNOSIS = re.compile(
    r"H02\.83(?P<lid>[1-6])|H02\.3(?P<fold>[1-6])|H02\.4\d(?P<ptosis>[123])|H57\.81(?P<brow>[123])"
)
BOTH = frozenset({"left", "right"})


def asks_for_lids(chart: Chart) -> bool:
    """Is surgery of the lids asked for? Else the readers of this folder have nothing to do."""
    return any(service.code in CODES for service in chart.request.services)


def asked_eyes(chart: Chart) -> frozenset[str]:
    """The eyes of the request, by its modifiers, else by its diagnoses; both where neither tells."""
    given = {modifier for service in chart.request.services if service.code in CODES for modifier in service.modifiers}
    named = frozenset(OF_MODIFIER[modifier] for modifier in given if modifier in OF_MODIFIER)
    if "50" in given or named == BOTH:
        return BOTH
    if named:
        return named
    coded = {side for stated in chart.request.diagnoses for side in _sides_of(stated.value)}
    return frozenset(coded) or BOTH


def _sides_of(code: str) -> frozenset[str]:
    """Lids 1 to 3 are right, 4 to 6 left; of ptosis and brows 1 is right, 2 left, 3 both."""
    match = OF_DIAGNOSIS.fullmatch(code)
    if match is None:
        return frozenset()
    lid = match["lid"] or match["fold"]
    if lid:
        return frozenset({"right" if lid in "123" else "left"})
    return {"1": frozenset({"right"}), "2": frozenset({"left"}), "3": BOTH}[match["ptosis"] or match["brow"]]
