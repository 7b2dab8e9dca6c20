"""Connections that say nothing, or hardly anything, hold nobody out; slow ones that go on are waited for."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing

import pytest
import uvicorn

from accord.access.passwords import set_password
from accord.access.sessions import sign_in
from accord.doors import patience
from accord.doors.guard import Guard
from accord.doors.patience import Patient
from accord.web import security
from tests.cases.conftest import NOW
from tests.web.conftest import Web

WORDS = "four green bicycles sing"


@pytest.fixture
def port(web: Web, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The pages on a port, with little patience."""
    monkeypatch.setattr(patience, "SECONDS", 1.0)
    monkeypatch.setattr(security, "PATIENCE", 1.0)
    monkeypatch.setattr(security, "LEAST_A_SECOND", 1_000)
    bound = socket.create_server(("127.0.0.1", 0))
    guarded = Guard(web.app, host="127.0.0.1", token="", signs_in=lambda _: True)
    server = uvicorn.Server(uvicorn.Config(guarded, http=Patient, log_config=None, lifespan="off", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
    thread.start()
    yield bound.getsockname()[1]
    server.should_exit = True
    thread.join(10)
    bound.close()


def answered(line: socket.socket, seconds: float) -> bytes:
    """What comes until the other side closes."""
    line.settimeout(seconds)
    came = b""
    while True:
        try:
            piece = line.recv(4096)
        except ConnectionResetError:
            return came
        if not piece:
            return came
        came += piece


def test_headers_that_hardly_come_are_not_waited_for(port: int) -> None:
    begun = time.monotonic()
    silent = [socket.create_connection(("127.0.0.1", port)) for _ in range(20)]
    with closing(socket.create_connection(("127.0.0.1", port))) as slow:
        for piece in (b"GET /sign-in HT", b"TP/1.1\r\nHost: 127", b".0.0.1\r\nX-Slow: a"):
            slow.sendall(piece)
            time.sleep(0.2)
        assert answered(slow, 10) == b""
    assert all(answered(one, 10) == b"" for one in silent)
    assert time.monotonic() - begun < 8
    for one in silent:
        one.close()


def test_a_second_request_that_hardly_comes_is_not_waited_for_either(port: int) -> None:
    whole = b"GET /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    with closing(socket.create_connection(("127.0.0.1", port))) as line:
        line.sendall(whole)
        line.settimeout(10)
        assert line.recv(65536).startswith(b"HTTP/1.1 200")
        line.sendall(b"GET /sign-in HTTP/1.1\r\nX-Slow: ")
        begun = time.monotonic()
        answered(line, 10)
        assert time.monotonic() - begun < 5


def test_a_body_that_hardly_comes_is_refused(web: Web, port: int) -> None:
    browser = web.browser(web.people.reviewer)
    head = (
        f"POST /cases/new HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: accord={browser.client.cookies['accord']}\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000000\r\n\r\n"
    )
    with closing(socket.create_connection(("127.0.0.1", port))) as line:
        line.sendall(head.encode() + b'--x\r\nContent-Disposition: form-data; name="words"\r\n\r\n')
        begun, told = time.monotonic(), b""
        line.settimeout(0.2)
        while time.monotonic() - begun < 10:
            try:
                line.sendall(b"-")
                told += line.recv(65536)
            except TimeoutError:
                continue
            except OSError:
                break
            if b"</html>" in told:
                break
    assert told.startswith(b"HTTP/1.1 422")
    assert b"too slowly" in told
    assert b"content-security-policy" in told
    assert time.monotonic() - begun < 6
    assert "There are no cases yet" in browser.get("/cases")


def test_somebody_with_a_slow_line_is_waited_for(web: Web, port: int) -> None:
    """Two thousand bytes a second, with a thousand asked for."""
    set_password(web.database, None, web.people.reviewer, WORDS, NOW)
    made = sign_in(web.database, f"rita.rowe@{web.people.payer}.example", WORDS, NOW)
    body = f"form_token={made.form_token}&words=".encode() + b"x" * 6_000
    head = (
        f"POST /sign-out HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: accord={made.token}\r\nConnection: close\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    with closing(socket.create_connection(("127.0.0.1", port))) as line:
        line.sendall(head.encode())
        for at in range(0, len(body), 1_000):
            line.sendall(body[at : at + 1_000])
            time.sleep(0.5)
        assert answered(line, 10).startswith(b"HTTP/1.1 303")
