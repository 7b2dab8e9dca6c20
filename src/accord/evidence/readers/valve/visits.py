"""The signed notes of the surgeon and of the interventional cardiologist who saw the patient and judged.

tavr_surgeon_exam, tavr_cardiologist_exam -- absent: looked at the chart only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.profile.meeting import Mode
from accord.evidence.readers.sayings import on_day, tells_history, told_of
from accord.evidence.readers.statements import Said, said_in
from accord.records.findings import Finding, Presence

TOOL = "valve/2"
VISITS = (PartKind.VISIT_NOTE, PartKind.LETTER, PartKind.OTHER, PartKind.CARDIOLOGY)
HEAD, FOOT, TITLE_LINES, LONGEST_TITLE, LONGEST_TITLE_BELOW = 420, 210, 4, 110, 6
SIGNS = lazy_pattern(r"\bsign\w*|\be-?sign|/s/|\bs/ |\battest\w*|,? m\.?d\b")

SURGEON = lazy_pattern(
    r"\b(?:cardi(?:ac|o-?thoracic|o-?vascular)|thoracic|ct|heart|valve)[- ](?:and |& )?(?:vascular |"
    r"cardiac |thoracic )?surg\w*|\bcardio-?thoracic\b|\bcts\b|\bcvts\b"
)
CARDIOLOGIST = lazy_pattern(
    r"\binterventional(?! radiolog)\b|\bstructural heart\b|\bvalve clinic\b|\b(?:ic|valve) (?:visit|consult|note|clinic)\b|\b(?:structural|"
    r"interventional) (?:cards?|cardiolog\w*)\b|\bfscai\b|,? ic\b(?=\W*$)"
)
ELSEWHERE = lazy_pattern(
    r"\b(?:discussed|discuss|d/w|shared|reviewed|spoke|conferred) with [^.;\n]{0,40}|\bsame (?:visit|day) "
    r"as [^.;\n]{0,30}|\breferr\w+ (?:to|by|from)\b[^.;\n]{0,40}|"
    r"\bcc:?[^\n]{0,60}|\bto: [^\n]{0,60}|\bagree with [^.;\n]{0,30}|\b(?:seen|evaluated) by [^.;\n]{0,40}|\bper [^.;\n]{0,30}"
)
PHYSICIAN = lazy_pattern(r"(?<![a-z])(?:m\.?d\.?|d\.?o\.?|mbbs|mbchb|facs|facc|fscai|physician|surgeon)(?![a-z])")
JUDGED = lazy_pattern(
    r"\b(?:tf-?)?(?:tavr|tavi|savr|avr)\b|\btranscatheter\b|\bsurgical (?:aortic valve|replacement)|\baortic valve replacement\b"
)
JUDGEMENT = lazy_pattern(
    r"\b(?:recommend\w*|candidate|favou?r\w*|suit\w*|prefer\w*|appropriate|reasonable|agree\w*|(?:high|low|"
    r"intermediate|prohibitive|extreme|moderate)(?:er)? (?:surgical )?risk|"
    r"prohibitive|inoperable|opinion|judge\w*|view|advise\w*|indicated|rather than|over (?:surg\w+|savr|"
    r"open)|(?:best|better) (?:served|option|treated|choice)|"
    r"would (?:go|proceed|choose|send|do|opt|pick)|proceed with|plan (?:for|is)|serves?|offer\w*|best|better|right (?:for|choice|treatment|option)|"
    r"cho(?:ose|ice|sen)|go(?:ing)?(?: for| with)?|would not|support\w*|opt(?:ed|s)? for|conclu\w+|convinced|go (?:for|with)|not (?:for|fit|suited)|"
    r"instead of|wiser|safer|decid\w+|poor candidate|"
    r"turned? down|unsuit\w*)\b|\btavr [>=]|> ?savr|^(?:impr\w*|a/p|plan|assessment)\b"
)
SEEN = lazy_pattern(
    r"\b(?:exam(?:ination|ined)?|p\.?e\.?(?=[ :])|auscultat\w+|murmur|vitals?|bp|lungs|seen (?:today|in)|"
    r"in[- ]person|face[- ]to[- ]face|met (?:with|her|him)|evaluated|saw|seen|sem|carotids?|physical)\b"
)
CHART_ONLY = lazy_pattern(
    r"\b(?:chart|record|image|imaging|ct|films?)s? review (?:only|alone)|\b(?:reviewed|review of) (?:the )?(?:chart|"
    r"records?|images?|ct)\b[^.;]{0,40}\b(?:only|without|not (?:seen|examined))|\b(?:did not|have not|"
    r"has not|not) (?:personally |yet )?(?:see|seen|examine|examined|met) (?:the )?(?:patient|him|her)|"
    r"\b(?:patient|pt) (?:was )?not (?:yet )?(?:seen|examined)|\b(?:images?|films?|ct|echo|records?|chart|paper) only\b|"
    r"\bwithout (?:seeing|examining|meeting)\b|\b(?:e-?|tele-?)consult only"
)
A_SURGEON = lazy_pattern(r"\bsurgeon\b|\bct surgery\b|\bcardiac surgery\b")
AHEAD = lazy_pattern(r"\b(?:will|to be|pending|scheduled|schedule|to see|await\w*)\b")


def visits(chart: Chart, papers: Sequence[Profile]) -> Iterator[Finding]:
    """Who saw the patient."""
    for paper in papers:
        if tells_history(paper):
            told = list(said_in(paper))
            yield from _chart_only(chart, paper, told)
            yield from _specialist(chart, paper, told)


def _specialist(chart: Chart, paper: Profile, told: Sequence[Said]) -> Iterator[Finding]:
    """The note of a surgeon or an interventional cardiologist: seen and judged."""
    if (
        paper.kind not in VISITS
        or paper.signature is None
        or (paper.mode is not None and paper.mode.value in (Mode.AUDIO, Mode.VIDEO))
    ):
        return
    flat = paper.document.flat
    surgeon, cardiologist = author(paper)
    if surgeon == cardiologist or not SEEN.search(flat, paper.part.start, paper.part.end):
        return
    if CHART_ONLY.search(flat, paper.part.start, paper.part.end):
        return
    if not PHYSICIAN.search(flat, max(paper.part.start, paper.part.end - FOOT), paper.part.end):
        return
    concept = "tavr_surgeon_exam" if surgeon else "tavr_cardiologist_exam"
    for each in told:
        match = JUDGED.search(each.text)
        if match is not None and JUDGEMENT.search(each.text):
            yield on_day(chart, paper, each, told_of(paper, each, match, concept, TOOL))
            return


def _chart_only(chart: Chart, paper: Profile, told: Sequence[Said]) -> Iterator[Finding]:
    """One of the two who looked at the chart only: named in the sentence, or the one whose paper it is."""
    for each in told:
        only = CHART_ONLY.search(each.text)
        if only is None or AHEAD.search(each.text):
            continue
        surgeon, cardiologist = bool(A_SURGEON.search(each.text)), bool(CARDIOLOGIST.search(each.text))
        if surgeon == cardiologist:
            surgeon, cardiologist = author(paper)
        if surgeon != cardiologist:
            concept = "tavr_surgeon_exam" if surgeon else "tavr_cardiologist_exam"
            yield on_day(chart, paper, each, told_of(paper, each, only, concept, TOOL, presence=Presence.ABSENT))


def author(paper: Profile) -> tuple[bool, bool]:
    """Is the paper a surgeon's, or an interventional cardiologist's? The lines that sign it tell first, then those of its title."""
    words, start, end = paper.document.text.lower(), paper.part.start, paper.part.end
    head = words[start : min(end, start + HEAD)]
    lines = [line for line in head.split("\n") if line.strip()][:TITLE_LINES]
    foot = words[max(start, end - FOOT) : end]
    below = [line for line in foot.split("\n") if line.strip()]
    signed = [f"{line} {_title_below(below[n + 1 : n + 2])}" for n, line in enumerate(below) if SIGNS.search(line)]
    for told_by in (*reversed(signed), *(title for line in lines if is_title(title := _opening(line)))):
        told = ELSEWHERE.sub(" ", told_by)
        answer = bool(SURGEON.search(told)), bool(CARDIOLOGIST.search(told))
        if answer[0] != answer[1]:
            return answer
    return False, False


def _title_below(lines: Sequence[str]) -> str:
    """What the signer is, where it stands alone on the line below the name."""
    return next((line for line in lines if len(line.split()) <= LONGEST_TITLE_BELOW), "")


def _opening(line: str) -> str:
    """What stands before the first sentence of a line: the day, the practitioner and the clinic of a note without a title."""
    return line if len(line.strip()) <= LONGEST_TITLE else re.split(r"(?<!dr)(?<![a-z]\.[a-z])\. ", line)[0]


def is_title(line: str) -> bool:
    """Is a line short, and no sentence?"""
    told = line.strip()
    return len(told) <= LONGEST_TITLE and not told.endswith(".")
