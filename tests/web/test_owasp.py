"""What attackers of web applications try first (OWASP's list), tried on every page: all refused, and nothing told."""

from __future__ import annotations

import datetime as dt
import logging
import re

import pytest
from sqlalchemy import func, select
from sqlalchemy.event import listen
from starlette.testclient import TestClient

from accord.access.first_link import make_first_link
from accord.access.organizations import make_person
from accord.access.passwords import set_password
from accord.access.roles import Role
from accord.api.app import make_app as make_api
from accord.db.engine import Database
from accord.db.tables import event, sign_in_try
from accord.db.tables import session as sessions
from accord.doors.guard import Guard
from accord.settings import settings
from accord.web import security
from accord.web.app import make_web
from accord.web.assets import assets
from accord.web.pace import AHEAD, Pace, TooFast
from tests.cases.conftest import NOW
from tests.web.conftest import HERE, Browser, Web
from tests.web.matrix import MATRIX, OPEN

WORDS = "four green bicycles sing"
PROBE = "\"><script>alert(1)</script><img src=x onerror=alert(2)>'"
POSTS = sorted({path for method, path in (*MATRIX, *OPEN) if method == "POST"})
STRICT = ("default-src 'none'", "script-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'")


def rows(web: Web) -> int:
    with web.database.reading() as connection:
        return connection.execute(select(func.count()).select_from(event)).scalar_one()


def filled(path: str, case: str, person: str) -> str:
    told = dict.fromkeys(re.findall(r"\{(\w+)", path), "1") | {"case_id": case, "person_id": person, "name": "take"}
    return re.sub(r"\{(\w+)[^}]*\}", lambda found: told[found[1]], path)


def everything(web: Web) -> Browser:
    """Somebody with every role of the payer."""
    with web.database.writing() as connection:
        roles = [one for one in Role if one is not Role.PATIENT]
        made = make_person(connection, "system", web.people.payer, "Eve Every", "eve@hill.example", roles, NOW)
    return web.browser(made)


@pytest.mark.parametrize(
    ("headers", "right"),
    [
        ({}, False), ({"origin": "https://evil.example"}, True), ({"origin": "null"}, True), ({"origin": "http://[::1"}, True),
        ({"origin": "http://127.0.0.1.evil.example"}, True), ({"origin": "http://127.0.0.1:9999"}, True),
        ({"sec-fetch-site": "cross-site"}, True), ({"sec-fetch-site": "same-site"}, True),
    ],
)  # fmt: skip
def test_no_form_of_another_site_does_anything(web: Web, headers: dict[str, str], right: bool) -> None:
    case = web.case(web.people.reviewer, review=False)
    all_may, administrator = everything(web), web.browser(web.payer_administrator)
    tokens = {one.client: one.token if right else "x" * 64 for one in (all_may, administrator)}
    before = rows(web)
    for path in POSTS:
        client = (administrator if path.startswith("/break-glass") else all_may).client
        told = {"form_token": tokens[client], "version": "1", "reason": "why", "criterion": "x"}
        address = filled(path, case, web.people.second.id)
        got = client.post(address, data=told, headers=headers, follow_redirects=False)
        assert got.status_code == 403, (path, got.status_code)
    assert rows(web) == before


def test_a_form_is_never_sent_by_following_a_link(web: Web) -> None:
    case = web.case(web.people.reviewer, review=False)
    browser, gets = everything(web), {path for method, path in (*MATRIX, *OPEN) if method == "GET"}
    before = rows(web)
    for path in set(POSTS) - gets:
        got = browser.client.get(filled(path, case, web.people.second.id), follow_redirects=False)
        assert got.status_code in (404, 405), path
    assert rows(web) == before


@pytest.mark.parametrize("secure", [True, False])
def test_every_answer_has_every_header(web: Web, secure: bool) -> None:
    host = "https://accord.example" if secure else HERE
    app = make_web(web.database, secure=secure, clock=web.clock)
    client = TestClient(app, base_url=host, raise_server_exceptions=False)
    cookie = everything(web).client.cookies["accord"]
    client.cookies.set("__Host-accord" if secure else "accord", cookie)
    asked = [client.get(f"/static/{name}") for name in assets()]
    asked += [
        client.get(filled(path, "none", "none"), follow_redirects=False) for method, path in MATRIX if method == "GET"
    ]
    asked += [client.request(method, "/cases") for method in ("PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "HEAD")]
    asked += [
        client.get("/nothing"),
        client.get("/%00"),
        client.post("/cases/new", content=b"x"),
        client.post("/me/password"),
    ]
    form = {"content-type": "application/x-www-form-urlencoded"}
    asked += [client.post("/sign-out", content=b"x" * (security.MOST_FORM + 1), headers=form)]
    asked += [TestClient(app, base_url=host).get("/", follow_redirects=False)]
    assert {200, 303, 404, 405, 403, 422} <= {one.status_code for one in asked}
    for one in asked:
        policy = one.headers["content-security-policy"]
        assert all(word in policy for word in STRICT) or "sandbox" in policy, one.url
        assert "unsafe" not in policy
        assert "*" not in policy
        assert one.headers["x-content-type-options"] == "nosniff"
        assert one.headers["x-frame-options"] == "DENY"
        assert one.headers["referrer-policy"] == "same-origin"
        assert one.headers["cross-origin-opener-policy"] == "same-origin"
        assert one.headers["cross-origin-resource-policy"] == "same-origin"
        assert one.headers["permissions-policy"]
        assert one.headers["cache-control"]
        assert ("strict-transport-security" in one.headers) == secure
        assert "server" not in one.headers
        assert "x-powered-by" not in one.headers
        assert "access-control-allow-origin" not in one.headers


def test_what_the_guard_refuses_has_its_headers_too(web: Web) -> None:
    client = TestClient(Guard(web.app, host="127.0.0.1", token="t" * 20), base_url=HERE)
    refused = [client.get("/cases"), client.get("/cases", headers={"origin": "https://evil.example"}),
               client.get("/cases", headers={"host": "evil.example"})]  # fmt: skip
    assert [one.status_code for one in refused] == [401, 403, 421]
    for one in refused:
        assert one.headers["content-security-policy"].startswith("default-src 'none'")
        assert one.headers["x-content-type-options"] == "nosniff"
        assert one.headers["cache-control"] == "no-store"


def test_programs_get_the_headers_too() -> None:
    for host, secure in (("127.0.0.1", False), ("0.0.0.0", True)):
        client = TestClient(Guard(make_api(), host=host, token="t" * 20), base_url=HERE)
        bearer = {"authorization": "Bearer " + "t" * 20}
        for path in ("/api", "/api/health", "/api/status", "/api/nothing", "/api/icd10/get", "/api/openapi.json"):
            for headers in ({}, bearer):
                got = client.get(path, headers=headers)
                assert got.headers["content-security-policy"].startswith("default-src 'none'"), path
                assert "unsafe" not in got.headers["content-security-policy"]
                assert got.headers["x-content-type-options"] == "nosniff"
                assert got.headers["x-frame-options"] == "DENY"
                assert got.headers["cache-control"] == "no-store"
                assert ("strict-transport-security" in got.headers) == secure


def test_over_tls_every_cookie_is_for_this_host_and_no_script(web: Web) -> None:
    set_password(web.database, None, web.people.reviewer, WORDS, NOW)
    client = TestClient(make_web(web.database, secure=True, clock=web.clock), base_url="https://accord.example")
    token = re.search(r'name="form_token" value="([^"]+)"', client.get("/sign-in").text)
    assert token is not None
    told = {"form_token": token[1], "email": f"rita.rowe@{web.people.payer}.example", "password": WORDS}
    got = client.post("/sign-in", data=told, follow_redirects=False)
    assert got.status_code == 303
    kept = got.headers.get_list("set-cookie")
    assert any(one.startswith("__Host-accord=") for one in kept)
    for one in [*kept, *client.get("/sign-in", follow_redirects=False).headers.get_list("set-cookie")]:
        assert one.startswith("__Host-")
        for word in ("Secure", "HttpOnly", "Path=/", "SameSite=lax"):
            assert word in one, one
        assert "Domain" not in one
    # A cookie of the plain name, which a neighbouring host could set, is none of ours.
    other = TestClient(make_web(web.database, secure=True, clock=web.clock), base_url="https://accord.example")
    other.cookies.set("accord", client.cookies["__Host-accord"])
    assert other.get("/me", follow_redirects=False).status_code == 303


def test_another_hosts_name_in_the_request_stands_in_no_answer(web: Web) -> None:
    link = make_first_link(web.database, None, web.people.second, NOW)
    for told in ({"host": "evil.example"}, {"x-forwarded-host": "evil.example"}, {"x-original-url": "/people"}):
        client = web.stranger()
        for path in ("/", "/cases", "/sign-in", "/nothing", link.partition("8000")[2]):
            got = client.get(path, headers=told, follow_redirects=False)
            assert "evil.example" not in got.text.replace(settings().address, "")
            assert "evil.example" not in got.headers.get("location", "")


def test_who_is_there_is_told_to_nobody(web: Web) -> None:
    set_password(web.database, None, web.people.reviewer, WORDS, NOW)
    told = set()
    for email in (
        f"rita.rowe@{web.people.payer}.example",
        f"sam.stone@{web.people.payer}.example",
        "no.body@hill.example",
    ):
        client = web.stranger()
        token = re.search(r'name="form_token" value="([^"]+)"', client.get("/sign-in").text)
        assert token is not None
        got = client.post("/sign-in", data={"form_token": token[1], "email": email, "password": "wrong words here"})
        fresh = re.sub(r'name="form_token" value="[^"]+"', "", got.text).replace(email, "")
        told.add((got.status_code, fresh, tuple(sorted(set(got.headers) - {"set-cookie", "content-length"}))))
    assert len(told) == 1


def test_no_secret_stands_in_the_log_or_on_a_page(web: Web, caplog: pytest.LogCaptureFixture) -> None:
    set_password(web.database, None, web.people.reviewer, WORDS, NOW)
    link = make_first_link(web.database, None, web.people.second, NOW)
    email = f"rita.rowe@{web.people.payer}.example"
    guarded = TestClient(Guard(web.app, host="127.0.0.1", token="", signs_in=lambda _: True), base_url=HERE)
    with caplog.at_level(logging.DEBUG):
        for log in ("accord", "accord.access", "accord.web"):
            logging.getLogger(log).setLevel(logging.DEBUG)
        token = re.search(r'name="form_token" value="([^"]+)"', guarded.get("/sign-in").text)
        assert token is not None
        guarded.post("/sign-in", data={"form_token": token[1], "email": email, "password": "wrong " + WORDS})
        token = re.search(r'name="form_token" value="([^"]+)"', guarded.get("/sign-in").text)
        assert token is not None
        page = guarded.post("/sign-in", data={"form_token": token[1], "email": email, "password": WORDS}).text
        pages = page + guarded.get("/me").text + guarded.get(link.partition("8000")[2]).text
    session = guarded.cookies["accord"]
    log = "\n".join(one.getMessage() for one in caplog.records if one.name.startswith("accord"))
    assert "POST" in log
    for secret in (WORDS, session, link.partition("link=")[2], email, token[1]):
        assert secret not in log
    assert session not in pages
    with web.database.reading() as connection:
        digests = connection.execute(select(sessions.c.digest)).scalars().all()
    assert session not in digests
    assert not [one for one in digests if one in pages]


def test_names_reasons_and_devices_stay_words(web: Web) -> None:
    with web.database.writing() as connection:
        made = make_person(connection, "system", web.people.payer, f"Nora {PROBE}", "nora@hill.example",
                           [Role.ADMINISTRATOR, Role.PATIENT], NOW, specialty=PROBE, credentials=PROBE)  # fmt: skip
    case = web.case(web.people.reviewer)
    browser = web.browser(made)
    browser.client.headers["user-agent"] = f"Firefox/ Windows {PROBE}"
    reference = re.search(r"PA-\d+-\d+", web.browser(web.people.reviewer).get("/cases"))
    assert reference is not None
    browser.post("/break-glass", reference=reference[0], reason=f"Nobody can be reached. {PROBE}")
    seen = [
        browser.client.get(path).text
        for path in ("/me", "/people", f"/people/{made.id}", "/break-glass", f"/cases/{case}")
    ]
    auditor = web.browser(web.people.auditor).client
    seen += [
        auditor.get(path).text
        for path in ("/audit", "/audit/glass", f"/audit?about=person%20{made.id}", f"/cases/{case}")
    ]
    seen += [
        browser.client.post(
            "/break-glass", data={"form_token": browser.token, "reference": PROBE, "reason": PROBE}
        ).text
    ]
    seen += [browser.client.post("/people", data={"form_token": browser.token, "name": PROBE, "email": PROBE}).text]
    seen += [web.stranger().get(f"/sign-in?next=/{PROBE}").text, web.stranger().get(f"/welcome?link={PROBE}").text]
    assert sum("alert(1)" in one for one in seen) > 5
    for one in seen:
        assert "<script>alert" not in one
        assert "<img src=x" not in one


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py", "/static/..%2f..%2fsettings.py", "/static/%2e%2e/%2e%2e/key", "/static/....//key", "/static//etc/passwd",
        "/static/..%5c..%5ckey", "/cases/..%2f..%2fkey", "/cases/../../etc/passwd", "//evil.example/%2e%2e", "/people/..%2fx",
        "/cases/x/files/..%2f1", "/cases/x/pictures/..%2f..%2fkey", "/static/style.css%00.png",
    ],
)  # fmt: skip
def test_no_path_leads_out(web: Web, path: str) -> None:
    got = everything(web).client.get(path, follow_redirects=False)
    assert got.status_code in (404, 405)
    assert "import" not in got.text


def test_a_session_that_asks_too_fast_waits(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCORD_REQUESTS_A_MINUTE", "12")
    settings.cache_clear()
    web.app = make_web(web.database, secure=False, clock=web.clock)
    browser, other = web.browser(web.people.reviewer), web.browser(web.people.second)
    got = [browser.client.get("/cases") for _ in range(14)]
    assert [one.status_code for one in got[:12]] == [200] * 12
    assert got[-1].status_code == 429
    assert 0 < int(got[-1].headers["retry-after"]) <= 60
    assert "faster than a person can read" in got[-1].text
    assert other.client.get("/cases").status_code == 200


def test_a_browser_without_a_session_costs_no_row(web: Web) -> None:
    client = web.stranger()
    for number in range(5):
        client.cookies.set("accord", f"made-up-{number}")
        assert client.get("/cases", follow_redirects=False).status_code == 303
    with web.database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(sign_in_try)).scalar_one() == 0


def test_the_pace_holds_for_all_processes_together_and_comes_back_with_time(database: Database) -> None:
    minute = dt.timedelta(minutes=1)
    ends = [Pace(120), Pace(120), Pace(120)]  # the memory of three processes
    passed, waits = 0, set[int]()
    for turn in range(200):
        try:
            ends[turn % 3].check(database, "a", NOW)
            passed += 1
        except TooFast as over:
            waits.add(over.seconds)
    assert waits == {60}
    assert 120 - 3 * (120 // AHEAD) <= passed <= 120
    ends[0].check(database, "b", NOW)  # another session
    with pytest.raises(TooFast):
        Pace(120).check(database, "a", NOW + minute / 2)
    Pace(120).check(database, "a", NOW + minute)
    Pace(120).check(database, "a", NOW - minute)  # a clock that was set back locks nobody out
    for _ in range(500):
        Pace(0).check(database, "a", NOW)


def test_hardly_any_request_costs_a_write(database: Database) -> None:
    pace, writes = Pace(1800), 0

    def count(_: object) -> None:
        nonlocal writes
        writes += 1

    listen(database.engine, "commit", count)
    for _ in range(72):
        pace.check(database, "a", NOW)
    assert writes == 2
