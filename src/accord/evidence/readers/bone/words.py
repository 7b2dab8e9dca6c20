"""What papers call bones, their union and the stimulators, and which records are about them."""

from __future__ import annotations

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.readers.rules import about_subject

CODES = ("E0747", "E0748", "E0760")
SUBJECT = lazy_pattern(
    r"\bbone[- ](?:growth[- ])?stimulat|osteogenesis stimulat|osteogenic stimulat|\blipus\b|\bexogen\b"
)
LONG = (
    r"(?:humer(?:us|al)|radi(?:us|al shaft)|distal radial|uln(?:a|ar shaft)|femur|femoral (?:shaft|"
    r"neck|fracture|non)|tibi(?:a|al)|fibul(?:a|ar)|tib(?:[-/ ]?fib)?|fib(?=\b)|hum(?=\b)|metacarp\w+|metatars\w+|jones)"
)
LONG_BONE = lazy_pattern(rf"\b{LONG}\b")
OTHER_BONE = lazy_pattern(
    r"\b(?:scaphoid|clavic\w+|navicular|talus|calcane\w+|carpal|tarsal|patella|pelvi\w+|ankle|subtalar|wrist|foot)\b"
)
SPINE = lazy_pattern(
    r"\b(?:lumbar|cervical|thoracic|spin(?:e|al)|[clt]\d{1,2} ?[-–/] ?[clts]?\d{1,2}|interbody|"
    r"vertebra\w*|laminectom\w+|posterolateral fusion)\b"
)
FUSION = r"(?:fusions?|fused|arthrodes[ie]s|[tpaxod]lif|llif|acdf|psf|plf|pslf|instrumented fusion)"


def tells_of_bone(chart: Chart) -> bool:
    """Is the record about a bone stimulator? Else the readers of this folder have nothing to do."""
    return about_subject(chart, CODES, SUBJECT)
