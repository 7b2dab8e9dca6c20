"""What may stand in a letter: the record's own words, or a sentence whose every claim the cited words bear."""

from __future__ import annotations

import dataclasses
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.dossier.citation import (
    FaultKind,
    Own,
    Sources,
    Statement,
    StatementKind,
    check,
    check_all,
    drafted,
    fixed,
    quoted,
    sources_of,
)
from accord.dossier.citation.check import phrases_are_signed, phrases_digest
from accord.records.places import ElementPlace, Place
from accord.records.record import Record

from . import case

NOTE = """The patient walks 120 m with a cane. Oxygen saturation was 86 % on room air on 03/03/2026.
No edema and no chest pain. Left knee effusion after the fall. Takes lisinopril 20 mg daily since 2019.
Her mother had breast cancer. Possible pneumonia in the right lower lobe. HbA1c 8.4 % (E11.65).
She will start physical therapy. Two falls in the past month. BMI above 35. Not able to climb stairs.
Heart failure of class II.
"""
TEXT = case.document("note.txt", NOTE)
SOURCES = Sources(Record((), (TEXT,), ()), {"policy": "BATH-7 Bathroom aids"})


def cited(words: str) -> Place:
    start = NOTE.index(words)
    return TEXT.place(start, start + len(words))


def faults(text: str, words: str) -> set[str]:
    return {fault.kind.value for fault in check(drafted(text, cited(words)), SOURCES)}


STANDS = [
    ("The patient walks 120 m with a cane.", "The patient walks 120 m with a cane."),
    ("Oxygen saturation was 86% on room air on 2026-03-03.", "Oxygen saturation was 86 % on room air on 03/03/2026."),
    ("On March 3, 2026 the oxygen saturation was 86 percent.", "Oxygen saturation was 86 % on room air on 03/03/2026."),
    ("No edema and no chest pain.", "No edema and no chest pain."),
    ("An effusion of the left knee.", "Left knee effusion after the fall."),
    ("The patient takes 20 mg lisinopril daily.", "Takes lisinopril 20 mg daily since 2019."),
    ("Two falls in the past month.", "Two falls in the past month."),
    ("The HbA1c was 8.4 %.", "HbA1c 8.4 % (E11.65)."),
]
"""Sentences close to the record's words."""

FALLS = [
    ("number", "The patient walks 210 m with a cane.", "The patient walks 120 m with a cane."),
    ("unit", "The patient walks 120 km with a cane.", "The patient walks 120 m with a cane."),
    ("unit", "Takes lisinopril 20 mcg daily.", "Takes lisinopril 20 mg daily since 2019."),
    ("date", "Saturation was 86 % on 2026-03-04.", "Oxygen saturation was 86 % on room air on 03/03/2026."),
    ("word", "Takes losartan 20 mg daily.", "Takes lisinopril 20 mg daily since 2019."),
    ("side", "Right knee effusion.", "Left knee effusion after the fall."),
    ("side", "Left lung pneumonia possible.", "Possible pneumonia in the right lower lobe."),
    ("cue", "Edema and chest pain.", "No edema and no chest pain."),
    ("cue", "No effusion of the left knee.", "Left knee effusion after the fall."),
    ("cue", "Pneumonia in the right lower lobe.", "Possible pneumonia in the right lower lobe."),
    ("cue", "She had breast cancer.", "Her mother had breast cancer."),
    ("cue", "Physical therapy started.", "She will start physical therapy."),
    ("cue", "Able to climb stairs.", "Not able to climb stairs."),
    ("code", "HbA1c 8.4 % (E11.9).", "HbA1c 8.4 % (E11.65)."),
    ("word", "Heart failure of class I.", "Heart failure of class II."),
    ("word", "Heart failure of class III.", "Heart failure of class II."),
    ("number", "Three falls in the past month.", "Two falls in the past month."),
    ("number", "BMI below 35.", "BMI above 35."),
    ("number", "BMI 35.", "BMI above 35."),
    ("word", "Effusion of the left knee after surgery.", "Left knee effusion after the fall."),
    ("word", "Left knee effusion before the fall.", "Left knee effusion after the fall."),
]
"""Each with the fault that strikes it."""


@pytest.mark.parametrize(("text", "words"), STANDS)
def test_a_sentence_in_the_words_of_the_record_stands(text: str, words: str) -> None:
    assert faults(text, words) == set()


@pytest.mark.parametrize(("fault", "text", "words"), FALLS)
def test_a_sentence_that_the_words_do_not_bear_is_struck(fault: str, text: str, words: str) -> None:
    assert fault in faults(text, words)


SENTENCES = [sentence for sentence in re.split(r"(?<=\.)\s", NOTE) if sentence]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_sentence_bears_itself(sentence: str) -> None:
    assert faults(sentence, sentence) == set()


def _swap(sentence: str, pairs: list[tuple[str, str]]) -> list[str]:
    return [re.sub(rf"\b{old}\b", new, sentence, count=1) for old, new in pairs if re.search(rf"\b{old}\b", sentence)]


def corruptions() -> list[tuple[str, str, str]]:
    """(kind, original, corrupted) for every sentence: numbers, units, sides, negations, drugs, dates."""
    rows: list[tuple[str, str, str]] = []
    for sentence in SENTENCES:
        for match in re.finditer(r"\d+(?:\.\d+)?", sentence):
            for change in (lambda n: n * 10, lambda n: n + 1, lambda n: n / 2):
                new = f"{change(float(match[0])):g}"
                rows.append(("number", sentence, sentence[: match.start()] + new + sentence[match.end() :]))
        swaps = {
            "unit": [("mg", "g"), ("m", "cm"), ("%", "mg")],
            "side": [("Left", "Right"), ("right", "left"), ("Left", "Bilateral")],
            "drug": [("lisinopril", "metoprolol"), ("Oxygen", "Carbon dioxide")],
            "date": [("03/03/2026", "03/30/2026"), ("2019", "2018"), ("month", "year")],
            "negation": [
                ("No", "Some"),
                ("Not able", "Able"),
                ("no", "some"),
                ("had", "never had"),
                ("walks", "denies walks"),
            ],
            "doubt": [("Possible", "Certain"), ("will start", "started"), ("mother", "friend")],
        }
        for kind, pairs in swaps.items():
            rows += [(kind, sentence, new) for new in _swap(sentence, pairs)]
    return [row for row in rows if row[1] != row[2]]


@pytest.mark.parametrize(("kind", "original", "corrupted"), corruptions())
def test_a_corrupted_sentence_is_struck(kind: str, original: str, corrupted: str) -> None:
    assert faults(corrupted, original), f"{kind}: {corrupted}"


def test_the_corruptions_are_of_every_kind() -> None:
    kinds = {kind for kind, _, _ in corruptions()}
    assert kinds == {"number", "unit", "side", "drug", "date", "negation", "doubt"}
    assert len(corruptions()) > 40


def test_a_drafted_sentence_without_citation_is_struck() -> None:
    assert [f.kind for f in check(drafted("The patient walks."), SOURCES)] == [FaultKind.UNCITED]


@given(st.integers(0, len(NOTE) - 2), st.integers(1, 60), st.integers(-5, 5).filter(bool))
def test_a_citation_whose_words_stand_elsewhere_never_resolves(start: int, length: int, shift: int) -> None:
    words = NOTE[start : start + length]
    there = max(start + shift, 0)
    moved = Place("note.txt", 1, there, there + len(words), words)
    assert SOURCES.resolves(moved) == (NOTE[there : there + len(words)] == words)


@given(st.integers(0, len(NOTE) - 40), st.integers(1, 40))
def test_any_quotation_of_the_record_stands(start: int, length: int) -> None:
    if NOTE[start : start + length].strip():
        assert check(quoted(TEXT.place(start, start + length)), SOURCES) == ()


def test_a_quotation_that_differs_from_its_citation_is_struck() -> None:
    place = cited("HbA1c 8.4 %")
    other = dataclasses.replace(quoted(place), text="“HbA1c 9.4 %”")
    assert [f.kind for f in check(other, SOURCES)] == [FaultKind.QUOTE]


def test_a_citation_of_an_unknown_document_is_struck() -> None:
    place = Place("other.txt", 1, 0, 5, "words")
    assert [f.kind for f in check(quoted(place), SOURCES)] == [FaultKind.UNRESOLVED]


@pytest.mark.parametrize(
    ("text", "resolves"), [("81 kg", True), ("18 kg", False), ("81 lb", False), ("weight 81 kg", False)]
)
def test_an_element_resolves_when_it_holds_the_words(text: str, resolves: bool) -> None:
    sources = Sources(case.record(), {})
    place = ElementPlace("Observation/weight", "Observation.valueQuantity", text, "bundle.json")
    assert sources.resolves(place) is resolves


def test_a_phrase_outside_the_signed_ones_is_struck() -> None:
    statement = Statement("A person decides.", StatementKind.FIXED, (), "proposal.a_person_decides")
    assert [f.kind for f in check(statement, SOURCES)] == [FaultKind.PHRASE]


def test_a_phrase_whose_text_was_changed_is_struck() -> None:
    statement = dataclasses.replace(fixed("letter.record_silent"), text="The record proves it.")
    assert [f.kind for f in check(statement, SOURCES)] == [FaultKind.PHRASE]


def test_a_value_in_a_phrase_must_be_borne_too() -> None:
    policy = Own("policy", "BATH-7 Bathroom aids")
    assert check(fixed("letter.item", policy, item="BATH-7 Bathroom aids"), SOURCES) == ()
    assert check(fixed("letter.item", policy, item="BATH-8 Bathroom aids"), SOURCES)
    assert check(fixed("letter.item", Own("policy", "BATH-8"), item="BATH-8"), SOURCES)
    assert check(fixed("letter.item", item="BATH-7"), SOURCES)


def test_a_changed_phrase_needs_a_new_signature() -> None:
    assert phrases_are_signed(), f"Read [letter] in the wording table, then sign it with {phrases_digest()}."


def test_what_is_struck_is_told_with_its_reason() -> None:
    good, bad = quoted(cited("HbA1c 8.4 %")), drafted("HbA1c 9.4 %", cited("HbA1c 8.4 %"))
    result = check_all([good, bad], SOURCES)
    assert result.kept == (good,)
    assert [(s.statement, [f.what for f in s.faults]) for s in result.struck] == [(bad, ["9.4"])]


def test_the_sources_of_a_review_hold_its_own_sentences() -> None:
    sources = sources_of(case.review(), case.record())
    assert sources.resolves(Own("criterion.bath.gait.text", "Measured gait speed is below 0.6 metres a second."))
    assert not sources.resolves(Own("criterion.bath.gait.text", "Measured gait speed is below 0.9 metres a second."))
    assert not sources.resolves(Own("policy.ends", ""))
