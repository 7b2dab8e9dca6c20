"""Codes, names and words may go out; what has the shape of a patient's number may not, however it is written."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.connectors.patient_words import LONGEST, refuse_patient_data
from accord.errors import Forbidden

LETTERS = sorted(set(string.ascii_uppercase) - set("SLOIBZ"))
letter, digit = st.sampled_from(LETTERS), st.sampled_from(string.digits)
either, dash = letter | digit, st.sampled_from(["", "-", " ", "‐", "‑", "–"])
mbis = st.builds(
    lambda first, a, b, c, gap, d, e, f, gap2, g, h, i, j: "".join([first, a, b, c, gap, d, e, f, gap2, g, h, i, j]),
    st.sampled_from("123456789"), letter, either, digit, dash, letter, either, digit, dash, letter, letter, digit, digit,
)  # fmt: skip


def digits(count: int):
    return st.text(string.digits, min_size=count, max_size=count)


ssns = st.builds(lambda a, b, c, gap: gap.join([a, b, c]), digits(3), digits(2), digits(4), st.sampled_from("- ‑–−"))
phones = st.builds(
    lambda form, a, b, c: form.format(a=a, b=b, c=c),
    st.sampled_from(["({a}) {b}-{c}", "({a}){b}-{c}", "{a}-{b}-{c}", "{a}.{b}.{c}", "{a} {b} {c}", "+1 {a} {b} {c}", "1-{a}-{b}-{c}", "{a} - {b} - {c}"]),
    digits(3), digits(3), digits(4),
)  # fmt: skip
around = st.sampled_from(["", "patient ", "does E11.9 cover ", "(", "id:"])
after = st.sampled_from(["", " please", ")", ", male", "."])


@given(st.one_of(mbis, mbis.map(str.lower), ssns, phones), around, after)
def test_a_number_of_a_patient_is_refused_and_not_repeated(number, before, behind):
    with pytest.raises(Forbidden) as refused:
        refuse_patient_data("term", before + number + behind)
    assert number not in str(refused.value)


@given(ssns | mbis)
def test_digits_of_other_scripts_and_hidden_letters_do_not_help(number):
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in number)
    arabic = "".join(chr(0x0660 + int(c)) if c in string.digits else c for c in number)
    hidden = "\u200b".join(number)
    for disguised in (wide, arabic, hidden):
        with pytest.raises(Forbidden):
            refuse_patient_data("term", disguised)


REFUSED = (
    ("DOB 03/12/1948", "a date of birth"), ("born 12 March 1948", "a date of birth"), ("DOB: 1948-03-12", "a date of birth"),
    ("date of birth is March 12, 1948", "a date of birth"), ("D.O.B. 19480312", "a date of birth"),
    ("MRN 0012345", "a medical record number"), ("MRN:A12345", "a medical record number"),
    ("medical record no. 4711", "a medical record number"), ("ann.smith@example.org", "an e-mail address"),
    ("123-45-6789A", "a Social Security number"), ("123456789A", "a Medicare claim number"),
    ("4105550123 or (410)555-0123", "a telephone number"), ("x" * (LONGEST + 1), "too long"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "what"), REFUSED)
def test_pieces_of_a_record_are_refused(text, what):
    with pytest.raises(Forbidden, match=what):
        refuse_patient_data("term", text)


SENT = (
    "E11.9", "J1100", "1234567893", "207RC0000X", "21201-1234", "212011234", "L33822", "A52511", "95251", "0037U",
    "NCT01234567", "10.1056/NEJMoa1200303", "10.1016/S0140-6736(20)30183-5", "10.1001/jama.2020.12345", "PMC1234567",
    "children born preterm", "babies born in hospital", "newborn", "DOB stimulation", "date of birth in registries",
    "MRN decoding", "medical record number linkage", "2020/01/01:2021/12/31[dp]", "2026-02-01", "50-78-2",
    "32970119,32979574,33017023", "CKD stage 3b", "O'Brien-Smith", "St. John's Hospital", "Smith J 2010 Mar 12",
    "MHC class I 1A1 2B2", "12/31/2025", "0591-3159-01", "heart attack", "BRCA1 c.5266dupC", "1-800 numbers", "",
    "type 2 diabetes AND (HbA1c[tiab] OR glucose)", "100 000 patients", "WHO 2019 2020 2021", "15821 vs 15823 64483",
    "123 ORAL TABLET 500 mg", "99213 99214 99215", "E0601 E0470 A7030", "18 000 000", "CA19-9", "15-30-2020",
)  # fmt: skip


@pytest.mark.parametrize("text", SENT)
def test_codes_names_and_words_go_out(text):
    refuse_patient_data("term", text)


@given(st.lists(digits(8), min_size=1, max_size=50))
def test_lists_of_pmids_go_out(pmids):
    refuse_patient_data("id", ",".join(pmids))


@given(digits(10), digits(9), digits(5), digits(4))
def test_npis_and_postal_codes_go_out(npi, zip9, zip5, four):
    for text in (npi, zip9, f"{zip5}-{four}"):
        refuse_patient_data("number", text)
