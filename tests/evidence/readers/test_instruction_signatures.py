"""Who signed a record of teaching, and for what: crosses, names beneath a statement, signatures that are lacking or for something else."""

from __future__ import annotations

import pytest

from accord.evidence.readers.pap.instruction import instructions
from tests.evidence.readers.notes import paper

# name, record, and what it shows: presence and who signed; 'other' somebody else; 'none' nothing
RECORDS: list[tuple[str, str, tuple[str, ...]]] = [
    (
        "instructed pt line",
        """\
NORTHWIND HOME MEDICAL
Delivery/intake 2/10/26
Patient: Agnes Torvald
Instructed pt and wife on CPAP operation and cleaning, verbalized understanding.
X Agnes Torvald
""",
        ("present", "yes"),
    ),
    (
        "X line",
        """\
NORTHWIND HOME MEDICAL
CPAP Teaching Checklist   2/10/26
Agnes Torvald
Power, ramp, humidifier, cleaning, mask: all reviewed
X  Agnes Torvald          M. Beck RRT
""",
        ("present", "yes"),
    ),
    (
        "esign",
        """\
NORTHWIND HOME MEDICAL
CPAP virtual set-up session 02/10/2026
Patient Agnes Torvald. Covered use, mask, cleaning, filters.
DocuSigned by: Agnes Torvald 02/10/2026 10:02
""",
        ("present", "yes"),
    ),
    (
        "checklist table",
        """\
NORTHWIND HOME MEDICAL
PAP EDUCATION GRID
Patient  Agnes Torvald      Date 02/10/2026
Skill            Explained   Shown   Repeated
Start/stop       yes         yes     yes
Humidifier       yes         yes     yes
Cleaning         yes         yes     yes
Learner signature   Agnes Torvald
Educator   M. Beck RRT
""",
        ("present", "yes"),
    ),
    (
        "i have been trained",
        """\
NORTHWIND HOME MEDICAL
Acknowledgment of training, CPAP
02/10/2026
I have been trained on how to operate and clean my CPAP.
Agnes Torvald
""",
        ("present", "yes"),
    ),
    (
        "i have received next line",
        """\
NORTHWIND HOME MEDICAL
CPAP Orientation 02/10/2026
I received instruction in use, care and cleaning of the CPAP device and mask.
Agnes Torvald (patient)      M. Beck, RRT (trainer)
""",
        ("present", "yes"),
    ),
    (
        "name / date line",
        """\
NORTHWIND HOME MEDICAL
CPAP instruction 02/10/2026
Use, care, cleaning, mask explained.
Patient: Agnes Torvald   Signature: on file
RT: M. Beck
""",
        ("possible", "none"),
    ),
    (
        "signature: A.B.T.",
        """\
NORTHWIND HOME MEDICAL
CPAP instruction sheet 02/10/2026
Patient Agnes Torvald
Use, care, cleaning, mask explained.
Patient initials: ABT    RT: M. Beck
""",
        ("present", "yes"),
    ),
    (
        "spouse",
        """\
NORTHWIND HOME MEDICAL
CPAP in-home training 02/10/2026
Pt Agnes Torvald
Operation, mask, cleaning demonstrated to spouse.
Spouse signature: Otto Torvald   Tech: M. Beck CRT
""",
        ("present", "yes"),
    ),
    (
        "Spanish clase",
        """\
NORTHWIND HOME MEDICAL
Clase de CPAP 10/02/2026
Temas: uso, limpieza, mascarilla, humidificador.
Firma: Agnes Torvald     Instructora: L. Ruiz RRT
""",
        ("present", "yes"),
    ),
    (
        "signed capital",
        """\
NORTHWIND HOME MEDICAL
CPAP SETUP/EDUCATION
Date 2/10/26 PT TORVALD, AGNES
USE OF MACHINE, RAMP, CLEANING, FILTERS - DONE
PT SIG: AGNES TORVALD
""",
        ("present", "yes"),
    ),
    (
        "brochure",
        """\
NORTHWIND HOME MEDICAL
CPAP instruction sheet
How to use and clean your CPAP. Change filters monthly.
Questions? Call M. Beck RRT 2/10/26
""",
        ("possible", "none"),
    ),
    (
        "name printed only",
        """\
NORTHWIND HOME MEDICAL
CPAP Teaching Checklist   2/10/26
Agnes Torvald
Power, ramp, humidifier, cleaning, mask
X ______________________
""",
        ("possible", "none"),
    ),
    (
        "signature other side",
        """\
NORTHWIND HOME MEDICAL
CPAP Teaching Checklist
Use, cleaning
Patient: Agnes Torvald
Patient signature:
Date:
""",
        ("possible", "none"),
    ),
    (
        "sig refused",
        """\
NORTHWIND HOME MEDICAL
CPAP Teaching Checklist 2/10/26
Agnes Torvald
Use, cleaning
Patient signature: refused to sign    RT: M. Beck
""",
        ("possible", "none"),
    ),
    (
        "sig unable",
        """\
NORTHWIND HOME MEDICAL
CPAP Teaching Checklist 2/10/26
Agnes Torvald
Use, cleaning
Patient signature: pending    Agnes Torvald
""",
        ("possible", "none"),
    ),
    (
        "to be signed",
        """\
NORTHWIND HOME MEDICAL
CPAP Teaching Checklist
Agnes Torvald
Use, cleaning
To be signed by Agnes Torvald at set-up
""",
        ("possible", "none"),
    ),
    (
        "order signed by patient of AOB",
        """\
NORTHWIND HOME MEDICAL
Intake
Agnes Torvald E0601
Set-up appointment 02/20/2026: bring mask; RT will teach use and cleaning.
Assignment of benefits signed: Agnes Torvald
""",
        ("possible", "none"),
    ),
    (
        "husbands class",
        """\
NORTHWIND HOME MEDICAL
CPAP class 02/10/2026: use, cleaning, mask
Otto Torvald
Signed: Otto Torvald    M. Beck RRT
""",
        ("other",),
    ),
    (
        "would",
        """\
NORTHWIND HOME MEDICAL
Order
E0601 Agnes Torvald
Training on use and cleaning would be given by our RRT on 02/20/2026.
Signed Agnes Torvald
""",
        ("possible", "none"),
    ),
    (
        "online video link",
        """\
NORTHWIND HOME MEDICAL
Order
E0601 Agnes Torvald
Training: link to use and cleaning video sent 2/10/26, not yet opened.
Signed Agnes Torvald
""",
        ("possible", "none"),
    ),
    (
        "prior year bipap",
        """\
NORTHWIND HOME MEDICAL
2019 old record CPAP class 02/10/2019: no use, cleaning skipped
Agnes Torvald declined class
""",
        ("absent",),
    ),
]


@pytest.mark.parametrize(("record", "expected"), [(r, e) for _, r, e in RECORDS], ids=[n for n, _, _ in RECORDS])
def test_whose_signature_stands_for_the_teaching(record: str, expected: tuple[str, ...]) -> None:
    shown = {
        ("other" if f.whose.value == "other" else f.presence.value, f.qualifiers["signed"])
        for f in instructions(paper(record))
    }
    if expected[0] == "present":
        assert expected in shown
    else:
        assert {presence for presence, _ in shown} <= set(expected)
