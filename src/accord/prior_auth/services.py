"""Which services are judged together: each goes to the policy that governs it, and within that to its variant and side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from accord.policies.find import Match
from accord.records.request import Service

# The variant that a service's own code and modifiers mean, or None where nothing says which.
VariantAlone = Callable[[Match, Service], str | None]
SIDES = frozenset({"LT", "RT"})


@dataclass(frozen=True)
class Group:
    """Services by their position in the request, and the policy that governs them; None: no policy does."""

    match: Match | None
    services: tuple[int, ...]


def assigned(matches: Sequence[Match], services: Sequence[Service]) -> tuple[Group, ...]:
    """Every service to one policy: to the one that decides its code, else to one that governs it beside others.

    matches -- deciding ones first, as `find_policies` gives them. An accessory stays with a policy that decides another
    service of the request. The groups stand in the order of the request; services that no policy governs come last.
    """
    chosen: dict[int, Match] = {}
    for position, service in enumerate(services):
        deciding = (match for match in matches if service.code in match.codes)
        if match := next(deciding, None):
            chosen[position] = match
    held = [match for match in matches if match in chosen.values()]
    for position, service in enumerate(services):
        governing = (match for match in (*held, *matches) if service.code in match.related)
        if position not in chosen and (match := next(governing, None)):
            chosen[position] = match
    groups = [Group(match, tuple(i for i in sorted(chosen) if chosen[i] is match)) for match in matches]
    left = tuple(i for i in range(len(services)) if i not in chosen)
    found = sorted((group for group in groups if group.services), key=lambda group: group.services)
    return (*found, Group(None, left)) if left or not found else tuple(found)


def parted(group: Group, services: Sequence[Service], variant_alone: VariantAlone) -> tuple[Group, ...]:
    """The group, or one for each variant and side that its services mean, each by its own code and modifiers.

    Accessories go with the service before them, that of their own side where they name one. A policy that calls its
    services one treatment is never parted.
    """
    match = group.match
    if match is None or match.policy.applies_to.together:
        return (group,)
    kinds = {i: (variant_alone(match, services[i]), side(services[i])) for i in _deciding(match, group, services)}
    if len(set(kinds.values())) < 2:
        return (group,)
    for position in group.services:
        if position not in kinds:
            kinds[position] = _beside(position, kinds, side(services[position]))
    order = dict.fromkeys(kinds[i] for i in group.services)
    return tuple(Group(match, tuple(i for i in group.services if kinds[i] == kind)) for kind in order)


def side(service: Service) -> str | None:
    """'LT' or 'RT' where the service names that side alone."""
    named = SIDES.intersection(modifier.upper() for modifier in service.modifiers)
    return next(iter(named)) if len(named) == 1 else None


def _deciding(match: Match, group: Group, services: Sequence[Service]) -> list[int]:
    return [i for i in group.services if services[i].code in match.policy.applies_to.codes]


Kind = tuple[str | None, str | None]


def _beside(position: int, kinds: dict[int, Kind], own: str | None) -> Kind:
    """The kind of the nearest service before, else after, with a side that does not speak against the accessory's own."""
    order = sorted(kinds, key=lambda other: (other > position, abs(other - position)))
    fitting = [other for other in order if own is None or kinds[other][1] in (own, None)]
    return kinds[(fitting or order)[0]]
