"""After a whole journey of a request nothing that names its patient, and no word of its record, can be read in the database."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from sqlalchemy import LargeBinary

from accord.access.break_glass import break_glass
from accord.access.sessions import session_of
from accord.cases import sampling
from accord.cases.case import case_of, lines_of
from accord.cases.clocks import ClockRow, RowKind, Urgency
from accord.cases.decisions import LineDecision, Outcome
from accord.cases.due import look_at_clocks
from accord.cases.moving import Given, move, open_evidence, set_clock
from accord.cases.opinions import ask_opinion, give_opinion, take_opinion
from accord.cases.reviews import last_review
from accord.cases.states import State, Step
from accord.criteria import Status
from accord.db.engine import Database
from accord.db.tables import metadata
from accord.dossier.review import Desk
from tests.cases.conftest import NOW
from tests.cases.outward import own
from tests.prior_auth.shipped import texts
from tests.web.conftest import Web

PERSON = "Pemberton"
REASON = "Mrs. Pemberton (born 1954) was measured at rest on room air only; the walking test with oxygen is missing."
# Columns of plain words: people of the organizations, and what is counted, coded or named by the program itself.
PLAIN = {
    "approval_rule.why", "case_.policy", "case_.services", "case_file.media_type", "case_line.modifiers", "correction.criterion",
    "decision.criterion", "decision.rule", "event.told", "job.fault", "job.told", "organization.name", "passkey.name",
    "person.credentials", "person.email", "person.licensed_in", "person.name", "person.password", "person.specialty",
    "sample_share.why", "second_opinion.disagreements", "second_opinion.outcomes", "session.break_glass", "session.device",
}  # fmt: skip


def journey(web: Web) -> str:
    """A request that is asked about, looked at twice, denied in words that name the patient, opened in an emergency."""
    people, database = web.people, web.database
    made = web.case(people.reviewer)
    with database.reading() as connection:
        case = case_of(connection, people.reviewer, made)
    case = set_clock(database, people.reviewer, made, case.version, ClockRow(RowKind.STOPPED, NOW, 0, REASON), NOW)
    case = set_clock(database, people.reviewer, made, case.version, ClockRow(RowKind.RESUMED, NOW, 0, REASON), NOW)
    case = move(database, people.reviewer, made, case.version, Step.TAKE, NOW)
    case = move(database, people.reviewer, made, case.version, Step.ASK, NOW, own(Step.ASK, Given(words=REASON)))
    case = move(database, people.reviewer, made, case.version, Step.MORE_CAME, NOW)
    case = move(database, people.reviewer, made, case.version, Step.REFER, NOW, Given(words=REASON))
    with database.reading() as connection:
        review = last_review(connection, people.payer, made)
        lines = lines_of(connection, made)
    assert review is not None
    key = next(one.key for one in review.all_criteria if one.status is Status.UNCLEAR)
    open_evidence(database, people.director, made, key, NOW)
    told = tuple(LineDecision(one.number, Outcome.DENIED, criterion=key, missing=REASON, reason=REASON, competence=REASON)
                 for one in lines)  # fmt: skip
    case = move(
        database,
        people.director,
        made,
        case.version,
        Step.DECIDE,
        NOW,
        own(Step.DECIDE, Given(letter=REASON, decisions=told)),
    )
    ask_opinion(database, people.director, made, case.version, REASON, NOW)
    take_opinion(database, people.second, made, NOW)
    give_opinion(database, people.second, made, {one.number: Outcome.APPROVED for one in lines}, [key], REASON, NOW)
    session = session_of(database, web.browser(web.payer_administrator).client.cookies["accord"], NOW)
    assert session is not None
    break_glass(database, session, made, REASON, NOW)
    look_at_clocks(database, NOW)
    search = web.browser(people.reviewer)
    for path in (f"/cases/{made}", "/cases?patient=pemberton", f"/cases/{made}/letters", "/search?words=pemberton"):
        assert search.client.get(path).status_code == 200, path
    return made


def dump(database: Database, postgres: str | None) -> bytes:
    """All that somebody with the database's files, and without the key, can read."""
    if database.is_sqlite:
        database.close()  # the log is written into the file
        path = Path(str(database.url.database))
        return b"".join(one.read_bytes() for one in sorted(path.parent.glob(f"{path.name}*")))
    done = subprocess.run(["pg_dump", "--inserts", "--dbname", str(postgres)], check=True, capture_output=True)
    return done.stdout + _bytes(database)


def _bytes(database: Database) -> bytes:
    """Columns of bytes as bytes: a dump writes them as digits."""
    with database.reading() as connection:
        return b"\n".join(
            bytes(value)
            for table in metadata.sorted_tables
            for column in table.c
            if isinstance(getattr(column.type, "impl", column.type), LargeBinary)
            for value in connection.exec_driver_sql(f'SELECT "{column.name}" FROM "{table.name}"').scalars()
            if value is not None
        )


def words_of_the_record() -> set[str]:
    """Long words and numbers of the papers."""
    told = " ".join(texts("oxygen-ask").values())
    return {word.lower() for word in re.findall(r"[A-Za-z]{7,}|\d{5,}", told)}


def test_nothing_of_the_patient_or_the_record_is_readable(
    web: Web, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sampling, "drawn", lambda *_: True)
    made = journey(web)
    with web.database.reading() as connection:
        case = case_of(connection, web.people.reviewer, made)
    assert PERSON in case.patient
    assert case.born is not None
    assert case.member
    postgres = None if web.database.is_sqlite else request.getfixturevalue("postgres")
    told = dump(web.database, postgres).lower()
    for word in (
        *case.patient.lower().split(),
        case.member.lower(),
        case.born.isoformat(),
        case.born.strftime("%m/%d/%Y"),
    ):
        assert word.strip(",.").encode() not in told, word
    found = {
        word for word in words_of_the_record() | set(re.findall(r"[a-z]{7,}", REASON.lower())) if word.encode() in told
    }
    own = own_words(web.database, postgres)
    found = {word for word in found if word.encode() not in own}
    assert not found, sorted(found)


def own_words(database: Database, postgres: str | None) -> bytes:
    """What stands there of any site: the tables as they are made, and the words for states and kinds."""
    kinds = " ".join(word for enum in (State, RowKind, Urgency, Desk) for word in enum)
    if postgres is None:
        with database.reading() as connection:
            told = " ".join(connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").scalars())
    else:
        told = subprocess.run(
            ["pg_dump", "--schema-only", "--dbname", postgres], check=True, capture_output=True, text=True
        ).stdout
    return f"{told} {kinds}".lower().encode()


def test_every_column_of_words_is_sealed_or_known_to_hold_none() -> None:
    from sqlalchemy import JSON, Text

    free = {
        f"{table.name}.{column.name}" for table in metadata.sorted_tables for column in table.c
        if isinstance(column.type, Text | JSON) and not isinstance(column.type, LargeBinary)
    }  # fmt: skip
    assert free == PLAIN, sorted(free ^ PLAIN)
