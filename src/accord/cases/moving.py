"""A case moves: the one place where a state, a clock or a decision is changed, with the person's name, in one transaction.

Who moves a case says which version of it they saw; if somebody else moved it meanwhile, nothing happens and they are told.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, insert, select, update

from accord.access import Act, Person, check_may, may
from accord.audit.chain import add_event
from accord.cases.case import Case, case_for_work, case_of, clock_of, decisions_of, lines_of, time_zone_of
from accord.cases.clocks import ClockRow, check_row, due_at, zone_named
from accord.cases.deciding import Signed, keep_decisions, notice_of, signed_by
from accord.cases.decisions import Ground, LineDecision, Outcome, check_answers, check_decisions
from accord.cases.files import Arrived, files_of, keep_files
from accord.cases.jobs import order_review, review_waits
from accord.cases.making import check_files
from accord.cases.opinions import check_may_decide
from accord.cases.outward import NOTHING_GIVEN, Given, check_outward, check_signed
from accord.cases.reviews import last_review, newest_content
from accord.cases.running import OPENED_ANEW, keep_row, run_on
from accord.cases.states import OPEN, STATES, Needs, State, Step, Transition, transition
from accord.cases.turns import owner_after, tell_of_step
from accord.db.engine import Database
from accord.db.tables import case, event, message
from accord.dossier.plain import encode
from accord.dossier.review import Review
from accord.errors import Conflict, Forbidden, Invalid

# Of the name of whoever acted, as the audit trail keeps it.
LONGEST_NAME = 58


def move(
    database: Database, person: Person, case_id: str, version: int, step: Step, now: dt.datetime, given: Given = NOTHING_GIVEN
) -> Case:  # fmt: skip
    """The case after the step. Raises Forbidden, Conflict, Invalid, NotFound; then nothing was changed."""
    with database.writing() as connection:
        return moved(connection, person, case_id, version, step, now, given)


def moved(
    connection: Connection, person: Person, case_id: str, version: int, step: Step, now: dt.datetime, given: Given = NOTHING_GIVEN
) -> Case:  # fmt: skip
    """The same in the caller's transaction, which keeps something of its own with the step."""
    seen = _held(connection, person, case_id, version)
    way = transition(step, seen.state)
    if way.act is None:
        raise Forbidden("Only a rule that the payer switched on takes this step.")
    check_may(person, way.act)
    _check_needs(connection, person, seen, way, given, now)
    told: dict[str, Any] = {"from": seen.state.value, "to": way.target.value, **check_outward(person, way, given)}
    if given.decisions:
        check_may_decide(connection, person, case_id)
        told["decisions"] = keep_decisions(connection, seen, given.decisions, signed_by(person, seen), now)
    _say(connection, seen, way, given, person, now)
    running, clock_told = run_on(connection, seen, way, person.id, now)
    owner = owner_after(connection, seen, way, person)
    _change(connection, seen, now, state=way.target.value, **running, **owner)
    tell_of_step(connection, seen, way, {"owner": seen.owner, **owner}["owner"], person, now)
    told |= {**clock_told, **owner}
    add_event(connection, seen.organization, person.id, step.value, f"case {seen.id}", told, at=now)
    return case_of(connection, person, case_id)


def approve_by_rule(
    connection: Connection, organization: str, case_id: str, rule: str, signed: Mapping[str, Any], now: dt.datetime
) -> bool:
    """Every line approved as asked, in the caller's transaction, which has looked that the rule may; False without lines.

    signed -- who switched the rule on, and why. Raises Conflict where the case no longer waits.
    """
    seen = case_for_work(connection, organization, case_id)
    way = transition(Step.APPROVE_BY_RULE, seen.state)
    decisions = [
        LineDecision(line.number, Outcome.APPROVED, line.quantity, line.starts, line.ends)
        for line in lines_of(connection, case_id)
    ]
    if not decisions:
        return False
    told = {"from": seen.state.value, "to": way.target.value, "rule": rule,
            "decisions": keep_decisions(connection, seen, decisions, Signed(None, rule, signed), now)}  # fmt: skip
    connection.execute(
        insert(message).values(id=str(uuid4()), case=case_id, kind=way.sends, body=notice_of(connection, seen),
                               round=seen.version, by=None, at=now, sent_at=now)
    )  # fmt: skip
    running, _ = run_on(connection, seen, way, None, now)
    _change(connection, seen, now, state=way.target.value, **running)
    who = f"rule {rule}" if len(rule) < LONGEST_NAME else "rule"
    add_event(connection, organization, who, way.step.value, f"case {case_id}", told, at=now)
    return True


def set_clock(database: Database, person: Person, case_id: str, version: int, row: ClockRow, now: dt.datetime) -> Case:
    """Adds a row to the clock of a case. Raises Forbidden, Conflict where no clock runs, Invalid."""
    check_may(person, Act.EXTEND)
    with database.writing() as connection:
        seen = _held(connection, person, case_id, version)
        if not STATES[seen.state].runs:
            raise Conflict("No clock runs for this case as it stands.", "It begins when the case is sent or reopened.")
        rows = clock_of(connection, case_id)
        check_row(rows, row)
        due = due_at([*rows, row], seen.urgency, time_zone_of(connection, seen.organization))
        keep_row(connection, case_id, len(rows) + 1, row, person.id)
        _change(connection, seen, now, due_at=due, **OPENED_ANEW)
        told = {"kind": row.kind.value, "days": row.days, "due_at": due.isoformat() if due else None}
        add_event(connection, seen.organization, person.id, "clock_changed", f"case {case_id}", told, at=now)
        return case_of(connection, person, case_id)


def add_papers(
    database: Database, person: Person, case_id: str, version: int, files: Sequence[Arrived], now: dt.datetime
) -> Case:
    """Later papers of a case: kept beside the first ones, and the review is ordered anew.

    Where the payer had asked for more, that came: the case goes back to the reviewer, and a clock that stood runs again.
    Raises Forbidden, Conflict where the case takes no papers, Invalid; then nothing was kept.
    """
    check_may(person, Act.EDIT_CASE)
    with database.writing() as connection:
        seen = _held(connection, person, case_id, version)
        if seen.state not in OPEN:
            raise Conflict(
                "This case takes no papers now: what was sent or decided stays as it was.",
                "Take it back or reopen it first.",
            )
        check_files(files, sum(one.bytes for one in files_of(connection, case_id)))
        kept = keep_files(connection, seen.organization, case_id, files, person.id, now)
        told: dict[str, Any] = {"files": [one.sha256 for one in kept]}
        values: dict[str, Any] = {}
        if seen.state is State.MORE_ASKED:
            way = transition(Step.MORE_CAME, seen.state)
            running, clock_told = run_on(connection, seen, way, person.id, now, papers=True)
            told |= {"from": seen.state.value, "to": way.target.value, **clock_told}
            values = {"state": way.target.value, **running}
        _change(connection, seen, now, **values)
        order_review(connection, seen.organization, case_id, now)
        add_event(connection, seen.organization, person.id, "papers_added", f"case {case_id}", told, at=now)
        return case_of(connection, person, case_id)


def assign(
    database: Database, person: Person, case_id: str, version: int, owner: Person | None, now: dt.datetime
) -> Case:
    """Gives the case to somebody of the same organization, or to nobody."""
    check_may(person, Act.EDIT_CASE)
    if owner is not None and owner.organization != person.organization:
        raise Forbidden("A case stays within its organization.")
    if owner is not None and not may(owner, Act.EDIT_CASE):
        raise Invalid(f"{owner.name} may not work on cases.", "Give the case to somebody who may.")
    with database.writing() as connection:
        seen = _held(connection, person, case_id, version)
        _change(connection, seen, now, owner=owner.id if owner else None)
        told = {"owner": owner.id if owner else None}
        add_event(connection, seen.organization, person.id, "assigned", f"case {case_id}", told, at=now)
        return case_of(connection, person, case_id)


def open_evidence(database: Database, person: Person, case_id: str, criterion: str, now: dt.datetime) -> None:
    """Keeps that the person opened the evidence on a criterion: who decides against a request has to have done so."""
    with database.writing() as connection:
        seen = case_of(connection, person, case_id)
        review = last_review(connection, seen.organization, case_id)
        told = {"criterion": criterion, "review": newest_content(connection, case_id),
                "shown": criterion_digest(review, criterion) if review else ""}  # fmt: skip
        add_event(connection, seen.organization, person.id, "evidence_opened", f"case {case_id}", told, at=now)


def opened_by(
    connection: Connection, person: Person, case_id: str, shown: Mapping[str, str] | None = None
) -> frozenset[str]:
    """The criteria whose evidence the person has opened as it is shown now; what was turned since is to be opened again.

    shown -- digests of the criteria of the newest review, where the caller has them.
    """
    query = select(event.c.told).where(
        event.c.organization == person.organization, event.c.about == f"case {case_id}",
        event.c.action == "evidence_opened", event.c.who == person.id,
    )  # fmt: skip
    opened = connection.execute(query).scalars().all()
    if opened and shown is None:
        review = last_review(connection, person.organization, case_id)
        shown = criterion_digests(review) if review else {}
    now, as_shown = newest_content(connection, case_id), shown or {}
    return frozenset(
        told["criterion"] for told in opened
        if told.get("review") == now or told.get("shown", "-") == as_shown.get(told["criterion"])
    )  # fmt: skip


def criterion_digests(review: Review) -> Mapping[str, str]:
    """Of each criterion all that is shown of it."""
    return {key: criterion_digest(review, key) for key in dict.fromkeys(one.key for one in review.all_criteria)}


def criterion_digest(review: Review, key: str) -> str:
    """64 hexadecimal digits of a criterion's verdict, findings and words, in all parts that weigh it."""
    told = [encode(one) for one in review.all_criteria if one.key == key]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def _held(connection: Connection, person: Person, case_id: str, version: int) -> Case:
    seen = case_of(connection, person, case_id, lock=True)
    if seen.version != version:
        raise Conflict("Somebody changed the case meanwhile.", "Look at it again; what you entered was not kept.")
    return seen


def _change(connection: Connection, seen: Case, now: dt.datetime, **values: Any) -> None:
    told = (
        update(case)
        .where(case.c.id == seen.id, case.c.version == seen.version)
        .values(version=seen.version + 1, changed_at=now, **values)
    )
    if connection.execute(told).rowcount != 1:
        raise Conflict("Somebody changed the case meanwhile.", "Look at it again; what you entered was not kept.")


def _check_needs(
    connection: Connection, person: Person, seen: Case, way: Transition, given: Given, now: dt.datetime
) -> None:  # fmt: skip
    review = last_review(connection, seen.organization, seen.id)
    if Needs.REVIEW in way.needs and review is None:
        raise Conflict("The case has no review yet.", "Wait for it; the work list shows when it is there.")
    if Needs.REVIEW in way.needs and review_waits(connection, seen.id):
        raise Conflict(
            "The case is being reviewed again with what came or was said since.",
            "Wait for that review, or have it tried again; then look at the case once more.",
        )
    if Needs.KNOWN in way.needs and not (seen.patient.strip() and lines_of(connection, seen.id)):
        raise Conflict(
            "It is not known for whom, or for what, this request is: no patient or no service was read in its papers.",
            "Add the papers that say it.",
        )
    if Needs.WORDS in way.needs and not given.words.strip():
        raise Invalid("Say it in words; they are kept with the case.")
    if Needs.SIGNED_LETTER in way.needs:
        check_signed(connection, seen.id, given.version)
    if Needs.ADVERSE in way.needs and not any(one.adverse for _, one, _ in decisions_of(connection, seen.id)):
        raise Invalid("Nothing was decided against this request, so there is nothing to appeal.")
    if given.decisions and not {Needs.APPROVALS, Needs.DECISIONS, Needs.ANSWERS} & set(way.needs):
        raise Invalid("This step decides nothing.")
    if Needs.ANSWERS in way.needs:
        check_answers(lines_of(connection, seen.id), given.decisions)
    if review is not None and {Needs.APPROVALS, Needs.DECISIONS} & set(way.needs):
        _check_decided(connection, person, seen, given, _ground(connection, person, seen, review, now), way)


def _ground(connection: Connection, person: Person, seen: Case, review: Review, now: dt.datetime) -> Ground:
    """On what the person decides: what is there now and what of it they opened."""
    day = now.astimezone(zone_named(time_zone_of(connection, seen.organization))).date()
    return Ground(review, opened_by(connection, person, seen.id), seen.proposal, day)


def _check_decided(
    connection: Connection, person: Person, seen: Case, given: Given, ground: Ground, way: Transition
) -> None:  # fmt: skip
    if Needs.APPROVALS in way.needs and any(one.outcome is not Outcome.APPROVED for one in given.decisions):
        raise Forbidden("Only a clinician, in clinician review, decides otherwise than as asked.", "Refer the case.")
    check_decisions(person, lines_of(connection, seen.id), given.decisions, ground)
    if any(one.adverse for one in given.decisions) and not (given.letter or given.words).strip():
        raise Invalid(
            "A decision against the request goes out with a letter.",
            "Write to the requester what was decided and why, and how it can be appealed.",
        )


def _say(connection: Connection, seen: Case, way: Transition, given: Given, person: Person, now: dt.datetime) -> None:
    """Keeps what goes out, or what was said inside. What a payer decided is told line by line, after what the person wrote."""
    body = (given.letter or given.words).strip()
    if {Needs.APPROVALS, Needs.DECISIONS} & set(way.needs):
        body = "\n\n".join(part for part in (body, notice_of(connection, seen)) if part)
    if body:
        connection.execute(
            insert(message).values(id=str(uuid4()), case=seen.id, kind=way.sends or way.step.value, body=body,
                                   round=seen.version, by=person.id, at=now, sent_at=now if way.sends else None)
        )  # fmt: skip
