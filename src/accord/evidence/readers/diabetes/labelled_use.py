"""Does a clinician say that the monitor is used outside its label? Concept 'cgm_off_label'."""

from __future__ import annotations

from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.narrative.context import assertion
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind
from accord.evidence.readers.diabetes.monitors import MAKER
from accord.evidence.readers.mentions import about, date_of, voice
from accord.evidence.readers.statements import Said, place_of, said_in
from accord.records.findings import Finding, Presence, Voice, Whose

TOOL = "labelled_use/1"
NEAR = 200
"""Characters before and behind the words in which the monitor has to be named."""

OFF = lazy_pattern(
    r"\boff[- ]?label\b|"
    r"\b(?:outside|beyond|not (?:with)?in|not according to|not in accordance with|contrary to|departs? from|"
    r"deviat\w+ from|against) "
    r"(?:of )?(?:(?:the|its|their|fda|current|approved|device'?s?|manufacturer'?s?|us|u\.s\.) )*(?:label(?:l?ing|"
    r"s)?\b(?!ed)|"
    r"labell?ed (?:use|indication|age)\w*|package insert|indications?|indicated use|approved (?:use|indication|"
    r"age)\w*|intended use|instructions for use|clearance|approval)\b|"
    r"\b(?:not|n't|never|isn't) (?:currently |yet |actually |formally |fda[- ]?|been )*(?:approved|cleared|labell?ed|"
    r"indicated|authori[sz]ed) "
    r"(?:(?:by (?:the )?fda|in the us) )?(?:for|in|under|below|at) |"
    r"\b(?:no|lacks?|without|has no) (?:fda |current |approved |labell?ed |formal )*(?:indication|approval|clearance|"
    r"labell?ing) for\b|"
    r"\b(?:younger|below|under) (?:than )?(?:(?:the|its|labell?ed|approved|minimum|least|cleared|lower|"
    r"label) )*(?:labell?ed|approved|label|cleared) age\b|"
    r"\bunlabell?ed use\b|\bunapproved (?:use|indication|age)\b|\boff (?:the )?label\b"
)
NOT = lazy_pattern(r"\b(?:not|n't|no|never|nothing)\b[^.;,]{0,12}$")
IF = lazy_pattern(r"\b(?:if|whether|unless|would be|should)\b")
OTHER_THING = lazy_pattern(
    r"\b(?:acarbose|diazoxide|octreotide|semaglutide|ozempic|mounjaro|metformin|tirzepatide|liraglutide|glp-?1|"
    r"verapamil|empagliflozin|"
    r"gabapentin|drug|medication|injection|arm|abdomen|thigh|buttock|site|insulin|bolus\w*|dosing|"
    r"treatment decisions?)\b"
)


def labelled_use(chart: Chart) -> Iterator[Finding]:
    """Present: off label; absent: said not to be."""
    for paper in chart.patient_papers:
        if voice(paper) is not Voice.CLINICIAN or paper.kind is PartKind.ORDER:
            continue
        for each in said_in(paper):
            match = OFF.search(each.text)
            if match is None or OTHER_THING.search(each.text) or not _of_monitor(paper.document.flat, each):
                continue
            told = assertion(paper.document, *each.span(*match.span()))
            if told.whose is not Whose.PATIENT or (told.hypothetical and IF.search(each.text)):
                continue
            denied = NOT.search(each.text[: match.start()])
            yield Finding(
                "cgm_off_label",
                place_of(paper.document, each, *match.span()),
                presence=Presence.ABSENT if denied else Presence.PRESENT,
                date=date_of(paper),
                qualifiers=about(paper),
                voice=voice(paper),
                tool=TOOL,
            )


def _of_monitor(flat: str, each: Said) -> bool:
    """Is the monitor named in the sentence, or close to it?"""
    if MAKER.search(each.text):
        return True
    return MAKER.search(flat, max(0, each.sentence.start - NEAR), each.sentence.end + NEAR) is not None
