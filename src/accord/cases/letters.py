"""Letters of a case as they are kept: version after version, each with who wrote it; one that was sent is not changed again."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, Row, func, insert, select, update

from accord.access import Act, Person, check_may, may
from accord.audit.chain import add_event
from accord.cases.case import Case, case_of
from accord.cases.letter_making import Ground, fitting
from accord.cases.moving import moved
from accord.cases.opinions import check_may_see_decision
from accord.cases.outward import Given, outward, weighed
from accord.cases.states import TRANSITIONS, State, Step
from accord.db.engine import Database
from accord.db.tables import letter_version, message
from accord.dossier.citation import Sources, Stores
from accord.dossier.editing import (
    Draft,
    Mark,
    Sentence,
    Signed,
    Written,
    draft_from_json,
    draft_to_json,
    heading_faults,
    marks_of,
)
from accord.dossier.editing.marking import Marked, struck_count
from accord.errors import Conflict, Forbidden, Invalid, NotFound
from accord.wording import say

# The step that takes a letter out; a notice of what is decided already goes out by itself.
SENDS: Mapping[tuple[State, Written], Step | None] = {
    (State.READY, Written.NECESSITY): Step.SEND, (State.PAYER_ASKS, Written.NECESSITY): Step.ANSWER,
    (State.ANSWERED, Written.APPEAL): Step.APPEAL, (State.IN_REVIEW, Written.REQUEST): Step.ASK,
    (State.CLINICIAN_REVIEW, Written.REQUEST): Step.ASK, (State.DECIDED, Written.NOTICE): None,
    (State.DECIDED, Written.APPROVAL): None,
}  # fmt: skip
OPENED, TAKEN = "letter_opened", "letter_taken"


@dataclass(frozen=True, slots=True)
class Version:
    """A letter as somebody kept it. review -- under which content the review is kept that it was written from."""

    kind: Written
    number: int
    review: str
    struck: int
    by: str
    at: dt.datetime
    signed: Mapping[str, str] | None
    signed_at: dt.datetime | None
    sent_by: str | None
    sent_at: dt.datetime | None


@dataclass(frozen=True)
class Checks:
    """Against what a letter is checked when it is kept or sent: the newest review and record of the case."""

    content: str
    sources: Sources
    stores: Stores


def open_letter(database: Database, person: Person, case_id: str, kind: Written, number: int, now: dt.datetime) -> None:
    """Keeps that the person looked at a letter of the case. Raises Forbidden, NotFound."""
    _looked(database, person, case_id, OPENED, kind, number, now)


def take_letter(database: Database, person: Person, case_id: str, kind: Written, number: int, now: dt.datetime) -> None:
    """Keeps that the person took a letter away as a file."""
    _looked(database, person, case_id, TAKEN, kind, number, now)


def versions_of(connection: Connection, case_id: str, kind: Written | None = None) -> list[Version]:
    """Every version, the newest of each kind first; without their words."""
    columns = [column for column in letter_version.c if column.name != "body"]
    query = select(*columns).where(letter_version.c.case == case_id)
    if kind is not None:
        query = query.where(letter_version.c.kind == kind.value)
    rows = connection.execute(query.order_by(letter_version.c.kind, letter_version.c.number.desc())).all()
    return [_version(row) for row in rows]


def newest_number(connection: Connection, case_id: str, kind: Written) -> int:
    """The number of the newest version; 0 where nobody kept one."""
    here = (letter_version.c.case == case_id, letter_version.c.kind == kind.value)
    return connection.execute(select(func.max(letter_version.c.number)).where(*here)).scalar() or 0


def letter_of(connection: Connection, case_id: str, kind: Written, number: int) -> tuple[Version, Draft]:
    """One version with its words. Raises NotFound."""
    row = connection.execute(select(letter_version).where(*_one(case_id, kind, number))).first()
    if row is None:
        raise NotFound(say("letter_edit.no_version"), say("letter_edit.no_version_remedy"))
    return _version(row), draft_from_json(row.body)


def keep_version(
    database: Database, person: Person, case_id: str, base: int, draft: Draft, checks: Checks, ground: Ground,
    now: dt.datetime,
) -> int:  # fmt: skip
    """The next version. base -- the one that the person changed; where somebody kept another meanwhile nothing is kept.

    Raises Forbidden (the act, somebody else's signature), Conflict (another version, a letter that does not fit the state).
    """
    check_may(person, Act.EDIT_CASE)
    with database.writing() as connection:
        seen = case_of(connection, person, case_id, lock=True)
        check_may_see_decision(connection, person, case_id)
        if draft.kind not in fitting(seen.state, ground):
            raise Conflict(say("letter_edit.not_now"), say("letter_edit.not_now_remedy"))
        newest = newest_number(connection, case_id, draft.kind)
        if newest != base:
            raise Conflict(say("letter_edit.newer", number=newest), say("letter_edit.newer_remedy"))
        before = {one.id: one for one in letter_of(connection, case_id, draft.kind, base)[1].sentences} if base else {}
        _check_signatures(person, draft, before, ground)
        check_headings(draft)
        marks = marks_of(draft, checks.sources, checks.stores)
        struck, body = struck_count(marks.values()), draft_to_json(draft)
        connection.execute(
            insert(letter_version).values(
                case=case_id, kind=draft.kind.value, number=base + 1, organization=seen.organization,
                review=checks.content, body=body, struck=struck, by=person.id, at=now,
            )
        )  # fmt: skip
        told = {"letter": draft.kind.value, "number": base + 1, "struck": struck,
                "own": sum(one.mark in (Mark.OWN, Mark.SIGNED) for one in marks.values()),
                "headings": sum(section.own for section in draft.sections),
                "sha256": hashlib.sha256(body.encode()).hexdigest()}  # fmt: skip
        add_event(connection, seen.organization, person.id, "letter_kept", f"case {case_id}", told, at=now)
        return base + 1


def sign_version(
    database: Database, person: Person, case_id: str, kind: Written, number: int, checks: Checks, ground: Ground,
    now: dt.datetime,
) -> None:  # fmt: skip
    """The person answers for the newest version with their name. Raises Forbidden, Conflict, Invalid for struck sentences."""
    check_may(person, Act.SIGN_LETTER)
    if kind is Written.NOTICE and ground.adverse and person.id not in {row.by for _, row in ground.standing}:
        raise Forbidden(say("letter_edit.not_decider"), say("letter_edit.not_decider_remedy"))
    with database.writing() as connection:
        seen = case_of(connection, person, case_id, lock=True)
        _sendable(connection, seen, person, kind, number, checks)
        told = (
            update(letter_version)
            .where(*_one(case_id, kind, number), letter_version.c.sent_at.is_(None))
            .values(signed={**person.signature, "id": person.id}, signed_at=now)
        )
        if connection.execute(told).rowcount != 1:
            raise Conflict(say("letter_edit.sent_already"))
        add_event(
            connection, seen.organization, person.id, "letter_signed", f"case {case_id}",
            {"letter": kind.value, "number": number}, at=now,
        )  # fmt: skip


def send_version(
    database: Database, person: Person, case_id: str, seen_version: int, kind: Written, number: int, text: str,
    checks: Checks, ground: Ground, now: dt.datetime,
) -> Case:  # fmt: skip
    """The letter goes out, with the step that it belongs to; from then on it stands as it is.

    seen_version -- of the case as the person saw it; text -- the letter's words, kept among what was said.
    Raises Forbidden, Conflict, Invalid while a sentence is struck or a signature is missing; then nothing was changed.
    """
    with database.writing() as connection:
        seen = case_of(connection, person, case_id, lock=True)
        if (seen.state, kind) not in SENDS or kind not in fitting(seen.state, ground):
            raise Conflict(say("letter_edit.not_now"), say("letter_edit.not_now_remedy"))
        found, marks = _sendable(connection, seen, person, kind, number, checks)
        if needs_signature(kind, ground) and found.signed_at is None:
            raise Invalid(say("letter_edit.not_signed"), say("letter_edit.not_signed_remedy"))
        step = SENDS[seen.state, kind]
        if step is None:
            check_may(person, Act.DENY if ground.adverse else Act.APPROVE)
            _tell(connection, person, seen, kind, text, now)
        else:
            # Each of its sentences was marked in the editor; those that are somebody's own say so on the paper.
            told_apart = weighed(outward(TRANSITIONS[step], text, text, ()), marks.values(), kept=True)
            signed = number if kind is Written.NECESSITY else 0
            given = Given(words=text, letter=text, weighed=told_apart, version=signed)
            moved(connection, person, case_id, seen_version, step, now, given)
        told = (
            update(letter_version)
            .where(*_one(case_id, kind, number), letter_version.c.sent_at.is_(None))
            .values(sent_at=now, sent_by=person.id)
        )
        if connection.execute(told).rowcount != 1:
            raise Conflict(say("letter_edit.sent_already"))
        facts = {"letter": kind.value, "number": number}
        add_event(connection, seen.organization, person.id, "letter_sent", f"case {case_id}", facts, at=now)
        return case_of(connection, person, case_id)


def check_headings(draft: Draft) -> None:
    """Raises Invalid where a heading of the writer's states something: nothing could be cited for it."""
    told = [fault.what for section in draft.sections for fault in heading_faults(section)]
    if told:
        raise Invalid(say("letter_edit.heading_states", what=", ".join(told)), say("letter_edit.heading_states_remedy"))


def may_send(person: Person, state: State, kind: Written, ground: Ground) -> bool:
    """Could the person send such a letter now?"""
    if (state, kind) not in SENDS:
        return False
    step = SENDS[state, kind]
    by_itself = Act.DENY if ground.adverse else Act.APPROVE
    act = TRANSITIONS[step].act if step is not None else by_itself
    return act is not None and may(person, act)


def needs_signature(kind: Written, ground: Ground) -> bool:
    """Does such a letter go out only with a clinician's name under it?"""
    return kind in (Written.NECESSITY, Written.APPEAL) or (kind is Written.NOTICE and ground.adverse)


def own_statement(person: Person, now: dt.datetime) -> Signed:
    """The signature under one sentence. Raises Forbidden for whoever may not sign letters."""
    check_may(person, Act.SIGN_LETTER)
    return Signed(person.id, person.name, person.credentials, now.isoformat())


def _sendable(
    connection: Connection, seen: Case, person: Person, kind: Written, number: int, checks: Checks
) -> tuple[Version, Mapping[int, Marked]]:
    """The version and its marks, where it is the newest, unsent, and every sentence still stands against the newest record."""
    check_may_see_decision(connection, person, seen.id)
    found, draft = letter_of(connection, seen.id, kind, number)
    if number != newest_number(connection, seen.id, kind):
        raise Conflict(say("letter_edit.not_newest"), say("letter_edit.newer_remedy"))
    if found.sent_at is not None:
        raise Conflict(say("letter_edit.sent_already"))
    marks: Mapping[int, Marked] = marks_of(draft, checks.sources, checks.stores)
    if struck := struck_count(marks.values()):
        raise Invalid(say("letter_edit.struck_left", count=struck), say("letter_edit.struck_left_remedy"))
    return found, marks


def _check_signatures(person: Person, draft: Draft, before: Mapping[int, Sentence], ground: Ground) -> None:
    """Nobody signs for somebody else: a signature stands from before, is the person's own, or came with the decision."""
    decided = {row.by for _, row in ground.standing}
    for one in draft.sentences:
        held = before.get(one.id)
        if one.signed is None or (held is not None and (held.signed, held.text) == (one.signed, one.text)):
            continue
        if draft.kind is Written.NOTICE and not before and one.signed.by in decided:
            continue
        if one.signed.by != person.id:
            raise Forbidden(say("letter_edit.others_signature"))
        check_may(person, Act.SIGN_LETTER)


def _tell(connection: Connection, person: Person, seen: Case, kind: Written, text: str, now: dt.datetime) -> None:
    connection.execute(
        insert(message).values(id=str(uuid4()), case=seen.id, kind=kind.value, body=text, round=seen.version, by=person.id,
                               at=now, sent_at=now)
    )  # fmt: skip


def _looked(
    database: Database, person: Person, case_id: str, action: str, kind: Written, number: int, now: dt.datetime
) -> None:
    with database.writing() as connection:
        seen = case_of(connection, person, case_id)
        check_may_see_decision(connection, person, case_id)
        told = {"letter": kind.value, "number": number}
        add_event(connection, seen.organization, person.id, action, f"case {case_id}", told, at=now)


def _one(case_id: str, kind: Written, number: int) -> tuple[ColumnElement[bool], ...]:
    here = letter_version.c
    return (here.case == case_id, here.kind == kind.value, here.number == number)


def _version(row: Row[Any]) -> Version:
    told = row._mapping  # pyright: ignore[reportPrivateUsage]
    return Version(
        Written(told["kind"]), told["number"], told["review"], told["struck"], told["by"], told["at"], told["signed"],
        told["signed_at"], told["sent_by"], told["sent_at"],
    )  # fmt: skip
