"""The other ways in: one-time links, the organization's own service; and who counts as the caller behind a proxy."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from httpx import Response

from accord.access.first_link import LIFE, make_first_link
from accord.access.organizations import take_access
from accord.access.sessions import sign_in
from accord.access.tries import BY_OFFER
from accord.audit.ledger import Ledger
from accord.db.engine import site_database
from accord.errors import Forbidden
from accord.settings import settings
from tests.cases.conftest import NOW
from tests.cases.sign_in_service import CLIENT, SECRET, SignInService, served
from tests.web.conftest import Web
from tests.web.door import MINUTE, ORIGIN, OTHER, WORDS, Stranger, actions, at_the_door, mail


def test_a_new_person_comes_in_by_a_one_time_link(web: Web) -> None:
    link = make_first_link(web.database, None, web.people.reviewer, NOW)
    assert link.startswith("http://localhost:8000/welcome?link=")
    path = link.removeprefix("http://localhost:8000")
    door = at_the_door(web)
    for _ in range(2):  # what reads mails opens links too
        page = door.client.get(path).text
        assert "Rita Rowe" in page
        assert mail(web, web.people.reviewer) in page
    name = parse_qs(urlsplit(path).query)["link"][0]
    weak = door.client.post(
        "/welcome", data={"form_token": door.token(path), "link": name, "password": "short", "again": "short"}
    )
    assert weak.status_code == 422
    assert "at least 12" in weak.text
    differs = door.client.post(
        "/welcome", data={"form_token": door.token(path), "link": name, "password": WORDS, "again": OTHER}
    )
    assert "not typed the same" in differs.text
    answer = door.send("/welcome", door.token(path), link=name, password=WORDS, again=WORDS)
    assert (answer.status_code, answer.headers["location"]) == (303, "/me")
    assert "by one-time link" in door.client.get("/me").text
    again = at_the_door(web)
    assert again.client.get(path).status_code == 403
    told = {"form_token": again.token(), "link": name, "password": OTHER, "again": OTHER}
    assert again.client.post("/welcome", data=told).status_code == 403
    assert sign_in(web.database, mail(web, web.people.reviewer), WORDS, NOW)
    assert actions(web, web.people.reviewer)[1:4] == ["first_link_made", "password_set", "signed_in"]


def test_a_link_ends_with_its_time_a_newer_one_and_the_access(web: Web) -> None:
    def path(link: str) -> str:
        return link.removeprefix("http://localhost:8000")

    first = path(make_first_link(web.database, None, web.people.reviewer, NOW))
    second = path(make_first_link(web.database, None, web.people.reviewer, NOW))
    door = at_the_door(web).client
    assert door.get(first).status_code == 403
    assert door.get(second).status_code == 200
    web.clock.now = NOW + LIFE
    assert door.get(second).status_code == 403
    web.clock.now = NOW
    third = path(make_first_link(web.database, None, web.people.second, NOW))
    with web.database.writing() as connection:
        take_access(connection, "system", web.people.second, NOW)
    assert door.get(third).status_code == 403
    with pytest.raises(Forbidden):
        make_first_link(web.database, web.administrator, web.people.reviewer, NOW)
    with pytest.raises(Forbidden):
        make_first_link(web.database, web.people.director, web.people.reviewer, NOW)


def test_accord_people_and_a_browser_make_a_first_sign_in(
    web: Web, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from accord.cli import main

    monkeypatch.setenv("ACCORD_DATABASE", web.database.url.render_as_string(hide_password=False))
    web.clock.now = dt.datetime.now(dt.UTC)

    def run(*words: str) -> str:
        for kept in (settings, site_database):
            kept.cache_clear()
        monkeypatch.setattr(sys, "argv", ["accord", "people", *words])
        with pytest.raises(SystemExit) as left:
            main()
        assert not left.value.code
        site_database().close()
        return capfd.readouterr().out

    run("organization", "New Plan", "--side", "payer", "--time-zone", "America/New_York")
    run("add", "--organization", "New Plan", "--name", "Nina Nash", "--email", "nina@new.example", "--role", "reviewer")
    link = run("link", "nina@new.example").splitlines()[0]
    door = at_the_door(web)
    path = link.removeprefix("http://localhost:8000")
    name = parse_qs(urlsplit(path).query)["link"][0]
    door.send("/welcome", door.token(path), link=name, password=WORDS, again=WORDS)
    assert "There are no cases yet" in door.client.get("/").text
    door.client.cookies.clear()
    assert door.send("/sign-in", email="Nina@new.example", password=WORDS).status_code == 303


@pytest.fixture
def service(web: Web, monkeypatch: pytest.MonkeyPatch) -> Iterator[SignInService]:
    """A sign-in service that knows the reviewer, and the settings that name it."""
    with served(NOW) as made:
        for name, value in (
            ("OIDC_ISSUER", made.issuer), ("OIDC_CLIENT_ID", CLIENT), ("OIDC_CLIENT_SECRET", SECRET),
            ("ALLOW_HOSTS", '["127.0.0.1"]'), ("ADDRESS", ORIGIN),
        ):  # fmt: skip
            monkeypatch.setenv(f"ACCORD_{name}", value)
        settings.cache_clear()
        made.email = mail(web, web.people.reviewer)
        yield made


def away(door: Stranger, onward: str = "") -> str:
    answer = door.client.get(f"/sign-in/oidc?next={onward}", follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def back(door: Stranger, told: dict[str, str], **more: str) -> Response:
    query = {"state": told["state"], "code": told["code"], "iss": told["issuer"], **more}
    return door.client.get("/sign-in/oidc/back", params=query, follow_redirects=False)


def test_the_organizations_service_lets_its_people_in(web: Web, service: SignInService) -> None:
    door = at_the_door(web)
    assert 'href="/sign-in/oidc?next=/cases/new"' in door.client.get("/sign-in?next=/cases/new").text
    address = away(door, "/cases/new")
    assert address.startswith(f"{service.issuer}/authorize?")
    kept = door.client.cookies["accord-service"]
    answer = back(door, service.authorize(address))
    assert (answer.status_code, answer.headers["location"]) == (303, "/cases/new")
    assert "accord-service" not in door.client.cookies
    page = door.client.get("/me").text
    assert "at your organization" in page
    assert kept
    calls = Ledger(settings().data / "ledger.sqlite").calls()
    assert {(one.service, one.host) for one in calls} == {("oidc", "127.0.0.1")}
    assert len(calls) == 4


def test_what_comes_back_wrong_leads_to_the_sign_in_page(web: Web, service: SignInService) -> None:
    for more, words in (
        ({"error": "access_denied", "code": ""}, "did not let you in"), ({"state": "another"}, "another browser"),
        ({"iss": "https://evil.example"}, "Another sign-in service"), ({"code": "guessed"}, "answered 400"),
    ):  # fmt: skip
        door = at_the_door(web)
        answer = back(door, service.authorize(away(door)), **more)
        assert answer.status_code in (403, 503), more
        assert words in answer.text
        assert "accord" not in door.client.cookies
    service.email = "nobody@hill.example"
    door = at_the_door(web)
    assert "Nobody here has the address" in back(door, service.authorize(away(door))).text
    # who comes back without having gone: the answer of an attacker's own sign-in
    service.email = mail(web, web.people.second)
    attacker, victim = at_the_door(web), at_the_door(web)
    assert "another browser" in back(victim, service.authorize(away(attacker))).text
    assert "accord" not in victim.client.cookies


def test_a_service_that_is_not_allowed_or_away_is_said_so(
    web: Web, service: SignInService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACCORD_ALLOW_HOSTS", "[]")
    settings.cache_clear()
    heard = len(service.heard)
    answer = at_the_door(web).client.get("/sign-in/oidc")
    assert answer.status_code == 403
    assert "no setting allows" in answer.text
    assert len(service.heard) == heard
    monkeypatch.setenv("ACCORD_ALLOW_HOSTS", '["127.0.0.1"]')
    settings.cache_clear()
    service.status = 500
    assert "answered 500" in at_the_door(web).client.get("/sign-in/oidc").text


@pytest.mark.parametrize("onward", ["//evil.example", "https://evil.example", "/\\evil.example", "/sign-out"])
def test_nobody_is_led_elsewhere_from_the_service(web: Web, service: SignInService, onward: str) -> None:
    door = at_the_door(web)
    assert back(door, service.authorize(away(door, onward))).headers["location"] == "/"


def test_behind_a_proxy_each_caller_counts_for_itself(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(caller: str) -> bool:
        door = at_the_door(web)
        door.client.headers["x-forwarded-for"] = f"6.6.6.6, {caller}"
        token = door.token()
        told = {"form_token": token}
        return door.client.post("/sign-in/passkey/offer", data=told).status_code == 429

    monkeypatch.setenv("ACCORD_PROXIES", '["testclient"]')
    settings.cache_clear()
    monkeypatch.setattr("accord.access.tries.BY_OFFER", type(BY_OFFER)(3, MINUTE, MINUTE, MINUTE))
    assert [locked("10.0.0.1") for _ in range(5)][-1]
    assert not locked("10.0.0.2")
    monkeypatch.setenv("ACCORD_PROXIES", "[]")  # nobody is believed
    settings.cache_clear()
    assert [locked(f"10.0.1.{n}") for n in range(5)][-1]
