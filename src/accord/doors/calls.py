"""One call of a tool through a door: what was given is read by the tool's own types, and its answer written as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

import orjson

from accord.connectors.tool import ABOUT, Parameter, Tool
from accord.doors.values import read, schema
from accord.errors import Invalid

WRITTEN = orjson.OPT_UTC_Z


def call(tool: Tool, given: Mapping[str, object]) -> Any:
    """Calls a tool with what came through a door: text or JSON values by parameter name.

    Raises Invalid for an unknown, missing or unreadable parameter, and whatever the tool raises.
    """
    by_name = {parameter.name: parameter for parameter in tool.parameters}
    unknown = [name for name in given if name not in by_name]
    if unknown:
        raise Invalid(f"{tool.full_name} has no parameter '{unknown[0][:60]}'.", f"It takes: {', '.join(by_name)}.")
    missing = [name for name, parameter in by_name.items() if parameter.needed and name not in given]
    if missing:
        raise Invalid(f"{tool.full_name} needs '{missing[0]}': {by_name[missing[0]].about}")
    return tool.function(**{name: read(name, by_name[name].type, value) for name, value in given.items()})


def to_json(answer: object, *, pretty: bool = False) -> bytes:
    """An answer as JSON: the same bytes through every door."""
    return orjson.dumps(answer, option=WRITTEN | (orjson.OPT_INDENT_2 if pretty else 0))


def description(tool: Tool) -> str:
    """What a tool does, what it raises and where its rules come from; its parameters speak for themselves."""
    return "\n".join(line for line in ABOUT.sub("", tool.text).splitlines() if line.strip())


def input_schema(tool: Tool) -> dict[str, object]:
    """The parameters of a tool as a JSON Schema object."""
    needed = [parameter.name for parameter in tool.parameters if parameter.needed]
    return {
        "type": "object",
        "properties": {parameter.name: parameter_schema(parameter) for parameter in tool.parameters},
        "additionalProperties": False,
        **({"required": needed} if needed else {}),
    }


def parameter_schema(parameter: Parameter) -> dict[str, object]:
    """One parameter: its type, its sentence, its default."""
    told = {**schema(parameter.type), "description": parameter.about}
    if not parameter.needed and parameter.default is not None:
        told["default"] = plain(parameter.default)
    return told


def plain(default: object) -> Any:
    """A default as a JSON value."""
    return orjson.loads(to_json(default.value if isinstance(default, Enum) else default))


def output_schema(tool: Tool) -> dict[str, Any]:
    """The answer of a tool as a JSON Schema."""
    from pydantic import TypeAdapter

    return TypeAdapter(tool.gives).json_schema(mode="serialization")
