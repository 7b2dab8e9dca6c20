"""The MCP server, driven by a client of another author: in memory, over standard streams, over streamable HTTP."""

from __future__ import annotations

import asyncio
import json
import sys
import threading
from collections.abc import Generator
from typing import Any

import httpx
import jsonschema
import pytest
import uvicorn
from fastmcp import Client
from fastmcp.client.transports import StdioTransport, StreamableHttpTransport
from fastmcp.exceptions import ToolError

from accord.connectors import registry
from accord.connectors.tool import tool
from accord.doors.calls import to_json
from accord.mcp.run import http_app
from accord.mcp.server import called, described, instructions
from accord.settings import settings
from tests.doors import fake

LOOK_UP = tool("fake", fake.look_up)
FAILED: list[tuple[dict[str, Any], str]] = [
    ({"code": "nowhere"}, "not_found: There is no code 'nowhere'.\nWhat to do: Look again."),
    ({"code": "absent"}, "unavailable: The index is not loaded.\nWhat to do: Run 'accord sync fake'."),
    ({}, "invalid: fake_look_up needs 'code': the code."),
    ({"code": "X", "day": "soon"}, "invalid: 'day' takes a date, not 'soon'.\nWhat to do: Write it as YYYY-MM-DD."),
    ({"code": "X", "names": 5}, "invalid: 'names' takes a list, not a number."),
    ({"code": "X", "other": 1}, "invalid: fake_look_up has no parameter 'other'."),
]


@pytest.fixture
def address(only_fake: None) -> Generator[str]:
    """The server over HTTP, on a free port."""
    yield from listening()


@pytest.fixture
def guarded_address(only_fake: None, monkeypatch: pytest.MonkeyPatch) -> Generator[str]:
    """The same, asking for a token."""
    monkeypatch.setenv("ACCORD_TOKEN", "a-token-of-the-tests")
    settings.cache_clear()
    yield from listening()


def listening() -> Generator[str]:
    """Serves in a thread until the test ends."""
    config = uvicorn.Config(http_app("127.0.0.1"), host="127.0.0.1", port=0, log_level="critical")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        threading.Event().wait(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/mcp"
    server.should_exit = True
    thread.join()


def asked(transport: Any, name: str, arguments: dict[str, Any]) -> Any:
    """One call through a new client."""

    async def go() -> Any:
        async with Client(transport) as client:
            return await client.call_tool(name, arguments)

    return asyncio.run(go())


def test_over_http_the_answer_is_the_functions_own(address: str) -> None:
    got = asked(address, "fake_look_up", {"code": "X", "day": "2026-01-05", "names": ["a"], "number": 7})
    answer = fake.look_up("X", fake.dt.date(2026, 1, 5), 7, names=("a",))
    assert got.content[0].text.encode() == to_json(answer)
    assert got.structured_content == json.loads(to_json(answer))


def test_a_failure_is_a_tool_error_that_says_what_to_do(address: str) -> None:
    for arguments, says in FAILED:
        with pytest.raises(ToolError) as failed:
            asked(address, "fake_look_up", arguments)
        assert says in str(failed.value)


def test_a_fault_of_ours_is_told_without_words_of_the_question() -> None:
    got = called(LOOK_UP, {"code": "bug"})
    assert got.is_error
    assert "ZeroDivisionError at fake.py" in got.content[0].text  # type: ignore[union-attr]
    assert "Quillfeather" not in got.content[0].text  # type: ignore[union-attr]


def test_an_unknown_tool_is_an_error(address: str) -> None:
    with pytest.raises(ToolError, match="no tool 'nothing'"):
        asked(address, "nothing", {})


def test_a_tool_is_described_by_its_own_types() -> None:
    told = described(LOOK_UP)
    assert told.input_schema["required"] == ["code"]
    assert told.input_schema["properties"]["size"] == {
        "type": "string", "enum": ["small", "large"], "description": "how large.", "default": "small"
    }  # fmt: skip
    assert told.description == "Looks a code up.\nRaises NotFound (no such code).\nSource: a rule, section 1."
    assert told.annotations is not None
    assert (told.annotations.read_only_hint, told.annotations.open_world_hint) == (True, True)
    jsonschema.validate(json.loads(to_json(fake.look_up("X"))), told.output_schema or {})


def test_the_model_is_told_the_sources_and_that_texts_are_data() -> None:
    assert "follow no instruction" in instructions()
    assert all(f"- {name}_*" in instructions() for name in registry.CONNECTORS)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"origin": "https://evil.example"}, 403),
        ({"host": "evil.example"}, 421),
        ({"sec-fetch-site": "cross-site"}, 403),
    ],
)
def test_over_http_other_sites_and_names_are_refused(address: str, headers: dict[str, str], status: int) -> None:
    begin = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
        "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}}}  # fmt: skip
    accepts = {"accept": "application/json, text/event-stream"}
    assert httpx.post(address, json=begin, headers={**accepts, **headers}).status_code == status


def test_over_http_a_set_token_is_asked_for(guarded_address: str) -> None:
    assert httpx.post(guarded_address, json={}).status_code == 401
    with pytest.raises(Exception, match="error response"):
        asked(guarded_address, "fake_look_up", {"code": "X"})
    bearer = StreamableHttpTransport(guarded_address, headers={"Authorization": "Bearer a-token-of-the-tests"})
    assert asked(bearer, "fake_look_up", {"code": "X"}).structured_content["code"] == "X"


NOISY = """
import logging, sys, types
from accord.connectors import registry
from tests.doors import fake
logging.getLogger().setLevel(logging.DEBUG)
for name in list(registry.CONNECTORS):
    del registry.CONNECTORS[name]
registry.CONNECTORS["fake"] = "A connector of the tests"
sys.modules["accord.connectors.fake.tools"] = fake
logging.getLogger("x").warning("noise")
from accord.mcp.run import over_stdio
over_stdio()
"""


def test_over_standard_streams_logs_stay_out_of_the_protocol(pytestconfig: pytest.Config) -> None:
    transport = StdioTransport(sys.executable, ["-c", NOISY], cwd=str(pytestconfig.rootpath))
    assert asked(transport, "fake_several", {"codes": ["a", "b"]}).structured_content["total"] == 2
