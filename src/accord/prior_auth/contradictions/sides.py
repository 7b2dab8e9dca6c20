"""The side of the body: request, order, codes, the clinician's plan and the treated condition must agree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from accord.dossier.review import Conflict, ConflictKind
from accord.evidence.chart import Chart
from accord.evidence.narrative.checkboxes import checkboxes
from accord.evidence.narrative.sections import section_at
from accord.evidence.narrative.sentences import Sentence, sentences
from accord.evidence.profile import PartKind, Profile
from accord.prior_auth.contradictions.asking import asking
from accord.prior_auth.contradictions.side_words import REGIONS, Region, clauses, former, sides_in, spared
from accord.records.code_sides import CODE, side_of_code
from accord.records.documents import Document, TickState
from accord.records.findings import Side, Voice
from accord.records.places import AnyPlace
from accord.wording import say

MODIFIERS = {"LT": Side.LEFT, "RT": Side.RIGHT}
OPPOSITE = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}
# Papers in which clinicians tell what they treat.
TELLING = frozenset(
    {
        PartKind.VISIT_NOTE,
        PartKind.LETTER,
        PartKind.DISCHARGE_SUMMARY,
        PartKind.PROCEDURE_NOTE,
        PartKind.IMAGING,
        PartKind.THERAPY_NOTE,
        PartKind.CHART_EXTRACT,
    }
)
RECENT = 200
"""Days before the request within which a paper can accuse an order; an older one may tell of another complaint."""
_PLANNED = re.compile(
    r"\b(plan(?:s|ned|ning)?|recommend\w*|request(?:s|ed|ing)?|ask(?:s|ed|ing)? (?:for|you)|next step|prescri\w+|"
    r"schedul\w+|proceed|order(?:ed)?|propose[sd]?|authorization (?:of|for)|procedure)\b"
)
_PROCEDURE = re.compile(
    r"\b(block|mbb|rfa|rf|ablation|injection|neurotomy|surgery|arthroplasty|arthroscop\w*|meniscectomy|replacement|implant|"
    r"brace|orthosis|prosthesis|tfesi|esi|scope|evl[at]|bleph\w*|dives|hbot?|stimulator|electrodes?|leads?|sleeve|appliance|garment)\b"
)
CODE_LINE = re.compile(r"\b(?:[aegkl]\d{4}|\d{5})-?(?:[ ,]|rt|lt|$)")
_NO_LIMB = re.compile(r"\W*\w+ (?:messages?|voice ?mail|vent\w+|atri\w+|bundle|heart|eye|ear|handed)\b")


@dataclass(frozen=True)
class _Said:
    side: Side
    place: AnyPlace


def sides(chart: Chart) -> Iterator[Conflict]:
    """The first pair of sources that name opposite sides: order, request and its codes, plan, treated condition."""
    told = _Told.of(chart)
    for one, others in (
        (told.ordered, told.form),
        (told.ordered, told.planned),
        (told.asked, told.ordered),
        (told.asked, told.planned),
        (told.ordered, told.treated),
        (told.asked, told.treated),
        (told.form, told.planned),
        (told.form, told.treated),
        (told.planned, told.treated),
        (told.coded, told.ordered),
        (told.coded, told.planned),
        (told.coded, told.treated),
    ):
        found = _against(one, others)
        if found is not None and (others is not told.planned or len({said.side for said in others}) == 1):
            left, right = found
            sentence = say("contradiction.side", one=left.side.value, other=right.side.value)
            places = dict.fromkeys((left.place, right.place, *told.places({left.side, right.side})))
            yield Conflict(ConflictKind.LATERALITY, sentence, tuple(places))
            return


@dataclass(frozen=True)
class _Told:
    """The sides that each source names."""

    ordered: list[_Said]
    asked: list[_Said]
    coded: list[_Said]
    planned: list[_Said]
    treated: list[_Said]
    form: list[_Said]

    def places(self, sides: set[Side]) -> Iterator[AnyPlace]:
        """Where each source first names each of the sides."""
        for source in (self.form, self.ordered, self.planned, self.treated):
            shown: set[Side] = set()
            for said in source:
                if said.side in sides - shown:
                    shown.add(said.side)
                    yield said.place

    @classmethod
    def of(cls, chart: Chart) -> _Told:
        """What the papers of the patient and the request say; conditions and codes only of what is requested."""
        regions = [r for r in REGIONS if any(r.codes.fullmatch(s.code) for s in chart.request.services)]
        region = regions[0] if len(regions) == 1 else None
        papers = chart.patient_papers
        orders = [paper for paper in papers if paper.kind is PartKind.ORDER]
        plans = [p for p in papers if p.kind in (PartKind.VISIT_NOTE, PartKind.LETTER) or _is_untitled_note(p)]
        asked = [_Said(MODIFIERS[m], s.place) for s in chart.request.services for m in s.modifiers if m in MODIFIERS]
        return cls(
            [said for paper in orders for said in _of_order(paper, region)],
            asked,
            list(_of_request_codes(chart, region)) if region else [],
            [said for paper in plans for said in _of_plan(paper)],
            _of_condition(chart, region) if region else [],
            [said for paper in asking(chart) if paper.kind is not PartKind.ORDER for said in _of_form(paper, region)],
        )


def _is_untitled_note(paper: Profile) -> bool:
    """A paper of no known kind that a clinician signed."""
    return paper.kind is PartKind.OTHER and paper.voice is Voice.CLINICIAN


def _against(one: list[_Said], others: list[_Said]) -> tuple[_Said, _Said] | None:
    """A pair of opposite sides, when no pair agrees."""
    both = {a.side for a in one} & {b.side for b in others}
    if both or any(said.side is Side.BILATERAL for said in (*one, *others)):
        return None
    return next(((a, b) for a in one for b in others if OPPOSITE[a.side] is b.side), None)


def _of_order(paper: Profile, region: Region | None) -> Iterator[_Said]:
    """A checked box of a side; else sides in lines that name the procedure or item, and those of codes."""
    document = paper.document
    ticked = [
        b for b in checkboxes(document) if paper.part.start <= b.start < paper.part.end and b.state is TickState.CHECKED
    ]
    named = [(b, side) for b in ticked if (side := _side_of(b.label_text))]
    for box, side in named:
        yield _Said(side, _whole_line(paper, box.start))
    if not named:
        yield from _in_sentences(paper, needs_plan=False)
    if not named and region is not None:
        for sentence in _sentences(paper):
            flat = document.flat[sentence.start : sentence.end]
            written = _written(flat, region)
            if written or region.item.search(flat) or region.ill.search(flat):
                told = written or sides_in(flat)
                yield from (_Said(side, document.place(sentence.start, sentence.end)) for side in told)


def _of_form(paper: Profile, region: Region | None) -> Iterator[_Said]:
    """The sides of the lines in which a form that asks names a code or what is asked for; both sides say nothing."""
    document = paper.document
    said: list[_Said] = []
    for sentence in _sentences(paper):
        flat = document.flat[sentence.start : sentence.end]
        if CODE_LINE.search(flat) or (region is not None and (region.item.search(flat) or region.ill.search(flat))):
            place = document.place(sentence.start, sentence.end)
            said.extend(_Said(side, place) for side in sides_in(flat))
    if len({each.side for each in said}) == 1:
        yield from said


def _written(words: str, region: Region) -> set[Side]:
    """The sides of the region's codes in words."""
    codes = (m[0].upper() for m in CODE.finditer(words))
    return {side for code in codes if region.diagnoses.match(code) and (side := side_of_code(code))}


def _of_request_codes(chart: Chart, region: Region) -> Iterator[_Said]:
    """The sides of the requested diagnoses."""
    for stated in chart.request.diagnoses:
        side = side_of_code(stated.value) if region.diagnoses.match(stated.value) else None
        if side is not None:
            yield _Said(side, stated.place)


def _of_condition(chart: Chart, region: Region) -> list[_Said]:
    """The sides at which clinicians tell of the condition. None where only old papers or former times tell of one."""
    told: list[_Said] = []
    accusing: set[Side] = set()
    for paper in chart.patient_papers:
        if (paper.kind not in TELLING and not _is_untitled_note(paper)) or paper.voice in (
            Voice.SUPPLIER,
            Voice.PATIENT,
            Voice.PAYER,
        ):
            continue
        for said, clause in _conditions(paper, region):
            told.append(said)
            if not former(clause) and _is_recent(chart, paper):
                accusing.add(said.side)
    return told if {said.side for said in told} == accusing else []


def _conditions(paper: Profile, region: Region) -> Iterator[tuple[_Said, str]]:
    document = paper.document
    for sentence in _sentences(paper):
        for offset, clause in clauses(document.flat[sentence.start : sentence.end]):
            told = sides_in(clause) if region.ill.search(clause) and not spared(clause) else set[Side]()
            start = sentence.start + offset
            yield from ((_Said(side, document.place(start, start + len(clause))), clause) for side in told)


def _is_recent(chart: Chart, paper: Profile) -> bool:
    day = chart.request.received or chart.request.service_date
    return paper.date is None or day is None or (day.value - paper.date.value.latest).days <= RECENT


def _sentences(paper: Profile) -> Iterable[Sentence]:
    return (s for s in sentences(paper.document) if paper.part.start <= s.start < paper.part.end)


def _side_of(label: str) -> Side | None:
    """The side that the label of a box begins with."""
    word = re.match(r"\W*(left|lt|l|right|rt|r)\b", label.lower())
    if word is None or _NO_LIMB.match(label.lower()):
        return None
    return Side.LEFT if word[1].startswith("l") else Side.RIGHT


def _of_plan(paper: Profile) -> Iterator[_Said]:
    yield from _in_sentences(paper, needs_plan=True)


def _in_sentences(paper: Profile, needs_plan: bool) -> Iterator[_Said]:
    document = paper.document
    for sentence in _sentences(paper):
        flat = document.flat[sentence.start : sentence.end]
        if not _PROCEDURE.search(flat) or (needs_plan and not _is_plan(document, sentence.start, flat)):
            continue
        for side in sides_in(flat) - {Side.BILATERAL}:
            yield _Said(side, document.place(sentence.start, sentence.end))


def _is_plan(document: Document, start: int, flat: str) -> bool:
    """Words of planning, or a line of the plan."""
    return bool(_PLANNED.search(flat)) or section_at(document, start).name in ("plan", "assessment_and_plan", "orders")


def _whole_line(paper: Profile, offset: int) -> AnyPlace:
    text = paper.document.text
    end = text.find("\n", offset)
    return paper.document.place(text.rfind("\n", 0, offset) + 1, end if end >= 0 else len(text))
