"""What is found, as a table; and that the local index never does what the register does not say."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from accord.connectors.answer import Backend
from accord.connectors.npi import tools
from accord.connectors.npi.provider import Kind
from accord.connectors.npi.words import fold, sounds
from accord.errors import Invalid, Unavailable
from tests.connectors.npi.archives import MONTH, MONTH_DAYS, archive, npi, person

HIZA, OBRIEN, JOHN, JANE, GONZALEZ, ROWELL, CITY, CLINIC = (npi(place) for place in range(1, 9))

# What is asked -> who is found, in order.
FOUND = [
    ({"last_name": "Hiza"}, [HIZA]),
    ({"last_name": "hiza", "state": "nc"}, [HIZA]),
    ({"last_name": "Hiza", "state": "GA"}, [HIZA]),  # a further place of practice
    ({"last_name": "Hiza", "city": "Atlanta"}, [HIZA]),
    ({"last_name": "Hiza", "postal_code": "30303-3049"}, [HIZA]),
    ({"last_name": "Hiza", "state": "TX"}, []),
    ({"last_name": "Hiz"}, []),
    ({"last_name": "Hi*"}, [HIZA]),
    ({"last_name": "O'Brien-Nunez"}, [OBRIEN]),
    ({"last_name": "obrien núñez", "city": "St Louis"}, [OBRIEN]),
    ({"last_name": "Smith"}, [JANE, JOHN]),
    ({"last_name": "Smith", "first_name": "John"}, [JOHN]),
    ({"last_name": "Smith", "first_name": "Jo*"}, [JOHN]),
    ({"last_name": "Smythe"}, [JOHN]),  # a former name
    ({"last_name": "Smith", "taxonomy": "207R00000X"}, [JANE]),  # not the primary one
    ({"taxonomy": "207R00000X", "state": "GA"}, [JANE]),
    ({"taxonomy": "207R*", "city": "Atlanta"}, [JANE]),
    ({"taxonomy": "chiropractor"}, [JOHN]),
    ({"taxonomy": "nurse prac*"}, [OBRIEN]),
    ({"city": "Wasilla"}, [ROWELL]),
    ({"postal_code": "75201"}, [GONZALEZ]),
    ({"postal_code": "631*"}, [OBRIEN]),
    ({"city": "Atlanta", "enumeration_type": Kind.ORGANIZATION}, [CLINIC]),
    ({"organization_name": "City Best Care LLC"}, [CITY]),
    ({"organization_name": "Mountain*", "state": "GA"}, [CLINIC]),
    ({"organization_name": "Blue Ridge Bone & Joint"}, [CLINIC]),  # does business as
    ({"last_name": "Gonzales", "fuzzy": True}, [GONZALEZ]),
    ({"last_name": "Gonzlaez", "first_name": "Pedro", "state": "TX", "fuzzy": True}, [GONZALEZ]),
    ({"last_name": "Gonzalez", "first_name": "Pedor", "state": "TX", "fuzzy": True}, [GONZALEZ]),
    ({"last_name": "Rowel", "first_name": "Sharree", "fuzzy": True}, [ROWELL]),
    ({"last_name": "Smyth", "first_name": "Jane", "fuzzy": True}, [JANE]),
    ({"organization_name": "Mountian Orthopedic Clinic", "fuzzy": True}, [CLINIC]),
    ({"organization_name": "Blue Rigde Bone Joint", "state": "GA", "fuzzy": True}, [CLINIC]),
    ({"organization_name": "MountainOrthopedic Clinic PA", "fuzzy": True}, [CLINIC]),  # a lost blank
    ({"organization_name": "Mountai Northopedic Clinic PA", "fuzzy": True}, [CLINIC]),  # a moved one
    ({"organization_name": "MountainxOrthopedic Clinic PA", "fuzzy": True}, [CLINIC]),
    ({"organization_name": "Cty Best Care LLC", "fuzzy": True}, [CITY]),  # a short word
    ({"organization_name": "MountainOrthopedic Clinic PA", "state": "NC", "fuzzy": True}, []),
    ({"organization_name": "MountainOrthopedic Clinic PA"}, []),
    ({"last_name": "Smitt", "phonetic": True}, [JOHN, JANE]),
    ({"last_name": "Xavier", "fuzzy": True}, []),
    ({"last_name": "Smith", "first_name": "Xavier", "fuzzy": True}, []),
    ({"last_name": "Smith", "first_name": "Xavier", "phonetic": True}, []),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "found"), FOUND, ids=[str(asked) for asked, _ in FOUND])
def test_who_is_found(register_once: None, asked: dict[str, object], found: list[str]) -> None:
    page = tools.search(**asked)  # type: ignore[arg-type]
    assert [hit.npi for hit in page.items] == found
    assert (page.provenance.backend, page.provenance.release) == (Backend.LOCAL, "2026-11-08")


REFUSED = [
    ({}, "needs a last name"),
    ({"state": "NC"}, "needs a last name"),
    ({"first_name": "John"}, "needs a last name"),
    ({"last_name": "S*"}, "after at least 2"),
    ({"last_name": "S*th"}, "nowhere else"),
    ({"last_name": "--"}, "no letter"),
    ({"last_name": "A", "organization_name": "B"}, "not both"),
    ({"last_name": "A", "enumeration_type": Kind.ORGANIZATION}, "not both"),
    ({"organization_name": "B", "enumeration_type": Kind.PERSON}, "does not find persons"),
    ({"last_name": "Smith", "limit": 0}, "limit"),
    ({"last_name": "Smith", "limit": 201}, "limit"),
    ({"last_name": "Smith", "cursor": "x"}, "cursor"),
    ({"last_name": "Sm*", "fuzzy": True}, "without"),
    ({"city": "Atlanta", "fuzzy": True}, "needs a last name"),
    ({"organization_name": "Best", "phonetic": True}, "by sound"),
    ({"taxonomy": "wizard"}, "No taxonomy is known"),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "told"), REFUSED, ids=[str(asked) for asked, _ in REFUSED])
def test_what_cannot_be_asked_is_refused_with_the_reason(
    register_once: None, asked: dict[str, object], told: str
) -> None:
    with pytest.raises(Invalid, match=told):
        tools.search(**asked)  # type: ignore[arg-type]


def test_a_misspelt_name_has_less_likeness_than_the_right_one(register_once: None) -> None:
    exact = tools.search(last_name="Gonzalez", first_name="Pedro", fuzzy=True).items[0]
    bent = tools.search(last_name="Gonzales", first_name="Pedro", fuzzy=True).items[0]
    assert exact.likeness == 100 > bent.likeness > 70


def test_without_a_register_a_search_says_the_one_command(own_data: Path) -> None:
    with pytest.raises(Unavailable, match="accord sync npi"):
        tools.search(last_name="Hiza")


@pytest.fixture
def crowd(own_data: Path, tmp_path: Path) -> None:
    from accord.connectors.npi.load import NppesLoader
    from accord.connectors.syncing import sync

    lines = [person(at, "SMITH", f"F{at % 40:02}", code2="207R00000X") for at in range(100, 195)]
    archive(tmp_path / "m" / MONTH, lines, MONTH_DAYS)
    sync(NppesLoader(), tmp_path / "m")


@pytest.mark.parametrize("more", [{}, {"fuzzy": True}])
def test_pages_follow_each_other_without_gap_or_double(crowd: None, more: dict[str, bool]) -> None:
    seen: list[str] = []
    cursor = ""
    while True:
        page = tools.search(last_name="Smith", state="NC", limit=20, cursor=cursor, **more)
        seen += [hit.npi for hit in page.items]
        cursor = page.next
        if not cursor:
            break
    assert page.total == 95
    assert len(seen) == len(set(seen)) == 95


@given(st.text(max_size=12))
def test_a_folded_text_folds_to_itself(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert all(letter in " 0123456789" or ("A" <= letter <= "Z") for letter in fold(text))
    assert all(len(key) > 1 for key in sounds(fold(text)))


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(last=st.text(max_size=8), first=st.text(max_size=5), fuzzy=st.booleans())
def test_any_words_give_a_page_or_a_reason(register_once: None, last: str, first: str, fuzzy: bool) -> None:
    try:
        page = tools.search(last_name=last, first_name=first, fuzzy=fuzzy)
    except Invalid:
        return  # said with its reason: what the table above is for
    assert len(page.items) <= 10
