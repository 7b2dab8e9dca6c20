"""Whose word a paper is, which visit is an examination, and which order follows it."""

from __future__ import annotations

import pytest

from tests.evidence.mobility.notes import AGREED, REPORT, VISIT, findings, said

NOTHING: set[str] = set()
ORDER = """WRITTEN ORDER PRIOR TO DELIVERY
Beneficiary: Agnes B. Torvald   DOB 04/09/1952
Order date: {day}
Power wheelchair, group 2 standard (K0823), qty 1
Practitioner: {who}   NPI {npi}
Signature: {who}   {day}
"""
HOME = """Home Assessment        Date of visit {day}     By: A. Tech
Customer: Torvald
{words}
"""


def presence(found: object, concept: str) -> set[str]:
    return {f.presence.value for f in found if f.concept == concept}  # type: ignore[attr-defined]


def source_of_report(agreement: str) -> set[str]:
    found = findings({"report.txt": REPORT.format(words="Scooter: cannot hold a tiller.", agreement=agreement)})
    return {f.qualifiers["source"] for f in found if f.concept == "scooter_unusable"}


@pytest.mark.parametrize(
    ("agreement", "source"),
    [
        (AGREED, "agreed_report"),
        ("Reviewed, I concur: R. Calloway MD 2/15/2026", "agreed_report"),
        ("-----\nI have read this evaluation and concur with it.   Ruth Calloway, MD   02/15/2026", "agreed_report"),
        ("", "report"),
        ("Reviewed: Ruth Calloway, MD 02/15/2026", "report"),
        ("I agree with this report: ______________  MD   Date ________", "report"),
        ("I do not agree with this report: Ruth Calloway, MD 02/15/2026", "report"),
        ("Please sign if you agree. Referred by Ruth Calloway, MD 02/01/2026", "report"),
        ("[ ] I agree  [ ] I do not agree    Ruth Calloway, MD 02/15/2026", "report"),
        ("Patient agrees with the plan. Referred by Ruth Calloway, MD 02/01/2026", "report"),
    ],
)
def test_a_report_is_of_the_record_when_the_practitioner_agrees_in_writing(agreement: str, source: str) -> None:
    assert source_of_report(agreement) == {source}


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("Chief complaint: power wheelchair evaluation", {"present"}),
        ("Reason for visit: cannot get around at home; mobility exam", {"present"}),
        ("She is here today to discuss a power wheelchair.", {"present"}),
        ("Chief complaint: diabetes follow-up, refills", NOTHING),
        ("Chief complaint: diabetes follow-up; also asks about a scooter", {"possible"}),
        ("Chief complaint: diabetes. Here today with her daughter who mentions a wheelchair.", {"possible"}),
        ("Plan: refer to PT for wheelchair evaluation.", NOTHING),
    ],
)
def test_mobility_must_be_a_main_reason_of_the_visit(line: str, answer: set[str]) -> None:
    paper = VISIT.replace("Chief complaint: power wheelchair evaluation", line).format(words="")
    assert presence(findings({"note.txt": paper}), "mobility_examination") == answer


def test_a_therapists_report_is_no_examination_of_the_practitioner() -> None:
    above = "Reviewed and agree: Ruth Calloway, MD 02/15/2026\nJo Blunt, PT, DPT 02/12/2026"
    report = REPORT.format(words="Seen today for a power wheelchair.", agreement=above).replace(
        "Jo Blunt, PT, DPT 02/12/2026\n", "", 1
    )
    unnamed = report.replace("Jo Blunt, PT, DPT", "Jo Blunt, MSPT")
    for paper in (report, unnamed):
        assert presence(findings({"report.txt": paper}), "mobility_examination") == set()


def test_an_unsigned_visit_is_no_examination() -> None:
    paper = VISIT.format(words="").replace(
        "Electronically signed by Ruth Calloway, MD 02/10/2026", "Signature: ________"
    )
    assert presence(findings({"note.txt": paper}), "mobility_examination") == set()


@pytest.mark.parametrize(
    ("day", "who", "npi", "answer"),
    [
        ("02/16/2026", "Ruth Calloway, MD", "1467560003", {"present"}),
        ("02/10/2026", "Ruth Calloway, MD", "1467560003", {"present"}),
        ("02/09/2026", "Ruth Calloway, MD", "1467560003", {"absent"}),
        ("02/16/2026", "Peter Dahl, MD", "1760480020", {"absent"}),
    ],
)
def test_the_examiner_orders_after_the_examination(day: str, who: str, npi: str, answer: set[str]) -> None:
    papers = {"note.txt": VISIT.format(words=""), "order.txt": ORDER.format(day=day, who=who, npi=npi)}
    assert presence(findings(papers), "order_by_examiner") == answer


def test_an_order_before_the_agreement_with_the_report_is_too_early() -> None:
    papers = {
        "note.txt": VISIT.format(words=""),
        "report.txt": REPORT.format(words="Scooter: cannot hold a tiller.", agreement=AGREED),
        "order.txt": ORDER.format(day="02/13/2026", who="Ruth Calloway, MD", npi="1467560003"),
    }
    assert presence(findings(papers), "order_by_examiner") == {"absent"}


@pytest.mark.parametrize(
    ("day", "words", "answer"),
    [
        ("02/20/2026", "Home can be used safely with this chair   [x] yes  [ ] no", {"present"}),
        ("02/20/2026", "OK for use: YES", {"present"}),
        ("02/20/2026", "Demo chair fits through every door.", {"present"}),
        ("02/20/2026", "Home can be used safely with this chair   [ ] yes  [x] no", {"absent"}),
        ("02/20/2026", "Home accommodates the power chair   ( ) No  (x) Yes", {"present"}),
        ("02/20/2026", "Are there barriers to access in the home?  [x] yes  [ ] no", NOTHING),
        ("02/20/2026", "Any barriers to access?  [ ] yes  [x] no", NOTHING),
        ("02/20/2026", "Is there adequate access between rooms?   Yes [x]   No [ ]", {"present"}),
        ("02/20/2026", "Is there adequate access between rooms?   Yes [ ]   No [x]", {"absent"}),
        ("02/20/2026", "Is there adequate access between rooms?   Yes [ ]   No [ ]", NOTHING),
        ("02/20/2026", "Suitable for power chair: Y", {"present"}),
        ("02/20/2026", "Suitable for power chair: N", {"absent"}),
        ("02/20/2026", "Adequate access for the device: No", {"absent"}),
        ("02/20/2026", "Power chair will not fit through the bathroom door.", {"absent"}),
        ("02/20/2026", "Doors 36 in by telephone. OK for use: YES", {"possible"}),
        ("____/____", "Home can be used safely with this chair   [x] yes  [ ] no", {"possible"}),
        ("____/____", "Home accommodates the equipment   [ ] yes  [ ] no", NOTHING),
        ("02/20/2026", "Scooter could not make the turn into the bedroom.", NOTHING),
    ],
)
def test_the_home_is_assessed_on_the_spot(day: str, words: str, answer: set[str]) -> None:
    assert presence(findings({"home.txt": HOME.format(day=day, words=words)}), "home_fits") == answer


def test_a_suppliers_paper_tells_nothing_of_the_patient() -> None:
    paper = "NORTHWIND HOME MEDICAL\nMobility intake worksheet\nPatient: Agnes B. Torvald\n{words}\n"
    words = "Cannot reach the toilet in time. A cane or walker is unsafe. Weight 312 lb. Patient is willing to use it."
    assert said(words, paper=paper + "{agreement}", agreement="") == set()


def test_a_therapist_behind_the_letters_pt_is_not_another_patient() -> None:
    paper = REPORT.replace("Patient: Agnes B. Torvald", "Torvald, Agnes\nPT: Jo Blunt, PT, DPT\n")
    assert ("scooter_unusable", "present") in said("Scooter: cannot hold a tiller.", paper=paper)


FORM = """{head}   Mobility Examination Form (complete and return)
Patient: Agnes B. Torvald  DOB 04/09/1952      Date of face to face exam: 02/10/2026
[X] Patient cannot get to the toilet at home in time
[X] Cane/walker insufficient because of falls
[X] Scooter cannot be used - poor trunk control
[X] Patient can safely operate a power wheelchair
Physician signature: Ruth Calloway, MD   Date 02/10/2026
"""


@pytest.mark.parametrize("head", ["NORTHWIND HOME MEDICAL", "Hillside Internal Medicine"])
def test_a_ticked_form_is_no_note_though_a_practitioner_signed_it(head: str) -> None:
    found = [f for f in findings({"form.txt": FORM.format(head=head)}) if f.tool == "mobility/1"]
    counted = {f.concept for f in found if f.qualifiers["source"] in ("visit", "agreed_report")}
    assert counted == set()
    assert presence(found, "only_ticked_form") == {"present"}


def test_a_form_beside_a_note_is_not_all_there_is() -> None:
    papers = {"form.txt": FORM.format(head="Hillside Internal Medicine"), "note.txt": VISIT.format(words="")}
    assert presence(findings(papers), "only_ticked_form") == set()


def test_a_visit_that_names_a_therapists_report_stays_a_visit() -> None:
    words = "Reviewed the OT seating report of 2/9 and I agree. Multiple sclerosis."
    found = findings({"visit.txt": VISIT.format(words=words)})
    assert {f.qualifiers["source"] for f in found if f.concept == "neuromuscular_cause"} == {"visit"}
