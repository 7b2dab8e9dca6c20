"""Concepts are called by plain English names wherever a person reads them."""

from __future__ import annotations

import pytest

from accord.dossier.phrases import concept_words


@pytest.mark.parametrize(
    ("concept", "words"),
    [
        ("osteo_film_gap", "days between the two X-rays"),
        ("snm_test_improvement", "improvement in the test stimulation of the sacral nerve"),
        ("gait_speed", "gait speed"),
        ("oxygen.saturation", "oxygen saturation"),
    ],
)
def test_a_concept_is_called_what_a_reader_would_call_it(concept: str, words: str) -> None:
    assert concept_words(concept) == words
