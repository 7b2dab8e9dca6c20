"""What papers call sacral nerve stimulation, and which records are about it."""

from __future__ import annotations

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.readers.rules import about_subject

CODES = ("64561", "64581", "64590")
STIMULATION = (
    r"(?:sacral (?:nerve |neuro ?)?-?(?:stimulat\w+|modulat\w+)|sacral neuro-?modulation|\bsnm\b|\bsns\b|inter-?stim\w*|axonics|\bpne\b|"
    r"percutaneous nerve evaluation|test stimulation|stage (?:1|i|one)\b|stimulator trial|lead trial|trial (?:of )?(?:stimulat\w+|lead|phase))"
)
SUBJECT = lazy_pattern(r"sacral (?:nerve|neuro)|\bsnm\b|inter-?stim|axonics sacral|percutaneous nerve evaluation")


def tells_of_stimulation(chart: Chart) -> bool:
    """Is the record about sacral nerve stimulation? Else the readers of this folder have nothing to do."""
    return about_subject(chart, CODES, SUBJECT)
