"""What a letter of its kind has to state: who, what, how much, for which diagnosis, when, how long, what is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from accord.dossier.citation import fixed
from accord.dossier.letter_kind import LetterKind
from accord.dossier.letter_parts import Row
from accord.dossier.review import NoPolicy, Review
from accord.records.places import Place
from accord.records.record import Record
from accord.records.request import Service
from accord.wording import say

_WHO = ("letter_part.patient", "letter_part.born", "letter_part.member_id", "letter_part.from")
_WHAT = ("letter_part.service", "letter_part.diagnosis")
# The rows of its head that may not be empty.
ROWS: dict[LetterKind, tuple[str, ...]] = {
    LetterKind.NECESSITY: (*_WHO, "letter_part.payer", *_WHAT, "letter_part.day_of_service", "letter_part.duration"),
    LetterKind.REQUEST: ("letter_part.patient", "letter_part.from", "letter_part.service"),
    LetterKind.APPROVAL: (*_WHO, *_WHAT),
    LetterKind.HANDOVER: (),
    LetterKind.APPEAL: (*_WHO, "letter_part.payer", *_WHAT, "letter_part.denial_date", "letter_part.duration"),
    LetterKind.BRIEF: (),
}
_COUNTED = frozenset({LetterKind.NECESSITY, LetterKind.APPROVAL, LetterKind.APPEAL})
# Equipment, supplies and drugs are for a time, and so is treatment in sessions; a purchase and an operation are not.
_FOR_A_TIME = re.compile(
    r"[EKBJQST]\d{4}|A[4-9]\d{3}|97\d{3}|9086[789]|99183|9379[78]|9462[56]|G0277|G042[23]|G023[789]"
)
_BOUGHT = frozenset({"NU", "UE", "NR"})
_SPAN = (
    r"(?:99(?:\s*\(?=?\s*lifetime\)?)?(?:\s*months?)?|life ?time|indefinite(?:ly)?|ongoing|"
    r"\d{1,3}\s*(?:days?|weeks?|wks?|months?|mos?|years?|yrs?|sessions?|visits?|treatments?))\b"
)
_STATED = re.compile(
    r"\b(?:length of (?:need|treatment|therapy)|lon(?=:)|"
    r"duration of (?:need|treatment|therapy|use|service|order))\s*(?:\([^)\n]{0,30}\))?\s*(?:is|:|=|-)?\s*"
    + f"({_SPAN})"
)
_TRIGGERS = ("length of ", "duration of ", "lon:")  # most papers hold none of these, and are then not searched
MOST_STATED = 3


def needs_duration(service: Service) -> bool:
    """Is it something that is given for a time?"""
    bought = _BOUGHT.intersection(modifier.upper() for modifier in service.modifiers)
    return bool(_FOR_A_TIME.fullmatch(service.code.upper())) and not bought


def duration_row(review: Review, record: Record) -> tuple[Row, ...]:
    """How long the papers say it is needed, each wording once; an empty row where that is needed and nowhere said."""
    found: dict[str, Place] = {}
    for document in record.documents:
        if not any(trigger in document.flat for trigger in _TRIGGERS):
            continue
        for match in _STATED.finditer(document.flat):
            words = " ".join(match[1].split())
            found.setdefault(words, document.place(match.start(1), match.end(1)))
    told = tuple(fixed("letter.item", place, item=place.text) for place in list(found.values())[:MOST_STATED])
    needed = any(needs_duration(service) for service in review.request.services)
    return (Row(say("letter_part.duration"), told),) if told or needed else ()


def lacking(kind: LetterKind, rows: Sequence[Row], review: Review, argued: bool = True) -> tuple[str, ...]:
    """The names of what such a letter has to state and this one does not.

    rows   -- its head after the check, so that a struck value counts as not stated.
    argued -- does its body say anything for the request?
    """
    empty = {row.label for row in rows if not row.statements}
    lost = [say(key) for key in ROWS[kind] if say(key) in empty]
    if kind in _COUNTED:
        lost += _uncounted(review)
    policies = [part.policy for part in review.all_parts]
    if kind is LetterKind.APPROVAL and any(not isinstance(one, NoPolicy) and not one.ends for one in policies):
        lost.append(say("letter_part.ends"))
    if kind is LetterKind.REQUEST and not review.proposal.asks:
        lost.append(say("letter_part.asked"))
    if not argued:
        lost.append(say("letter_part.argument"))
    return tuple(dict.fromkeys(word if word[:2].isupper() else word[:1].lower() + word[1:] for word in lost))


def _uncounted(review: Review) -> list[str]:
    requester, services = review.request.requester, review.request.services
    npi = [] if requester.npi is not None else [say("letter_part.npi")]
    counted = bool(services) and all(service.quantity is not None for service in services)
    return npi if counted else [say("letter_part.quantity"), *npi]
