"""Typed readers over marked YAML: each gives a checked value or refuses with file, line and reason."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from typing import TypeVar

from accord.policies.marked_yaml import Fault, Listing, Refused, Scalar, Table, Yaml, refusal

T = TypeVar("T")

NAME = re.compile(r"[a-z][a-z0-9_]*")
KEY = re.compile(r"[a-z][a-z0-9_]*\.[a-z0-9_]+\.[a-z0-9_]+")


def text(node: Yaml) -> str:
    """Words; never empty."""
    if isinstance(node, Scalar) and isinstance(node.value, str) and node.value.strip():
        return node.value.strip()
    if isinstance(node, Scalar) and isinstance(node.value, str):
        raise refusal(node.spot, "the words are empty.")
    raise refusal(node.spot, f"words are expected, not {_shown(node)}; put them in quotes.")


def number(node: Yaml) -> Decimal:
    """A number."""
    if isinstance(node, Scalar) and isinstance(node.value, Decimal):
        return node.value
    raise refusal(node.spot, f"a number is expected, not {_shown(node)}.")


def whole(node: Yaml) -> int:
    """A whole number."""
    value = number(node)
    if value != int(value):
        raise refusal(node.spot, f"a whole number is expected, not {value}.")
    return int(value)


def flag(node: Yaml) -> bool:
    """true or false."""
    if isinstance(node, Scalar) and isinstance(node.value, bool):
        return node.value
    raise refusal(node.spot, f"true or false is expected, not {_shown(node)}.")


def day(node: Yaml) -> dt.date:
    """A date written as '2024-01-01'."""
    written = text(node)
    try:
        return dt.date.fromisoformat(written)
    except ValueError as fault:
        raise refusal(node.spot, f"'{written}' is no date; write it as '2024-01-31'.") from fault


def day_or_null(node: Yaml) -> dt.date | None:
    """A date, or null for 'no end'."""
    return None if isinstance(node, Scalar) and node.value is None else day(node)


def choice(node: Yaml, allowed: Collection[str], what: str) -> str:
    """One word out of a closed list."""
    word = text(node)
    if word not in allowed:
        raise refusal(node.spot, f"'{word}' is no {what}. {_instead(word, allowed)}")
    return word


def name(node: Yaml) -> str:
    """A name in lower case: letters, digits, underscores."""
    word = text(node)
    if not NAME.fullmatch(word):
        raise refusal(node.spot, f"'{word}' is no name; use lower-case letters, digits and underscores.")
    return word


def items(node: Yaml, read: Callable[[Yaml], T]) -> tuple[T, ...]:
    """Each element of a list, read."""
    if not isinstance(node, Listing):
        raise refusal(node.spot, f"a list is expected, not {_shown(node)}.")
    return tuple(read(item) for item in node.items)


def some(node: Yaml, read: Callable[[Yaml], T]) -> tuple[T, ...]:
    """As items, but at least one."""
    found = items(node, read)
    if not found:
        raise refusal(node.spot, "the list is empty.")
    return found


def one_or_more(node: Yaml, read: Callable[[Yaml], T]) -> tuple[T, ...]:
    """One value, or a list of at least one."""
    return some(node, read) if isinstance(node, Listing) else (read(node),)


def entries(node: Yaml) -> Mapping[str, Yaml]:
    """Keys and values."""
    if not isinstance(node, Table):
        raise refusal(node.spot, f"keys and values are expected, not {_shown(node)}.")
    return node.entries


def named(node: Yaml) -> Mapping[str, Yaml]:
    """Keys and values whose keys are names."""
    found = entries(node)
    for key, value in found.items():
        if not NAME.fullmatch(key):
            raise refusal(value.spot, f"'{key}' is no name; use lower-case letters, digits and underscores.")
    return found


def keys(node: Yaml, required: Collection[str], optional: Collection[str] = ()) -> Mapping[str, Yaml]:
    """Keys and values with exactly the required keys and any of the optional ones."""
    found = entries(node)
    allowed = (*required, *optional)
    unknown = [
        Fault(value.spot, f"the key '{key}' is not known here. {_instead(key, allowed)}")
        for key, value in found.items()
        if key not in allowed
    ]
    missing = [Fault(node.spot, f"the key '{key}' is missing.") for key in required if key not in found]
    if unknown or missing:
        raise Refused((*unknown, *missing))
    return found


def _instead(word: str, allowed: Collection[str]) -> str:
    near = difflib.get_close_matches(word, list(allowed), 1)
    hint = f"Did you mean '{near[0]}'? " if near else ""
    return f"{hint}There is: {', '.join(allowed)}."


instead = _instead


def _shown(node: Yaml) -> str:
    if isinstance(node, Listing):
        return "a list"
    if isinstance(node, Table):
        return "keys and values"
    if isinstance(node.value, bool) or node.value is None:
        return {True: "true", False: "false", None: "null"}[node.value]
    return f"'{node.value}'"
