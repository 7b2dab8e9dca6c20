"""Modifiers as answers: from the loaded file, and those that contradict each other."""

from __future__ import annotations

import datetime as dt

from accord.connectors.hcpcs.answers import Modifier
from accord.connectors.hcpcs.item import Item, ItemKind
from accord.connectors.hcpcs.modifiers import EXCLUSIVE
from accord.connectors.hcpcs.release import Quarter
from accord.connectors.hcpcs.standing import Standing, of_item

MOST = 10_000


def told_modifiers(held: Quarter | None, code: str, on: dt.date) -> tuple[Modifier, ...]:
    """One modifier, or all where no code is given; empty when there is none."""
    found: dict[str, Item] = {}
    if held is not None:
        found = {item.code: item for item in held.between(code, code, ItemKind.MODIFIER, MOST)}
    ruled = {modifier for rule in EXCLUSIVE for modifier in rule.modifiers if not code or modifier == code}
    return tuple(_told(one, found.get(one), on) for one in sorted({*found, *ruled}))


def _told(code: str, item: Item | None, on: dt.date) -> Modifier:
    rules = [rule for rule in EXCLUSIVE if code in rule.modifiers]
    others = dict.fromkeys(other for rule in rules for other in rule.modifiers if other != code)
    because = "; ".join(dict.fromkeys(f"{rule.subject} ({rule.source})" for rule in rules))
    if item is None:
        return Modifier(code, "", "", Standing.KNOWN, tuple(others), because)
    return Modifier(code, item.long, item.short, of_item(item, on), tuple(others), because)
