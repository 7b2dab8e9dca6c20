"""The live side: NLM Clinical Tables, an autocompletion service over the HCPCS file of one quarter."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, cast

import orjson

from accord.connectors.answer import Provenance
from accord.connectors.hcpcs import service
from accord.connectors.hcpcs.item import Item, ItemKind, kind_of
from accord.connectors.hcpcs.layouts import day
from accord.connectors.outward import Outward, Raw, Service, TryAgain
from accord.errors import Invalid

SERVICE = Service(service.NAME, "NLM Clinical Tables, HCPCS", service.BASE, 2.0,
                  frozenset({"terms", "maxList"}))  # fmt: skip
PATH = "/api/hcpcs/v3/search"
MORE = ("short_desc", "long_desc", "add_dt", "act_eff_dt", "term_dt")
FIXED = {"df": "code,display", "ef": ",".join(MORE)}
MOST = 500


@dataclass(frozen=True, slots=True)
class LiveAnswer:
    """Items in the service's order, how many it has in all, and what it says of itself."""

    items: tuple[Item, ...]
    total: int
    provenance: Provenance


def ask(terms: str, most: int) -> LiveAnswer:
    """The first items whose names or codes have all the words. Raises Forbidden, Invalid, Unavailable."""
    told = Outward(SERVICE).get(PATH, {"terms": terms, "maxList": str(min(most, MOST))}, decode, fixed=FIXED)
    items, total = told.value
    return LiveAnswer(items, total, told.provenance)


def decode(raw: Raw) -> tuple[tuple[Item, ...], int]:
    """[total, [codes], {field: [values]} or null, [[shown]]]. Raises TryAgain for what is no such answer."""
    if raw.is_html:
        raise TryAgain("it answered with a page")
    try:
        answer: Any = orjson.loads(raw.body)
    except orjson.JSONDecodeError as fault:
        raise TryAgain("its answer was cut short") from fault
    if not isinstance(answer, list) or len(cast(list[Any], answer)) < 4:
        raise TryAgain("its answer is not of the known form")
    total, codes, more, shown = cast(list[Any], answer)[:4]
    if not isinstance(total, int) or not isinstance(codes, list) or not isinstance(shown, list):
        raise TryAgain("its answer is not of the known form")
    fields = cast(dict[str, list[Any]], more or {})
    rows = [
        _item(place, str(code), fields, cast(list[list[Any]], shown))
        for place, code in enumerate(cast(list[Any], codes))
    ]
    return tuple(row for row in rows if row), total


def _item(place: int, code: str, more: dict[str, list[Any]], shown: list[list[Any]]) -> Item | None:
    """None for a code that is not HCPCS Level II: its name is not free."""
    kind = kind_of(code)
    if kind is None or (kind is ItemKind.MODIFIER and not code.isalnum()):
        return None

    def told(field: str) -> str:
        values = more.get(field) or []
        return str(values[place] or "") if place < len(values) else ""

    name = str(shown[place][1]) if place < len(shown) and len(shown[place]) > 1 else ""
    return Item(code, kind, told("long_desc") or name, told("short_desc"), added=_day(told("add_dt")),
                effective=_day(told("act_eff_dt")), ended=_day(told("term_dt")))  # fmt: skip


def _day(text: str) -> dt.date | None:
    try:
        return day(text, SERVICE.title)
    except Invalid as fault:
        raise TryAgain(f"it told '{text}' as a date") from fault
