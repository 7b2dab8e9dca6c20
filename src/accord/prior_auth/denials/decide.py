"""The disposition of a denied claim, and of several together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from accord.prior_auth.denials.answer import Answer, Disposition, Way, said
from accord.prior_auth.denials.authorization import authorization
from accord.prior_auth.denials.claim import DeniedClaim
from accord.prior_auth.denials.codes import CodeBook, Fault, code_book
from accord.prior_auth.denials.coding import coding
from accord.prior_auth.denials.filing import duplicate, filing
from accord.prior_auth.denials.necessity import necessity
from accord.prior_auth.denials.plan import (
    contract,
    eligibility,
    limit,
    misrouted,
    missing,
    network,
    not_covered,
    other_payer,
    patient_share,
)
from accord.prior_auth.denials.seen import Seen


def unknown(at: Seen) -> Way:
    """A code that no table knows: a person reads it."""
    return Way(Disposition.ESCALATE, (said("unknown_code", at.at("denialCode", at.claim.denial_code or "-")),))


WAYS: Mapping[Fault, Callable[[Seen], Way]] = {
    Fault.PATIENT_SHARE: patient_share,
    Fault.CODING: coding,
    Fault.DUPLICATE: duplicate,
    Fault.FILING: filing,
    Fault.AUTHORIZATION: authorization,
    Fault.NECESSITY: necessity,
    Fault.NOT_COVERED: not_covered,
    Fault.LIMIT: limit,
    Fault.NETWORK: network,
    Fault.ELIGIBILITY: eligibility,
    Fault.OTHER_PAYER: other_payer,
    Fault.MISROUTED: misrouted,
    Fault.MISSING: missing,
    Fault.CONTRACT: contract,
    Fault.UNKNOWN: unknown,
}
SETTLED = frozenset({"resolved", "paid", "closed", "completed", "overturned"})
# With papers: what an appeal or a corrected claim takes along.
SENDS = frozenset(
    {Disposition.APPEAL, Disposition.CLINICAL_APPEAL, Disposition.CORRECTED_CLAIM, Disposition.PEER_TO_PEER}
)


def answer(claim: DeniedClaim, today: dt.date, book: CodeBook | None = None, source: str = "denial.json") -> Answer:
    """The disposition, for a person to confirm. A large write-off is a supervisor's; nothing settled is worked again."""
    at = Seen(claim, book or code_book(), today, source)
    way = _settled(at) or _filed(at) or WAYS[at.told.fault](at)
    if way.disposition is Disposition.WRITE_OFF and at.told.fault not in (Fault.DUPLICATE, Fault.CONTRACT):
        way = _large(at, way)
    attach = tuple(paper.name for paper in claim.documents) if way.disposition in SENDS else ()
    return Answer(claim.id, claim.denial_code, claim.amount, way, at.due, attach)


def together(answers: Sequence[Answer]) -> Disposition | None:
    """The disposition of a batch: a supervisor's where one claim is a supervisor's, else that of the largest amount."""
    if any(one.way.disposition is Disposition.ESCALATE for one in answers):
        return Disposition.ESCALATE
    return max(answers, key=lambda one: one.amount).way.disposition if answers else None


def _settled(at: Seen) -> Way | None:
    """Paid and nothing left: clear. Called settled with money left: a person looks."""
    status = at.claim.status.lower().replace("_", " ").strip()
    if status not in SETTLED:
        return None
    paid = sum(p.amount for p in at.claim.payment_history if p.transaction_type == "payment")
    place = at.at("status", at.claim.status)
    if at.remaining > 0 or (at.claim.amount > 0 and paid + sum(line.paid_amount for line in at.claim.line_items) <= 0):
        return Way(Disposition.ESCALATE, (said("settled_unpaid", place, amount=f"{at.remaining:g}"),))
    return Way(Disposition.CLEAR, (said("settled", place, amount=f"{paid:g}"),))


def _filed(at: Seen) -> Way | None:
    """An appeal is with the payer already: follow it up, do not file a second one."""
    number = at.claim.appeal_reference_number
    if not number:
        return None
    return Way(Disposition.APPEAL, (said("appeal_filed", at.at("appealReferenceNumber", number), number=number),))


def _large(at: Seen, way: Way) -> Way:
    if at.claim.amount < at.book.supervisor_amount:
        return way
    place = at.at("amount", f"{at.claim.amount:g}")
    return replace(
        way,
        disposition=Disposition.ESCALATE,
        reasons=(*way.reasons, said("large", place, amount=f"{at.claim.amount:g}")),
    )
