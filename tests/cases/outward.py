"""What a person gives with a step and knows to be their own words, as tests say it."""

from __future__ import annotations

from dataclasses import replace

from accord.cases.outward import Given, Weighed, digest_of, outward
from accord.cases.states import TRANSITIONS, Step


def own(step: Step, given: Given) -> Given:
    """The same, weighed as own statements that the person keeps."""
    texts = outward(TRANSITIONS[step], given.words, given.letter, given.decisions)
    return replace(given, weighed=Weighed(digest_of(texts), own=len(texts), kept=True))
