"""Passkeys, passwords and sessions as a person has them: added, named, changed, shown again, ended."""

from __future__ import annotations

import json
import re
from zoneinfo import ZoneInfo

import pytest
from httpx import Response
from sqlalchemy import select

from accord.access.passwords import set_password
from accord.access.sessions import sign_in
from accord.access.tries import BY_MAIL, BY_OFFER
from accord.audit.chain import events_of, verify_chain
from accord.db.tables import challenge
from accord.errors import Forbidden
from accord.settings import settings
from tests.cases.authenticator import Authenticator
from tests.cases.conftest import NOW
from tests.web.conftest import Browser, Web
from tests.web.door import MINUTE, ORIGIN, OTHER, WORDS, Stranger, actions, at_the_door, mail, signed_in


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


def add_passkey(browser: Browser, device: Authenticator, name: str = "my phone") -> str:
    answer = browser.client.post("/me/passkeys/offer", data={"form_token": browser.token})
    offer = answer.json()
    return browser.post("/me/passkeys", offer=offer["name"], answer=device.make(offer["options"]), name=name)


def enter_with(door: Stranger, device: Authenticator, **form: str) -> Response:
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
    assert (answer.status_code, answer.headers["location"]) == (303, "/cases/new")
    assert "last used 2026-05-12" in browser.get("/me")
    assert "by passkey" in browser.get("/me")
    page = browser.post("/me/passkeys/remove", id=id_[1])
    assert "You have none yet" in page
    answer = enter_with(at_the_door(web), device)
    assert answer.status_code == 403
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
        assert door.send("/sign-in", email=email, password="wrong words").status_code == 403
    answer = door.client.post("/sign-in", data={"form_token": door.token(), "email": email, "password": WORDS})
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "60")
    assert "Wait 1 minute" in answer.text
    assert "a passkey still lets you in" in answer.text
    nobody = [door.client.post("/sign-in", data={"form_token": door.token(), "email": "no@body.example", "password": WORDS})
              for _ in range(BY_MAIL.free + 1)]  # fmt: skip
    assert nobody[-1].status_code == 429
    web.clock.now += MINUTE
    assert door.send("/sign-in", email=email, password=WORDS).status_code == 303


def test_an_administrator_takes_a_lock_away(web: Web) -> None:
    who = web.people.reviewer
    set_password(web.database, None, who, WORDS, NOW)
    door, email = at_the_door(web), mail(web, who)
    admin, person = web.browser(web.payer_administrator), f"/people/{who.id}"
    assert "Locked" not in admin.get("/people") + admin.get(person)
    assert "There is no lock" in admin.post(f"{person}/unlock", 409)
    for _ in range(BY_MAIL.free):
        door.send("/sign-in", email=email, password="wrong words")
    assert door.send("/sign-in", email=email, password=WORDS).status_code == 429
    listed, shown = admin.get("/people"), admin.get(person)
    assert listed.count("Locked") == 1
    assert (
        f"no password is asked for before {(NOW + MINUTE).astimezone(ZoneInfo('America/New_York')):%Y-%m-%d %H:%M} EDT"
        in shown
    )
    web.browser(web.administrator).post(f"{person}/unlock", 404)  # of another organization
    web.browser(web.people.director).post(f"{person}/unlock", 403)
    assert door.send("/sign-in", email=email, password=WORDS).status_code == 429
    assert "Locked" not in admin.post(f"{person}/unlock")
    assert door.send("/sign-in", email=email, password=WORDS).status_code == 303
    with web.database.reading() as connection:
        rows = [one for one in events_of(connection, web.people.payer, f"person {who.id}") if one.action == "unlocked"]
        assert verify_chain(connection, web.people.payer).fault == ""
    assert [one.who for one in rows] == [web.payer_administrator.id]


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
