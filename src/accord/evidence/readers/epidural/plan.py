"""The epidural injection that is asked for.

esi_planned  -- qualifiers approach, drug, region (cervical_thoracic, lumbar_sacral, unknown), and the side.
esi_levels   -- how many levels; qualifier levels.
esi_guidance -- the word: fluoroscopy, ct, ultrasound, mri, none.
esi_contrast -- contrast will be used; absent: it will not. esi_contrast_barred -- why it may not be used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.epidural.words import CHILDBIRTH, EPIDURAL, approach_in, drug_in, levels_named
from accord.evidence.readers.heard import finding_of
from accord.evidence.readers.sayings import OTHERS
from accord.evidence.readers.spine.forms import affirmed
from accord.evidence.readers.spine.papers import is_order
from accord.evidence.readers.spine.passages import PLAN_SECTIONS, Passage, passages_of, regions_in, side_in
from accord.evidence.readers.spine.plan import ASKS, DENIED_BEFORE, GUIDANCE
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "epidural-plan/1"
_GUIDANCE = tuple((name, lazy_pattern(words)) for name, words in GUIDANCE)
NOT_ASKED_IN = (
    PartKind.IMAGING, PartKind.THERAPY_NOTE, PartKind.LABORATORY, PartKind.COVER_SHEET, PartKind.PROCEDURE_NOTE, PartKind.MESSAGES,
)  # fmt: skip
DONE = lazy_pattern(
    r"\b(?:s/p|status post|underwent|had|received|prior|previous(?:ly)?|last|most recent|after (?:the|his|her|a|an)|following (?:the|his|her|a|"
    r"an)|since (?:the|his|her)|"
    r"history of|first|1st|was (?:done|performed|given)|responded to|relief (?:from|with|after)|gave|helped|performed on|completed)\b"
)
CONSIDERED = lazy_pattern(
    r"\b(?:consider\w*|discuss\w*|may (?:need|benefit)|if (?:no|not|pain|symptoms|she|he|this|therapy|pt|conservative)|possible|possibly|"
    r"eventual\w*|declin\w+|"
    r"not a candidate|defer\w*|hold off|in the future|not (?:recommended|indicated|at this time))\b"
)
ADDS = lazy_pattern(
    r"\bfluoro\w*|\bc-?arm\b|\bct\b|\bultraso\w+|\bcontrast\b|\bomnipaque\b|\bisovue\b|\biohexol\b|\bepidurogram\b|\bguid(?:ance|ed)\b|\blevels?\b|"
    r"\b(?:left|right|bilateral)\b|\b[clts] ?\d\b|\bsteroid\b|\bdexamethasone\b|\bdepo-?medrol\b|\bapproach\b"
)
CONTRAST = lazy_pattern(
    r"\b(?:contrast|omnipaque|isovue|iohexol|iopamidol|epidurogra\w+|dye)\b(?! (?:allerg\w+|reaction|anaphyl\w+|mri|ct|study))"
)
NO_CONTRAST = lazy_pattern(
    r"\b(?:no|without|w/o|omit\w*|avoid\w*|non-?|withhold\w*)[ -](?:any |iodinated |the |use of )*(?:contrast|dye)\b|\bcontrast\W{1,3}(?:no|none)\b"
)
SCAN_CONTRAST = lazy_pattern(r"\b(?:mris?|ct (?:of|scan|lumbar|cervical)|gadolinium|scan)\b")
BARRED = lazy_pattern(
    r"\b(?:contrast|iodine|iodinated|dye|iohexol|omnipaque|gadolinium)\b[^.;]{0,30}\b(?:allerg\w+|anaphyla\w+|hives|reaction)\b|"
    r"\b(?:allerg\w+|anaphyla\w+|reaction)\b[^.;]{0,30}\b(?:contrast|iodine|iodinated|dye|iohexol|omnipaque)\b|\b(?:is|currently) pregnant\b|"
    r"\bpregnancy\W{1,3}(?:yes|\d)"
)
REASON = lazy_pattern(
    r"\b(?:allows?|because|since|rationale|in order to|to (?:target|reach|deliver|place|address)|more (?:targeted|selective|direct)|closer to|"
    r"better (?:ventral|access|delivery|spread)|"
    r"ventral (?:spread|epidural)|given (?:that|the)|as the|due to|so that|reason)\b"
)
OTHERWISE = lazy_pattern(
    r"\b(?:different|another|new|alternat\w+|chang\w+|switch\w*|instead of|rather than|in place of|this time)\b"
)
UNCHANGED = lazy_pattern(
    r"\b(?:same|identical)\b[^.;]{0,40}\b(?:injection|approach|level|technique|procedure|drug|steroid|medication)\b|\brepeat (?:the )?(?:same|identical)\b"
)
CARRIED = 3


def planned(chart: Chart) -> list[tuple[Passage, str]]:
    """The passages that ask for the injection, with what their forms deny blanked."""
    found: list[tuple[Passage, str]] = []
    for paper in chart.patient_papers:
        if paper.kind not in NOT_ASKED_IN:
            found.extend(_of_paper(paper))
    return found


def _of_paper(paper: Profile) -> Iterator[tuple[Passage, str]]:
    order = is_order(paper) and EPIDURAL.search(paper.document.flat, paper.part.start, paper.part.end) is not None
    open_for, section = 0, ""
    for passage in passages_of(paper):
        words = affirmed(passage)
        named = EPIDURAL.search(words)
        if CHILDBIRTH.search(words):
            continue
        if named is None:
            open_for = open_for if passage.section == section else 0
            if (order or open_for > 0) and ADDS.search(words) and not done(words):
                yield passage, words
            open_for -= 1
            continue
        section = passage.section
        if asks(passage, words, named, order=order):
            open_for = CARRIED
            yield passage, words
        else:
            open_for = 0


def asks(passage: Passage, words: str, named: re.Match[str], *, order: bool) -> bool:
    """Is the injection asked for here, not one that was done, refused or only thought of?"""
    asked = ASKS.search(words) is not None or passage.section in PLAN_SECTIONS or order
    if not asked or CONSIDERED.search(words):
        return False
    if done(words) and not ASKS.search(words[: named.start()]):
        return False
    if OTHERS.search(words[: named.start()]):
        return False
    told = passage.told(named)
    return told is not None and told[0] is not Presence.ABSENT and told[2] is Whose.PATIENT


def done(words: str) -> bool:
    """Do the words tell of an injection that was given?"""
    return DONE.search(words) is not None or re.search(r"\d ?% ", words) is not None


def plans(chart: Chart, asked: list[tuple[Passage, str]]) -> Iterator[Finding]:
    """Every element of what is asked for."""
    levels: dict[int, set[str]] = {}
    for passage, words in asked:
        told = {"approach": approach_in(words), "drug": drug_in(words), "region": family_of(words)}
        if EPIDURAL.search(words):
            yield finding_of(chart, passage, "esi_planned", TOOL, time=Time.PLANNED, qualifiers=told)
        yield from _guidance(chart, passage, words)
        yield from _contrast(chart, passage, words)
        yield from _change(chart, passage, words)
        named = levels_named(words) if EPIDURAL.search(words) or re.search(r"\blevels?\b", words) else frozenset[str]()
        seen = levels.setdefault(id(passage.paper), set())
        if named and not named <= seen:
            seen |= named
            side = side_in(words)
            yield finding_of(
                chart, passage, "esi_levels", TOOL, time=Time.PLANNED, value=Decimal(len(seen)), unit="{levels}",
                qualifiers={"levels": " ".join(sorted(seen)), "side": side.value if side else "", "approach": told["approach"]},
            )  # fmt: skip
    yield from _barred(chart)


def family_of(words: str) -> str:
    """The two regions that are counted: cervical with thoracic, lumbar with sacral; unknown where none or both are named."""
    named = {"lumbar_sacral" if region == "lumbar" else "cervical_thoracic" for region in regions_in(words)}
    named |= {"lumbar_sacral"} if re.search(r"\bcaudal\b", words) else set()
    return named.pop() if len(named) == 1 else "unknown"


def _guidance(chart: Chart, passage: Passage, words: str) -> Iterator[Finding]:
    for name, pattern in _GUIDANCE:
        match = pattern.search(words)
        if match is not None and not DENIED_BEFORE.search(words[: match.start()]):
            yield finding_of(
                chart, passage, "esi_guidance", TOOL, time=Time.PLANNED, value=name, qualifiers={"guidance": name}
            )


def _contrast(chart: Chart, passage: Passage, words: str) -> Iterator[Finding]:
    without = NO_CONTRAST.search(words)
    match = without or CONTRAST.search(words)
    if match is None or SCAN_CONTRAST.search(words):
        return
    presence = Presence.ABSENT if without else Presence.PRESENT
    yield finding_of(chart, passage, "esi_contrast", TOOL, presence=presence, time=Time.PLANNED)


def _change(chart: Chart, passage: Passage, words: str) -> Iterator[Finding]:
    """A reason for another way, level or drug; or that the same is to be done again."""
    if UNCHANGED.search(words):
        yield finding_of(chart, passage, "esi_change_stated", TOOL, presence=Presence.ABSENT, time=Time.PLANNED)
    elif OTHERWISE.search(words) or approach_in(words):
        if OTHERWISE.search(words):
            yield finding_of(chart, passage, "esi_change_stated", TOOL, time=Time.PLANNED)
        if REASON.search(words):
            yield finding_of(chart, passage, "esi_change_reason", TOOL, time=Time.PLANNED)


def _barred(chart: Chart) -> Iterator[Finding]:
    for paper in chart.patient_papers:
        if paper.kind is PartKind.COVER_SHEET:
            continue
        for passage in passages_of(paper):
            match = BARRED.search(passage.text)
            told = passage.told(match) if match is not None else None
            denied = (
                re.search(r"\b(?:no|denies|negative for|without)\b[^.;]{0,24}$", passage.text[: match.start()])
                if match
                else None
            )
            if told is not None and told[0] is Presence.PRESENT and told[2] is Whose.PATIENT and not denied:
                yield finding_of(chart, passage, "esi_contrast_barred", TOOL)
