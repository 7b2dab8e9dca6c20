"""Comparing two values: numbers, words, and dates whose precision may not decide."""

from __future__ import annotations

import datetime as dt
import operator as op
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Protocol, runtime_checkable

from accord.errors import Invalid


@runtime_checkable
class Dated(Protocol):
    """A date of any precision: comparing says None when the precision does not decide."""

    @property
    def earliest(self) -> dt.date: ...
    @property
    def latest(self) -> dt.date: ...


Value = bool | Decimal | str | Dated | None

_NUMBERS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    ">=": op.ge,
    ">": op.gt,
    "<=": op.le,
    "<": op.lt,
    "==": op.eq,
}
_TURNED = {">": "<", ">=": "<="}


def compare(left: Value, operator: str, right: Value) -> bool | None:
    """left operator right for numbers, words and dates; None when a date's precision does not decide.

    Raises Invalid for two kinds that cannot be compared.
    """
    if isinstance(left, Dated) and isinstance(right, Dated):
        return _compare_dates(left, operator, right)
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return _NUMBERS[operator](left, right)
    if operator == "==" and type(left) is type(right):
        return left == right
    raise Invalid(f"Cannot compare {left!r} {operator} {right!r}.")


def _compare_dates(left: Dated, operator: str, right: Dated) -> bool | None:
    if operator == "==":
        return _same_day(left, right)
    if operator in _TURNED:
        left, right, operator = right, left, _TURNED[operator]
    if operator == "<":
        surely, never = left.latest < right.earliest, left.earliest >= right.latest
    else:
        surely, never = left.latest <= right.earliest, left.earliest > right.latest
    return True if surely else False if never else None


def _same_day(left: Dated, right: Dated) -> bool | None:
    if left.latest < right.earliest or right.latest < left.earliest:
        return False
    return True if left.earliest == left.latest == right.earliest == right.latest else None
