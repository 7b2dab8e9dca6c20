"""A model server on this machine that speaks both protocols: Anthropic Messages and OpenAI chat completions.

What it says is a function of the question; what it does wrong is a `Fault`.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Speak = Callable[["Heard"], "dict[str, Any] | str | Fault"]


@dataclass(frozen=True)
class Fault:
    """A way not to answer: a status, raw bytes instead of an answer, a wait before it, a byte now and then, a cut."""

    status: int = 200
    body: bytes | None = None
    wait: float = 0.0
    drip: bool = False
    cut: bool = False
    location: str = ""


@dataclass(frozen=True)
class Heard:
    """One request as the server got it."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def claude(self) -> bool:
        return self.path.endswith("/messages")

    @property
    def user(self) -> str:
        """The words of the user's message."""
        content = self.body["messages"][-1]["content"]
        return content if isinstance(content, str) else "".join(part.get("text", "") for part in content)

    @property
    def instructions(self) -> str:
        """The system's words."""
        told = self.body.get("system") if self.claude else self.body["messages"][0]["content"]
        return told if isinstance(told, str) else "".join(part.get("text", "") for part in told or ())

    @property
    def schema(self) -> dict[str, Any]:
        """The shape that is asked for."""
        if self.claude:
            return self.body["tools"][0]["input_schema"]
        return self.body["response_format"]["json_schema"]["schema"]

    @property
    def lines(self) -> dict[str, str]:
        """The marked lines of data by id."""
        begin, _, rest = self.user.rpartition("\nBEGIN ")
        mark, _, rest = rest.partition("\n")
        assert begin
        told = rest.partition(f"\nEND {mark}")[0].splitlines()
        pairs = [line.removeprefix(f"{mark} ").partition(" | ") for line in told]
        return {name: words for name, _, words in pairs}


@dataclass
class ModelServer:
    """The server; `speak` may be changed at any time. It remembers what it heard."""

    speak: Speak
    heard: list[Heard] = field(default_factory=list)
    tokens: tuple[int, int] = (100, 50)
    base: str = ""

    def answer(self, heard: Heard, said: dict[str, Any] | str) -> dict[str, Any]:
        """What was said, in the protocol in which it was asked."""
        text = said if isinstance(said, str) else json.dumps(said)
        tokens_in, tokens_out = self.tokens
        if heard.claude:
            part = {"type": "text", "text": said} if isinstance(said, str) else {
                "type": "tool_use", "id": "toolu_1", "name": heard.body["tools"][0]["name"], "input": said}  # fmt: skip
            return {
                "id": "msg_1", "type": "message", "role": "assistant", "model": heard.body["model"], "content": [part],
                "stop_reason": "end_turn" if isinstance(said, str) else "tool_use", "stop_sequence": None,
                "usage": {"input_tokens": tokens_in, "output_tokens": tokens_out},
            }  # fmt: skip
        return {
            "id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": heard.body["model"],
            "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}}],
            "usage": {"prompt_tokens": tokens_in, "completion_tokens": tokens_out, "total_tokens": tokens_in + tokens_out},
        }  # fmt: skip

    def __enter__(self) -> ModelServer:
        served = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["content-length"])
                body = json.loads(self.rfile.read(length))
                heard = Heard(self.path, {k.lower(): v for k, v in self.headers.items()}, body)
                served.heard.append(heard)
                said = served.speak(heard)
                try:
                    self.give(heard, said)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True

            def give(self, heard: Heard, said: dict[str, Any] | str | Fault) -> None:
                fault = said if isinstance(said, Fault) else Fault()
                time.sleep(fault.wait)
                if isinstance(said, Fault):
                    content = fault.body if fault.body is not None else b'{"error": {"type": "x", "message": "no"}}'
                else:
                    content = json.dumps(served.answer(heard, said)).encode()
                self.send_response(fault.status)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(content) + (50 if fault.cut else 0)))
                if fault.location:
                    self.send_header("location", fault.location)
                self.end_headers()
                if not fault.drip:
                    self.wfile.write(content)
                    self.close_connection = fault.cut
                    return
                for byte in content:
                    self.wfile.write(bytes([byte]))
                    self.wfile.flush()
                    time.sleep(0.2)

            def log_message(self, *_: object) -> None:
                """Nothing is logged."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        self.base = f"http://127.0.0.1:{self._server.server_port}"
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
