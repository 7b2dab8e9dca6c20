"""Lines, sentences and sections."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from accord.evidence.narrative.sections import section_at, sections
from accord.evidence.narrative.sentences import SentenceKind, line_at, lines, sentence_at, sentences
from tests.evidence.narrative.writing import document


def read(text: str) -> list[str]:
    return [" ".join(text[s.start : s.end].split()) for s in sentences(document(text))]


SPLITS = [
    ("Morphine gr. 10 given. She slept.", ["Morphine gr. 10 given.", "She slept."]),
    ("Aspirin 5 gr. Daily use.", ["Aspirin 5 gr.", "Daily use."]),
    ("Wound gr. II, clean. Next visit in May.", ["Wound gr. II, clean.", "Next visit in May."]),
    ("She is sleepy. He snores.", ["She is sleepy.", "He snores."]),
    ("Seen by Dr. Smith w/ her husband. No MI.", ["Seen by Dr. Smith w/ her husband.", "No MI."]),
    ("BMI 38.9. Neck 16.25 in. Lungs clear.", ["BMI 38.9.", "Neck 16.25 in.", "Lungs clear."]),
    ("Takes vitamin D. Walks daily.", ["Takes vitamin D.", "Walks daily."]),
    ("Read by A. Okafor MD.", ["Read by A. Okafor MD."]),
    ("See St. Mary No. 5 at 7 a.m. for labs, i.e. A1c vs. fructosamine.", None),
    ("Metformin q.d. with food, 2 tabs b.i.d. as before.", None),
    ("Same as Jan. Discussed PAP.", ["Same as Jan.", "Discussed PAP."]),
    ("Since Jan. 5 worse.", None),
    ("1. Continue furosemide. 2 mg stays.", ["1. Continue furosemide.", "2 mg stays."]),
    ('"I am well." He walks.', ['"I am well."', "He walks."]),
    ("Any pain? None!", ["Any pain?", "None!"]),
]


@pytest.mark.parametrize(("text", "expected"), SPLITS)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str] | None) -> None:
    assert read(text) == (expected or [text])


def test_prose_reads_on_over_wrapped_lines() -> None:
    text = (
        "She presents with a two year history of unrefreshing sleep and naps. No personal history of\n"
        "hypertension, coronary disease or stroke. She would like to go ahead with the sleep study at\n"
        "Saint Mary and asked for a date."
    )
    assert len(read(text)) == 3
    assert read(text)[1] == "No personal history of hypertension, coronary disease or stroke."


@pytest.mark.parametrize(
    "text",
    [
        "Patient: A. Person      DOB 01/01/1950\nSex F        MRN 12",
        "AHI ........ 22.4\nNadir ...... 83 %",
        "- no opioids\n- Takes gabapentin",
        "PLAN\nStart oxygen",
        "No edema\n\nDiabetes",
        "No edema\fDiabetes",
        "[x] insulin\n[ ] pump",
        "HPI: no pain\nPMH: diabetes",
        "G47.33 OSA\nI10 hypertension",
    ],
)
def test_rows_items_headings_blank_lines_and_pages_part_sentences(text: str) -> None:
    assert len(read(text)) == 2


def test_an_item_reads_on_below_its_text() -> None:
    text = "2. HTN not at goal - increase\n   Losartan to 100 mg\n3. Other"
    assert read(text) == ["2. HTN not at goal - increase Losartan to 100 mg", "3. Other"]


KINDS = [
    ("She walks daily and cooks.", SentenceKind.PROSE),
    ("Lights out 22:41   Lights on 05:09        Time      6 h", SentenceKind.ROW),
    ("| SpO2 | 86 % | RA |", SentenceKind.ROW),
    ("- takes gabapentin", SentenceKind.ITEM),
    ("ASSESSMENT AND PLAN", SentenceKind.HEADING),
    ("Items ordered", SentenceKind.HEADING),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_a_line_shows_its_kind(text: str, kind: SentenceKind) -> None:
    assert sentences(document(text))[0].kind is kind


def test_lines_know_their_page_and_indent() -> None:
    text = "first\r\n  second\n\fthird"
    found = lines(document(text))
    assert [(text[line.start : line.end], line.indent, line.page) for line in found if not line.blank] == [
        ("first", 0, 1),
        ("  second", 2, 1),
        ("third", 0, 2),
    ]
    assert line_at(document(text), text.index("third")).page == 2


def test_white_space_belongs_to_no_sentence() -> None:
    assert sentence_at(document("One.\n\nTwo."), 4) is None


SECTIONS = [
    ("HPI: pain\nPMH: gout", "gout", "past_history"),
    ("A/P\n1. OSA", "OSA", "assessment_and_plan"),
    ("S: tired\nO: well\nA: OSA\nP: CPAP", "CPAP", "plan"),
    ("S: tired\nO: well\nA: OSA\nP: CPAP", "well", "objective"),
    ("Fam hx: mother lupus", "lupus", "family_history"),
    ("PLAN - oxygen at home", "oxygen", "plan"),
    ("IMPRESSION\nSevere OSA", "OSA", "impression"),
    ("Past history is long. Medications: rizatriptan, vitamin D.", "rizatriptan", "medications"),
    ("ASSESSMENT  OSA, good response.", "OSA", "assessment"),
    ("CC  breathless", "breathless", "chief_complaint"),
    ("ROS neg.", "neg", "review_of_systems"),
    ("FH: mother gout.\n\nBP 120/70", "BP", "other"),
    ("PLAN\nOxygen\nElectronically signed: A. Person MD\nMetformin", "Metformin", "other"),
    ("Her plan is to rest", "rest", "header"),
]


@pytest.mark.parametrize(("text", "words", "name"), SECTIONS)
def test_words_stand_under_their_heading(text: str, words: str, name: str) -> None:
    assert section_at(document(text), text.index(words)).name == name


@pytest.mark.shared
def test_sections_and_sentences_cover_every_document_of_the_bench() -> None:
    folder = Path(os.environ.get("ACCORD_SHARED", "../shared")) / "bench" / "pa"
    if not folder.is_dir():
        pytest.skip(f"The shared data folder {folder} is not here.")
    for path in folder.glob("*/documents/*.txt"):
        note = document(path.read_text(encoding="utf-8"))
        assert "".join(note.text[s.start : s.end] for s in sections(note)) == note.text
        inside = {i for s in sentences(note) for i in range(s.start, s.end)}
        assert all(i in inside for i, c in enumerate(note.text) if c.isalnum()), path
