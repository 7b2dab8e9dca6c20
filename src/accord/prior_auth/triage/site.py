"""A site's own table laid over a shipped one: single values replace, tables and named rows are merged."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, cast

from accord.errors import Invalid, NotFound
from accord.wording import say

Table = dict[str, Any]


def laid_over(shipped: Table, path: Path | None) -> Table:
    """The shipped table with the site's file laid over it. Raises NotFound or Invalid."""
    if path is None:
        return shipped
    whole = dict(shipped)
    for name, value in _read(path).items():
        if name not in shipped:
            raise unusable(name, say("triage.unknown_rule"))
        whole[name] = _merged(shipped[name], value)
    return whole


def unusable(name: str, why: object) -> Invalid:
    """The complaint about a table that cannot be used."""
    return Invalid(say("triage.bad_rules", name=name, why=why), say("triage.rules_remedy"))


def _read(path: Path) -> Table:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as fault:
        raise NotFound(say("triage.no_file", name=path), say("triage.rules_remedy")) from fault
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise unusable(path.name, fault) from fault


def _merged(shipped: Any, own: Any) -> Any:
    """Rows of the same name are replaced, the site's stand first; keys of a table are replaced one by one."""
    if isinstance(shipped, dict) and isinstance(own, dict):
        return {**cast("Table", shipped), **cast("Table", own)}
    if isinstance(shipped, list) and isinstance(own, list):
        rows = [cast("Table", row) for row in cast("list[Any]", own) if isinstance(row, dict)]
        names = {row.get("name") for row in rows}
        return [*rows, *(row for row in cast("list[Table]", shipped) if row.get("name") not in names)]
    return own
