"""The database: made once, sealed, all or nothing, on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text

from accord.db import sealing
from accord.db.engine import Database
from accord.db.migrate import migrate
from accord.db.tables import metadata, organization
from accord.errors import Conflict, Invalid, Unavailable
from tests.cases.conftest import NOW


def add(database: Database, name: str) -> None:
    with database.writing() as connection:
        connection.execute(
            insert(organization).values(id=name, name=name, side="payer", time_zone="America/New_York", made_at=NOW)
        )


def names(database: Database) -> list[str]:
    with database.reading() as connection:
        return sorted(connection.execute(select(organization.c.name)).scalars())


def test_the_revisions_make_the_tables_of_this_version(database: Database) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_a_transaction_is_kept_whole_or_not_at_all(database: Database) -> None:
    with pytest.raises(RuntimeError), database.writing() as connection:  # noqa: PT012
        connection.execute(
            insert(organization).values(id="a", name="a", side="payer", time_zone="America/New_York", made_at=NOW)
        )
        raise RuntimeError
    assert names(database) == []
    add(database, "b")
    assert names(database) == ["b"]


def test_times_come_back_in_utc_and_one_without_zone_is_refused(database: Database) -> None:
    add(database, "a")
    with database.reading() as connection:
        assert connection.execute(select(organization.c.made_at)).scalar_one() == NOW
    with pytest.raises(Exception, match="zone"), database.writing() as connection:
        connection.execute(insert(organization).values(id="x", name="x", side="payer", time_zone="UTC",
                                                       made_at=NOW.replace(tzinfo=None)))  # fmt: skip


def test_many_threads_write_and_none_is_turned_away(database: Database) -> None:
    faults: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for turn in range(5):
                add(database, f"{number}-{turn}")
        except BaseException as fault:  # noqa: BLE001
            faults.append(fault)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert faults == []
    assert len(names(database)) == 40


MIGRATE = "import sys; from accord.db.engine import Database; from accord.db.migrate import migrate; migrate(Database(sys.argv[1]))"


def test_processes_that_start_at_once_make_the_tables_once(tmp_path) -> None:
    address = f"sqlite:///{tmp_path / 'new.sqlite'}"
    running = [subprocess.Popen([sys.executable, "-c", MIGRATE, address], stderr=subprocess.PIPE) for _ in range(4)]
    assert [process.communicate()[1] for process in running] == [b""] * 4
    assert names(Database(address)) == []


def test_a_database_of_a_newer_version_is_not_touched(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Conflict, match="newer version"):
        migrate(database)


@pytest.mark.parametrize("address", ["mysql://x/y", "nonsense", "", "oracle+cx://h/d"])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(Invalid, match=r"ACCORD_DATABASE|no database"):
        Database(address)


def test_a_database_that_does_not_answer_is_unavailable(tmp_path) -> None:
    with pytest.raises(Unavailable, match="cannot be opened"):
        migrate(Database(f"postgresql://nobody@/nothing?host={tmp_path}"))
    with pytest.raises(Unavailable):
        migrate(Database(f"sqlite:///{tmp_path}/no/such/folder/a.sqlite"))


def test_what_is_sealed_is_not_readable_and_opens_only_under_its_key_and_place(monkeypatch) -> None:
    sealed = sealing.seal(b"Ada Wren", "here")
    assert b"Ada" not in sealed
    assert sealing.unseal(sealed, "here") == b"Ada Wren"
    assert sealing.seal(b"Ada Wren", "here") != sealed
    for changed, about in (
        (sealed[:-1] + bytes([sealed[-1] ^ 1]), "here"),
        (sealed, "there"),
        (b"\x02" + sealed[1:], "here"),
    ):
        with pytest.raises(Unavailable):
            sealing.unseal(changed, about)
    monkeypatch.setenv("ACCORD_KEY", "ab" * 32)
    for kept in (sealing.settings, sealing.site_key):
        kept.cache_clear()
    with pytest.raises(Unavailable, match="site's key is another"):
        sealing.unseal(sealed, "here")


def test_the_key_is_made_once_and_only_the_account_reads_it(tmp_path) -> None:
    first = sealing.site_key()
    sealing.site_key.cache_clear()
    assert sealing.site_key() == first
    path = tmp_path / "data" / "key"
    assert path.stat().st_mode & 0o077 == 0
    path.write_text("not a key")
    sealing.site_key.cache_clear()
    with pytest.raises(Invalid, match="64 hexadecimal"):
        sealing.site_key()


def test_names_are_found_whatever_their_case_and_accents() -> None:
    assert sealing.blind("José  Álvarez") == sealing.blind("jose alvarez")
    assert sealing.blind("Jose") != sealing.blind("Josef")


def rights(path: Path) -> set[int]:
    """Of a file of SQLite and of what stands beside it while it is open."""
    files = [path.with_name(path.name + more) for more in ("", "-wal", "-shm")]
    return {file.stat().st_mode & 0o777 for file in files}


def test_the_file_of_a_site_is_for_its_account_alone(tmp_path: Path) -> None:
    path = tmp_path / "accord.sqlite"
    before = os.umask(0o022)
    try:
        made = Database(f"sqlite:///{path}")
        migrate(made)
        add(made, "a")
        with made.reading() as connection:
            connection.execute(text("SELECT 1"))
            assert rights(path) == {0o600}
            for file in tmp_path.glob("accord.sqlite*"):
                file.chmod(0o644)  # as an older version made it
            again = Database(f"sqlite:///{path}")
            assert names(again) == ["a"]
            assert rights(path) == {0o600}
        again.close()
        made.close()
    finally:
        os.umask(before)
