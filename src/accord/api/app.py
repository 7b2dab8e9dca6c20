"""The REST interface, made in a loop from the tools of all connectors: GET or POST /api/<connector>/<tool>."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, cast

import orjson
from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from accord import __version__
from accord.api.page import list_page
from accord.api.problems import PROBLEM_TYPE, STATUS, Problem, add_problems
from accord.connectors.registry import all_tools
from accord.connectors.tool import Parameter, Tool
from accord.doors.calls import call, description, input_schema, parameter_schema, to_json
from accord.doors.indexes import IndexStatus, all_status
from accord.doors.values import item_of
from accord.errors import Invalid
from accord.wording import say

JSON = "application/json"
MOST_BYTES = 4_000_000
PROBLEM = {"$ref": "#/components/schemas/Problem"}
FAILURES: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": kind.replace("_", " "), "content": {PROBLEM_TYPE: {"schema": PROBLEM}}}
    for kind, status in STATUS.items()
}


class Health(BaseModel):
    """The interface answers."""

    ok: bool
    version: str


def make_app() -> FastAPI:
    """The application; put a Guard in front of it before others can reach it."""
    app = FastAPI(
        title=say("api.title"), description=say("api.description"), version=__version__, docs_url=None, redoc_url=None,
        openapi_url="/api/openapi.json", generate_unique_id_function=lambda route: route.name,
    )  # fmt: skip
    router = APIRouter(prefix="/api")
    tools = all_tools()
    for tool in tools:
        add_tool(router, tool)
    router.add_api_route("/health", health, summary=say("api.health"))
    router.add_api_route("/status", index_status, response_model=tuple[IndexStatus, ...], summary=say("api.status"))
    router.add_api_route("", lambda: HTMLResponse(*list_page(tools)), include_in_schema=False)
    app.include_router(router)
    app.add_api_route("/", lambda: HTMLResponse(*list_page(tools)), include_in_schema=False)
    add_problems(app)
    return app


def health() -> Health:
    """Whether the interface answers; it needs no token."""
    return Health(ok=True, version=__version__)


def index_status() -> Response:
    """How each local index stands."""
    return Response(to_json(all_status()), media_type=JSON)


def add_tool(router: APIRouter, tool: Tool) -> None:
    """One tool as a route, asked with a query or, for long lists, with the same parameters as a JSON object."""
    asked = {"parameters": [_query(parameter) for parameter in tool.parameters]}
    posted = {"requestBody": {"required": True, "content": {JSON: {"schema": input_schema(tool)}}}}
    for method, name, answer, extra in (
        ("GET", tool.full_name, by_query(tool), asked),
        ("POST", f"{tool.full_name}_posted", by_body(tool), posted),
    ):
        router.add_api_route(
            f"/{tool.connector}/{tool.name}",
            answer,
            methods=[method],
            name=name,
            summary=tool.summary,
            description=description(tool),
            tags=[tool.connector],
            response_model=tool.gives,
            responses=FAILURES,
            openapi_extra=extra,
        )


def by_query(tool: Tool) -> Callable[[Request], Response]:
    """What answers GET; parameters are read by the tool's own types, as through every other door."""
    several = {parameter.name for parameter in tool.parameters if item_of(parameter.type) is not None}

    def answer(request: Request) -> Response:
        return _answer(tool, _given(request, several))

    return answer


def by_body(tool: Tool) -> Callable[[Request], Awaitable[Response]]:
    """What answers POST."""

    async def answer(request: Request) -> Response:
        return await run_in_threadpool(_answer, tool, await _posted(request))

    return answer


def _answer(tool: Tool, given: dict[str, object]) -> Response:
    return Response(to_json(call(tool, given)), media_type=JSON)


async def _posted(request: Request) -> dict[str, object]:
    """The JSON object of the body. Raises Invalid when it is none, or longer than a list may be."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise Invalid(say("api.too_long", most=f"{MOST_BYTES:,}"), say("api.too_long_remedy"))
    try:
        told = orjson.loads(bytes(body))
    except orjson.JSONDecodeError:
        told = None
    if not isinstance(told, dict):
        raise Invalid(say("api.no_object"), say("api.no_object_remedy"))
    return cast("dict[str, object]", told)


def _given(request: Request, several: set[str]) -> dict[str, object]:
    """The question's parameters: a list where several may be given, else the text of the last."""
    asked = request.query_params
    return {name: asked.getlist(name) if name in several else asked[name] for name in asked}


def _query(parameter: Parameter) -> dict[str, Any]:
    told = parameter_schema(parameter)
    about = told.pop("description")
    return {"name": parameter.name, "in": "query", "required": parameter.needed, "description": about, "schema": told}
