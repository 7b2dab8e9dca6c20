"""What the sheet that asks for a service quotes, against the newest of the record."""

from __future__ import annotations

import pytest

from accord.prior_auth.contradictions.outdated import outdated
from tests.evidence.papers import chart, request

ASKED = request(("33249",), diagnoses=("I50.22",))
NOTE = "OFFICE VISIT 02/20/2026\nPatient: Agnes B. Torvald  DOB 04/09/1952\nICD evaluation. {words}\nElectronically signed by Ruth Calloway, MD 02/20/2026\n"
FORM = "PRIOR AUTHORIZATION REQUEST FORM\nAgnes B. Torvald DOB 04/09/1952\nCPT 33249 ICD   DOS 03/09/2026\n{words}\n"


@pytest.mark.parametrize(
    ("note", "form", "kinds"),
    [
        ("EF 38% by echo 2/10/2026.", "EF 28%", ["number"]),
        ("EF 38% by echo 2/10/2026.", "EF 38%", []),
        ("EF 35-40% by echo 2/10/2026.", "EF 37%", []),
        ("EF 28% by echo 2/10/2026, was 20% in 2024.", "EF 20%", ["number"]),
        ("No fraction given.", "EF 28%", []),
        ("GDMT started 1/20/2026.", "GDMT since March 2025", ["date"]),
        ("GDMT started 1/20/2026.", "GDMT since January 2026", []),
        ("Needs GDMT.", "GDMT since January 2026", []),
    ],
)
def test_a_form_against_the_record(note: str, form: str, kinds: list[str]) -> None:
    told = chart({"note.txt": NOTE.format(words=note), "form.txt": FORM.format(words=form)}, ASKED)
    assert [conflict.kind.value for conflict in outdated(told)] == kinds


SURGEON = "OFFICE VISIT 02/20/2026\nPatient: Agnes B. Torvald  DOB 04/09/1952\nBariatrics. {words}\nElectronically signed by Ruth Calloway, MD 02/20/2026\n"
SHEET = "precert worksheet\nAgnes B. Torvald DOB 04/09/1952\n43644 lap RYGB   DOS 03/09/2026\n{words}\n"


@pytest.mark.parametrize(
    ("note", "form", "kinds"),
    [("BMI 34.4 today.", "BMI 35.9", ["number"]), ("BMI 41.4 today.", "BMI 41.0", []), ("Seen.", "BMI 41", [])],
)
def test_an_index_on_a_worksheet(note: str, form: str, kinds: list[str]) -> None:
    asked = request(("43644",), diagnoses=("E66.01",))
    told = chart({"note.txt": SURGEON.format(words=note), "form.txt": SHEET.format(words=form)}, asked)
    assert [conflict.kind.value for conflict in outdated(told)] == kinds
