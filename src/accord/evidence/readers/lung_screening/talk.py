"""The visit for counselling and shared decision before the first scan, and what its note covers."""

from __future__ import annotations

from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.coded import encounters, procedures
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind
from accord.evidence.readers.answers import unanswered
from accord.evidence.readers.entries import calendar_dates
from accord.evidence.readers.heard import finding_of, heard, meant, told
from accord.evidence.readers.lung_screening.subject import SUBJECT, is_order, is_talk, speaks, words_of
from accord.evidence.readers.rules import Rule
from accord.evidence.readers.spine.passages import Passage
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "screening-talk/1"

VISIT = lazy_pattern(
    r"\bg0296\b|\bshared[- ]decision[- ]?(?:making)?\b|\bsdm\b|\b(?:lung |ldct )?screening counsel\w*|"
    r"\bcounsel\w*[^.;\n]{0,40}\b(?:lung screen\w*|lung cancer screen\w*|ldct|low[- ]dose)|\bdecision aid\b"
)
LATER = lazy_pattern(
    r"\b(?:bring|schedule\w*|will|plan(?:s|ned)?|next visit|return|to discuss|refer\w*|needs?|due for|book|"
    r"upcoming|not (?:yet )?(?:done|held))\b"
)
ELSE = lazy_pattern(
    r"\b(?:statins?|prostate|psa|mammogra\w+|anticoag\w+|defibrillator|surgery|dialysis|code status|colon\w*)\b"
)
DATED = lazy_pattern(r"\b(?:sdm|shared[- ]decision|g0296|counsel\w*)\b[^\n]{0,40}?(?:date|on|done|visit|:)")
ELEMENTS = (
    Rule(
        "talk_eligibility",
        lazy_pattern(
            r"\belig(?:ib\w+)?\b|\bcriteria (?:are |were )?met\b|\b(?:meets?|fits?|qualif\w+|"
            r"satisf\w+)\b[^.;\n]{0,40}\b(?:criteri\w+|screening|group|"
            r"age|program|guideline)|\bpack[- ]?(?:years?|yrs?)\b|\bpk-?y\w*"
        ),
        presence=Presence.PRESENT,
        unless=lazy_pattern(r"\bnot eligible\b|\bineligible\b"),
    ),
    Rule(
        "talk_decision_aid",
        lazy_pattern(
            r"\bdecision (?:aid|tool)s?\b|\bdecision-?aid\b|\bshouldiscreen\b|\bahrq\b|"
            r"\b(?:is )?lung cancer screening (?:is )?right for (?:me|you)\b|\bpatient decision\b|"
            r"\bdecision precision\b|\blungdecision\w*|\bscreenlc\b|\boption grid\b|\b(?:acs|ala|nci|acr|"
            r"va)\b[^.;\n]{0,30}\b(?:aid|booklet|decision|tool|sheet|brochure)|\bvideo decision\b"
        ),
        unless=lazy_pattern(
            r"\b(?:not|no|without|never)\b[^.;\n]{0,20}\b(?:decision aid|decision tool|aid|tool)\b|"
            r"\bdeclined (?:the )?(?:aid|tool)"
        ),
    ),
    Rule(
        "talk_decision_aid",
        lazy_pattern(
            r"\b(?:no|without(?: a)?|did not (?:use|have)(?: a)?) decision (?:aid|tool)\b|\bdecision (?:aid|"
            r"tool)\W{1,4}(?:no|none|not used)\b"
        ),
        presence=Presence.ABSENT,
    ),
    Rule(
        "talk_adherence",
        lazy_pattern(
            r"\b(?:adher\w+|yearly|annual(?:ly)?|every year|each year|once a year|follow[- ]?through|commit\w*|"
            r"return(?:s|ing)? (?:each|every|yearly|annually))\b"
        ),
        presence=Presence.PRESENT,
        unless=lazy_pattern(r"\bannual (?:wellness|physical|exam|visit|flu|eye)|\bannual preventive"),
    ),
    Rule(
        "talk_comorbidity",
        lazy_pattern(
            r"\bcomorbid\w*|\bco-?morbid\w*|\b(?:willing|able|ability|willingness|accept|agree\w*|would (?:take|"
            r"want|accept|undergo|have)|fit enough|fit for|candidate|tolerate)\b[^.;\n]{0,50}\b(?:surg\w*|"
            r"treatment|treated|biopsy|work-?up|lobectomy|resection|therapy|diagnos\w+|invasive)"
            r"|\b(?:prevents?|stand in the way|preclude|limit|interfere)\b[^.;\n]{0,40}\b(?:surg\w*|treatment|"
            r"work-?up|diagnos\w+)|\bneither prevents\b|\b(?:surg\w*|treatment)\b[^.;\n]{0,20}\bif (?:found|"
            r"needed|cancer)\b"
        ),
        presence=Presence.PRESENT,
    ),
    Rule(
        "talk_cessation",
        lazy_pattern(
            r"\b(?:cessation|abstinen\w+|abstain\w*|stay(?:ing)? (?:off|quit|tobacco-?free|smoke-?free|away)|"
            r"quitline|quit line|1-800-quit\w*|remain(?:ing|s|ed)? (?:off|abstinent|tobacco-?free|smoke-?free|"
            r"a non-?smoker)|maintain\w*[^.;\n]{0,24}(?:abstinence|quit|smoke-?free|tobacco-?free)|(?:advised|"
            r"urged|counsel\w+|encourag\w+|offered|congratulat\w+|praised|reinforced|discussed|"
            r"support\w*)\b[^.;\n]{0,50}(?:quit\w*|stop\w* smok\w*|cigarettes|tobacco|nicotine|varenicline|"
            r"chantix|bupropion|patch\w*|not smoking|smoke-?free)|nicotine replacement|varenicline|chantix)\b"
        ),
        presence=Presence.PRESENT,
    ),
)


def talk(chart: Chart) -> Iterator[Finding]:
    """Findings on the visit and on the parts of its note."""
    if not speaks(chart):
        return
    yield from _coded(chart)
    passages = list(heard(chart))
    for passage in passages:
        yield from _visit(chart, passage)
    notes = [p for p in passages if is_talk(p.paper) and _held(p.paper.document.flat, p)]
    yield from told(chart, ELEMENTS, TOOL, notes)


def _held(flat: str, passage: Passage) -> bool:
    """Is the paper the note of the talk itself, not one that announces or only mentions it?"""
    part = passage.paper.part
    words = flat[part.start : part.end]
    return any(
        not LATER.search(words[max(words.rfind(mark, 0, m.start()) for mark in ("\n", ". ")) + 1 : m.start()])
        for m in VISIT.finditer(words)
    )


def _visit(chart: Chart, passage: Passage) -> Iterator[Finding]:
    """The talk took place: its own note, or an order or letter that gives its day."""
    match = VISIT.search(passage.text)
    if (
        match is None
        or unanswered(passage.text, match)
        or (ELSE.search(passage.text) and not SUBJECT.search(passage.text))
    ):
        return
    if not SUBJECT.search(words_of(passage.paper)) or passage.paper.kind is PartKind.IMAGING:
        return
    said = meant(passage, match)
    if said.presence is not Presence.PRESENT or said.whose is not Whose.PATIENT:
        return
    if is_order(passage.paper) or not is_talk(passage.paper):
        days = [
            m
            for m in calendar_dates(chart, passage.paper.document)
            if passage.start + match.start() <= m.start < passage.end and m.date.exact
        ]
        if days and not LATER.search(passage.text):
            yield finding_of(chart, passage, "screening_talk", TOOL, date=days[0].date)
        return
    if LATER.search(passage.text[max(0, match.start() - 50) : match.start()]) or said.time is Time.PLANNED:
        return
    yield finding_of(chart, passage, "screening_talk", TOOL)


def _coded(chart: Chart) -> Iterator[Finding]:
    """Visits and services of the structured record with the code of the talk."""
    if not chart.record.resources:
        return
    for entry in (*encounters(chart.record), *procedures(chart.record, None)):
        words = f"{entry.qualifiers.get('codes', '')} {entry.qualifiers.get('words', '')} {entry.value}"
        if "G0296" in words and entry.presence is Presence.PRESENT and entry.time is not Time.PLANNED:
            yield Finding(
                "screening_talk", entry.place, date=entry.date, origin=entry.origin, whose=entry.whose, tool=TOOL,
                voice=entry.voice,
            )  # fmt: skip
