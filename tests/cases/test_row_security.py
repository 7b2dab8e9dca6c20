"""Row security on PostgreSQL: a query that forgets its organization gives no foreign row, whatever the table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import pytest
from sqlalchemy import JSON, Column, MetaData, String, Table, delete, func, insert, select, text, update
from sqlalchemy.event import listen, remove
from sqlalchemy.exc import ProgrammingError

from accord.access import Person, Role
from accord.access.organizations import make_person
from accord.access.passwords import set_password
from accord.access.sessions import session_of, sign_in
from accord.access.tries import BY_MAIL, count_try, mail_key
from accord.cases.case import case_of, cases_of
from accord.cases.due import look_at_clocks
from accord.cases.making import make_case
from accord.cases.opinions import take_opinion
from accord.cases.rules import switch_rule
from accord.cases.sampling import set_share
from accord.cases.worker import Pace, Worker
from accord.db.engine import Database, bind
from accord.db.migrate import head, migrate, prepare
from accord.db.row_security import AT_THE_DOOR, NOBODYS, ONLY_ADDED, holds, own_rows, owns
from accord.db.sealing import Sealed, SealedDate, SealedJson, site_key
from accord.db.tables import Moment, case, decision, event, metadata, notice, organization, person, session, sign_in_try
from accord.errors import Conflict
from accord.policies.load import bundled_pack
from accord.settings import settings
from tests.cases.conftest import NOW, People, make_people, postgres, site
from tests.cases.postgres import OWNER, WEB, WORK, as_account
from tests.cases.test_cases import papers

__all__ = ["postgres", "site"]
pytestmark = pytest.mark.xdist_group("postgres")
LATER = NOW + dt.timedelta(days=6, hours=23)
TABLES = [table.name for table in metadata.sorted_tables]


class Undone(Exception):
    """Nothing of the transaction is kept."""


@dataclass(frozen=True)
class Accounts:
    """The same database as each of its accounts has it."""

    owner: Database
    web: Database
    work: Database


@pytest.fixture(scope="module")
def accounts(postgres: str) -> Iterator[Accounts]:
    """A database that belongs to an account which is no superuser."""
    above = Database(postgres)
    with above.writing() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text(f"CREATE SCHEMA public AUTHORIZATION {OWNER}"))
    made = Accounts(*(Database(as_account(postgres, one)) for one in (OWNER, WEB, WORK)))
    migrate(made.owner)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ACCORD_KEY", "5a" * 32)
        yield made
    for one in (above, made.owner, made.web, made.work):
        one.close()


@pytest.fixture(scope="module")
def full(accounts: Accounts) -> tuple[Accounts, People]:
    """Rows of two organizations in every table."""
    for kept in (settings, site_key):
        kept.cache_clear()
    people = make_people(accounts.owner)
    with accounts.owner.writing() as connection:
        admin = make_person(
            connection, "system", people.payer, "Ann Ash", "ann@payer.example", [Role.ADMINISTRATOR], NOW
        )
    for who in (people.reviewer, people.coordinator):
        own = accounts.web.of(who.organization)
        made = make_case(own, who, papers("oxygen-ask"), NOW)
        set_password(accounts.owner, None, who, "four words in a row", NOW)
        sign_in(accounts.web, f"{who.name.replace(' ', '.')}@{who.organization}.example", "four words in a row", NOW)
        _fill(accounts.owner, who, made.id)
    switch_rule(accounts.web.of(people.payer), people.director, "a", NOW, on=True, why="Seen for a year.")
    set_share(accounts.web.of(people.payer), people.director, "a", Decimal("0.5"), "New here.", NOW)
    assert admin.organization == people.payer
    Worker(accounts.work, bundled_pack, lambda: LATER, _never(), Pace()).run(once=True)
    with accounts.owner.writing() as connection:
        connection.execute(update(case).values(sampled=True))
        sampled = connection.execute(select(case.c.id).where(case.c.organization == people.payer)).scalar_one()
        count_try(connection, mail_key("x@y.example"), BY_MAIL, NOW)
        for row in connection.execute(select(case.c.id, case.c.organization)).all():
            _decide(connection, row.id)
    take_opinion(accounts.web.of(people.payer), people.second, sampled, NOW)
    return accounts, people


def _never() -> object:
    import threading

    return threading.Event()


def _fill(database: Database, who: Person, case_id: str) -> None:
    """What no step above writes: rows made straight from the columns of the tables."""
    with database.writing() as connection:
        for table in metadata.sorted_tables:
            if table.name in ("passkey", "correction", "message", "challenge", "notice") or table.name not in KNOWN:
                connection.execute(insert(table).values(_row(table, who, case_id)))


KNOWN = frozenset({
    "organization", "person", "person_role", "session", "sign_in_try", "case_", "case_name", "case_line", "decision", "clock",
    "blob", "case_file", "review", "case_review", "event", "event_head", "signed_head", "job", "notice", "approval_rule",
    "sample_share", "second_opinion", "passkey", "correction", "message", "challenge",
})  # fmt: skip


def _row(table: Table, who: Person, case_id: str) -> dict[str, object]:
    """A row that stands; a table that is new gets one too, whatever its columns."""
    said: dict[str, object] = {"organization": who.organization, "person": who.id, "by": who.id, "case": case_id}
    plain: dict[type, object] = {str: who.id[:8], int: 1, bytes: who.id.encode(), bool: True, dt.datetime: NOW,
                                 dt.date: NOW.date(), dict: {}, Decimal: Decimal(1)}  # fmt: skip
    told: dict[str, object] = {}
    for column in table.c:
        if column.name in said and (column.foreign_keys or column.name == "organization"):
            told[column.name] = said[column.name]
        elif not column.nullable:
            told[column.name] = plain[_python(column)]
    return told


def _python(column: Column[object]) -> type:
    kinds = {Sealed: str, SealedDate: dt.date, SealedJson: dict, Moment: dt.datetime, JSON: dict}
    return next((kind for type_, kind in kinds.items() if isinstance(column.type, type_)), column.type.python_type)


def _decide(connection, case_id: str) -> None:
    connection.execute(insert(decision).values(id=f"d-{case_id[:30]}", case=case_id, line=1, round=9, outcome="approved",
                                               signed={}, at=NOW))  # fmt: skip


def counted(database: Database, table: str) -> int:
    with database.reading() as connection:
        return connection.execute(text(f'SELECT count(*) FROM "{table}"')).scalar_one()


# ---- every table


def test_the_accounts_are_held_and_only_one_owns_the_tables(accounts: Accounts) -> None:
    for one, mine in ((accounts.owner, True), (accounts.web, False), (accounts.work, False)):
        with one.reading() as connection:
            assert holds(connection)
            assert owns(connection) is mine


@pytest.mark.parametrize("table", TABLES)
def test_each_table_is_held_by_row_security_also_against_its_owner(accounts: Accounts, table: str) -> None:
    query = text("SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE oid = CAST(:name AS regclass)")
    with accounts.owner.reading() as connection:
        assert connection.execute(query, {"name": f'"{table}"'}).scalar_one() is True


def test_a_query_that_forgets_its_organization_gives_no_foreign_row_from_any_table(
    full: tuple[Accounts, People],
) -> None:
    accounts, people = full
    for table in metadata.sorted_tables:
        whole = counted(accounts.owner, table.name)
        mine = {one: counted(accounts.web.of(one), table.name) for one in (people.payer, people.clinic)}
        assert counted(accounts.web.of("nobody"), table.name) == 0, table.name
        assert counted(accounts.web, table.name) == 0, table.name
        assert counted(accounts.owner.of(people.payer), table.name) == mine[people.payer], table.name
        if table.name in NOBODYS:
            assert (whole > 0, mine) == (True, {people.payer: 0, people.clinic: 0})
        else:
            assert 0 < mine[people.payer] < whole or table.name in PAYERS, table.name
            assert sum(mine.values()) <= whole, table.name


PAYERS = frozenset({"approval_rule", "sample_share", "second_opinion"})  # a clinic has none of them


def test_a_change_that_forgets_its_organization_changes_no_foreign_row(full: tuple[Accounts, People]) -> None:
    accounts, people = full
    sessions, notices = counted(accounts.owner, "session"), counted(accounts.owner, "notice")
    with pytest.raises(Undone), accounts.web.of(people.payer).writing() as connection:  # noqa: PT012
        for table in metadata.sorted_tables:
            if table.name in ONLY_ADDED:
                continue
            before = connection.execute(select(func.count()).select_from(table)).scalar_one()
            column = next(iter(table.c))
            assert connection.execute(update(table).values({column.name: column})).rowcount == before, table.name
        assert 0 < connection.execute(delete(session)).rowcount < sessions
        assert 0 < connection.execute(delete(notice)).rowcount < notices
        raise Undone


def test_no_row_can_be_written_for_another_organization(full: tuple[Accounts, People]) -> None:
    accounts, people = full
    foreign = _first(accounts, people.clinic)
    for values in (
        insert(notice).values(id="n", organization=people.clinic, case=foreign, kind="reminded", at=NOW),
        insert(event).values(organization=people.clinic, number=9_999, at=NOW, who="x", action="x", about="x", told={},
                             before="", digest=""),
        insert(decision).values(id="x", case=foreign, line=1, round=77, outcome="denied", signed={}, at=NOW),
    ):  # fmt: skip
        with (
            pytest.raises(ProgrammingError, match="row-level security"),
            accounts.web.of(people.payer).writing() as one,
        ):
            one.execute(values)
    with pytest.raises(ProgrammingError, match="row-level security"), accounts.web.of(people.payer).writing() as one:
        one.execute(update(case).values(organization=people.clinic))


def test_what_is_only_added_to_is_neither_changed_nor_taken_away_by_pages_or_workers(
    full: tuple[Accounts, People],
) -> None:
    accounts, people = full
    for one in (accounts.web.of(people.payer), accounts.work):
        for name in ONLY_ADDED:
            for statement in (f"DELETE FROM {name}", f"UPDATE {name} SET {_column(name)} = {_column(name)}"):
                with pytest.raises(ProgrammingError, match="permission denied"), one.writing() as connection:
                    connection.execute(text(statement))
        with pytest.raises(ProgrammingError, match="must be owner"), one.writing() as connection:
            connection.execute(text("ALTER TABLE case_ DISABLE ROW LEVEL SECURITY"))
    with pytest.raises(ProgrammingError, match="permission denied"), accounts.work.reading() as connection:
        connection.execute(select(session))


def test_a_table_of_which_nobody_can_tell_whose_its_rows_are_is_refused() -> None:
    with pytest.raises(LookupError, match="needs a column 'organization'"):
        own_rows(Table("loose", MetaData(), Column("id", String, primary_key=True)))


# ---- what is done at the door


def test_at_the_door_who_may_enter_is_found_and_nothing_of_a_case(full: tuple[Accounts, People]) -> None:
    accounts, people = full
    door = accounts.web.at_the_door()
    for table in metadata.sorted_tables:
        found = counted(door, table.name)
        assert found == (counted(accounts.owner, table.name) if table.name in AT_THE_DOOR else 0), table.name
    with door.writing() as connection:
        bind(connection, people.payer)
        assert set(connection.execute(select(case.c.organization)).scalars()) == {people.payer}
    assert (
        counted(accounts.web, "case_") == 0
    )  # what a transaction said of itself ends with it, also on the same connection


def test_signing_in_and_the_session_work_under_the_account_of_the_pages(full: tuple[Accounts, People]) -> None:
    accounts, people = full
    email = f"Rita.Rowe@{people.payer}.example"
    made = sign_in(accounts.web, email, "four words in a row", NOW, "192.0.2.1")
    found = session_of(accounts.web, made.token, NOW + dt.timedelta(minutes=2))
    assert found is not None
    assert found.person == people.reviewer
    with accounts.owner.reading() as connection:
        assert connection.execute(select(func.count()).select_from(sign_in_try)).scalar_one() > 0
        names = select(person.c.name).join(session, session.c.person == person.c.id)
        assert people.reviewer.name in set(connection.execute(names).scalars())


# ---- workers, and the owner


def test_workers_see_the_work_of_all_and_do_it_as_its_organization(full: tuple[Accounts, People]) -> None:
    accounts, people = full
    look_at_clocks(accounts.work, LATER)
    for who in (people.reviewer, people.coordinator):
        with accounts.web.of(who.organization).reading() as connection:
            own = cases_of(connection, who).cases
            assert len(own) == 1
            assert own[0].proposal == "ask"
    assert counted(accounts.web.of(people.payer), "notice") > 0


def test_a_small_site_with_one_account_is_held_to_it_too(full: tuple[Accounts, People]) -> None:
    accounts, people = full
    with accounts.owner.of(people.payer).reading() as connection:
        assert case_of(connection, people.reviewer, _first(accounts, people.payer)).organization == people.payer
        assert set(connection.execute(select(case.c.organization)).scalars()) == {people.payer}
        assert set(connection.execute(select(organization.c.id)).scalars()) == {people.payer}


def test_an_account_that_may_not_change_tables_says_who_can(accounts: Accounts) -> None:
    migrate(accounts.web)  # as new as they should be: nothing to do
    change = text("UPDATE alembic_version SET version_num = :to")
    with accounts.owner.writing() as connection:
        connection.execute(change, {"to": "0001"})
    with pytest.raises(Conflict, match="may not change them") as told:
        migrate(accounts.web)
    with accounts.owner.writing() as connection:
        connection.execute(change, {"to": head()})
    assert "accord database prepare" in told.value.remedy
    with pytest.raises(Conflict, match="may not change them"):
        prepare(accounts.web)


def test_accounts_that_come_later_get_their_rights_by_prepare(accounts: Accounts) -> None:
    with accounts.owner.writing() as connection:
        connection.execute(text(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {WEB}"))
        connection.execute(text("DROP POLICY accord_own ON case_"))
    with pytest.raises(ProgrammingError, match="permission denied"):
        counted(accounts.web, "case_")
    prepare(accounts.owner)
    prepare(accounts.owner)
    assert counted(accounts.web, "case_") == 0


def _first(accounts: Accounts, of: str) -> str:
    with accounts.owner.reading() as connection:
        return connection.execute(select(case.c.id).where(case.c.organization == of)).scalars().first() or ""


def _column(table: str) -> str:
    return next(f'"{column.name}"' for column in metadata.tables[table].c)


# ---- what it costs

MANY = 20_000


def asked_for(database: Database, who: Person) -> list[tuple[str, object]]:
    """Every statement of a page of the work list, with its parameters."""
    told: list[tuple[str, object]] = []

    def keep(_: object, __: object, statement: str, parameters: object, *___: object) -> None:
        told.append((statement, parameters))

    listen(database.engine, "before_cursor_execute", keep)
    try:
        with database.reading() as connection:
            cases_of(connection, who)
    finally:
        remove(database.engine, "before_cursor_execute", keep)
    return [one for one in told if "case_" in one[0]]


def plan(database: Database, statement: str, parameters: object) -> str:
    with database.reading() as connection:
        rows = connection.exec_driver_sql(f"EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) {statement}", parameters)  # type: ignore[arg-type]
        return "\n".join(row[0] for row in rows)


def milliseconds(told: str) -> float:
    return float(told.rpartition("Execution Time: ")[2].split()[0])


def test_the_work_list_is_read_by_its_index_as_without_row_security(
    full: tuple[Accounts, People], postgres: str
) -> None:
    accounts, people = full
    fill = text(
        "INSERT INTO case_ (id, organization, reference, side, state, version, urgency, received_at, due_at, services, policy, "
        "proposal, sampled, changed_at) SELECT :of || n, :home, 'X-' || n, 'payer', 'received', 1, 'standard', now(), "
        "now() + n * interval '1 minute', '', '', '', false, now() FROM generate_series(1, :many) n"
    )
    with accounts.owner.writing() as connection:
        for of, home in (("a", people.payer), ("b", people.clinic)):
            connection.execute(fill, {"of": of, "home": home, "many": MANY})
    above = Database(postgres)  # a superuser, whom row security does not hold
    with above.writing() as connection:
        connection.execute(text("ANALYZE case_"))
    found = {}
    for name, one in (("held", accounts.web.of(people.payer)), ("free", above)):
        ((statement, parameters),) = asked_for(one, people.reviewer)
        found[name] = [plan(one, statement, parameters) for _ in range(5)]
    above.close()
    assert all("Index" in told and "Seq Scan" not in told for name in found for told in found[name]), found
    held, free = (min(milliseconds(told) for told in found[name]) for name in ("held", "free"))
    assert held < 2 * free + 1, (held, free)
