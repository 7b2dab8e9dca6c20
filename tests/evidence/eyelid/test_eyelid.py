"""What notes tell of the upper lids, and what they do not tell."""

from __future__ import annotations

import datetime as dt

import pytest

from accord.evidence.chart import Chart
from accord.evidence.readers.eyelid.reader import eyelid
from accord.evidence.readers.eyelid.words import asked_eyes
from accord.records.findings import Finding, Presence
from accord.records.record import Record
from tests.evidence.papers import document, request

NOTE = "OFFICE VISIT 03/05/2026\nPatient: Agnes Torvald  DOB 04/09/1952\n\n{}\n\n/s/ Ruth Calloway, MD 03/05/2026\n"


def chart(
    text: str,
    modifiers: tuple[str, ...] = ("50",),
    codes: tuple[str, ...] = ("15823",),
    diagnoses: tuple[str, ...] = ("H02.831",),
) -> Chart:
    asked = request(codes, received=dt.date(2026, 3, 9), modifiers=modifiers, diagnoses=diagnoses)
    return Chart(Record((), (document(text),), ()), asked)


def found(concept: str, words: str, modifiers: tuple[str, ...] = ("50",)) -> list[Finding]:
    return [each for each in eyelid(chart(NOTE.format(words), modifiers)) if each.concept == concept]


def expected(answer: bool | None) -> set[Presence]:
    return {Presence.PRESENT} if answer else {Presence.ABSENT} if answer is False else set()


def test_a_record_of_another_request_costs_nothing() -> None:
    assert list(eyelid(chart(NOTE.format("MRD1 OD 1 mm, OS 1 mm."), codes=("E0601",)))) == []


@pytest.mark.parametrize(
    ("modifiers", "diagnoses", "eyes"),
    [
        (("E3",), (), {"right"}),
        (("E1",), ("H02.831",), {"left"}),
        (("LT", "RT"), (), {"left", "right"}),
        (("50",), ("H02.831",), {"left", "right"}),
        ((), ("H02.834",), {"left"}),
        ((), ("H02.403",), {"left", "right"}),
        ((), ("H53.40",), {"left", "right"}),
    ],
)
def test_which_eyes_are_asked_about(modifiers: tuple[str, ...], diagnoses: tuple[str, ...], eyes: set[str]) -> None:
    assert asked_eyes(chart("", modifiers, diagnoses=diagnoses)) == eyes


MARGINS: list[tuple[str, str | None, str]] = [
    ("MRD1 OD 1 mm, OS 0.5 mm.", "1", "asked"),
    ("MRD1: 1.5 mm right, 2.0 mm left.", "2.0", "asked"),
    ("MRD-1 1 mm OU.", "1", "asked"),
    ("Margin reflex distance 1: R 0, L +1.", "1", "asked"),
    ("MRD1 OD -1 mm, OS 0 mm; MRD2 OD 5 mm, OS 5 mm.", "0", "asked"),
    ("OD MRD1 1.0 mm.", "1.0", "some"),
    ("MRD1 OD 1 mm (normal 4-5 mm), OS 2 mm (normal 4-5 mm).", "2", "asked"),
    ("             OD     OS\nMRD1 (mm)    1.0    2.5\n", "2.5", "asked"),
    ("Eye    MRD1    PF    Levator\nOD     1.0     6     14\nOS     1.5     7     13\n", "1.5", "asked"),
    ("| Eye | MRD1 mm | MRD2 mm |\n| OD | 0.5 | 5 |\n| OS | 1.0 | 5 |\n", "1.0", "asked"),
    ("MRD1: OD 1.0 OS 1.5", "1.5", "asked"),
    ("MRD1 = +0.5 OU", "0.5", "asked"),
    ("MRD (mm) R: 1 L: 1.5", "1.5", "asked"),
    ("Eye    MRD2    PF\nOD     5.0     6\nOS     5.0     7\n", None, ""),
    ("Post-op goal MRD1 OD 4 mm, OS 4 mm.", None, ""),
    ("MRD2 OD 5 mm, OS 5 mm.", None, ""),
    ("MRD1 after phenylephrine OD 3 mm, OS 3 mm.", None, ""),
    ("The policy asks for an MRD1 of 2.5 mm or less OU.", None, ""),
    ("MRD1 to be measured.", None, ""),
    ("Lower lids: MRD1 OD 1 mm, OS 1 mm.", None, ""),
    ("MRD1 1 mm.", None, ""),
]  # fmt: skip


@pytest.mark.parametrize(("words", "value", "eyes"), MARGINS)
def test_the_margin_reflex_distance(words: str, value: str | None, eyes: str) -> None:
    told = [(str(f.value), f.qualifiers["eyes"]) for f in found("lid_margin_distance", words)]
    assert told == ([(value, eyes)] if value is not None else [])


def test_the_eye_that_is_not_asked_about_does_not_count() -> None:
    told = found("lid_margin_distance", "MRD1 OD 1 mm, OS 4 mm.", ("E3",))
    assert [(str(f.value), f.qualifiers["eyes"]) for f in told] == [("1", "asked")]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Palpebral fissure in down gaze OD 1 mm, OS 0.5 mm.", "1"),
        ("Down-gaze fissure: 0 mm OU.", "0"),
        ("Palpebral fissure OD 7 mm, OS 6 mm.", None),
        ("MRD1 in primary gaze OD 1 mm, OS 1 mm.", None),
        ("Down gaze is full in both eyes.", None),
    ],
)
def test_the_fissure_in_down_gaze(words: str, value: str | None) -> None:
    assert [str(f.value) for f in found("lid_down_gaze", words)] == ([value] if value else [])


FIELDS: list[tuple[str, str | None, str]] = [
    ("Visual field OD 20 degrees untaped, 45 degrees taped. OS 18 degrees untaped, 40 degrees taped.", "22", "yes"),
    ("Field OU improves from 30 to 50 degrees with taping.", "20", "yes"),
    ("Visual field OU: taped 45°, untaped 45°.", "0", "yes"),
    ("Superior field, degrees:\n      Untaped   Taped\n OD   20        42\n OS   18        30\n", "12", "yes"),
    ("Visual field OU: 20 degrees untaped, 45 degrees taped. Poor reliability.", "25", "no"),
    ("Visual field OU: 20 degrees untaped.", None, ""),
    ("Visual fields will be done taped and untaped.", None, ""),
    ("Flexion of the knee improves from 30 to 50 degrees.", None, ""),
]


@pytest.mark.parametrize(("words", "value", "reliable"), FIELDS)
def test_what_taping_adds_to_the_field(words: str, value: str | None, reliable: str) -> None:
    told = [(str(f.value), f.qualifiers["reliable"]) for f in found("lid_field_gain", words)]
    assert told == ([(value, reliable)] if value is not None else [])


SAID: list[tuple[str, str, bool | None]] = [
    ("Her lids block the upper part of her vision.", "lid_vision", True),
    ("He lifts his lids to read.", "lid_vision", True),
    ("Droopy lids make driving difficult.", "lid_vision", True),
    ("Brow ache from holding the lids up.", "lid_vision", True),
    ("Denies difficulty reading or driving from the lids.", "lid_vision", False),
    ("The lids do not interfere with her vision.", "lid_vision", False),
    ("Cataracts make night driving difficult.", "lid_vision", None),
    ("Her mother's lids block her vision.", "lid_vision", None),
    ("If the lids block your vision, call us.", "lid_vision", None),
    ("The upper lids are heavy.", "lid_vision", None),
    ("Chronic dermatitis of the upper lid folds from redundant skin.", "lid_dermatitis", True),
    ("No dermatitis of the lids.", "lid_dermatitis", False),
    ("Contact dermatitis of the lids from drops; redundant skin.", "lid_dermatitis", None),
    ("Dermatitis of the lid last week.", "lid_dermatitis", None),
    ("Chronic dermatitis of the hands.", "lid_dermatitis", None),
    ("The eye prosthesis falls out because of the lid.", "lid_prosthesis", True),
    ("Ocular prosthesis fits well.", "lid_prosthesis", False),
    ("No eye prosthesis.", "lid_prosthesis", False),
    ("Right eye prosthesis since 1998.", "lid_prosthesis", None),
    ("Difficulty with the knee prosthesis.", "lid_prosthesis", None),
    ("Photographs taken: frontal and oblique views with corneal light reflex.", "lid_photos", True),
    ("Photos on file:\n - frontal, light reflex seen\n - right and left lateral\n", "lid_photos", True),
    ("No photographs were taken.", "lid_photos", False),
    ("Photographs attached.", "lid_photos", None),
    ("Photographs, frontal and lateral, attached.", "lid_photos", None),
    ("Frontal and oblique photographs with light reflex will be taken.", "lid_photos", None),
    ("Fundus photographs: frontal, lateral, light reflex.", "lid_photos", None),
    ("Wants to look younger.", "lid_cosmetic", True),
    ("Upper blepharoplasty for cosmetic reasons.", "lid_cosmetic", True),
    ("Functional upper blepharoplasty is indicated.", "lid_cosmetic", False),
    ("Upper lid surgery is not cosmetic.", "lid_cosmetic", False),
    ("Blepharoplasty to improve the visual field.", "lid_cosmetic", False),
    ("Lower lid blepharoplasty is cosmetic and self-pay.", "lid_cosmetic", None),
    ("Her brother had cosmetic lid surgery.", "lid_cosmetic", None),
    ("Uses eye cosmetics.", "lid_cosmetic", None),
    ("The lids block her vision.\nPlan: bilateral upper blepharoplasty.", "lid_recommended", True),
    ("The lids block her vision.\nPlan: observation, no blepharoplasty.", "lid_recommended", False),
    ("Plan: bilateral upper blepharoplasty.", "lid_recommended", None),
    ("The lids block her vision. Had a blepharoplasty in 2004.", "lid_recommended", None),
]  # fmt: skip


@pytest.mark.parametrize(("words", "concept", "answer"), SAID)
def test_what_notes_say(words: str, concept: str, answer: bool | None) -> None:
    assert {f.presence for f in found(concept, words)} == expected(answer)


@pytest.mark.parametrize(
    ("ending", "signed"), [("/s/ Ruth Calloway, MD 03/05/2026", "yes"), ("Ruth Calloway, MD (unsigned draft)", "no")]
)
def test_whether_the_recommendation_is_signed(ending: str, signed: str) -> None:
    words = "The lids block her vision.\nPlan: bilateral upper blepharoplasty."
    text = NOTE.format(words).replace("/s/ Ruth Calloway, MD 03/05/2026", ending)
    told = [each for each in eyelid(chart(text)) if each.concept == "lid_recommended"]
    assert [each.qualifiers["signed"] for each in told] == [signed]


def test_a_measurement_of_an_earlier_year_is_of_that_year() -> None:
    assert [str(f.date) for f in found("lid_margin_distance", "MRD1 was OD 1 mm, OS 1 mm in 2012.")] == ["2012"]
