"""The people of an organization: what is refused and kept, access that is taken away with a second look and given back."""

from __future__ import annotations

import re
from typing import Any

import pytest

from accord.access import Role
from accord.access.organizations import make_person, person_of
from accord.errors import NotFound
from accord.wording import say
from tests.cases.conftest import NOW
from tests.web.conftest import Web
from tests.web.door import actions

TOLD: dict[str, Any] = {
    "name": "Nora New", "email": "nora@plan.example", "credentials": "MD", "npi": "1245319599", "specialty": "cardiology",
    "licensed_in": "ny, NJ",
}  # fmt: skip


def test_access_is_taken_by_who_is_sure_and_given_back_as_it_was(web: Web) -> None:
    browser, who = web.browser(web.payer_administrator), web.people.second
    theirs = web.browser(who)
    assert "Say that Sam Stone" in browser.post(f"/people/{who.id}/remove", 422)
    theirs.get("/cases")
    assert "Sam Stone has no access any more." in browser.post(f"/people/{who.id}/remove", sure="1")
    assert "Sign in" in theirs.get("/cases")
    page = browser.get("/people")
    assert "no access any more" not in page  # said once, where it was done
    assert f'action="/people/{who.id}/restore"' in page
    with web.database.reading() as connection, pytest.raises(NotFound):
        person_of(connection, who.id)
    assert "Sam Stone has access again." in browser.post(f"/people/{who.id}/restore")
    assert f'action="/people/{who.id}/restore"' not in browser.get("/people")
    with web.database.reading() as connection:
        assert person_of(connection, who.id).roles == {Role.REVIEWER}
    assert [one for one in actions(web, who) if one.startswith("access")] == ["access_taken", "access_given_back"]


def test_nobody_gives_access_back_that_was_not_taken_here(web: Web) -> None:
    web.browser(web.payer_administrator).post(f"/people/{web.people.second.id}/remove", sure="1")
    assert "Sam Stone" not in web.browser(web.administrator).get("/people")
    web.browser(web.administrator).post(f"/people/{web.people.second.id}/restore", 404)
    web.browser(web.payer_administrator).post(f"/people/{web.people.reviewer.id}/restore", 404)  # who has it


def test_what_was_chosen_stays_when_something_is_wrong(web: Web) -> None:
    page = web.browser(web.payer_administrator).post(
        "/people", 422, **{**TOLD, "npi": "12"}, roles=["reviewer", "auditor"]
    )
    assert "ten digits" in page
    assert sorted(re.findall(r'name="roles" value="(\w+)" checked', page)) == ["auditor", "reviewer"]
    assert 'value="Nora New"' in page


def test_an_npi_names_one_person_and_states_are_states(web: Web) -> None:
    browser, director = web.browser(web.payer_administrator), web.people.director
    assert "Dora Day has the NPI" in browser.post("/people", 409, **{**TOLD, "npi": director.npi}, roles="reviewer")
    assert "'FOO' is no state" in browser.post("/people", 422, **{**TOLD, "licensed_in": "NY, FOO"}, roles="reviewer")
    browser.post("/people", **TOLD, roles="reviewer")
    found = re.search(r'href="/people/([^"]+)">Nora New', browser.get("/people"))
    assert found is not None
    path = f"/people/{found[1]}/qualifications"
    assert "Dora Day has the NPI" in browser.post(path, 409, **{**TOLD, "npi": director.npi})
    assert "'ZZ' is no state" in browser.post(path, 422, **{**TOLD, "licensed_in": "ZZ"})
    browser.post(path, **TOLD)  # their own number stays theirs
    with web.database.reading() as connection:
        assert person_of(connection, found[1]).licensed_in == ("NY", "NJ")


def test_a_patient_is_told_openly_and_keeps_their_role(web: Web) -> None:
    with web.database.writing() as connection:
        patient = make_person(
            connection, "system", web.people.clinic, "Pat Pine", "pat@home.example", [Role.PATIENT], NOW
        )
    browser = web.browser(web.administrator)
    browser.post(f"/people/{patient.id}/roles", roles="patient")
    browser.post(f"/people/{web.people.coordinator.id}/roles", 422, roles="patient")
    assert say("web.me.patient") in web.browser(patient).get("/me")
    assert say("web.me.patient") not in web.browser(web.people.coordinator).get("/me")
