"""What holds on every page: headers, forms of our own only, words that stay words, files that stay files."""

from __future__ import annotations

import datetime as dt
import io
import json
import logging
import re
import zipfile

import pytest
from starlette.testclient import TestClient

from accord.cases.case import case_of
from accord.cases.files import files_of
from accord.db.engine import Database
from accord.doors.guard import Guard
from accord.errors import Unavailable
from accord.web import security
from accord.web.app import make_web
from accord.web.arrivals import plain_name
from accord.web.assets import asset
from accord.web.case_page import attachment
from accord.web.sign_in import onward_to
from tests.cases.test_cases import papers
from tests.prior_auth.shipped import form
from tests.web.conftest import HERE, Web, keep, upload, version_of

PROBE = "\"><script>alert(1)</script><img src=x onerror=alert(2)>'"
PAGES = ("/cases", "/cases/new", "/me", "/nothing/here", "/people", "/audit", "/cases/none", "/sign-in")


def test_every_answer_has_its_headers(web: Web) -> None:
    case = web.case(web.people.reviewer)
    browser = web.browser(web.people.reviewer)
    for path in (
        *PAGES,
        f"/cases/{case}",
        f"/cases/{case}/steps/take",
        f"/cases/{case}/clock",
        asset("style.css"),
        "/static/no",
    ):
        got = browser.client.get(path, follow_redirects=False)
        policy = got.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'"), path
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert got.headers["x-content-type-options"] == "nosniff"
        assert got.headers["referrer-policy"] == "same-origin"
        assert ("immutable" in got.headers["cache-control"]) == (path == asset("style.css"))
        assert path == asset("style.css") or got.headers["cache-control"] == "no-store"


def test_pages_need_no_other_site_no_inline_script_and_no_inline_style(web: Web) -> None:
    case = web.case(web.people.reviewer)
    browser = web.browser(web.people.reviewer)
    for path in ("/cases", "/cases/new", "/me", f"/cases/{case}", f"/cases/{case}/clock", "/nothing"):
        text = browser.client.get(path).text
        assert not re.search(r"<[^>]+\s(?:src|href|action)=\"(?:https?:)?//", text), path
        assert not re.search(r"<[^>]+\son\w+=", text), path
        assert not re.search(r"<[^>]+\sstyle=|<style", text), path
        assert re.findall(r"<script(?![^>]* src=)", text) == [], path


def test_over_tls_cookies_are_bound_to_host_and_tls(web: Web) -> None:
    client = TestClient(make_web(web.database, secure=True, clock=web.clock), base_url="https://accord.example")
    got = client.get("/sign-in")
    told = got.headers["set-cookie"]
    assert told.startswith("__Host-accord-form=")
    for word in ("Secure", "HttpOnly", "Path=/", "SameSite=lax"):
        assert word in told
    assert "Domain" not in told
    assert got.headers["strict-transport-security"]


def test_a_form_without_the_persons_own_token_changes_nothing(web: Web) -> None:
    case = web.case(web.people.reviewer)
    browser, other = web.browser(web.people.reviewer), web.browser(web.people.second)
    version = version_of(browser.get(f"/cases/{case}"))
    for token in ("", "x", other.token):
        for path in ("steps/take", "owner", "evidence", "clock"):
            browser.post(f"/cases/{case}/{path}", 403, form_token=token, version=version)
        browser.post("/sign-out", 403, form_token=token)
        browser.post("/cases/new", 403, form_token=token, files=upload(), urgency="standard")
    with web.database.reading() as connection:
        assert case_of(connection, web.people.reviewer, case).version == int(version)


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_form_of_another_site_is_refused_even_with_a_token(web: Web, headers: dict[str, str]) -> None:
    browser = web.browser(web.people.reviewer)
    assert "another site" in browser.post("/sign-out", 403, headers=headers)
    token = re.search(r'name="form_token" value="([^"]+)"', web.stranger().get("/sign-in").text)
    assert token is not None
    assert web.stranger().post("/sign-in", data={"form_token": token[1]}, headers=headers).status_code == 403


def test_a_link_from_a_mail_leads_in_and_a_foreign_page_cannot_ask(web: Web) -> None:
    client = TestClient(
        Guard(make_web(web.database, secure=False), host="127.0.0.1", token="t" * 20, signs_in=lambda _: True),
        base_url=HERE,
    )
    link = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert client.get("/sign-in", headers=link).status_code == 200
    assert client.post("/sign-in", headers=link).status_code == 403
    assert client.get("/sign-in", headers={**link, "sec-fetch-mode": "cors"}).status_code == 403
    assert client.get("/sign-in", headers={**link, "sec-fetch-dest": "iframe"}).status_code == 403
    assert client.get("/sign-in", headers={"host": "evil.example"}).status_code == 421


@pytest.mark.parametrize(
    "asked", ["//evil.example", "https://evil.example", "/\\evil.example", "/a\nb", "evil", "/sign-out", ""]
)
def test_signing_in_leads_to_this_site_only(asked: str) -> None:
    assert onward_to(asked) == ""


def test_signing_in_leads_back_to_where_one_was() -> None:
    assert onward_to("/cases/abc") == "/cases/abc"


def test_words_of_a_record_a_name_and_a_file_stay_words(web: Web) -> None:
    asked = form("oxygen-ask")
    asked["patient"]["name"] = f"Jo {PROBE}"
    files = [(one.name, one.data + PROBE.encode(), "text/plain") for one in papers() if one.name != "request.json"]
    told = [("files", (f"{PROBE}{name}", data, kind)) for name, data, kind in files]
    told.append(("files", ("request.json", json.dumps(asked).encode(), "application/json")))
    browser = web.browser(web.people.reviewer)
    page = browser.post("/cases/new", urgency="standard", received_at="", files=told)
    assert browser.last is not None
    raw, case = [browser.last.text], browser.last.url.path
    assert "<script>alert" not in browser.last.text
    del page
    web.work()
    token = browser.token
    seen = browser.client.get(case).text
    for key in re.findall(r'name="criterion" value="([^"]+)"', seen):
        browser.client.post(f"{case}/evidence", data={"form_token": token, "criterion": key})
    version = version_of(seen)
    browser.client.post(f"{case}/steps/take", data={"form_token": token, "version": version})
    version = version_of(browser.client.get(case).text)
    raw.append(
        browser.client.post(f"{case}/steps/ask", data={"form_token": token, "version": "1", "words": PROBE}).text
    )
    marked = browser.client.post(f"{case}/steps/ask", data={"form_token": token, "version": version, "words": PROBE})
    kept = {"form_token": token, "version": version, "words": PROBE, "keep": keep(PROBE)}
    browser.client.post(f"{case}/steps/ask", data=kept)
    raw += [
        browser.client.get(path).text for path in (case, "/cases", f"/cases?patient={PROBE}", "/cases?state=received")
    ]
    raw.append(web.browser(web.people.auditor).client.get("/audit").text)
    assert "alert(1)" in raw[2]
    for text in (*raw, marked.text):
        assert "<script>alert" not in text
        assert "<img src=x" not in text
    assert PROBE.replace('"', "&#34;").replace("'", "&#39;").replace("<", "&lt;").replace(">", "&gt;") in raw[2]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"), ("C:\\Users\\a\\note.txt", "note.txt"), ("..", "file"), ("", "file"), ("a/", "file"),
        ("/request.json", "request.json"), ("note\r\nX-Odd: 1.txt", "note X-Odd: 1.txt"), ("a\x00b.txt", "a‹U+0000›b.txt"),
        ("in\u202etxt.exe", "in‹U+202E›txt.exe"), (" . note.txt ", "note.txt"),
    ],
)  # fmt: skip
def test_a_file_name_leads_nowhere(given: str, kept: str) -> None:
    assert plain_name(given) == kept


@pytest.mark.parametrize("given", ["ä" * 400 + ".pdf", "a" * 400, "." * 400, "a." + "b" * 400, "日" * 300 + ".txt"])
def test_a_long_name_fits_a_file_system(given: str) -> None:
    kept = plain_name(given)
    assert kept
    assert len(kept.encode()) <= 150
    assert kept.endswith(".pdf") or not given.endswith(".pdf")


def test_the_name_of_a_download_breaks_no_header() -> None:
    told = attachment('a"; filename="b\r\nSet-Cookie: x=1 ä.html')["content-disposition"]
    assert "\r" not in told
    assert "\n" not in told
    assert told.count('"') == 2
    assert "%C3%A4" in told


def test_what_is_no_request_is_kept_and_said_and_breaks_nothing(web: Web) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("zeros.txt", b"0" * (120 * 1024 * 1024))
        packed.writestr("../../escape.txt", b"out")
    files = [
        ("files", ("bomb.zip", bomb.getvalue(), "application/zip")),
        ("files", ("page.html", b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>", "text/html")),
        ("files", ("empty.pdf", b"", "application/pdf")),
        ("files", ("odd.pdf", b"%PDF-1.7 nothing", "text/html; charset=x")),
        ("files", ("program.exe", b"MZ\x90\x00", "application/x-msdownload")),
    ]
    browser = web.browser(web.people.reviewer)
    browser.post("/cases/new", urgency="standard", received_at="", files=files)
    assert browser.last is not None
    path = browser.last.url.path
    web.work()
    page = browser.get(path)
    for name in ("bomb.zip", "page.html", "empty.pdf", "odd.pdf", "program.exe"):
        assert name in page
    assert "Web pages are not read" in page
    assert browser.last is not None
    assert "<script>alert" not in browser.last.text
    with web.database.reading() as connection:
        kept = files_of(connection, path.rpartition("/")[2])
    assert [one.bytes for one in kept] == [len(data) for _, (_, data, _) in files]


def test_too_much_is_refused_before_it_is_kept(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(security, "MOST_UPLOAD", 10_000)
    browser = web.browser(web.people.reviewer)
    big = [("files", ("big.txt", b"x" * 50_000, "text/plain"))]
    assert "More was sent" in browser.post("/cases/new", 422, urgency="standard", files=big)
    # A length that is not told, in pieces: the count of what came decides.
    token = browser.token
    body = (f"form_token={token}&words=".encode(), *[b"x" * 100_000] * 30)
    got = browser.client.post(
        "/sign-out", content=iter(body), headers={"content-type": "application/x-www-form-urlencoded"}
    )
    assert got.status_code == 422
    many = [("files", (f"{n}.txt", b"x", "text/plain")) for n in range(300)]
    monkeypatch.setattr(security, "MOST_UPLOAD", 10_000_000)
    assert browser.client.post("/cases/new", data={"form_token": token}, files=many).status_code == 422
    assert "There are no cases yet" in browser.get("/cases")


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"urgency": "at once"}, "standard or expedited"),
        ({"urgency": "standard", "received_at": "yesterday"}, "time of receipt"),
        ({"urgency": "standard", "received_at": "2999-01-01T00:00"}, "future"),
    ],
)
def test_a_request_with_odd_words_is_asked_for_again(web: Web, told: dict[str, str], words: str) -> None:
    browser = web.browser(web.people.reviewer)
    assert words in browser.post("/cases/new", 422, files=upload(), **told)
    assert "There is no file among it" in browser.post("/cases/new", 422, urgency="standard")


def test_the_time_of_receipt_is_that_of_the_organization(web: Web) -> None:
    browser = web.browser(web.people.reviewer)
    browser.post("/cases/new", urgency="expedited", received_at="2026-05-12T08:00", files=upload())
    assert browser.last is not None
    with web.database.reading() as connection:
        case = case_of(connection, web.people.reviewer, browser.last.url.path.rpartition("/")[2])
    assert case.received_at == dt.datetime(2026, 5, 12, 12, 0, tzinfo=dt.UTC)
    assert case.due_at == case.received_at + dt.timedelta(hours=72)


def test_a_database_that_is_away_is_said_so(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = web.browser(web.people.reviewer)

    def away(_: Database) -> None:
        raise Unavailable("The database does not answer.", "See that it runs.")

    monkeypatch.setattr(Database, "reading", away)
    page = browser.get("/cases", 503)
    assert "Not available now" in page
    assert "See that it runs." in page


def test_what_nobody_expected_shows_nothing_and_logs_no_words(
    web: Web, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    browser = web.browser(web.people.reviewer)

    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError("Josiah Pemberton")

    monkeypatch.setattr("accord.web.work_list.cases_of", breaks)
    client = TestClient(web.app, base_url=HERE, raise_server_exceptions=False, cookies=dict(browser.client.cookies))
    with caplog.at_level(logging.DEBUG):
        got = client.get("/cases")
    assert got.status_code == 500
    assert got.headers["content-security-policy"]
    ours = "\n".join(one.getMessage() for one in caplog.records if one.name.startswith("accord"))
    for text in (got.text, ours):
        assert "Pemberton" not in text
        assert "Traceback" not in text
    assert re.search(r"[0-9a-f]{12}", ours)
    assert not re.search(r"\b[0-9a-f]{12}\b", re.sub(r"/static/\S+", "", got.text))


def test_the_log_names_no_patient_and_no_question(web: Web, caplog: pytest.LogCaptureFixture) -> None:
    case = web.case(web.people.reviewer)
    with caplog.at_level(logging.INFO, logger="accord"):
        browser = web.browser(web.people.reviewer)
        browser.get("/cases?patient=pemberton")
        browser.get(f"/cases/{case}")
    ours = "\n".join(one.getMessage() for one in caplog.records if one.name.startswith("accord"))
    assert "GET /cases 200" in ours
    assert "emberton" not in ours.lower()
    assert case not in ours


def test_odd_paths_are_not_found_and_no_fault(web: Web) -> None:
    browser = web.browser(web.people.reviewer)
    case = web.case(web.people.reviewer)
    for path in (
        f"/cases/{case}/files/x", f"/cases/{case}/files/-1", f"/cases/{case}/files/9999999999999999999999",
        f"/cases/{case}/pictures/..%2f..%2fkey", f"/cases/{case}/steps/nothing", "/static/..%2f..%2fapp.py", "/cases/%00",
        "/cases/" + "x" * 5000, "/people/'--", "/cases?state=%00", "/cases?after=2026-01-01T00:00:00Z|%00",
    ):  # fmt: skip
        assert browser.client.get(path).status_code in (403, 404), path
