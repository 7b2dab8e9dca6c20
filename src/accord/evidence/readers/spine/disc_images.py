"""What imaging of the spine shows at each level: narrowing, a disc, or nothing, and on which side."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass

from accord.evidence.chart import Chart
from accord.evidence.narrative.dates import dates
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.entries import entry_date
from accord.evidence.readers.spine.levels import JOINT, levels_in
from accord.evidence.readers.spine.passages import Passage, passages_of
from accord.records.dates import PartialDate
from accord.records.findings import Time, Whose
from accord.records.places import Place

NARROW = lazy_pattern(
    r"\bstenos\w+|\bnarrow\w*|\bencroach\w*|\bcompress\w*|\bimping\w*|\babut\w*|\bcontact\w*|\befface\w*|\bdisplac\w+ (?:the )?\w* ?(?:root|"
    r"nerve)|\bflatten\w*"
)
DISC = lazy_pattern(
    r"\bherniat\w+|\bhnp\b|\bprotru\w+|\bextru\w+|\bsequest\w+|\bosteophyt\w+|\bdisc (?:complex|bulge)|\bbulg\w+|\bspondylo(?:sis|listhesis)\b|\bspur\w*"
)
DENIED = lazy_pattern(
    r"\b(?:no|without|negative for|absence of|free of)\b(?:(?!\bbut\b|\bwith\b|\bhowever\b)[^,.;:]){0,70}"
)
CLAUSE = lazy_pattern(r"[;,]|(?<!\d)\.(?!\d)|\b(?:but|with|while|whereas|though)\b")
FREE = lazy_pattern(r"\b(?:patent|clear|adequate|preserved|maintained|normal|unremarkable|widely open|spared)\b")
CLEAN = lazy_pattern(
    r"\bunremarkable\b|\bnormal\b|\bpatent\b|\bwithin normal limits\b|\bno (?:significant |evidence of |appreciable )*(?:(?:disc|canal|central|"
    r"foraminal|spinal|neural|focal|"
    r"nerve root|or|,|/|and) ?)*(?:stenosis|narrowing|herniation|protrusion|compression|impingement|disease|abnormality)"
)
LEFT, RIGHT = (
    lazy_pattern(r"\bleft\b|\blt\b|\bl(?= (?:foram|neural|lateral|para|sided|l\d|c\d|s1))"),
    lazy_pattern(r"\bright\b|\brt\b|\br(?= (?:foram|neural|lateral|para|sided|l\d|c\d|s1))"),
)
BOTH = lazy_pattern(r"\bbilateral\w*\b|\bboth\b|\bb/l\b|\bbiforaminal\b")
SCAN = lazy_pattern(
    r"\b(?:mris?|mr (?=imag|scan|of)|ct|myelogra\w+|imaging|computed tomograph\w+|magnetic resonance)\b"
)
NOT_DONE = lazy_pattern(
    r"\b(?:order\w*|pending|schedul\w+|obtain|will get|needs?|to be done|await\w*|request\w* (?:an? )?(?:mri|ct)|not (?:yet )?(?:done|available))\b"
)
NOT_FINDINGS = ("history", "technique", "chief_complaint", "plan", "orders")
PRIOR = lazy_pattern(
    r"\b(?:previous|prior|compared (?:to|with)|before surgery|preoperative|old|20(?:0\d|1\d))\b (?:mri|ct|study|exam|film)"
)


@dataclass(frozen=True, slots=True)
class Seen:
    """What one sentence shows at one level ('L4-L5'): `kind` narrow, disc or none; no sides: in the middle, or not said."""

    level: str
    kind: str
    sides: frozenset[str]
    passage: Passage
    date: PartialDate | None
    report: bool

    @property
    def place(self) -> Place:
        """The words that show it."""
        return self.passage.place()


def images(chart: Chart) -> Iterator[Seen]:
    """What reports of imaging show, and what notes retell of them."""
    for paper in chart.patient_papers:
        if paper.kind is PartKind.COVER_SHEET:
            continue
        report = paper.kind is PartKind.IMAGING
        level: str = ""
        telling = False
        for passage in passages_of(paper):
            if report and passage.section in NOT_FINDINGS:
                continue
            if not report:
                telling = _tells(passage) or (
                    telling
                    and passage.text.lstrip()[:3].strip(" -*") != ""
                    and bool(JOINT.match(passage.text.lstrip(" -*•")))
                )
                if not telling:
                    continue
            level = yield from _of_passage(chart, paper, passage, level if report else "", report=report)


def _tells(passage: Passage) -> bool:
    """Does a note tell the result of a scan that was done, of this patient?"""
    match = SCAN.search(passage.text)
    if match is None or NOT_DONE.search(passage.text) or PRIOR.search(passage.text):
        return False
    told = passage.told(match)
    return told is not None and told[1] is not Time.PLANNED and told[2] is Whose.PATIENT


def _of_passage(
    chart: Chart, paper: Profile, passage: Passage, level: str, *, report: bool
) -> Generator[Seen, None, str]:
    """Each level of a sentence with the words that belong to it; a sentence without a level carries on the last."""
    words = passage.text
    named = [m for m in JOINT.finditer(words) if levels_in(m[0]).joints]
    if not named:
        shown = _shown(words) if level and (NARROW.search(words) or DISC.search(words)) else None
        for one in level.split() if shown else ():
            yield Seen(one, shown[0], shown[1], passage, _day(chart, paper, passage), report)  # type: ignore[index]
        return level
    lead = words[: named[0].start()]
    earlier = lead
    for match, following in zip(named, [*named[1:], None], strict=False):
        piece = words[match.start() : following.start() if following is not None else len(words)]
        told = piece if (NARROW.search(piece) or DISC.search(piece) or CLEAN.search(piece)) else f"{earlier} {piece}"
        if match is named[0]:
            told = f"{lead} {piece}"
        level = levels_in(match[0]).names
        shown = _shown(told)
        for one in level.split() if shown is not None else ():
            yield Seen(one, shown[0], shown[1], passage, _day(chart, paper, passage), report)  # type: ignore[index]
        earlier = told
    return level


def _day(chart: Chart, paper: Profile, passage: Passage) -> PartialDate | None:
    """The day of the scan that a sentence names, else of its paper."""
    seen = entry_date(chart, paper, passage.start)
    named = [m.date for m in dates(paper.document, seen) if passage.start <= m.start < passage.end]
    return named[0] if named and paper.kind is not PartKind.IMAGING else seen


def _shown(words: str) -> tuple[str, frozenset[str]] | None:
    """Kind and sides of what words show; None where they show nothing of it."""
    affirmed = _affirmed(words)
    kind = (
        "narrow"
        if NARROW.search(affirmed)
        else "disc"
        if DISC.search(affirmed)
        else "none"
        if CLEAN.search(words)
        else ""
    )
    if not kind:
        return None
    if kind == "none":
        return kind, frozenset()
    if BOTH.search(affirmed):
        return kind, frozenset({"left", "right"})
    sides = {name for name, pattern in (("left", LEFT), ("right", RIGHT)) if pattern.search(affirmed)}
    return kind, frozenset(sides)


def _affirmed(words: str) -> str:
    """The words without what they deny and without clauses that call something free."""
    kept = (clause for clause in CLAUSE.split(DENIED.sub(" ", words)) if clause)
    return " , ".join(each for each in kept if not FREE.search(each) or NARROW.search(each) or DISC.search(each))


def by_level(chart: Chart) -> dict[str, list[Seen]]:
    """What is shown, level by level."""
    found: dict[str, list[Seen]] = {}
    for each in images(chart):
        found.setdefault(each.level, []).append(each)
    return found
