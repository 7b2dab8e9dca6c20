"""`accord serve` and `accord mcp --http` as programs that are started, asked and stopped."""

from __future__ import annotations

import asyncio
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastmcp import Client

from tests.doors.conftest import Run

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(tmp_path: Path) -> Generator[Start]:
    """Starts `accord ...`; it is stopped when the test ends."""
    begun: list[subprocess.Popen[str]] = []

    def go(*arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "accord.cli", *arguments]
        heard: dict[str, Any] = {"preexec_fn": _hears_ctrl_c}
        begun.append(subprocess.Popen(command, cwd=tmp_path, text=True, stdout=-1, stderr=-1, stdin=-1, **heard))
        return begun[-1]

    yield go
    for process in begun:
        process.kill()
        process.communicate()


def _hears_ctrl_c() -> None:
    """A test run that was started in the background hands down that Ctrl-C is ignored; a person's terminal does not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def address(process: subprocess.Popen[str]) -> str:
    """The address that it says it listens on, after what somebody who starts it should know."""
    assert process.stderr is not None
    for line in process.stderr:
        if found := re.search(r"Listening on (\S+);", line):
            return found[1]
    raise AssertionError("it ended before it listened")


def stopped(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Ctrl-C: its exit code and what it wrote to standard output."""
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert "Traceback" not in err
    return process.returncode, out


def test_the_rest_interface_is_served_and_stopped(start: Start) -> None:
    process = start("serve", "--port", "0")
    base = address(process)
    got = httpx.get(f"{base}/api/icd10/get", params={"code": "E11.9"})
    assert got.json()["label"] == "Type 2 diabetes mellitus without complications"
    assert "server" not in got.headers
    assert stopped(process) == (130, "")


def test_mcp_is_served_over_http_and_stopped(start: Start) -> None:
    process = start("mcp", "--http", "--port", "0")
    base = address(process)

    async def asked() -> str:
        async with Client(f"{base}/mcp") as client:
            return str((await client.call_tool("icd10_get", {"code": "E11.9"})).structured_content["label"])

    assert asyncio.run(asked()) == "Type 2 diabetes mellitus without complications"
    assert stopped(process) == (130, "")


@pytest.mark.parametrize("door", [("serve",), ("mcp", "--http")], ids=["serve", "mcp"])
def test_others_are_not_let_in_without_a_token(run: Run, door: tuple[str, ...]) -> None:
    code, out, err = run(*door, "--host", "0.0.0.0", "--port", "0")
    assert (code, out) == (5, "")
    assert "ACCORD_TOKEN" in err


def test_a_taken_port_is_said(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        code, _, err = run("serve", "--port", port)
    assert code == 7
    assert f"Cannot listen on localhost, port {port}." in err
