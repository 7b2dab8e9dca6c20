"""What the notes of the tabular list say against codes that stand together, or in this order, or cut short."""

from __future__ import annotations

import pytest

from accord.connectors import icd10
from accord.connectors.icd10 import NoteKind, SequenceFault, SeventhFault
from accord.connectors.icd10.index import open_index
from accord.connectors.icd10.references import means


@pytest.mark.parametrize(
    ("note", "named"),
    [
        ("type 2 diabetes mellitus (E11.-)", ["E11"]),
        ("hypertensive disease (O10-O11, O13-O16)", ["O10-O11", "O13-O16"]),
        ("rheumatic fever (I01.0 -I01.9)", ["I01.0-I01.9"]),
        ("atherosclerosis (I70.2--I70.7-)", ["I70.2-I70.7"]),
        ("syndactyly (Q70.0- -Q70.3-)", ["Q70.0-Q70.3"]),
        ("rheumatoid arthritis (M05.00 to M05.8A)", ["M05.00-M05.8A"]),
        ("dementia (F01.-, F02.-, F03.-)", ["F01", "F02", "F03"]),
        ("hearing loss as classified in H90.-", ["H90"]),
        ("any type in A15 (J65)", ["J65"]),
        ("with C3 glomerulopathy (N00.6)", ["N00.6"]),
        ("glucose-6-phosphate dehydrogenase (G6PD) deficiency (D75.A)", ["D75.A"]),
        ("angiopathy (E08-E13 with .51-.52)", ["E08-E13 with .51-.52"]),
        ("skull fracture (S02.- with 7th character B)", ["S02 with 7th character B"]),
        ("disorder of nerves - see injury by body region", []),
    ],
)
def test_a_note_names_codes_and_ranges(note: str, named: list[str]) -> None:
    assert [str(reference) for reference in icd10.references(note)] == named


@pytest.mark.parametrize(
    ("note", "code", "meant"),
    [
        ("(E11.-)", "E11.649", True),
        ("(E11.-)", "E10.649", False),
        ("(E08-E13)", "E13.9", True),
        ("(M05-M14)", "M1A.00X0", True),
        ("(C00-C75)", "C7A.00", False),
        ("(E08-E13 with .51-.52)", "E11.51", True),
        ("(E08-E13 with .51-.52)", "E11.59", False),
        ("(E08-E13 with .62-)", "E11.621", True),
        ("(S02.- with 7th character B)", "S02.0XXB", True),
        ("(S02.- with 7th character B)", "S02.0XXA", False),
        ("(I69. with final characters -23)", "I69.323", True),
        ("(I69. with final characters -23)", "I69.322", False),
        ("(V01-V09 with 5th character 1)", "V03.11XA", True),
        ("(F11-F19 with fifth to sixth characters 51)", "F11.151", True),
        ("(F10-F19 with 5th character .6)", "F10.26", True),
        ("(A37 with fifth-character 1)", "A37.01", True),
        ("(T36-T65 with fifth or sixth character 1-4)", "T39.011A", True),
        ("(T36-T65 with fifth or sixth character 1-4)", "T39.015A", False),
        ("(T36-T65 with fifth or sixth character 1-4)", "T65.91XA", True),
        ("(T36-T65 with fifth or sixth character 1-4)", "T36.0X5A", False),
        ("(S52.- with open fracture 7th character)", "S52.001B", None),
    ],
)
def test_whether_a_note_means_a_code(note: str, code: str, meant: bool | None) -> None:
    (reference,) = icd10.references(note)
    assert means(reference, icd10.listing(code)) is meant


def test_nearly_every_code_that_a_binding_note_names_exists() -> None:
    query = "SELECT text FROM note WHERE kind IN ('excludes1', 'codeFirst')"
    named = [reference for (text,) in open_index().execute(query) for reference in icd10.references(text)]
    lost = [str(one) for one in named if not (icd10.is_valid(one.low) and icd10.is_valid(one.high))]
    assert len(named) > 5000
    assert len(lost) <= 2, lost


def test_all_but_two_kinds_of_limit_are_understood() -> None:
    query = "SELECT text FROM note WHERE kind IN ('excludes1', 'codeFirst')"
    limited = {r for (text,) in open_index().execute(query) for r in icd10.references(text) if r.qualifier}
    unread = {one.qualifier for one in limited if (found := icd10.find(one.low)) and means(one, found) is None}
    assert len(limited) > 30
    assert unread <= {"open fracture 7th character", "fifth or sixth character to indicate intent", "ketoacidosis"}


@pytest.mark.parametrize(
    ("codes", "pairs"),
    [
        (["E10.9", "E11.9"], [("E10.9", "E11.9")]),
        (["E11.9", "E10.9"], [("E11.9", "E10.9")]),
        (["R73.03", "E11.9"], [("R73.03", "E11.9")]),
        (["J96.11", "R09.02"], [("R09.02", "J96.11")]),
        (["M54.50", "M51.26"], [("M54.50", "M51.26")]),
        (["I10", "O10.011"], [("I10", "O10.011")]),
        (["G99.0", "E11.43"], [("G99.0", "E11.43")]),
        (["S01.01XA", "S02.0XXB"], [("S01.01XA", "S02.0XXB")]),
        (["S01.01XA", "S02.0XXA"], []),
        (["G47.33", "J44.9"], []),
        (["E11.9", "I10", "E78.5"], []),
        (["E11.9", "E11.9"], []),
        (["E11.9", "NOPE", "E11.999"], []),
        (["E11.9"], []),
        ([], []),
    ],
)
def test_pairs_that_exclude_each_other(codes: list[str], pairs: list[tuple[str, str]]) -> None:
    found = icd10.excludes1_conflicts(codes)
    assert [(str(one.code), str(one.excluded)) for one in found] == pairs
    assert all(one.note.kind is NoteKind.EXCLUDES1 for one in found)


def test_the_order_of_the_codes_does_not_hide_an_exclusion() -> None:
    codes = ["E11.9", "R09.02", "E10.9", "J96.11"]
    assert len(icd10.excludes1_conflicts(codes)) == len(icd10.excludes1_conflicts(codes[::-1])) == 2


@pytest.mark.parametrize(
    ("codes", "problems"),
    [
        (["D63.1"], [("D63.1", SequenceFault.LISTED_FIRST, None)]),
        (["D63.1", "N18.4"], [("D63.1", SequenceFault.UNDERLYING_AFTER, "N18.4")]),
        (["N18.4", "D63.1"], []),
        (["E11.9", "D63.1"], [("D63.1", SequenceFault.UNDERLYING_MISSING, None)]),
        (["G47.36", "J44.9"], [("G47.36", SequenceFault.LISTED_FIRST, None)]),
        (["J44.9", "G47.36"], []),
        (["G63", "E85.1"], [("G63", SequenceFault.UNDERLYING_AFTER, "E85.1")]),
        (["F02.80", "G30.9"], [("F02.80", SequenceFault.UNDERLYING_AFTER, "G30.9")]),
        (["L97.514", "E11.621"], [("L97.514", SequenceFault.UNDERLYING_AFTER, "E11.621")]),
        (["E11.621", "L97.514", "M86.671"], []),
        (["L97.514"], []),
        (["I50.22", "I25.5"], []),
        (["I50.22", "I11.0"], [("I50.22", SequenceFault.UNDERLYING_AFTER, "I11.0")]),
        (["I11.0", "I50.22"], []),
        (["J84.89", "T59.4X1A"], []),
        (["E11.9", "I10"], []),
        ([], []),
    ],
)
def test_a_manifestation_stands_after_its_disease(
    codes: list[str], problems: list[tuple[str, SequenceFault, str | None]]
) -> None:
    found = icd10.code_first_problems(codes)
    assert [(str(p.code), p.fault, str(p.underlying) if p.underlying else None) for p in found] == problems


def test_the_line_that_names_the_misplaced_disease_is_the_one_shown() -> None:
    (found,) = icd10.code_first_problems(["I50.22", "I11.0"])
    assert found.note is not None
    assert "I11.0" in found.note.text


@pytest.mark.parametrize(
    ("code", "fault", "suggestion"),
    [
        ("S32.010", SeventhFault.MISSING, None),
        ("W18.30", SeventhFault.MISSING, None),
        ("T36.0X1", SeventhFault.MISSING, None),
        ("O64.1", SeventhFault.MISSING, None),
        ("O64.1XX", SeventhFault.MISSING, None),
        ("S32.010Z", SeventhFault.UNKNOWN, None),
        ("W18.30XQ", SeventhFault.UNKNOWN, None),
        ("S32.10A", SeventhFault.PLACEHOLDER, "S32.10XA"),
        ("w18.30d", SeventhFault.PLACEHOLDER, "W18.30XD"),
        ("O64.11", SeventhFault.PLACEHOLDER, "O64.1XX1"),
        ("S32.010A", None, None),
        ("T36.0X1A", None, None),
        ("S72.00", None, None),
        ("E11.9", None, None),
        ("E11.9A", None, None),
        ("ZZZ", None, None),
        ("", None, None),
    ],
)
def test_what_is_wrong_with_a_seventh_character(code: str, fault: SeventhFault | None, suggestion: str | None) -> None:
    found = icd10.seventh_character_problem(code)
    assert (found and found.fault) is fault
    assert (str(found.suggestion) if found and found.suggestion else None) == suggestion
    if found is not None:
        assert found.allowed
        assert found.suggestion is None or icd10.is_billable(found.suggestion)


def test_the_allowed_seventh_characters_come_with_their_meaning() -> None:
    found = icd10.seventh_character_problem("W18.30")
    assert found is not None
    assert dict(found.allowed) == {"A": "initial encounter", "D": "subsequent encounter", "S": "sequela"}
