"""Every form and every address of the pages, filled with odd things: never a fault, a trace, or words of a record told to others."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from accord.access import Role
from accord.access.organizations import make_person
from accord.audit.chain import verify_chain
from tests.cases.conftest import NOW
from tests.web.conftest import HERE, Web
from tests.web.matrix import MATRIX, OPEN

EXAMPLES = {"sqlite": (6, 12, 250), "postgresql": (2, 4, 80)}  # of each route, each form, all bodies and addresses
PATIENT = ("emberton", "1EG4", "osiah")  # of the record in the case
ODD = (
    "", " ", "0", "-1", "1", "2", "NaN", "Infinity", "1e400", "9" * 400, "0x1", "١٢", "2026-02-30", "2026-05-12T10:30", "0001-01-01",
    "9999-12-31T23:59:59.999999+23:59", "\x00", "a\x00b", "\ud7ff\u202e\u2066", "\r\nSet-Cookie: a=b", "'; DROP TABLE case_; --",
    "<script>alert(1)</script>", "{{ 7*7 }}", "%00", "../../etc/passwd", "//evil.example", "a" * 30_000, "true", "null", "[]",
    "denied", "approved", "modified", "standard", "expedited", "extended", "stopped", "reviewer", "administrator",
    "\N{PILE OF POO}" * 50, "é́" * 20, "\uffff", "PA-2026-000001", "x@y.example", "4.0000000001", "1_000",
)  # fmt: skip
QUERIES = (
    "state",
    "whose",
    "due",
    "patient",
    "after",
    "before",
    "about",
    "next",
    "link",
    "code",
    "iss",
    "error",
    "again",
    "q",
    "page",
)
KINDS = (
    "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "multipart/form-data", "application/json", "text/plain",
    "application/x-www-form-urlencoded; charset=utf-7", "x" * 300,
)  # fmt: skip
text = st.one_of(st.sampled_from(ODD), st.text(max_size=60), st.integers().map(str), st.dates().map(str))


@dataclass
class Crawl:
    """What the pages show of forms: names of fields, and values that fit some of them."""

    client: TestClient
    case: str
    person: str
    names: set[str] = field(default_factory=set)
    values: set[str] = field(default_factory=set)
    forms: dict[str, dict[str, str]] = field(default_factory=dict)

    def look(self, paths: list[str]) -> None:
        for path in paths:
            page = self.client.get(path).text
            self.names |= set(re.findall(r'<(?:input|select|textarea)[^>]*? name="([^"]+)"', page))
            self.values |= set(re.findall(r' value="([^"]{1,80})"', page))
            for action, inside in re.findall(r'<form method="post" action="([^"]+)"(.*?)</form>', page, re.DOTALL):
                self.forms[unescape(action)] = {
                    unescape(name): unescape("".join(re.findall(r' value="([^"]*)"', rest)[:1]))
                    for name, rest in re.findall(r'<(?:input|select|textarea)[^>]*? name="([^"]+)"([^>]*)>', inside)
                }

    def path(self, template: str, odd: str | None) -> str:
        """An address with what it names, or with something odd in place of it."""
        told = dict.fromkeys(re.findall(r"\{(\w+)", template), odd if odd is not None else "take")
        if odd is None:
            told |= {"case_id": self.case, "person_id": self.person, "number": "1"}
        return re.sub(r"\{(\w+)[^}]*\}", lambda found: quote(told[found[1]], safe=""), template)


@pytest.fixture
def crawl(web: Web) -> Crawl:
    """Somebody who may do all at the payer, before a reviewed case; a fault of ours is answered as over the wire."""
    with web.database.writing() as connection:
        roles = [one for one in Role if one is not Role.PATIENT]
        doctor = {"credentials": "MD", "npi": "1234567893", "specialty": "sleep medicine"}
        everything = make_person(
            connection, "system", web.people.payer, "Eve Every", "eve@hill.example", roles, NOW, **doctor
        )
    case = web.case(web.people.reviewer)
    client = TestClient(web.app, base_url=HERE, raise_server_exceptions=False)
    client.cookies = web.browser(everything).client.cookies
    made = Crawl(client, case, web.people.second.id)
    steps = [f"/cases/{case}/steps/{name}" for name in ("take", "refer", "ask", "approve", "decide", "reopen", "send")]
    made.look([made.path(path, None) for method, path in MATRIX if method == "GET"])
    client.post(f"/cases/{case}/steps/take", data={"form_token": token_of(client), "version": "2"})
    made.look([f"/cases/{case}", *steps])
    assert {"form_token", "version", "reason", "criterion", "roles", "owner", "urgency", "files"} <= made.names
    return made


def token_of(client: TestClient) -> str:
    found = re.search(r'name="form_token" value="([^"]+)"', client.get("/me").text)
    assert found is not None
    return found[1]


def check(answer: Any, told: object) -> None:
    """No fault, no trace; an answer that refuses tells nothing of a record."""
    assert answer.status_code < 500, (told, answer.status_code)
    assert "Traceback" not in answer.text
    assert 'File "' not in answer.text
    assert "<script>alert" not in answer.text
    assert "content-security-policy" in answer.headers
    if answer.status_code >= 400:
        assert not [word for word in PATIENT if word in answer.text], told


def keeps_quiet(caplog: pytest.LogCaptureFixture) -> None:
    """The log holds no trace and no word of a record."""
    ours = [one for one in caplog.records if one.name.startswith("accord")]
    assert not [one for one in ours if one.levelno >= logging.ERROR]
    told = "\n".join(one.getMessage() for one in ours)
    assert not [word for word in PATIENT if word in told]


def fuzzed(web: Web, kind: int, what: Any) -> Any:
    """The same odd things each time; as many as the database is quick."""
    most = EXAMPLES["sqlite" if web.database.is_sqlite else "postgresql"]
    return settings(
        max_examples=most[kind], deadline=None, database=None, derandomize=True, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )(what)  # fmt: skip


def encoded(told: str) -> str:
    """What a browser could send of it."""
    return told.encode("utf-8", "replace").decode()


@pytest.mark.slow
def test_no_route_breaks_whatever_form_it_is_sent(web: Web, crawl: Crawl, caplog: pytest.LogCaptureFixture) -> None:
    posts = sorted({path for method, path in (*MATRIX, *OPEN) if method == "POST"} - {"/sign-out"})
    values = st.one_of(st.sampled_from(sorted(crawl.values)), text)
    forms = st.dictionaries(st.sampled_from(sorted(crawl.names - {"form_token"})), values, max_size=12)
    token, sent = token_of(crawl.client), dict.fromkeys(posts, 0)

    def one(template: str) -> Any:
        @given(st.one_of(st.none(), st.none(), text), forms, st.booleans())
        def send(odd: str | None, form: dict[str, str], parts: bool) -> None:
            clean = {name: encoded(value) for name, value in form.items()}
            files = [("files", (clean.get("name", "a.txt")[:200] or "a", b"words", "text/plain"))] if parts else None
            path = crawl.path(template, None if odd is None else encoded(odd)[:300])
            answer = crawl.client.post(path, data={"form_token": token, **clean}, files=files, follow_redirects=False)
            check(answer, (path, clean))
            sent[template] += 1

        return send

    with caplog.at_level(logging.INFO, logger="accord"):
        for template in posts:
            fuzzed(web, 0, one(template))()
    keeps_quiet(caplog)
    assert all(sent.values())
    with web.database.reading() as connection:
        assert verify_chain(connection, web.people.payer).fault == ""


@pytest.mark.slow
def test_no_form_breaks_when_some_of_it_is_odd(web: Web, crawl: Crawl, caplog: pytest.LogCaptureFixture) -> None:
    """Forms as the pages show them, with a few fields changed: these get further than what is odd from the start."""
    # What ends the session that all are sent with is left out.
    forms = {action: told for action, told in crawl.forms.items() if action != "/sign-out"}
    assert len(forms) > 10
    token = token_of(crawl.client)

    def one(action: str, shown: dict[str, str]) -> Any:
        changes = st.dictionaries(st.sampled_from(sorted(shown)), text, max_size=3)

        @given(changes)
        def send(changed: dict[str, str]) -> None:
            told = {**shown, **{name: encoded(value) for name, value in changed.items()}, "form_token": token}
            check(crawl.client.post(action, data=told, follow_redirects=False), (action, changed))

        return send

    with caplog.at_level(logging.INFO, logger="accord"):
        for action, shown in sorted(forms.items()):
            fuzzed(web, 1, one(action, shown))()
    keeps_quiet(caplog)
    with web.database.reading() as connection:
        assert verify_chain(connection, web.people.payer).fault == ""


@pytest.mark.slow
def test_no_body_breaks_whatever_kind_it_says_it_is(web: Web, crawl: Crawl, caplog: pytest.LogCaptureFixture) -> None:
    posts = [path for method, path in (*MATRIX, *OPEN) if method == "POST"]
    bodies = st.one_of(
        st.binary(max_size=400), st.sampled_from([b"--x\r\n", b"--x--", b"{", b"a=" + b"%zz" * 50, b"&" * 5000])
    )

    @given(st.sampled_from(posts), st.sampled_from(KINDS), bodies)
    def send(template: str, kind: str, body: bytes) -> None:
        headers = {"content-type": kind}
        answer = crawl.client.post(crawl.path(template, None), content=body, headers=headers, follow_redirects=False)
        check(answer, (template, kind, body))
        assert answer.status_code >= 400 or answer.headers["location"].startswith("/sign-in")

    with caplog.at_level(logging.INFO, logger="accord"):
        fuzzed(web, 2, send)()
    keeps_quiet(caplog)


@pytest.mark.slow
def test_no_address_breaks_whatever_it_asks(web: Web, crawl: Crawl, caplog: pytest.LogCaptureFixture) -> None:
    gets = [path for method, path in (*MATRIX, *OPEN) if method == "GET"]
    asked = st.dictionaries(st.sampled_from(QUERIES), text, max_size=4)

    @given(st.sampled_from(gets), st.one_of(st.none(), text), asked)
    def go(template: str, odd: str | None, query: dict[str, str]) -> None:
        clean = {name: encoded(value)[:3000] for name, value in query.items()}
        odd = None if odd is None else encoded(odd)[:300]
        address = f"{crawl.path(template, odd)}?{urlencode(clean)}"
        answer = crawl.client.get(address, follow_redirects=False)
        check(answer, address)
        if answer.status_code == 303:
            assert answer.headers["location"].startswith("/")
            assert not answer.headers["location"].startswith("//")

    with caplog.at_level(logging.INFO, logger="accord"):
        fuzzed(web, 2, go)()
    keeps_quiet(caplog)
