"""Every tool of every connector, through all four doors."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from enum import Enum
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from fastmcp import Client
from fastmcp.client.transports import StdioTransport
from fastmcp.exceptions import ToolError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from accord.api.run import guarded
from accord.cli import app as cli
from accord.cli.sync import SyncOrder, run_sync
from accord.cli.tools import commands, positional
from accord.connectors.registry import CONNECTORS, all_tools
from accord.connectors.tool import Tool
from accord.doors.calls import call, to_json
from accord.doors.values import choices, item_of, read, schema
from accord.errors import AccordError
from accord.mcp.server import called, described
from accord.settings import settings as site
from tests.doors.asks import ASKS
from tests.doors.loaded import LOADED_ASKS, UNANSWERED, small_files
from tests.doors.test_mcp import listening

TOOLS = {tool.full_name: tool for tool in all_tools()}
every_tool = pytest.mark.parametrize("name", list(TOOLS))
NO_SOURCE = frozenset({"pubmed_explain_query"})  # says how a question is read; no data stand behind it
HERE = "http://127.0.0.1:8000"
Answered = tuple[str, Any]


def asked_in_python(tool: Tool, arguments: dict[str, Any]) -> Answered:
    """('answer', its JSON) or (kind of failure, its sentence)."""
    try:
        return "answer", json.loads(to_json(call(tool, arguments)))
    except AccordError as error:
        return error.kind, error.message


def asked_over_mcp(tool: Tool, arguments: dict[str, Any]) -> Answered:
    """The same through the MCP server's call."""
    got = called(tool, arguments)
    text = got.content[0].text  # type: ignore[union-attr]
    return failure(text) if got.is_error else ("answer", got.structured_content)


def failure(text: str) -> Answered:
    """'kind: sentence', as a tool error says it."""
    kind, _, message = text.split("\n")[0].partition(": ")
    return kind, message


def asked_over_rest(client: TestClient, tool: Tool, arguments: dict[str, Any]) -> Answered:
    """The same through the REST interface."""
    got = client.get(f"/api/{tool.connector}/{tool.name}", params={k: written(v) for k, v in arguments.items()})
    return ("answer", got.json()) if got.status_code == 200 else (got.json()["kind"], got.json()["detail"])


def written(value: Any) -> Any:
    """A JSON value as text, or several."""
    return [written(item) for item in value] if isinstance(value, list) else str(value)


def typed(tool: Tool, arguments: dict[str, Any]) -> list[str]:
    """What a person types for these arguments."""
    words: list[str] = [tool.connector, tool.name, "--json"]
    placed: list[str] = []
    for name, value in arguments.items():
        values = [str(item) for item in value] if isinstance(value, list) else [str(value)]
        if name in positional(tool):
            placed += values
        elif isinstance(value, bool):
            words.append(f"--{'' if value else 'no-'}{name.replace('_', '-')}")
        else:
            words += [part for item in values for part in (f"--{name.rstrip('_').replace('_', '-')}", item)]
    return [*words, "--", *placed]


@pytest.fixture(scope="module")
def client() -> TestClient:
    """A client on this machine."""
    return TestClient(guarded("127.0.0.1"), base_url=HERE)


def test_every_tool_has_an_example() -> None:
    assert sorted(ASKS) == sorted(TOOLS)


def test_the_four_doors_list_the_same_names(client: TestClient, address: str) -> None:
    python = {f"{name}_{f.__name__.rstrip('_')}" for name in CONNECTORS for f in _module(name).TOOLS}
    line = {f"{connector}_{name}" for connector in CONNECTORS for name in commands(connector)}
    paths = client.get("/api/openapi.json").json()["paths"]
    rest = {path.removeprefix("/api/").replace("/", "_") for path in paths} - {"health", "status"}

    async def listed() -> set[str]:
        async with Client(address) as mcp:
            return {tool.name for tool in await mcp.list_tools()}

    assert python == line == rest == asyncio.run(listed()) == set(TOOLS)


def _module(connector: str) -> Any:
    return sys.modules[f"accord.connectors.{connector}.tools"]


@every_tool
def test_a_tool_is_described_whole(name: str) -> None:
    tool = TOOLS[name]
    told = described(tool)
    assert told.output_schema is not None
    assert told.output_schema["type"] == "object"
    assert len(told.description or "") > 20
    for parameter in tool.parameters:
        assert len(parameter.about) > 3
        assert schema(parameter.type)
    assert "provenance" in told.output_schema["properties"] or name in NO_SOURCE


@pytest.fixture(scope="module")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder into which `accord sync --from FOLDER` has loaded a small file of every source."""
    home = tmp_path_factory.mktemp("small")
    files = small_files(home)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ACCORD_DATA", str(home / "data"))
        site.cache_clear()
        assert run_sync(SyncOrder(folder=files, quiet=True)) == 0
    site.cache_clear()
    return home / "data"


@pytest.fixture(params=["nothing loaded", "loaded"])
def asks(
    request: pytest.FixtureRequest, small_site: Path, monkeypatch: pytest.MonkeyPatch
) -> dict[str, dict[str, Any]]:
    """The questions for a fresh install, and those for a site with small files of every source."""
    if request.param == "nothing loaded":
        return ASKS
    monkeypatch.setenv("ACCORD_DATA", str(small_site))
    return {**ASKS, **LOADED_ASKS}


@every_tool
def test_one_question_gets_one_answer_through_every_door(
    name: str,
    asks: dict[str, dict[str, Any]],
    client: TestClient,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    tool, arguments = TOOLS[name], asks[name]
    answer = asked_in_python(tool, arguments)
    assert answer[0] in ("answer", "unavailable"), answer
    assert asked_over_mcp(tool, arguments) == answer
    assert asked_over_rest(client, tool, arguments) == answer
    posted = client.post(f"/api/{tool.connector}/{tool.name}", json=arguments).json()
    assert posted == answer[1] or (posted["kind"], posted["detail"]) == answer
    monkeypatch.setattr(sys, "argv", ["accord", *typed(tool, arguments)])
    with pytest.raises(SystemExit) as left:
        cli.main()
    out, err = capfdbinary.readouterr()
    if answer[0] == "answer":
        assert (left.value.code, json.loads(out)) == (0, answer[1])
        jsonschema.validate(answer[1], described(tool).output_schema or {})
    else:
        assert answer[1] in err.decode()
        assert asks is ASKS or name in UNANSWERED
        assert f"accord sync {tool.connector}" in err.decode() or name in UNANSWERED


@every_tool
def test_its_answer_can_be_read_in_a_terminal(
    name: str, small_site: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    tool, arguments = TOOLS[name], {**ASKS, **LOADED_ASKS}[name]
    if name in UNANSWERED:
        pytest.skip("the small files do not answer it")
    monkeypatch.setenv("ACCORD_DATA", str(small_site))
    monkeypatch.setattr(sys, "argv", ["accord", *[word for word in typed(tool, arguments) if word != "--json"]])
    with pytest.raises(SystemExit) as left:
        cli.main()
    out, err = capfd.readouterr()
    assert (left.value.code or 0, err) == (0, "")
    assert len(out.splitlines()) > 1
    assert "Source: " in out or name in NO_SOURCE


@every_tool
def test_live_is_refused_where_no_setting_allows_the_host(name: str) -> None:
    tool = TOOLS[name]
    if "ask" not in {parameter.name for parameter in tool.parameters}:
        pytest.skip("only a local side")
    kind, message = asked_in_python(tool, {**ASKS[name], "ask": "live"})
    assert kind == "forbidden", message


@every_tool
def test_a_missing_or_unknown_parameter_is_named(name: str, client: TestClient) -> None:
    tool = TOOLS[name]
    kind, message = asked_over_rest(client, tool, {**ASKS[name], "no_such": "1"})
    assert (kind, "no_such" in message) == ("invalid", True)
    for parameter in tool.parameters:
        if parameter.needed:
            rest = {key: value for key, value in ASKS[name].items() if key != parameter.name}
            assert asked_over_mcp(tool, rest)[1].startswith(f"{name} needs '{parameter.name}'")


def own_stdio(tmp_path: Path) -> Any:
    """`accord mcp` as a program that a client starts."""
    data = {"ACCORD_DATA": os.environ["ACCORD_DATA"]}
    return StdioTransport(sys.executable, ["-m", "accord.cli", "mcp"], env=data, cwd=str(tmp_path))


@pytest.fixture(scope="module")
def address() -> Generator[str]:
    """The real server over HTTP."""
    yield from listening()


@pytest.mark.parametrize("way", ["stdio", "http"])
def test_a_client_of_another_author_drives_every_tool(
    way: str, asks: dict[str, dict[str, Any]], tmp_path: Path, address: str
) -> None:
    got = asyncio.run(all_driven(own_stdio(tmp_path) if way == "stdio" else address, asks))
    assert got == {name: asked_in_python(tool, asks[name]) for name, tool in TOOLS.items()}
    assert asks is ASKS or {name for name, (kind, _) in got.items() if kind != "answer"} <= UNANSWERED


async def all_driven(transport: Any, asks: dict[str, dict[str, Any]]) -> dict[str, Answered]:
    """The answers of one client to every example."""
    found: dict[str, Answered] = {}
    async with Client(transport) as client:
        for name in [tool.name for tool in await client.list_tools()]:
            try:
                found[name] = "answer", (await client.call_tool(name, asks[name])).structured_content
            except ToolError as error:
                found[name] = failure(str(error))
    return found


def test_many_ask_every_tool_at_once(asks: dict[str, dict[str, Any]], client: TestClient) -> None:
    expected = {name: asked_in_python(tool, asks[name]) for name, tool in TOOLS.items()}
    rounds = list(TOOLS) * 4
    with ThreadPoolExecutor(8) as pool:
        got = list(pool.map(lambda name: asked_over_rest(client, TOOLS[name], asks[name]), rounds))
    assert [(name, answer) for name, answer in zip(rounds, got, strict=True) if answer != expected[name]] == []


def likely(kind: Any) -> st.SearchStrategy[Any]:
    """Values of a type and others, as text of a question."""
    known = list(choices(kind)) or ["1", "E11.9", "2026-01-01", "true", "1234567893", "CA", "L30001", "oxygen", "101"]
    one = st.sampled_from([*known, "", " ", "-1", "0", "999999", "2026-02-30", "'", '"', "*", "(", "%", "\x00", "É"])
    single = one | st.text(max_size=12)
    return st.lists(single, max_size=4) if item_of(kind) is not None else single


@every_tool
@given(data=st.data())
@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=12)
def test_whatever_is_asked_is_answered_or_refused(
    name: str, data: st.DataObject, client: TestClient, small_site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACCORD_DATA", str(small_site))
    tool = TOOLS[name]
    chosen = data.draw(st.sets(st.sampled_from([p.name for p in tool.parameters])))
    asked = {p.name: data.draw(likely(p.type)) for p in tool.parameters if p.needed or p.name in chosen}
    asked = {key: clean(value) for key, value in asked.items()}
    kind, told = asked_over_rest(client, tool, asked)
    assert kind in ("answer", "invalid", "not_found", "unavailable", "forbidden"), (asked, kind, told)


def clean(value: Any) -> Any:
    """Text that can be written in an address."""
    return [clean(item) for item in value] if isinstance(value, list) else value.encode("utf-8", "replace").decode()


@every_tool
def test_its_defaults_are_of_its_types(name: str) -> None:
    for parameter in TOOLS[name].parameters:
        if not parameter.needed and parameter.default is not None:
            plain = parameter.default.value if isinstance(parameter.default, Enum) else parameter.default
            assert read(parameter.name, parameter.type, plain) == parameter.default
