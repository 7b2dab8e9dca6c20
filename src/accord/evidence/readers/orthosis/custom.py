"""Why a brace must be made for one patient, and whether the orthotist's own evaluation agrees.

brace_custom_reason      -- a practitioner's reason why a ready-made brace does not do; absent: said to be a mere preference.
brace_orthotist_opinion  -- an orthotist's evaluation agrees (present) or finds that a ready-made brace does (absent).
"""

from __future__ import annotations

from collections.abc import Iterator

from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import Profile
from accord.evidence.readers.answers import unanswered
from accord.evidence.readers.orthosis.words import is_record
from accord.evidence.readers.sayings import meaning, told_of
from accord.evidence.readers.statements import Said, said_in
from accord.records.findings import Finding, Presence, Whose

TOOL = "custom-brace/1"
REASON, OPINION = "brace_custom_reason", "brace_orthotist_opinion"

_READY = (
    r"(?:pre-?fabricated|prefab|off[- ]the[- ]shelf|ots|ready[- ]made|stock|standard[- ]sized?|non-?custom|custom[- ]fitted|"
    r"standard(?= (?:brace|orthos[ei]s|tlso|lso|knee|device)))"
)
_ITEM = r"(?:brace|orthos[ei]s|tlso|lso|shell|device|model|version|one|kafo|knee orthosis|item|sizes?|design)s?"
FAILS = lazy_pattern(
    rf"\b{_READY}\b[^.;]{{0,90}}\b(?:can(?:not| not|'t)|could not|couldn't|does not|do not|doesn't|"
    r"will not|won't|would not|wouldn't|did not|fail\w*|unable|inadequate|insufficient|unsuitable|"
    r"inappropriate|not (?:an option|appropriate|suitable|adequate|sufficient|possible)|gap\w*|"
    r"rides?|migrat\w+|slip\w*|slid\w*|fell|falls off|contraindicated)\b|"
    r"\b(?:cannot|can not|can't|unable to|could not|not be able to) (?:be )?(?:use|used|fit(?:ted)?|"
    rf"wear|accommodated?|treated|managed|tolerate|adequately \w+)\b[^.;]{{0,50}}\b{_READY}\b|\bno {_READY}(?: \w+)?\b[^.;]{{0,40}}\b(?:fits?|"
    rf"will|would|can|accommodat\w+|works?|available)\b|\b(?:requires?|needs?|must have|necessary)\b[^.;]{{0,40}}\bcustom(?:[- ](?:made|"
    rf"fabricated|molded|moulded))?\b[^.;]{{0,60}}\b(?:because|due to|as|since|given|owing|for)\b|"
    r"\bonly (?:an? )?custom\b[^.;]{0,40}\b(?:can|will|would|fits?|provid\w+)\b|"
    rf"\b(?:preclude|prevent|exclude)\w*\b[^.;]{{0,50}}\b{_READY}\b|\b(?:outside|exceeds?|beyond)\b[^.;]{{0,40}}\b{_READY}\b|"
    rf"\btoo (?:large|small|tall|wide|short|narrow|obese|deformed)\b[^.;]{{0,40}}\b{_READY}|\b{_READY}\b[^.;]{{0,40}}\btoo (?:large|"
    r"small|tall|wide|short|narrow|loose|tight)"
)
FEATURE = lazy_pattern(
    r"\b(?:scolio\w+|kypho\w+|deformit\w+|contours?|chest|pectus|hump|girth|obes\w+|bmi|body habitus|"
    r"habitus|circumference|asymmetr\w+|prominence|ostomy|colostomy|hernia|skin|pressure|wounds?|"
    r"ulcers?|torso|tall|short|measur\w+|size chart|sensation|insensate|anatomy|shape|curve|angulation|"
    r"varus|valgus|tibial|thigh|muscle (?:loss|atrophy|bulk)|congenital|amput\w+|edema|lymphedema|"
    r"gap\w*|ride|three[- ]point|migrat\w+|slip\w*|contact|instability|unstable|fractures?)\b"
)
PREFERENCE = lazy_pattern(
    r"\b(?:prefers?|preference|would like|wants?|requests?)\b[^.;]{0,40}\bcustom\b[^.;]{0,40}(?:\bno (?:other|"
    r"specific|medical|particular) reason|\bfor (?:comfort|looks|convenience)|\bbecause it (?:is|"
    r"feels|looks))|\bno (?:medical |clinical |specific )?(?:reason|need|necessity|justification) (?:for|"
    r"to have|that)\b[^.;]{0,30}\bcustom"
)
ORTHOTIST = lazy_pattern(
    r"\b(?:orthotist|orthotics?|prosthetics?|cpo\b|boco\b|certified orthotist|cfo\b)\b|, (?:co|c\.o\.)\b"
)
EVALUATES = lazy_pattern(
    r"\b(?:functional evaluation|evaluation|measur\w+|trial|exam\w*|assess\w*|fitting|contours?|findings?|fitted|tried)\b"
)
FITS = lazy_pattern(
    rf"\b{_READY}\b[^.;]{{0,90}}\b(?:fits?|fitted well|adequate|suitable|appropriate|would (?:work|"
    r"do|fit|suffice)|will (?:work|do|fit|suffice)|works?|suffices?|can be used|acceptable|gives the control)\b|"
    r"\b(?:do not|don't|did not|cannot|no) (?:find|see|identify|support)?(?: a| any)? ?(?:reason|"
    rf"need|indication|necessity|justification)\b[^.;]{{0,60}}\bcustom\b|\bcustom\b[^.;]{{0,50}}\b(?:not (?:needed|"
    r"necessary|required|indicated|justified)|unnecessary)\b"
)
DENIES_FIT = lazy_pattern(
    r"\b(?:not|no|never|cannot|can't|won't|doesn't|didn't|poorly|fails?|unable|nor|without|neither)\b"
)
AGREES = lazy_pattern(
    r"\b(?:agree|concur|support|confirm|corroborat)\w*\b[^.;]{0,80}\b(?:custom|dr\.?|physician|"
    r"surgeon|prescri\w+|need|order\w*)\b|\b(?:recommend|require|need|indicat|propose)\w*\b[^.;]{0,50}\bcustom\b|"
    r"\bcustom\b[^.;]{0,60}(?<!not )\b(?:needed|necessary|required|indicated|recommended|"
    r"warranted|the only)\b"
)


CHOICE = ("custom", "fabricat", "shelf", "ready-made", "prefab", "ots ", "stock", "standard")


def custom(papers: list[Profile]) -> Iterator[Finding]:
    """Reasons for a custom brace, by practitioner and by orthotist."""
    for paper in papers:
        flat = paper.document.flat[paper.part.start : paper.part.end]
        if not any(word in flat for word in CHOICE):
            continue
        orthotist = _by_orthotist(paper, flat)
        told = list(said_in(paper))
        if orthotist:
            yield from _opinions(paper, told)
        elif is_record(paper):
            whole = " ".join(each.text for each in told)
            for each in told:
                yield from _reason(paper, each, whole)


def _by_orthotist(paper: Profile, flat: str) -> bool:
    head = flat[:400] + flat[-200:]
    treating = any(signature.treating for signature in paper.signatures)
    return ORTHOTIST.search(head) is not None and EVALUATES.search(flat) is not None and not treating


def _reason(paper: Profile, each: Said, whole: str) -> Iterator[Finding]:
    against = PREFERENCE.search(each.text)
    if against is not None:
        yield told_of(paper, each, against, REASON, TOOL, presence=Presence.ABSENT)
        return
    match = FAILS.search(each.text)
    if match is None or unanswered(each.text, match):
        return
    meant = meaning(paper, each, match)
    if meant.whose is Whose.PATIENT and not QUESTION.search(each.text) and FEATURE.search(whole):
        yield told_of(paper, each, match, REASON, TOOL)


QUESTION = lazy_pattern(r"\?|\b(?:please send|reasons why|whether|you asked|inquir\w+)\b")


def _opinions(paper: Profile, told: list[Said]) -> Iterator[Finding]:
    for each in told:
        words = each.text
        needless = NO_REASON.search(words)
        fits, fails = FITS.search(words), FAILS.search(words) or AGREES.search(words)
        if fits is not None and (needless or (not FAILS.search(words) and not DENIES_FIT.search(fits[0]))):
            yield told_of(paper, each, fits, OPINION, TOOL, presence=Presence.ABSENT)
        elif fails is not None and not needless and not PLAN_ONLY.search(words) and not BLANK.search(words):
            yield told_of(paper, each, fails, OPINION, TOOL)


BLANK = lazy_pattern(r"_{3,}|\[ ?\] ?$")
NO_REASON = lazy_pattern(
    r"\b(?:do not|don't|did not|cannot|no|not)\b[^.;]{0,30}\b(?:reason|need|necessary|needed|indication|"
    r"justif\w+|require[ds]?)\b[^.;]{0,60}\bcustom|\bcustom\b[^.;]{0,40}\bnot (?:needed|necessary|required|indicated)"
)
PLAN_ONLY = lazy_pattern(r"\b(?:prefer|was asked|ordered|requested by|per order)\b")
