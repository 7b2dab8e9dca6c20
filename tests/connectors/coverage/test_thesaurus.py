"""What a query asks about, and in which other words documents speak of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.connectors.coverage.codes import codes_asked, procedures_named, read_hcpcs, read_icd10, within
from accord.connectors.coverage.ids import named_in, read_name
from accord.connectors.coverage.states import NAMES, PARTS, read_state
from accord.connectors.coverage.thesaurus import read_query, stems
from accord.errors import Invalid


@pytest.mark.parametrize(
    ("query", "also"),
    [("TAVR", "transcatheter aortic valve replacement"), ("transcatheter aortic valve replacement", "tavr"),
     ("a wound vac please", "negative pressure wound therapy"), ("feeding tube", "enteral nutrition")],
)  # fmt: skip
def test_abbreviations_and_everyday_words_are_known(query: str, also: str) -> None:
    assert stems(also) in {other for one in read_query(query) for other in one.also}


def test_words_that_ask_for_nothing_are_left_out_unless_there_is_nothing_else() -> None:
    assert [one.words for one in read_query("is the nebulizer covered by Medicare?")] == [stems("nebulizer")]
    assert [one.words for one in read_query("is it covered")] != []


@given(st.text(max_size=60))
def test_any_text_can_be_asked(text: str) -> None:
    assert all(one.words for one in read_query(text))


@pytest.mark.parametrize(
    ("text", "codes"),
    [("E0601", ("E0601", "E06.01")), ("cpap e0601, G47.33", ("E0601", "E06.01", "G47.33")), ("g4733", ("G4733", "G47.33")),
     ("99213 and 0509T", ("99213", "0509T")), ("no code 12 here", ()), ("I10", ("I10",))],
)  # fmt: skip
def test_codes_in_a_query(text: str, codes: tuple[str, ...]) -> None:
    assert codes_asked(text) == codes


@pytest.mark.parametrize("wrong", ["", "E060", "E06011", "hello", "W0601"])
def test_what_is_no_procedure_code(wrong: str) -> None:
    with pytest.raises(Invalid, match="no HCPCS"):
        read_hcpcs(wrong)


@pytest.mark.parametrize("wrong", ["", "47.33", "G4", "G47.33333", "hello"])
def test_what_is_no_diagnosis_code(wrong: str) -> None:
    with pytest.raises(Invalid, match="no ICD-10"):
        read_icd10(wrong)


def test_ranges_of_codes() -> None:
    spans = procedures_named("CPT 64400\u201364405, 0509T and HCPCS J7603 through J7614; phone 1-800-6334227")
    assert within("64403", spans)
    assert within("J7605", spans)
    assert within("0509T", spans)
    assert not within("64406", spans)
    assert not within("63342", spans)


def test_states_and_their_parts() -> None:
    assert (read_state("oh"), read_state("new york"), read_state("UN"), read_state(" ")) == ("OH", "NY", "NY", "")
    assert set(PARTS.values()) <= set(NAMES)


@given(
    st.sampled_from(["L33718", "A52467", "DL39999", "240.4", "20.8.1.1", "DA59999"]), st.booleans(), st.integers(0, 3)
)
def test_an_id_is_read_however_it_is_spaced_and_cased(name: str, lower: bool, spaces: int) -> None:
    spelt = f"{' ' * spaces}{name.lower() if lower else name}{' ' * spaces}"
    assert read_name(spelt).id == name
    assert named_in(f"{spelt} oxygen") is None
