"""Why the payer denied: the sentences that give a reason, and of what kind each is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from accord.dossier.denial.letter import Reason, ReasonKind
from accord.dossier.denial.lines import Unit
from accord.records.documents import Document

_REASON_HEADING = re.compile(
    r"\b(?:reasons?|rationale|basis|why (?:did )?(?:we|your|this|was|is)|explanation|determination|clinical (?:review|findings)|"
    r"reviewer(?:'s)? (?:notes?|comments?)|decision|what is missing|deficienc\w+|denial code)\b",
    re.IGNORECASE,
)
_OTHER_HEADING = re.compile(
    r"\b(?:appeal|your rights?|how to|what (?:you can|to) do|next steps|contact|questions|peer|copies|copy|important|language|"
    r"enclos\w+|cc|service|description|code|date)\b",
    re.IGNORECASE,
)
_STRONG_HEADING = re.compile(r"\b(?:reasons?|rationale|basis|why|explanation|missing|deficienc\w+)\b", re.IGNORECASE)
_LACK = re.compile(
    r"\b(?:not|no|nor|none|without|lack(?:s|ed|ing)?|missing|absen(?:t|ce)|insufficient|inadequate|incomplete|fail(?:s|ed|ure)?|unable|"
    r"cannot|illegible|unsigned|undated|experimental|investigational|unproven|exclu\w+|untimely|duplicate|exceeds?|expired|"
    r"outside|inconsistent|contradict\w*|conflict\w*|never|didn't|doesn't|isn't|wasn't|don't|out[- ]of[- ]network|non-?covered)\b",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"\b(?:den(?:y|ied|ial|ying)|not (?:be(?:en)? )?(?:approved?|authorized?|certified|covered)|non-?affirm\w*|adverse|non-?certified|declined|disallowed)\b",
    re.IGNORECASE,
)
_BECAUSE = re.compile(
    r"\b(?:because|since|due to|as (?:the|there|your|it)|for the following reasons?|on the (?:basis|grounds?))\b",
    re.IGNORECASE,
)
_PLAIN_REASON = re.compile(
    r"\b(?:not (?:considered )?medically necessary|medical necessity|(?:does|did|do) not (?:meet|satisfy|support|show|document|demonstrate|"
    r"establish|contain|include|indicate)|(?:was|were|is|are) not (?:met|submitted|received|provided|included|documented|signed|dated|found|"
    r"shown|demonstrated|established)|no (?:documentation|evidence|record|indication|proof)|lack(?:s|ing)? of|insufficient|"
    r"experimental|investigational)\b",
    re.IGNORECASE,
)
# Sentences about the procedure, not about the request.
_PROCEDURE = re.compile(
    r"\b(?:appeals?|reconsideration|redetermination|grievance|external review|fair hearing|your rights?|you (?:may|can|have|do not have to)|"
    r"peer[- ]to[- ]peer|contact us|call us|free of charge|copy of|guarantee|discriminat\w+|interpreter|this (?:notice|letter) (?:is|does) not|"
    r"intended recipient|confidential|(?:member|patient|you) (?:is|are|will|may) not (?:be )?(?:billed|held|responsible|liable|charged)|"
    r"do not (?:reply|send|bill|resubmit)|if you|questions|resubmit|treatment decisions?)\b",
    re.IGNORECASE,
)
_LEANS_BACK = re.compile(
    r"\b(?:this|these|that|those|such|it|they|one)\b(?=[^.]{0,60}\.?$|\s+(?:was|were|is|are|did|does|do|has|have|could|requirement|criteri\w+|information|documentation|condition))",
    re.IGNORECASE,
)
KINDS: tuple[tuple[ReasonKind, str], ...] = (
    (
        ReasonKind.EXPERIMENTAL,
        r"\b(?:experimental|investigational|unproven|not (?:generally )?accepted (?:medical )?practice)\b",
    ),
    (
        ReasonKind.NETWORK,
        r"\b(?:out[- ]of[- ]network|non-?participating|not (?:in|part of|within) (?:the|our|your) (?:provider )?network)\b",
    ),
    (
        ReasonKind.TIMELY,
        r"\b(?:untimely|timely filing|filing limit|filed too late|(?:after|past) the (?:filing )?(?:deadline|limit))\b",
    ),
    (ReasonKind.DUPLICATE, r"\bduplicate\b|\balready (?:been )?(?:decided|processed|paid|submitted|adjudicated)\b"),
    (
        ReasonKind.ELIGIBILITY,
        r"\b(?:not (?:eligible|enrolled|active)|ineligible|no (?:active )?coverage|"
        r"coverage (?:was )?(?:terminated|ended|lapsed|not (?:active|in (?:force|effect))))\b",
    ),
    (
        ReasonKind.NO_AUTHORIZATION,
        r"\b(?:no|without|absen(?:ce|t)|lack of|not (?:obtained|requested)|missing)\b.{0,40}\b(?:prior |pre-?)authorization\b|"
        r"\b(?:prior |pre-?)authorization (?:was )?(?:not|never)\b",
    ),
    (
        ReasonKind.BENEFIT,
        r"\b(?:not a (?:covered|plan) benefit|non-?covered (?:service|benefit|item)|benefit (?:exclusion|limit|maximum)|"
        r"excluded (?:from|by|under)|exclusions?|not a benefit|benefits? (?:has|have) been (?:reached|exhausted))\b",
    ),
    (
        ReasonKind.CODING,
        r"\b(?:cod(?:e|ing)|modifier)s?\b.{0,50}\b(?:invalid|incorrect|inconsistent|not valid|missing|does not match|bundled)\b|"
        r"\b(?:invalid|incorrect|missing|unlisted)\b.{0,30}\b(?:code|modifier)s?\b",
    ),
)
_KINDS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in KINDS)
_GENERAL = re.compile(
    r"\b(?:medical(?:ly)? necess\w+|(?:clinical|coverage|medical|plan|policy|our|the) criteria|criteria (?:for|of) (?:coverage|approval)|"
    r"(?:insufficient|lack of|additional|no|not enough|inadequate) (?:clinical )?(?:information|documentation|records?)|guidelines?)\b",
    re.IGNORECASE,
)


def reasons_of(document: Document, units: Sequence[Unit]) -> tuple[Reason, ...]:
    """The reasons in order, each sentence once."""
    found: list[Reason] = []
    for i, unit in enumerate(units):
        words = _flat(document, unit)
        goes_on = (
            bool(found) and i > 0 and found[-1].place.end == units[i - 1].end and _goes_on(unit, units[i - 1], words)
        )
        if not (_gives_reason(unit, words) or goes_on):
            continue
        start = unit.start
        before = units[i - 1] if i else None
        if before and _leans(unit, before, words) and not _procedural(before, _flat(document, before)):
            start = before.start
            if found and found[-1].place.end > start:
                start = unit.start
        place = document.place(start, unit.end)
        found.append(Reason(kind_of(place.text), place))
    return tuple(_without_summary(found))


def _flat(document: Document, unit: Unit) -> str:
    return " ".join(document.text[unit.start : unit.end].split())


def _procedural(unit: Unit, words: str) -> bool:
    strong = _STRONG_HEADING.search(unit.heading)
    return bool(_PROCEDURE.search(words)) or (bool(_OTHER_HEADING.search(unit.heading)) and not strong)


def _gives_reason(unit: Unit, words: str) -> bool:
    if _procedural(unit, words) or words.endswith("?") or len(words.split()) < 2:
        return False
    if words.endswith(":") and not unit.item:
        return False
    under = bool(_REASON_HEADING.search(unit.heading)) and not (
        _OTHER_HEADING.search(unit.heading) and not _STRONG_HEADING.search(unit.heading)
    )
    if under:
        only_denies = _DENIES.search(words) and not (_BECAUSE.search(words) or _PLAIN_REASON.search(words))
        lone_label = bool(_STRONG_HEADING.search(unit.heading)) and unit.item
        return (lone_label or bool(_LACK.search(words))) and not only_denies
    if _DENIES.search(words) and _BECAUSE.search(words):
        return True
    return bool(_PLAIN_REASON.search(words)) and bool(_LACK.search(words))


def _leans(unit: Unit, before: Unit, words: str) -> bool:
    """Does the sentence speak of what the one before names, in the same paragraph?"""
    return (
        not unit.item
        and not before.item
        and unit.paragraph == before.paragraph
        and unit.heading == before.heading
        and bool(_LEANS_BACK.search(words))
    )


def _goes_on(unit: Unit, before: Unit, words: str) -> bool:
    """Does the sentence add a reason to the one before it, in the same paragraph?"""
    same = unit.paragraph == before.paragraph and unit.heading == before.heading and not unit.item
    return same and not _procedural(unit, words) and bool(_LACK.search(words))


def kind_of(words: str) -> ReasonKind:
    """What the reason is about."""
    flat = " ".join(words.split())
    return next((kind for kind, pattern in _KINDS if pattern.search(flat)), ReasonKind.CRITERIA)


def is_general(words: str) -> bool:
    """Does the reason speak of necessity, criteria or papers in general?"""
    return bool(_GENERAL.search(words))


def _without_summary(reasons: list[Reason]) -> list[Reason]:
    """Every reason once; the same words repeated on a second page are one reason."""
    seen: dict[str, Reason] = {}
    for reason in reasons:
        seen.setdefault(" ".join(reason.place.text.lower().split()), reason)
    return list(seen.values())
