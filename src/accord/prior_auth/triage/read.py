"""From JSON to a referral, with complaints that a person can act on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar, cast, get_args

from pydantic import BaseModel, ValidationError

from accord.errors import Invalid, NotFound
from accord.prior_auth.triage.referral import Referral
from accord.wording import say

# Names that a worklist carries and that say nothing about the next step.
PASSED_OVER = frozenset(
    {"portalUrl", "portalCredentials", "coverage", "communications", "generated", "dmeSupplier", "mobilePhone", "email"}
)
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


def unknown_names(model: type[BaseModel], data: Any, at: str = "") -> Iterator[str]:
    """The paths of names that the form does not know: shown, because a misspelt name would otherwise be lost."""
    if not isinstance(data, Mapping):
        return
    known = {field.alias or name: field for name, field in model.model_fields.items()}
    for name, value in cast("Mapping[str, Any]", data).items():
        path = f"{at}.{name}" if at else name
        if name in PASSED_OVER:
            continue
        if name not in known:
            yield path
            continue
        inner = _model_within(known[name].annotation)
        if inner is None:
            continue
        parts = cast("list[Any]", value) if isinstance(value, list) else [value]
        for number, part in enumerate(parts):
            yield from unknown_names(inner, part, f"{path}[{number}]" if isinstance(value, list) else path)


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
