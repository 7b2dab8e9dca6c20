"""Who may order what: the published rules as a table, and the answer for a provider with its reasons."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.connectors.npi import tools
from accord.connectors.npi.orders import CODES, GROUPS, LETTERS, May, Ordered, group_name, group_of, ordered_of
from accord.errors import Invalid, NotFound, Unavailable
from accord.wording import say
from tests.connectors.npi.archives import npi

YES, NO, CANNOT_SAY = May.YES, May.NO, May.CANNOT_SAY

# Taxonomy code -> equipment, imaging, laboratory, home health, procedure.
RULES = [
    ("207R00000X", "physician", (YES, YES, YES, YES, YES)),
    ("2086S0105X", "physician", (YES, YES, YES, YES, YES)),
    ("363LF0000X", "nurse practitioner", (YES, YES, YES, YES, YES)),
    ("363A00000X", "physician assistant", (YES, YES, YES, YES, YES)),
    ("364SA2200X", "clinical nurse specialist", (YES, YES, YES, YES, YES)),
    ("213E00000X", "podiatrist", (CANNOT_SAY, YES, YES, CANNOT_SAY, YES)),
    ("1041C0700X", "clinical social worker", (CANNOT_SAY, YES, YES, NO, CANNOT_SAY)),
    ("104100000X", "social worker", (NO, NO, NO, NO, NO)),
    ("111N00000X", "chiropractor", (NO, NO, NO, NO, CANNOT_SAY)),
    ("225100000X", "physical therapist", (NO, NO, NO, NO, CANNOT_SAY)),
    ("163W00000X", "registered nurse", (NO, NO, NO, NO, NO)),
    ("183500000X", "pharmacist", (NO, NO, NO, NO, NO)),
    ("3336C0003X", "pharmacy", (NO, NO, NO, NO, NO)),
    ("332B00000X", "supplier of medical equipment", (NO, NO, NO, NO, NO)),
    ("390200000X", "student or resident in training", (CANNOT_SAY,) * 5),
]  # fmt: skip


@pytest.mark.parametrize(("code", "name", "answers"), RULES, ids=[name for _, name, _ in RULES])
def test_a_kind_of_provider_may_order(code: str, name: str, answers: tuple[May, ...]) -> None:
    group = group_of(code)
    assert group is not None
    assert group.name == name
    assert tuple(group.answer(ordered) for ordered in Ordered) == answers


SERVICES = [
    ("E0601", Ordered.DMEPOS), ("L1833", Ordered.DMEPOS), ("k0856", Ordered.DMEPOS), ("A4253", Ordered.DMEPOS),
    ("B4035", Ordered.DMEPOS), ("V2020", Ordered.DMEPOS), ("A0428", Ordered.PROCEDURE), ("A9552", Ordered.IMAGING),
    ("70551", Ordered.IMAGING), ("R0070", Ordered.IMAGING), ("80053", Ordered.LABORATORY), ("0004U", Ordered.LABORATORY),
    ("P3000", Ordered.LABORATORY), ("P9010", Ordered.PROCEDURE), ("G0151", Ordered.HOME_HEALTH),
    ("G0105", Ordered.PROCEDURE), ("27447", Ordered.PROCEDURE), ("0200T", Ordered.PROCEDURE), ("J0585", Ordered.PROCEDURE),
    ("dmepos", Ordered.DMEPOS), (" Home_Health ", Ordered.HOME_HEALTH),
]  # fmt: skip


@pytest.mark.parametrize(("service", "ordered"), SERVICES)
def test_a_code_stands_for_a_kind_of_service(service: str, ordered: Ordered) -> None:
    assert ordered_of(service) is ordered


@pytest.mark.parametrize("service", ["", "E06", "E06011", "wheelchair", "ÄÖ123"])
def test_what_is_no_code_is_refused(service: str) -> None:
    with pytest.raises(Invalid, match="Kinds:"):
        ordered_of(service)


@given(st.sampled_from(GROUPS), st.sampled_from(Ordered))
def test_every_group_answers_for_every_service_and_has_words_for_it(group, ordered) -> None:
    assert len(group.may) == len(Ordered)
    assert group.answer(ordered) in LETTERS.values()
    assert say(f"npi.ordered.{ordered}")
    assert all(group_name(prefix.ljust(9, "0") + "X") == group.name for prefix in group.prefixes)


@given(st.from_regex(r"([A-Z][0-9]{4}|[0-9]{5}|[0-9]{4}[A-Z])", fullmatch=True))
def test_every_code_stands_for_one_kind(code: str) -> None:
    assert ordered_of(code) in {ordered for _, ordered in CODES}


DAY = dt.date(2026, 11, 1)
ANSWERS = [
    (1, "L1833", "NC", DAY, YES, "2017-01132"),
    (1, "L1833", "", DAY, YES, "physician"),
    (1, "L1833", "GA", DAY, CANNOT_SAY, "stated for NC, none for GA"),
    (1, "L1833", "NC", dt.date(2006, 1, 1), NO, "issued on 2006-05-24, after 2006-01-01"),
    (2, "G0151", "MO", DAY, YES, "nurse practitioner"),
    (3, "L1833", "NC", DAY, NO, "chiropractor"),
    (4, "70551", "GA", DAY, CANNOT_SAY, "No licence is stated"),  # a therapist who is a physician too
    (5, "L1833", "TX", DAY, CANNOT_SAY, "training"),
    (6, "L1833", "", dt.date(2017, 1, 1), NO, "out of use since 2015-01-14"),
    (6, "L1833", "", dt.date(2019, 2, 13), YES, "physician assistant"),
    (7, "L1833", "NC", DAY, NO, "organization"),
    (9, "L1833", "NC", DAY, NO, "out of use since 2020-06-30"),
]


@pytest.mark.parametrize(("place", "service", "state", "on", "may", "told"), ANSWERS)
def test_may_this_provider_order_this(
    register_once: None, place: int, service: str, state: str, on: dt.date, may: May, told: str
) -> None:
    answer = tools.may_order(npi(place), service, state, on)
    assert answer.may is may
    assert told in " ".join(answer.reasons)
    assert "no proof of a licence" in answer.reasons[-1]


def test_an_order_of_nobody_is_not_judged(register_once: None) -> None:
    with pytest.raises(NotFound):
        tools.may_order(npi(77), "L1833")
    with pytest.raises(Invalid, match="check digit"):
        tools.may_order("1234567890", "L1833")
    with pytest.raises(Invalid, match="two letters"):
        tools.may_order(npi(1), "L1833", "North Carolina")


def test_without_a_register_nothing_is_judged(own_data) -> None:
    with pytest.raises(Unavailable, match="accord sync npi"):
        tools.may_order(npi(1), "L1833")
