"""What papers call the abdominal skin fold and its removal, and which records are about it."""

from __future__ import annotations

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.readers.rules import about_subject

CODES = ("15830", "15847", "15877")
SUBJECT = lazy_pattern(r"panniculectom|abdominoplast|tummy tuck|removal of (?:the |her |his )?pann(?:us|iculus)")
PANNUS = (
    r"(?:pannus|panniculus|pannicular|(?:skin |abdominal |fat )?apron|overhang\w*|"
    r"abdominal (?:skin |wall )?(?:fold|skin|flap|tissue)|(?:excess|redundant|loose|hanging) (?:abdominal |"
    r"lower abdominal )?(?:skin|tissue))"
)
OPERATION = (
    r"(?:panniculectom\w+|abdominoplast\w+|tummy[- ]tuck|(?:removal|excision|resection) of (?:the |her |his "
    r")?(?:\w+ ){0,2}?"
    r"(?:pannus|panniculus|skin|apron)|infraumbilical \w+)"
)


def tells_of_pannus(chart: Chart) -> bool:
    """Is the record about the removal of the fold? Else the readers of this folder have nothing to do."""
    return about_subject(chart, CODES, SUBJECT)
