"""Behind a proxy that ends TLS, on this machine or another: cookies and headers are those of TLS, and only the proxy is believed."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from accord.access.passwords import set_password
from accord.cli.serve import guarded
from accord.errors import Forbidden
from accord.settings import settings
from tests.cases.conftest import NOW
from tests.web.conftest import Web

ADDRESS, PROXY, ELSEWHERE, TOKEN = "https://accord.example", "127.0.0.1", "203.0.113.9", "t" * 20
WORDS = "four green bicycles sing"
Caller = Callable[..., TestClient]


@pytest.fixture
def caller(web: Web, monkeypatch: pytest.MonkeyPatch) -> Caller:
    """A browser's requests as they come from a network address. address -- the setting."""

    def made(near: str = PROXY, address: str = ADDRESS, host: str = "127.0.0.1", token: str = TOKEN) -> TestClient:
        for name, value in (("ADDRESS", address), ("PROXIES", f'["{PROXY}"]'), ("TOKEN", token)):
            monkeypatch.setenv(f"ACCORD_{name}", value)
        settings.cache_clear()
        app = guarded(web.database, host)
        return TestClient(app, base_url=address, client=(near, 50000), follow_redirects=False)  # pyright: ignore[reportArgumentType]

    return made


def enter(client: TestClient, web: Web, **headers: str) -> list[str]:
    """Signs in with a password; the cookies that were set."""
    set_password(web.database, None, web.people.reviewer, WORDS, NOW)
    page = client.get("/sign-in", headers=headers)
    token = re.search(r'name="form_token" value="([^"]+)"', page.text)
    assert token is not None, page.text
    told = {"form_token": token[1], "email": f"rita.rowe@{web.people.payer}.example", "password": WORDS}
    got = client.post("/sign-in", data=told, headers={"origin": str(client.base_url).rstrip("/"), **headers})
    assert got.status_code == 303
    return page.headers.get_list("set-cookie") + got.headers.get_list("set-cookie")


def test_behind_a_proxy_on_this_machine_people_sign_in_with_secure_cookies(web: Web, caller: Caller) -> None:
    client = caller()
    kept = enter(client, web, **{"x-forwarded-proto": "https", "x-forwarded-for": ELSEWHERE})
    assert len(kept) >= 2
    for one in kept:
        assert one.startswith("__Host-accord")
        assert "Secure" in one
    got = client.get("/cases")
    assert got.status_code == 200
    assert got.headers["strict-transport-security"] == "max-age=31536000"
    assert "There are no cases yet" in got.text


def test_without_an_address_nothing_that_is_said_makes_it_secure(web: Web, caller: Caller) -> None:
    for near in (PROXY, ELSEWHERE):
        client = caller(near, address="http://localhost:8000")
        kept = enter(client, web, **{"x-forwarded-proto": "https"})
        assert not [one for one in kept if "Secure" in one or "__Host" in one]
        assert "strict-transport-security" not in client.get("/cases").headers


def test_who_came_in_plain_is_led_to_tls_where_the_proxy_says_so(caller: Caller) -> None:
    got = caller().get("/cases/new?x=1", headers={"x-forwarded-proto": "http"})
    assert (got.status_code, got.headers["location"]) == (308, f"{ADDRESS}/cases/new")
    assert not got.headers.get_list("set-cookie")
    # The part that the proxy added counts; what stands before it somebody sent along.
    assert caller().get("/sign-in", headers={"x-forwarded-proto": "http, https"}).status_code == 200
    assert caller().get("/sign-in", headers={"x-forwarded-proto": "https, http"}).status_code == 308
    assert caller().get("/sign-in").status_code == 200


def test_a_forged_word_from_elsewhere_is_not_believed(caller: Caller) -> None:
    got = caller(ELSEWHERE, host="0.0.0.0").get("/sign-in", headers={"x-forwarded-proto": "http"})
    assert got.status_code == 200
    assert "Secure" in got.headers["set-cookie"]
    plain = caller(ELSEWHERE, address="http://localhost:8000").get("/sign-in", headers={"x-forwarded-proto": "https"})
    assert "Secure" not in plain.headers["set-cookie"]
    evil = {"x-forwarded-host": "evil.example", "x-forwarded-proto": "http"}
    assert caller().get("/cases", headers=evil).headers["location"] == f"{ADDRESS}/cases"


def test_the_tools_ask_for_the_token_though_the_proxy_is_on_this_machine(caller: Caller) -> None:
    client = caller()
    for host in (
        "accord.example",
        "localhost",
        "127.0.0.1",
    ):  # some proxies pass on what the browser calls it, whatever it is
        assert client.get("/api/status", headers={"host": host}).status_code == 401
        bearer = {"host": host, "authorization": f"Bearer {TOKEN}"}
        assert client.get("/api/status", headers=bearer).status_code == 200
    with pytest.raises(Forbidden, match="over TLS from elsewhere"):
        caller(token="")


def test_a_form_of_another_site_is_refused_behind_a_proxy_too(web: Web, caller: Caller) -> None:
    client = caller()
    enter(client, web)
    for origin in ("https://evil.example", "http://accord.example.evil.example", "null"):
        assert client.post("/sign-out", data={"form_token": "x"}, headers={"origin": origin}).status_code == 403
