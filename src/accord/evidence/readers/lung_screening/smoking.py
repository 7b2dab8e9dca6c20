"""Whether the patient smokes, when the patient stopped, and how much was smoked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from accord.evidence.chart import Chart
from accord.evidence.coded import observations
from accord.evidence.narrative.dates import DateMention, dates
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind
from accord.evidence.readers.entries import day_of_request, entry_date
from accord.evidence.readers.heard import finding_of, heard, meant
from accord.evidence.readers.lung_screening.amounts import LEAST, TOOL, pack_years
from accord.evidence.readers.lung_screening.subject import is_order, speaks
from accord.evidence.readers.request_forms import only_asks
from accord.evidence.readers.spine.passages import Passage
from accord.records.dates import PartialDate
from accord.records.findings import Finding, Presence, Time, Whose

YEAR = 365
SMOKE = lazy_pattern(
    r"\bput (?:them|it) down\b|\bstop date\b|\d ?(?:y|yrs|years)? ?[x×*] ?[\d.]+ ?(?:ppd)? ?=|\bsmok\w*|"
    r"\btobacco\b|\bcig\w*|\bppd\b|\bpack|\bpk\b|\bpys?\b|\btob\b|\bpks\b|\bquit\b|\bnicotine\b"
)


def smoking(chart: Chart) -> Iterator[Finding]:
    """Findings on how much and how long the patient smoked."""
    if not speaks(chart):
        return
    passages = [p for p in heard(chart) if SMOKE.search(p.text)]
    status = [*_status(chart, passages), *_coded(chart)]
    yield from status
    amounts = [
        f
        for paper in chart.patient_papers
        for f in pack_years(chart, [p for p in passages if p.paper is paper])
        if not _outgrown(f, status)
    ]
    yield from _quoted_apart(chart, amounts)


def _quoted_apart(chart: Chart, amounts: Sequence[Finding]) -> Iterator[Finding]:
    """The amounts; what an order or a request quotes is set apart where a note of the history tells one too."""
    papers = [chart.paper_of(f.place) for f in amounts]
    asks = [p is not None and (p.kind is PartKind.ORDER or only_asks(chart, p) or is_order(p)) for p in papers]
    noted = any(
        not on_form and f.presence is Presence.PRESENT and f.whose is Whose.PATIENT
        for f, on_form in zip(amounts, asks, strict=True)
    )
    for found, on_form in zip(amounts, asks, strict=True):
        yield replace(found, concept="pack_years_on_form") if on_form and noted else found


def _outgrown(found: Finding, status: Sequence[Finding]) -> bool:
    """Was the sum too small, on a day after which the patient went on smoking? It has grown since."""
    if found.number is None or found.number >= LEAST or found.date is None:
        return False
    day = found.date.latest
    quits = [f.date for f in status if f.concept == "smoking_quit" and f.date is not None]
    now = [
        f.date
        for f in status
        if f.concept == "smoking_current" and f.presence is Presence.PRESENT and f.date is not None
    ]
    return any((q.earliest - day).days > YEAR for q in quits) or any((d.earliest - day).days > YEAR for d in now)


QUIT = lazy_pattern(
    r"\b(?:quit(?: date| smoking| tobacco| cigs?| cigarettes)?|(?:stopped|ceased|gave up)(?: smoking| tobacco|"
    r" cigarettes| cigs?| completely)?|put (?:them|it|cigarettes) down|stop date|last (?:cigarette|smoked)|"
    r"(?:smoke|tobacco|nicotine)[- ]?free (?:since|for|x)|"
    r"(?:has|have)(?:n't| not) smoked since|not smoked since|abstinent since|no (?:cigarettes|tobacco|"
    r"smoking) since|(?:former|ex)[- ]smoker,? (?:until|since)|d/?c'?e?d (?:tob\w*|smok\w*|cig\w*|"
    r"nicotine)|tob\w* quit|quit tob\w*|smoked until|cessation(?: date)?)\b"
)
QUIT_OTHER = lazy_pattern(
    r"\b(?:alcohol|drink\w*|etoh|beer|work\w*|job|drugs?|cocaine|vap\w+|cough\w*|bleeding|lisinopril|medication)\b"
)
NOT_QUIT = lazy_pattern(
    r"\b(?:trying|tried|try|wants?|plans?|ready|advised|counsel\w*|encourag\w*|willing|attempt\w*|help|how|"
    r"interested|urged|unable|failed|goal|when you|important\w* of|benefits? of) (?:\w+ ){0,3}$|\bto $|"
    r"\bnot (?:yet )?$|\bnever $|\b(?:not|n't) $"
)
AGAIN = lazy_pattern(r"\bagain\b|\brelaps\w+|\bresum\w+|\brestart\w+|\bwent back\b|\bpicked (?:it|them) up\b")
FINALLY = lazy_pattern(
    r"\b(?:quit|stopped)(?: smoking)? (?:again|for good|finally|once more)|\b(?:finally|again|then|"
    r"re-?)[ -]?(?:quit|stopped)\b"
)
SINCE = lazy_pattern(
    r"years since (?:quit\w*|stopp\w*|cessation)\W{0,4}(?P<n>\d{1,2})\b|\bquit (?P<n2>\d{1,2}) (?:years|yrs?|"
    r"y) ago|\b(?:smoke|tobacco)[- ]free (?:for|x) (?P<n3>\d{1,2}) (?:years|yrs?)"
)
CURRENT = lazy_pattern(
    r"\bcurrent(?:ly)?,? (?:every[- ]?day |daily |some[- ]?day |heavy |light |active )*(?:cigarette )?smok\w+|"
    r"\bactive(?:ly)? smok\w+|\b(?:still|continues to|keeps on) smok\w+|\bsmokes\b|\bis (?:a |an )?(?:daily |"
    r"heavy |active )?smoker\b|"
    r"\b(?:tobacco|smoking)(?: use| status)?\W{1,4}(?:current|every day|daily|some days?)\b|\bcurrent (?:tobacco|"
    r"every ?day|daily) (?:use\w*|"
    r"smoker)|\bnicotine dependence, cigarettes\b|\bcurrent smoker\b|\bsmok(?:es|ing) (?:\S+ ){0,4}now\b|"
    r"\b(?:tobacco|smoking|smoker|smokes)(?: use| status)?\W{1,3}(?:yes|y)\b(?!\W{0,3}(?:quit|former|stopp|"
    r"until|past))|"
    r"\b(?:not|un)(?: |-)?(?:ready|willing|interested) (?:to quit|in quitting)\b|^\W*smoker\b|\bsmokes still\b"
)
TICKED_CURRENT = lazy_pattern(
    r"(?<=\[x\] )current\b|(?<=\[x\])current\b|(?<=☒ )current\b|(?<=☑ )current\b|(?<=\(x\) )current\b"
)
FORMER = lazy_pattern(
    r"\b(?:former|ex|past|previous|prior)[- ]?(?:heavy |cigarette )?smok\w+|\bused to smoke\b|(?:\[x\]|☒|☑|"
    r"\(x\))\s*former\b|\b(?:tobacco|smoking)(?: use| status)?\W{1,4}(?:former|quit|past)\b"
)
NEVER = lazy_pattern(
    r"\bnever[- ]?(?:smok\w+|a smoker|used tobacco)|\blifelong non-?smoker|\bnon-?smoker\b|\bno (?:tobacco|"
    r"smoking) (?:history|use ever)|\b(?:tobacco|smoking)(?: use| status)?\W{1,4}never\b"
)
REACH = 130


def _status(chart: Chart, passages: Sequence[Passage]) -> Iterator[Finding]:
    for passage in passages:
        for match in QUIT.finditer(passage.text):
            if NOT_QUIT.search(passage.text[: match.start()]) or QUIT_OTHER.match(passage.text, match.end() + 1):
                continue
            said = meant(passage, match)
            if said.whose is not Whose.PATIENT or said.presence is Presence.ABSENT:
                continue
            day = _quit_day(chart, passage, match)
            # 'until she put them down in 2016' is no condition: the day is past
            asked = day_of_request(chart.request)
            if day is not None and asked is not None and day.earliest <= asked.earliest:
                yield finding_of(chart, passage, "smoking_quit", TOOL, date=day)
                yield finding_of(chart, passage, "smoking_current", TOOL, presence=Presence.ABSENT)
                break
        else:
            yield from _years_since(chart, passage)
        yield from _now(chart, passage)


def _now(chart: Chart, passage: Passage) -> Iterator[Finding]:
    """Smokes now, smoked once, never smoked."""
    for pattern, concept, presence in (
        (FORMER, "smoking_current", Presence.ABSENT),
        (NEVER, "smoking_never", Presence.PRESENT),
        (CURRENT, "smoking_current", Presence.PRESENT),
        (TICKED_CURRENT, "smoking_current", Presence.PRESENT),
    ):
        match = pattern.search(passage.text)
        if match is None:
            continue
        said = meant(passage, match)
        ticked = pattern is TICKED_CURRENT and said.whose is Whose.PATIENT
        if not ticked and (
            said.hypothetical or said.whose is not Whose.PATIENT or said.presence is not Presence.PRESENT
        ):
            continue
        if (
            pattern is CURRENT
            and not match[0].startswith(("not", "un"))
            and (said.time is not Time.CURRENT or FORMER.search(passage.text) or QUIT.search(passage.text))
        ):
            continue
        yield finding_of(chart, passage, concept, TOOL, presence=presence)
        if concept == "smoking_never":
            yield finding_of(chart, passage, "smoking_current", TOOL, presence=Presence.ABSENT)
        return


def _dates_of(chart: Chart, passage: Passage) -> list[DateMention]:
    anchor = entry_date(chart, passage.paper, passage.start) or day_of_request(chart.request)
    return [m for m in dates(passage.paper.document, anchor) if passage.start <= m.start < passage.end]


def _quit_day(chart: Chart, passage: Passage, match: re.Match[str]) -> PartialDate | None:
    """The day that stands beside the word; the last one where smoking was taken up again in between."""
    end, start = passage.start + match.end(), passage.start + match.start()
    told = _dates_of(chart, passage)
    if AGAIN.search(passage.text):
        again = FINALLY.search(passage.text)
        later = [m for m in told if again is not None and m.start >= passage.start + again.end()]
        return later[0].date if later else None
    after = [
        m
        for m in told
        if 0 <= m.start - end <= REACH and not RANGE_BEFORE.search(passage.text[: m.start - passage.start])
    ]
    if after:
        finer = next((m for m in after[1:] if m.date.exact and m.date.agrees(after[0].date)), None)
        return finer.date if finer is not None else after[0].date
    before = [m for m in told if 0 <= start - m.end <= 20]
    return before[-1].date if before else None


RANGE_BEFORE = lazy_pattern(r"\b(?:started|began|from|seen|visit|since age) (?:in )?$")


def _years_since(chart: Chart, passage: Passage) -> Iterator[Finding]:
    """'Years since quit: 14', reckoned from the day of the paper: a year, no finer."""
    match = SINCE.search(passage.text)
    day = entry_date(chart, passage.paper, passage.start)
    if match is None or day is None or meant(passage, match).whose is not Whose.PATIENT:
        return
    years = int(match["n"] or match["n2"] or match["n3"])
    yield finding_of(chart, passage, "smoking_quit", TOOL, date=PartialDate(day.year - years))
    yield finding_of(chart, passage, "smoking_current", TOOL, presence=Presence.ABSENT)


CODED_NOW = ("449868002", "428041000124106", "77176002", "65568007", "428071000124103", "428061000124105")
CODED_FORMER, CODED_NEVER = "8517006", "266919005"
STATUS_CODE, PACK_YEARS_CODE = "72166-2", "8664-5"


def _coded(chart: Chart) -> Iterator[Finding]:
    """Smoking status and pack-years of the structured record."""
    if not chart.record.resources:
        return
    for entry in observations(chart.record, None):
        codes = entry.qualifiers.get("codes", "")
        told = f"{entry.qualifiers.get('value_codes', '')} {entry.value} {entry.qualifiers.get('stated', '')}"
        if PACK_YEARS_CODE in codes and entry.number is not None:
            yield _as(entry, "pack_years", Presence.PRESENT)
        if STATUS_CODE in codes and any(code in told for code in CODED_NOW):
            yield _as(entry, "smoking_current", Presence.PRESENT)
        if STATUS_CODE in codes and (CODED_FORMER in told or CODED_NEVER in told):
            yield _as(entry, "smoking_current", Presence.ABSENT)


def _as(entry: Finding, concept: str, presence: Presence) -> Finding:
    return Finding(
        concept, entry.place, presence, value=entry.value, unit=None, date=entry.date, whose=entry.whose,
        voice=entry.voice, origin=entry.origin, qualifiers={"source": "coded"}, tool=TOOL,
    )  # fmt: skip
