"""What may be given for each type of parameter, as text and as JSON."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.doors.values import choices, item_of, read, schema
from accord.errors import Invalid
from tests.doors.fake import Size

DAY = dt.date(2026, 2, 28)
READ: list[tuple[Any, object, object]] = [
    (str, "E11.9", "E11.9"),
    (str, 99213, "99213"),
    (int, "20", 20),
    (int, 20, 20),
    (int, 20.0, 20),
    (int, " 7 ", 7),
    (float, "0.5", 0.5),
    (float, 2, 2.0),
    (bool, True, True),
    (bool, "true", True),
    (bool, "No", False),
    (dt.date, "2026-02-28", DAY),
    (dt.date, DAY, DAY),
    (dt.date | None, None, None),
    (int | None, "3", 3),
    (Size, "small", Size.SMALL),
    (Size, "LARGE", Size.LARGE),
    (Size | None, "large", Size.LARGE),
    (Literal["best", "newest"], "Best", "best"),
    (tuple[str, ...], ["a", "b"], ("a", "b")),
    (tuple[str, ...], "a", ("a",)),
    (tuple[str, ...] | None, None, None),
    (tuple[dt.date, ...], ["2026-02-28"], (DAY,)),
    (tuple[Size, ...], ["small"], (Size.SMALL,)),
]
REFUSED: list[tuple[Any, object, str]] = [
    (str, None, "text"),
    (str, ["a"], "text"),
    (str, {"a": 1}, "text"),
    (str, True, "text"),
    (str, "a\x00b", "no text"),
    (str, "\ud800", "no text"),
    (int, "many", "whole number"),
    (int, 1.5, "whole number"),
    (int, True, "whole number"),
    (int, "9" * 30, "too large"),
    (int, "9" * 5000, "whole number"),
    (int, float("inf"), "whole number"),
    (float, "nan", "number"),
    (float, "much", "number"),
    (float, 10**400, "number"),
    (bool, "perhaps", "true or false"),
    (dt.date, "2026-02-30", "date"),
    (dt.date, "02/28/2026", "date"),
    (dt.date, 20260228, "date"),
    (Size, "huge", "small, large"),
    (Size, None, "small, large"),
    (Literal["best", "newest"], "worst", "best, newest"),
    (tuple[str, ...], 5, "list"),
    (tuple[str, ...], {"a": "b"}, "list"),
    (tuple[int, ...], ["1", "x"], "whole number"),
]


@pytest.mark.parametrize(("kind", "given_value", "value"), READ)
def test_what_a_parameter_takes(kind: Any, given_value: object, value: object) -> None:
    found = read("it", kind, given_value)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(("kind", "given_value", "says"), REFUSED)
def test_what_a_parameter_refuses(kind: Any, given_value: object, says: str) -> None:
    with pytest.raises(Invalid) as refused:
        read("it", kind, given_value)
    assert "'it'" in refused.value.message
    assert says in str(refused.value)
    assert len(refused.value.message) < 200


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["2026-01-01", "small", "1"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=5,
)


@given(ANY, st.sampled_from([kind for kind, _, _ in READ]))
def test_whatever_is_given_is_read_or_refused(value: object, kind: Any) -> None:
    try:
        found = read("it", kind, value)
    except Invalid:
        return
    assert found == read("it", kind, found)


@pytest.mark.parametrize(("kind", "given_value", "value"), READ)
def test_the_schema_lets_pass_what_json_would_hold(kind: Any, given_value: object, value: object) -> None:
    told = value.isoformat() if isinstance(value, dt.date) else value
    if isinstance(told, tuple):
        told = [item.isoformat() if isinstance(item, dt.date) else item for item in told]
    jsonschema.validate(told, schema(kind))


def test_choices_are_shown_for_enums_and_literals_alone() -> None:
    assert choices(Size | None) == ("small", "large")
    assert choices(tuple[Size, ...]) == ("small", "large")
    assert choices(Literal["a", "b"]) == ("a", "b")
    assert choices(str) == ()
    assert item_of(tuple[int, ...] | None) is int
    assert item_of(str) is None
