"""Every page by every role and by foreign organizations: allowed, or refused and nothing changed."""

from __future__ import annotations

import pytest
from fastapi.routing import APIRoute
from sqlalchemy import func, select

from accord.access import Act, Person, Role
from accord.access.organizations import make_person
from accord.access.roles import MAY
from accord.cases.states import TRANSITIONS, Step
from accord.db.tables import case as cases
from accord.db.tables import event
from accord.web.app import ROUTERS, make_app
from tests.cases.conftest import NOW
from tests.web.conftest import Browser, Web

OPEN = {"/static/{name}", "/sign-in"}
# (method, path) -> who may: an act; None -- everybody who is signed in. Every route of the application stands here.
MATRIX: dict[tuple[str, str], Act | None] = {
    ("GET", "/"): None,
    ("GET", "/me"): None,
    ("POST", "/sign-out"): None,
    ("GET", "/cases"): Act.SEE_CASES,
    ("GET", "/cases/new"): Act.MAKE_CASE,
    ("POST", "/cases/new"): Act.MAKE_CASE,
    ("GET", "/cases/{case_id}"): Act.SEE_CASES,
    ("POST", "/cases/{case_id}/evidence"): Act.SEE_CASES,
    ("GET", "/cases/{case_id}/files/{number}"): Act.SEE_CASES,
    ("GET", "/cases/{case_id}/pictures/{name}"): Act.SEE_CASES,
    ("GET", "/cases/{case_id}/steps/{name}"): Act.TAKE,
    ("POST", "/cases/{case_id}/steps/{name}"): Act.TAKE,
    ("POST", "/cases/{case_id}/owner"): Act.EDIT_CASE,
    ("GET", "/cases/{case_id}/clock"): Act.EXTEND,
    ("POST", "/cases/{case_id}/clock"): Act.EXTEND,
    ("GET", "/people"): Act.MANAGE_PEOPLE,
    ("POST", "/people"): Act.MANAGE_PEOPLE,
    ("GET", "/people/{person_id}"): Act.MANAGE_PEOPLE,
    ("POST", "/people/{person_id}/roles"): Act.MANAGE_PEOPLE,
    ("POST", "/people/{person_id}/password"): Act.MANAGE_PEOPLE,
    ("POST", "/people/{person_id}/remove"): Act.MANAGE_PEOPLE,
    ("GET", "/audit"): Act.SEE_AUDIT,
    ("POST", "/audit/verify"): Act.SEE_AUDIT,
}  # fmt: skip


def routes(web: Web) -> set[tuple[str, str]]:
    """Every way into the application, which has no others than those of its routers."""
    assert len(make_app(web.database, secure=False).routes) == len(ROUTERS)
    found = [one for router in ROUTERS for one in router.routes]
    assert all(isinstance(one, APIRoute) for one in found)
    return {(method, one.path) for one in found for method in one.methods if one.path not in OPEN}  # type: ignore[attr-defined]


def everyone(web: Web, organization: str) -> dict[Role, Person]:
    with web.database.writing() as connection:
        return {
            role: make_person(connection, "system", organization, f"P {role.value}", f"{role.value}@x.example", [role], NOW)
            for role in Role
        }  # fmt: skip


def asked(browser: Browser, method: str, path: str, case: str, who: str) -> int:
    """The status of asking; forms are sent with the right token, so that only the role decides."""
    told = path.format(case_id=case, number=1, name="take", person_id=who)
    if method == "GET":
        return browser.client.get(told, follow_redirects=False).status_code
    form = {"form_token": browser.token, "version": "999999", "criterion": "none", "kind": "none"}
    return browser.client.post(told, data=form, follow_redirects=False).status_code


def test_every_route_stands_in_the_matrix(web: Web) -> None:
    assert routes(web) == set(MATRIX)


def test_nobody_who_is_not_signed_in_sees_or_does_anything(web: Web) -> None:
    case = web.case(web.people.reviewer, review=False)
    for method, path in MATRIX:
        told = path.format(case_id=case, number=1, name="take", person_id=web.administrator.id)
        answer = web.stranger().request(method, told, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"][:8]) == (303, "/sign-in"), (method, path)


@pytest.mark.parametrize("role", list(Role))
def test_each_role_enters_only_where_the_table_lets_it(web: Web, role: Role) -> None:
    case = web.case(web.people.reviewer, review=False)
    person = everyone(web, web.people.payer)[role]
    for (method, path), act in MATRIX.items():
        if path == "/sign-out":
            continue
        got = asked(web.browser(person), method, path, case, web.people.reviewer.id)
        allowed = act is None or role in MAY[act]
        assert (got != 403) == allowed, (role, method, path, got)
        assert got < 500, (role, method, path)


def test_a_foreign_organization_finds_nothing_of_a_case_or_person(web: Web) -> None:
    case = web.case(web.people.reviewer)
    for role, person in everyone(web, web.people.clinic).items():
        for (method, path), act in MATRIX.items():
            if "{" not in path or (act is not None and role not in MAY[act]):
                continue
            got = asked(web.browser(person), method, path, case, web.people.reviewer.id)
            assert got == 404, (role, method, path, got)
        if role in MAY[Act.SEE_CASES]:
            page = web.browser(person).get("/cases?patient=pemberton")
            assert "Pemberton" not in page
            assert case not in page
    with web.database.reading() as connection:
        rows = connection.execute(select(event.c.who).where(event.c.about == f"case {case}")).scalars().all()
    assert not [who for who in rows if who not in ("system", web.people.reviewer.id)]


@pytest.mark.parametrize("step", list(Step))
def test_a_step_that_is_not_ones_own_changes_nothing(web: Web, step: Step) -> None:
    case = web.case(web.people.reviewer, review=False)
    browser = web.browser(web.people.auditor)
    got = browser.client.post(f"/cases/{case}/steps/{step.value}", data={"form_token": browser.token, "version": "1"})
    assert got.status_code == 403, TRANSITIONS[step]
    with web.database.reading() as connection:
        assert connection.execute(select(cases.c.version)).scalar_one() == 1
        assert connection.execute(select(func.count()).where(event.c.action == step.value)).scalar_one() == 0
