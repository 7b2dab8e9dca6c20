"""Which services are judged together: by policy, variant and side; accessories stay with what they belong to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from accord.policies.find import Match, find_policies
from accord.policies.load import bundled_pack
from accord.prior_auth.services import Group, assigned, parted, side
from accord.records.places import ElementPlace
from accord.records.request import Service

DAY = dt.date(2026, 6, 1)
PAP, OXYGEN, KNEE = "NCD-240.4_L33718", "NCD-240.2_L33797", "A52465_KNEE-ORTHOSES"


def asked(*told: str) -> tuple[Service, ...]:
    """Services written as 'L1833-RT'."""
    return tuple(
        Service(each.split("-")[0], ElementPlace("request.json", f"services[{i}]", each, "request.json"), 1,
                tuple(each.split("-")[1:]))
        for i, each in enumerate(told)
    )  # fmt: skip


def groups(*told: str) -> list[tuple[str | None, tuple[int, ...]]]:
    """(policy, positions) of each group before it is parted."""
    services = asked(*told)
    matches = find_policies(bundled_pack(), [s.code for s in services], "medicare", "OH", DAY)
    return [(group.match.policy.id if group.match else None, group.services) for group in assigned(matches, services)]


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        (["E0601"], [(PAP, (0,))]),
        (["E0601", "A7030", "E0562"], [(PAP, (0, 1, 2))]),
        (["E0601", "E1390"], [(PAP, (0,)), (OXYGEN, (1,))]),
        (["E1390", "E0601", "A7030", "E0431"], [(OXYGEN, (0, 3)), (PAP, (1, 2))]),
        (["A7030"], [(PAP, (0,))]),
        (["A7030", "E1390"], [(PAP, (0,)), (OXYGEN, (1,))]),
        (["64568"], [(None, (0,))]),
        (["64568", "E0601", "99999"], [(PAP, (1,)), (None, (0, 2))]),
        ([], [(None, ())]),
    ],
    ids=lambda value: " ".join(map(str, value)),
)
def test_every_service_goes_to_one_policy(told: list[str], wanted: list[tuple[str | None, tuple[int, ...]]]) -> None:
    assert groups(*told) == wanted


def parts(alone: Callable[[Match, Service], str | None], *told: str) -> list[tuple[int, ...]]:
    """Positions of each part of the one policy that governs all these services."""
    services = asked(*told)
    matches = find_policies(bundled_pack(), [s.code for s in services], "medicare", "OH", DAY)
    (group,) = assigned(matches, services)
    return [each.services for each in parted(group, services, alone)]


def same(_: Match, __: Service) -> str:
    """One variant for all."""
    return "one"


def of_code(_: Match, service: Service) -> str:
    """A variant for each code."""
    return service.code


def test_two_sides_are_two_parts() -> None:
    assert parts(same, "L1833-RT", "L1833-LT") == [(0,), (1,)]


@pytest.mark.parametrize(
    "told", [("L1833-RT",), ("L1833-RT", "L1833-RT"), ("L1833-RT-LT", "L1832"), ("L1833", "L1832")]
)
def test_one_side_or_none_is_one_part(told: tuple[str, ...]) -> None:
    assert parts(same, *told) == [tuple(range(len(told)))]


def test_other_variants_are_other_parts() -> None:
    assert parts(of_code, "L5856", "L5980") == [(0,), (1,)]


def test_leads_and_generator_are_one_treatment() -> None:
    assert parts(of_code, "63650", "63685") == [(0, 1)]
    assert parts(of_code, "63650-LT", "63650-RT") == [(0, 1)]


def test_an_accessory_goes_with_the_service_before_it() -> None:
    assert parts(of_code, "E0651-RT", "E0667-RT", "E0652-LT", "E0667-LT") == [(0, 1), (2, 3)]
    assert parts(of_code, "E0668-LT", "E0651-RT", "E0652-LT") == [(0, 2), (1,)]


def test_services_without_a_policy_are_never_parted() -> None:
    left = Group(None, (0, 1))
    assert parted(left, asked("64568", "33276-LT"), of_code) == (left,)


@pytest.mark.parametrize(
    ("service", "wanted"),
    [("L1833-RT", "RT"), ("L1833-lt", "LT"), ("L1833-RT-LT", None), ("64493-50", None), ("L1833", None)],
)
def test_the_side_of_a_service(service: str, wanted: str | None) -> None:
    assert side(asked(service)[0]) == wanted
