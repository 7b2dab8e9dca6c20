"""The program of care in the last month, the care plan, and whether the surface bears the patient."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import Profile
from accord.evidence.readers.blanks import left_blank
from accord.evidence.readers.spine.passages import Passage
from accord.evidence.readers.support_surfaces.elements import ELEMENTS, Element
from accord.evidence.readers.support_surfaces.subject import day_of_request, days_in, is_record, made, paper_day
from accord.records.findings import Finding, Presence, Time, Whose

CARE_PLAN = lazy_pattern(
    r"(?<!dental )(?<!advance )\b(?:care plan|plan of care|careplan|485|poc)\b|\b(?:ulcers?|wounds?) (?:treatment )?plan\b|"
    r"\btreatment plan for (?:the )?(?:pressure|ulcers?|wounds?)"
)
NO_CARE_PLAN = lazy_pattern(
    r"\bno (?:written )?(?:care plan|plan of care)\b|\b(?:care plan|plan of care)\b[^.;]{0,20}\b(?:missing|absent|"
    r"not (?:available|found|on file|done)|pending|to follow|will be)\b"
)
BEARS = lazy_pattern(
    r"\b(?:does|do|did|will|should|would) not bottom[- ]?out\b|\b(?:doesn't|didn't|won't) bottom[- ]?out\b|"
    r"\bno bottoming\b|\bhand check (?:was |is )?(?:negative|passed|ok)\b|\bprevents? bottoming\b|\bwithout bottoming\b|"
    r"\bbottom\w*(?:[- ]out)?(?: check|"
    r" test)?\b[^.;]{0,30}\b(?:\d(?:\.\d)? ?(?:in\b|inch\w*|\")|neg(?:ative)?|passed|none|ok)\b|\bno bottom[- ]?outs?\b(?! (?:test|check))|"
    r"\b(?:hand check|fit check)\b[^.;]{0,80}\b(?:\d(?:\.\d)? ?(?:in\b|inch\w*|\")|more than an inch|"
    r"inch (?:or more )?of)|\bpdac\b[^.;]{0,24}\b(?:verif\w+|listed|approved|coded|"
    r"code verification)[^.;]{0,30}\be0(?:277|193|37[123])|\be0(?:277|193|"
    r"37[123])\b[^.;]{0,30}\bpdac\b[^.;]{0,20}\b(?:verif\w+|listed|approved|letter)"
)
SINKS = lazy_pattern(r"\bbottom(?:s|ed|ing)[- ]?out\b")
CHECKED = lazy_pattern(r"\bbottom\w*[- ]out (?:check|test)|\bcheck(?:ed|ing)? for\b")
OLD_SURFACE = lazy_pattern(
    r"\b(?:overlay|pad|group 1|old|previous|prior|current (?:mattress|foam|bed)|foam mattress|his mattress|"
    r"her mattress|cushion)\b"
)
ADVISED = lazy_pattern(
    r"\b(?:instruct\w*|encourag\w+|educat\w+|remind\w+|advis\w+|discuss\w+|recommend\w*|should|taught|teach\w*|need(?:s|ed)? to)\b[^.;]{0,50}$"
)
NOT_BEGUN = lazy_pattern(r"\b(?:to|will) (?:start|begin)\b|\bonce (?:started|delivered)\b|\b(?:after|upon) delivery\b")
DONE = lazy_pattern(
    r"\b(?:log|kept|done|does|doing|confirm\w*|demonstrat\w+|complian\w+|adher\w+|continu\w+|performs?|per schedule|followed|being)\b"
)
IN_A_STAY = lazy_pattern(r"\b(?:hospital(?! (?:bed|mattress))|inpatient|snf|rehab|admission|admitted|stay)\b")
PARTED = lazy_pattern(r"[;,]|\bbut\b|\bthen\b")
"""What parts 'refuses it at night; done by day': it is done in part."""
CARER = lazy_pattern(
    r"\b(?:wife|husband|spouse|daughter|dtr|son|mother|father|sister|brother|partner|caregivers?|"
    r"family)\b[^.;]{0,24}\b(?:turns?|repositions?|changes?|"
    r"applies|does|gives?|checks?|cleans?|feeds?|is turning|has been turning)\b"
)
IN_FORCE = lazy_pattern(
    r"\b(?:in force|carried out|in place since|since|continu\w+|ongoing|current\w*|as done|is being|are being|has been|have been|performed|"
    r"turned|was|were|visited|saw|completed|unchanged)\b"
)
NAMED_ELEMENTS = (
    "turn",
    "t&p",
    "reposition",
    "wound care",
    "dressing",
    "nutrition",
    "diet",
    "moisture",
    "incontinen",
    "skin check",
)
ENOUGH = 3
"""Parts of the program that make a plan one for the ulcer."""
HEAD, FRESH = 160, 14
"""Characters in which a care plan is called one, and days in which it is new."""
ROWS = 3
"""Dated entries of a wound sheet that are regular assessment."""


def program(chart: Chart, passages: Sequence[Passage]) -> Iterator[Finding]:
    """Elements of the program that are told as done or as lacking, the care plan, and bottoming out."""
    record = [p for p in passages if is_record(chart, p.paper)]
    for passage in record:
        for element in ELEMENTS:
            yield from _of(chart, passage, element)
    yield from _dated_entries(chart, record)
    yield from _care_plans(chart, record)
    for passage in passages:
        yield from _bottoming(chart, passage)


def _of(chart: Chart, passage: Passage, element: Element) -> Iterator[Finding]:
    if element.unless is not None and element.unless.search(passage.text):
        return
    denied = element.without.search(passage.text)
    if denied is not None and element.concept == "group1_surface" and IN_A_STAY.search(passage.text):
        return
    if denied is not None:
        partly = _done_in_part(passage, element, denied.end())
        if passage.told(denied) is not None:
            yield made(
                chart,
                element.concept,
                passage,
                presence=Presence.POSSIBLE if partly else Presence.ABSENT,
                place=passage.place(denied.start(), denied.end()),
            )
        return
    for match in element.words.finditer(passage.text):
        said = passage.told(match)
        # a relative who turns the patient or changes the pads is a helper, not the one who is told of
        if said is None or said[1] is Time.PLANNED or (said[2] is Whose.OTHER and not CARER.search(passage.text)):
            continue
        if ADVISED.search(passage.text[: match.start()]) and not DONE.search(passage.text):
            continue
        if left_blank(passage.text, match) or (NOT_BEGUN.search(passage.text) and not DONE.search(passage.text)):
            continue
        absent = said[0] is Presence.ABSENT and element.concept in ("group1_surface", "turning_done")
        if said[0] is Presence.PRESENT or absent:
            place = passage.place(match.start(), match.end())
            presence = Presence.POSSIBLE if said[0] is Presence.PRESENT and _only_planned(chart, passage) else said[0]
            yield made(chart, element.concept, passage, presence=presence, place=place)
            return


def _done_in_part(passage: Passage, element: Element, after: int) -> bool:
    """Do words behind a denial, in a clause of their own, tell that it is done?"""
    behind = element.words.search(passage.text, after)
    if (
        behind is None
        or element.without.search(passage.text, after)
        or not PARTED.search(passage.text, after, behind.start())
    ):
        return False
    said = passage.told(behind)
    return said is not None and said[0] is Presence.PRESENT


def _only_planned(chart: Chart, passage: Passage) -> bool:
    """Does it stand in a care plan of the last days that does not say to be carried out?"""
    paper = passage.paper
    head = paper.document.flat[paper.part.start : min(paper.part.end, paper.part.start + HEAD)]
    if not (CARE_PLAN.search(head) or CARE_PLAN.match(passage.text)):
        return False
    day, asked = paper_day(paper), day_of_request(chart)
    fresh = day is None or asked is None or (asked.earliest - day).days < FRESH
    return fresh and IN_FORCE.search(paper.document.flat, paper.part.start, paper.part.end) is None


def _dated_entries(chart: Chart, record: Sequence[Passage]) -> Iterator[Finding]:
    """Three or more days at the head of lines of one wound sheet."""
    for key in {id(p.paper) for p in record}:
        own = [p for p in record if id(p.paper) == key]
        heads = [(p, m) for p in own for m in days_in(chart, p)[:1] if m.start - p.start < 4 and m.date.exact]
        if len({m.date.exact for _, m in heads}) >= ROWS:
            yield made(chart, "regular_assessment", heads[0][0], support=tuple(p.place() for p, _ in heads[1:4]))


def _care_plans(chart: Chart, record: Sequence[Passage]) -> Iterator[Finding]:
    """A care plan counts where its paper also tells two elements of the program."""
    papers: dict[int, Profile] = {id(p.paper): p.paper for p in record}
    for key, paper in papers.items():
        flat = paper.document.flat[paper.part.start : paper.part.end]
        elements = sum(e.words.search(flat) is not None for e in ELEMENTS)
        for passage in record:
            if id(passage.paper) != key:
                continue
            if NO_CARE_PLAN.search(passage.text):
                yield made(chart, "care_plan", passage, presence=Presence.ABSENT)
            elif CARE_PLAN.search(passage.text) and (elements >= 2 or _names_elements(passage.text)):
                yield made(chart, "care_plan", passage)


def _names_elements(text: str) -> bool:
    """Does the plan itself name the parts of the program?"""
    return len({name for name in NAMED_ELEMENTS if name in text}) >= ENOUGH and "___" not in text


def _bottoming(chart: Chart, passage: Passage) -> Iterator[Finding]:
    match = BEARS.search(passage.text)
    if match is not None and "cushion" not in passage.text:
        yield made(chart, "surface_bears", passage, place=passage.place(match.start(), match.end()))
        return
    sinks = SINKS.search(passage.text)
    if sinks is None or OLD_SURFACE.search(passage.text):
        return
    said = passage.told(sinks)
    if said is not None and said[0] is Presence.PRESENT and CHECKED.search(passage.text) is None:
        yield made(chart, "surface_bears", passage, presence=Presence.ABSENT)
