"""An NPI: ten digits, the last of which guards the others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.connectors.npi import NpiFault, check_digit, check_npi, is_valid

# 1234567893 is the worked example of the check digit in the CMS specification of the NPI.
EXAMPLE = "1234567893"

first_nine = st.from_regex(r"[12][0-9]{8}", fullmatch=True)
npis = first_nine.map(lambda digits: digits + check_digit(digits))


@pytest.mark.parametrize("written", [EXAMPLE, f" {EXAMPLE} ", "1234-567-893", "123 456 7893"])
def test_the_published_example_is_valid_however_it_is_spaced(written: str) -> None:
    answer = check_npi(written)
    assert (answer.valid, answer.npi) == (True, EXAMPLE)
    assert EXAMPLE in answer.sentence


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("1234567890", NpiFault.CHECK_DIGIT),
        ("1234567898", NpiFault.CHECK_DIGIT),
        ("3234567891", NpiFault.FIRST_DIGIT),
        ("0234567894", NpiFault.FIRST_DIGIT),
        ("123456789", NpiFault.LENGTH),
        ("12345678933", NpiFault.LENGTH),
        ("", NpiFault.NOT_DIGITS),
        ("   ", NpiFault.NOT_DIGITS),
        ("12345678q3", NpiFault.NOT_DIGITS),
        ("١٢٣٤٥٦٧٨٩٣", NpiFault.NOT_DIGITS),
        ("1234567.93", NpiFault.NOT_DIGITS),
    ],
)
def test_each_fault_is_told_apart(written: str, fault: NpiFault) -> None:
    answer = check_npi(written)
    assert answer.fault is fault
    assert not answer.valid


def test_the_sentence_of_a_wrong_check_digit_names_the_number() -> None:
    assert "1234567890" in check_npi("1234567890").sentence


@pytest.mark.parametrize("text", [f" {EXAMPLE}", f"{EXAMPLE}\n", "1234-567893"])
def test_is_valid_wants_the_number_alone(text: str) -> None:
    assert not is_valid(text)


@given(npis, st.integers(0, 9), st.sampled_from("0123456789"))
def test_a_change_of_any_one_digit_is_caught(npi: str, place: int, digit: str) -> None:
    changed = npi[:place] + digit + npi[place + 1 :]
    assert is_valid(changed) == (changed == npi)


@given(npis, st.integers(0, 8))
def test_two_neighbours_that_change_places_are_caught_but_for_0_and_9(npi: str, place: int) -> None:
    one, other = npi[place], npi[place + 1]
    swapped = npi[:place] + other + one + npi[place + 2 :]
    unseen = one == other or {one, other} == {"0", "9"}
    assert (swapped[-1] == check_digit(swapped[:-1])) == unseen


@given(st.text(max_size=14))
def test_any_text_gets_an_answer(text: str) -> None:
    answer = check_npi(text)
    assert answer.valid == is_valid(answer.npi)
    assert answer.sentence
