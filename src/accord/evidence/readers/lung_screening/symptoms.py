"""Signs and symptoms of lung cancer: told, denied, explained or gone; and a nodule that is worked up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind
from accord.evidence.readers.answers import unanswered
from accord.evidence.readers.heard import finding_of, heard, meant
from accord.evidence.readers.lung_screening.subject import REPORT, speaks, words_of
from accord.evidence.readers.spine.passages import Passage
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "lung-symptoms/1"

SYMPTOMS = {
    "hemoptysis_told": lazy_pattern(
        r"\bh(?:a)?emoptysis\b|\bcough(?:ing|s|ed)? (?:up )?(?:\w+ )?blood\b|\bcough\w* (?:with|up|"
        r"of) [^.;,]{0,24}\bblood\b|\bblood(?:y|-streaked|-tinged| in (?:the |her |his )?)[ -]?(?:sputum|phlegm)|"
        r"\bblood in (?:the |her |his )?sputum\b|\b(?:no|denies|without) blood\b"
    ),
    "weight_loss_told": lazy_pattern(
        r"\b(?:weight|wt\.?) loss\b|\bloss of weight\b|\blos(?:t|ing) (?:weight|\d{1,2} ?(?:lb|pound|kg)s?)|"
        r"\b\d{1,2} ?(?:lbs?|pounds?|kg) (?:lighter|weight loss|down)\b|\bdown \d{1,2} ?(?:lbs?|pounds|kg)\b|"
        r"\bunintentional(?:ly)?\b[^.;]{0,30}\b(?:loss|lost)\b"
    ),
    "new_cough_told": lazy_pattern(
        r"\b(?:new|worsening|worse|persistent|changing|changed|progressive|increasing|"
        r"unexplained)\b[^.;,]{0,20}\bcough\b|\bcough\b[^.;]{0,30}\b(?:new|worse(?:ning)?|for the (?:last|"
        r"past) \w+ (?:weeks?|months?)|for \w+ (?:weeks?|months?)|x ?\d+ (?:wks?|weeks?|months?|mos?)|has changed|"
        r"persist\w+|won't go away)|\bcough\b"
    ),
    "hoarseness_told": lazy_pattern(r"\b(?:new |persistent )?hoarse(?:ness)?\b"),
}
CLEARLY = lazy_pattern(
    r"\b(?:new|worse|worsening|persist\w+|chang\w+|progressive|increasing|unexplained)\b|\bfor (?:the (?:last|"
    r"past) )?(?:\w+ )?(?:weeks?|months?)\b|\bx ?\d+ ?(?:wks?|weeks?|months?|mos?)\b"
)
EXPLAINED = lazy_pattern(
    r"\bon purpose\b|\bintention\w*|\bintended\b|(?<!un)\bplanned weight\b|\bdiet\w*|\bsemaglutide\b|\bozempic\b|"
    r"\bwegovy\b|\bglp-?1\b|\btrying to lose\b|\bexercis\w+|\bwalking\b|\bbariatric\b|\bresolv\w+|\bwent away\b|"
    r"\bgone\b|\bcleared\b|"
    r"\bstopped\b|\blast (?:year|winter|spring|fall|summer)\b|\busual\b|\bbaseline\b|\bunchanged\b|\bchronic\b|"
    r"\bstable\b|\blong-?standing\b|\bold\b|\bhistory of\b|\bace[- ]?inhibitor|\blisinopril\b|\bif\b|"
    r"\breport any\b|\bwatch for\b|\bcall\b|\breturn\b|\bsmoker'?s\b|\basthma\b|\ballerg\w+|\bcold\b|\bflu\b"
)
UNWANTED = lazy_pattern(
    r"\bun(?:intentional|intended|explained|planned)|\bwithout trying\b|\bnot trying\b|\bnot on purpose\b"
)
FREE = lazy_pattern(
    r"\basymptomatic\b(?!\W{1,4}no\b)|\b(?:no|without|denies|0|zero) (?:any )?(?:current |new )?(?:(?:pulmonary|"
    r"respiratory|lung|chest|lung cancer) )?(?:signs? ?(?:or|and|/|&) ?)?(?:symptoms?|sx|s/sx?|s&sx?|"
    r"complaints?)\b|\bw/o (?:any )?(?:sx|symptoms?|s/s)\b|\bfree of (?:\w+ )?(?:symptoms?|sx)\b|"
    r"\b(?:symptoms?|sx|s/s|s&s|signs?(?:/| or | and )symptoms?)(?: (?:of )?lung ca(?:ncer)?)?\W{1,4}(?:none|no|n\b|denied|absent|"
    r"neg(?:ative)?)\b|"
    r"\bsymptom-?free\b|\b(?:ros|resp|respiratory|review of systems|pulm)\W{1,3}(?:is )?neg(?:ative)?\b|"
    r"\bno (?:signs|symptoms) of lung\b"
)
QUESTION = lazy_pattern(r"\b(?:signs?|symptoms?)\b[^.;\n]{0,30}\blung (?:cancer|ca)\b|\basymptomatic\b")
NODULE = lazy_pattern(
    r"\b(?:follow[- ]?up|f/u|surveillance|work-?up|evaluat\w+|monitor\w*|recheck|assess\w*|"
    r"characteri[sz]\w*)\b[^.;]{0,40}\b(?:nodules?|mass|spn|lung lesion)\b|\b(?:nodules?|mass|"
    r"spn)\b[^.;]{0,30}\b(?:follow[- ]?up|f/u|surveillance|work-?up|needs? (?:ct|imaging|pet|biopsy)|growing|"
    r"enlarg\w+|increased in size|new since)\b|"
    r"\blung-?rads(?: category)?\W{0,3}(?:3|4[abx]?)\b|\b(?:3|6|three|six)[- ]month (?:follow[- ]?up |"
    r"repeat )?(?:ct|ldct|scan)\b"
)
NOT_NODULE = lazy_pattern(
    r"\bscale\b|\bcategories\b|\bif\b|\bwould\b|\bmay\b|\bcan\b|\btracking\b|\bmanag\w+ of\b|\bno nodul\w+|"
    r"\bno follow|\bunchanged\b|\bstable\b|\bresolved\b|\bfalse\b|\bexplain\w+|\bdiscuss\w+|\breported with\b"
)


def symptoms(chart: Chart) -> Iterator[Finding]:
    """Findings for each symptom, present or denied, and for a general denial."""
    if not speaks(chart):
        return
    for passage in heard(chart):
        yield from _free(chart, passage)
        report = passage.paper.kind is PartKind.IMAGING and REPORT.search(words_of(passage.paper))
        if report and "history" not in passage.text and "indication" not in passage.text:
            yield from _nodule(chart, passage)
            continue
        for concept, pattern in SYMPTOMS.items():
            yield from _symptom(chart, passage, concept, pattern)
        yield from _nodule(chart, passage)


def _symptom(chart: Chart, passage: Passage, concept: str, pattern: re.Pattern[str]) -> Iterator[Finding]:
    """A symptom told is one unless it is explained, usual or gone; denied, it stands for a patient who was asked."""
    match = pattern.search(passage.text)
    if match is None:
        return
    said = meant(passage, match)
    if said.hypothetical or said.whose is not Whose.PATIENT or said.time is Time.PLANNED:
        return
    denied = said.presence is Presence.ABSENT or match[0].startswith(("no ", "denies ", "without "))
    if denied:
        yield finding_of(chart, passage, concept, TOOL, presence=Presence.ABSENT)
        if concept in ("hemoptysis_told", "new_cough_told"):
            yield finding_of(chart, passage, "lung_symptoms_denied", TOOL)
        return
    wanted = EXPLAINED.search(passage.text) and not UNWANTED.search(passage.text)
    if wanted or said.time is Time.PAST or said.presence is not Presence.PRESENT:
        return
    plain = concept == "new_cough_told" and not CLEARLY.search(passage.text)
    loss = concept == "weight_loss_told" and not UNWANTED.search(passage.text)
    doubtful = plain or concept == "hoarseness_told" or loss
    yield finding_of(chart, passage, concept, TOOL, presence=Presence.POSSIBLE if doubtful else Presence.PRESENT)


def _free(chart: Chart, passage: Passage) -> Iterator[Finding]:
    """The patient has no symptoms, in general words or by a ticked answer."""
    match = FREE.search(passage.text)
    if match is not None:
        said = meant(passage, match)
        if not said.hypothetical and said.whose is Whose.PATIENT and not unanswered(passage.text, match):
            yield finding_of(chart, passage, "lung_symptoms_denied", TOOL)
        return
    match = QUESTION.search(passage.text)
    if match is not None and ("?" in passage.text or "[" in passage.text or "☐" in passage.text or "☒" in passage.text):
        said = meant(passage, match)
        if said.presence is Presence.ABSENT and not said.hypothetical:
            yield finding_of(chart, passage, "lung_symptoms_denied", TOOL)
        elif said.presence is Presence.PRESENT and "asymptomatic" not in match[0] and said.time is Time.CURRENT:
            yield finding_of(chart, passage, "lung_symptoms_ticked", TOOL)


def _nodule(chart: Chart, passage: Passage) -> Iterator[Finding]:
    """A nodule is followed or worked up."""
    match = NODULE.search(passage.text)
    if match is None or NOT_NODULE.search(passage.text):
        return
    said = meant(passage, match)
    if said.presence is Presence.PRESENT and not said.hypothetical and said.whose is Whose.PATIENT:
        yield finding_of(chart, passage, "nodule_work_up", TOOL)
