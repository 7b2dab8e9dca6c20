"""Is the number in use, and is the name the registered one: cautious where names only may be the same."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.connectors.npi import tools
from accord.connectors.npi.provider import Dates
from accord.connectors.npi.same_name import Agreement, organization_agrees, person_agrees
from accord.connectors.npi.verify import Standing
from accord.errors import Invalid
from tests.connectors.npi.archives import npi

AGREES, DIFFERS, UNCLEAR = Agreement.AGREES, Agreement.DIFFERS, Agreement.UNCLEAR
NAMES = (("RIVERA", "MARGARET", "ANN"), ("O'BRIEN-LOPEZ", "MARGARET", "ANN"))

PERSONS = [
    ("Margaret Rivera", AGREES),
    ("Dr. Margaret A. Rivera, MD", AGREES),
    ("RIVERA, MARGARET", AGREES),
    ("M. Rivera", AGREES),
    ("Peggy Rivera, M.D., FACS", AGREES),
    ("Ann Rivera", AGREES),  # by her middle name
    ("Margret Rivera", AGREES),
    ("Margaret Riviera", AGREES),
    ("Rivera", AGREES),
    ("Margaret O'Brien Lopez, NP", AGREES),  # a former name
    ("Robert Rivera", DIFFERS),
    ("Robert Chen", DIFFERS),
    ("Margaret Chen", UNCLEAR),  # may have married
    ("Rivera Orthopedic Clinic", UNCLEAR),
    ("Dr.", UNCLEAR),
]


@pytest.mark.parametrize(("stated", "agreement"), PERSONS)
def test_a_persons_name(stated: str, agreement: Agreement) -> None:
    assert person_agrees(stated, NAMES) is agreement


ORGANIZATIONS = [
    ("Mountain Orthopedic Clinic", AGREES),
    ("MOUNTAIN ORTHOPEDIC CLINIC, P.A.", AGREES),
    ("Blue Ridge Bone and Joint", AGREES),
    ("Desert Valley Medical Supply LLC", DIFFERS),
    ("Robert Chen", UNCLEAR),
    ("", UNCLEAR),
]


@pytest.mark.parametrize(("stated", "agreement"), ORGANIZATIONS)
def test_an_organizations_name(stated: str, agreement: Agreement) -> None:
    assert organization_agrees(stated, ("MOUNTAIN ORTHOPEDIC CLINIC PA", "BLUE RIDGE BONE & JOINT")) is agreement


@given(
    st.sampled_from(["MARY", "LI", "JOSÉ", "ANNE-MARIE"]),
    st.sampled_from(["NG", "O'NEIL", "DE LA CRUZ", "SMITH-JONES"]),
)
def test_a_name_agrees_with_itself_in_either_order(first: str, last: str) -> None:
    assert person_agrees(f"{first} {last}", [(last, first, "")]) is AGREES
    assert person_agrees(f"{last}, {first}", [(last, first, "")]) is AGREES


@given(st.text(max_size=30))
def test_any_stated_text_gets_an_answer(stated: str) -> None:
    assert person_agrees(stated, NAMES) in Agreement
    assert organization_agrees(stated, ("A CLINIC",)) in Agreement


DAYS = [
    (Dates(), "2020-01-01", True),
    (Dates(enumerated=dt.date(2020, 1, 2)), "2020-01-01", False),
    (Dates(deactivated=dt.date(2020, 1, 2)), "2020-01-01", True),
    (Dates(deactivated=dt.date(2020, 1, 2)), "2020-01-02", False),
    (Dates(deactivated=dt.date(2020, 1, 2), reactivated=dt.date(2021, 1, 1)), "2020-06-01", False),
    (Dates(deactivated=dt.date(2020, 1, 2), reactivated=dt.date(2021, 1, 1)), "2021-01-01", True),
    (Dates(deactivated=dt.date(2022, 1, 2), reactivated=dt.date(2021, 1, 1)), "2023-01-01", False),
]


@pytest.mark.parametrize(("dates", "on", "active"), DAYS)
def test_a_number_is_in_use_between_its_days(dates: Dates, on: str, active: bool) -> None:
    assert dates.active_on(dt.date.fromisoformat(on)) is active


def test_many_numbers_are_verified_in_their_order(register_once: None) -> None:
    npis = (npi(1), "1234567890", npi(9), npi(77), npi(3), npi(2))
    names = ("E. Hiza, M.D.", "", "", "", "Maria Lopez", "")
    told = tools.verify(npis, names, on=dt.date(2026, 11, 1))
    assert [item.standing for item in told.items] == [
        Standing.ACTIVE, Standing.NO_NPI, Standing.DEACTIVATED, Standing.NOT_FOUND, Standing.ACTIVE, Standing.ACTIVE,
    ]  # fmt: skip
    assert [item.name_agrees for item in told.items] == [AGREES, None, None, None, DIFFERS, None]
    assert not told.all_in_use
    assert all(item.sentences for item in told.items)


def test_names_have_to_stand_beside_their_numbers(register_once: None) -> None:
    with pytest.raises(Invalid, match="2 names are given for 1"):
        tools.verify((npi(1),), ("A", "B"))
    with pytest.raises(Invalid, match="0 numbers"):
        tools.verify(())


def test_check_digits_need_no_register(own_data) -> None:
    told = tools.validate((npi(1), "1234567890"))
    assert [item.valid for item in told.items] == [True, False]
    assert not told.all_valid
    assert "45 CFR 162.406" in told.provenance.source
