"""Conservative care of pain from a nerve root, with its length, in the region that is asked about.

root_care -- the days of treatment where the words tie them to it; qualifiers modality and outcome. What `care` tells of the
    spine, and beside it the drugs, injections and supports that are given for a root.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from accord.evidence.chart import Chart
from accord.evidence.narrative.dates import dates, durations
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.mentions import date_of
from accord.evidence.readers.spine.care import TREATMENTS, WHOLE, care, treatments
from accord.evidence.readers.spine.passages import passages_of, regions_in, requested_regions
from accord.records.findings import Finding, Presence, Time
from accord.records.places import Place

TOOL = "spine-root-care/1"
CONCEPT = "root_care"
TOLD = ("failed", "intolerant", "contraindicated", "helped")
FURTHER = (
    (
        "care_neuropathic_drug",
        lazy_pattern(
            r"\b(?:gabapentin|neurontin|pregabalin|lyrica|duloxetine|cymbalta|nortriptyline|amitriptyline|topiramate|gabapentinoids?)\b"
        ),
    ),
    (
        "care_oral_steroid",
        lazy_pattern(
            r"\b(?:medrol|methylprednisolone (?:dose|taper|pack)\w*|prednisone|oral steroids?|steroid (?:taper|dose ?pa\w+|burst))\b"
        ),
    ),
    (
        "care_muscle_relaxant",
        lazy_pattern(
            r"\b(?:cyclobenzaprine|flexeril|tizanidine|zanaflex|methocarbamol|robaxin|baclofen|muscle relax\w+)\b"
        ),
    ),
    ("care_support", lazy_pattern(r"\b(?:cervical|soft|hard) collar\b|\btraction\b")),
    (
        "care_epidural",
        lazy_pattern(
            r"\b(?:tf|il|c|l)?esis?\b|\bepidural (?:steroid )?(?:injections?|shots?|steroids?)\b|\bepidurals\b|\bselective nerve root (?:blocks?|"
            r"injections?)\b"
        ),
    ),
)
ANY = lazy_pattern(
    "|".join(
        [
            *(pattern for _, pattern in TREATMENTS),
            *(pattern.pattern for _, pattern in FURTHER[:-1]),
            WHOLE.pattern,
            r"\btherapy\b|\bexercises?\b",
        ]
    )
)
OF_CONCEPT = {concept: lazy_pattern(words) for concept, words in TREATMENTS} | dict(FURTHER)
CLAUSES = re.compile(r"[^;]+")
LENGTH_OF_TREATMENT = lazy_pattern(r"[ -]*(?:of|trial|course|program\w*|with|on|regimen)?[^.;,\d]{0,36}$")
STEP = lazy_pattern(
    r"[^.;]{0,46}(?:\bx|×|\bfor|\bover|\btried|\bcompleted|\bpast|\blast|\bof|:|,|\(|\bduring|\s{2,})\s*(?:the |a |about |at least |more than |"
    r"over |past |last |~)*$"
)
OF_PAIN = lazy_pattern(
    r"\b(?:pain|symptoms?|sciatica|radicul\w+|numbness|history|onset|complain\w*|relief)\b[^.;,]{0,20}$"
)
SINCE = lazy_pattern(r"\b(?:since|started|began|begun|from)\b[^.;\d]{0,12}$")


def root_care(chart: Chart) -> Iterator[Finding]:
    """Each treatment whose result is told, with the days it was given where they are told."""
    asked = requested_regions(chart)
    found = list(care(chart))
    for paper in chart.patient_papers:
        if paper.kind in (PartKind.IMAGING, PartKind.COVER_SHEET, PartKind.LABORATORY, PartKind.PROCEDURE_NOTE):
            continue
        told = list(passages_of(paper))
        for passage, after in zip(told, [*told[1:], None], strict=False):
            found.extend(treatments(passage, after, FURTHER))
    mixed = {each.place for each in found if each.qualifiers.get("outcome") == "helped"}
    for each in found:
        yield from _of_region(chart, each, asked, each.place not in mixed)


def _of_region(chart: Chart, told: Finding, asked: tuple[str, ...], one_outcome: bool) -> Iterator[Finding]:
    """The finding of `care` as root care, unless it speaks of another region of the spine."""
    outcome = told.qualifiers.get("outcome", "")
    paper, place = chart.paper_of(told.place), told.place
    if outcome not in TOLD or paper is None or not isinstance(place, Place) or told.presence is not Presence.PRESENT:
        return
    named = set(regions_in(place.text.lower()))
    if told.time is Time.PLANNED or (asked and named and named.isdisjoint(asked)):
        return
    spans = [*_clauses(paper, place, told.concept), *(each for each in told.support if isinstance(each, Place))]
    days = max((n for span in spans if (n := days_of_care(paper, span)) is not None), default=None)
    yield replace(
        told,
        concept=CONCEPT,
        value=Decimal(days) if days is not None and one_outcome else None,
        unit="d" if days is not None and one_outcome else None,
        qualifiers={**told.qualifiers, "modality": told.concept.removeprefix("care_")},
        tool=TOOL,
    )


def _clauses(paper: Profile, place: Place, concept: str) -> list[Place]:
    """The clauses, parted by semicolons, that name the treatment; the whole where none does (a therapist's own paper)."""
    words = paper.document.flat[place.start : place.end]
    pattern = OF_CONCEPT.get(concept)
    found = [
        paper.document.place(place.start + clause.start(), place.start + clause.end())
        for clause in CLAUSES.finditer(words)
        if pattern is not None and pattern.search(clause[0])
    ]
    return found or [place]


def days_of_care(paper: Profile, place: Place) -> int | None:
    """The days of treatment that words tell: a length, two days from and to, or a day since when."""
    document, words = paper.document, paper.document.flat[place.start : place.end]
    found: list[int] = []
    for mention in durations(document):
        if not place.start <= mention.start < place.end:
            continue
        before, after = words[: mention.start - place.start], words[mention.end - place.start :]
        following = ANY.search(after[:50])
        leading = list(ANY.finditer(before))[-1:]
        tied = (following and LENGTH_OF_TREATMENT.fullmatch(after[: following.start()])) or (
            leading and STEP.fullmatch(before[leading[0].end() :])
        )
        if tied and not OF_PAIN.search(before):
            found.append(mention.days_min)
    if ANY.search(words):
        found.extend(_between(paper, place, words))
    return max(found, default=None)


def _between(paper: Profile, place: Place, words: str) -> Iterator[int]:
    """'1/5/2026 to 2/20/2026'; 'since November 2025', up to the day of the paper."""
    seen = date_of(paper)
    days = [m for m in dates(paper.document, seen) if place.start <= m.start < place.end]
    for first, second in pairwise(days):
        between = words[first.end - place.start : second.start - place.start]
        if re.fullmatch(
            r"\W{0,4}(?:to|thru|through|until|and|till)?\W{0,4}|[^.;]{0,40}\b(?:discharged?|d/c|last visit|ended|completed|stopped)\b[^.;]{0,16}",
            between,
        ):
            yield (second.date.earliest - first.date.latest).days
    for one in days:
        before = words[: one.start - place.start]
        treated = list(ANY.finditer(before))[-1:]
        if seen is not None and treated and SINCE.fullmatch(before[treated[0].end() :].strip()):
            yield (seen.earliest - one.date.latest).days
