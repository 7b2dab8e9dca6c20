"""Who wrote a paper: the prosthetist, who is no practitioner, or somebody whose record is the medical record."""

from __future__ import annotations

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile

HEAD, FOOT = 260, 260
SIGNS = lazy_pattern(
    r"\b(?:cpo|c\.p\.o\.|lcp|lpo|bocp|certified prosthetist|prosthetist)\b|,? cp\b(?= ?(?::|$|\n|,|\d))|\bcp ?:"
)
SHOP = lazy_pattern(
    r"^[^\n]*\b(?:prosthetics?|orthotics?|limb (?:works|center|clinic|lab)|o ?& ?p)\b|\bprosthet(?:ic|"
    r"ist(?:'s)?) (?:evaluation|note|eval|assessment|"
    r"record|chart|consult\w*)\b"
)
PHYSICIAN = lazy_pattern(
    r"(?<!w/ )(?<!with )(?<!per )(?<!by )(?<!to )(?<!as )\b(?:md|m\.d\.|do|d\.o\.|np|pa-c|aprn|physiatr\w+|dpm)\b(?! not| you| so)"
)
THERAPIST = lazy_pattern(r"\b(?:pt|dpt|ot|otr|otr/l)\b(?=\s*(?:\d|$|,|\n|dpt))")


def is_prosthetist(chart: Chart, paper: Profile) -> bool:
    """Did a prosthetist write it: by the signature, or by the head of a shop that no practitioner or therapist signed?"""
    if any(signature.treating for signature in paper.signatures):
        return False
    text = paper.document.text
    start, end = paper.part.start, paper.part.end
    foot, head = text[max(start, end - FOOT) : end].lower(), text[start : min(end, start + HEAD)].lower()
    if PHYSICIAN.search(foot):
        return False
    if SIGNS.search(foot) or SIGNS.search(head):
        return True
    name = chart.request.performer.name
    headed = SHOP.search(head) is not None or (name is not None and name.value.lower() in head)
    return headed and THERAPIST.search(foot) is None


def is_practitioners_own(paper: Profile) -> bool:
    """Is it the treating practitioner's note, and no therapist's?"""
    return paper.kind is not PartKind.THERAPY_NOTE and any(signature.treating for signature in paper.signatures)
