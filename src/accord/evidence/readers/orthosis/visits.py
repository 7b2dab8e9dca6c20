"""Notes of a visit that their first lines do not call so: a complaint, an examination and a plan above a practitioner's signature."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.mentions import date_of
from accord.evidence.readers.papers import VISITS, head_of
from accord.records.findings import Finding, Voice

TOOL = "brace-visits/1"
MAYBE = (PartKind.OTHER, PartKind.IMAGING, PartKind.CHART_EXTRACT, PartKind.MEDICATION_LIST, PartKind.LETTER)
PARTS = (
    lazy_pattern(r"\b(?:hpi|cc|chief complaint|subj\w*|history|s:|pain|complain\w*|c/o)\b"),
    lazy_pattern(r"\b(?:pe|o/e|exam(?:ination)?|objective|physical|vitals?)\b|^o:"),
    lazy_pattern(r"\b(?:a/p|plan|assessment|impression|imp)\b|^[ap]:"),
)


def visits(papers: list[Profile], parts: Sequence[re.Pattern[str]] = PARTS) -> Iterator[Finding]:
    """A visit for each such note; the general reader tells of the others."""
    for paper in papers:
        signed = next((signature for signature in paper.signatures if signature.treating), None)
        if paper.kind in VISITS or paper.kind not in MAYBE or signed is None or paper.mode is not None:
            continue
        flat = paper.document.flat[paper.part.start : paper.part.end]
        if all(part.search(flat) for part in parts):
            yield Finding(
                "visit",
                paper.date.place if paper.date is not None else head_of(paper),
                date=date_of(paper),
                qualifiers={"kind": PartKind.VISIT_NOTE.value, "signed": "yes", "mode": "unknown"},
                voice=Voice.CLINICIAN,
                support=(signed.place,),
                tool=TOOL,
            )
