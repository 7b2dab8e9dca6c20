"""How far the fold hangs, and whether it was photographed.

pannus_below_pubis -- present: below the pubis; absent: at or above it; possible: words that do not tell which.
pannus_photographs -- present: taken and at hand; absent: said not to be there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import Profile
from accord.evidence.readers.own_sections import is_planned, on_named_day, section_of
from accord.evidence.readers.pannus.words import PANNUS
from accord.evidence.readers.rules import Rule
from accord.evidence.readers.sayings import by_rule, meaning, of_others, tells_history, told_of
from accord.evidence.readers.statements import Said, said_in
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "pannus-fold/1"
BELOW, PHOTOS = "pannus_below_pubis", "pannus_photographs"

FOLD = lazy_pattern(rf"\b{PANNUS}\b")
_PUBIS = (
    r"(?:level of (?:the )?)?(?:the )?(?:superior |upper (?:edge|border|margin) of (?:the )?)?(?:pub(?:is|ic "
    r"(?:symphysis|bone|ramus|tubercles?))|symphysis(?: pubis)?|mons(?: pubis| veneris)?)"
)
_LOWER = (
    r"(?:genital\w*|genitals|external genitalia|vulva|labia\w*|introitus|penis|scrotum|(?:upper |mid[- ]?|"
    r"middle |lower |proximal |anterior )*(?:of (?:the )?)?thighs?"
    r"|mid-?thigh|knees?|(?:mid|upper)[- ](?:\w+ )?leg)"
)
_WAY = (
    r"(?:hang\w*|extend\w*|reach\w*|drap\w+|fall\w*|descend\w*|overhang\w*|drop\w*|lies|lying|rest\w*|cover\w*|"
    r"overl(?:ies|ying|aps?)|"
    r"come\w*|project\w*|goes|down)"
)
DENIED = lazy_pattern(
    rf"\b(?:not|never|n't|without|no)\b(?: \w+){{0,3}}? (?:{_WAY} )?(?:\w+ ){{0,2}}?(?:below|past|beyond|"
    rf"inferior to|over|cover\w*|reach\w*)(?: the)? (?:{_PUBIS}|{_LOWER})"
)
DOWN = lazy_pattern(
    rf"\b(?:below|beneath|past|beyond|inferior to|under|lower than|caudal to)(?: the)?(?: level of)?(?: the)? "
    rf"{_PUBIS}(?! hair)|"
    rf"\b(?:{_WAY}|down)(?: (?:down|well|just|all the way|completely|entirely|fully|partially|partly|"
    rf"approximately|about|the))*"
    rf"(?: (?:to|onto|over|past|below|across|on|at|halfway down))*(?: (?:the|her|his|level|of|both))* {_LOWER}|"
    rf"\b(?:cover(?:s|ing|ed)?|overl(?:ies|ying)|drap\w+ over|hang\w* over|overhang(?:s|ing)?|fall\w* over|"
    rf"obscur\w+|conceal\w*)(?: "
    rf"(?:the|her|his|entire|whole|completely|fully))* {_PUBIS}(?! hair)|"
    r"\b(?:grade|class|type)\W{1,2}(?:[2-5]|ii|iii|iv|v)\b(?! (?:obes\w*|chf|hernia|rectocele|diabetes))|"
    rf"\b{_PUBIS} (?:is |are )?(?:covered|not visible|obscured|hidden)\b"
)
UP = lazy_pattern(
    rf"\b(?:above|superior to|cephalad to|short of|higher than)(?: the)?(?: level of)?(?: the)? {_PUBIS}|"
    rf"\b(?:at|to|as far as|down to|reach\w*|touch\w*|flush with)(?: just)?(?: the)?(?: top of)?(?: the)?(?: "
    rf"level of)?(?: the)? {_PUBIS}(?! hair)"
)
UNSURE = lazy_pattern(
    r"\b(?:part of|portion of|partial\w*|almost|nearly|hairline|hair line|pubic hair|some of|upper part|"
    r"or (?:at|above|below))\b|\b(?:grade|class|type)\W{1,2}(?:1|i)\b"
)
GRADED = lazy_pattern(r"\b(?:grade|class|type)\W{1,2}(?:[1-5]|iv|i{1,3}|v)\b")
TALK = lazy_pattern(
    r"\b(?:must|criteri\w+|requires?|required|policy|coverage|lcd|if|whether|after (?:the )?(?:surgery|"
    r"operation|resection)|"
    r"goal|incision|scar|hernia|before (?:her |his |the )?weight loss|defined)\b"
)
NO_SECTIONS = ("family_history", "instructions", "counseling")

PHOTO = (
    r"(?:(?:pre-?op(?:erative)? |clinical |digital |color |medical |standard |frontal |front |lateral |side "
    r")*(?:photo(?:graph\w*|s|documentation| documentation)?|pictures|images of (?:the )?(?:abdomen|pannus)))"
)
PHOTO_RULES = (
    Rule(PHOTOS, lazy_pattern(
        rf"\b(?:no|without|lacks?|missing)\b (?:\w+ ){{0,2}}?{PHOTO}\b|\b{PHOTO} (?:was |were |are |is |have "
        rf"been )?(?:not (?:yet )?(?:taken|obtained|"
        rf"available|done|provided|included|on file)|unavailable|missing|refused|declined)|\b(?:declin\w+|"
        rf"refus\w+|unable to obtain)\b (?:to be |"
        rf"having )?(?:\w+ )?{PHOTO}"), Presence.ABSENT, None, Time.CURRENT),
    Rule(PHOTOS, lazy_pattern(
        rf"\b{PHOTO}\b(?:[^.;]{{0,60}}?)\b(?:taken|obtained|attached|enclosed|on file|in (?:the |her |his "
        rf")?(?:chart|record|emr|media)|uploaded|included|"
        rf"submitted|available|captured|saved|done|provided|show\w*|demonstrat\w+|accompany\w*|scanned|stored|"
        rf"confirm\w*|reviewed|dated)\b|"
        rf"\b(?:see|took|obtained|attached|enclosed|enclosing|includ(?:ed|ing)|reviewed|we took|taking|sent|"
        rf"encl)\b\W{{1,3}}(?:\w+ ){{0,3}}?{PHOTO}\b|"
        rf"\b{PHOTO}\W{{1,3}}(?:yes|x\d|\d+ views?|front|frontal|anterior|ap\b|lateral|taken)|\b{PHOTO} \(?(?:x "
        rf"?\d|\d views?)"
    ), None, lazy_pattern(
        r"\b(?:consent(?:s|ed|ing)? (?:for|to)|photo(?:graph\w*)? consent|will\b|to be|to follow|pending|"
        r"need\w*|please|requested|request (?:for )?(?:photo\w*|pictures)|prior request|last year|in 20\d\d|"
        r"required?|must|should|next "
        r"visit|schedul\w*|not|no|without|declin\w*|"
        r"refus\w*|unavailable|missing|before (?:her|his) weight loss|dermoscop\w*|fundus|retinal|wound vac|"
        r"after surgery|post-?op\w*|id photo|photo id|"
        r"photo identification|family photo\w*|old photo\w*|photosensitiv\w*|phototherap\w*|years ago)\b"), Time.CURRENT),
)  # fmt: skip


def folds(chart: Chart, papers: list[Profile]) -> Iterator[Finding]:
    """How far the fold hangs by the examinations of the papers, and the photographs."""
    for paper in papers:
        if not tells_history(paper):
            continue
        before = ""
        for each in said_in(paper):
            for rule in PHOTO_RULES:
                photo = by_rule(paper, each, rule, TOOL)
                if photo is not None and photo.presence is not Presence.POSSIBLE and photo.whose is Whose.PATIENT:
                    yield on_named_day(chart, paper, each, photo)
            about = FOLD.search(each.text) or (FOLD.search(before) and not GRADED.search(each.text))
            if about and section_of(paper, each) not in NO_SECTIONS:
                found = _level(paper, each)
                if found is not None:
                    yield on_named_day(chart, paper, each, found)
            before = each.text


def _level(paper: Profile, each: Said) -> Finding | None:
    if TALK.search(each.text):
        return None
    denied, down, up = DENIED.search(each.text), DOWN.search(each.text), UP.search(each.text)
    match = denied or down or up
    if match is None:
        unsure = UNSURE.search(each.text)
        return told_of(paper, each, unsure, BELOW, TOOL, presence=Presence.POSSIBLE) if unsure else None
    meant = meaning(paper, each, match)
    if (
        meant.hypothetical
        or meant.whose is not Whose.PATIENT
        or is_planned(paper, each, meant)
        or of_others(each, match)
    ):
        return None
    presence = _presence(each.text, denied, down, up, meant.presence)
    return told_of(paper, each, match, BELOW, TOOL, presence=presence, time=meant.time) if presence else None


def _presence(
    words: str,
    denied: re.Match[str] | None,
    down: re.Match[str] | None,
    up: re.Match[str] | None,
    meant: Presence,
) -> Presence | None:
    """Below, or at or above; words for both, or of a part only, leave it open; a denied 'at' says nothing."""
    if UNSURE.search(words) or meant is Presence.POSSIBLE:
        return Presence.POSSIBLE
    if denied is not None:
        return Presence.ABSENT
    if down is not None:
        return Presence.ABSENT if meant is Presence.ABSENT else Presence.PRESENT
    return Presence.ABSENT if up is not None and meant is Presence.PRESENT else None
