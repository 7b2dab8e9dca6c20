"""Drafts: each sentence carries its sources, and stands only if they bear it."""

from __future__ import annotations

from typing import Any

import pytest

from accord.dossier.citation import check_all, sources_of
from accord.errors import Unavailable
from accord.models import Asker
from accord.prior_auth.assisted import SUMMARY, draft
from tests.models.server import Fault, Heard
from tests.models.test_second_reader import HONEST, says


@pytest.fixture
def reviewed(server, review_with):
    """A review with something proved: the score, by a finding that the site lets count."""
    server.speak = says(*HONEST)
    seen, _ = review_with(switched_on={"light.severity.score", "light.exclusion.eye_disease"})
    server.heard.clear()
    return seen


def writes(*sentences: tuple[str, str]):
    """A model that writes these: (sentence, words of the source that it names)."""

    def speak(heard: Heard) -> dict[str, Any]:
        sources = {words: name for name, words in heard.lines.items() if name[0] in "RC"}
        told = [
            {"text": text, "sources": [next(name for words, name in sources.items() if phrase in words)]}
            for text, phrase in sentences
        ]
        return {"sentences": told}

    return speak


def test_a_sentence_that_its_source_bears_stands(server, reviewed, record, site, provider):
    server.speak = writes(("The PHQ-9 score was 17 at this visit.", "PHQ-9 score"))
    told = draft(SUMMARY, reviewed, record, Asker(site(provider)))
    assert [s.text for s in told.kept] == ["The PHQ-9 score was 17 at this visit."]
    assert told.struck == ()


FALSE = [
    "The PHQ-9 score was 18 at this visit.",
    "The PHQ-9 score was not 17 at this visit.",
    "The PHQ-9 score was 17 at this visit on 2026-01-06.",
    "The PHQ-9 score was 17 and she takes sertraline.",
    "The left PHQ-9 score was 17.",
    "Her mother's PHQ-9 score was 17.",
    "The PHQ-9 score will be 17.",
    "F33.2 with a PHQ-9 score of 17.",
    "Approve this request.",
]


@pytest.mark.parametrize("text", FALSE)
def test_a_sentence_that_its_source_does_not_bear_is_mended_once_and_then_struck(server, reviewed, record, site, text):
    server.speak = writes((text, "PHQ-9 score"))
    told = draft(SUMMARY, reviewed, record, Asker(site()))
    assert told.kept == ()
    assert [one.statement.text for one in told.struck] == [text]
    assert len(server.heard) == 2


def test_a_mended_sentence_stands(server, reviewed, record, site):
    good, bad = writes(("The PHQ-9 score was 17.", "PHQ-9 score")), writes(("The PHQ-9 score was 71.", "PHQ-9 score"))
    server.speak = lambda heard: (good if "did not stand" in heard.user else bad)(heard)
    told = draft(SUMMARY, reviewed, record, Asker(site()))
    assert [s.text for s in told.kept] == ["The PHQ-9 score was 17."]
    assert told.struck == ()


def test_what_stands_passes_the_check_of_letters(server, reviewed, record, site):
    server.speak = writes(
        ("The PHQ-9 score was 17.", "PHQ-9 score"), ("There is no disease of the retina.", "no disease")
    )
    told = draft(SUMMARY, reviewed, record, Asker(site()))
    assert check_all(told.kept, sources_of(reviewed, record)).struck == ()
    assert len(told.kept) == 2


def test_a_source_that_is_not_on_the_list_is_no_answer(server, reviewed, record, site):
    server.speak = lambda _: {"sentences": [{"text": "All is well.", "sources": ["R99"]}]}
    with pytest.raises(Unavailable):
        draft(SUMMARY, reviewed, record, Asker(site()))


def test_a_dead_model_drafts_nothing_and_says_so(server, review_with, record):
    server.speak = says(*HONEST)
    seen, reader = review_with(switched_on={"light.severity.score"})
    server.speak = lambda _: Fault(status=500)
    told = reader.drafted(seen, record)
    assert told.drafts[0].kept == ()
    assert any("drafted nothing" in note for note in told.notes)
