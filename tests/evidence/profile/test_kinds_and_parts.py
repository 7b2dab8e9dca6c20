"""What a paper is, told from its head; and files that hold more than one paper."""

from itertools import pairwise

import pytest

from accord.evidence.profile import PartKind, profiles
from accord.records.findings import Voice
from tests.evidence.papers import document, request

TITLES = [
    ("Rx / STANDARD WRITTEN ORDER\nPatient: A. Torvald\nOrder date: 02/12/2026", PartKind.ORDER),
    ("NORTHWIND - Physician Order Form\nItem E0601", PartKind.ORDER),
    ("HOME SLEEP APNEA TEST REPORT\nName Torvald, Agnes\nREI 22", PartKind.SLEEP_STUDY),
    ("Attended polysomnogram, split night\nTorvald", PartKind.SLEEP_STUDY),
    ("SIX MINUTE WALK / OXIMETRY\nRest RA 92", PartKind.OXIMETRY),
    ("Overnight pulse oximetry\nmean 91", PartKind.OXIMETRY),
    ("VALLEY LABORATORIES   FINAL\nHemoglobin A1c 7.9 %", PartKind.LABORATORY),
    ("MRI LUMBAR SPINE WITHOUT CONTRAST\nFINDINGS: normal", PartKind.IMAGING),
    ("Transthoracic echocardiogram\nEF 60", PartKind.CARDIOLOGY),
    ("OPERATIVE REPORT\nSurgeon: X", PartKind.PROCEDURE_NOTE),
    ("Outpatient Physical Therapy - Discharge Summary\nVisits 10", PartKind.THERAPY_NOTE),
    ("FAX COVER SHEET\nTo: Utilization review", PartKind.COVER_SHEET),
    ("To whom it may concern,\nI write for Mrs. Torvald.\nSincerely", PartKind.LETTER),
    ("PAP compliance report\n% days >= 4 h: 83", PartKind.DEVICE_REPORT),
    ("DISCHARGE SUMMARY\nADMIT 1/2/26", PartKind.DISCHARGE_SUMMARY),
    ("AMBULANCE PATIENT CARE REPORT\nBGL 38", PartKind.EMERGENCY_REPORT),
    ("Delivery ticket # 4\nE0601", PartKind.DELIVERY_RECORD),
    ("PAP class record\nCovered: mask", PartKind.INSTRUCTION_RECORD),
    ("Progress note   OFFICE VISIT 01/13/2026\nHPI: snores", PartKind.VISIT_NOTE),
    ("Portal message thread\nFrom: A. Torvald", PartKind.MESSAGES),
    ("ACTIVE MEDICATION LIST printed 5/2/26\nmetformin", PartKind.MEDICATION_LIST),
    ("LOOKOUT RESPIRATORY      Rx for home equipment      fax 423-555-0117\nName A. Torvald", PartKind.ORDER),
    ("*** FAX ***      Northwind\nTo: Utilization Review  Fax 606-555-0188", PartKind.COVER_SHEET),
    ("[OCR of 1 page fax, quality fair]\n  GULF SUPPLY     STANDARD WRITTEN ORDER\nPatient: A", PartKind.ORDER),
    ("GULF AIRWAY   request for continued rental\nE0601 month 4\nAttached: delivery ticket", PartKind.SUPPLIER_FORM),
    ("NORTHWIND   recertification request\nItem E0601", PartKind.SUPPLIER_FORM),
    ("Hill Family Care  3/2/26  in person\nHSAT positive, AHI 18. Diagnosis OSA and he agrees to it", PartKind.OTHER),
    ("INTAKE CHECKLIST\nsleep study on file   Y\nvisit notes   Y", PartKind.SUPPLIER_FORM),
    ("In-home assessment   02/03/2026\nDoors 34 in. Ramp at entry", PartKind.OTHER),
    ("Home safety evaluation\nDoors 34 in.", PartKind.OTHER),
    ("XR: medial OA. Exam: knee stable, walks with a cane. Plan: brace L1851.", PartKind.VISIT_NOTE),
    ("2/3/26 A. Torvald 73F. Knee pain. O: stable. XR: medial OA. P: brace.", PartKind.VISIT_NOTE),
    ("XR LEFT KNEE, 3 VIEWS\nFINDINGS: medial narrowing\nIMPRESSION: OA. Plan follow-up as needed", PartKind.IMAGING),
    ("XR L knee 2/3/26: no fracture, mild OA.", PartKind.IMAGING),
    ("MRI LUMBAR SPINE\nExam: MRI lumbar\nHistory: pain\nFINDINGS normal", PartKind.IMAGING),
    (
        "Procedure requested: L4-5 medial branch block\nHPI: back pain. Exam: loading positive.\nPlan: block.",
        PartKind.VISIT_NOTE,
    ),
    ("Procedure requested: L4-5 medial branch block\nPatient: A. Torvald\nLeft side", PartKind.ORDER),
    (
        "Procedure: L4-5 medial branch block, left\nTime out held. Needle placed. Tolerated well",
        PartKind.PROCEDURE_NOTE,
    ),
    ("OPERATIVE REPORT\nHistory: back pain\nDetails: prone\nPlan: sutures out in 2 weeks", PartKind.PROCEDURE_NOTE),
    (
        "FAX FROM PINE CLINIC 02/10/2026 11:22 AM  PAGE 2 OF 4\nHPI: snores\nExam: BP 120/80\nPlan: CPAP",
        PartKind.VISIT_NOTE,
    ),
    ("02/10/26 11:22 fax 555-0101 PINE CLINIC p. 1/3\nSTANDARD WRITTEN ORDER\nE0601", PartKind.ORDER),
    ("FAX COVER SHEET 02/10/2026 11:22 AM page 1 of 4\nTo: DME unit\nFrom: Pine Clinic", PartKind.COVER_SHEET),
    ("FAX 02/10/2026 11:22 AM  4 pages incl cover\nTo: DME unit", PartKind.COVER_SHEET),
    ("STANDARD WRITTEN ORDER\nOrder date: 02/12/2026\nHistory: falls\nPlan: Medicare\nE0601", PartKind.ORDER),
    ("lorem ipsum\ndolor sit amet", PartKind.OTHER),
]


@pytest.mark.parametrize(("text", "kind"), TITLES)
def test_the_title_tells_the_kind(text: str, kind: PartKind) -> None:
    assert profiles(document(text, "scan001.txt"))[0].kind is kind


def kinds(text: str) -> list[PartKind]:
    return [paper.kind for paper in profiles(document(text, "scan.txt"))]


def test_an_order_and_a_class_record_on_one_sheet_are_two_papers() -> None:
    text = (
        "STANDARD WRITTEN ORDER\nPatient: Agnes Torvald\nOrder date: 02/12/2026\nE0601 x 1\n\n"
        "- - - - - - - - - - - - - - - - - - -\n\nNORTHWIND - CLASS RECORD\n2/17/26 orientation held\n"
    )
    assert kinds(text) == [PartKind.ORDER, PartKind.INSTRUCTION_RECORD]


def test_dated_entries_of_a_chart_are_papers_of_their_day() -> None:
    text = (
        "Progress notes (printed 7/8/2026)\nTorvald, Agnes 04/09/1952\n\n12/02/2025  f/u visit. NRS 3/10.\n\n"
        "02/24/2026  office visit. NRS 7/10.\n\n04/30/2026  phone call, RN: pain same.\n"
    )
    papers = profiles(document(text, "x.txt"), request())
    assert [p.date.value.iso() for p in papers[1:] if p.date] == ["2025-12-02", "2026-02-24", "2026-04-30"]
    assert papers[-1].kind is PartKind.MESSAGES


def test_a_heading_within_a_report_starts_no_new_paper() -> None:
    text = "HOME SLEEP TEST REPORT\nREI 22\n----------------------\nOXIMETRY  mean 93 %\nIMPRESSION severe OSA\n"
    assert kinds(text) == [PartKind.SLEEP_STUDY]


def test_parts_cover_the_whole_text_without_gap() -> None:
    text = TITLES[0][0] + "\n=====\n" + TITLES[17][0] + "\f" + TITLES[2][0]
    papers = profiles(document(text, "x.txt"))
    assert papers[0].part.start == 0
    assert papers[-1].part.end == len(text)
    assert all(a.part.end == b.part.start for a, b in pairwise(papers))


def test_an_intake_form_that_the_practitioner_completed_and_signed_is_a_visits_note() -> None:
    text = (
        "HILLTOP FAMILY MEDICINE        SLEEP INTAKE (clinician completes with patient)\n"
        "Name  Jane Doe    DOB 1-2-60    Visit date  April 9, 2026    Seen in person\n"
        "Snores loudly  yes\nBP 138/84\nCompleted by  A. Smith, DO     e-signed 04/09/2026\n"
    )
    (form,) = profiles(document(text))
    assert (form.kind, form.voice) == (PartKind.VISIT_NOTE, Voice.CLINICIAN)


def test_an_intake_form_of_a_supplier_stays_one() -> None:
    text = "ACME HOME MEDICAL EQUIPMENT    INTAKE FORM\nPatient Jane Doe   Product: oxygen\nTaken by Pat, customer service\n"
    assert [paper.kind for paper in profiles(document(text))] == [PartKind.SUPPLIER_FORM]


@pytest.mark.parametrize(
    "line",
    [
        "Here to go over the home sleep test.",
        "Plan: split night study at Mercy.",
        "She was seen after her sleep study.",
    ],
)
def test_a_visits_note_that_speaks_of_a_report_is_no_report(line: str) -> None:
    text = f"OFFICE VISIT  01/05/2026\nPatient: Jane Doe  DOB 04/09/1952\n{line}\n/s/ Ruth Calloway, MD 01/05/2026\n"
    assert [paper.kind for paper in profiles(document(text))] == [PartKind.VISIT_NOTE]


VOICES = [
    ("BAY COLONY DME\nHome assessment 02/03/2026\nDoors 34 in.\nJ. Tran ATP", Voice.SUPPLIER),
    ("Sunrise Scooters\nVisit 02/03/2026\nDoors 34 in.\nJ. Tran", Voice.SUPPLIER),
    ("Acme Medical Supplies, Inc.\nOffice visit 02/03/2026\nShe needs it.", Voice.SUPPLIER),
    ("HARBOR O&P\nNote of a visit 02/03/2026\nShell delivered.", Voice.SUPPLIER),
    ("HARBOR O&P\nEvaluation 02/03/2026\nShell fits.\nB. Castellan CO", Voice.CLINICIAN),
    ("Seaside Mobility Inc\nFollow-up visit 02/03/2026\nChair works.", Voice.SUPPLIER),
    ("Seaside Mobility Clinic\nFollow-up visit 02/03/2026\nWalks with a cane.", Voice.CLINICIAN),
    ("Home visit 02/03/2026\nDoors 34 in.\nJ. Tran", Voice.UNKNOWN),
    ("Home visit 02/03/2026\nHPI: weak. Exam: thin. Plan: bed.\nRuth Calloway NP signed 02/03/2026", Voice.CLINICIAN),
    (
        "DME Prior Authorization Unit\nRe: A. Torvald\nDear supplier:\nWe have your request.\nThis letter is not a denial.",
        Voice.PAYER,
    ),
    ("Pine Clinic\nDear Medical Director:\nI ask for a brace.\nSincerely\nRuth Calloway MD", Voice.CLINICIAN),
    ("Pine Clinic\nDear provider:\nWe received your request for records.\nRuth Calloway MD", Voice.CLINICIAN),
]


@pytest.mark.parametrize(("text", "voice"), VOICES)
def test_the_letterhead_and_the_signature_tell_who_speaks(text: str, voice: Voice) -> None:
    assert profiles(document(text, "scan.txt"))[0].voice is voice
