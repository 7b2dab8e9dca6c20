"""Small words of the pages: times in the organization's zone, how long is left, the names of states and people."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from accord.access import Role
from accord.cases.case import Case
from accord.cases.clocks import ESCALATE_BEFORE, REMIND_BEFORE
from accord.cases.states import STATES, State, Step
from accord.db.tables import person
from accord.wording import say

MINUTE, HOUR, DAY = 60, 3_600, 86_400
OF_A_CASE = re.compile(r"(/cases/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:/.*)?")


@dataclass(frozen=True, slots=True)
class Due:
    """How a case stands with its clock. level -- overdue, soon, near, later or none: a colour beside the words."""

    level: str
    words: str
    moment: str


def due_of(case: Case, now: dt.datetime, zone: ZoneInfo) -> Due:
    """'due in 2 days 4 h'."""
    if case.due_at is None:
        return Due("none", say("web.due.stands" if STATES[case.state].runs else "web.due.none"), "")
    left, moment = case.due_at - now, time_words(case.due_at, zone)
    if left <= dt.timedelta(0):
        return Due("overdue", say("web.due.overdue", span=span_words(-left)), moment)
    told = say("web.due.left", span=span_words(left))
    if left <= ESCALATE_BEFORE[case.urgency]:
        return Due("soon", say("web.due.soon", told=told), moment)
    return Due("near" if left <= REMIND_BEFORE[case.urgency] else "later", told, moment)


def span_words(span: dt.timedelta) -> str:
    """'2 days 4 h', '5 h 20 min', '12 min'."""
    seconds = int(span.total_seconds())
    days, hours, minutes = seconds // DAY, seconds % DAY // HOUR, seconds % HOUR // MINUTE
    if days:
        return say("web.due.days" if days > 1 else "web.due.day", days=days, hours=hours)
    return say("web.due.hours", hours=hours, minutes=minutes) if hours else say("web.due.minutes", minutes=minutes)


def time_words(moment: dt.datetime, zone: ZoneInfo) -> str:
    """'2026-05-12 10:30 EDT'."""
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M %Z")


def state_words(state: State) -> str:
    """'in review'."""
    return say(f"web.state.{state.value}")


def step_words(step: Step) -> str:
    """What stands on the button."""
    return say(f"web.step.{step.value}")


def role_words(role: Role) -> str:
    """'medical director'."""
    return say(f"web.role.{role.value}")


def names_of(connection: Connection, organization: str, ids: Iterable[str | None]) -> Mapping[str, str]:
    """id -> name, also of those who may no longer act."""
    wanted = {one for one in ids if one}
    query = select(person.c.id, person.c.name).where(person.c.organization == organization, person.c.id.in_(wanted))
    return {row.id: row.name for row in connection.execute(query)} if wanted else {}


def case_page_of(path: str) -> str:
    """The page of the case that an address is about; '' for any other."""
    found = OF_A_CASE.fullmatch(path)
    return found[1] if found else ""
