"""How long medical therapy has gone on: the day on which it began, or its length."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from accord.evidence.chart import Chart
from accord.evidence.narrative.dates import DateMention, dates, durations
from accord.evidence.narrative.sentences import line_at
from accord.evidence.patterns import lazy_pattern
from accord.evidence.readers.answers import Answer, answered
from accord.evidence.readers.entries import day_of_request, entry_date
from accord.evidence.readers.heard import finding_of, meant
from accord.evidence.readers.request_forms import only_asks
from accord.evidence.readers.spine.passages import Passage
from accord.records.dates import PartialDate
from accord.records.findings import Finding, Presence, Time

TOOL = "cardiac-events/1"
DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}


def dates_in(chart: Chart, passage: Passage) -> list[DateMention]:
    anchor = entry_date(chart, passage.paper, passage.start) or day_of_request(chart.request)
    return [m for m in dates(passage.paper.document, anchor) if passage.start <= m.start < passage.end]


THERAPY = lazy_pattern(
    r"\bgdmt\b|\bgoal[- ]directed|\bguideline[- ]directed|\boptimal (?:medical|drug) therapy|\bomt\b|"
    r"\b(?:quadruple|quad|triple|four-?drug|full) (?:medical |hf )?therapy|\b(?:four|4) pillars?\b|\bpillars of (?:hf|heart failure)|"
    r"\boptimal (?:hf )?(?:meds|medication\w*|treatment)|\bheart failure (?:therapy|regimen|drugs)"
)
BETA = lazy_pattern(
    r"\b(?:carvedilol|metoprolol(?: succ\w*)?|metop(?: succ\w*)?|bisoprolol|toprol|coreg|carv\b|nebivolol|bystolic|beta-?[ ]?blockers?|bb)\b"
)
ANGIOTENSIN = lazy_pattern(
    r"\b(?:lisinopril|enalapril|ramipril|captopril|benazepril|losartan|valsartan|candesartan|sacubitril\w*|"
    r"entresto|irbesartan|quinapril|perindopril|sac/val|arni|acei?|ace[- ]inhibitors?|arb|olmesartan|telmisartan|trandolapril)\b"
)
SINCE = lazy_pattern(
    r"\b(?:since|start(?:ed|s)?|begun|began|initiated|start(?:ed)? (?:date|on)|from|dating from)\W{0,3}(?:in |on |hf admit )?$"
)
YEARS = lazy_pattern(
    r"\bfor (?:many |several |\w+ )?years\b|\blong-?standing\b|\bfor over a year\b|(?:>|≥|over|x) ?1 ?(?:y|yr|year)\b"
)
NOT_YET = lazy_pattern(
    r"\b(?:to|must|should|has to|until) (?:complete|finish|receive|have)\b|\bfirst\W*$|\bthen\b|"
    r"\bre-?(?:echo|assess|image|peat)\w*|\bneeds?\b|\brequire\w*|\bbefore (?:icd|implant)|"
    r"\bwill\b|\bplan:?\b|\bif\b|\bnot (?:yet )?(?:started|begun|on)\b|\bdeferred\b|"
    r"\bto be started\b|\bintolerant\b"
)
STARTED_TODAY = lazy_pattern(
    r"\b(?:start(?:ed|ing|s)?|begin|began|initiat\w+)\b[^.;:]{0,12}\b(?:today|now|this visit)\b"
)
LENGTH = lazy_pattern(
    r"(?:\b(?:x|for|over|past|last|of)|[>≥~]=?) ?(?P<n>\d{1,2}) ?(?P<unit>y|yrs?|years?|mos?|months?|wks?|weeks?)\b"
)


def therapy(chart: Chart, passage: Passage) -> Iterator[Finding]:
    """Therapy with the day on which it began, or how long it has gone on."""
    match = THERAPY.search(passage.text)
    drugs = BETA.search(passage.text) and ANGIOTENSIN.search(passage.text)
    at = match or BETA.search(passage.text)
    if at is None or not (match or drugs):
        return
    if match is not None and only_asks(chart, passage.paper):
        yield from _on_form(chart, passage)
        return
    said = meant(passage, at)
    today = STARTED_TODAY.search(passage.text)
    entry = entry_date(chart, passage.paper, passage.start)
    if today is not None and entry is not None and said.presence is Presence.PRESENT:
        yield _since(chart, passage, entry)
        return
    if said.hypothetical or said.presence is not Presence.PRESENT or said.time is Time.PLANNED:
        return
    if answered(passage.text, at.end()) in (Answer.BLANK, Answer.NO):
        return
    day = _began(chart, passage, at)
    if day is not None:
        yield _since(chart, passage, day)


def _since(chart: Chart, passage: Passage, day: PartialDate) -> Finding:
    return finding_of(chart, passage, "medical_therapy_since", TOOL, date=day)


def _on_form(chart: Chart, passage: Passage) -> Iterator[Finding]:
    """The day that a form gives on the line of the therapy: what the office quotes."""
    document = passage.paper.document
    line = line_at(document, passage.start)
    for mention in dates(document, day_of_request(chart.request)):
        if line.start <= mention.start < line.end and SINCE.search(document.flat[line.start : mention.start]):
            place = document.place(line.start, mention.end)
            yield finding_of(chart, passage, "medical_therapy_on_form", TOOL, date=mention.date, place=place)
            return


def _began(chart: Chart, passage: Passage, at: re.Match[str]) -> PartialDate | None:
    """The day named with 'since' or 'started', else the day of the entry less the time told."""
    for mention in dates_in(chart, passage):
        if SINCE.search(passage.text[: mention.start - passage.start]):
            return mention.date
    entry = entry_date(chart, passage.paper, passage.start)
    if entry is None or NOT_YET.search(passage.text):
        return None
    if YEARS.search(passage.text, at.end(), min(len(passage.text), at.end() + BESIDE)):
        return PartialDate(entry.year - 2)
    last = max([at.end(), *(m.end() for m in ANGIOTENSIN.finditer(passage.text))]) + passage.start
    told = [d for d in durations(passage.paper.document) if passage.start <= d.start < min(passage.end, last + BESIDE)]
    lengths = [
        d.days_min
        for d in told
        if d.days_min >= FORTNIGHT
        and not AGO.match(passage.text, d.end - passage.start)
        and not APART.search(passage.text, min(last, d.start) - passage.start, d.start - passage.start)
    ]
    if not lengths and (told_so := LENGTH.search(passage.text, at.end(), last - passage.start + BESIDE)):
        apart = APART.search(passage.text, at.end(), told_so.start())
        lengths = [] if apart else [int(told_so["n"]) * DAYS[told_so["unit"][0]]]
    if not lengths or entry.exact is None or len(lengths) > 1:
        return None
    return PartialDate.of(entry.exact - dt.timedelta(lengths[0]))


APART = lazy_pattern(r"[;.]|\b(?:dyspnea|symptoms?|sob|edema|fatigue|hospitali\w+)\b")
FORTNIGHT = 14
BESIDE = 40
AGO = lazy_pattern(r" (?:ago|old|later|before|after|follow)")


def drug_starts(chart: Chart, passage: Passage) -> Iterator[tuple[str, dt.date, Passage]]:
    """'carvedilol 25 bid (started 1/5/2026)': one drug and the day it began."""
    for name, pattern, other in (("beta", BETA, ANGIOTENSIN), ("angiotensin", ANGIOTENSIN, BETA)):
        match = pattern.search(passage.text)
        if match is None or other.search(passage.text):
            continue
        for mention in dates_in(chart, passage):
            if (
                SINCE.search(passage.text[: mention.start - passage.start])
                and mention.start > passage.start + match.start()
            ):
                yield name, mention.date.latest, passage
                break


def of_drugs(chart: Chart, starts: Sequence[tuple[str, dt.date, Passage]]) -> Iterator[Finding]:
    """Both drugs of the basis are taken since the later of their first days."""
    first = {
        name: min((s for s in starts if s[0] == name), key=lambda s: s[1], default=None)
        for name in ("beta", "angiotensin")
    }
    beta, angiotensin = first["beta"], first["angiotensin"]
    if beta is None or angiotensin is None:
        return
    later, other = (beta, angiotensin) if beta[1] >= angiotensin[1] else (angiotensin, beta)
    yield finding_of(
        chart, later[2], "medical_therapy_since", TOOL, date=PartialDate.of(later[1]), support=(other[2].place(),)
    )
