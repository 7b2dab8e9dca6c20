"""The types that a parameter of a tool may have: how each is read from text or JSON, and how JSON Schema says it.

Without pydantic, whose import would cost each command of the command line more than the command itself.
"""

from __future__ import annotations

import datetime as dt
import math
import types
from collections.abc import Callable
from enum import Enum
from typing import Any, Literal, Union, get_args, get_origin

from accord.errors import Invalid

KINDS = (
    (dict, "an object"),
    ((list, tuple), "a list"),
    (bool, "true or false"),
    ((int, float), "a number"),
    (str, "text"),
)
LONGEST_NUMBER = 40
TRUE, FALSE = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0"})
SCHEMAS: dict[Any, dict[str, object]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    dt.date: {"type": "string", "format": "date"},
}


def without_none(kind: Any) -> tuple[Any, bool]:
    """(the type, may it be left out as None?): `X | None` gives (X, True)."""
    if get_origin(kind) not in (Union, types.UnionType):
        return kind, False
    others = [part for part in get_args(kind) if part is not type(None)]
    if len(others) != 1:
        raise Invalid(f"A parameter of a tool cannot be {kind}.")
    return others[0], len(others) < len(get_args(kind))


def item_of(kind: Any) -> Any | None:
    """X of `tuple[X, ...]` (or of `tuple[X, ...] | None`), else None."""
    plain, _ = without_none(kind)
    return get_args(plain)[0] if get_origin(plain) is tuple else None


def choices(kind: Any) -> tuple[str, ...]:
    """What may be written for an enum or a literal; empty for other types."""
    plain, _ = without_none(kind)
    plain = item_of(plain) or plain
    if get_origin(plain) is Literal:
        return tuple(str(value) for value in get_args(plain))
    return tuple(str(value.value) for value in plain) if isinstance(plain, type) and issubclass(plain, Enum) else ()


def read(name: str, kind: Any, given: object) -> Any:
    """The value of a parameter from text or JSON. Raises Invalid, naming the parameter and what it takes."""
    plain, may_be_none = without_none(kind)
    if given is None and may_be_none:
        return None
    item = item_of(plain)
    if item is not None:
        return tuple(read(name, item, value) for value in _several(name, given))
    allowed = choices(plain)
    if allowed:
        return _chosen(name, plain, allowed, given)
    return _READERS[plain](name, given)


def schema(kind: Any) -> dict[str, object]:
    """What `read` takes, as JSON Schema."""
    plain, may_be_none = without_none(kind)
    if may_be_none:
        return {"anyOf": [schema(plain), {"type": "null"}]}
    item = item_of(plain)
    if item is not None:
        return {"type": "array", "items": schema(item)}
    allowed = choices(plain)
    return {"type": "string", "enum": list(allowed)} if allowed else dict(SCHEMAS[plain])


def _several(name: str, given: object) -> list[object]:
    if isinstance(given, str):
        return [given]
    if isinstance(given, (list, tuple)):
        return list(given)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    raise Invalid(f"'{name}' takes a list, not {_kind(given)}.")


def _chosen(name: str, kind: Any, allowed: tuple[str, ...], given: object) -> Any:
    text = str(given.value) if isinstance(given, Enum) else given
    if not isinstance(text, str) or text.lower() not in {value.lower() for value in allowed}:
        raise Invalid(f"'{name}' cannot be {_shown(given)}.", f"It takes: {', '.join(allowed)}.")
    exact = next((value for value in allowed if value == text), None)
    written = exact or next(value for value in allowed if value.lower() == text.lower())
    return written if get_origin(kind) is Literal else kind(written)


def _text(name: str, given: object) -> str:
    if isinstance(given, (int, float)) and not isinstance(given, bool):
        return str(given)  # a code or number that a program sent without quotes
    if not isinstance(given, str):
        raise Invalid(f"'{name}' takes text, not {_kind(given)}.")
    if "\x00" in given or any("\ud800" <= character <= "\udfff" for character in given):
        raise Invalid(f"'{name}' holds a character that is no text.")
    return given


def _whole(name: str, given: object) -> int:
    number: int = _from(name, given, int, "a whole number")
    if abs(number) >= 2**63:
        raise Invalid(f"'{name}' is too large a number.")
    return number


def _number(name: str, given: object) -> float:
    number = float(_from(name, given, float, "a number"))
    if not math.isfinite(number):
        raise Invalid(f"'{name}' takes a number, not {_shown(given)}.")
    return number


def _from(name: str, given: object, make: type[int] | type[float], what: str) -> Any:
    try:
        if isinstance(given, str) and len(given) <= LONGEST_NUMBER:
            return make(given)
        if isinstance(given, (int, float)) and not isinstance(given, bool) and make(given) == given:
            return make(given)
    except (ValueError, OverflowError):
        pass
    raise Invalid(f"'{name}' takes {what}, not {_shown(given)}.")


def _yes_or_no(name: str, given: object) -> bool:
    if isinstance(given, bool):
        return given
    text = str(given).lower()
    if text not in TRUE | FALSE:
        raise Invalid(f"'{name}' takes true or false, not {_shown(given)}.")
    return text in TRUE


def _day(name: str, given: object) -> dt.date:
    if isinstance(given, dt.date) and not isinstance(given, dt.datetime):
        return given
    try:
        return dt.datetime.strptime(str(given), "%Y-%m-%d").date()
    except ValueError:
        raise Invalid(f"'{name}' takes a date, not {_shown(given)}.", "Write it as YYYY-MM-DD.") from None


def _shown(given: object) -> str:
    text = str(given)
    return f"'{text[:60]}…'" if len(text) > 60 else f"'{text}'"


def _kind(given: object) -> str:
    return next((words for kind, words in KINDS if isinstance(given, kind)), "null")


_READERS: dict[Any, Callable[[str, object], Any]] = {
    str: _text,
    int: _whole,
    float: _number,
    bool: _yes_or_no,
    dt.date: _day,
}
