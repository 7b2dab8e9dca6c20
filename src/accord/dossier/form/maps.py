"""A person's own map of a form: field name -> what it takes, in TOML."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from accord.dossier.form.values import SEVERAL, SINGLE
from accord.errors import Invalid, NotFound

REMEDY = 'Write [fields] with lines such as "Member No" = "patient.member_id"; an empty value leaves the field empty.'


def read_map(path: Path) -> dict[str, str]:
    """Field name -> key. Raises NotFound, or Invalid for what is no map."""
    try:
        given: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as fault:
        raise NotFound(f"There is no map {path}.", REMEDY) from fault
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise Invalid(f"{path.name} is no TOML file: {fault}.", REMEDY) from fault
    fields: Any = given.get("fields", given)
    if not isinstance(fields, dict) or not all(isinstance(key, str) for key in fields.values()):  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]
        raise Invalid(f"{path.name} does not map fields to keys.", REMEDY)
    found = {str(name): str(key) for name, key in fields.items()}  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType, reportUnknownMemberType]
    for name, key in found.items():
        if key and key not in SINGLE and key.rsplit(".", 1)[0] not in SEVERAL and key not in SEVERAL:
            raise Invalid(
                f"{path.name}: '{key}' for '{name}' is no value of a request.",
                f"There is: {', '.join((*SINGLE, *SEVERAL))}.",
            )
    return found
