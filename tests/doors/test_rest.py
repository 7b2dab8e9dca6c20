"""The REST interface: answers, problems, the guard, and no fault whatever is asked."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from accord.api.problems import PROBLEM_TYPE, STATUS
from accord.api.run import guarded
from accord.doors.calls import to_json
from accord.doors.guard import check_may_listen
from accord.doors.listen import log_to_stderr
from accord.errors import AccordError, Conflict, Forbidden, Invalid, NotFound, Unavailable
from accord.settings import settings as site
from tests.doors import fake

HERE = "http://127.0.0.1:8000"
TOKEN = "a-token-of-the-tests"
PROBLEMS: list[tuple[str, int, str, str]] = [
    ("look_up?code=nowhere", 404, "not_found", "There is no code 'nowhere'."),
    ("look_up?code=broken", 422, "invalid", "'broken' is no code."),
    ("look_up?code=secret", 403, "forbidden", "No setting allows it."),
    ("look_up?code=twice", 409, "conflict", "It is there."),
    ("look_up?code=absent", 503, "unavailable", "The index is not loaded."),
    ("look_up?code=bug", 500, "error", "ZeroDivisionError at fake.py"),
    ("look_up", 422, "invalid", "fake_look_up needs 'code'"),
    ("look_up?code=X&day=2026-02-30", 422, "invalid", "'day' takes a date"),
    ("look_up?code=X&number=", 422, "invalid", "'number' takes a whole number"),
    ("look_up?code=X&other=1", 422, "invalid", "fake_look_up has no parameter 'other'"),
    ("several?" + "&".join(["codes=a"] * 101), 422, "invalid", "101 codes are too many."),
    ("nothing", 404, "not_found", "nothing at this address"),
]


@pytest.fixture
def client(only_fake: None) -> TestClient:
    """A client on this machine."""
    return TestClient(guarded("127.0.0.1"), base_url=HERE)


def test_an_answer_is_the_functions_own(client: TestClient) -> None:
    got = client.get(
        "/api/fake/look_up", params={"code": "X", "day": "2026-01-05", "names": ["a", "b"], "flag": "true"}
    )
    assert got.status_code == 200
    assert got.content == to_json(fake.look_up("X", fake.dt.date(2026, 1, 5), flag=True, names=("a", "b")))


def test_a_long_question_may_be_posted(client: TestClient) -> None:
    asked = {"codes": [str(number) for number in range(100)], "limit": 2}
    got = client.post("/api/fake/several", json=asked)
    assert got.content == to_json(fake.several(tuple(asked["codes"]), 2))  # type: ignore[arg-type]


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b'"code"', b"{" + b" " * 4_000_001 + b"}"], ids=range(6))
def test_a_body_that_is_no_question_is_refused(client: TestClient, body: bytes) -> None:
    got = client.post("/api/fake/look_up", content=body, headers={"content-type": "text/plain"})
    assert (got.status_code, got.json()["kind"]) == (422, "invalid")


@pytest.mark.parametrize(("asked", "status", "kind", "says"), PROBLEMS, ids=[p[0][:40] for p in PROBLEMS])
def test_a_failure_is_a_problem(client: TestClient, asked: str, status: int, kind: str, says: str) -> None:
    got = client.get(f"/api/fake/{asked}")
    told = got.json()
    assert (got.status_code, got.headers["content-type"]) == (status, PROBLEM_TYPE)
    assert (told["status"], told["kind"]) == (status, kind)
    assert says in told["detail"]
    assert "Quillfeather" not in got.text


def test_every_kind_of_error_has_its_status() -> None:
    assert set(STATUS) == {kind.kind for kind in (AccordError, NotFound, Invalid, Forbidden, Conflict, Unavailable)}


def test_another_method_is_refused(client: TestClient) -> None:
    assert client.put("/api/fake/look_up?code=X").status_code == 405
    assert client.delete("/api/fake/look_up?code=X").status_code == 405


def test_health_and_status_answer(client: TestClient) -> None:
    assert client.get("/api/health").json()["ok"] is True
    assert [told["index"] for told in client.get("/api/status").json()] == ["fake_first", "fake_second"]


def test_the_description_says_every_parameter(client: TestClient) -> None:
    told = client.get("/api/openapi.json").json()["paths"]["/api/fake/look_up"]["get"]
    by_name = {parameter["name"]: parameter for parameter in told["parameters"]}
    assert by_name["code"]["required"] is True
    assert by_name["names"]["schema"] == {"type": "array", "items": {"type": "string"}, "default": []}
    assert by_name["size"]["schema"] == {"type": "string", "enum": ["small", "large"], "default": "small"}
    assert by_name["day"]["schema"]["anyOf"][0] == {"type": "string", "format": "date"}
    assert by_name["day"]["description"] == "the day it is asked for."
    assert told["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].endswith("/Told")


@pytest.mark.parametrize("path", ["/", "/api"])
def test_the_page_asks_nobody_else(client: TestClient, path: str) -> None:
    got = client.get(path)
    assert "GET /api/fake/look_up?code=…" in got.text
    assert "http" not in got.text.replace('charset="utf-8"', "")
    assert "script" not in got.text
    assert "default-src 'none'" in got.headers["content-security-policy"]


def test_every_answer_carries_the_security_headers(client: TestClient) -> None:
    for path in ("/api/health", "/api/fake/look_up?code=bug", "/nothing"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert headers["content-security-policy"].startswith("default-src 'none'")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"host": "localhost:8000"}, 200),
        ({"host": "[::1]:8000"}, 200),
        ({"host": "127.0.0.5"}, 200),
        ({"host": "evil.example"}, 421),
        ({"host": "127.0.0.1.evil.example:8000"}, 421),
        ({"host": "[::1"}, 421),
        ({"origin": "http://127.0.0.1:8000"}, 200),
        ({"origin": "http://127.0.0.1:9999"}, 403),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "same-origin"}, 200),
        ({"sec-fetch-site": "cross-site"}, 403),
    ],
)
def test_on_this_machine_other_names_and_sites_are_refused(
    client: TestClient, headers: dict[str, str], status: int
) -> None:
    assert client.get("/api/fake/look_up?code=X", headers=headers).status_code == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"authorization": f"Bearer {TOKEN}"}, 200),
        ({"authorization": f"bearer {TOKEN}"}, 200),
        ({}, 401),
        ({"authorization": f"Basic {TOKEN}"}, 401),
        ({"authorization": "Bearer wrong"}, 401),
        ({"authorization": "Bearer \xff"}, 401),
        ({"authorization": "Bearer"}, 401),
    ],
)
@pytest.mark.parametrize("host", ["0.0.0.0", "127.0.0.1"])
def test_where_a_token_is_set_it_is_asked_for(
    only_fake: None, monkeypatch: pytest.MonkeyPatch, host: str, headers: dict[str, str], status: int
) -> None:
    monkeypatch.setenv("ACCORD_TOKEN", TOKEN)
    site.cache_clear()
    raw = {name: value.encode("latin-1") for name, value in headers.items()}
    client = TestClient(guarded(host), base_url=HERE)
    assert client.get("/api/fake/look_up?code=X", headers=raw).status_code == status  # type: ignore[arg-type]
    assert client.get("/api/health").status_code == 200


@pytest.mark.parametrize(
    ("host", "token"), [("0.0.0.0", ""), ("::", "short"), ("example.org", ""), ("192.168.1.5", "")]
)
def test_without_a_good_token_others_cannot_be_let_in(host: str, token: str) -> None:
    with pytest.raises(Forbidden, match="ACCORD_TOKEN"):
        check_may_listen(host, token)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.0.0.5"])
def test_this_machine_alone_needs_no_token(host: str) -> None:
    check_may_listen(host, "")


def test_the_log_holds_no_question_and_no_words_of_a_fault(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, "accord"):
        client.get("/api/fake/look_up?code=bug&names=Quillfeather")
        client.get("/api/fake/look_up%0Aforged?code=Quillfeather")
    assert "GET /api/fake/look_up 500" in caplog.text
    assert "ZeroDivisionError" in caplog.text
    assert "Quillfeather" not in caplog.text
    assert "\nforged" not in caplog.text


def test_libraries_do_not_log_addresses_however_much_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCORD_LOG_LEVEL", "DEBUG")
    site.cache_clear()
    ours, before = logging.getLogger("accord"), logging.getLogger("accord").level
    try:
        log_to_stderr()
        assert ours.getEffectiveLevel() == logging.DEBUG
        for library in ("httpx", "httpcore", "mcp", "uvicorn.access"):
            assert logging.getLogger(library).getEffectiveLevel() >= logging.WARNING
    finally:
        ours.setLevel(before)


def test_many_may_ask_at_once(client: TestClient) -> None:
    with ThreadPoolExecutor(8) as pool:
        got = list(pool.map(lambda n: client.get(f"/api/fake/several?codes={n}").json()["items"][0]["code"], range(40)))
    assert got == [str(number) for number in range(40)]


WORDS = st.text(max_size=20) | st.sampled_from(["X", "nowhere", "2026-01-01", "small", "true", "3", "-1", "9" * 40])
NAMES = st.sampled_from([*fake.look_up.__annotations__, "codes", "limit", "other"])


@given(st.sampled_from(["look_up", "several"]), st.lists(st.tuples(NAMES, WORDS), max_size=5))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
def test_whatever_is_asked_is_answered_or_refused(client: TestClient, name: str, asked: list[tuple[str, Any]]) -> None:
    known = [(key, value.encode("utf-8", "replace").decode()) for key, value in asked if value != "bug"]
    assert client.get(f"/api/fake/{name}", params=known).status_code < 500 or ("code", "absent") in known
