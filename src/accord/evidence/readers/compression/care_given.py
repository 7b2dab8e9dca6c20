"""What conservative care was made of: compression, exercise, elevation of the limb, and dressings of the ulcer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.readers.blanks import left_blank
from accord.evidence.readers.compression.subject import PUMP, made
from accord.evidence.readers.compression.venous_care import BY_THEMSELVES, venous_care
from accord.evidence.readers.spine.passages import Passage
from accord.records.findings import Finding, Presence, Time, Whose


@dataclass(frozen=True, slots=True)
class Component:
    """One component of care: words that name it, words that deny it, and words with which they mean something else."""

    concept: str
    words: re.Pattern[str]
    without: re.Pattern[str]
    unless: re.Pattern[str]


_GARMENT = (
    r"(?:bandag\w+|wraps?|wrapping|garments?|sleeves?|stockings?|hose|compression|gauntlet|leggings?|unna\w*|circaid|"
    r"velcro)"
)
_NOT_WITH = r"(?!with|w/|despite|after|respond|heal|clos|improv|help|work)"
"""Behind a 'not', words by which it was the ulcer that did not close, and not the care that was left out."""
COMPONENTS: tuple[Component, ...] = (
    Component(
        "care_compression",
        lazy_pattern(
            r"\b(?:two|three|four|[234])-layer\b(?= ?[+,;&])|\b[24]-?lb (?:wkly|weekly|wrap\w*|bandag\w*|"
            r"system)\b|\bwraps?\b(?=[,;.+]| ?[&+]| (?:and|wkly|weekly|daily|bid)\b)|"
            r"\bcompression\b(?= ?(?:\[ ?x|:|\())|(?<=\[x\] )compression\b|\b(?:short|inelastic|low)[- ]?stretch\b|"
            r"\b(?:multi|two|three|four|2|3|4)-?layer\w*\b[^.;]{0,30}\b(?:bandag\w*|"
            r"wrap\w*|compress\w*|dressing|short)|\bcompression (?:bandag\w*|garments?|sleeves?|stockings?|wraps?|hose|vest|"
            r"bra|wrapping|leggings?|hosiery)|"
            r"\b(?:graduated|custom|flat[- ]?knit|circular[- ]?knit|class (?:i{1,3}|1|2|3))\b[^.;]{0,40}\b(?:garments?|"
            r"sleeves?|stockings?|hose|knit|compression)|\b\d{2} ?[-–] ?\d{2} ?(?:mm ?hg)?\b[^.;]{0,30}\b(?:sleeve|stocking|"
            r"garment|hose|compression|knee|thigh)|"
            r"\b(?:sleeves?|stockings?|garments?|hose|gauntlet|compression)\b[^.;]{0,30}\b\d{2} ?[-–] ?\d{2}\b|\bunna\w*|"
            r"\bmlb\b|\bml bandag\w+|\bbandages\b[^.;]{0,30}\b(?:\d+ ?h|daily|worn|hours)|\b(?:cir-?caid|juzo|jobst|sigvaris|elvarex|"
            r"solaris|profore|coban|farrow|juxta\w*|tubigrip)\b|\bbandag(?:ing|ed)\b|\bwrapp?(?:ing|ed)\b|"
            r"\b(?:wear(?:s|ing)?|wore|worn)\b[^.;]{0,30}\b(?:sleeves?|stockings?|garments?)|\bweeks of (?:sleeve|stocking|"
            r"bandag\w*|compression|wrap\w*)|\bwrap(?:s)?\b[^.;]{0,20}\b(?:intact|redone|changed|applied|weekly|reapplied)"
        ),
        lazy_pattern(
            rf"\b(?:no|without|never|not|refus\w+|declin\w+|did not|does not|doesn't|didn't|could not|couldn't|cannot|"
            rf"can't)\b(?: {_NOT_WITH}\w+){{0,4}}? {_GARMENT}\b|\b(?:compression|bandag\w+|garments?|stockings?|sleeve)\b\W{{1,4}}(?:none|"
            rf"no(?! (?:\w+ )?(?:improvement|change|benefit|relief|reduction|response))|not (?:done|used|worn|tried)|never|refused|declined)\b"
        ),
        lazy_pattern(
            r"\b(?:ted|anti-?embol\w*|ace) (?:hose|stockings?|wraps?|bandages?)\b|\bpneumatic|\bblood pressure\b|"
            r"\bnerve compression\b|\bspinal\b|\bwrap up\b"
        ),
    ),
    Component(
        "care_exercise",
        lazy_pattern(
            r"\bexer(?:cis\w+)?\b|\bther(?:apeutic)?\.? ?ex\b|\bankle rom\b|\bhep\b|\b(?:heel|calf|toe) raises?\b|"
            r"\bankle (?:pumps?|circles?|pump)\b|\bwalk(?:s|"
            r"ing)? (?:\w+ )?(?:program\w*|plan|daily|\d+|regimen|every)|\brange of motion\b|\b(?:a)?rom (?:program|exercise)|"
            r"\bremedial\b|\bdecongestive set\b"
        ),
        lazy_pattern(
            r"\b(?:no|without|never|not|refus\w+|declin\w+|did not|does not|doesn't|didn't|could not|couldn't|cannot|can't|"
            r"unable to)\b(?: (?!with|w/|despite|after|respond|heal|clos|improv|help|work)\w+){0,4}? (?:exercis\w+|"
            r"hep\b|walk\w* program\w*)|\bexercis\w+\b\W{1,4}(?:none|"
            r"no\b(?! (?:\w+ )?(?:improvement|change|benefit|relief|reduction|response))|"
            r"not (?:done|performed|taught|tried)|never|refused|declined)"
        ),
        lazy_pattern(r"\bstress (?:test|exercise)|\bexercise tolerance\b|\bexercise[- ]induced\b|\bcardiac rehab\b"),
    ),
    Component(
        "care_elevation",
        lazy_pattern(
            r"\belevat(?:e|ed|es|ing|ion)\b(?! (?:bp|blood|glucose|creat\w*|wbc|psa|temp\w*|risk|troponin|bnp))|\b(?:legs?|"
            r"arm|limb|feet|foot|extremity)\b[^.;]{0,20}\b(?:up|raised|propped|above (?:the )?heart)\b|"
            r"\belev\b(?= ?(?:[,;.+&]|$|daily|bid|tid))|\b(?:foot of (?:the )?bed|fob) (?:up|raised|on|elev\w*)|\b(?:bed|feet) (?:up )?on (?:blocks|"
            r"bricks|pillows)|\bbed foot raised|\bon (?:a )?(?:foam )?(?:wedge|pillows?)\b"
        ),
        lazy_pattern(
            r"\b(?:no|without|never|not|refus\w+|declin\w+|did not|does not|doesn't|didn't|could not|couldn't|cannot|can't|"
            r"unable to|rarely)\b(?: (?!with|w/|despite|after|respond|heal|clos|improv|help|work)\w+){0,4}? (?:elevat\w+|"
            r"leg raising)|\belevation\b\W{1,4}(?:none|no\b(?! (?:\w+ )?(?:improvement|"
            r"change|benefit|relief|reduction|response))|not (?:done|"
            r"performed|taught|tried)|never|refused|declined)"
        ),
        lazy_pattern(
            r"\b(?:st|enzymes?|pressure|diaphragm|mood|bmi|lfts?|seat) elevat|\belevator\b|\belevated (?:bp|blood|glucose|"
            r"risk|pressures?)|\bshoulder (?:flex|elevation)"
        ),
    ),
    Component(
        "care_dressing",
        lazy_pattern(
            r"\bdress(?:ings?|ed with)\b|\balginate\b|\bag alg\b|\balg\b|\bfoam\b|\bhydro(?:fib\w+|colloid|gel)\b|"
            r"\bsilver\b(?! spring)|\biodosorb\b|\bcadexomer\b|"
            r"\bmedi-?honey\b|\bhoney\b(?= (?:applied|dressing|gauze|daily|alginate|to))|\bcollagen\w*\b|\bxeroform\b|\bmepilex\b|"
            r"\baquacel\b|\bcontact layer\b|\bunna\w*"
        ),
        lazy_pattern(
            r"\b(?:no|without|refus\w+|declin\w+|did not use) (?:\w+ )?dressings?\b(?! change)|\bdressings?\b\W{1,4}(?:none|"
            r"no\b|not used)"
        ),
        lazy_pattern(
            r"\bdressing\W{0,3}(?:herself|himself|upper|lower|skills|(?:mod(?:ified)? )?independent|dependent|and bathing|min|mod|max|"
            r"with help)|\b(?:adl|bathing)\b|\bfoam (?:wedge|pillow)|"
            r"\bfilm under\b"
        ),
    ),
)
ADVISED = lazy_pattern(
    r"(?:^|[.:] ?)wear\b|\b(?:advis\w+|instruct\w*|encourag\w+|recommend\w*|counsel\w+|told (?:to|her|him)|remind\w+|"
    r"should|discuss\w+|educat\w+|handout|refer\w*|prescribed|needs? to)\b"
)
KEPT = lazy_pattern(
    r"\b(?:faithful\w*|adheren\w+|complian\w+|confirm\w*|doing|does|did|done|logged|log|performs?|performed|daily|bid|"
    r"tid|qid|x/d|twice|times|wears?|wore|worn|wearing|completed|continu\w+|since|\d ?x|reviewed|went through)\b"
)
DONE = lazy_pattern(
    r"\b(?:faithful\w*|adheren\w+|complian\w+|confirm\w*|doing|does|did|done|logged|log|performs?|performed|x/d|wears|wore|worn|wearing|completed|"
    r"continu\w+|since|reviewed|went through)\b"
)
AHEAD = lazy_pattern(
    r"(?:^|[.;] ?)\W*will (?:\w+ ){0,2}|\b(?:will|plans? to|going to|to) (?:start|begin|wear|try)\b[^.;]*$"
)
STAYED_OPEN = lazy_pattern(
    r"\b(?:not|never) (?:yet )?(?:closed|healed|improved|responded)\b[^.;]{0,12}\b(?:with|despite|after|to)\b"
)
"""It is the ulcer that did not close: the care was given."""
LATER = lazy_pattern(r"\b(?:leave|leaving|give|giving) (?:off|up)\b|\bin addition to\b")


def care_given(chart: Chart, passages: Sequence[Passage]) -> Iterator[Finding]:
    """The components of care that were given, denied, or only advised; and how long the ulcer was cared for."""
    for passage in passages:
        if LATER.search(passage.text):
            continue
        for component in COMPONENTS:
            yield from _of(chart, passage, component)
    yield from venous_care(chart, passages)


def _of(chart: Chart, passage: Passage, component: Component) -> Iterator[Finding]:
    if component.unless.search(passage.text):
        return
    denied = component.without.search(passage.text)
    if denied is not None:
        if not PUMP.search(passage.text) or "these" not in passage.text:
            yield made(chart, component.concept, passage, presence=Presence.ABSENT)
        return
    for match in component.words.finditer(passage.text):
        said = passage.told(match)
        if (
            said is None
            or said[2] is not Whose.PATIENT
            or said[1] is Time.PLANNED
            or BY_THEMSELVES.search(passage.text)
            or left_blank(passage.text, match)
        ):
            continue
        presence = said[0]
        if AHEAD.search(passage.text[: match.start()]) and not DONE.search(passage.text):
            continue
        if passage.in_plan and not KEPT.search(passage.text):
            continue
        if presence is Presence.ABSENT and not STAYED_OPEN.search(passage.text[: match.start()]):
            continue
        if presence is Presence.ABSENT:
            presence = Presence.PRESENT
        if ADVISED.search(passage.text) and not DONE.search(passage.text):
            presence = Presence.POSSIBLE
        yield made(
            chart, component.concept, passage, presence=presence, place=passage.place(match.start(), match.end())
        )
        return
