"""The fixed shapes of answers. Sentences are chosen from a closed list of ids, so that the words always come from the record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, cast

from pydantic import BaseModel, Field, create_model

Presence = Literal["present", "absent", "possible"]
Time = Literal["current", "past", "planned"]
Whose = Literal["patient", "family", "other"]
Side = Literal["", "left", "right", "bilateral"]


class Entry(BaseModel):
    """One answer to one question, as a model gives it; nothing of it is believed before it is verified."""

    fact: str
    value: str = Field(description="yes or no, a number, or a date as YYYY-MM-DD, as the question wants")
    unit: str = Field(description="unit of the number as written, else empty")
    date: str = Field(description="when it happened, YYYY-MM-DD, if the sentences say so, else empty")
    presence: Presence = Field(
        description="how the sentences speak of it: there, said not to be there, or only possible"
    )
    time: Time
    whose: Whose
    side: Side
    words: str = Field(description="the exact words within a chosen sentence that name the thing asked for")
    sentences: list[str] = Field(min_length=1, max_length=6)
    says: str = Field(description="one sentence that says what was found, in the very words of the chosen sentences")


class Answer(BaseModel):
    """All that one document says on the questions; empty when it says nothing."""

    findings: list[Entry] = Field(max_length=60)


class Sentence(BaseModel):
    """One drafted sentence and the sources that bear it."""

    text: str
    sources: list[str] = Field(min_length=1, max_length=6)


class Draft(BaseModel):
    """A draft."""

    sentences: list[Sentence] = Field(max_length=60)


def answer_shape(facts: Sequence[str], ids: Sequence[str]) -> type[Answer]:
    """Answer with closed lists of facts and sentence ids."""
    entry = create_model(
        "Entry",
        __base__=Entry,
        fact=(_one_of(facts), ...),
        sentences=(cast("Any", list[_one_of(ids)]), Field(min_length=1, max_length=6)),
    )
    return create_model("Answer", __base__=Answer, findings=(list[entry], Field(max_length=60)))  # pyright: ignore[reportInvalidTypeForm]


def draft_shape(ids: Sequence[str]) -> type[Draft]:
    """Draft with a closed list of sources."""
    sentence = create_model(
        "Sentence", __base__=Sentence, sources=(cast("Any", list[_one_of(ids)]), Field(min_length=1, max_length=6))
    )
    return create_model("Draft", __base__=Draft, sentences=(list[sentence], Field(max_length=60)))  # pyright: ignore[reportInvalidTypeForm]


def _one_of(names: Sequence[str]) -> Any:
    return Literal[tuple(names)]  # pyright: ignore[reportGeneralTypeIssues]
