"""Signing in: who may, how often, for how long; and what of it is kept."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from sqlalchemy import select, text, update

from accord.access import Person, Role
from accord.access.common_passwords import is_common
from accord.access.organizations import change_roles, take_access
from accord.access.passwords import HASHER, check_password, hashed, holds, set_password
from accord.access.sessions import REMEMBERED, MustWait, check_form_token, session_of, sign_in, sign_out
from accord.access.tries import forget_old_tries
from accord.audit.chain import events_of, verify_chain
from accord.db.engine import Database
from accord.db.tables import person as people_table
from accord.db.tables import session as sessions
from accord.db.tables import sign_in_try
from accord.errors import Forbidden, Invalid
from tests.cases.conftest import NOW, People

WORDS = "nine herons wade slowly"
MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The least cost: the tests are of the rules around it."""
    from argon2 import PasswordHasher

    from accord.access import passwords

    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    passwords._nobodys.cache_clear()


@pytest.fixture
def rita(database: Database, people: People) -> str:
    """The reviewer's address; her password is set."""
    set_password(database, None, people.reviewer, WORDS, NOW)
    return email_of(database, people.reviewer)


def email_of(database: Database, person: Person) -> str:
    with database.reading() as connection:
        return connection.execute(select(people_table.c.email).where(people_table.c.id == person.id)).scalar_one()


def actions(database: Database, organization: str) -> list[str]:
    with database.reading() as connection:
        assert verify_chain(connection, organization).fault == ""
        found = [one.action for one in events_of(connection, organization)]
    return [one for one in found if one not in ("organization_made", "person_made")]


def test_who_knows_the_password_is_signed_in_as_themselves(database: Database, people: People, rita: str) -> None:
    session = sign_in(database, f"  {rita.upper()} ", WORDS, NOW)
    assert session.person == people.reviewer
    found = session_of(database, session.token, NOW)
    assert found == session
    assert actions(database, people.payer) == ["password_set", "signed_in"]


def test_of_the_token_only_a_digest_is_kept(database: Database, rita: str) -> None:
    session = sign_in(database, rita, WORDS, NOW)
    with database.reading() as connection:
        row = connection.execute(select(sessions)).one()
        kept = connection.execute(text("SELECT password FROM person WHERE password <> ''")).scalar_one()
    assert session.token not in str(row)
    assert session.form_token not in str(row)
    assert session_of(database, row.digest, NOW) is None
    assert kept.startswith("$argon2id$")
    assert WORDS not in kept


def test_every_refusal_reads_the_same(database: Database, people: People, rita: str) -> None:
    set_password(database, None, people.second, WORDS, NOW)
    gone = email_of(database, people.second)
    with database.writing() as connection:
        take_access(connection, "system", people.second, NOW)
    told = set()
    for email, password in (
        ("nobody@example.org", WORDS), (rita, "not the password"), (gone, WORDS), ("", ""), (rita, ""),
        (email_of(database, people.director), ""), (email_of(database, people.director), "nobody has this password"),
    ):  # fmt: skip
        with pytest.raises(Forbidden) as fault:
            sign_in(database, email, password, NOW)
        told.add(str(fault.value))
    assert len(told) == 1


def test_nobody_costs_as_much_as_somebody(database: Database, rita: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from accord.access import passwords

    checked: list[str] = []

    class Counting:
        def verify(self, kept: str, password: str) -> bool:
            checked.append(kept.rpartition("$")[0].rpartition("$")[0])
            return HASHER.verify(kept, password)

        def hash(self, password: str) -> str:
            return passwords_hasher.hash(password)

    passwords_hasher = passwords.HASHER
    monkeypatch.setattr(passwords, "HASHER", Counting())
    for email in (rita, "nobody@example.org"):
        with pytest.raises(Forbidden):
            sign_in(database, email, "not the password", NOW)
    assert len(checked) == 2
    assert checked[0] == checked[1]  # the same kind and cost


def test_after_five_failures_one_waits_longer_each_time(database: Database, people: People, rita: str) -> None:
    waits: list[int] = []
    now = NOW
    for turn in range(9):
        with pytest.raises(Forbidden) as fault:
            sign_in(database, rita, "not the password", now)
        assert not isinstance(fault.value, MustWait)
        if waits or turn == 4:
            with pytest.raises(MustWait, match="Wait") as told:
                sign_in(database, rita, WORDS, now)
            waits.append(told.value.seconds)
            now += dt.timedelta(seconds=told.value.seconds)
    assert waits == [60, 120, 240, 480, 960]
    assert sign_in(database, rita, WORDS, now).person == people.reviewer
    assert actions(database, people.payer).count("locked") == 5
    with pytest.raises(Forbidden) as fault:  # counted from the beginning again
        sign_in(database, rita, "not the password", now)
    assert not isinstance(fault.value, MustWait)


def test_the_lock_tells_nothing_about_who_is_there(database: Database, rita: str) -> None:
    for email in (rita, "nobody@example.org"):
        for _ in range(5):
            with pytest.raises(Forbidden) as fault:
                sign_in(database, email, "not the password", NOW)
            assert not isinstance(fault.value, MustWait)
        with pytest.raises(MustWait):
            sign_in(database, email, WORDS, NOW)


def test_a_lock_is_of_one_address_and_a_new_password_opens_it(database: Database, people: People, rita: str) -> None:
    set_password(database, None, people.second, WORDS, NOW)
    for _ in range(5):
        with pytest.raises(Forbidden):
            sign_in(database, rita, "not the password", NOW)
    assert sign_in(database, email_of(database, people.second), WORDS, NOW)
    set_password(database, None, people.reviewer, "other " + WORDS, NOW)
    assert sign_in(database, rita, "other " + WORDS, NOW)


def test_many_guesses_at_once_get_no_further(database: Database, rita: str) -> None:
    told: list[type] = []

    def guess() -> None:
        try:
            sign_in(database, rita, "not the password", NOW)
        except Forbidden as fault:
            told.append(type(fault))

    threads = [threading.Thread(target=guess) for _ in range(12)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert (told.count(Forbidden), told.count(MustWait)) == (5, 7)


def test_many_sign_in_and_out_at_once_and_nobody_is_turned_away(database: Database, people: People, rita: str) -> None:
    set_password(database, None, people.second, WORDS, NOW)
    faults: list[BaseException] = []

    def work(email: str) -> None:
        try:
            for _ in range(3):
                session = sign_in(database, email, WORDS, NOW, "192.0.2.7")
                session_of(database, session.token, NOW + 2 * MINUTE)
                sign_out(database, session.token, NOW)
        except BaseException as fault:  # noqa: BLE001
            faults.append(fault)

    emails = [rita, email_of(database, people.second)] * 4
    threads = [threading.Thread(target=work, args=(email,)) for email in emails]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert faults == []
    assert (
        actions(database, people.payer).count("signed_in") == actions(database, people.payer).count("signed_out") >= 8
    )


def test_one_caller_tries_thirty_addresses_and_then_waits(database: Database, people: People, rita: str) -> None:
    for number in range(40):  # who signs in is not counted
        if number % 10 == 5:
            sign_in(database, rita, WORDS, NOW, "192.0.2.7")
        with pytest.raises(Forbidden) as fault:
            sign_in(database, f"{number}@example.org", "guess guess guess", NOW, "192.0.2.7")
        if isinstance(fault.value, MustWait):
            break
    assert number == 30
    with pytest.raises(MustWait):
        sign_in(database, rita, WORDS, NOW, "192.0.2.7")
    assert sign_in(database, rita, WORDS, NOW, "192.0.2.8").person == people.reviewer
    assert sign_in(database, rita, WORDS, NOW + MINUTE, "192.0.2.7").person == people.reviewer


def test_tries_are_kept_without_addresses_and_for_a_day(database: Database) -> None:
    with pytest.raises(Forbidden):
        sign_in(database, "nobody@example.org", "guess", NOW, "192.0.2.7")
    with database.writing() as connection:
        assert "nobody" not in str(connection.execute(select(sign_in_try)).all())
        forget_old_tries(connection, NOW + 23 * HOUR)
        assert len(connection.execute(select(sign_in_try)).all()) == 2
        forget_old_tries(connection, NOW + 25 * HOUR)
        assert connection.execute(select(sign_in_try)).all() == []


def test_a_session_ends_after_half_an_hour_without_a_page(database: Database, rita: str) -> None:
    token = sign_in(database, rita, WORDS, NOW).token
    assert session_of(database, token, NOW + 29 * MINUTE) is not None
    assert session_of(database, token, NOW + 58 * MINUTE) is not None
    assert session_of(database, token, NOW + 88 * MINUTE) is None
    assert session_of(database, token, NOW + 59 * MINUTE) is not None  # the clock alone took nothing away


def test_a_session_ends_after_twelve_hours_in_any_case(database: Database, rita: str) -> None:
    token, now = sign_in(database, rita, WORDS, NOW).token, NOW
    while now + 20 * MINUTE < NOW + 12 * HOUR:
        now += 20 * MINUTE
        assert session_of(database, token, now) is not None
    assert session_of(database, token, NOW + 12 * HOUR) is None


def test_a_session_is_written_at_most_once_a_minute(database: Database, rita: str) -> None:
    token = sign_in(database, rita, WORDS, NOW).token

    def seen_at() -> dt.datetime:
        with database.reading() as connection:
            return connection.execute(select(sessions.c.seen_at)).scalar_one()

    for seconds, expected in ((0, 0), (59, 0), (60, 60), (100, 60), (125, 125)):
        session_of(database, token, NOW + dt.timedelta(seconds=seconds))
        assert seen_at() == NOW + dt.timedelta(seconds=expected)


def test_who_signs_out_is_out(database: Database, people: People, rita: str) -> None:
    here, there = sign_in(database, rita, WORDS, NOW), sign_in(database, rita, WORDS, NOW)
    sign_out(database, here.token, NOW)
    sign_out(database, here.token, NOW)
    sign_out(database, "nobody's", NOW)
    assert session_of(database, here.token, NOW) is None
    assert session_of(database, there.token, NOW) is not None
    assert actions(database, people.payer).count("signed_out") == 1


def test_what_changes_a_persons_rights_ends_their_sessions(database: Database, people: People, rita: str) -> None:
    def changed() -> None:
        with database.writing() as connection:
            change_roles(connection, "system", people.reviewer, [Role.AUDITOR], NOW)

    def taken() -> None:
        with database.writing() as connection:
            take_access(connection, "system", people.reviewer, NOW)

    for act in (changed, lambda: set_password(database, None, people.reviewer, WORDS, NOW), taken):
        session = sign_in(database, rita, WORDS, NOW)
        act()
        assert session_of(database, session.token, NOW) is None
    with pytest.raises(Forbidden):
        sign_in(database, rita, WORDS, NOW)


@pytest.mark.parametrize("happens", ["password", "access"])
def test_what_changes_while_a_password_is_checked_counts(
    database: Database, people: People, rita: str, monkeypatch: pytest.MonkeyPatch, happens: str
) -> None:
    from accord.access import sessions as module

    def slow(kept: str, password: str) -> bool:
        if happens == "password":
            set_password(database, None, people.reviewer, "other " + WORDS, NOW)
        else:
            with database.writing() as connection:
                take_access(connection, "system", people.reviewer, NOW)
        return holds(kept, password)

    monkeypatch.setattr(module, "holds", slow)
    with pytest.raises(Forbidden):
        sign_in(database, rita, WORDS, NOW)
    with database.reading() as connection:
        assert connection.execute(select(sessions)).all() == []


def test_old_sessions_are_taken_away_at_the_next_sign_in(database: Database, rita: str) -> None:
    sign_in(database, rita, WORDS, NOW)
    sign_in(database, rita, WORDS, NOW + 12 * HOUR + REMEMBERED)
    with database.reading() as connection:
        assert len(connection.execute(select(sessions)).all()) == 1


def test_a_form_of_another_session_is_refused(database: Database, rita: str) -> None:
    mine, other = sign_in(database, rita, WORDS, NOW), sign_in(database, rita, WORDS, NOW)
    check_form_token(mine, mine.form_token)
    for given in ("", other.form_token, mine.token, mine.form_token[:-1], "ä"):
        with pytest.raises(Forbidden, match="form"):
            check_form_token(mine, given)


def test_a_password_kept_at_a_lower_cost_is_kept_anew(database: Database, rita: str) -> None:
    from argon2 import PasswordHasher

    old = PasswordHasher(time_cost=1, memory_cost=16, parallelism=1).hash(WORDS)
    with database.writing() as connection:
        connection.execute(update(people_table).where(people_table.c.email == rita).values(password=old))
    assert sign_in(database, rita, WORDS, NOW)
    with database.reading() as connection:
        kept = connection.execute(select(people_table.c.password).where(people_table.c.email == rita)).scalar_one()
    assert "m=8," in kept
    assert sign_in(database, rita, WORDS, NOW)


def test_whose_password_somebody_may_set(database: Database, people: People, rita: str) -> None:
    new = "slowly wade nine herons"
    set_password(database, people.reviewer, people.reviewer, new, NOW)
    assert sign_in(database, rita, new, NOW)
    for by in (people.director, people.stranger):
        with pytest.raises(Forbidden):
            set_password(database, by, people.reviewer, "mine now and for ever", NOW)
    with database.writing() as connection:
        change_roles(connection, "system", people.stranger, [Role.ADMINISTRATOR], NOW)
        change_roles(connection, "system", people.director, [Role.ADMINISTRATOR], NOW)
    from accord.access.organizations import person_of

    with database.reading() as connection:
        foreign, own = (person_of(connection, one.id) for one in (people.stranger, people.director))
    with pytest.raises(Forbidden, match="another organization"):
        set_password(database, foreign, people.reviewer, "mine now and for ever", NOW)
    set_password(database, own, people.reviewer, "given by the administrator", NOW)
    assert sign_in(database, rita, "given by the administrator", NOW)


@pytest.mark.parametrize(
    ("password", "told"),
    [
        ("", "at least 12"), ("elevenchars", "at least 12"), ("x" * 257, "at most 256"), ("Rita Rowe Rita", None),
        ("Rita.Rowe@hill.example", "name or e-mail"), ("rita_rowe@hill_example", "name or e-mail"),
        ("rita.rowe.at.hill", "name or e-mail"), ("            ", "name or e-mail"), ("password1234", "tried first"),
        ("P@ssw0rd2026!", "tried first"), ("Welcome-2026-!", "tried first"), ("qwertyuiop12", "tried first"),
        ("123456789012", "tried first"), ("abcabcabcabc", "tried first"), ("abcdefghijkl", "tried first"),
        ("aaaaaaaaaaab", "tried first"), ("Summer2026!!", "tried first"), ("correct horse battery staple", "tried first"),
        (WORDS, None), ("kV7#pq2Lm0Zx", None), ("summer herons wade", None), ("пароль из слов", None), ("welcome, nine herons", None),
    ],
)  # fmt: skip
def test_which_passwords_are_taken(password: str, told: str | None) -> None:
    if told is None:
        check_password(password, "Rita Rowe", "rita.rowe.at.hill@hill.example")
        return
    email = "Rita.Rowe@hill.example" if "@" in password or "_" in password else "rita.rowe.at.hill@x.y"
    with pytest.raises(Invalid, match=told):
        check_password(password, "Rita Rowe", email)


def test_the_usual_cost_is_what_the_guides_ask_for() -> None:
    from accord.access import passwords

    assert HASHER is not passwords.HASHER  # this file's own is cheap
    assert HASHER.memory_cost >= 46 * 1024
    assert hashed("x").startswith("$argon2id$")
    assert not is_common("a heron and a wader")
