"""Statements that there never was a block or an ablation, and that there was but one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.spine.forms import affirmed
from accord.evidence.readers.spine.papers import ABLATION, is_order
from accord.evidence.readers.spine.passages import (
    REGIONS,
    Passage,
    finding,
    passages_of,
    requested_regions,
    side_in,
)
from accord.evidence.readers.spine.told_sessions import ONLY, OTHER_BODY
from accord.records.findings import Finding, Presence

TOOL = "spine-sessions/1"

ANY_PROCEDURE = re.compile(
    r"\b(?:needle|facet|spin\w+|interventional|invasive|pain|interventional pain|"
    r"percutaneous) (?:pain )?(?:procedures?|interventions?)"
)
NEVER = re.compile(
    r"\b(?:never|no (?:prior|previous|earlier|past|history of|hx|other|known|h/o|facet|spin\w+|lumbar|"
    r"cervical|thoracic|neck|back|nerve|medial|mbbs?|rfa)|not (?:previously |ever |yet )?had|not (?:previously |ever |yet )?(?:undergone|received)|"
    r"has had no|had no|hasn't had|"
    r"has not (?:ever )?(?:had|undergone|received)|denies (?:any |prior |previous |having had )|"
    r"without (?:any )?(?:prior|previous)|naive)\b|\bno\b(?=[^.;]{0,60}\b(?:ever|before|to date|previously|in the past|"
    r"until now|as yet|yet|so far)\b)|\bnone\b(?= (?:before|ever|to date|prior))|(?:ablations?|rfa|injections?|blocks?|"
    r"radiofrequency|procedures?|interventions?|neurotom\w+|denervations?|rhizotom\w+|rfs?)"
    r"(?: (?:history|hx|hist\.?|anywhere|ever|to date|at any level|of (?:the |any )?(?:spine|"
    r"back|neck|region|nerves?|kind)|in (?:the )?(?:past|spine|back|neck|this region)|done|before|sessions?)){0,2}\W{1,4}"
    r"(?:none|never|no\b(?!\.? ?\d)|nil|denie[sd]|0\b|zero|negative\b|n/a\b)"
)
INJECTION = re.compile(
    r"\b(?:spin\w+|facet|back|neck|lumbar|cervical|thoracic|interventional|pain|any|nerve|diagnostic|prior|"
    r"previous|earlier) (?:\w+ )?(?:injections?|blocks?|shots?|interventions?|procedures?)|"
    r"\binjections? or ablations?|\binjections?, (?:blocks|ablations?)|\binjection or (?:ablation|block)|"
    r"\bblocks?\b|\bmbbs?\b|\bfacet (?:injections?|blocks?|procedures?)|\bmedial branch\b|\binjections?\b|"
    r"\bshots?\b|\binterventional (?:pain )?(?:procedures?|treatments?)|\bfacet interventions?"
)
FORM_NONE = re.compile(
    r"\b(?:prior|previous|past|history of|any|earlier|last|no\.? of|number of|#)\b[^;\[\]]{0,24}\b(?:rfas?|rf|ablations?|radiofrequency|neurotom\w+)\b"
    r"(?:(?!%|\d/\d)[^;]){0,60}?[?:.\s\])]\s*(?:no|none|0|never)\W*$"
)
LISTED_WITH = re.compile(
    r"\b(?:t?f?esis?|epidurals?)\b[^.;]{0,16}\b(?:mbbs?|rfas?|facet|medial|blocks?|ablations?)\b|"
    r"\b(?:mbbs?|rfas?|facet|medial branch|blocks?|ablations?)\b[^.;]{0,16}\b(?:t?f?esis?|epidurals?)\b"
)
CLAUSE = re.compile(r"(?<=[.;]) +(?=\S)")
NOT_NEVER = re.compile(
    r"\bno (?:prior |previous )?(?:steroid|sedation|complication|contraindicat|relief|benefit|change|"
    r"infection|surgery)\b|\bnot had (?:relief|benefit)|\bno (?:rfa|ablation) (?:planned|scheduled|today)|"
    r"\bnever (?:better|again|goes|went|past|below)\b|\bsince\b"
)


def never(chart: Chart) -> Iterator[Finding]:
    """'Never had spinal injections or ablations': absent, of the region that the sentence names or of all."""
    asked = requested_regions(chart)
    for paper in chart.patient_papers:
        if paper.kind in (PartKind.IMAGING, PartKind.COVER_SHEET, PartKind.LABORATORY):
            continue
        if is_order(paper):
            yield from _in_form(paper)
            continue
        for passage in passages_of(paper):
            for words in CLAUSE.split(passage.text):
                yield from _in_clause(passage, words, asked)


def _in_form(paper: Profile) -> Iterator[Finding]:
    """'Prior RFA this region?  [ ] Yes  [x] No', 'RFA sessions in the last 12 months ... 0'."""
    for passage in passages_of(paper):
        if FORM_NONE.search(affirmed(passage)) and not OTHER_BODY.search(passage.text):
            told = {"here": "same", "region_here": "yes"}
            yield finding(TOOL, "facet_rfa", passage, presence=Presence.ABSENT, qualifiers=told)


def _in_clause(passage: Passage, words: str, asked: tuple[str, ...]) -> Iterator[Finding]:
    spinal = re.search(r"\bspin\w+|\bback\b|\bneck\b|\bfacet\b", words) or LISTED_WITH.search(words)
    if not NEVER.search(words) or NOT_NEVER.search(words) or (OTHER_BODY.search(words) and not spinal):
        return
    named = [name for name, pattern in REGIONS if pattern.search(words)]
    if named and asked and not set(named) & set(asked):
        return
    told_side = side_in(words)
    for concept, pattern in (("facet_rfa", ABLATION), ("facet_block", INJECTION)):
        match = pattern.search(words) or ANY_PROCEDURE.search(words)
        if match is not None and _denied(words, match) and not re.search(r"\b(?:right|left) side\b", words):
            told = {"here": "same", "region_here": "yes"}
            yield finding(TOOL, concept, passage, presence=Presence.ABSENT, side=told_side, qualifiers=told)


def only_ablation(chart: Chart) -> Passage | None:
    """The sentence that says that there was but one ablation."""
    for paper in chart.patient_papers:
        if paper.kind is not PartKind.COVER_SHEET:
            for passage in passages_of(paper):
                if ONLY.search(passage.text) and ABLATION.search(passage.text) and not OTHER_BODY.search(passage.text):
                    return passage
    return None


def _denied(words: str, match: re.Match[str]) -> bool:
    """Does the denial reach the procedure's words: before it in the clause, or right after it?"""
    for denial in NEVER.finditer(words):
        between = (
            words[denial.end() : match.start()]
            if denial.end() <= match.start()
            else words[match.end() : denial.start()]
        )
        if denial.start() <= match.start() < denial.end() or (
            len(between) <= 70 and not re.search(r"[;.]|\bbut\b|\bexcept\b|\bother than\b", between)
        ):
            return True
    return False
