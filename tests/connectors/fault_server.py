"""A live service of our own on this machine: answers from a table, and does what services do when they fail.

def test_a_limit_is_waited_out(fault_server, site, no_sleep):
    fault_server.routes["/api/"] = {"result_count": 0}          # JSON; str and bytes go out as they are
    fault_server.faults(Fault.TOO_MANY, Fault.CUT_OFF)          # the first two requests; then it answers
    site("npi")                                                 # settings() now lead service 'npi' here
    ...
    assert fault_server.requests[-1].parameters["number"] == ["1234567893"]
"""

from __future__ import annotations

import json
import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

MAINTENANCE = b"<!DOCTYPE html><html><body><h1>Scheduled maintenance</h1></body></html>"
LIMIT_TOLD = b'{"error":"API rate limit exceeded","api-key":"unknown","count":"4","limit":"3"}'


class Fault(StrEnum):
    """What goes wrong with one request."""

    TOO_MANY = "429 with Retry-After: 2"
    LIMIT_IN_200 = "a limit told in the body of a 200"
    ERROR_500 = "500"
    BUSY_503 = "503"
    SLOW = "an answer after the client gave up"
    CUT_OFF = "half of the body, then the end of the connection"
    MALFORMED = "half of the body, told as the whole"
    HTML = "a maintenance page with status 200"
    REDIRECT = "a redirect to another host"
    HANG_UP = "the end of the connection instead of an answer"


@dataclass(frozen=True)
class Request:
    """What came. parameters are those of the query and, for a POST, of the form."""

    method: str
    path: str
    parameters: Mapping[str, list[str]]
    headers: Mapping[str, str]
    target: str
    body: bytes = b""


@dataclass(frozen=True)
class Answer:
    """What goes out. sent -- how many bytes of the body really go; None for all."""

    body: bytes = b""
    status: int = 200
    content_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    sent: int | None = None


Route = Answer | bytes | str | dict | list | Callable[[Request], "Route"]

INSTEAD: dict[Fault, Answer] = {
    Fault.TOO_MANY: Answer(b'{"error":"too many"}', 429, headers={"Retry-After": "2"}),
    Fault.LIMIT_IN_200: Answer(LIMIT_TOLD),
    Fault.ERROR_500: Answer(b"error", 500, "text/plain"),
    Fault.BUSY_503: Answer(b"busy", 503, "text/plain"),
    Fault.HTML: Answer(MAINTENANCE, 200, "text/html; charset=utf-8"),
    Fault.REDIRECT: Answer(b"", 302, headers={"Location": "http://elsewhere.invalid/"}),
}


class FaultServer:
    """routes -- path -> what is answered there (a callable is given the Request); otherwise -- for all other paths.

    files -- path -> bytes served with ETag, Range and If-Range; trickle -- seconds between any two bytes. Faults are used up by requests in the order given.
    """

    def __init__(self, slow_seconds: float = 3.0) -> None:
        self.routes: dict[str, Route] = {}
        self.files: dict[str, bytes] = {}
        self.otherwise: Route = Answer(b'{"error":"no such path"}', 404)
        self.knows_ranges = True
        self.requests: list[Request] = []
        self.slow_seconds = slow_seconds
        self.trickle = 0.0
        self.closing = threading.Event()
        self._script: deque[Fault | Answer | None] = deque()
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._server.block_on_close = False
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def base(self) -> str:
        """The address for the setting 'hosts'."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def faults(self, *script: Fault | Answer | None) -> None:
        """What the next requests get instead of their answer, one each; None lets one through."""
        self._script.extend(script)

    def taken(self, request: Request) -> Fault | Answer | None:
        """Records the request and says what goes wrong with it."""
        with self._lock:
            self.requests.append(request)
            return self._script.popleft() if self._script else None

    def answer(self, request: Request) -> Answer:
        """The right answer."""
        if request.path in self.files:
            return _piece(self.files[request.path], request, self.knows_ranges)
        return _answer(self.routes.get(request.path, self.otherwise), request)

    def close(self) -> None:
        """Ends the server; requests that are still slow end at once."""
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()


def _answer(route: Route, request: Request) -> Answer:
    if isinstance(route, Answer):
        return route
    if isinstance(route, bytes | str):
        body = route.encode() if isinstance(route, str) else route
        return Answer(body, content_type="text/xml" if body.lstrip()[:1] == b"<" else "application/json")
    if isinstance(route, dict | list):
        return Answer(json.dumps(route).encode())
    return _answer(route(request), request)


def _piece(whole: bytes, request: Request, knows_ranges: bool) -> Answer:
    """A file, from the byte on that was asked for where the asker's ETag still is the file's."""
    etag = f'"{hash(whole) & 0xFFFFFFFF:08x}"'
    told = {"ETag": etag, "Accept-Ranges": "bytes" if knows_ranges else "none"}
    start = request.headers.get("range", "").removeprefix("bytes=").partition("-")[0]
    if not knows_ranges or not start or request.headers.get("if-range", etag) != etag:
        return Answer(whole, 200, "application/octet-stream", told)
    first, size = int(start), len(whole)
    if first >= size:
        return Answer(b"", 416, "application/octet-stream", {**told, "Content-Range": f"bytes */{size}"})
    return Answer(whole[first:], 206, "application/octet-stream",
                  {**told, "Content-Range": f"bytes {first}-{size - 1}/{size}"})  # fmt: skip


def _handler(server: FaultServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.close_connection = True
            request = self._read()
            fault = server.taken(request)
            if fault is Fault.HANG_UP:
                return
            if fault is Fault.SLOW and server.closing.wait(server.slow_seconds):
                return
            self._write(self._wrong(fault, server.answer(request)))

        do_POST = do_GET  # noqa: N815 -- the name that the library calls

        def _read(self) -> Request:
            parts = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            form = "form-urlencoded" in self.headers.get("content-type", "")
            told = "&".join(part for part in (parts.query, body.decode() if form else "") if part)
            headers = {name.lower(): value for name, value in self.headers.items()}
            found = parse_qs(told, keep_blank_values=True)
            return Request(self.command, parts.path, found, headers, self.path, body)

        def _wrong(self, fault: Fault | Answer | None, right: Answer) -> Answer:
            if isinstance(fault, Answer):
                return fault
            half = max(1, len(right.body) // 2)
            if fault is Fault.CUT_OFF:
                return Answer(right.body, right.status, right.content_type, right.headers, half)
            if fault is Fault.MALFORMED:
                return Answer(right.body[:half], right.status, right.content_type, right.headers)
            return INSTEAD.get(fault, right) if fault else right

        def _write(self, answer: Answer) -> None:
            try:
                self.send_response(answer.status)
                for name, value in {"Content-Type": answer.content_type, **answer.headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(answer.body)))
                self.send_header("Connection", "close")
                self.end_headers()
                self._pour(answer.body[: answer.sent])
            except OSError:
                return  # the client has gone: what a slow answer is for

        def _pour(self, body: bytes) -> None:
            if not server.trickle:
                self.wfile.write(body)
                return
            for byte in body:
                self.wfile.write(bytes([byte]))
                if server.closing.wait(server.trickle):
                    return

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    return Handler
