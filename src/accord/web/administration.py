"""The site as its administrators see it: the organization, settings as they are in force, indexes, outward calls, work.

Nothing is changed here but that failed work is ordered again: settings and indexes belong to the machine, not to a browser.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response
from fastapi.responses import RedirectResponse
from sqlalchemy import Connection, func, select

from accord.access import Act, check_may
from accord.audit.ledger import Ledger
from accord.cases.jobs import Standing, try_again, work_of
from accord.cases.rules import rules_of
from accord.cases.sampling import SHARE
from accord.db import row_security
from accord.db.engine import Database
from accord.db.sealing import fingerprint
from accord.db.tables import case, organization, person
from accord.doors.indexes import State, all_status
from accord.dossier.visible import one_line
from accord.paths import settings_file
from accord.policies.site import site_pack
from accord.settings import InForce, in_force, settings
from accord.web.pages import page
from accord.web.visit import Sent, Visit, Visiting, word
from accord.web.words import time_words
from accord.wording import say

MOST_CALLS = 200
MOST_WORK = 100
LONGEST_ABOUT = 96
router = APIRouter(prefix="/site")


def administrator(visit: Visiting) -> Visit:
    """Raises Forbidden for anybody else."""
    check_may(visit.person, Act.MANAGE_SITE)
    return visit


Administrator = Annotated[Visit, Depends(administrator)]


@router.get("")
def begin(visit: Administrator) -> Response:
    """The organization as it is kept, and the ways onward."""
    with visit.site.database.reading() as connection:
        own = connection.execute(select(organization).where(organization.c.id == visit.person.organization)).one()
        mine = person.c.organization == visit.person.organization
        people = connection.execute(select(func.count()).where(mine, person.c.active)).scalar_one()
        on = sum(rule.on for rule in rules_of(connection, visit.person.organization))
    return page(
        "site", visit, here="/site", own=own, made=time_words(own.made_at, visit.zone), people=people,
        side=say(f"web.site.side_{own.side}"), now=time_words(visit.now, visit.zone), rules=on,
        needs=say(f"web.rules.status_{settings().approval_needs}"), policies=len(site_pack().policies),
        share=f"{SHARE * 100:f}".removesuffix(".00"), held=_held(visit.site.database), key=fingerprint(),
    )  # fmt: skip


@router.get("/settings")
def show_settings(visit: Administrator) -> Response:
    """Every setting, its value and where it comes from; secrets are not shown."""
    file = settings_file().absolute()
    rows = [{"name": one.name, "value": _value(one), "what": one.what, "source": say(f"web.site.source_{one.source}")}
            for one in in_force()]  # fmt: skip
    return page("site_settings", visit, here="/site", rows=rows, file=str(file), there=file.exists())


@router.get("/indexes")
def show_indexes(visit: Administrator) -> Response:
    """Which edition each index has, how old it is, and what a person types to load it."""
    rows = [
        {
            "title": one.title, "index": one.index, "command": one.command, "release": one.release,
            "badge": "met" if one.state is State.LOADED and not one.stale else "unclear",
            "state": say("web.site.index_stale") if one.stale else say(f"web.site.index_{one.state.value}"),
            "age": say("web.site.days", days=one.age_days) if one.age_days is not None else "–",
            "counts": ", ".join(f"{count:,} {what}" for what, count in one.counts.items()),
            "faults": [one_line(fault) for fault in one.faults], "building": one.building,
        }
        for one in all_status()
    ]  # fmt: skip
    return page("site_indexes", visit, here="/site", rows=rows)


@router.get("/ledger")
def show_ledger(visit: Administrator) -> Response:
    """Calls that left this machine. What they carried is shown where the machine serves one organization alone."""
    alone = _organizations(visit.site.database) == 1
    rows = [
        {
            "at": time_words(one.at, visit.zone), "service": one_line(one.service), "method": one.method,
            "to": one_line(f"{one.host}{one.path}"), "outcome": one_line(one.outcome), "bytes": one.bytes_in,
            "seconds": f"{one.seconds:.1f}", "carried": one_line(one.carried) if alone else "",
        }
        for one in Ledger(settings().data / "ledger.sqlite").calls(MOST_CALLS)
    ]  # fmt: skip
    return page("site_ledger", visit, here="/site", rows=rows, alone=alone, most=MOST_CALLS,
                hosts=settings().allow_hosts)  # fmt: skip


@router.get("/work")
def show_work(visit: Administrator) -> Response:
    """What a worker is at, what waits, and what failed too often."""
    with visit.site.database.reading() as connection:
        running, waiting, failed = work_of(connection, visit.person.organization, visit.now, MOST_WORK)
        named = _references(connection, visit, [*running, *waiting, *failed])
    rows = {name: [_work(one, named, visit) for one in found]
            for name, found in (("running", running), ("waiting", waiting), ("failed", failed))}  # fmt: skip
    idle = bool(waiting) and not running and min(one.run_at for one in waiting) < visit.now - dt.timedelta(minutes=5)
    return page("site_work", visit, here="/site", rows=rows, most=MOST_WORK, idle=idle)


@router.post("/work")
def again(visit: Administrator, form: Sent) -> Response:
    """Failed work once more. Raises NotFound for what is none of the organization's, or runs."""
    about = word(form, "about")[:LONGEST_ABOUT]
    try_again(visit.site.database, visit.person, word(form, "kind")[:32], about, visit.now)
    return RedirectResponse("/site/work", 303)


def _held(database: Database) -> str:
    """Whether the database itself holds the line between organizations."""
    if database.is_sqlite:
        return say("web.site.held_sqlite")
    with database.reading() as connection:
        if not row_security.holds(connection):
            return say("web.site.held_not")
        return say("web.site.held_owner") if row_security.owns(connection) else say("web.site.held")


def _organizations(database: Database) -> int:
    with database.at_the_door().reading() as connection:
        return connection.execute(select(func.count()).select_from(organization)).scalar_one()


def _value(one: InForce) -> str:
    """As a person reads it."""
    value = one.value
    if one.secret:
        return say("web.site.secret") if value else "–"
    if isinstance(value, bool):
        return say("web.site.yes") if value else say("web.site.no")
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {told}" for name, told in value.items()) or "–"  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, tuple | list):
        return ", ".join(str(one) for one in value) or "–"  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    return "–" if value is None or value == "" else one_line(str(value))


def _references(connection: Connection, visit: Visit, work: Sequence[Standing]) -> Mapping[str, str]:
    """Case id -> its number, of the person's organization."""
    ids = {_case_of(one) for one in work}
    mine = select(case.c.id, case.c.reference).where(
        case.c.organization == visit.person.organization, case.c.id.in_(ids)
    )
    return {row.id: row.reference for row in connection.execute(mine)}


def _case_of(one: Standing) -> str:
    return one.about.partition(" ")[2].partition(" ")[0]


def _work(one: Standing, named: Mapping[str, str], visit: Visit) -> dict[str, Any]:
    return {
        "kind": one.kind, "about": one.about, "case": named.get(_case_of(one), one_line(one.about)),
        "words": say(f"web.site.work_{one.kind}") if one.kind in KNOWN else one_line(one.kind.replace("_", " ")),
        "tries": one.tries, "fault": one_line(one.fault), "from": time_words(one.run_at, visit.zone),
        "until": time_words(one.leased_until, visit.zone) if one.leased_until else "",
    }  # fmt: skip


KNOWN = frozenset({"review", "approve_by_rule"})
