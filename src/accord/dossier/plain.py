"""Frozen dataclasses to JSON values and back, by their type hints: the field names are the format."""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar

from accord.errors import Invalid
from accord.records.dates import PartialDate

T = TypeVar("T")
# A field with this metadata stands in the JSON only where it holds something.
WHEN_FILLED: Mapping[str, bool] = MappingProxyType({"when_filled": True})


def encode(value: Any) -> Any:
    """A JSON value. A number of a finding becomes {"number": "5.50"}, a date of any precision {"date": "2026-03"}."""
    if isinstance(value, PartialDate):
        return {"date": value.iso()}
    if isinstance(value, Decimal):
        return {"number": str(value)}
    if dataclasses.is_dataclass(value):
        return {name: encode(getattr(value, name)) for name in _shown(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        pairs = typing.cast("Mapping[str, Any]", value)
        return {name: encode(pairs[name]) for name in sorted(pairs)}
    if isinstance(value, tuple):
        return [encode(item) for item in typing.cast("tuple[Any, ...]", value)]
    return value


def decode(kind: type[T], data: Any, where: str = "review") -> T:
    """The value of that type. Raises Invalid, naming the element, for what does not fit."""
    try:
        return typing.cast("T", _decode(kind, data, where))
    except (KeyError, TypeError, ValueError, InvalidOperation) as fault:
        raise Invalid(f"{where} does not follow its schema: {fault}.") from fault


def _decode(kind: Any, data: Any, where: str) -> Any:
    origin: Any = typing.get_origin(kind)
    arguments = typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return _decode_union(arguments, data, where)
    if origin is tuple:
        return tuple(_decode(arguments[0], item, f"{where}[{i}]") for i, item in enumerate(_items(data, where)))
    if origin is not None and issubclass(origin, Mapping):
        return MappingProxyType({k: _decode(arguments[1], v, f"{where}.{k}") for k, v in _pairs(data, where).items()})
    if kind is PartialDate:
        return PartialDate.from_iso(_pairs(data, where)["date"])
    if kind is Decimal:
        return Decimal(_pairs(data, where)["number"])
    if dataclasses.is_dataclass(origin or kind):
        return _decode_fields(kind, _pairs(data, where), where)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(data)
    return dt.date.fromisoformat(data) if kind is dt.date else _scalar(kind, data, where)


def _decode_union(kinds: tuple[Any, ...], data: Any, where: str) -> Any:
    if data is None and type(None) in kinds:
        return None
    kinds = tuple(kind for kind in kinds if kind is not type(None))
    fitting = [kind for kind in kinds if _fits(kind, data)]
    if len(fitting) != 1:
        raise Invalid(f"{where} does not follow its schema.")
    return _decode(fitting[0], data, where)


def _fits(kind: Any, data: Any) -> bool:
    """Could the data be of this kind? Dataclasses are told apart by the names of their fields."""
    if kind is PartialDate or kind is Decimal:
        return isinstance(data, dict) and set(typing.cast("dict[str, Any]", data)) == {
            "date" if kind is PartialDate else "number"
        }
    if dataclasses.is_dataclass(typing.get_origin(kind) or kind):
        return isinstance(data, dict) and not _odd(typing.get_origin(kind) or kind, typing.cast("dict[str, Any]", data))
    return type(data) is kind or (isinstance(kind, type) and issubclass(kind, Enum) and isinstance(data, str))


def _decode_fields(kind: Any, data: dict[str, Any], where: str) -> Any:
    origin = typing.get_origin(kind) or kind
    filled = dict(zip(getattr(origin, "__parameters__", ()), typing.get_args(kind), strict=False))
    hints = _hints(origin)
    if odd := _odd(origin, data):
        raise Invalid(f"{where} does not follow its schema: {', '.join(odd)}.")
    return origin(
        **{name: _decode(filled.get(hints[name], hints[name]), data[name], f"{where}.{name}") for name in data}
    )


def _shown(value: Any) -> list[str]:
    """The fields that are written: all, but for those marked `WHEN_FILLED` that are empty."""
    parts = dataclasses.fields(value)
    return [part.name for part in parts if not part.metadata.get("when_filled") or getattr(value, part.name)]


def _odd(kind: Any, data: Mapping[str, Any]) -> list[str]:
    """The names that are too many or too few for a dataclass."""
    parts = dataclasses.fields(kind)
    known = {part.name for part in parts}
    needed = {part.name for part in parts if not part.metadata.get("when_filled")}
    return sorted((set(data) - known) | (needed - set(data)))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _items(data: Any, where: str) -> list[Any]:
    return typing.cast("list[Any]", _scalar(list, data, where))


def _pairs(data: Any, where: str) -> dict[str, Any]:
    return typing.cast("dict[str, Any]", _scalar(dict, data, where))


def _scalar(kind: Any, data: Any, where: str) -> Any:
    if type(data) is not kind:
        raise Invalid(f"{where} is not of the kind {kind.__name__}.")
    return data
