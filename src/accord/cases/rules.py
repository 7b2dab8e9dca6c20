"""Approval without a person: only what a medical director of the payer switched on for a policy, and only as asked.

A rule takes a case that was just reviewed, lies untouched, and of which everything speaks for the request. Whatever else is
the case, a person decides; nothing here leads to anything but an approval of every line as it was asked for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from accord.access import Act, Person, Role, check_may
from accord.access.organizations import person_of
from accord.audit.chain import add_event, lock_chain
from accord.cases.jobs import Job, end_job, review_waits
from accord.cases.moving import approve_by_rule
from accord.cases.reviews import last_review, newest_content
from accord.cases.sampling import policies_of
from accord.cases.states import State
from accord.criteria import Status
from accord.db.engine import Database
from accord.db.tables import approval_rule, case
from accord.dossier.review import Desk, NoPolicy, Outcome, ProposalKind, Review
from accord.errors import Conflict, Invalid, NotFound
from accord.policies.standing import RANK
from accord.settings import settings

# A clinician has signed the policy's present content.
NEEDS = "reviewed"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of an organization for a policy. needs -- least status of the policy; by -- who switched it last."""

    policy: str
    on: bool
    needs: str
    why: str
    by: str
    at: dt.datetime


def switch_rule(
    database: Database, person: Person, policy: str, now: dt.datetime, *, on: bool, why: str, needs: str = NEEDS
) -> None:  # fmt: skip
    """Switches the rule for a policy on or off. Raises Forbidden for all but a medical director, Invalid without a reason."""
    check_may(person, Act.SWITCH_RULE)
    if not policy.strip() or not why.strip():
        raise Invalid("Say for which policy and why.", "The reason is kept with the rule.")
    if needs not in RANK:
        raise Invalid(f"'{needs}' is no status of a policy.", f"Write one of: {', '.join(RANK)}.")
    with database.writing() as connection:
        lock_chain(connection, person.organization)
        of_policy = (approval_rule.c.organization == person.organization, approval_rule.c.policy == policy)
        connection.execute(delete(approval_rule).where(*of_policy))
        connection.execute(
            insert(approval_rule).values(organization=person.organization, policy=policy, on=on, needs=needs,
                                         why=why.strip(), by=person.id, at=now)
        )  # fmt: skip
        told = {"on": on, "needs": needs, "why": why.strip()}
        add_event(connection, person.organization, person.id, "rule_switched", f"policy {policy}", told, at=now)


def rules_of(connection: Connection, organization: str) -> list[Rule]:
    """The rules of an organization, by policy."""
    query = select(approval_rule).where(approval_rule.c.organization == organization)
    rows = connection.execute(query.order_by(approval_rule.c.policy)).all()
    return [Rule(row.policy, row.on, row.needs, row.why, row.by, row.at) for row in rows]


def why_not(review: Review, rules: Mapping[str, Rule], least: str = "draft") -> tuple[str, ...]:
    """Everything for which the review is one for a person; nothing where a rule may approve.

    least -- the status that the site asks of any policy that carries an approval.
    """
    return tuple(word for word, holds in _MAY.items() if not holds(review)) + tuple(
        word for word, holds in _of_rules(review, rules, least).items() if not holds
    )


# What has to hold of the review, by the word that the audit row gives where it does not.
_MAY: Mapping[str, Callable[[Review], bool]] = {
    "side": lambda review: review.side is Desk.PAYER,
    "proposal": lambda review: (
        review.proposal.kind is ProposalKind.APPROVE
        and all(part.proposal.kind is ProposalKind.APPROVE for part in review.all_parts)
    ),
    "criteria": lambda review: all(part.root is Status.MET and part.criteria for part in review.all_parts),
    "conflict": lambda review: not review.conflicts and not any(one.conflict for one in review.all_criteria),
    "check": lambda review: not any(one.outcome is Outcome.PROBLEM for one in review.checks),
    "warning": lambda review: not review.record.warnings,
    "unread": lambda review: not review.record.unread and review.record.readable,
    "service": lambda review: bool(review.request.services),
    "word": lambda review: not review.corrections,
    "policy": lambda review: not any(isinstance(part.policy, NoPolicy) for part in review.all_parts),
}


def _of_rules(review: Review, rules: Mapping[str, Rule], least: str) -> Mapping[str, bool]:
    """Each policy of the request has a rule that is on, and a status that is high enough."""
    used = [part.policy for part in review.all_parts if not isinstance(part.policy, NoPolicy)]
    held = {policy.id: rules[policy.id] for policy in used if policy.id in rules and rules[policy.id].on}
    wanted = {policy.id: max(RANK[held[policy.id].needs], RANK[least]) for policy in used if policy.id in held}
    return {
        "rule": len(used) > 0 and all(policy.id in held for policy in used),
        "status": all(RANK.get(policy.status, -1) >= wanted.get(policy.id, 0) for policy in used),
    }


def run_rule(database: Database, held: Job, now: dt.datetime) -> bool:
    """Looks for the worker that holds the job whether rules approve the case, and approves it then. Was it approved?

    Raises Conflict where another worker took the job over; then nothing was changed.
    """
    case_id, content = str(held.told["case"]), str(held.told["review"])
    with database.writing() as connection:
        if not end_job(connection, held, now):
            raise Conflict("Another worker took this work over.")
        row = connection.execute(select(case).where(case.c.id == case_id).with_for_update()).one()
        untouched = row.state == State.RECEIVED.value and row.owner is None and not row.sampled
        if not untouched or newest_content(connection, case_id) != content or review_waits(connection, case_id):
            return False
        review = last_review(connection, held.organization, case_id)
        rules = {rule.policy: rule for rule in rules_of(connection, held.organization)}
        if review is None or why_not(review, rules, settings().approval_needs):
            return False
        used = [rules[policy] for policy in sorted(policies_of(review))]
        directors = [_director(connection, held.organization, rule) for rule in used]
        if any(director is None for director in directors):
            return False
        signed = {"rules": [{"policy": rule.policy, "why": rule.why, "switched_at": rule.at.isoformat(),
                             "director": dict(director.signature), "by": rule.by}
                            for rule, director in zip(used, directors, strict=True) if director]}  # fmt: skip
        return approve_by_rule(connection, held.organization, case_id, _name(used), signed, now)


def _director(connection: Connection, organization: str, rule: Rule) -> Person | None:
    """Who switched the rule on, while they still are a medical director there: a rule does not outlive who answers for it."""
    try:
        found = person_of(connection, rule.by, organization)
    except NotFound:
        return None
    return found if Role.MEDICAL_DIRECTOR in found.roles else None


def _name(rules: list[Rule]) -> str:
    return "approve " + ", ".join(rule.policy for rule in rules)
