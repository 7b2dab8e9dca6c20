"""Coded data of spinal care: scores, procedures, and conditions with their onset."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.coded import conditions, observations, procedures
from accord.evidence.readers.spine.levels import levels_in
from accord.evidence.readers.spine.passages import CODE_REGION, regions_in, requested_regions, side_in
from accord.evidence.readers.spine.plan import DIAGNOSTIC, IA, MBB, THERAPEUTIC
from accord.evidence.readers.spine.scales import DISABILITY_SCALES
from accord.evidence.readers.spine.session import Session
from accord.records.dates import PartialDate
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "spine-coded/1"

LOINC_PAIN = frozenset({"loinc|72514-3", "loinc|38208-5", "loinc|38221-8", "loinc|38214-3"})
PAIN_WORDS = re.compile(r"\bpain (?:severity|score|intensity|rating|level)|\bnrs\b|\bnprs\b|numeric rating")
DISABILITY_WORDS = re.compile(
    r"oswestry|neck disability|roland|\bodi\b|\bndi\b|quebec|pain disability|functional rating"
)
AROUND_BLOCK = re.compile(r"\b(?:before|after|pre|post|best|block|procedure|injection)\b")
SPINAL_PAIN = re.compile(r"\bicd10\|M(?:54\.[2569]|47\.[89]|54\.5|54\.6|53\.8)")
ROOT = re.compile(r"\bicd10\|M(?:54\.1|51\.1|50\.1|48\.062|54\.[34]|47\.2|47\.1)")
ROOT_WORDS = re.compile(r"radiculopath|sciatica|neurogenic claudication")


def coded(chart: Chart) -> Iterator[Finding]:
    """Scores, onset of spinal pain and disease of a nerve root, as coded."""
    for seen in observations(chart.record, None):
        if seen.whose is Whose.PATIENT and seen.presence is Presence.PRESENT and seen.number is not None:
            yield from _score(seen)
    for seen in conditions(chart.record, None):
        if seen.whose is Whose.PATIENT and seen.presence is Presence.PRESENT:
            yield from _condition(chart, seen)


def _score(seen: Finding) -> Iterator[Finding]:
    words = seen.qualifiers.get("words", "").lower()
    if LOINC_PAIN & set(seen.qualifiers.get("codes", "").split()) or PAIN_WORDS.search(words):
        moment = "procedure" if AROUND_BLOCK.search(words) else "visit"
        told = {"scale": "nrs", "named": "yes", "aspect": "current", "moment": moment, "site": "spine"}
        yield replace(seen, concept="pain_score", unit="{score}", qualifiers={**seen.qualifiers, **told}, tool=TOOL)
    elif DISABILITY_WORDS.search(words) and seen.number is not None:
        name, most = next(((n, m) for n, p, m in DISABILITY_SCALES if p.search(words)), ("other", 100))
        share = seen.number if seen.unit == "%" or seen.number > most else seen.number / most * Decimal(100)
        told = {"scale": name, "moment": "visit"}
        yield replace(
            seen, concept="disability_score", value=share, unit="%", qualifiers={**seen.qualifiers, **told}, tool=TOOL
        )


def _condition(chart: Chart, seen: Finding) -> Iterator[Finding]:
    codes, words = seen.qualifiers.get("codes", ""), seen.qualifiers.get("words", "").lower()
    asked, named = requested_regions(chart), regions_in(words)
    if seen.date is not None and SPINAL_PAIN.search(codes) and (not named or not asked or set(named) & set(asked)):
        yield replace(seen, concept="pain_onset", tool=TOOL)
    root = ROOT.search(codes) or (
        ROOT_WORDS.search(words) and not re.search(r"without (?:myelopathy or )?radicul", words)
    )
    recorded = seen.qualifiers.get("recorded")
    if root and seen.time is Time.CURRENT and recorded:
        when = PartialDate.from_iso(recorded)
        yield replace(
            seen,
            concept="radiculopathy",
            date=when,
            qualifiers={**seen.qualifiers, "by": "named", "cyst": "no"},
            tool=TOOL,
        )


def coded_sessions(chart: Chart, what: str) -> Iterator[Session]:
    """Procedures with a facet code that were done: blocks, or ablations ('rfa')."""
    for seen in procedures(chart.record, None):
        numbers = [code.partition("|")[2] for code in seen.qualifiers.get("codes", "").split()]
        mine = [number for number in numbers if number in CODE_REGION and (number >= "64600") == (what == "rfa")]
        if (
            not mine
            or seen.presence is not Presence.PRESENT
            or seen.time is Time.PLANNED
            or seen.whose is not Whose.PATIENT
        ):
            continue
        words = f"{seen.qualifiers.get('words', '')} {seen.qualifiers.get('site', '')}".lower()
        levels = levels_in(words)
        yield Session(
            what,
            seen.place,
            date=seen.date,
            side=seen.side or side_in(words),
            region=levels.region or CODE_REGION[mine[0]],
            joints=frozenset(levels.names.split()),
            approach="mbb" if MBB.search(words) else "ia" if IA.search(words) else "",
            purpose="diagnostic" if DIAGNOSTIC.search(words) else "therapeutic" if THERAPEUTIC.search(words) else "",
        )
