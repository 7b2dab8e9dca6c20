"""A letter that lacks what its kind has to state says so and is marked."""

from __future__ import annotations

import dataclasses

import pytest

from accord.dossier.completeness import ROWS, duration_row, needs_duration
from accord.dossier.letter import compose_letter
from accord.dossier.letter_kind import LetterKind
from accord.dossier.letter_text import letter_text
from accord.dossier.review import Desk, PolicyUsed, Review
from accord.records.record import Record
from accord.records.request import Service, Stated

from . import case

RECORD = case.record()


def lacks(review: Review, record: Record = RECORD) -> tuple[str, ...]:
    return compose_letter(review, record).lacks


def whole() -> Review:
    """The chair with all that a letter of necessity states."""
    review = case.review(Desk.PROVIDER)
    request = review.request
    stated = case.place("notes/visit.txt", "Hillside Rehabilitation Clinic")
    patient = dataclasses.replace(request.patient, member_id=Stated("Hillside", stated))
    day = Stated(case.dt.date(2026, 2, 24), case.place("notes/visit.txt", "02/24/2026"))
    full = dataclasses.replace(request, patient=patient, service_date=day, payer=Stated("Clinic", stated))
    return dataclasses.replace(review, request=full)


def with_text(text: str) -> Record:
    return dataclasses.replace(RECORD, documents=(*RECORD.documents, case.document("order2.txt", text)))


def test_every_kind_of_letter_has_its_row() -> None:
    assert set(ROWS) == set(LetterKind)


def test_a_letter_with_everything_lacks_nothing_and_is_not_marked() -> None:
    assert lacks(whole()) == ()
    assert "Incomplete" not in letter_text(compose_letter(whole(), RECORD), whole())


def test_what_is_not_stated_is_named_at_the_head_of_the_letter() -> None:
    review = case.review(Desk.PROVIDER)
    assert lacks(review) == ("member id", "payer", "day of service")
    head = letter_text(compose_letter(review, RECORD), review).splitlines()[2]
    assert head == "[Incomplete. This letter lacks: member id, payer, day of service.]"


def test_a_quantity_and_an_npi_are_asked_for() -> None:
    review = whole()
    request = review.request
    bare = dataclasses.replace(request, services=(dataclasses.replace(request.services[0], quantity=None),))
    nobody = dataclasses.replace(bare, requester=dataclasses.replace(request.requester, npi=None))
    assert lacks(dataclasses.replace(review, request=bare)) == ("quantity",)
    assert lacks(dataclasses.replace(review, request=nobody)) == ("quantity", "NPI of the requester")


def test_an_approval_lacks_its_end_where_the_policy_does_not_say_it() -> None:
    approved = dataclasses.replace(whole(), side=Desk.PAYER, **_parts(case.approved()))
    assert lacks(approved) == ("until when the approval holds",)
    assert isinstance(approved.policy, PolicyUsed)
    ending = dataclasses.replace(approved, policy=dataclasses.replace(approved.policy, ends="twelve months"))
    assert lacks(ending) == ()


def _parts(review: Review) -> dict[str, object]:
    return {name: getattr(review, name) for name in ("proposal", "root", "tree", "criteria", "conflicts", "checks")}


def test_a_request_and_a_hand_over_need_little() -> None:
    assert lacks(case.review()) == ()
    assert lacks(case.for_a_clinician()) == ()
    assert lacks(case.without_policy()) == ()


def test_a_value_that_the_check_strikes_counts_as_not_stated() -> None:
    review = whole()
    forged = dataclasses.replace(
        review.request.patient, name=Stated("Somebody Else", case.place("notes/visit.txt", "Odalys Brandt"))
    )
    assert lacks(dataclasses.replace(review, request=dataclasses.replace(review.request, patient=forged))) == (
        "patient",
    )


@pytest.mark.parametrize(
    ("code", "modifiers", "needed"),
    [
        ("E1390", ("RR",), True),
        ("E0601", (), True),
        ("E0601", ("NU",), False),
        ("J0585", (), True),
        ("97110", (), True),
        ("99183", (), True),
        ("27447", (), False),
        ("L1845", (), False),
    ],
)
def test_what_is_given_for_a_time_needs_its_length(code: str, modifiers: tuple[str, ...], needed: bool) -> None:
    assert needs_duration(Service(code, case.FORM, 1, modifiers)) is needed


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Length of need: 99 months", ["99 months"]),
        ("Est. length of need (in months): 12 months", ["12 months"]),
        ("LON: lifetime", ["lifetime"]),
        ("Duration of treatment: 12 weeks", ["12 weeks"]),
        ("Length of need 6 months ... length of need: 12 months", ["6 months", "12 months"]),
        ("Duration: 3 months of snoring", []),
        ("Duration of symptoms: 3 months", []),
        ("Length of need: ____", []),
        ("Seen 12 weeks ago", []),
    ],
)
def test_how_long_is_read_only_where_it_is_called_so(text: str, found: list[str]) -> None:
    rows = duration_row(whole(), with_text(text))
    values = [statement.values["item"] for row in rows for statement in row.statements]
    assert values == found


def test_an_item_for_a_time_without_a_length_is_marked() -> None:
    review = whole()
    rented = dataclasses.replace(review.request.services[0], code="E1390", modifiers=("RR",))
    request = dataclasses.replace(review.request, services=(rented,))
    review = dataclasses.replace(review, request=request)
    record = dataclasses.replace(RECORD, request_form={"services": [{"code": "Z9001"}]})
    assert "length of need" in lacks(review, record)
    assert "length of need" not in lacks(review, with_text("Length of need: lifetime"))
