"""What paragraphs of groups say, as a table; and that the weighing never says more than the lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.connectors.coverage.scope import scope
from accord.connectors.coverage.values import Applies, Code, CodeGroup, Coverage, ListKind, Role
from accord.connectors.coverage.weigh import weigh

GROUPS = {1: frozenset({"64612"}), 2: frozenset({"11720", "11721"})}
SAID = [
    ("", "11720", Applies.YES, Role.ANY, (), False),
    ("N/A", "11720", Applies.YES, Role.ANY, (), False),
    ("It is for the provider to code to the highest level. The codes below support medical necessity.", "11720", Applies.YES,
     Role.ANY, (), False),
    ("For CPT code 64612:", "64612", Applies.YES, Role.ANY, (), False),
    ("For CPT code 64612:", "11720", Applies.NO, Role.ANY, (), False),
    ("For CPT codes 11719 \u2013 11721", "11720", Applies.YES, Role.ANY, (), False),
    ("For CPT codes 11719-11721", "64612", Applies.NO, Role.ANY, (), False),
    ("For HCPCS codes J7603 through J7614", "J7611", Applies.YES, Role.ANY, (), False),
    ("For HCPCS codes J7603 through J7614", "E7611", Applies.NO, Role.ANY, (), False),
    ("These do not apply to CPT code 64585.", "64585", Applies.NO, Role.ANY, (), False),
    ("These do not apply to CPT code 64585.", "11720", Applies.YES, Role.ANY, (), False),
    ("They support the codes of CPT/HCPCS Group 2 above.", "11720", Applies.YES, Role.ANY, (), False),
    ("They support the codes of CPT/HCPCS Group 2 above.", "64612", Applies.NO, Role.ANY, (), False),
    ("Painful feet with neuropathy", "11720", Applies.UNCLEAR, Role.ANY, (), False),
    ("Primary diagnosis:", "11720", Applies.UNCLEAR, Role.PRIMARY, (), True),
    ("Secondary ICD-10-CM codes:", "11720", Applies.UNCLEAR, Role.SECONDARY, (), True),
    ("For CPT code 11720: primary immune deficiency", "11720", Applies.YES, Role.ANY, (), False),
    ("11720 requires a code from group 2 and a code from group 3.", "11720", Applies.YES, Role.COMBINED, (2, 3), True),
    ("For 11720, one code from Group 2 and one from Group 3 must be billed.", "11720", Applies.YES, Role.COMBINED, (2, 3),
     True),
    ("For 11720, two codes of group 2 and one code of group 3 are required.", "11720", Applies.YES, Role.COMBINED, (), True),
    ("For 11720, a dual diagnosis is necessary.", "11720", Applies.YES, Role.COMBINED, (), True),
    ("For 11720. Codes that require a 7th character: A, D or S.", "11720", Applies.YES, Role.ANY, (), False),
]  # fmt: skip


@pytest.mark.parametrize(("paragraph", "hcpcs", "applies", "role", "needs", "more"), SAID)
def test_what_a_paragraph_says(
    paragraph: str, hcpcs: str, applies: Applies, role: Role, needs: tuple[int, ...], more: bool
) -> None:
    said = scope(paragraph, 2, hcpcs, GROUPS, alone=False)
    assert (said.applies, said.role, said.needs, said.more) == (applies, role, needs, more)


def group(number: int, paragraph: str, *codes: str, kind: ListKind = ListKind.ICD10_COVERED) -> CodeGroup:
    return CodeGroup(kind, number, paragraph, tuple(Code(code) for code in codes))


def test_a_silent_group_beside_one_that_asks_for_more_is_no_cover() -> None:
    first = group(1, "Report the primary diagnosis from here and a secondary diagnosis from Group 2.", "E66.01")
    found = weigh((first, group(2, "", "Z68.41")), "43775", ("Z68.41",))
    assert found.answer is Coverage.CONDITIONAL
    assert "group 1 asks for more" in found.diagnoses[0].why


def test_a_code_that_the_paragraph_singles_out_is_conditional() -> None:
    one = group(1, "Report Z79.899 for long use of one drug.", "Z79.899", "H35.30")
    assert weigh((one,), "92134", ("Z79.899",)).answer is Coverage.CONDITIONAL
    assert weigh((one,), "92134", ("H35.30",)).answer is Coverage.COVERED


def test_a_place_holder_is_no_list() -> None:
    assert weigh((group(1, "", "XX000"),), "92134", ("H35.30",)).answer is Coverage.CANNOT_SAY


def test_lists_that_are_not_loaded_say_nothing() -> None:
    assert weigh((group(1, ""),), "92134", ("H35.30",), codes_loaded=False).answer is Coverage.CANNOT_SAY


PARAGRAPHS = st.sampled_from([paragraph for paragraph, *_ in SAID])
CODES = st.lists(st.sampled_from(["A00.0", "B35.1", "E11.42", "G47.33"]), unique=True, max_size=3)


@given(
    st.lists(
        st.tuples(PARAGRAPHS, CODES, st.sampled_from([ListKind.ICD10_COVERED, ListKind.ICD10_NONCOVERED])), max_size=4
    ),
    CODES,
)
def test_covered_is_said_only_of_a_listed_diagnosis_whose_group_asks_for_no_more(
    drawn: list[tuple[str, list[str], ListKind]], asked: list[str]
) -> None:
    groups = [group(place, paragraph, *codes, kind=kind) for place, (paragraph, codes, kind) in enumerate(drawn, 1)]
    found = weigh(groups, "11720", tuple(asked))
    for diagnosis in found.diagnoses:
        covering = [
            each for each in found.groups
            if each.kind is ListKind.ICD10_COVERED and diagnosis.icd10 in each.listed and each.applies is Applies.YES
        ]  # fmt: skip
        refusing = [
            each for each in found.groups
            if each.kind is ListKind.ICD10_NONCOVERED and diagnosis.icd10 in each.listed and each.applies is not Applies.NO
        ]  # fmt: skip
        if diagnosis.answer is Coverage.COVERED:
            assert covering
            assert not [each for each in refusing if each.applies is Applies.YES and each.role is Role.ANY]
        if diagnosis.answer is Coverage.NOT_COVERED:
            assert refusing
    if found.answer is Coverage.COVERED:
        assert Coverage.COVERED in {each.answer for each in found.diagnoses}
