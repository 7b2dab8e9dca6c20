"""Which papers tell of a facet procedure that was done, and which ask for one."""

from __future__ import annotations

import re

from accord.evidence.narrative.memory import per_document
from accord.evidence.profile import PartKind, Profile
from accord.evidence.profile.parts import Part
from accord.records.documents import Document

BLOCK = re.compile(
    r"\bmedial(?: |-)br(?:anch(?:es)?)?\.?\b(?: nerve)?[^.;]{0,40}?\b(?:blocks?|injections?)\b|"
    r"\bmedial branch(?:es)?\b|\bmb[nb]?bs?\b|\bfacet(?: joint)?(?: nerve)?s?(?: joint)?"
    r"(?: (?:cortico)?steroid| cortisone| intra-?articular| therapeutic)? (?:blocks?|injections?)\b|"
    r"\bdorsal ram(?:us|i)(?: nerve)? blocks?\b|\b(?:z|zygapophys\w+)[ -]?joint (?:blocks?|injections?)\b|"
    r"\bintra-?articular (?:facet )?(?:blocks?|injections?)\b|"
    r"\b(?:comparative|confirmatory|diagnostic) (?:medial branch )?(?:nerve )?(?:blocks?|injections?)\b|"
    r"\bnumbing (?:shot|injection)s?\b|"
    r"\bfacet (?:shot|block|inj)s?\b|\bfacet(?: joint)?(?: \w+)? inj(?:ection)?s?\b|"
    r"\bia (?:facet|steroid|z-?joint) (?:\w+ )?(?:inj\w*|blocks?)\b|\bmb blocks?\b|\bl5 (?:dr|dorsal ram\w+)\b"
)
ABLATION = re.compile(
    r"\brf[anlt]s?\b|\brf (?:ablation|neurotom\w+|lesion\w*|denervation|rhizotom\w+|treatment|procedure)s?\b|"
    r"\bradio[ -]?frequency\b(?: (?:ablation|neurotom\w+|denervation|lesion\w*|rhizotom\w+|thermocoag\w+|"
    r"treatment|procedure)s?)?|\brhizotom\w+|\bneurotom\w+|"
    r"\bfacet (?:denervation|ablation|rhizotomy)s?\b|\bnerve (?:burn\w*|ablation)s?\b|\bablations?\b|"
    r"\bablated\b|\bburn(?:ed|t|ing)? (?:\w+ ){1,4}nerves?\b|\bburning (?:procedure|treatment)s?\b|\bnerves? (?:was |were )?(?:burned|burnt|cauteri[sz]ed)\b|"
    r"\bneuro-?ablat\w+|"
    r"\bdenervations?\b|\bburn(?:ed|t|ing) (?:of )?(?:the |those |his |her )?nerves?\b|\brf\b"
)
ORDERLY = re.compile(
    r"\border\b|\brequisition\b|\bscheduling\b|\bbooking\b|\bpre-?cert\w*|\b(?:prior auth\w*|auth(?:orization)?)"
    r"(?: request)? (?:form|sheet|worksheet|slip|request)\b|\b(?:prior auth\w*|auth(?:orization)?) request\b|"
    r"\b(?:rfa|ablation|facet|mbb|injection|block|procedure|pa|authorization)(?: \w+)? (?:checklist|worksheet|questionnaire|attestation)\b|"
    r"\b(?:procedure|surgery|case|rfa?|ablation|mbb|facet|block|injection|repeat)(?: \w+)? (?:request|req)\b|\brequest form\b|\bproc(?:edure)? req\b"
)
PROSE = re.compile(
    r"\bdear\b|\bsincerely\b|\bi am (?:requesting|writing)\b|\bto whom it may concern\b|\bi (?:request|"
    r"have treated|examined)\b"
)
VISIT_WORDS = re.compile(
    r"\bhpi\b|\bhistory of present\b|\bchief complaint\b|\breview of systems\b|\bpmh\b|\bpast medical\b|\bassessment\b|"
    r"\bsubjective\b|\boswestry\b|\bodi\b|\bndi\b|\bimp(?:ression)?\s*:|\bcc\s*:|\brec(?:ommendation)?s?\s*:"
)
VISIT_PARTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\bcomplaint\b|\bhpi\b|\bhistory of present\b|\bhas (?:had|been)\b|\bsubjective\b|\bsince (?:19|20)\d\d\b",
        r"\bphysio\w*|\bphysical therapy\b|\bpt\b[^.;]{0,20}\b(?:visits?|sessions?|weeks?|wks?)\b|\bnsaids?\b|\bnaproxen\b|\bibuprofen\b|"
        r"\bmeloxicam\b|\bcelebrex\b|\bcelecoxib\b|\bchiropract\w+|\bconservative\b",
        r"\bslr\b|\bstraight[ -]leg\b|\bspurling|\breflexes\b|\bdtrs?\b|\bjerks\b",
        r"\bmri?\b|\bx-?rays?\b|\bct scan\b",
        r"\bplan\b|\bproposal\b|\brecommend\w*|\brequest\w*|\bproceed with\b",
    )
)
ENOUGH_PARTS = 4
"""A paper with so many parts of a visit is one, though it names what was done before or is to be done."""
NOT_A_SESSION = (
    PartKind.ORDER, PartKind.LETTER, PartKind.COVER_SHEET, PartKind.VISIT_NOTE, PartKind.IMAGING, PartKind.THERAPY_NOTE,
    PartKind.SUPPLIER_FORM, PartKind.MESSAGES, PartKind.CHART_EXTRACT, PartKind.LABORATORY,
)  # fmt: skip
WORK_DONE = re.compile(
    r"\btolerated\b|\bcomplications?\b|\bneedles?\b|\bprone\b|\btime-?out\b|\bpost[ -]?(?:procedure|block|"
    r"injection|op)|\bpre[ -]?(?:procedure|block|op)|\bno (?:steroid|sedation)|"
    r"\bcontrast\b|\bbefore\b|\bprior\b|\bpre\b|\brelief\b|\blesions?\b"
)
HEAD = 620


def is_order(paper: Profile) -> bool:
    """Does the paper ask for a procedure? An order, or a form whose head calls itself one."""
    return _is_order(paper.document, paper.part)


def tells_of_session(paper: Profile) -> bool:
    """Does the paper report one block or ablation that was done?"""
    return _tells_of_session(paper.document, paper.part)


@per_document
def _is_order(document: Document, part: Part) -> bool:
    if part.kind is PartKind.ORDER:
        return True
    head = _head(document, part, 200)
    if PROSE.search(_head(document, part, 3000)):
        return False
    return part.kind in (PartKind.OTHER, PartKind.SUPPLIER_FORM, PartKind.PROCEDURE_NOTE) and bool(ORDERLY.search(head))


@per_document
def _tells_of_session(document: Document, part: Part) -> bool:
    """Asked for each sentence of a paper: looked at once."""
    if part.kind in NOT_A_SESSION or _is_order(document, part):
        return False
    head = _head(document, part, HEAD)
    if not (BLOCK.search(head) or ABLATION.search(head)):
        return False
    whole = _head(document, part, 4000)
    if part.kind is PartKind.PROCEDURE_NOTE:
        return sum(pattern.search(whole) is not None for pattern in VISIT_PARTS) < ENOUGH_PARTS
    return bool(WORK_DONE.search(whole)) and not VISIT_WORDS.search(whole) and not PROSE.search(whole)


def _head(document: Document, part: Part, length: int) -> str:
    return document.flat[part.start : min(part.end, part.start + length)]
