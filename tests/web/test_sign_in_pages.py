"""The ways in and what a person does about their own: passkeys, the sign-in service, one-time links, sessions, passwords."""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from accord.access import Person
from accord.access.first_link import LIFE, make_first_link
from accord.access.organizations import email_of, take_access
from accord.access.passwords import set_password
from accord.access.sessions import sign_in
from accord.access.tries import BY_MAIL, BY_OFFER
from accord.audit.chain import events_of, verify_chain
from accord.audit.ledger import Ledger
from accord.db.engine import site_database
from accord.db.tables import challenge
from accord.errors import Forbidden
from accord.settings import settings
from tests.cases.authenticator import Authenticator
from tests.cases.conftest import NOW
from tests.cases.sign_in_service import CLIENT, SECRET, SignInService, served
from tests.web.conftest import HERE, Browser, Web

WORDS, OTHER = "four green bicycles sing", "nine herons wade slowly"
ORIGIN = "https://accord.hill.example"
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> str:
    """The site's own address, under which passkeys are good; tests speak to it over plain HTTP."""
    monkeypatch.setenv("ACCORD_ADDRESS", ORIGIN)
    settings.cache_clear()
    return ORIGIN


@pytest.fixture
def device() -> Authenticator:
    """Of the reviewer."""
    return Authenticator(ORIGIN, "accord.hill.example")


@dataclass
class Stranger:
    """Somebody's browser at the door."""

    client: TestClient

    def token(self, path: str = "/sign-in") -> str:
        found = re.search(r'name="form_token" value="([^"]+)"', self.client.get(path).text)
        assert found is not None
        return found[1]

    def send(self, path: str, token: str = "", **form: str) -> object:
        told = {"form_token": token or self.token(), **form}
        return self.client.post(path, data=told, follow_redirects=False)


def at_the_door(web: Web) -> Stranger:
    """Under the site's own address where one is set."""
    host = "http://accord.hill.example" if settings().address == ORIGIN else HERE
    return Stranger(TestClient(web.app, base_url=host))


def signed_in(web: Web, person: Person) -> Browser:
    browser = web.browser(person)
    if settings().address == ORIGIN:
        cookie = browser.client.cookies["accord"]
        browser.client = TestClient(web.app, base_url="http://accord.hill.example")
        browser.client.cookies.set("accord", cookie)
    return browser


def actions(web: Web, person: Person) -> list[str]:
    with web.database.reading() as connection:
        assert verify_chain(connection, person.organization).fault == ""
        return [one.action for one in events_of(connection, person.organization, f"person {person.id}")]


def mail(web: Web, person: Person) -> str:
    with web.database.reading() as connection:
        return email_of(connection, person.id)


def add_passkey(browser: Browser, device: Authenticator, name: str = "my phone") -> str:
    answer = browser.client.post("/me/passkeys/offer", data={"form_token": browser.token})
    offer = answer.json()
    return browser.post("/me/passkeys", offer=offer["name"], answer=device.make(offer["options"]), name=name)


def enter_with(door: Stranger, device: Authenticator, **form: str) -> object:
    token = door.token()
    offer = door.client.post("/sign-in/passkey/offer", data={"form_token": token}).json()
    return door.send("/sign-in/passkey", token, offer=offer["name"], answer=device.use(offer["options"]), **form)


def test_a_passkey_is_added_and_named_and_signs_in(web: Web, address: str, device: Authenticator) -> None:
    browser = signed_in(web, web.people.reviewer)
    assert "Make the passkey" in browser.get("/me/passkeys/new")
    page = add_passkey(browser, device)
    assert "my phone" in page
    assert "last used never" in page
    id_ = re.search(r'name="id" value="([0-9a-f]+)"', page)
    assert id_ is not None
    assert "work phone" in browser.post("/me/passkeys/name", id=id_[1], name=" work \u202e\n phone ")
    answer = enter_with(at_the_door(web), device, next="/cases/new")
    assert (answer.status_code, answer.headers["location"]) == (303, "/cases/new")  # type: ignore[attr-defined]
    assert "last used 2026-05-12" in browser.get("/me")
    assert "by passkey" in browser.get("/me")
    page = browser.post("/me/passkeys/remove", id=id_[1])
    assert "You have none yet" in page
    answer = enter_with(at_the_door(web), device)
    assert answer.status_code == 403  # type: ignore[attr-defined]
    assert [one for one in actions(web, web.people.reviewer) if one.startswith("passkey")] == [
        "passkey_added", "passkey_named", "passkey_removed",
    ]  # fmt: skip


def test_somebody_elses_passkey_is_neither_named_nor_taken_away(web: Web, address: str, device: Authenticator) -> None:
    add_passkey(signed_in(web, web.people.reviewer), device)
    other = signed_in(web, web.people.second)
    other.post("/me/passkeys/name", 404, id=device.id.hex(), name="mine")
    other.post("/me/passkeys/remove", 404, id=device.id.hex())
    offer = other.client.post("/me/passkeys/offer", data={"form_token": other.token}).json()
    told = {"offer": offer["name"], "answer": device.make(offer["options"]), "name": "copied"}
    assert "known already" in other.post("/me/passkeys", 409, **told)
    assert "my phone" in signed_in(web, web.people.reviewer).get("/me")


def test_without_script_or_under_another_address_the_password_is_left(web: Web, address: str) -> None:
    page = at_the_door(web).client.get("/sign-in").text
    assert "<noscript><p>Passkeys need JavaScript" in page
    assert re.search(r'<form [^>]*action="/sign-in/passkey"[^>]* hidden>', page)
    assert page.index("/sign-in/passkey") < page.index('id="password"')  # the default comes first
    elsewhere = web.stranger().get("/sign-in").text
    assert 'action="/sign-in/passkey"' not in elsewhere
    assert f'href="{ORIGIN}/sign-in"' in elsewhere


def test_offers_are_not_given_without_end(web: Web, address: str) -> None:
    door = at_the_door(web)
    token = door.token()
    got = [door.client.post("/sign-in/passkey/offer", data={"form_token": token}) for _ in range(BY_OFFER.free + 2)]
    assert [one.status_code for one in got[-2:]] == [200, 429] or got[-1].status_code == 429
    assert int(got[-1].headers["retry-after"]) > 0
    assert "Traceback" not in got[-1].text
    with web.database.reading() as connection:
        assert len(connection.execute(select(challenge.c.digest)).all()) <= BY_OFFER.free


@pytest.mark.parametrize(("method", "path"), [("GET", "/me/passkeys/new"), ("POST", "/me/passkeys/offer"),
                                              ("POST", "/me/passkeys"), ("POST", "/me/passkeys/remove")])  # fmt: skip
def test_after_ten_minutes_one_shows_again_who_one_is(web: Web, address: str, method: str, path: str) -> None:
    set_password(web.database, None, web.people.reviewer, WORDS, NOW)
    browser = signed_in(web, web.people.reviewer)
    web.clock.now += 10 * MINUTE
    token = browser.token
    answer = browser.client.request(method, path, data={"form_token": token}, follow_redirects=False)
    onward = path if method == "GET" else "/me"
    assert (answer.status_code, answer.headers["location"]) == (303, f"/me/prove?next={onward}")
    assert "not your password" in browser.post("/me/prove", 403, password=OTHER, next=onward)
    browser.post("/me/prove", password=WORDS, next="/me/passkeys/new")
    assert browser.last is not None
    assert browser.last.url.path == "/me/passkeys/new"
    assert actions(web, web.people.reviewer)[-2:] == ["proof_failed", "proved"]
    other = signed_in(web, web.people.reviewer)  # each session by itself
    web.clock.now += 9 * MINUTE
    browser.get("/me/passkeys/new")
    assert other is not None


def test_a_passkey_proves_it_and_nobody_elses_does(web: Web, address: str, device: Authenticator) -> None:
    browser = signed_in(web, web.people.reviewer)
    add_passkey(browser, device)
    theirs = Authenticator(ORIGIN, "accord.hill.example")
    add_passkey(signed_in(web, web.people.second), theirs)
    web.clock.now += 10 * MINUTE
    token = browser.token
    for used, status in ((theirs, 403), (device, 303)):
        offer = browser.client.post("/me/prove/offer", data={"form_token": token}).json()
        assert len(json.loads(offer["options"])["allowCredentials"]) == 1
        told = {
            "form_token": token,
            "offer": offer["name"],
            "answer": used.use(offer["options"]),
            "next": "//evil.example",
        }
        answer = browser.client.post("/me/prove/passkey", data=told, follow_redirects=False)
        assert answer.status_code == status
    assert answer.headers["location"] == "/me"
    browser.get("/me/passkeys/new")
    # an answer that was meant for a sign-in proves nothing, nor the other way round
    door = at_the_door(web)
    offer = door.client.post("/sign-in/passkey/offer", data={"form_token": door.token()}).json()
    told = {"form_token": token, "offer": offer["name"], "answer": device.use(offer["options"])}
    assert browser.client.post("/me/prove/passkey", data=told).status_code == 403


def test_whoever_finds_an_open_session_cannot_guess_the_password_there(web: Web) -> None:
    set_password(web.database, None, web.people.reviewer, WORDS, NOW)
    browser = web.browser(web.people.reviewer)
    for _ in range(BY_MAIL.free):
        browser.post("/me/prove", 403, password="wrong words", next="")
    page = browser.post("/me/prove", 429, password=WORDS, next="")
    assert "Wait 1 minute" in page
    assert "Wait 1 minute" in browser.post("/me/password", 429, current=WORDS, password=OTHER, again=OTHER)
    with pytest.raises(Forbidden):
        sign_in(web.database, mail(web, web.people.reviewer), WORDS, web.clock.now)


def test_a_lock_says_how_long_and_what_still_works(web: Web) -> None:
    set_password(web.database, None, web.people.reviewer, WORDS, NOW)
    door, email = at_the_door(web), mail(web, web.people.reviewer)
    for _ in range(BY_MAIL.free):
        assert door.send("/sign-in", email=email, password="wrong words").status_code == 403  # type: ignore[attr-defined]
    answer = door.client.post("/sign-in", data={"form_token": door.token(), "email": email, "password": WORDS})
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "60")
    assert "Wait 1 minute" in answer.text
    assert "a passkey still lets you in" in answer.text
    nobody = [door.client.post("/sign-in", data={"form_token": door.token(), "email": "no@body.example", "password": WORDS})
              for _ in range(BY_MAIL.free + 1)]  # fmt: skip
    assert nobody[-1].status_code == 429
    web.clock.now += MINUTE
    assert door.send("/sign-in", email=email, password=WORDS).status_code == 303  # type: ignore[attr-defined]


def test_a_changed_password_ends_every_other_session(web: Web) -> None:
    set_password(web.database, None, web.people.reviewer, WORDS, NOW)
    here, there = web.browser(web.people.reviewer), web.browser(web.people.reviewer)
    before = here.client.cookies["accord"]
    assert "not your password" in here.post("/me/password", 403, current="x", password=OTHER, again=OTHER)
    assert "not typed the same" in here.post("/me/password", 422, current=WORDS, password=OTHER, again=WORDS)
    assert "at least 12" in here.post("/me/password", 422, current=WORDS, password="short", again="short")
    here.post("/me/password", current=WORDS, password=OTHER, again=OTHER)
    made = [cookie.value for cookie in here.client.cookies.jar if cookie.name == "accord" and cookie.value != before]
    assert len(made) == 1
    here.client.cookies.clear()
    here.client.cookies.set("accord", str(made[0]))
    here.get("/me")
    assert there.client.get("/me", follow_redirects=False).status_code == 303
    assert sign_in(web.database, mail(web, web.people.reviewer), OTHER, web.clock.now)


def test_who_has_no_password_chooses_one_only_when_proved(web: Web) -> None:
    browser = web.browser(web.people.reviewer)
    assert "Choose a password" in browser.get("/me/password")
    web.clock.now += 11 * MINUTE
    assert "show again who you are" in browser.post("/me/password", 403, password=OTHER, again=OTHER)
    assert "neither a password nor a passkey" in browser.get("/me/prove")
    fresh = web.browser(web.people.reviewer)
    fresh.post("/me/password", password=OTHER, again=OTHER)
    assert sign_in(web.database, mail(web, web.people.reviewer), OTHER, web.clock.now)


def test_ones_sessions_are_listed_and_ended(web: Web) -> None:
    set_password(web.database, None, web.people.reviewer, WORDS, NOW)
    agents = {
        "Firefox, Windows": "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "Edge, macOS": "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
        "Safari, iPhone": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1",
        "Unknown device": "<script>alert(1)</script>",
    }  # fmt: skip
    doors = {}
    for name, agent in agents.items():
        doors[name] = at_the_door(web)
        doors[name].client.headers["user-agent"] = agent
        doors[name].send("/sign-in", email=mail(web, web.people.reviewer), password=WORDS)
        web.clock.now += MINUTE
    here = Browser(doors["Firefox, Windows"].client)
    page = here.get("/me")
    for name in agents:
        assert name in page
    assert "<script>alert" not in page
    assert page.index("this one") < page.index("End it")
    ends = re.findall(
        r'name="name" value="([0-9a-f]{16})"><button class="quiet">End it<span class="hidden"> ([^<]+), 20', page
    )
    assert len(ends) == 3
    stranger = web.browser(web.people.second)
    stranger.post("/me/sessions/end", 404, name=ends[0][0])
    here.post("/me/sessions/end", name=ends[0][0])
    assert doors[ends[0][1]].client.get("/me", follow_redirects=False).status_code == 303
    assert doors[ends[1][1]].client.get("/me", follow_redirects=False).status_code == 200
    here.post("/me/sessions/end", 404, name=ends[0][0])
    page = here.post("/me/sessions/end-others")
    assert "End it" not in page
    assert doors[ends[1][1]].client.get("/me", follow_redirects=False).status_code == 303
    stranger.get("/me")
    assert actions(web, web.people.reviewer).count("sessions_ended") == 2


def test_a_session_that_was_there_before_is_over_after_signing_in(web: Web) -> None:
    """Somebody may have put it there (session fixation)."""
    set_password(web.database, None, web.people.reviewer, WORDS, NOW)
    planted = web.browser(web.people.second).client.cookies["accord"]
    door = at_the_door(web)
    door.token()
    for fixed in (planted, "a-token-of-mine"):
        token = (
            door.token() if fixed != planted else re.search(r'value="([\w-]{43})"', door.client.get("/sign-in").text)[1]
        )  # type: ignore[index]
        door.client.cookies.set("accord", fixed)
        answer = door.client.post("/sign-in", data={"form_token": token, "email": mail(web, web.people.reviewer), "password": WORDS},
                                  follow_redirects=False)  # fmt: skip
        assert answer.status_code == 303
        assert answer.cookies["accord"] not in (planted, fixed)
        door.client.cookies.clear()
    old = web.stranger()
    old.cookies.set("accord", planted)
    assert old.get("/me", follow_redirects=False).status_code == 303


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
    assert (answer.status_code, answer.headers["location"]) == (303, "/me")  # type: ignore[attr-defined]
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
    assert door.send("/sign-in", email="Nina@new.example", password=WORDS).status_code == 303  # type: ignore[attr-defined]


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


def back(door: Stranger, told: dict[str, str], **more: str) -> object:
    query = {"state": told["state"], "code": told["code"], "iss": told["issuer"], **more}
    return door.client.get("/sign-in/oidc/back", params=query, follow_redirects=False)


def test_the_organizations_service_lets_its_people_in(web: Web, service: SignInService) -> None:
    door = at_the_door(web)
    assert 'href="/sign-in/oidc?next=/cases/new"' in door.client.get("/sign-in?next=/cases/new").text
    address = away(door, "/cases/new")
    assert address.startswith(f"{service.issuer}/authorize?")
    kept = door.client.cookies["accord-service"]
    answer = back(door, service.authorize(address))
    assert (answer.status_code, answer.headers["location"]) == (303, "/cases/new")  # type: ignore[attr-defined]
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
        assert answer.status_code in (403, 503), more  # type: ignore[attr-defined]
        assert words in answer.text  # type: ignore[attr-defined]
        assert "accord" not in door.client.cookies
    service.email = "nobody@hill.example"
    door = at_the_door(web)
    assert "Nobody here has the address" in back(door, service.authorize(away(door))).text  # type: ignore[attr-defined]
    # who comes back without having gone: the answer of an attacker's own sign-in
    service.email = mail(web, web.people.second)
    attacker, victim = at_the_door(web), at_the_door(web)
    assert "another browser" in back(victim, service.authorize(away(attacker))).text  # type: ignore[attr-defined]
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
    assert back(door, service.authorize(away(door, onward))).headers["location"] == "/"  # type: ignore[attr-defined]


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
