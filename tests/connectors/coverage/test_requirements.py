"""Which words of a coverage text state a requirement, and that their places are right."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.connectors.coverage.requirements import requirements

TEXT = """A. General

Stimulators have been made since 1966. They look like a coin.

B. Nationally Covered Indications

The implant is covered for patients whose seizures are refractory to two drugs. It was studied in 1997.

The patient must have all of the following:

- An electroencephalogram within twelve months
- Which drugs were tried?
- Seizures that impair daily life, as the patient or a relative tells

Documentation of the trial of each drug shall be kept. See also section 30.

C. Nationally Non-Covered Indications

The implant is not covered for headache."""


def told(text: str) -> list[tuple[str, str]]:
    return [(one.under, text[one.start : one.end]) for one in requirements(text)]


def test_sentences_and_list_items_that_require_something_are_found_under_what_they_stand_under() -> None:
    covered, lead = "B. Nationally Covered Indications", "The patient must have all of the following"
    assert told(TEXT) == [
        (covered, "The implant is covered for patients whose seizures are refractory to two drugs."),
        (lead, "An electroencephalogram within twelve months"),
        (lead, "Seizures that impair daily life, as the patient or a relative tells"),
        (lead, "Documentation of the trial of each drug shall be kept."),
        ("C. Nationally Non-Covered Indications", "The implant is not covered for headache."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "Stimulators have been made since 1966.",
        "What are the observed harms of the device in daily use?",
        "See the covered indications of another section.",
        "This NCD last reviewed in March; it is covered there.",
        "It is covered.",
        "- An item of a list that no requirement leads to",
    ],
)
def test_what_requires_nothing_is_left_out(text: str) -> None:
    assert requirements(text) == ()


@given(st.text(alphabet=" \n-:.;?ABcdefgmust123()", max_size=300))
def test_places_are_in_order_and_hold_words(text: str) -> None:
    found = requirements(text)
    assert all(text[one.start : one.end].strip() == text[one.start : one.end] != "" for one in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
