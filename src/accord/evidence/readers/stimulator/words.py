"""What papers call the stimulator, and which papers tell of it."""

from __future__ import annotations

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.rules import about_subject
from accord.evidence.readers.sayings import clinical_papers
from accord.evidence.readers.statements import said_in

CODES = ("63650", "63655", "63661", "63662", "63663", "63664", "63685", "63688")
STIMULATOR = (
    r"(?:(?:spinal[- ]?(?:cord)?|dorsal[- ]column|epidural|implant\w*|trial|neuro) ?-?stimulat\w+|neuro-?stimulat\w+|neuro-?modulation|"
    r"\bdcs\b|\bscs\b|stimulators?\b|stimulation\b|\bipg\b)"
)
SUBJECT = lazy_pattern(
    r"spinal[- ]?cord[- ]stimulat|dorsal[- ]column stimulat|\bscs\b|spinal stimulat|stimulator (?:trial|implant)"
)
OTHER_STIMULATION = r"(?:\btens\b|transcutaneous|sacral|bladder|vagus|vagal|deep brain|bone|muscle|nmes|gastric|peripheral nerve stim\w*)"
OTHER_TREATMENT = lazy_pattern(
    rf"{OTHER_STIMULATION}|\bintrathecal\b|\bpump\b|\bcatheter\b|\b(?:nerve|sympathetic|branch|"
    r"facet|root|ganglion|steroid|diagnostic|caudal) blocks?\b|\binjections?\b|\besis?\b|\bepidurals?\b(?! lead| space)|"
    r"\brfa?\b|\bablation\b|\bketamine\b|\binfusion\b|\bphysical therapy\b|\bacupuncture\b|\bchiropract\w+"
)


def tells_of_stimulator(chart: Chart) -> bool:
    """Is the record about a spinal cord stimulator? Else the readers of this folder have nothing to do."""
    return about_subject(chart, CODES, SUBJECT)


def papers_of(chart: Chart) -> list[Profile]:
    """The papers that may tell of it."""
    return clinical_papers(chart)


LONG, MANY = 60, 3


def is_prose(paper: Profile) -> bool:
    """A letter that asks for a procedure may look like an order; one that tells a history in sentences is a letter."""
    if paper.kind is not PartKind.ORDER:
        return False
    long = [each for each in said_in(paper) if len(each.text) > LONG and each.text.rstrip().endswith(".")]
    return len(long) >= MANY
