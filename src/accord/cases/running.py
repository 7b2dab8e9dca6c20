"""What a step does to the clock of its case: some begin it anew, one lets it run again, most leave it as it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, insert

from accord.cases.case import Case, clock_of, time_zone_of
from accord.cases.clocks import ClockRow, RowKind, check_order, due_at, stands
from accord.cases.states import STATES, Step, Transition
from accord.db.tables import clock
from accord.wording import say

# With these steps the other side has it from now on, or the case is weighed once more: the day is counted from them.
BEGINS: Mapping[Step, RowKind] = {
    Step.SEND: RowKind.SENT, Step.APPEAL: RowKind.APPEALED, Step.REOPEN: RowKind.REOPENED,
}  # fmt: skip
# What is reminded of is reminded of anew once there is another day.
OPENED_ANEW: Mapping[str, None] = {"reminded_at": None, "escalated_at": None, "overdue_at": None}


def keep_row(connection: Connection, case_id: str, number: int, row: ClockRow, by: str | None) -> None:
    """One dated row more."""
    connection.execute(
        insert(clock).values(case=case_id, number=number, kind=row.kind.value, at=row.at, days=row.days or None,
                             reason=row.reason, by=by)
    )  # fmt: skip


def run_on(
    connection: Connection, seen: Case, way: Transition, by: str | None, now: dt.datetime, *, papers: bool = False
) -> tuple[Mapping[str, Any], Mapping[str, str]]:
    """(what changes of the case, what the audit row tells of the clock) by a step; a row of the clock where it makes one.

    papers -- what was asked for came as papers. Where the clock does not run the case shows no day.
    Raises Conflict where this machine's clock was set back.
    """
    rows = clock_of(connection, seen.id)
    row = _row(way.step, rows, now, papers=papers)
    if row is not None:
        check_order(rows, row)
        rows.append(row)
        keep_row(connection, seen.id, len(rows), row, by)
    due = None
    if STATES[way.target].runs:
        due = due_at(rows, seen.urgency, time_zone_of(connection, seen.organization))
    return {"due_at": due, **(OPENED_ANEW if row else {})}, ({"clock": row.kind.value} if row else {})


def _row(step: Step, rows: list[ClockRow], now: dt.datetime, *, papers: bool) -> ClockRow | None:
    if step in BEGINS:
        return ClockRow(BEGINS[step], now)
    if step is Step.MORE_CAME and stands(rows):
        return ClockRow(RowKind.RESUMED, now, reason=say("clock.papers_came" if papers else "clock.more_came"))
    return None
