"""A name that stands before 'DOB'; a signature line left blank far behind its label."""

from __future__ import annotations

import pytest

from accord.evidence.profile import SignatureState
from tests.evidence.papers import chart

ORDER = "NORTHWIND HOME MEDICAL\nPRESCRIPTION / ORDER\n{}\nOrder date: 02/27/2026\nE0601, 1\n{}\n"
NAMES = [
    "Pt: Agnes Torvald    DOB: 4/9/1952",
    "Pt: Agnes B. Torvald   DOB 4/9/1952",
    "Patient: Agnes Torvald DOB 04/09/1952",
]


@pytest.mark.parametrize("line", NAMES)
def test_the_letters_of_dob_are_no_credential_of_the_patient(line: str) -> None:
    (paper,) = chart({"order.txt": ORDER.format(line, "")}).papers
    assert [stated.value.replace(" B.", "") for stated in paper.header.names] == ["Agnes Torvald"]


def test_a_practitioner_behind_a_label_is_not_the_patient() -> None:
    (paper,) = chart({"order.txt": ORDER.format("Name: Ruth Calloway, DO", "")}).papers
    assert paper.header.names == ()


@pytest.mark.parametrize(
    "line",
    [
        "Signature         ______________________________     Date ____________",
        "Signature: __________",
        "Signed   x ________",
    ],
)
def test_a_line_to_sign_on_is_blank_however_far_it_stands_behind_its_label(line: str) -> None:
    (paper,) = chart({"order.txt": ORDER.format(NAMES[0], "Ordered by   Ruth Calloway, MD\n" + line)}).papers
    assert SignatureState.BLANK in {signature.state for signature in paper.signatures}
    assert SignatureState.SIGNED not in {signature.state for signature in paper.signatures}
