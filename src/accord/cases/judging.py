"""Persons judge what was found in a case: a finding is confirmed, corrected, rejected or added, a word taken back, a contradiction
resolved. Each is one row beside its audit row; the review is then made again by a worker.

Who speaks says which word on that finding they saw last: of two who speak at once, one is told.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from sqlalchemy import Connection, func, insert, select

from accord.access import Act, Person, check_may
from accord.audit.chain import add_event
from accord.cases.case import Case, case_of
from accord.cases.corrections import RESOLVED, WITHDRAWN, conflict_key, standing_of
from accord.cases.jobs import order_review
from accord.cases.reviews import last_review
from accord.cases.states import OPEN
from accord.db.engine import Database
from accord.db.tables import correction
from accord.dossier.correction import Correction, FindingKeys, Word
from accord.dossier.plain import encode
from accord.dossier.review import Review
from accord.errors import Conflict, Invalid, NotFound
from accord.records.findings import Finding

LONGEST_REASON = 4000


def judge_finding(
    database: Database, person: Person, case_id: str, criterion: str, finding: str, seen: int, word: Word, reason: str,
    now: dt.datetime, becomes: Finding | None = None,
) -> None:  # fmt: skip
    """Keeps a person's word on a finding of the newest review, and orders the review anew.

    finding -- its key, as it was read or as it was corrected; seen -- number of the last word on it that the person saw, or 0.
    Raises Forbidden, Conflict where somebody spoke meanwhile or the case is not open, Invalid, NotFound.
    """
    check_may(person, Act.JUDGE_FINDING)
    with database.writing() as connection:
        case, review = _reviewed(connection, person, case_id)
        was = as_read(review, criterion, finding)
        key = FindingKeys.of(review.record).key(was)
        _check_undoes_nothing(connection, case_id, key, word)
        told = Correction(key, criterion, word, signed_by(person), now.date(), reason.strip(), was, becomes)
        _add(connection, person, case, seen, word.value, told, now)
        order_review(connection, case.organization, case_id, now)


def add_finding(
    database: Database, person: Person, case_id: str, criterion: str, finding: Finding, reason: str, now: dt.datetime
) -> str:
    """Keeps a finding that nobody read and a person shows under a criterion, and orders the review anew; its key.

    finding -- as `prior_auth.added.added` made it from words that stand in the record.
    Raises Forbidden, Conflict where the case is not open or the same stands already, Invalid, NotFound.
    """
    check_may(person, Act.JUDGE_FINDING)
    with database.writing() as connection:
        case, review = _reviewed(connection, person, case_id)
        if all(one.key != criterion for one in review.all_criteria):
            raise NotFound("The newest review has no such criterion.", "Look at the case again.")
        keys = FindingKeys.of(review.record)
        key = keys.key(finding)
        _check_is_new(connection, case_id, review, keys, key)
        told = Correction(key, criterion, Word.ADDED, signed_by(person), now.date(), reason.strip(), finding)
        _add(connection, person, case, _last(connection, case_id, key), Word.ADDED.value, told, now)
        order_review(connection, case.organization, case_id, now)
        return key


def withdraw(
    database: Database, person: Person, case_id: str, finding: str, seen: int, reason: str, now: dt.datetime
) -> None:
    """Takes the last word on a finding back, and orders the review anew: it is then as if that had not been said.

    Raises Forbidden, Conflict, NotFound where no word stands.
    """
    check_may(person, Act.JUDGE_FINDING)
    with database.writing() as connection:
        case = _open(connection, person, case_id)
        told = next((one for one in standing_of(connection, case_id) if one.finding == finding), None)
        if told is None:
            raise NotFound("Nothing was said of this finding that could be taken back.")
        _add(connection, person, case, seen, WITHDRAWN, told, now, reason)
        order_review(connection, case.organization, case_id, now)


def resolve(
    database: Database, person: Person, case_id: str, conflict: str, seen: int, reason: str, now: dt.datetime
) -> None:
    """Keeps how a contradiction is to be understood, and why. It stays shown; verdicts and proposal do not change by it.

    Raises Forbidden, Conflict, Invalid without a reason, NotFound.
    """
    check_may(person, Act.JUDGE_FINDING)
    if not reason.strip():
        raise Invalid("A contradiction is resolved for a reason.", "Say which side holds and why; it is kept.")
    with database.writing() as connection:
        case = _open(connection, person, case_id)
        review = last_review(connection, case.organization, case_id)
        found = next((one for one in review.conflicts if conflict_key(one) == conflict), None) if review else None
        if found is None:
            raise NotFound("The newest review has no such contradiction.", "Look at the case again.")
        _check_seen(connection, case_id, conflict, seen)
        values = {"finding": conflict, "criterion": "", "word": RESOLVED, "was": json.dumps(encode(found)),
                  "becomes": None, "reason": _short(reason)}  # fmt: skip
        _insert(connection, person, case, values, "conflict_resolved", now)


def as_read(review: Review, criterion: str, finding: str) -> Finding:
    """The finding of that key under the criterion, as it was read from the record. Raises NotFound, Invalid."""
    keys = FindingKeys.of(review.record)
    corrected = {keys.key(one.becomes): one.was for one in review.corrections if one.becomes is not None}
    for one in (c for c in review.all_criteria if c.key == criterion):
        for found in (*one.evidence, *one.against, *one.set_aside):
            if finding in (key := keys.key(found), keys.key(corrected.get(key, found))):
                if found.origin == "request":
                    raise Invalid("This is what was asked for, not a finding.", "Correct the request itself.")
                return corrected.get(key, found)
    raise NotFound("The newest review has no such finding under this criterion.", "Look at the case again.")


def signed_by(person: Person) -> str:
    """'Dana Ruiz, RN'."""
    return ", ".join(part for part in (person.name.strip(), person.credentials.strip()) if part)


def _open(connection: Connection, person: Person, case_id: str) -> Case:
    case = case_of(connection, person, case_id, lock=True)
    if case.state not in OPEN:
        raise Conflict(
            "Findings are judged while the case is worked on; this one was handed on or decided.",
            "Take it back or reopen it first.",
        )
    return case


def _reviewed(connection: Connection, person: Person, case_id: str) -> tuple[Case, Review]:
    """The case, held, with its newest review. Raises Conflict."""
    case = _open(connection, person, case_id)
    review = last_review(connection, case.organization, case_id)
    if review is None:
        raise Conflict("The case has no review yet.", "Wait for it; its findings are judged then.")
    return case, review


def _add(
    connection: Connection, person: Person, case: Case, seen: int, word: str, told: Correction, now: dt.datetime,
    reason: str = "",
) -> None:  # fmt: skip
    _check_seen(connection, case.id, told.finding, seen)
    values = {
        "finding": told.finding, "criterion": told.criterion, "word": word, "was": json.dumps(encode(told.was)),
        "becomes": json.dumps(encode(told.becomes)) if told.becomes and word == Word.CORRECTED else None,
        "reason": _short(reason if word == WITHDRAWN else told.reason),
    }  # fmt: skip
    _insert(connection, person, case, values, f"finding_{word}", now)


def _insert(
    connection: Connection, person: Person, case: Case, values: dict[str, Any], action: str, now: dt.datetime
) -> None:
    last = connection.execute(select(func.max(correction.c.number)).where(correction.c.case == case.id)).scalar() or 0
    connection.execute(
        insert(correction).values(case=case.id, number=last + 1, organization=case.organization, by=person.id,
                                  signed=signed_by(person)[:400], at=now, **values)
    )  # fmt: skip
    told = {"number": last + 1, "finding": values["finding"][:16], "criterion": values["criterion"]}
    add_event(connection, case.organization, person.id, action, f"case {case.id}", told, at=now)


def _check_is_new(connection: Connection, case_id: str, review: Review, keys: FindingKeys, key: str) -> None:
    """What was read, or stands as added, is not added once more: of what was read a person says that it is right."""
    if any(one.finding == key for one in standing_of(connection, case_id)):
        raise Conflict("Somebody said this of the same words already.", "It stands among what persons said.")
    told = (f for one in review.all_criteria for f in (*one.evidence, *one.against))
    if any(keys.key(found) == key for found in told):
        raise Conflict("This was read from the same words already.", "Confirm or correct that finding.")


def _check_undoes_nothing(connection: Connection, case_id: str, finding: str, word: Word) -> None:
    """A confirmation says that what was read is right: where it was corrected, it would undo that without a word.

    Of what a person added, nothing was read that could be judged: the addition stands or is taken back.
    """
    standing = {one.finding: one.word for one in standing_of(connection, case_id)}
    if standing.get(finding) is Word.ADDED:
        raise Invalid("A person added this finding.", "Take the addition back, and add what holds.")
    if word is Word.CONFIRMED and standing.get(finding) is Word.CORRECTED:
        raise Invalid(
            "This finding was corrected; to confirm what was read would undo that.", "Take the correction back."
        )


def _check_seen(connection: Connection, case_id: str, finding: str, seen: int) -> None:
    if _last(connection, case_id, finding) != seen:
        raise Conflict("Somebody said something of this meanwhile.", "Look at the case again; yours was not kept.")


def _last(connection: Connection, case_id: str, finding: str) -> int:
    here = (correction.c.case == case_id, correction.c.finding == finding)
    return connection.execute(select(func.max(correction.c.number)).where(*here)).scalar() or 0


def _short(reason: str) -> str:
    if len(reason) > LONGEST_REASON:
        raise Invalid(f"A reason has at most {LONGEST_REASON} characters.")
    return reason.strip()
