"""The MCP server, made in a loop from the tools of all connectors."""

from __future__ import annotations

import logging
from typing import Any

import anyio.to_thread
import mcp_types as types
import orjson
from mcp.server.lowlevel import Server

from accord import __version__
from accord.connectors.registry import CONNECTORS, all_tools
from accord.connectors.tool import Tool
from accord.doors.calls import call, description, input_schema, output_schema, to_json
from accord.doors.faults import place
from accord.errors import AccordError
from accord.wording import say

log = logging.getLogger(__name__)


def make_server() -> Server[Any]:
    """A server that lists every tool and calls it; expected failures come back as tool errors, not as faults."""
    tools = {tool.full_name: tool for tool in all_tools()}
    listed = types.ListToolsResult(tools=[described(tool) for tool in tools.values()])

    async def on_list_tools(ctx: Any, params: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        return listed

    async def on_call_tool(ctx: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
        tool = tools.get(params.name)
        if tool is None:
            return failed("not_found", say("mcp.no_tool", name=params.name[:80]), say("mcp.no_tool_remedy"))
        return await anyio.to_thread.run_sync(called, tool, params.arguments or {})

    return Server(
        "accord",
        version=__version__,
        title=say("mcp.title"),
        instructions=instructions(),
        on_list_tools=on_list_tools,
        on_call_tool=on_call_tool,
    )


def instructions() -> str:
    """What a language model is told of the server before it calls anything."""
    connectors = "\n".join(f"- {name}_*: {title}." for name, title in CONNECTORS.items())
    return f"{say('mcp.instructions')}\n{connectors}\n{say('mcp.texts_are_data')}"


def described(tool: Tool) -> types.Tool:
    """A tool as the protocol lists it. Nothing is changed by any of them; some may ask a live service."""
    reaches_out = any(parameter.name == "ask" for parameter in tool.parameters)
    return types.Tool(
        name=tool.full_name,
        title=tool.summary.rstrip("."),
        description=description(tool),
        input_schema=input_schema(tool),
        output_schema=output_schema(tool),
        annotations=types.ToolAnnotations(
            read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=reaches_out
        ),
    )


def called(tool: Tool, arguments: dict[str, Any]) -> types.CallToolResult:
    """The answer as text and as structure, or what went wrong and what to do."""
    try:
        body = to_json(call(tool, arguments))
    except AccordError as error:
        return failed(error.kind, error.message, error.remedy)
    except Exception as fault:  # noqa: BLE001 the server outlives a fault of one tool
        log.error("a tool failed: %s", place(fault))  # noqa: TRY400 a trace could hold words that were asked for
        return failed("error", say("mcp.unexpected", where=place(fault)), "")
    text = types.TextContent(type="text", text=body.decode())
    return types.CallToolResult(content=[text], structured_content=orjson.loads(body))


def failed(kind: str, message: str, remedy: str) -> types.CallToolResult:
    """A tool error: kind, message and remedy as text."""
    told = f"{kind}: {message}" + (f"\n{say('cli.remedy', sentence=remedy)}" if remedy else "")
    return types.CallToolResult(content=[types.TextContent(type="text", text=told)], is_error=True)
