"""Decisions as they are kept: a round of rows with who made them and what had been proposed, and what is told of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, insert

from accord.access import Person
from accord.cases.attention import seconds_open
from accord.cases.case import Case, decisions_of, lines_of
from accord.cases.decisions import LineDecision, Outcome, overrides, settled
from accord.cases.reviews import newest_content
from accord.db.tables import decision
from accord.dossier.review import Desk
from accord.wording import say


@dataclass(frozen=True)
class Signed:
    """Who answers for a decision: a person, or a rule with the person who switched it on."""

    person: str | None
    rule: str
    signature: Mapping[str, Any]


def signed_by(person: Person, seen: Case) -> Signed:
    """The person's signature; under a payer's answer, which somebody else decided, only that they recorded it."""
    own = {"recorded_by": person.name} if seen.side is Desk.PROVIDER else person.signature
    return Signed(person.id, "", own)


def keep_decisions(
    connection: Connection, seen: Case, decisions: Sequence[LineDecision], who: Signed, now: dt.datetime
) -> list[Mapping[str, Any]]:
    """Keeps the decisions as the next round, each with who made it and what had been proposed; what the audit row says of them.

    A payer's own decision gets its authorization number here; at a provider the number is the one that the payer gave.
    """
    number = max((one for one, _, _ in decisions_of(connection, seen.id)), default=0) + 1
    review, decides = newest_content(connection, seen.id), seen.side is Desk.PAYER
    looked = seconds_open(connection, seen.organization, who.person, seen.id, now) if who.person else None
    asked = {line.number: line for line in lines_of(connection, seen.id)}
    for given in decisions:
        one = settled(asked[given.line], given) if decides else given
        made = f"{seen.reference}-{one.line}.{number}" if one.outcome is not Outcome.DENIED else ""
        connection.execute(
            insert(decision).values(
                id=str(uuid4()), case=seen.id, line=one.line, round=number, outcome=one.outcome.value,
                quantity=one.quantity, starts=one.starts, ends=one.ends, authorization=made if decides else one.authorization,
                criterion=one.criterion, missing=one.missing, reason=one.reason, by=who.person, rule=who.rule,
                signed={**who.signature, **({"competence": one.competence} if decides else {})},
                proposal=seen.proposal, review=review, at=now, seconds=looked,
            )
        )  # fmt: skip
    told: list[Mapping[str, Any]] = [{"line": one.line, "outcome": one.outcome.value} for one in decisions]
    if not decides:
        return told
    return [{**row, "overrides": overrides(seen.proposal, one)} for row, one in zip(told, decisions, strict=True)]


def notice_of(connection: Connection, seen: Case) -> str:
    """What is told of the newest round: each line with what becomes of it and, unless denied, its authorization number."""
    rounds = decisions_of(connection, seen.id)
    newest = max(number for number, _, _ in rounds)
    codes = {line.number: line.code for line in lines_of(connection, seen.id)}
    standing = [(one, row) for number, one, row in rounds if number == newest]
    approved = all(one.outcome is Outcome.APPROVED for one, _ in standing)
    opening = say("decided.all_approved" if approved else "decided.opening", reference=seen.reference)
    return "\n".join([opening, *(_line(codes[one.line], one, row.authorization) for one, row in standing)])


def _line(code: str, one: LineDecision, authorization: str) -> str:
    told = say(f"decided.{one.outcome.value}", code=code)
    if one.quantity is not None:
        told += say("decided.quantity", quantity=f"{one.quantity.normalize():f}")
    if one.starts is not None:
        told += say("decided.starts", day=one.starts.isoformat())
    if one.ends is not None:
        told += say("decided.ends", day=one.ends.isoformat())
    return told + (say("decided.authorization", number=authorization) if authorization else "") + "."
