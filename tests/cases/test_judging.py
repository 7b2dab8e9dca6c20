"""Persons say what findings are: kept, dated, reviewed again with it, taken back; and no approval slips through."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import select

from accord.access import Person
from accord.audit.chain import events_of, verify_chain
from accord.cases import sampling
from accord.cases.case import Case, case_of
from accord.cases.corrections import conflict_key, standing_of, words_of
from accord.cases.files import Arrived, KeptFile
from accord.cases.jobs import MOST_TRIES, REVIEW, claim_job, fail_job, review_waits
from accord.cases.judging import judge_finding, resolve, withdraw
from accord.cases.making import make_case
from accord.cases.moving import Given, move, open_evidence, opened_by
from accord.cases.records import KeptRecords, record_for, record_of
from accord.cases.reviews import last_review, newest_content, run_review
from accord.cases.rules import rules_of, run_rule, switch_rule, why_not
from accord.cases.states import OPEN, STATES, State, Step
from accord.criteria import Status
from accord.db.engine import Database
from accord.db.tables import correction, job
from accord.dossier.correction import FindingKeys, Word
from accord.dossier.review import CriterionReview, Review
from accord.errors import Conflict, Forbidden, Invalid, NotFound
from accord.policies.load import bundled_pack
from accord.records.findings import Finding
from tests.cases.conftest import NOW, People
from tests.cases.test_cases import FOR_A_CLINICIAN, approvals, papers, reviewed

WHY = "It is about the neighbour."


def review_of(database: Database, case: Case) -> Review:
    with database.reading() as connection:
        found = last_review(connection, case.organization, case.id)
    assert found is not None
    return found


def work(database: Database, now: dt.datetime = NOW) -> int:
    """Does all that waits; how many reviews were among it."""
    done = 0
    while (held := claim_job(database, now)) is not None:
        if held.kind == REVIEW:
            run_review(database, held, bundled_pack(), now)
            done += 1
        else:
            run_rule(database, held, now)
    return done


def proof(review: Review, concept: str = "sleep_index") -> tuple[CriterionReview, Finding, str]:
    """A met criterion that one finding of the record proves, that finding, and its key."""
    keys = FindingKeys.of(review.record)
    for criterion in review.criteria:
        for finding in criterion.evidence:
            if criterion.status is Status.MET and finding.concept == concept:
                return criterion, finding, keys.key(finding)
    raise AssertionError(concept)


def contradicting() -> list[Arrived]:
    """The papers of a request, one of which tells another day of birth."""
    return [
        replace(one, data=one.data.replace(b"02/17/1955", b"02/17/1956")) if one.name == "visit_april.txt" else one
        for one in papers("cpap-approve")
    ]


def seen(database: Database, person: Person, case: Case) -> Case:
    with database.reading() as connection:
        return case_of(connection, person, case.id)


def say(
    database: Database, person: Person, case: Case, word: Word, last: int = 0, becomes: Finding | None = None
) -> str:
    criterion, _, key = proof(review_of(database, case))
    judge_finding(database, person, case.id, criterion.key, key, last, word, WHY, NOW, becomes)
    return key


def test_a_rejection_is_kept_reviewed_and_taken_back_to_exactly_what_was(database: Database, people: People) -> None:
    case = reviewed(database, people.reviewer, "cpap-approve")
    before = review_of(database, case)
    with database.reading() as connection:
        content = newest_content(connection, case.id)
    criterion, finding, key = proof(before)
    say(database, people.reviewer, case, Word.REJECTED)
    assert work(database) == 1
    after = review_of(database, case)
    assert after.criterion(criterion.key).status is not Status.MET
    assert after.criterion(criterion.key).before is Status.MET
    assert finding in after.criterion(criterion.key).set_aside
    assert [(one.by, one.reason, one.held) for one in after.corrections] == [("Rita Rowe", WHY, True)]
    assert seen(database, people.reviewer, case).proposal == after.proposal.kind.value != "approve"
    withdraw(database, people.director, case.id, key, 1, "It is the patient's after all.", NOW)
    assert work(database) == 1
    assert review_of(database, case) == before
    with database.reading() as connection:
        assert newest_content(connection, case.id) == content
        assert [(one.word, one.by) for one in words_of(connection, case.id)] == [
            ("rejected", "Rita Rowe"), ("withdrawn", "Dora Day, MD"),
        ]  # fmt: skip
        assert standing_of(connection, case.id) == ()
        assert verify_chain(connection, case.organization).fault == ""
        told = [one.action for one in events_of(connection, case.organization, f"case {case.id}")]
    assert [one for one in told if one.startswith("finding_")] == ["finding_rejected", "finding_withdrawn"]


def test_corrections_survive_a_review_that_is_made_again(database: Database, people: People) -> None:
    case = reviewed(database, people.reviewer, "cpap-approve")
    _, finding, key = proof(review_of(database, case))
    say(database, people.reviewer, case, Word.CORRECTED, becomes=replace(finding, value=Decimal("12.4")))
    work(database)
    first = review_of(database, case)
    judge_finding(database, people.second, case.id, "cpap.diagnosis.osa_documented",
                  FindingKeys.of(first.record).key(first.criterion("cpap.diagnosis.osa_documented").evidence[0]), 0,
                  Word.CONFIRMED, "", NOW)  # fmt: skip
    work(database)
    both = review_of(database, case)
    assert [(one.word, one.by) for one in both.corrections] == [
        (Word.CORRECTED, "Rita Rowe"), (Word.CONFIRMED, "Sam Stone"),
    ]  # fmt: skip
    assert replace(both, corrections=()) == replace(first, corrections=())
    # The corrected finding is known by what it was and by what it became.
    shown = next(f for c in both.criteria for f in (*c.evidence, *c.against) if f.number == Decimal("12.4"))
    where = next(c.key for c in both.criteria if shown in (*c.evidence, *c.against))
    judge_finding(database, people.reviewer, case.id, where, FindingKeys.of(both.record).key(shown), 1, Word.REJECTED,
                  WHY, NOW)  # fmt: skip
    with database.reading() as connection:
        assert {one.finding: one.word for one in standing_of(connection, case.id)}[key] is Word.REJECTED


def test_a_confirmation_moves_nothing_but_is_kept(database: Database, people: People) -> None:
    case = reviewed(database, people.reviewer, "cpap-approve")
    criterion, *_ = proof(review_of(database, case))
    open_evidence(database, people.reviewer, case.id, criterion.key, NOW)
    say(database, people.reviewer, case, Word.CONFIRMED)
    work(database)
    assert seen(database, people.reviewer, case).version == case.version
    assert review_of(database, case).corrections[0].word is Word.CONFIRMED
    with database.reading() as connection:
        assert opened_by(connection, people.reviewer, case.id) == {criterion.key}


def test_what_a_word_turned_has_to_be_opened_again(database: Database, people: People) -> None:
    case = reviewed(database, people.reviewer, "cpap-approve")
    criterion, *_ = proof(review_of(database, case))
    other = "dmepos.order.swo_complete"
    for key in (criterion.key, other):
        open_evidence(database, people.reviewer, case.id, key, NOW)
    say(database, people.second, case, Word.REJECTED)
    work(database)
    with database.reading() as connection:
        assert opened_by(connection, people.reviewer, case.id) == {other}


def test_of_two_who_speak_at_once_one_is_told(database: Database, people: People) -> None:
    case = reviewed(database, people.reviewer, "cpap-approve")
    say(database, people.reviewer, case, Word.REJECTED)
    with pytest.raises(Conflict, match="meanwhile"):
        say(database, people.second, case, Word.CONFIRMED)
    say(database, people.second, case, Word.CONFIRMED, last=1)
    with database.reading() as connection:
        assert [one.word for one in standing_of(connection, case.id)] == [Word.CONFIRMED]


def test_nothing_is_decided_while_the_review_lags_behind_what_was_said(database: Database, people: People) -> None:
    case = reviewed(database, people.reviewer, "cpap-approve")
    case = move(database, people.reviewer, case.id, case.version, Step.TAKE, NOW)
    say(database, people.reviewer, case, Word.CONFIRMED)
    given = Given(decisions=approvals(database, case))
    with pytest.raises(Conflict, match="reviewed again"):
        move(database, people.reviewer, case.id, case.version, Step.APPROVE, NOW, given)
    with pytest.raises(Conflict, match="reviewed again"):
        move(database, people.reviewer, case.id, case.version, Step.REFER, NOW, FOR_A_CLINICIAN)
    work(database)
    assert move(database, people.reviewer, case.id, case.version, Step.APPROVE, NOW, given).state is State.DECIDED
    with pytest.raises(Conflict, match="handed on or decided"):
        say(database, people.reviewer, case, Word.REJECTED, last=1)


def test_many_words_order_one_review(database: Database, people: People) -> None:
    case = reviewed(database, people.reviewer, "cpap-approve")
    work(database)
    say(database, people.reviewer, case, Word.REJECTED)
    say(database, people.reviewer, case, Word.CONFIRMED, last=1)
    with database.reading() as connection:
        waiting = connection.execute(select(job.c.id).where(job.c.done_at.is_(None), job.c.kind == REVIEW)).all()
    assert len(waiting) == 1
    # One that a worker has begun may have read what was there before: the next word orders another.
    held = claim_job(database, NOW)
    assert held is not None
    say(database, people.reviewer, case, Word.REJECTED, last=2)
    run_review(database, held, bundled_pack(), NOW)
    with database.reading() as connection:
        assert review_waits(connection, case.id)
    assert work(database) == 1
    with database.reading() as connection:
        assert not review_waits(connection, case.id)


def test_a_review_that_failed_too_often_holds_nothing_up_once_a_newer_one_is_made(
    database: Database, people: People
) -> None:
    case = reviewed(database, people.reviewer, "cpap-approve")
    work(database)
    key, now = say(database, people.reviewer, case, Word.REJECTED), NOW
    for _ in range(MOST_TRIES):
        now += dt.timedelta(hours=1)
        held = claim_job(database, now)
        assert held is not None
        fail_job(database, held, "ValueError", now)
    assert work(database, now + dt.timedelta(hours=1)) == 0
    with database.reading() as connection:
        assert review_waits(connection, case.id)
    withdraw(database, people.reviewer, case.id, key, 1, "", now)
    assert work(database, now) == 1
    with database.reading() as connection:
        assert not review_waits(connection, case.id)


@pytest.mark.parametrize("word", [Word.CONFIRMED, Word.REJECTED])
def test_no_rule_approves_a_case_of_which_a_person_spoke(
    database: Database, people: People, monkeypatch: pytest.MonkeyPatch, word: Word
) -> None:
    monkeypatch.setattr(sampling, "drawn", lambda *_: False)
    case = reviewed(database, people.reviewer, "cpap-approve")
    policy = review_of(database, case).policy
    switch_rule(database, people.director, policy.id, NOW, on=True, why="Clear.", needs="draft")  # type: ignore[union-attr]
    say(database, people.reviewer, case, word)
    work(database)
    assert seen(database, people.reviewer, case).state is State.RECEIVED
    with database.reading() as connection:
        rules = {one.policy: one for one in rules_of(connection, people.payer)}
    assert "word" in why_not(review_of(database, case), rules)


def test_a_word_that_came_while_the_rule_looked_stops_it(
    database: Database, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sampling, "drawn", lambda *_: False)
    case = reviewed(database, people.reviewer, "cpap-approve")
    policy = review_of(database, case).policy
    switch_rule(database, people.director, policy.id, NOW, on=True, why="Clear.", needs="draft")  # type: ignore[union-attr]
    held = claim_job(database, NOW)
    assert held is not None
    assert held.kind == "approve_by_rule"
    say(database, people.reviewer, case, Word.REJECTED)
    assert not run_rule(database, held, NOW)
    assert seen(database, people.reviewer, case).state is State.RECEIVED


def test_who_may_not_work_on_a_case_says_nothing_of_its_findings(database: Database, people: People) -> None:
    case = reviewed(database, people.reviewer, "cpap-approve")
    criterion, _, key = proof(review_of(database, case))
    for person, error in ((people.auditor, Forbidden), (people.stranger, NotFound), (people.coordinator, NotFound)):
        with pytest.raises(error):
            judge_finding(database, person, case.id, criterion.key, key, 0, Word.CONFIRMED, "", NOW)
        with pytest.raises(error):
            withdraw(database, person, case.id, key, 0, "", NOW)
        with pytest.raises(error):
            resolve(database, person, case.id, key, 0, WHY, NOW)
    with pytest.raises(NotFound, match="no such finding"):
        judge_finding(database, people.reviewer, case.id, criterion.key, "0" * 64, 0, Word.CONFIRMED, "", NOW)
    with pytest.raises(NotFound, match="no such finding"):
        judge_finding(database, people.reviewer, case.id, "dmepos.order.swo_complete", key, 0, Word.CONFIRMED, "", NOW)
    with pytest.raises(NotFound):
        withdraw(database, people.reviewer, case.id, key, 0, "", NOW)
    with pytest.raises(Invalid):
        judge_finding(database, people.reviewer, case.id, criterion.key, key, 0, Word.REJECTED, " ", NOW)
    with pytest.raises(Invalid):
        judge_finding(database, people.reviewer, case.id, criterion.key, key, 0, Word.CORRECTED, WHY, NOW)
    with database.reading() as connection:
        assert connection.execute(select(correction)).all() == []


def test_what_was_asked_for_is_no_finding(database: Database, people: People) -> None:
    case = reviewed(database, people.reviewer, "cpap-approve")
    told = review_of(database, case)
    keys = FindingKeys.of(told.record)
    criterion, finding = next(
        (c, f) for c in told.criteria for f in (*c.evidence, *c.against) if f.origin == "request"
    )  # fmt: skip
    with pytest.raises(Invalid, match="asked for"):
        judge_finding(database, people.reviewer, case.id, criterion.key, keys.key(finding), 0, Word.REJECTED, WHY, NOW)


def test_a_contradiction_is_resolved_with_a_reason_and_stays(database: Database, people: People) -> None:
    case = make_case(database, people.reviewer, contradicting(), NOW)
    work(database)
    told = review_of(database, case)
    assert told.conflicts
    key = conflict_key(told.conflicts[0])
    with pytest.raises(Invalid, match="reason"):
        resolve(database, people.reviewer, case.id, key, 0, " ", NOW)
    resolve(database, people.reviewer, case.id, key, 0, "The second note was dictated for another visit.", NOW)
    assert review_of(database, case) == told
    with database.reading() as connection:
        assert standing_of(connection, case.id) == ()
        assert [one.word for one in words_of(connection, case.id)] == ["resolved"]
        assert not review_waits(connection, case.id)


def test_the_states_in_which_findings_are_judged_are_those_somebody_works_in() -> None:
    assert all(STATES[state].owner is not None or state is State.MORE_ASKED for state in OPEN)
    assert not OPEN & {State.SENT, State.APPEALED, State.CLOSED, State.DECIDED, State.READY}


def test_a_record_is_read_once_for_many_reviews_and_kept_up_to_a_size() -> None:
    fetched = list[str]()
    files = [KeptFile(n, f"{n}.txt", str(n) * 64, 5, "text/plain", NOW) for n in (1, 2)]

    def fetch(file: KeptFile) -> bytes:
        fetched.append(file.name)
        return b"Hello"

    kept = KeptRecords(characters=12)
    made = [kept.get("a", lambda: record_of([(file, fetch(file)) for file in files])) for _ in range(2)]
    assert made[0] is made[1]
    assert fetched == ["1.txt", "2.txt"]
    kept.get("b", lambda: record_of([(files[0], b"Hello again")]))
    assert kept.get("a", lambda: record_of([(files[0], b"Anew.")])) is not made[0]
    assert KeptRecords(characters=1).get("a", lambda: made[0]) is made[0]
    assert not KeptRecords(characters=1)._kept


def test_the_same_names_and_bytes_of_another_organization_are_read_for_it_alone() -> None:
    files = [KeptFile(1, "note.txt", "0" * 64, 5, "text/plain", NOW)]
    one = record_for("a", files, lambda _: b"Hello")
    assert record_for("a", files, lambda _: b"Other") is one
    assert record_for("b", files, lambda _: b"Hello") is not one


def test_a_correction_is_not_undone_by_a_confirmation(database: Database, people: People) -> None:
    case = reviewed(database, people.reviewer, "cpap-approve")
    _, finding, _ = proof(review_of(database, case))
    say(database, people.reviewer, case, Word.CORRECTED, becomes=replace(finding, value=Decimal("23.4")))
    with pytest.raises(Invalid, match="undo"):
        say(database, people.second, case, Word.CONFIRMED, last=1)
    with database.reading() as connection:
        assert [one.word for one in standing_of(connection, case.id)] == [Word.CORRECTED]
