"""A case from its receipt to a decision: who may do what, what is kept, and that nothing happens twice or half."""

from __future__ import annotations

import datetime as dt
import json
import threading
from decimal import Decimal

import pytest
from sqlalchemy import func, select, update

from accord.access import Person
from accord.audit.chain import events_of, verify_chain
from accord.cases.case import Case, Filter, case_of, cases_of, clock_of, counts_of, decisions_of, lines_of
from accord.cases.clocks import ClockRow, RowKind, Urgency
from accord.cases.decisions import LineDecision, Outcome, may_decide_against
from accord.cases.files import Arrived, bytes_of, files_of
from accord.cases.jobs import MOST_TRIES, claim_job, end_job, fail_job, given_up, keep_lease
from accord.cases.making import make_case
from accord.cases.moving import Given, assign, move, open_evidence, set_clock
from accord.cases.reviews import last_review, run_review
from accord.cases.states import State, Step
from accord.db.engine import Database
from accord.db.tables import case, event, review
from accord.errors import AccordError, Conflict, Forbidden, Invalid, NotFound
from accord.policies.load import bundled_pack
from tests.cases.conftest import NOW, People
from tests.cases.outward import own, signed
from tests.prior_auth.shipped import form, texts

HOUR = dt.timedelta(hours=1)
REASON = "The recording shows events while awake only, so the number of events an hour of sleep is not established."
FOR_A_CLINICIAN = Given(words="The sleep test is for a clinician to weigh.")
WHY = "The walking test on the second sheet shows the saturation that the criterion asks for."


def papers(case: str = "oxygen-ask") -> list[Arrived]:
    told = [Arrived(name, "text/plain", text.encode()) for name, text in texts(case).items()]
    return [*told, Arrived("request.json", "application/json", json.dumps(form(case)).encode())]


def reviewed(database: Database, person: Person, case: str = "oxygen-ask", now: dt.datetime = NOW) -> Case:
    """A case whose review was made."""
    made = make_case(database, person, papers(case), now)
    held = claim_job(database, now)
    assert held is not None
    run_review(database, held, bundled_pack(), now)
    with database.reading() as connection:
        return case_of(connection, person, made.id)


def in_clinician_review(database: Database, people: People, case: str = "oxygen-ask") -> Case:
    seen = reviewed(database, people.reviewer, case)
    seen = move(database, people.reviewer, seen.id, seen.version, Step.TAKE, NOW)
    return move(database, people.reviewer, seen.id, seen.version, Step.REFER, NOW, FOR_A_CLINICIAN)


def events(database: Database, organization: str, case: Case) -> list[str]:
    with database.reading() as connection:
        assert verify_chain(connection, organization).fault == ""
        return [one.action for one in events_of(connection, organization, f"case {case.id}")]


def unclear(database: Database, case: Case) -> str:
    with database.reading() as connection:
        told = last_review(connection, case.organization, case.id)
    assert told is not None
    return next(one.key for one in told.criteria if one.status.value in ("unclear", "not_met"))


def denial(database: Database, case: Case, **odd: object) -> list[LineDecision]:
    with database.reading() as connection:
        lines = lines_of(connection, case.id)
    told = {"criterion": unclear(database, case), "missing": "A test during sleep.", "reason": REASON, **odd}
    return [LineDecision(line.number, Outcome.DENIED, **told) for line in lines]  # type: ignore[arg-type]


def approvals(database: Database, case: Case) -> tuple[LineDecision, ...]:
    with database.reading() as connection:
        return tuple(LineDecision(line.number, Outcome.APPROVED, reason=WHY) for line in lines_of(connection, case.id))


def test_what_came_is_kept_byte_for_byte_and_the_clock_runs(database: Database, people: People) -> None:
    made = make_case(database, people.reviewer, papers(), NOW, received_at=NOW - HOUR)
    assert (made.state, made.version, made.urgency) == (State.RECEIVED, 1, Urgency.STANDARD)
    assert made.due_at == NOW - HOUR + dt.timedelta(days=7)
    with database.reading() as connection:
        kept = files_of(connection, made.id)
        assert [(one.name, bytes_of(connection, people.payer, one.sha256)) for one in kept] == [
            (one.name, one.data) for one in papers()
        ]
        assert [row.kind for row in clock_of(connection, made.id)] == [RowKind.RECEIVED]
    assert events(database, people.payer, made) == ["case_made"]


def test_a_provider_has_no_clock_before_it_sends(database: Database, people: People) -> None:
    made = make_case(database, people.coordinator, papers(), NOW)
    assert (made.state, made.due_at) == (State.DRAFT, None)


def test_the_review_fills_the_head_and_is_made_once_for_the_same_content(database: Database, people: People) -> None:
    first = reviewed(database, people.reviewer)
    second = reviewed(database, people.reviewer, now=NOW + HOUR)
    assert (first.patient, first.services, first.proposal) != ("", "", "")
    assert (first.patient, first.proposal) == (second.patient, second.proposal)
    with database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(review)).scalar_one() == 1
        assert lines_of(connection, first.id)


def test_names_are_found_and_not_readable_in_the_database(database: Database, people: People) -> None:
    made = reviewed(database, people.reviewer)
    last = made.patient.split()[-1]
    with database.reading() as connection:
        assert [c.id for c in cases_of(connection, people.second, Filter(patient=last.upper())).cases] == [made.id]
        assert cases_of(connection, people.second, Filter(patient=f"{last} Nobody")).cases == ()
        raw = connection.exec_driver_sql(f"SELECT patient, born, member FROM case_ WHERE id = '{made.id}'").one()
    assert all(last.encode() not in bytes(value) for value in raw if value is not None)


@pytest.mark.parametrize("who", ["stranger", "coordinator"])
def test_a_case_of_another_organization_is_not_there(database: Database, people: People, who: str) -> None:
    made = reviewed(database, people.reviewer)
    person: Person = getattr(people, who)
    with database.reading() as connection:
        assert cases_of(connection, person).cases == ()
        assert cases_of(connection, person, Filter(patient=made.patient)).cases == ()
        assert counts_of(connection, person) == {}
        with pytest.raises(NotFound):
            case_of(connection, person, made.id)
    for step in Step:
        with pytest.raises(AccordError) as told:
            move(database, person, made.id, made.version, step, NOW)
        assert told.value.kind in ("not_found", "forbidden")
    with pytest.raises(NotFound):
        open_evidence(database, person, made.id, "x", NOW)


def test_the_work_list_goes_on_where_it_ended_and_loses_none(database: Database, people: People) -> None:
    made = [make_case(database, people.reviewer, papers()[:1], NOW + n * HOUR, received_at=NOW) for n in range(7)]
    seen: list[str] = []
    after = None
    with database.reading() as connection:
        while True:
            page = cases_of(connection, people.reviewer, most=3, after=after)
            seen += [one.id for one in page.cases]
            after = page.after
            if after is None:
                break
    assert sorted(seen) == sorted(one.id for one in made)
    assert len({one.reference for one in made}) == 7


def test_an_approval_as_asked_is_a_reviewers(database: Database, people: People) -> None:
    seen = reviewed(database, people.reviewer)
    seen = move(database, people.reviewer, seen.id, seen.version, Step.TAKE, NOW)
    given = own(Step.APPROVE, Given(words="Approved.", decisions=approvals(database, seen)))
    seen = move(database, people.reviewer, seen.id, seen.version, Step.APPROVE, NOW, given)
    assert (seen.state, seen.due_at) == (State.DECIDED, None)
    with database.reading() as connection:
        kept = decisions_of(connection, seen.id)
    assert {one.outcome for _, one, _ in kept} == {Outcome.APPROVED}
    assert all(row.authorization and row.signed["name"] == "Rita Rowe" for _, _, row in kept)
    assert events(database, people.payer, seen) == ["case_made", "reviewed", "take", "approve"]


def test_a_reviewer_decides_against_nothing(database: Database, people: People) -> None:
    seen = in_clinician_review(database, people)
    for step in (Step.APPROVE, Step.DECIDE):
        with pytest.raises(Forbidden):
            move(
                database,
                people.reviewer,
                seen.id,
                seen.version,
                step,
                NOW,
                own(Step.DECIDE, Given(decisions=tuple(denial(database, seen)))),
            )
    assert not may_decide_against(people.reviewer)
    assert may_decide_against(people.director)


def test_a_denial_stands_with_everything_that_it_needs(database: Database, people: People) -> None:
    seen = in_clinician_review(database, people)
    open_evidence(database, people.director, seen.id, unclear(database, seen), NOW)
    given = own(Step.DECIDE, Given(words="Denied.", decisions=tuple(denial(database, seen))))
    seen = move(database, people.director, seen.id, seen.version, Step.DECIDE, NOW, given)
    assert seen.state is State.DECIDED
    with database.reading() as connection:
        (_, one, row), *_ = decisions_of(connection, seen.id)
    assert (one.reason, row.signed["name"], row.signed["credentials"], row.authorization) == (
        REASON,
        "Dora Day",
        "MD",
        "",
    )
    assert row.review


LACKING = [
    ({"criterion": ""}, "without a criterion"), ({"criterion": "no.such.thing"}, "without a criterion"),
    ({"missing": " "}, "which proof is missing"), ({"missing": "."}, "which proof is missing"), ({"missing": "- . -"}, "which proof is missing"),
    ({"reason": ""}, "too short"), ({"reason": "Not medically necessary."}, "too short"),
    ({"reason": "No no no no no no no no no no no no no no no no no."}, "too short"),
    ({"authorization": "PA-1"}, "made with the decision"), ({"quantity": Decimal(1)}, "nothing of which quantity"),
]  # fmt: skip


@pytest.mark.parametrize(("odd", "words"), LACKING)
def test_a_denial_without_what_it_needs_does_not_stand(
    database: Database, people: People, odd: dict[str, str], words: str
) -> None:
    seen = in_clinician_review(database, people)
    open_evidence(database, people.director, seen.id, unclear(database, seen), NOW)
    given = own(Step.DECIDE, Given(letter="We deny.", decisions=tuple(denial(database, seen, **odd))))
    with pytest.raises((Invalid, Forbidden), match=words):
        move(database, people.director, seen.id, seen.version, Step.DECIDE, NOW, given)
    with database.reading() as connection:
        assert decisions_of(connection, seen.id) == []
        assert case_of(connection, people.director, seen.id) == seen


def test_who_has_not_opened_the_evidence_does_not_deny(database: Database, people: People) -> None:
    seen = in_clinician_review(database, people)
    open_evidence(database, people.reviewer, seen.id, unclear(database, seen), NOW)
    with pytest.raises(Forbidden, match="not opened the evidence"):
        move(
            database,
            people.director,
            seen.id,
            seen.version,
            Step.DECIDE,
            NOW,
            own(Step.DECIDE, Given(decisions=tuple(denial(database, seen)))),
        )


@pytest.mark.parametrize("less", [{"quantity": Decimal("0.5")}, {"quantity": Decimal(0)}])
def test_an_approval_of_less_than_was_asked_for_is_no_approval(
    database: Database, people: People, less: dict[str, Decimal]
) -> None:
    seen = reviewed(database, people.reviewer)
    seen = move(database, people.reviewer, seen.id, seen.version, Step.TAKE, NOW)
    decisions = tuple(LineDecision(one.line, Outcome.APPROVED, **less) for one in approvals(database, seen))
    with database.reading() as connection:
        asked = [line.quantity for line in lines_of(connection, seen.id)]
    assert all(asked)
    with pytest.raises(Invalid, match="less than was asked"):
        move(database, people.reviewer, seen.id, seen.version, Step.APPROVE, NOW, Given(decisions=decisions))


def test_each_line_is_decided_or_none(database: Database, people: People) -> None:
    seen = reviewed(database, people.reviewer)
    seen = move(database, people.reviewer, seen.id, seen.version, Step.TAKE, NOW)
    with pytest.raises(Invalid, match="Each line"):
        move(database, people.reviewer, seen.id, seen.version, Step.APPROVE, NOW)


def test_of_two_who_move_a_case_at_once_one_does(database: Database, people: People) -> None:
    seen = reviewed(database, people.reviewer)
    told: list[str] = []

    def take(person: Person) -> None:
        try:
            move(database, person, seen.id, seen.version, Step.TAKE, NOW)
            told.append("moved")
        except AccordError as fault:
            told.append(fault.kind)

    threads = [threading.Thread(target=take, args=(one,)) for one in (people.reviewer, people.second) * 4]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(told) == ["conflict"] * 7 + ["moved"]
    assert events(database, people.payer, seen).count("take") == 1


def test_what_a_person_did_not_see_they_do_not_change(database: Database, people: People) -> None:
    seen = reviewed(database, people.reviewer)
    assign(database, people.reviewer, seen.id, seen.version, people.second, NOW)
    with pytest.raises(Conflict, match="meanwhile"):
        move(database, people.reviewer, seen.id, seen.version, Step.TAKE, NOW)
    with pytest.raises(Forbidden, match="within its organization"):
        assign(database, people.reviewer, seen.id, seen.version + 1, people.stranger, NOW)


def test_an_extension_moves_the_day_and_says_why(database: Database, people: People) -> None:
    seen = reviewed(database, people.reviewer)
    row = ClockRow(RowKind.EXTENDED, NOW + HOUR, 14, "The sleep laboratory sends its report on Friday.")
    later = set_clock(database, people.reviewer, seen.id, seen.version, row, NOW + HOUR)
    assert seen.due_at is not None
    assert later.due_at == seen.due_at + dt.timedelta(days=14)
    with pytest.raises(Invalid, match="as far as it may be"):
        set_clock(
            database, people.reviewer, seen.id, later.version, ClockRow(RowKind.EXTENDED, NOW + 2 * HOUR, 1, "x"), NOW
        )


def test_a_worker_that_fell_silent_is_replaced_and_cannot_come_back(database: Database, people: People) -> None:
    make_case(database, people.reviewer, papers(), NOW)
    first = claim_job(database, NOW)
    assert first is not None
    assert claim_job(database, NOW + dt.timedelta(minutes=1)) is None
    second = claim_job(database, NOW + dt.timedelta(minutes=10))
    assert second is not None
    assert (second.id, second.tries) == (first.id, 2)
    with pytest.raises(Conflict, match="took this review over"):
        run_review(database, first, bundled_pack(), NOW)
    assert not keep_lease(database, first, NOW)
    run_review(database, second, bundled_pack(), NOW)
    assert claim_job(database, NOW + dt.timedelta(days=1)) is None
    with database.writing() as connection:
        assert not end_job(connection, second, NOW)


def test_work_that_fails_is_tried_again_and_then_shown_to_a_person(database: Database, people: People) -> None:
    make_case(database, people.reviewer, papers(), NOW)
    now = NOW
    for _ in range(MOST_TRIES):
        held = claim_job(database, now)
        assert held is not None
        fail_job(database, held, "Unavailable", now)
        now += HOUR
    assert claim_job(database, now) is None
    with database.reading() as connection:
        assert [fault for _, _, fault in given_up(connection, people.payer, NOW)] == ["Unavailable"]


def test_many_workers_review_each_case_once(database: Database, people: People) -> None:
    for n in range(6):
        make_case(database, people.reviewer, papers()[:1], NOW + n * HOUR)
    done: list[str] = []

    def work() -> None:
        while (held := claim_job(database, NOW + dt.timedelta(days=1))) is not None:
            run_review(database, held, bundled_pack(), NOW)
            done.append(held.about)

    threads = [threading.Thread(target=work) for _ in range(3)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert len(done) == len(set(done)) == 6
    with database.reading() as connection:
        counted = connection.execute(select(func.count()).where(event.c.action == "reviewed")).scalar_one()
    assert counted == 6


@pytest.mark.parametrize(("files", "words"), [([], "no file among it")])
def test_a_case_without_files_is_refused(database: Database, people: People, files: list[Arrived], words: str) -> None:
    with pytest.raises(Invalid, match=words):
        make_case(database, people.reviewer, files, NOW)
    with pytest.raises(Invalid, match="in the future"):
        make_case(database, people.reviewer, papers()[:1], NOW, received_at=NOW + HOUR)
    with pytest.raises(Forbidden):
        make_case(database, people.auditor, papers()[:1], NOW)


def test_a_provider_sends_and_appeals(database: Database, people: People) -> None:
    seen = reviewed(database, people.coordinator)
    with pytest.raises(Conflict, match="is not possible"):
        move(database, people.coordinator, seen.id, seen.version, Step.SEND, NOW)
    seen = move(database, people.coordinator, seen.id, seen.version, Step.COMPLETE, NOW)
    with pytest.raises(Invalid, match="letter that a clinician signed"):
        move(database, people.coordinator, seen.id, seen.version, Step.SEND, NOW)
    seen = move(
        database,
        people.coordinator,
        seen.id,
        seen.version,
        Step.SEND,
        NOW,
        signed(database, people.clinician, seen.id, "Signed: Carl Quist, MD"),
    )
    with database.reading() as connection:
        lines = lines_of(connection, seen.id)
    answers = tuple(LineDecision(line.number, Outcome.DENIED, reason="The plan says no.") for line in lines)
    seen = move(database, people.coordinator, seen.id, seen.version, Step.PAYER_DECIDES, NOW, Given(decisions=answers))
    with pytest.raises(Forbidden, match="clinician"):
        move(database, people.coordinator, seen.id, seen.version, Step.APPEAL, NOW, Given(letter="..."))
    seen = move(
        database,
        people.clinician,
        seen.id,
        seen.version,
        Step.APPEAL,
        NOW,
        own(Step.APPEAL, Given(letter="We appeal.")),
    )
    assert seen.state is State.APPEALED
    answers = tuple(LineDecision(line.number, Outcome.APPROVED) for line in lines)
    seen = move(database, people.coordinator, seen.id, seen.version, Step.APPEAL_DECIDED, NOW, Given(decisions=answers))
    assert seen.state is State.ANSWERED
    with database.reading() as connection:
        assert [round_ for round_, _, _ in decisions_of(connection, seen.id)] == [1] * len(lines) + [2] * len(lines)


def test_cases_without_a_day_stand_last_and_are_paged_like_the_others(database: Database, people: People) -> None:
    dated = [make_case(database, people.reviewer, papers()[:1], NOW + n * HOUR, received_at=NOW) for n in range(3)]
    with database.writing() as connection:
        connection.execute(update(case).where(case.c.id == dated[0].id).values(due_at=None))
    after, listed = None, list[str]()
    while True:
        with database.reading() as connection:
            page = cases_of(connection, people.reviewer, Filter(), most=1, after=after)
        listed += [one.id for one in page.cases]
        if page.after is None:
            break
        after = page.after
    assert listed[-1] == dated[0].id
    assert sorted(listed) == sorted(one.id for one in dated)


def test_counts_stop_where_more_is_as_good_as_a_number(
    database: Database, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accord.cases.case.COUNTED", 2)
    for hours in range(4):
        make_case(database, people.reviewer, papers()[:1], NOW + hours * HOUR, received_at=NOW)
    with database.reading() as connection:
        assert counts_of(connection, people.reviewer) == {State.RECEIVED: 3}
