"""Which cases a second person looks at: all with a proposal that could go against the request or with a red flag, and a
share of the others, a policy at a time.

Whether a case is drawn follows from its id by a digest under the site's key: the same for ever, known to nobody before, and
chosen by nobody. A case that was drawn stays drawn.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import Connection, delete, insert, select

from accord.access import Act, Person, check_may
from accord.audit.chain import add_event, lock_chain
from accord.criteria import Status
from accord.db.engine import Database
from accord.db.sealing import site_key
from accord.db.tables import sample_share
from accord.dossier.review import NoPolicy, Outcome, ProposalKind, Review
from accord.errors import Invalid

SHARE = Decimal("0.10")
LEAST_SHARE = Decimal("0.01")
STANDING, PROVISIONAL = "policy.standing", "provisional"


class Why(StrEnum):
    """Why a case is looked at a second time."""

    ADVERSE = "adverse"
    CONFLICT = "conflict"
    INSTRUCTION = "instruction"
    PROVISIONAL = "provisional"
    DRAWN = "drawn"


def reasons(review: Review, case_id: str, share: Decimal = SHARE) -> tuple[Why, ...]:
    """Why the case is sampled; none where it is not. share -- of the cases without a red flag."""
    found = {
        Why.ADVERSE: _could_go_against(review),
        Why.CONFLICT: bool(review.conflicts) or any(one.conflict for one in review.all_criteria),
        Why.INSTRUCTION: bool(review.record.warnings),
        Why.PROVISIONAL: any(one.rule == STANDING and one.outcome is Outcome.PROBLEM for one in review.checks),
        Why.DRAWN: drawn(case_id, share),
    }
    return tuple(why for why, holds in found.items() if holds)


def drawn(case_id: str, share: Decimal) -> bool:
    """Does the draw fall on the case? Of many cases that share, of one always the same answer."""
    told = hmac.new(site_key(b"sample"), case_id.encode(), hashlib.sha256).digest()
    return Decimal(int.from_bytes(told[:8])) < share * 2**64


def share_of(connection: Connection, organization: str, policies: frozenset[str]) -> Decimal:
    """The share of a case under these policies: the largest that was set for one of them."""
    query = select(sample_share.c.share).where(
        sample_share.c.organization == organization, sample_share.c.policy.in_(policies)
    )
    told = [Decimal(str(share)) for share in connection.execute(query).scalars()]
    return max(told) if len(told) == len(policies) and told else max([SHARE, *told])


def set_share(database: Database, person: Person, policy: str, share: Decimal, why: str, now: dt.datetime) -> None:
    """Another share for a policy of the person's organization. Raises Forbidden, Invalid: it is never switched off."""
    check_may(person, Act.SWITCH_RULE)
    if not LEAST_SHARE <= share <= 1:
        raise Invalid(f"Between {LEAST_SHARE} and 1 of the cases are looked at a second time, not {share}.")
    if not why.strip() or not policy.strip():
        raise Invalid("Say for which policy and why.")
    with database.writing() as connection:
        lock_chain(connection, person.organization)
        connection.execute(
            delete(sample_share).where(
                sample_share.c.organization == person.organization, sample_share.c.policy == policy
            )
        )
        connection.execute(
            insert(sample_share).values(organization=person.organization, policy=policy, share=share, why=why.strip(),
                                        by=person.id, at=now)
        )  # fmt: skip
        told = {"share": str(share), "why": why.strip()}
        add_event(connection, person.organization, person.id, "share_set", f"policy {policy}", told, at=now)


def policies_of(review: Review) -> frozenset[str]:
    """The ids of the policies under which the parts of a request were reviewed."""
    return frozenset(part.policy.id for part in review.all_parts if not isinstance(part.policy, NoPolicy))


def _could_go_against(review: Review) -> bool:
    """A clinician's look was proposed, or a policy's criteria do not hold: what follows may be a denial."""
    return review.proposal.kind is ProposalKind.CLINICIAN or any(
        part.root is Status.NOT_MET for part in review.all_parts
    )
