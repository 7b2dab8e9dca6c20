"""What papers call the toxin and the diseases it is for, and which records are about it."""

from __future__ import annotations

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern

CODES = ("64612", "64615")
TOXIN = (
    r"(?:(?:onabotulinum|abobotulinum|incobotulinum|rimabotulinum|botulinum)\w*(?: ?toxin)?(?:[ -](?:type "
    r")?[ab]\b)?|botox\w*|bont(?:-?[ab])?|dysport|xeomin|myobloc|"
    r"chemodenervation|j058[5-8])"
)
SUBJECT = lazy_pattern(rf"\b{TOXIN}")
DISEASE = lazy_pattern(
    r"\b(?:migrain\w*|blepharospasm|hemifacial spasm|(?:cervical |oromandibular |cranial |facial )dystonia|"
    r"meige|torticollis)\b"
)
HEADACHE = r"(?:head ?-?aches?|ha's?|has(?= (?:per|a|/|on|\d))|migraines?|ha)"


def tells_of_toxin(chart: Chart) -> bool:
    """Is the record about the toxin for the head, face or neck? Else the readers of this folder have nothing to do."""
    if any(service.code in CODES for service in chart.request.services):
        return True
    documents = chart.record.documents
    told = any(SUBJECT.search(document.flat) for document in documents)
    return told and any(DISEASE.search(document.flat) for document in documents)
