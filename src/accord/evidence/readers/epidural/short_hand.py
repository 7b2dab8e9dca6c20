"""Short hands of pain clinics: since when it hurts, what was tried for how long and failed, how many injections a year saw.

limb_pain_onset, root_care, esi_stated_count -- as the longer readers give them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.narrative.dates import durations
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.course_lengths import MONTHS, lengths_in
from accord.evidence.readers.entries import entry_date
from accord.evidence.readers.own_sections import RULE_QUOTED, not_copied, section_of
from accord.evidence.readers.sayings import meaning, of_others, on_day, tells_history, told_of
from accord.evidence.readers.spine.passages import regions_in, requested_regions
from accord.evidence.readers.statements import Said, said_in
from accord.records.dates import PartialDate
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "epidural-short-hand/1"
SKIPPED = ("family_history", "plan", "orders", "instructions", "allergies", "past_history")
NOT_IN = (PartKind.IMAGING, PartKind.LABORATORY, PartKind.COVER_SHEET, PartKind.ORDER, PartKind.PROCEDURE_NOTE)

HURTS = lazy_pattern(
    r"\b(?:pain\w*|sx|symptoms?|sciatica|radic\w*|leg|arm|hurts?|hurting|ache|it|onset|duration|began|started|complaints?|episode)\b"
)
LENGTH_SAID = lazy_pattern(
    r"(?:\b(?:x|for|since|over|about|of|duration|lasting|onset|now|past|last|nearly|almost|some|going on)|[>~:×])\s*$"
)
AFTER_SAID = lazy_pattern(
    r"\s*(?:all told|in all|total|altogether|now|so far|ongoing|duration|history|hx|(?:of )?(?:\w+ )?(?:pain|sx|symptoms|sciatica|radic\w*))\b"
)
AGO = lazy_pattern(r"\s*(?:ago|back)\b")
BEGUN = lazy_pattern(r"\b(?:began|begun|started|onset|since|came on|after|injur\w+|fell|lift\w+|hurt)\b")
_MONTH = "|".join(MONTHS)
MONTH_SAID = lazy_pattern(
    r"\b(?:onset|began|started|since|began in|started in|onset in)\W{1,3}(?:in |early |late |mid |last )?"
    rf"(?P<m>(?:{_MONTH})[a-z]{{0,6}})\b(?!\.?,? ?'?\d)"
)
OTHER_LENGTH = lazy_pattern(
    r"\b(?:pt|therapy|hep|exercis\w*|chiro\w*|naproxen|ibuprofen|meloxicam|nsaids?|gaba\w*|medrol|relief|improv\w*|better|worse\w*|"
    r"injection|esi|tfesi|rfa|surgery|smok\w*|f/u|return|recheck|rtc|sit|stand|walk|sleep|knee|shoulder|headaches?|work|married|quit|lasted|trial|tried)\b"
)

CARE = lazy_pattern(
    r"\b(?P<pt>pt|physical therapy|physio\w*|therapy)\b|\b(?P<hep>hep|home (?:exercise\w*|program))\b|\b(?P<chiro>chiro\w*|manipulation)\b|"
    r"\b(?P<drug>nsaids?|naproxen|ibuprofen|meloxicam|diclofenac|celecoxib|gaba(?:pentin)?|pregabalin|duloxetine|medrol|prednisone|tylenol|"
    r"cyclobenzaprine|tizanidine)\b"
)
FAILED = lazy_pattern(
    r"\b(?:fail\w*|no (?:\w+ )?(?:relief|help|benefit|improvement|change|better)|(?:w/o|without) (?:\w+ )?(?:relief|help|benefit|improvement|success)|"
    r"(?:did|does|do|has|have)(?: not|n't) (?:really )?help\w*|did nothing|(?:of )?little(?: help| relief| benefit)?|not helpful|unhelpful|"
    r"minimal(?:ly)?|inadequate\w*|insufficient\w*|useless|to no avail)\b"
)
HELPED = lazy_pattern(
    r"\b(?:good relief|helped (?:a lot|well|greatly)|(?:much|significant) relief|resolved|doing well)\b"
)
SPAN = lazy_pattern(rf"\b(?P<a>{_MONTH})[a-z]{{0,6}}\.? ?(?:-|–|to|thru|through) ?(?P<b>{_MONTH})[a-z]{{0,6}}\b")
AHEAD = lazy_pattern(
    r"\b(?:will|to start|start|order(?:ed)?|refer\w*|recommend\w*|plan\w*|next|scheduled|consider|begin|must|needs?)\b(?! since)"
)

NONE_THIS_YEAR = lazy_pattern(
    r"\bno (?:\w+ )?(?:esis?|tfesis?|epidurals?|injections?)\b[^.;]{0,20}\b(?:in|for|within|over|during)? ?(?:the )?(?:past|last|prior|previous|"
    r"preceding) (?:12 mo\w*|twelve months|year)"
)
FIRST_EVER = lazy_pattern(
    r"\b(?:first|1st|initial) (?:\w+ )?(?:esi|tfesi|epidural|injection)\b[^.;]{0,12}\bever\b|\b(?:injection|esi|tfesi|"
    r"epidural)[ -]naive\b"
)
NUMBERED = lazy_pattern(
    r"\b(?:this (?:is|will be|would be)|today is|requested is) (?:the )?(?:#|no\.? ?|number ?)?(?P<n>[1-6])(?:st|nd|rd|th)? ?(?:esi |injection |"
    r"session )?(?:in|of|within) (?:the )?(?:past |last |rolling )?(?:12 mo\w*|twelve months|year)"
)
FOUR_WEEKS = 28


def short_hand(chart: Chart) -> Iterator[Finding]:
    """Findings of all that; what was carried over from an older note tells nothing new."""
    yield from not_copied(chart, _told(chart))


def _told(chart: Chart) -> Iterator[Finding]:
    for paper in chart.patient_papers:
        if paper.kind in NOT_IN or not tells_history(paper):
            continue
        for each in said_in(paper):
            if section_of(paper, each) in SKIPPED or RULE_QUOTED.search(each.text):
                continue
            named = regions_in(each.text)
            if named and set(named).isdisjoint(requested_regions(chart)):
                continue
            yield from _onset(chart, paper, each)
            yield from _care(chart, paper, each)
            yield from _counts(chart, paper, each)


def _own(paper: Profile, each: Said, match: re.Match[str]) -> bool:
    meant = meaning(paper, each, match)
    return meant.whose is Whose.PATIENT and not meant.hypothetical and not of_others(each, match)


def _onset(chart: Chart, paper: Profile, each: Said) -> Iterator[Finding]:
    """Since when it hurts: by a length, by 'ago', or by a month."""
    subject = HURTS.search(each.text)
    seen = entry_date(chart, paper, each.sentence.start)
    if seen is None or seen.exact is None or OTHER_LENGTH.search(each.text):
        return
    if subject is None and len(each.text.split()) > SHORT:
        return
    match = subject or re.search(r"\S+", each.text)
    if match is None or not _own(paper, each, match) or meaning(paper, each, match).presence is Presence.ABSENT:
        return
    begun = _begun(paper, each, seen)
    if begun is not None:
        limb = "arm" if "cervical" in requested_regions(chart) else "leg"
        yield replace(told_of(paper, each, match, "limb_pain_onset", TOOL, qualifiers={"limb": limb}), date=begun)


SHORT = 6
"""Words of a line that tells a length and nothing else."""


def _begun(paper: Profile, each: Said, seen: PartialDate) -> PartialDate | None:
    low, high = each.sentence.start, each.sentence.end
    told = [mention for mention in durations(paper.document) if low <= mention.start < high]
    # of two lengths one is the back's, or a treatment's
    for mention in told if len(told) == 1 else ():
        start = next((n for n, at in enumerate(each.origin) if at >= mention.start), len(each.text))
        end = next((n for n, at in enumerate(each.origin) if at >= mention.end), len(each.text))
        ago = AGO.match(each.text, end) and BEGUN.search(each.text)
        if ago or LENGTH_SAID.search(each.text[:start]) or AFTER_SAID.match(each.text, end):
            return PartialDate.of(seen.latest - dt.timedelta(mention.days_min))
    named = MONTH_SAID.search(each.text)
    if named is not None and seen.month is not None:
        month = MONTHS.index(named["m"][:3]) + 1
        return PartialDate(seen.year if month < seen.month else seen.year - 1, month)
    return None


def _care(chart: Chart, paper: Profile, each: Said) -> Iterator[Finding]:
    """What was tried for weeks and failed, told in one line."""
    if HELPED.search(each.text) or AHEAD.search(each.text):
        return
    lengths = lengths_in(chart, paper, each)
    for clause in CLAUSES.finditer(each.text):
        low, high = clause.span()
        match = CARE.search(each.text, low, high)
        days = max((one.least for one in lengths if low <= one.start < high), default=0)
        span = SPAN.search(each.text, low, high)
        if span is not None:
            first, last = (MONTHS.index(span[name]) for name in ("a", "b"))
            days = max(days, ((last - first) % 12 - 1) * 30 + 31)
        if (
            match is None
            or days < FOUR_WEEKS
            or not FAILED.search(each.text, low, high)
            or not _own(paper, each, match)
        ):
            continue
        modality = "exercise" if match["pt"] or match["hep"] else "manipulation" if match["chiro"] else "drug"
        said = {"modality": modality, "outcome": "failed"}
        value = Decimal(days)
        found = told_of(paper, each, match, "root_care", TOOL, time=Time.PAST, value=value, unit="d", qualifiers=said)
        yield on_day(chart, paper, each, found)


CLAUSES = re.compile(r"[^;]+")


def _counts(chart: Chart, paper: Profile, each: Said) -> Iterator[Finding]:
    """How many injections the twelve months before this one saw."""
    none = NONE_THIS_YEAR.search(each.text) or FIRST_EVER.search(each.text)
    numbered = NUMBERED.search(each.text)
    match = none or numbered
    if match is None or not _own(paper, each, match):
        return
    count = 0 if none is not None or numbered is None else int(numbered["n"]) - 1
    found = told_of(paper, each, match, "esi_stated_count", TOOL, time=Time.PAST, value=Decimal(count), unit="{count}")
    yield on_day(chart, paper, each, found)
