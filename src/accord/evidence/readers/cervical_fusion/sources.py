"""Other sources of pain in the arm: shoulder and peripheral nerves.

cfus_others_excluded -- said to be excluded; absent: another source is said to be the cause.
cfus_nerves_clear    -- nerve studies or tests show no disease of a peripheral nerve; absent: they show one.
cfus_shoulder_clear  -- the shoulder was examined and is free; absent: it is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind
from accord.evidence.readers.heard import finding_of
from accord.evidence.readers.spine.passages import Passage, passages_of
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "cervical-fusion-sources/1"
SOURCE = (
    r"(?:other |alternative |alternate |competing |non-?spinal |additional )(?:potential |possible |causes? and )?(?:sources?|causes?|"
    r"etiolog\w+|pathology|generators?|diagnoses|explanations?)(?: (?:of|for) (?:the |her |his )?(?:arm |pain|symptoms)\w*)?"
)
EXCLUDED = lazy_pattern(
    rf"\b{SOURCE}[^.;]{{0,60}}\b(?:excluded|ruled out|eliminated|considered and (?:excluded|rejected)|not (?:found|identified|present))\b|"
    rf"\b(?:excluded|ruled out|no evidence of|no|without)\b[^.;]{{0,30}}\b{SOURCE}"
)
NOT_YET = lazy_pattern(
    r"\b(?:not (?:yet )?(?:been )?(?:excluded|ruled out)|to (?:exclude|rule out)|will|should|need\w*|pending|order\w*|if)\b"
)
NERVE = (
    r"(?:carpal tunnel(?: syndrome)?|cts|cubital tunnel(?: syndrome)?|ulnar (?:neuropathy|entrapment)|median (?:neuropathy|mononeuropathy|"
    r"nerve (?:entrapment|compression))|peripheral (?:nerve )?(?:neuropathy|entrapment|compression)|entrapment(?: neuropath\w+)?|"
    r"polyneuropathy|brachial plexopathy|thoracic outlet(?: syndrome)?)"
)
NERVE_ILL = lazy_pattern(rf"\b{NERVE}\b")
NERVE_TEST = lazy_pattern(r"\b(?:tinel(?:'s|s)?|phalen(?:'s|s)?)\b")
STUDY = lazy_pattern(r"\b(?:emg|ncs|ncv|nerve conduction|electrodiagnos\w+|electromyogra\w+)\b")
SHOULDER_CLEAR = lazy_pattern(
    r"\bshoulders?\b[^.;]{0,50}\b(?:exam\w* )?(?:is |was |are |were )?(?:benign|normal|unremarkable|negative|full(?:,? (?:and )?painless)?|"
    r"painless|non-?tender|without (?:pain|impingement))\b|"
    r"\b(?:hawkins|neer|impingement signs?|empty can|rotator cuff (?:testing|signs?|tests?|strength))\b[^.;]{0,40}\b(?:negative|neg|normal|intact|5/5)\b|"
    r"\b(?:no|negative|without)\b[^.;]{0,20}\b(?:shoulder (?:impingement|pathology|disease|pain)|rotator cuff (?:tear|pathology|disease))\b"
)
SHOULDER_ILL = lazy_pattern(
    r"\b(?:rotator cuff (?:tear|tendin\w+|arthropathy)|adhesive capsulitis|frozen shoulder|shoulder impingement|glenohumeral (?:arthritis|"
    r"osteoarthritis)|positive (?:hawkins|neer|impingement)|(?:hawkins|neer)[^.;]{0,12} positive)\b"
)
CAUSE = lazy_pattern(
    rf"\b(?:pain|symptoms?)\b[^.;]{{0,40}}\b(?:due to|from|explained by|caused by|attribut\w+ to|consistent with|more likely|"
    rf"secondary to)\b[^.;]{{0,30}}\b(?:{NERVE}|rotator cuff|shoulder)\b"
)
JUDGED = ("assessment", "impression", "assessment_and_plan")
REPAIRED = lazy_pattern(
    r"\b(?:s/p|status post|repair\w*|release[d]?|history of|h/o|years ago|in (?:19|20)\d\d|resolved|previous(?:ly)?|prior)\b"
)


def sources(chart: Chart) -> Iterator[Finding]:
    """What papers tell of shoulder and peripheral nerves as sources."""
    for paper in chart.patient_papers:
        if paper.kind in (PartKind.COVER_SHEET, PartKind.ORDER, PartKind.SUPPLIER_FORM):
            continue
        whole = paper.document.flat[paper.part.start : paper.part.end]
        studied = STUDY.search(whole[:600]) is not None
        for passage in passages_of(paper):
            if passage.section not in ("family_history", "instructions", "chief_complaint"):
                yield from _of_passage(chart, passage, studied=studied)


def _of_passage(chart: Chart, passage: Passage, *, studied: bool) -> Iterator[Finding]:
    words = passage.text
    cause, excluded = CAUSE.search(words), EXCLUDED.search(words)
    if cause is not None and _told(passage, cause) is Presence.PRESENT:
        yield finding_of(chart, passage, "cfus_others_excluded", TOOL, presence=Presence.ABSENT)
    elif excluded is not None and not NOT_YET.search(words):
        yield finding_of(chart, passage, "cfus_others_excluded", TOOL)
    if not REPAIRED.search(words) and passage.section not in ("past_history", "surgical_history"):
        yield from _nerves(chart, passage, studied=studied)
        yield from _shoulder(chart, passage)


def _told(passage: Passage, match: re.Match[str]) -> Presence | None:
    """Is it said to be there or not, of the patient, as now?"""
    told = passage.told(match)
    if told is None or told[2] is not Whose.PATIENT or told[1] is not Time.CURRENT:
        return None
    return told[0]


def _nerves(chart: Chart, passage: Passage, *, studied: bool) -> Iterator[Finding]:
    match, test = NERVE_ILL.search(passage.text), NERVE_TEST.search(passage.text)
    if match is not None and not NOT_YET.search(passage.text):
        presence = _told(passage, match)
        if presence is Presence.ABSENT:
            yield finding_of(chart, passage, "cfus_nerves_clear", TOOL)
        elif presence is Presence.PRESENT and (studied or STUDY.search(passage.text) or passage.section in JUDGED):
            yield finding_of(chart, passage, "cfus_nerves_clear", TOOL, presence=Presence.ABSENT)
    elif test is not None and re.search(r"\bnegative\b|\bneg\b", passage.text) and "positive" not in passage.text:
        yield finding_of(chart, passage, "cfus_nerves_clear", TOOL)


def _shoulder(chart: Chart, passage: Passage) -> Iterator[Finding]:
    ill = SHOULDER_ILL.search(passage.text)
    clear = SHOULDER_CLEAR.search(passage.text)
    if (
        ill is not None
        and _told(passage, ill) is Presence.PRESENT
        and not (clear and clear.start() <= ill.start() < clear.end())
    ):
        yield finding_of(chart, passage, "cfus_shoulder_clear", TOOL, presence=Presence.ABSENT)
    elif (
        clear is not None
        and (told := passage.told(clear)) is not None
        and told[2] is Whose.PATIENT
        and told[1] is Time.CURRENT
    ):
        yield finding_of(chart, passage, "cfus_shoulder_clear", TOOL)
