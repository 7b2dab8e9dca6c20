"""Records of teaching the use and care of the device: signed, refused, blank, to come, of somebody else."""

from __future__ import annotations

import pytest

from accord.evidence.readers.pap.instruction import instructions
from tests.evidence.readers.notes import paper

# name, record, and what it shows: presence and who signed; 'other' a different person; 'none' nothing
RECORDS: list[tuple[str, str, tuple[str, ...]]] = [
    (
        "declined something else",
        """\
Northwind Home Medical CPAP TRAINING RECORD 2/10/2026
Agnes Torvald. Use, ramp, cleaning and filters shown and returned. Patient declined heated tubing.
Pt sig Agnes Torvald 2/10/26
""",
        ("present", "yes"),
    ),
    (
        "refused box",
        """\
Northwind Home Medical  PAP TRAINING   Patient Agnes Torvald
[x] use of device  [x] cleaning [x] mask
[x] Patient declined training, will read the manual
""",
        ("absent",),
    ),
    (
        "sig label",
        """\
NORTHWIND HOME MEDICAL      CPAP SET-UP AND INSTRUCTION RECORD
Patient name: Agnes Torvald     Date: 02/10/2026
Reviewed: operation, ramp, humidifier, cleaning, filters, mask fit, safety
Patient verbalizes understanding.
Patient signature: Agnes Torvald   Date 02/10/2026
Instructor: J. Pena, RRT
""",
        ("present", "yes"),
    ),
    (
        "caregiver",
        """\
NORTHWIND HOME MEDICAL      CPAP INSTRUCTION
Patient: Agnes Torvald (dementia)     02/10/2026
Instructed daughter Maria in use and care of device, cleaning, mask.
Caregiver signature: Maria Torvald-Lopez  2/10/26    RRT: J. Pena
""",
        ("present", "yes"),
    ),
    (
        "blank patient",
        """\
NORTHWIND HOME MEDICAL      CPAP INSTRUCTION
Patient: Agnes Torvald     02/10/2026
[x] use [x] cleaning [x] mask
Patient signature: ______________________   RRT signature: J. Pena RRT 2/10/26
""",
        ("possible",),
    ),
    (
        "all blank",
        """\
NORTHWIND HOME MEDICAL      CPAP INSTRUCTION CHECKLIST
Patient: ______________     Date ________
[ ] use [ ] cleaning [ ] mask
Patient signature: ______________________   RRT signature: ____________
""",
        ("possible",),
    ),
    (
        "future",
        """\
NORTHWIND HOME MEDICAL      CPAP ORDER INTAKE
Patient: Agnes Torvald     02/10/2026
Set-up: patient will be instructed in use and care of the CPAP at delivery.
""",
        ("possible", "none"),
    ),
    (
        "other patient",
        """\
NORTHWIND HOME MEDICAL      CPAP INSTRUCTION RECORD
Patient: Harold Grimes   DOB 01/01/1940   02/10/2026
Instructed in use, cleaning, mask.
Patient signature: Harold Grimes 2/10/26
""",
        ("other",),
    ),
    (
        "electronic",
        """\
PAP SETUP CONFIRMATION - Northwind Home Medical
Customer: Torvald, Agnes    Setup date 02/12/2026   Therapist: J Pena RRT
Topics covered: machine operation, mask application, cleaning & maintenance, troubleshooting, compliance requirements
Electronically signed by customer Agnes B Torvald on 02/12/2026 10:14
""",
        ("present", "yes"),
    ),
    (
        "initials",
        """\
Northwind Home Medical - CPAP class attendance 2/10/2026
Agnes Torvald    initials AT
We went over using the machine, washing the mask and hose, changing the filter. She put on the mask herself.
I understand what I was taught.   Signed  A. Torvald
""",
        ("present", "yes"),
    ),
    (
        "staff only",
        """\
Northwind Home Medical
CPAP EDUCATION NOTE   02/10/2026
Agnes Torvald seen for set up. Taught use, cleaning, mask fit. Return demonstration good.
J. Pena, RRT 2/10/26
""",
        ("present", "staff"),
    ),
    (
        "refused words",
        """\
Northwind Home Medical CPAP SETUP NOTE 2/10/2026
Agnes Torvald refused instruction on use and cleaning, says she has had one before.
J. Pena RRT 2/10/26
""",
        ("absent",),
    ),
    (
        "not refused unticked",
        """\
Northwind Home Medical CPAP TRAINING RECORD 2/10/2026
Agnes Torvald. Use, ramp, cleaning and filters shown and returned.
[ ] patient refused instruction
Pt sig Agnes Torvald 2/10/26
""",
        ("present", "yes"),
    ),
    (
        "within note",
        """\
Hilltop Sleep Clinic office visit 2/10/2026
Agnes Torvald DOB 4/9/1952. Discussed CPAP use and cleaning and mask choices.
Electronically signed Ruth Calloway MD
""",
        ("none",),
    ),
    (
        "delivery",
        """\
NORTHWIND HOME MEDICAL  DELIVERY TICKET
Customer   Torvald, Agnes     Ticket date  2/11/2026
1 E0601 CPAP   1 A7034 mask
Instruction given on operation, cleaning, safety. Teach-back done.
Customer signature: A. Torvald   2/11/26
""",
        ("present", "yes"),
    ),
    (
        "quiz",
        """\
CLASS RECORD
Bi-level orientation 2/17/26. Present: A. Torvald. RT: J. Omdahl.
Covered: starting, stopping, cleaning, humidifier. Patient ran the demo unit.
Signed: A. Torvald     J. Omdahl RRT
""",
        ("present", "yes"),
    ),
    (
        "list of a class",
        """\
NORTHWIND HOME MEDICAL    CPAP CLASS - ATTENDANCE    02/10/2026
Topics: start and stop, ramp, humidifier, cleaning, filters, mask
Attendee              Saw    Did     Signature
Torvald, Agnes B      Y      Y       Agnes Torvald
Peters, Joan          Y      Y       J. Peters
Teacher: J. Pena RRT 2/10/26
""",
        ("present", "yes"),
    ),
    (
        "list of a class, the patient did not sign",
        """\
NORTHWIND HOME MEDICAL    CPAP CLASS - ATTENDANCE    02/10/2026
Topics: start and stop, ramp, humidifier, cleaning, filters, mask
Attendee              Saw    Did     Signature
Torvald, Agnes B      Y      Y       ______________
Peters, Joan          Y      Y       J. Peters
Teacher: J. Pena RRT 2/10/26
""",
        ("possible",),
    ),
    (
        "list of a class, no show",
        """\
NORTHWIND HOME MEDICAL    CPAP CLASS - ATTENDANCE    02/10/2026
Name                  Device     Use/clean     Signature       RT
Torvald, Agnes B      CPAP       no show
Peters, Joan          CPAP       Y             J. Peters       JP RRT 2/10/26
""",
        ("possible",),
    ),
    (
        "list of a class, others only",
        """\
NORTHWIND HOME MEDICAL    CPAP CLASS - ATTENDANCE    02/10/2026
Name                  Device     Use/clean     Signature       RT
Torvald, Karl         CPAP       Y             K. Torvald      JP RRT 2/10/26
Peters, Joan          CPAP       Y             J. Peters       JP RRT 2/10/26
""",
        ("none",),
    ),
    (
        "list of a class, failed a part",
        """\
NORTHWIND HOME MEDICAL    CPAP competency list    02/10/2026
Patient               Use    Clean     Mask    Initials
A. Torvald            Y      N         Y       AT
""",
        ("possible",),
    ),
    (
        "list of a class, initials",
        """\
NORTHWIND HOME MEDICAL    CPAP competency list    02/10/2026
Patient               Use    Clean     Mask    Initials
A. Torvald            Y      Y         Y       AT
""",
        ("present", "yes"),
    ),
    (
        "list of a class, refused",
        """\
NORTHWIND HOME MEDICAL    CPAP competency list    02/10/2026
Patient               Use    Clean     Mask    Initials
A. Torvald            declined teaching
""",
        ("absent",),
    ),
    (
        "class to come",
        """\
NORTHWIND HOME MEDICAL    CPAP CLASS sign-up; class scheduled for 03/10/2026: use, cleaning, mask
Name                  Phone        Signature
Torvald, Agnes        555-0131     A. Torvald
""",
        ("possible",),
    ),
    (
        "spanish",
        """\
NORTHWIND HOME MEDICAL    HOJA DE INSTRUCCIÓN CPAP
Paciente: Agnes Torvald     Fecha: 10 feb 2026
Uso del equipo, limpieza, filtros y mascarilla: explicado y demostrado
Firma del paciente: A. Torvald     Terapeuta: O. Cruz RRT
""",
        ("present", "yes"),
    ),
    (
        "spanish, blank",
        """\
NORTHWIND HOME MEDICAL    HOJA DE INSTRUCCIÓN CPAP
Paciente: Agnes Torvald     Fecha: 10 feb 2026
[ ] Uso   [ ] limpieza   [ ] mascarilla
Firma del paciente: ____________________
""",
        ("possible", "none"),
    ),
    (
        "spanish, refused",
        """\
NORTHWIND HOME MEDICAL    REGISTRO DE CAPACITACIÓN CPAP
Paciente: Agnes Torvald     10 feb 2026
Uso y cuidado del equipo. La paciente rechazó la capacitación.
Firma: Agnes Torvald
""",
        ("absent",),
    ),
    (
        "competency passed",
        """\
Northwind Home Medical
Date 2/10/26    Customer Agnes Torvald
Instructed by Ken Ochoa RRT in set up, use and cleaning of CPAP and humidifier; competency passed.
Printed name: AGNES TORVALD     Signature: Agnes Torvald    2/10/26
""",
        ("present", "yes"),
    ),
    (
        "a letter that tells of it, signed behind the names",
        """\
NORTHWIND HOME MEDICAL
We taught Mrs Agnes Torvald to put on the mask, start the CPAP machine and wash everything. 10 Feb 2026.
Agnes Torvald (signed)            Theo Marsh, RRT (signed)
""",
        ("present", "yes"),
    ),
    (
        "a letter that tells of another",
        """\
NORTHWIND HOME MEDICAL
We taught Mr Karl Peters to put on the mask, start the CPAP machine and wash everything. 10 Feb 2026.
Karl Peters (customer, signed)
""",
        ("other", "possible", "none"),
    ),
    (
        "teaching to be arranged",
        """\
NORTHWIND HOME MEDICAL  CPAP training
Agnes Torvald. Staff will call you to arrange training in use, cleaning and filters.
Signed: A. Torvald
""",
        ("possible", "none"),
    ),
    (
        "waived",
        """\
NORTHWIND HOME MEDICAL  CPAP training form
Use and cleaning: I learn from the video and waive training.
Signature: Agnes Torvald 2/10/26
""",
        ("absent",),
    ),
    (
        "a class for staff",
        """\
NORTHWIND HOME MEDICAL  CPAP in-service for clinic staff 2/3/26
Topics: use, cleaning, mask
Signed: J. Pena RRT
""",
        ("possible", "none"),
    ),
    (
        "of oxygen",
        """\
NORTHWIND HOME MEDICAL  Oxygen concentrator training
Agnes Torvald: use, cleaning, filters; mask and cannula
Signed Agnes Torvald
""",
        ("none",),
    ),
    (
        "return demonstration",
        """\
Northwind Home Medical   PAP in-service   02/10/2026
Pt Agnes Torvald. CPAP: power, ramp, humidifier, washing the mask and hose. Return demonstration x1, good.
Signed: A Torvald (pt)      J Pena CRT
""",
        ("present", "yes"),
    ),
]


@pytest.mark.parametrize(("record", "expected"), [(r, e) for _, r, e in RECORDS], ids=[n for n, _, _ in RECORDS])
def test_a_record_of_teaching(record: str, expected: tuple[str, ...]) -> None:
    found = list(instructions(paper(record)))
    if not found:
        assert "none" in expected
        return
    shown = "other" if found[0].whose.value == "other" else found[0].presence.value
    assert shown == expected[0]
    assert len(expected) == 1 or found[0].qualifiers["signed"] == expected[1] or "none" in expected
