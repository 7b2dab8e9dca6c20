"""Records of teaching that stand in other papers or are signed in other ways, and those that only look like one."""

from __future__ import annotations

import pytest

from accord.evidence.readers.pap.instruction import instructions
from tests.evidence.readers.notes import paper

# name, record, and what it shows: presence and who signed; 'none' nothing
RECORDS: list[tuple[str, str, tuple[str, ...]]] = [
    (
        "class line in order",
        """\
NORTHWIND HOME MEDICAL
Order intake
Patient   Agnes Torvald
Order date 02/01/2026  E0601 qty 1
- - - - - - - - -
Teaching visit 02/10/2026 branch 4
Instructed pt and son on CPAP operation, mask on/off, cleaning, filters. Repeated steps back.
Pt signature  A. Torvald      Therapist  M. Beck RRT
""",
        ("present", "yes"),
    ),
    (
        "dated bilevel line",
        """\
NORTHWIND HOME MEDICAL
SWO
Name Agnes Torvald  Order date 02/01/2026
E0470 qty 1

2/10/26 CPAP teaching at store: start/stop, humidifier, cleaning. Teach-back done.
  pt: A. Torvald       RT: M. Beck RRT
""",
        ("present", "yes"),
    ),
    (
        "firma",
        """\
NORTHWIND HOME MEDICAL
STANDARD WRITTEN ORDER
Patient: Agnes Torvald
E0601 qty 1

CPAP class 02/10/2026 in Spanish. Topics: use, cleaning, mask. Attended.
Firma: Agnes Torvald          Instructor: M. Beck RRT
""",
        ("present", "yes"),
    ),
    (
        "i understand",
        """\
NORTHWIND HOME MEDICAL
CPAP Patient Instruction Checklist
Client: A. Torvald   2-10-26
[X] power on/off   [X] cleaning
 I understand how to use and care for the equipment:   Agnes Torvald
 Instructed by: M. Beck, CRT
 Device will be handed over after approval.
""",
        ("present", "yes"),
    ),
    (
        "table sheet",
        """\
NORTHWIND HOME MEDICAL
CPAP TRAINING SHEET    Agnes Torvald    02/10/2026
Topic              Taught   Returned demo
On/off, ramp       X        X
Mask               X        X
Cleaning           X        X
Patient initials: AT      RT initials: MB
""",
        ("present", "yes"),
    ),
    (
        "pt init",
        """\
NORTHWIND HOME MEDICAL
PAP education record
Customer Agnes Torvald  2/10/26
Operation, cleaning, filters taught.
Pt init AT    M. Beck RRT
""",
        ("present", "yes"),
    ),
    (
        "recibi",
        """\
NORTHWIND HOME MEDICAL
Capacitación de CPAP
Paciente: Agnes Torvald 10 feb 2026
Uso, limpieza y mascarilla.
Entiendo cómo usar y cuidar el equipo:  Agnes Torvald
""",
        ("present", "yes"),
    ),
    (
        "taught bedside",
        """\
NORTHWIND HOME MEDICAL
CPAP order and notes
Agnes Torvald  E0601 qty 1
Trained 02/10/2026 by M. Beck RRT: machine use, humidifier, cleaning, mask. Good return demo.
""",
        ("present", "staff"),
    ),
    (
        "wife signed",
        """\
NORTHWIND HOME MEDICAL
CPAP class note 2/10/26
Agnes Torvald and husband. Use, cleaning, mask.
Caregiver: Otto Torvald (signed)   RT: M. Beck
""",
        ("present", "yes"),
    ),
    (
        "head names both, blank sig",
        """\
NORTHWIND HOME MEDICAL
CPAP TRAINING RECORD
Patient: Agnes Torvald    RT: M. Beck RRT
Use, cleaning, mask.
Patient signature: ____________
""",
        ("possible", "none"),
    ),
    (
        "head names both, no sig",
        """\
NORTHWIND HOME MEDICAL
CPAP TRAINING RECORD 2/10/26
Use, cleaning, mask to be covered:
Patient: Agnes Torvald    RT: M. Beck RRT
""",
        ("possible", "none"),
    ),
    (
        "understand blank",
        """\
NORTHWIND HOME MEDICAL
Patient Instruction Checklist
Client: A. Torvald 2-10-26
[X] power on/off [X] cleaning
 I understand how to use and care for the equipment:   ______________
 Instructed by: M. Beck, CRT
""",
        ("possible", "none"),
    ),
    (
        "understand other",
        """\
NORTHWIND HOME MEDICAL
Patient Instruction Checklist
Client: A. Torvald 2-10-26
[X] power on/off [X] cleaning
 I understand how to use and care for the equipment:   Karl Peters
 Instructed by: M. Beck, CRT
""",
        ("other", "possible", "none"),
    ),
    (
        "understand printed name only",
        """\
NORTHWIND HOME MEDICAL
Patient Instruction Checklist
[X] power on/off [X] cleaning
 I understand how to use and care for the equipment.
 Printed name: Agnes Torvald
 Signature: ____________
""",
        ("possible", "none"),
    ),
    (
        "planned session",
        """\
NORTHWIND HOME MEDICAL
Order intake
Patient Agnes Torvald E0601
Class scheduled 02/10/2026: use, cleaning, mask.
Pt signature for order: A. Torvald    M. Beck RRT
""",
        ("possible", "none"),
    ),
    (
        "class next week",
        """\
NORTHWIND HOME MEDICAL
Order intake
Patient Agnes Torvald E0601
CPAP class 02/10/2026 10 am, use and cleaning, please bring your card.
Signed: A. Torvald    M. Beck RRT
""",
        ("possible", "none"),
    ),
    (
        "no show",
        """\
NORTHWIND HOME MEDICAL
Order intake
Patient Agnes Torvald E0601
CPAP class 02/10/2026: use, cleaning, mask. No show.
pt: A. Torvald   RT: M. Beck RRT
""",
        ("possible", "none"),
    ),
    (
        "cancelled",
        """\
NORTHWIND HOME MEDICAL
SWO
Name Agnes Torvald
E0601 qty 1
2/10/26 CPAP teaching on use, cleaning cancelled, patient ill.
pt: A. Torvald   RT: M. Beck RRT
""",
        ("possible", "none"),
    ),
    (
        "refused line",
        """\
NORTHWIND HOME MEDICAL
SWO
Name Agnes Torvald
E0601 qty 1
2/10/26 CPAP teaching offered, use and cleaning; pt declined instruction.
pt: A. Torvald   RT: M. Beck RRT
""",
        ("absent",),
    ),
    (
        "other pt",
        """\
NORTHWIND HOME MEDICAL
SWO
Name Agnes Torvald
E0601 qty 1
2/10/26 CPAP teaching, use and cleaning.
pt: K. Peters   RT: M. Beck RRT
""",
        ("possible", "none"),
    ),
    (
        "rt initials only",
        """\
NORTHWIND HOME MEDICAL
PAP education record
Customer Agnes Torvald  2/10/26
Operation, cleaning, filters taught.
Pt init ____   RT init AT
""",
        ("possible", "none"),
    ),
    (
        "order signature below",
        """\
NORTHWIND HOME MEDICAL
Order
Patient Agnes Torvald
E0601 qty 1
Training on use and cleaning at delivery.
Prescriber signature: R. Calloway MD
""",
        ("possible", "none"),
    ),
    (
        "oxygen class",
        """\
NORTHWIND HOME MEDICAL
Order
Patient Agnes Torvald
E0601 CPAP qty 1
Oxygen concentrator teaching 2/10/26: use, cleaning.
Signed: A. Torvald   M. Beck RRT
""",
        ("possible", "none"),
    ),
    (
        "failed",
        """\
NORTHWIND HOME MEDICAL
PAP education record
Customer Agnes Torvald  2/10/26
Operation, cleaning not completed, left early.
Signed: A. Torvald   M. Beck RRT
""",
        ("possible", "none"),
    ),
    (
        "not taught",
        """\
NORTHWIND HOME MEDICAL
PAP education record
Customer Agnes Torvald  2/10/26
Patient was not instructed in use or cleaning, no RT available.
Signed: A. Torvald   M. Beck RRT
""",
        ("possible", "none"),
    ),
    (
        "office education section",
        """\
PINE CLINIC OFFICE VISIT 2/10/2026
Agnes Torvald DOB 4/9/1952
Education: CPAP use, cleaning and mask discussed.
Electronically signed Ruth Calloway MD
""",
        ("possible", "none"),
    ),
    (
        "plan class",
        """\
PINE CLINIC OFFICE VISIT 2/10/2026
Agnes Torvald DOB 4/9/1952
Plan: CPAP class at supplier, use and cleaning, RT there.
Electronically signed Ruth Calloway MD 2/10/2026
""",
        ("possible", "none"),
    ),
    (
        "rt clinic note",
        """\
PINE CLINIC  CPAP teaching visit 2/10/2026
Agnes Torvald DOB 4/9/1952
Taught use, cleaning, mask; she repeated each step.
Pt signature: Agnes Torvald     M. Beck RRT
""",
        ("present", "yes"),
    ),
    (
        "multi lines later ok",
        """\
NORTHWIND HOME MEDICAL
CPAP TRAINING RECORD 2/10/26
Agnes Torvald
Taught use, cleaning, filters. Follow-up class will be scheduled in 30 days.
Pt signature: Agnes Torvald   RT: M. Beck
""",
        ("present", "yes"),
    ),
    (
        "staff with named pt",
        """\
NORTHWIND HOME MEDICAL
PAP inservice 2/10/26 for Agnes Torvald
Instructed in use and cleaning, return demo good. M. Beck CRT 2/10/26
""",
        ("present", "staff"),
    ),
    (
        "unchecked boxes signed",
        """\
NORTHWIND HOME MEDICAL
CPAP TRAINING RECORD 2/10/26  Agnes Torvald
[ ] use
[ ] cleaning
[ ] mask
Pt signature: Agnes Torvald   RT: M. Beck
""",
        ("possible", "none"),
    ),
    (
        "nebulizer teaching",
        """\
NORTHWIND HOME MEDICAL
Order: E0601 CPAP for Agnes Torvald
Nebulizer teaching 2/10/26: use and cleaning shown.
Pt signature: Agnes Torvald   RT: M. Beck
""",
        ("possible", "none"),
    ),
    (
        "walker in delivery",
        """\
NORTHWIND HOME MEDICAL
Intake  Agnes Torvald  E0601 CPAP pending
Instructed on walker use and cleaning 2/10/26.
Pt signature: Agnes Torvald   RT: M. Beck
""",
        ("possible", "none"),
    ),
    (
        "cgm",
        """\
NORTHWIND HOME MEDICAL
Order CPAP Agnes Torvald
Glucose sensor class 2/10/26: use, cleaning shown
Pt signature: Agnes Torvald
""",
        ("possible", "none"),
    ),
]


@pytest.mark.parametrize(("record", "expected"), [(r, e) for _, r, e in RECORDS], ids=[n for n, _, _ in RECORDS])
def test_a_session_told_in_another_paper(record: str, expected: tuple[str, ...]) -> None:
    shown = {
        ("other" if f.whose.value == "other" else f.presence.value, f.qualifiers["signed"])
        for f in instructions(paper(record))
    }
    if expected[0] == "present":
        assert expected in shown
    else:
        assert {presence for presence, _ in shown} <= set(expected)
