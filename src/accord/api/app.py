"""The REST interface, made in a loop from the tools of all connectors: GET /api/<connector>/<tool>."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel

from accord import __version__
from accord.api.page import list_page
from accord.api.problems import PROBLEM_TYPE, STATUS, Problem, add_problems
from accord.connectors.registry import all_tools
from accord.connectors.tool import Parameter, Tool
from accord.doors.calls import call, description, parameter_schema, to_json
from accord.doors.indexes import IndexStatus, all_status
from accord.doors.values import item_of
from accord.wording import say

JSON = "application/json"
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
    """One tool as a route; its parameters are read by the tool's own types, as through every other door."""
    router.add_api_route(
        f"/{tool.connector}/{tool.name}",
        endpoint(tool),
        name=tool.full_name,
        summary=tool.summary,
        description=description(tool),
        tags=[tool.connector],
        response_model=tool.gives,
        responses=FAILURES,
        openapi_extra={"parameters": [_query(parameter) for parameter in tool.parameters]},
    )


def endpoint(tool: Tool) -> Callable[[Request], Response]:
    """What answers a request for the tool."""
    several = {parameter.name for parameter in tool.parameters if item_of(parameter.type) is not None}

    def answer(request: Request) -> Response:
        return Response(to_json(call(tool, _given(request, several))), media_type=JSON)

    return answer


def _given(request: Request, several: set[str]) -> dict[str, object]:
    """The question's parameters: a list where several may be given, else the text of the last."""
    asked = request.query_params
    return {name: asked.getlist(name) if name in several else asked[name] for name in asked}


def _query(parameter: Parameter) -> dict[str, Any]:
    told = parameter_schema(parameter)
    about = told.pop("description")
    return {"name": parameter.name, "in": "query", "required": parameter.needed, "description": about, "schema": told}
