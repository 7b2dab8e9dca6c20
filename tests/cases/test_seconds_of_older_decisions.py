"""Decisions of before know how long they were looked at: it is added up from the trail when the tables are brought up to date."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from alembic import command

from accord.cases.attention import seconds_open
from accord.db.engine import Database
from accord.db.migrate import config, migrate
from accord.db.tables import decision
from tests.cases.conftest import NOW
from tests.cases.test_terms_of_older_cases import empty

BEFORE, SECOND = "0011", dt.timedelta(seconds=1)
# (seconds before the decision, who, about what): 20 + 300 (they were elsewhere) + 30 to the decision; the rest counts nothing
ACTS = ((2_000_000, "p", "case"), (1_000, "p", "case"), (980, "p", "other"), (900, "q", "case"), (800, "p", "case"), (30, "p", "case"),
        (0, "p", "case"), (-50, "p", "case"), (-60, "p", "other"))  # fmt: skip


def test_they_are_added_up_as_a_decision_of_today_would(database: Database) -> None:
    with database.writing() as connection:
        empty(connection)
        command.upgrade(config(connection), BEFORE)
        home, case, person = older_decision(connection)
    migrate(database)
    with database.reading() as connection:
        rows = connection.execute(sa.select(decision.c.round, decision.c.by, decision.c.seconds)).all()
        now = seconds_open(connection, home, person, case, NOW + 61 * SECOND)
    assert {(row.round, row.by, row.seconds) for row in rows} == {(1, person, 350.0), (2, None, None)}
    assert now == 20 + 300 + 30 + 50 + 10


def older_decision(connection: sa.Connection) -> tuple[str, str, str]:
    """A person's decision and a rule's, as the tables of that revision hold them: (organization, case, person)."""
    home, case, other, p, q = (str(uuid4()) for _ in range(5))
    kinds = {name: sa.DateTime(timezone=True) for name in ("received_at", "changed_at", "made_at", "at")}
    naive = connection.dialect.name == "sqlite"

    def add(table: str, **values: Any) -> None:
        into = sa.table(
            table, *(sa.column(name, kinds.get(name, sa.JSON() if name == "told" else None)) for name in values)
        )
        connection.execute(sa.insert(into).values(values))

    def at(seconds: float) -> dt.datetime:
        moment = NOW - seconds * SECOND
        return moment.replace(tzinfo=None) if naive else moment

    add("organization", id=home, name="Plan", side="payer", time_zone="America/New_York", made_at=at(0))
    for who, name in ((p, "p"), (q, "q")):
        add("person", id=who, organization=home, name=name, email=name, active=True, made_at=at(0))
    add("case_", id=case, organization=home, reference="PA-2026-000001", side="payer", state="decided", version=1,
        urgency="standard", received_at=at(0), sampled=False, changed_at=at(0))  # fmt: skip
    add("case_line", case=case, number=1, code="E0601")
    for round_, by in ((1, p), (2, None)):
        add("decision", id=str(uuid4()), case=case, line=1, round=round_, outcome="approved", by=by, at=at(0))
    for number, (before, who, about) in enumerate(ACTS, 1):
        add("event", organization=home, number=number, at=at(before), who={"p": p, "q": q}[who], action="seen",
            about=f"case {case if about == 'case' else other}", told={}, before="", digest="")  # fmt: skip
    return home, case, p
