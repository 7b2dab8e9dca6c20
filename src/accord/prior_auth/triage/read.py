"""From JSON to a referral, with complaints that a person can act on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar, cast, get_args

from pydantic import BaseModel, ValidationError

from accord.errors import Invalid, NotFound
from accord.prior_auth.triage.referral import Referral
from accord.wording import say

# How like two names have to be, 0 to 1, for one to be a slip of the other.
CLOSE = 0.85
Read = TypeVar("Read", bound=BaseModel)


def read_referral(data: Mapping[str, Any]) -> Referral:
    """The referral that the JSON object holds. Raises Invalid, which names the field."""
    return made(Referral, data)


def made(model: type[Read], data: Any) -> Read:
    """The value that the JSON object holds. Raises Invalid, which names the field."""
    if not isinstance(data, Mapping):
        raise Invalid(say("triage.not_an_object", name=model.__name__), say("triage.not_an_object_remedy"))
    try:
        return model.model_validate(data)
    except ValidationError as fault:
        first = fault.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or model.__name__
        raise Invalid(
            say("triage.bad_field", field=where, why=first["msg"].removeprefix("Value error, ")),
            say("triage.bad_field_remedy"),
        ) from fault


def misspelt(model: type[BaseModel], data: Any, at: str = "") -> Iterator[tuple[str, str]]:
    """(path of a name that the form does not know, the name it is close to): a misspelt name would be lost unseen.

    Other names that the form does not know are passed over: worklists carry much that says nothing about the next step.
    """
    if not isinstance(data, Mapping):
        return
    held = cast("Mapping[str, Any]", data)
    known = {field.alias or name: field for name, field in model.model_fields.items()}
    for name, value in held.items():
        path = f"{at}.{name}" if at else name
        if name not in known:
            close = get_close_matches(name, [other for other in known if other not in held], 1, CLOSE)
            if close:
                yield path, close[0]
            continue
        inner = _model_within(known[name].annotation)
        if inner is None:
            continue
        parts = cast("list[Any]", value) if isinstance(value, list) else [value]
        for number, part in enumerate(parts):
            yield from misspelt(inner, part, f"{path}[{number}]" if isinstance(value, list) else path)


def _model_within(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_within(part))), None)


def json_files(path: Path) -> list[Path]:
    """The file itself, or the JSON files of the folder, by name. Raises NotFound."""
    files = sorted(path.glob("*.json")) if path.is_dir() else [path] if path.is_file() else []
    if not files:
        raise NotFound(say("triage.no_file", name=path), say("triage.no_file_remedy"))
    return files


def json_of(path: Path) -> Any:
    """What the file holds. Raises Invalid."""
    try:
        return json.loads(path.read_text("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise Invalid(say("triage.not_text", name=path.name), say("triage.not_json_remedy")) from fault
    except (json.JSONDecodeError, RecursionError) as fault:
        where = f"line {fault.lineno}" if isinstance(fault, json.JSONDecodeError) else "too deep"
        raise Invalid(say("triage.not_json", name=path.name, where=where), say("triage.not_json_remedy")) from fault
