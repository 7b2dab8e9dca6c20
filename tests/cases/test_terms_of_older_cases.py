"""Cases that were there before the search are found by it: their terms are made when the tables are brought up to date."""

from __future__ import annotations

from uuid import uuid4

import sqlalchemy as sa
from alembic import command

from accord.cases.case import name_digests
from accord.cases.search import member_digest
from accord.db.engine import Database
from accord.db.migrate import config, migrate
from accord.db.sealing import blind, seal
from accord.db.tables import case_term
from tests.cases.conftest import NOW

BEFORE = "0008"


def test_names_codes_and_member_ids_are_copied(database: Database) -> None:
    with database.writing() as connection:
        empty(connection)
        command.upgrade(config(connection), BEFORE)
        home, case = older_case(connection)
    migrate(database)
    with database.reading() as connection:
        found = connection.execute(sa.select(case_term).where(case_term.c.case == case)).all()
    wanted = {*name_digests("Jane Doe"), "E0601", "A7030", member_digest("1EG4 TE5 MK73")}
    assert {row.term for row in found} == wanted
    assert {(row.organization, row.received_at) for row in found} == {(home, NOW)}


def empty(connection: sa.Connection) -> None:
    """No tables at all."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("DROP SCHEMA public CASCADE"))
        connection.execute(sa.text("CREATE SCHEMA public"))
        return
    connection.execute(sa.text("PRAGMA defer_foreign_keys = ON"))
    names = connection.execute(
        sa.text("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    )
    for name in names.scalars().all():
        connection.execute(sa.text(f'DROP TABLE "{name}"'))


def older_case(connection: sa.Connection) -> tuple[str, str]:
    """A case as the tables of that revision hold it: (organization, case)."""
    home, case = str(uuid4()), str(uuid4())
    kinds = {
        "received_at": sa.DateTime(timezone=True),
        "changed_at": sa.DateTime(timezone=True),
        "made_at": sa.DateTime(timezone=True),
    }

    def add(table: str, **values: object) -> None:
        into = sa.table(table, *(sa.column(name, kinds.get(name)) for name in values))
        connection.execute(sa.insert(into).values(values))

    utc = NOW if connection.dialect.name == "postgresql" else NOW.replace(tzinfo=None)
    add("organization", id=home, name="Plan", side="payer", time_zone="America/New_York", made_at=utc)
    add(
        "case_", id=case, organization=home, reference="PA-2026-000001", side="payer", state="received", version=1,
        urgency="standard", received_at=utc, member=seal(b"1EG4 TE5 MK73"), sampled=False, changed_at=utc,
    )  # fmt: skip
    for word in ("jane", "doe"):
        add("case_name", case=case, digest=blind(word), organization=home)
    for number, code in enumerate(("E0601", "a7030", "E0601"), 1):
        add("case_line", case=case, number=number, code=code)
    return home, case
