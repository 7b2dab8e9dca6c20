"""The program of care in the last month, the care plan, and whether the surface bears the patient."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import Profile
from accord.evidence.readers.spine.passages import Passage
from accord.evidence.readers.support_surfaces.subject import day_of_request, days_in, is_record, made, paper_day
from accord.records.findings import Finding, Presence, Time, Whose


@dataclass(frozen=True, slots=True)
class Element:
    """One element of the program: words that tell it, words that deny it, and words with which they mean something else."""

    concept: str
    words: re.Pattern[str]
    without: re.Pattern[str]
    unless: re.Pattern[str] | None = None


_OFTEN = (
    r"(?:daily|weekly|twice|every|each (?:visit|shift|day|week)|q ?\d|q ?(?:d|shift|week|wk)|x ?/? ?(?:d|wk|week)|"
    r"\d ?x|times? (?:a|per)|per week|a week|biweekly|\dx?/w(?:ee)?k|around the clock|by clock|bid|tid)"
)
ELEMENTS: tuple[Element, ...] = (
    Element(
        "group1_surface",
        lazy_pattern(
            r"\balternating[- ]pressure\b(?![^.;]{0,30}\blow air loss)|\balternating (?:air )?(?:pad|overlay)\b|\bapp (?:pad|"
            r"overlay|mattress)|\b(?:gel|air|foam|egg-?crate|water|static|static air|waffle|roho|convoluted|"
            r"alternating)[- ](?:mattress )?(?:overlay|pad)\b(?! dressing)|\b(?:gel|water|"
            r"dry pressure)[- ](?:\w+ )?mattress\b|"
            r"\b(?:pressure[- ](?:re\w+)|high[- ]density|visco\w*|memory|convoluted)[- ](?:foam )?(?:mattress|overlay|pad)|"
            r"\bgroup (?:1|i|one)\b(?!\d)[^.;]{0,24}\b(?:surface|overlay|mattress|pad|support)|\be0?18[1-9]\b|\be0?19[6-9]\b|"
            r"\b(?:mattress )?overlay\b|\begg[- ]?crate\b|\bmattress topper\b"
        ),
        lazy_pattern(
            r"\bno (?:\w+ ){0,3}(?:overlay|pad|support surface|special (?:mattress|surface|bed)|pressure[- ]\w+ (?:surface|"
            r"mattress))|\b(?:plain|regular|ordinary|standard|normal|household|guest|innerspring|"
            r"box-?spring)(?: \w+){0,2} (?:mattress|bed)\b|\bgroup (?:1|i|one)\b[^.;]{0,20}\b(?:not (?:tried|used)|never)|"
            r"\b(?:never|not) (?:had|used|tried|been on) (?:an? )?(?:overlay|group 1|pad)"
        ),
        lazy_pattern(
            r"\b(?:cushion|wheelchair|heel)\b|\b(?:ordered|to be delivered|will (?:get|try|order)|recommend\w*|replace (?:her|"
            r"his|the) (?:bed|mattress) (?:by|with) (?:a|an) (?:overlay|pad))\b|over the hospital mattress (?:ordered|"
            r"requested)"
        ),
    ),
    Element(
        "regular_assessment",
        lazy_pattern(
            rf"\b(?:rn|sn|snv|nurses?|nursing|lpn|lvn|wocn|cwocn|wcc|wound (?:nurse|clinic|team|rounds?)|skin (?:rounds?|"
            rf"checks?|assessments?|inspections?)|np|md|provider|practitioner|home health)\b[^.;]{{0,50}}\b{_OFTEN}|"
            rf"\b{_OFTEN}[^.;]{{0,40}}\b(?:rn|sn|nurse|nursing|lpn|wocn|wound (?:nurse|clinic|rounds?|assessments?|"
            rf"measurements?)|skin (?:rounds?|checks?|assessments?|inspections?)|home health)\b"
        ),
        lazy_pattern(
            r"\bno (?:nurse|nursing|home health|wound care nurse)(?: \w+){0,2} (?:visits?|in the home|involved|assessment)|"
            r"\b(?:ulcers?|wounds?|skin)\b[^.;]{0,30}\bnot (?:been )?(?:assessed|seen|examined|measured) (?:by|since)"
        ),
        lazy_pattern(
            r"\b(?:will start|to start|referral (?:sent|placed)|ordered)\b[^.;]{0,30}\b(?:home health|nursing)"
        ),
    ),
    Element(
        "turning_done",
        lazy_pattern(
            r"\bq ?[1-4] ?(?:-|to) ?[1-4]? ?h\w*[^.;]{0,24}\bturn\w*|\bturn(?:s|ed|ing)?\b[^.;]{0,40}\b(?:q ?\d|every|side|"
            r"schedule|by clock|hours?|protocol|daily)|\bturn(?:s|ed|ing)? (?:and|&|/) (?:re)?position\w*|\bq ?2 ?h(?:rs?|"
            r"ours?)? (?:turn\w*|reposition\w*)|"
            r"\breposition(?:ed|ing|s)?\b|\bside[- ]lying\b|\bturning\b|\bprone or side\b|\bturn schedule\b|\bpositioning\b|"
            r"\bt ?[&/] ?p\b|"
            r"\bturn(?:s|ed|ing)? (?:him|her|them|pt|the patient)\b"
        ),
        lazy_pattern(
            r"\b(?:not|never|rarely|isn't|is not|cannot be|can't be|refus\w+(?: to be)?|declin\w+(?: to be)?|no one to|"
            r"nobody to|no) (?:being |been |to )?(?:turn\w*|reposition\w*)|\b(?:turn\w*|"
            r"reposition\w*)\b[^.;]{0,24}\b(?:not (?:done|being done|possible|documented)|refused|declined|inconsistent|"
            r"rarely|none)\b"
        ),
        lazy_pattern(
            r"\bturned (?:down|out|off|on|\d\d)\b|\bpain \d+/\d+ w/ turning|\b(?:order|paper)\b[^.;]{0,10}\bturn"
        ),
    ),
    Element(
        "wound_care_given",
        lazy_pattern(
            r"\b(?:foam|alginate|hydro(?:colloid|gel|fib\w+)|silver|collagen\w*|santyl|honey|medihoney|gauze|silicone|mepilex|"
            r"aquacel|border|npwt|wound vac|negative pressure|dakin\w*|betadine|povidone\S*|xeroform|calmoseptine|packing|"
            r"packed)\b[^.;]{0,60}\b(?:q ?\d|daily|chang\w+|every|bid|prn|cover\w*|dressing|applied|border|rope|weekly|"
            r"q ?o ?d)|"
            r"\bdressings?\b[^.;]{0,40}\b(?:q ?\d|daily|chang\w+|every|bid|applied|intact|done|weekly)|\b(?:cleans\w+|"
            r"irrigat\w+|rinse\w*)\b[^.;]{0,40}\b(?:ns|saline|wound cleanser|foam|dressing|w/)|\b(?:incision|"
            r"wound) care (?:daily|q|every|bid|per|done|given|performed)|\bdebrid(?:ed|ement)\b|\b(?:paint|"
            r"painted)\b[^.;]{0,20}\b(?:povidone|betadine)"
        ),
        lazy_pattern(
            r"\bno (?:wound care|dressings?)(?: \w+){0,2} (?:given|done|used|applied|ordered)|\b(?:wound care|"
            r"dressings?)\b[^.;]{0,16}\b(?:not (?:done|changed|applied|being done)|refused|none)\b|\bleft (?:open|"
            r"uncovered) without"
        ),
        lazy_pattern(r"\bsupplies?\b[^.;]{0,12}\bordered\b|\bflaps?\b[^.;]{0,40}$|\badvancement\b"),
    ),
    Element(
        "moisture_managed",
        lazy_pattern(
            r"\bbarrier\b|\bzinc (?:paste|oxide|cream)\b|\bfoley\b|\b(?:indwelling|suprapubic|condom|external|straight|"
            r"intermittent|urinary) (?:urine |urinary )?(?:cath\w*|device|collect\w*)|\bpure-?wick\b|\bic (?:qid|q ?\d|tid)|"
            r"\bcath(?:eter)? qid|\bbowel (?:program|regimen)|\bcolostomy\b|\bostomy\b|"
            r"\b(?:prompted|timed|scheduled) (?:toilet\w*|voiding)|\btoileting (?:schedule|program|q)|\b(?:pad|brief|"
            r"diaper)s?\b[^.;]{0,20}\b(?:check\w*|chang\w*|q ?\d)|\b(?:check\w*|chang\w*)\b[^.;]{0,16}\b(?:pads?|briefs?)\b|"
            r"\bincontinen\w+ (?:care|management|program|managed|pads?)|\bperi(?:neal)?[- ]?care\b|\bmoisture (?:managed|"
            r"controlled|wicking|barrier|management)|"
            r"\bcontinent of (?:bowel|bladder|urine|both|stool)|\b(?:is |fully )continent\b|"
            r"\bskin (?:kept )?(?:clean and )?dry\b|\bno (?:moisture|incontinence)\b"
        ),
        lazy_pattern(
            r"\b(?:incontinen\w+|moisture)\b[^.;]{0,30}\b(?:not (?:managed|addressed|controlled)|unmanaged|no (?:plan|barrier|"
            r"management))|\b(?:lies|lying|found|sits|left) in (?:urine|stool|wet)|\bsoaked\b[^.;]{0,30}\b(?:hours|overnight|"
            r"briefs?|linens?)"
        ),
        lazy_pattern(r"\bbarriers? to (?:learning|care)|\blanguage barrier"),
    ),
    Element(
        "nutrition_assessed",
        lazy_pattern(
            r"\bdiet(?:it|ic)ians?\b|\brdn?\b(?! (?:floor|street))|\bnutrition(?:al|ist)?\b[^.;]{0,20}\b(?:consult\w*|"
            r"assess\w*|eval\w*|screen\w*|review\w*|note|seen|counsel\w*|dx|diagnosis|status)|\b(?:pre-?)?albumin\b\W{0,6}\d|"
            r"\bintake (?:est\w*|of|about|\d)|\b\d{3,4} ?kcal\b|\b(?:need|requires?)\b[^.;]{0,24}\b(?:kcal|g protein|protein)"
        ),
        lazy_pattern(
            r"\bno (?:dietit?ian|nutrition(?:al)? (?:consult|assessment|intervention|evaluation))|"
            r"\bnutrition\w*\b[^.;]{0,16}\b(?:not (?:assessed|addressed|evaluated)|never)\b|\b(?:refus\w+|"
            r"declin\w+)\b[^.;]{0,20}\b(?:dietit?ian|nutrition consult)"
        ),
        lazy_pattern(
            r"\b(?:referral|refer|consult) (?:to |placed|sent|pending|ordered)|\bwill (?:see|consult|ask)\b|\bpending\b|"
            r"\bto be seen\b"
        ),
    ),
    Element(
        "nutrition_given",
        lazy_pattern(
            r"\b(?:protein|nutrition\w*|oral|high[- ]calorie|diabetic|arginine|liquid) (?:shakes?|supplement\w*|drinks?|"
            r"powder|bars?)|\bshakes?\b|\b(?:ensure|boost|glucerna|juven|pro-?stat|nepro|magic cup|arginaid)\b|\barginine\b|"
            r"\btube feed\w*|\bg-?tube\b[^.;]{0,30}\bfeed|\bpeg feed\w*|\benteral\b|\btpn\b|"
            r"\b\d{2,3} ?g(?:rams?)? (?:of )?protein\b|\bmultivitamin\b|\bvitamin c\b|\bzinc (?:sulfate|supplement|220)|"
            r"\bsupplements?\b|\bhigh[- ]protein\b"
        ),
        lazy_pattern(
            r"\bno (?:nutrition\w*|protein) (?:supplement\w*|intervention)|\b(?:refus\w+|declin\w+|not taking|"
            r"stopped)\b[^.;]{0,20}\b(?:shakes?|supplements?|ensure|protein)"
        ),
        lazy_pattern(
            r"\b(?:oxygen|iron|calcium|potassium) supplement|\bsupplements? (?:recommended|suggested)\b|\bwill (?:start|try|"
            r"add)\b"
        ),
    ),
)
CARE_PLAN = lazy_pattern(r"\b(?:care plan|plan of care|careplan|485|nursing care plan|wound care plan)\b")
NO_CARE_PLAN = lazy_pattern(
    r"\bno (?:written )?(?:care plan|plan of care)\b|\b(?:care plan|plan of care)\b[^.;]{0,20}\b(?:missing|absent|"
    r"not (?:available|found|on file|done)|pending|to follow|will be)\b"
)
BEARS = lazy_pattern(
    r"\b(?:does|do|did|will|should|would) not bottom[- ]?out\b|\b(?:doesn't|didn't|won't) bottom[- ]?out\b|"
    r"\bno bottoming\b|\bwithout bottoming\b|\bbottom\w*(?:[- ]out)?(?: check|"
    r" test)?\b[^.;]{0,30}\b(?:\d(?:\.\d)? ?(?:in\b|inch\w*|\")|negative|passed|none|ok)|"
    r"\b(?:hand check|fit check)\b[^.;]{0,80}\b(?:\d(?:\.\d)? ?(?:in\b|inch\w*|\")|more than an inch|"
    r"inch (?:or more )?of)|\bpdac\b[^.;]{0,24}\b(?:verif\w+|listed|approved|coded|"
    r"code verification)[^.;]{0,30}\be0(?:277|193|37[123])|\be0(?:277|193|"
    r"37[123])\b[^.;]{0,30}\bpdac\b[^.;]{0,20}\b(?:verif\w+|listed|approved|letter)"
)
SINKS = lazy_pattern(r"\bbottom(?:s|ed|ing)[- ]?out\b")
OLD_SURFACE = lazy_pattern(
    r"\b(?:overlay|pad|group 1|old|previous|prior|current (?:mattress|foam|bed)|foam mattress|his mattress|"
    r"her mattress|cushion)\b"
)
IN_FORCE = lazy_pattern(
    r"\b(?:in force|carried out|in place since|since|continu\w+|ongoing|current\w*|as done|is being|are being|has been|have been|performed|"
    r"turned|was|were|visited|saw|completed|unchanged)\b"
)
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
    if denied is not None:
        if passage.told(denied) is not None:
            yield made(
                chart,
                element.concept,
                passage,
                presence=Presence.ABSENT,
                place=passage.place(denied.start(), denied.end()),
            )
        return
    for match in element.words.finditer(passage.text):
        said = passage.told(match)
        # a relative who turns the patient or changes the pads is a helper, not the one who is told of
        if said is None or said[2] is Whose.OTHER or said[1] is Time.PLANNED:
            continue
        absent = said[0] is Presence.ABSENT and element.concept in ("group1_surface", "turning_done")
        if said[0] is Presence.PRESENT or absent:
            place = passage.place(match.start(), match.end())
            presence = Presence.POSSIBLE if said[0] is Presence.PRESENT and _only_planned(chart, passage) else said[0]
            yield made(chart, element.concept, passage, presence=presence, place=place)
            return


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
            elif elements >= 2 and CARE_PLAN.search(passage.text):
                yield made(chart, "care_plan", passage)


def _bottoming(chart: Chart, passage: Passage) -> Iterator[Finding]:
    match = BEARS.search(passage.text)
    if match is not None:
        yield made(chart, "surface_bears", passage, place=passage.place(match.start(), match.end()))
        return
    sinks = SINKS.search(passage.text)
    if sinks is None or OLD_SURFACE.search(passage.text):
        return
    said = passage.told(sinks)
    if said is not None and said[0] is Presence.PRESENT and "check" not in passage.text:
        yield made(chart, "surface_bears", passage, presence=Presence.ABSENT)
