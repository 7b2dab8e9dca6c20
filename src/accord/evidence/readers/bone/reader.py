"""All that records tell of bone that should grow together."""

from __future__ import annotations

from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.readers.bone.films import films
from accord.evidence.readers.bone.fusion import fusions
from accord.evidence.readers.bone.healing import healing
from accord.evidence.readers.bone.words import tells_of_bone
from accord.evidence.readers.orthosis.visits import visits
from accord.evidence.readers.requests import as_claims, papers_and_requests
from accord.records.findings import Finding

# the examination of a note about a fracture is often its films
NOTE_PARTS = (
    lazy_pattern(r"\b(?:hpi|cc|history|pain|complain\w*|c/o|injur\w+|fractures?|fx|fell|weeks? out|months? out|s:)\b"),
    lazy_pattern(r"\b(?:pe|o/e|exam(?:ination)?|objective|films?|x-?rays?|radiographs?|xrs?)\b|^o:"),
    lazy_pattern(r"\b(?:a/p|plan|assessment|impression|imp|order)\b|^[ap]:"),
)


def bone_growth(chart: Chart) -> Iterator[Finding]:
    """The fracture and its films, fusions and their levels, and other stimulators."""
    if not tells_of_bone(chart):
        return
    papers = papers_and_requests(chart)
    yield from visits(papers, NOTE_PARTS)
    for part in (healing, films, fusions):
        yield from as_claims(chart, part(chart, papers))
