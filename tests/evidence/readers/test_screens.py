"""Mood and cognition found normal, by screens and in words; and what a screen or a hope does not tell."""

from __future__ import annotations

import pytest

from accord.evidence.readers.screens import screens
from accord.records.findings import Presence, Whose
from tests.evidence.readers.notes import note

NORMAL: list[tuple[str, set[str]]] = [
    ("PHQ-9 score was 3 today.", {"mood_normal"}),
    ("PHQ2: 1/6", {"mood_normal"}),
    ("GDS-15 = 2", {"mood_normal"}),
    ("PHQ-9 (depression) total 0 of 27", {"mood_normal"}),
    ("PHQ-9 6", set()),
    ("PHQ-2 of 3", set()),
    ("PHQ-9 filled in on 3/12/2026", set()),
    ("PHQ-9 to follow; 2 forms given", set()),
    ("MoCA 26/30.", {"cognition_normal"}),
    ("Montreal Cognitive Assessment 29 of 30", {"cognition_normal"}),
    ("MMSE: 28", {"cognition_normal"}),
    ("SLUMS 25/30", set()),
    ("Mini-Cog 5/5", {"cognition_normal"}),
    ("MoCA 21/30", set()),
    ("In good spirits.", {"mood_normal"}),
    ("Spirits are good and he enjoys his garden.", {"mood_normal"}),
    ("Affect and mood: euthymic.", {"mood_normal"}),
    ("Mood is low.", set()),
    ("Mood not good since the funeral.", set()),
    ("Mood good on sertraline.", set()),
    ("Mood is better.", set()),
    ("Memory intact, follows the news.", {"cognition_normal"}),
    ("She is cognitively intact.", {"cognition_normal"}),
    ("Denies memory trouble.", {"cognition_normal"}),
    ("Memory is not good any more.", set()),
    ("Wishes that his memory were good.", set()),
    ("Sleeps soundly.", {"sleeps_well"}),
    ("Sleep quality is good.", {"sleeps_well"}),
    ("Does not sleep well.", set()),
    ("Sleeps well with the machine.", {"sleeps_well"}),
    ("Alert all day at work.", {"alert_by_day"}),
]


@pytest.mark.parametrize(("sentence", "concepts"), NORMAL)
def test_what_a_note_finds_normal(sentence: str, concepts: set[str]) -> None:
    found = [f for f in screens(note(sentence)) if f.whose is Whose.PATIENT]
    assert {f.concept for f in found} == concepts
    assert all(f.presence is Presence.PRESENT for f in found)


def test_what_is_said_of_a_relative_is_of_the_relative() -> None:
    assert all(f.whose is not Whose.PATIENT for f in screens(note("Her mother, 99, has an excellent memory.")))
