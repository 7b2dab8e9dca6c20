"""Every rule, by name, in the order in which contradictions are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from accord.dossier.review import Conflict
from accord.evidence.chart import Chart
from accord.prior_auth.contradictions import (
    ages,
    boxes,
    claims,
    codes,
    enclosures,
    identity,
    measurements,
    meetings,
    opinions,
    order_of_dates,
    ordered_codes,
    outdated,
    quoted_days,
    quoted_numbers,
    sides,
)

RULES: Mapping[str, Callable[[Chart], Iterable[Conflict]]] = {
    "identity": identity.identity,
    "age": ages.ages,
    "codes": codes.codes,
    "ordered": ordered_codes.ordered_codes,
    "sides": sides.sides,
    "dates": order_of_dates.dates,
    "measurements": measurements.measurements,
    "meetings": meetings.meetings,
    "opinions": opinions.opinions,
    "claims": claims.claims,
    "outdated": outdated.outdated,
    "quoted numbers": quoted_numbers.quoted_numbers,
    "quoted days": quoted_days.quoted_days,
    "boxes": boxes.boxes,
    "enclosures": enclosures.enclosures,
}


def contradictions(chart: Chart) -> tuple[Conflict, ...]:
    """All contradictions that the rules find, each pair of places once."""
    found: list[Conflict] = []
    for rule in RULES.values():
        for conflict in rule(chart):
            if not any(
                c.kind is conflict.kind and set(c.places) & set(conflict.places) == set(conflict.places) for c in found
            ):
                found.append(conflict)
    return tuple(found)
