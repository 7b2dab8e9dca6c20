"""Every route by every role, by nobody and by a foreign organization's people: answered as the table says, nothing changed."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from fastapi.routing import APIRoute
from sqlalchemy import func, select
from starlette.routing import BaseRoute
from starlette.testclient import TestClient

from accord.access import Act, Person, Role
from accord.access.organizations import make_person
from accord.access.roles import MAY
from accord.api.app import make_app as make_api
from accord.cases.states import TRANSITIONS, Step
from accord.cli.serve import Doors, for_programs
from accord.db.tables import case as cases
from accord.db.tables import event, organization
from accord.doors.guard import Guard
from accord.web.app import ROUTERS, make_app
from tests.cases.conftest import NOW
from tests.web.conftest import HERE, Browser, Web
from tests.web.matrix import MATRIX, OPEN, WITH_TOKEN, WITHOUT_TOKEN

TOKEN = "a token of sixteen and more characters"
UNKNOWN = "00000000-0000-4000-8000-000000000000"


@dataclass(frozen=True)
class Aim:
    """What the addresses and forms name."""

    case: str
    person: str
    criterion: str = "none"
    number: int = 1


def routes(web: Web) -> set[tuple[str, str]]:
    """Every way into the pages, which have no others than those of their routers."""
    assert len(make_app(web.database, secure=False).routes) == len(ROUTERS)
    found = [one for router in ROUTERS for one in router.routes]
    assert all(isinstance(one, APIRoute) for one in found)
    return {(method, one.path) for one in found for method in one.methods}  # type: ignore[attr-defined]


def api_paths() -> set[str]:
    """Every path of the interface for programs, whatever is asked there."""

    def below(found: list[BaseRoute]) -> set[str]:
        inner = [one for route in found for one in getattr(getattr(route, "original_router", None), "routes", [])]
        return {route.path for route in found if getattr(route, "path", None)} | (below(inner) if inner else set())  # type: ignore[attr-defined]

    return {path for path in below(list(make_api().routes)) if for_programs(path)}


def everyone(web: Web, home: str) -> dict[Role, Person]:
    with web.database.writing() as connection:
        return {
            role: make_person(connection, "system", home, f"P {role.value}", f"{role.value}@{home}.example", [role], NOW)
            for role in Role
        }  # fmt: skip


def aimed(web: Web) -> Aim:
    """A reviewed case of the payer, and somebody there."""
    case = web.case(web.people.reviewer)
    found = re.search(r'name="criterion" value="([^"]+)"', web.browser(web.people.reviewer).get(f"/cases/{case}"))
    assert found is not None
    return Aim(case, web.people.second.id, found[1])


def asked(browser: Browser, method: str, path: str, aim: Aim) -> int:
    """The status of asking; forms are sent with the right token, so that only the person decides."""
    values = dict.fromkeys(re.findall(r"\{(\w+)", path), "take")
    told = path.format(**values | {"case_id": aim.case, "number": aim.number, "person_id": aim.person})
    if method == "GET":
        return browser.client.get(told, follow_redirects=False).status_code
    form = {"form_token": browser.token, "version": "999999", "criterion": aim.criterion, "kind": "none"}
    return browser.client.post(told, data=form, follow_redirects=False).status_code


def rows_kept(web: Web) -> tuple[int, ...]:
    """How many rows each organization's audit trail has: every change adds one."""
    with web.database.reading() as connection:
        homes = connection.execute(select(organization.c.id).order_by(organization.c.id)).scalars().all()
        count = select(func.count()).select_from(event)
        return tuple(connection.execute(count.where(event.c.organization == home)).scalar_one() for home in homes)


def test_every_route_stands_in_the_table_and_nothing_else_does(web: Web) -> None:
    assert routes(web) == set(MATRIX) | set(OPEN)
    assert not set(MATRIX) & set(OPEN)
    assert api_paths() == WITH_TOKEN | WITHOUT_TOKEN


def test_nobody_who_is_not_signed_in_sees_or_does_anything(web: Web) -> None:
    aim = Aim(web.case(web.people.reviewer, review=False), web.people.second.id)
    before = rows_kept(web)
    for method, path in MATRIX:
        values = dict.fromkeys(re.findall(r"\{(\w+)", path), "take")
        told = path.format(**values | {"case_id": aim.case, "number": 1, "person_id": aim.person})
        answer = web.stranger().request(method, told, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"][:8]) == (303, "/sign-in"), (method, path)
    for (method, path), status in OPEN.items():
        answer = web.stranger().request(method, path.format(name="no"), follow_redirects=False)
        assert answer.status_code == status, (method, path)
    assert rows_kept(web) == before


@pytest.mark.parametrize("role", list(Role))
def test_each_role_is_answered_as_the_table_says(web: Web, role: Role) -> None:
    aim = aimed(web)
    person = everyone(web, web.people.payer)[role]
    for (method, path), row in MATRIX.items():
        before = rows_kept(web)
        browser = web.browser(person)
        got = asked(browser, method, path, aim)
        assert got == row.expected(role), (role, method, path, got)
        refused = row.act is not None and role not in MAY[row.act]
        assert not refused or sum(rows_kept(web)) == sum(before) + 1, (role, method, path)  # the sign-in itself


def test_a_foreign_organization_finds_nothing_of_a_case_or_person(web: Web) -> None:
    aim = aimed(web)
    for role, person in everyone(web, web.people.clinic).items():
        for (method, path), row in MATRIX.items():
            if "{case_id}" not in path and "{person_id}" not in path:
                continue
            browser = web.browser(person)
            foreign = asked(browser, method, path, aim)
            unknown = asked(browser, method, path, Aim(UNKNOWN, UNKNOWN, aim.criterion, aim.number))
            assert foreign == unknown, (role, method, path)
            assert foreign in (404, 422 if row.act is None or role in MAY[row.act] else 403), (role, method, path)
        if role in MAY[Act.SEE_CASES]:
            page = web.browser(person).get("/cases?patient=pemberton")
            assert "Pemberton" not in page
            assert aim.case not in page
    with web.database.reading() as connection:
        rows = connection.execute(select(event.c.who).where(event.c.about == f"case {aim.case}")).scalars().all()
    assert not [who for who in rows if who not in ("system", web.people.reviewer.id)]


def test_a_foreign_page_says_the_same_words_as_an_unknown_one(web: Web) -> None:
    aim, browser = aimed(web), web.browser(web.people.coordinator)
    for path in ("/cases/{}", "/cases/{}/files/1", "/cases/{}/clock", "/cases/{}/steps/take"):
        # The way back leads to the address that was asked for, and says no more than it does.
        foreign, unknown = (
            (got.status_code, got.text.replace(one, ""))
            for one in (aim.case, UNKNOWN)
            for got in (browser.client.get(path.format(one)),)
        )
        assert foreign == unknown, path
    administrator = web.browser(web.administrator)
    foreign, unknown = (administrator.client.get(f"/people/{one}") for one in (aim.person, UNKNOWN))
    assert (foreign.status_code, foreign.text) == (404, unknown.text)
    with web.database.reading() as connection:
        reference = connection.execute(select(cases.c.reference).where(cases.c.id == aim.case)).scalar_one()
    reason = "The review of this case fails and both reviewers are away."
    asked_for = {one: f'value="{one}"' for one in (reference, "PA-1999-000001")}
    told = {
        administrator.post("/break-glass", 404, reference=one, reason=reason).replace(value, "")
        for one, value in asked_for.items()
    }
    assert len(told) == 1


@pytest.mark.parametrize("step", list(Step))
def test_a_step_that_is_not_ones_own_changes_nothing(web: Web, step: Step) -> None:
    case = web.case(web.people.reviewer, review=False)
    browser = web.browser(web.people.auditor)
    got = browser.client.post(f"/cases/{case}/steps/{step.value}", data={"form_token": browser.token, "version": "1"})
    assert got.status_code == 403, TRANSITIONS[step]
    with web.database.reading() as connection:
        assert connection.execute(select(cases.c.version)).scalar_one() == 1
        assert connection.execute(select(func.count()).where(event.c.action == step.value)).scalar_one() == 0


@pytest.mark.parametrize("who", [None, *Role])
def test_programs_need_the_token_and_no_session_stands_for_it(web: Web, who: Role | None) -> None:
    guarded = Guard(
        Doors(make_api(), web.app), host="127.0.0.1", token=TOKEN, signs_in=lambda path: not for_programs(path)
    )
    client = TestClient(guarded, base_url=HERE)
    if who is not None:
        client.cookies = web.browser(everyone(web, web.people.clinic)[who]).client.cookies
    bearer = {"authorization": f"Bearer {TOKEN}"}
    for path in sorted(WITH_TOKEN):
        for method in ("GET", "POST", "HEAD", "OPTIONS", "DELETE"):
            assert client.request(method, path).status_code == 401, (who, method, path)
        assert client.get(path, headers={"authorization": "Bearer another token of many characters"}).status_code == 401
        assert client.get(path, headers=bearer).status_code not in (401, 403, 500), (who, path)
    for path in WITHOUT_TOKEN:
        assert client.get(path).status_code == 200
