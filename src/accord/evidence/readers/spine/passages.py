"""The sentences of a chart's papers as readers of spinal care work through them, and findings made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from accord.evidence.chart import Chart
from accord.evidence.narrative.context import assertion
from accord.evidence.narrative.sections import section_at
from accord.evidence.narrative.sentences import SentenceKind, sentences
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.mentions import date_of, voice
from accord.records.dates import PartialDate
from accord.records.findings import Finding, FindingValue, Presence, Side, Time, Voice, Whose
from accord.records.places import AnyPlace, Place

LONGEST = 320
PLAN_SECTIONS = ("plan", "orders", "assessment_and_plan")
SUPPLIES = re.compile(r"\bdme\b|\bsupplier\b|\bsupply\b|\bmedical equipment\b|\bvendor\b")
CARRIED = re.compile(r"carried forward|copied forward|copied from|pulled forward|copy forward")


@dataclass(frozen=True)
class Passage:
    """A sentence, list item or form row of a paper; `text` is in lower case with blanks for line breaks."""

    paper: Profile
    start: int
    end: int
    kind: SentenceKind
    text: str

    @property
    def section(self) -> str:
        """The canonical section it stands in."""
        return section_at(self.paper.document, self.start).name

    @property
    def in_plan(self) -> bool:
        """Does it stand under a plan, or in an order?"""
        return self.section in ("plan", "orders") or self.paper.kind is PartKind.ORDER

    def place(self, start: int = 0, end: int | None = None) -> Place:
        """The whole passage, or the stretch from start to end when the passage is long."""
        if self.end - self.start <= LONGEST:
            return self.paper.document.place(self.start, self.end)
        low, high = max(start - 60, 0), min((end if end is not None else start) + 160, self.end - self.start)
        return self.paper.document.place(self.start + low, self.start + high)

    def told(self, match: re.Match[str]) -> tuple[Presence, Time, Whose] | None:
        """How the matched words are meant; None when they are only supposed."""
        meant = assertion(self.paper.document, self.start + match.start(), self.start + match.end())
        return None if meant.hypothetical else (meant.presence, meant.time, meant.whose)


def passages(chart: Chart) -> Iterator[Passage]:
    """Every passage of the papers that are not about somebody else, in order."""
    for paper in chart.patient_papers:
        yield from passages_of(paper)


def passages_of(paper: Profile) -> Iterator[Passage]:
    """The passages of one paper; what was copied from an older note is left out."""
    document = paper.document
    for sentence in sentences(document):
        if paper.part.start <= sentence.start < paper.part.end:
            text = document.flat[sentence.start : min(sentence.end, paper.part.end)]
            if not CARRIED.search(text):
                yield Passage(paper, sentence.start, min(sentence.end, paper.part.end), sentence.kind, text)


def spoken(paper: Profile) -> Voice:
    """Whose words a paper holds; a form of an office that a physician signed is the physician's."""
    told = voice(paper)
    if told is Voice.SUPPLIER and not SUPPLIES.search(paper.document.flat[paper.part.start : paper.part.start + 600]):
        return Voice.CLINICIAN if any(s.treating for s in paper.signatures) else told
    return told


def finding(
    tool: str,
    concept: str,
    passage: Passage,
    value: FindingValue = None,
    unit: str | None = None,
    presence: Presence = Presence.PRESENT,
    time: Time = Time.CURRENT,
    whose: Whose = Whose.PATIENT,
    date: PartialDate | None = None,
    side: Side | None = None,
    qualifiers: dict[str, str] | None = None,
    place: Place | None = None,
    support: tuple[AnyPlace, ...] = (),
) -> Finding:
    """A finding that a passage proves, dated as its paper unless told otherwise."""
    return Finding(
        concept=concept,
        place=place or passage.place(),
        presence=presence,
        time=time,
        whose=whose,
        value=value,
        unit=unit,
        date=date or date_of(passage.paper),
        side=side,
        qualifiers={"kind": passage.paper.kind.value, **(qualifiers or {})},
        voice=spoken(passage.paper),
        support=support,
        tool=tool,
    )


CERVICAL = re.compile(r"\bneck\b|cervic|\bc-?spine\b|\bc[2-7]\b|\bc[2-7] ?[-/]|nuchal|occip")
THORACIC = re.compile(
    r"thorac|\bmid(?:dle)?[ -]?(?:of )?(?:the |his |her )?back\b|upper back|dorsal spine|\bt-?spine\b|\bt(?:[1-9]|1[0-2])\b(?! ?[12]\b)|bra line|interscapular|"
    r"between the shoulder blades"
)
LUMBAR = re.compile(
    r"low(?:er)? back|lumb|\blbp\b|\blb\b|\bl-?spine\b|\bl[1-5]\b|\bl[1-5] ?[-/]|\bs1\b|beltline|belt line|"
    r"sacr|"
    r"(?<!upper )(?<!mid )(?<!mid-)(?<!came )(?<!come )(?<!comes )(?<!went )(?<!goes )(?<!going"
    r" )(?<!getting )(?<!leaning )(?<!bending )(?<!lean )(?<!called )(?<!right )(?<!faded )\bback\b(?! "
    r"(?:to|"
    r"in|from|at|of|on|for|with|up|where|pain free|home|again))"
)
REGIONS = (("cervical", CERVICAL), ("thoracic", THORACIC), ("lumbar", LUMBAR))
CODE_REGION = {
    "64490": "cervical",
    "64491": "cervical",
    "64492": "cervical",
    "64633": "cervical",
    "64634": "cervical",
} | dict.fromkeys(("64493", "64494", "64495", "64635", "64636"), "lumbar")
ASKED_REGION = (
    CODE_REGION
    | dict.fromkeys(("62321", "64479", "64480", "22551", "22552", "22554"), "cervical")
    | dict.fromkeys(("62323", "64483", "64484"), "lumbar")
)
"""The regions of requests: facet procedures, epidural injections, fusions of the neck."""
OF_CODES = {"cervical": ("cervical", "thoracic"), "lumbar": ("lumbar",)}
"""A facet code of the first kind covers the cervical and thoracic spine, one of the second the lumbar and sacral."""


def regions_in(words: str) -> tuple[str, ...]:
    """The regions of the spine that words name."""
    return tuple(name for name, pattern in REGIONS if pattern.search(words))


def requested_regions(chart: Chart) -> tuple[str, ...]:
    """The regions that the requested codes cover; empty when there is none."""
    kinds = dict.fromkeys(ASKED_REGION[s.code] for s in chart.request.services if s.code in ASKED_REGION)
    return tuple(region for kind in kinds for region in OF_CODES[kind])


LEFT = re.compile(
    r"\bleft\b|\blt\b|\bl(?= (?:low|lumb|cerv|neck|thor|l\d|c\d|t\d|facet|mbb|mb\b|rfa|sided|side|medial))|"
    r"-lt\b|\bl-sided|left-sided"
)
RIGHT = re.compile(
    r"\bright\b|\brt\b|\br(?= (?:low|lumb|cerv|neck|thor|l\d|c\d|t\d|facet|mbb|mb\b|rfa|sided|side|"
    r"medial))|-rt\b|\br-sided|right-sided"
)
BOTH = re.compile(
    r"\bbilat\w*|\bboth sides\b|\bb/l\b|\bb(?= (?:l\d|c\d|t\d|lumb|cerv|facet|mbb))|-50\b|\beach side\b|"
    r"\bleft and right\b|\bright and left\b"
)


def side_in(words: str) -> Side | None:
    """The side that words name; None when none or when left and right stand apart."""
    if BOTH.search(words):
        return Side.BILATERAL
    left, right = bool(LEFT.search(words)), bool(RIGHT.search(words))
    if left and right:
        return None
    return Side.LEFT if left else Side.RIGHT if right else None


def requested_side(chart: Chart) -> Side | None:
    """The side of the request's modifiers: 50, or LT and RT together, is both."""
    given = {m for s in chart.request.services if s.code in ASKED_REGION for m in s.modifiers}
    if "50" in given or {"LT", "RT"} <= given:
        return Side.BILATERAL
    return Side.LEFT if "LT" in given else Side.RIGHT if "RT" in given else None
