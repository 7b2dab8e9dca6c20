"""What notes and reports tell of epidural steroid injections, and what they do not tell."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from accord.evidence.chart import Chart
from accord.evidence.readers.epidural.reader import epidural
from accord.evidence.readers.epidural.words import joints_of_root, levels_named
from accord.evidence.readers.spine.relief import reliefs
from accord.records.findings import Finding, Presence
from accord.records.record import Record
from tests.evidence.papers import document, request

LOW, NECK = ("64483",), ("62321",)
NOTE = "OFFICE VISIT 03/05/2026\nPatient: Agnes Torvald  DOB 04/09/1952\n\n{}\n\n/s/ Ruth Calloway, MD 03/05/2026\n"
SCAN = "MRI LUMBAR SPINE\nPatient: Agnes Torvald  DOB 04/09/1952\nExam date: 02/02/2026\n\nFINDINGS:\n{}\n\nRead by: Hal Moss, MD\n"


def chart(codes: tuple[str, ...], *texts: str) -> Chart:
    asked = request(codes, received=dt.date(2026, 3, 9), diagnoses=("M54.16",))
    return Chart(Record((), tuple(document(text, f"paper{n}.txt") for n, text in enumerate(texts)), ()), asked)


def found(concept: str, *texts: str, codes: tuple[str, ...] = LOW) -> list[Finding]:
    return [each for each in epidural(chart(codes, *texts)) if each.concept == concept]


def told(concept: str, sentence: str, codes: tuple[str, ...] = LOW) -> list[Finding]:
    return found(concept, NOTE.format(sentence), codes=codes)


def presences(findings: list[Finding]) -> set[Presence]:
    return {each.presence for each in findings}


def expected(answer: bool | None) -> set[Presence]:
    return {Presence.PRESENT} if answer else {Presence.ABSENT} if answer is False else set()


def test_a_record_of_another_request_costs_nothing() -> None:
    assert list(epidural(chart(("E0601",), NOTE.format("Plan: left L4-5 TFESI under fluoroscopy.")))) == []


@pytest.mark.parametrize(
    ("words", "levels"),
    [
        ("left l4-5 and l5-s1 tfesi", {"L4-L5", "L5-S1"}),
        ("l5 and s1 transforaminal", {"L5", "S1"}),
        ("c7-t1 interlaminar", {"C7-T1"}),
        ("caudal epidural", set[str]()),
        ("injected 4 ml at 5 pm", set[str]()),
        ("relief of 50%", set[str]()),
    ],
)
def test_the_levels_that_a_plan_names(words: str, levels: set[str]) -> None:
    assert levels_named(words) == levels


@pytest.mark.parametrize(
    ("root", "joints"),
    [("L5", {"L4-L5", "L5-S1"}), ("S1", {"L5-S1"}), ("C6", {"C5-C6"}), ("C8", {"C7-T1"}), ("L4", {"L3-L4", "L4-L5"})],
)
def test_where_a_root_can_be_pressed(root: str, joints: set[str]) -> None:
    assert joints_of_root(root) == joints


PLANNED: list[tuple[str, str, str | None]] = [
    ("Plan: left L4-5 TFESI under fluoroscopy with contrast.", "esi_guidance", "fluoroscopy"),
    ("Plan: CT-guided L5-S1 interlaminar epidural.", "esi_guidance", "ct"),
    ("Plan: ultrasound-guided caudal epidural injection.", "esi_guidance", "ultrasound"),
    ("We request an L4-5 epidural steroid injection. Fluoroscopic guidance will be used.", "esi_guidance", "fluoroscopy"),
    ("She had an L4-5 TFESI under fluoroscopy on 09/01/2025.", "esi_guidance", None),
    ("Plan: knee injection under ultrasound.", "esi_guidance", None),
    ("Plan: consider TFESI under fluoroscopy if therapy fails.", "esi_guidance", None),
    ("Her sister will have an epidural under fluoroscopy.", "esi_guidance", None),
    ("She had an epidural during labor under ultrasound.", "esi_guidance", None),
]  # fmt: skip


@pytest.mark.parametrize(("words", "concept", "value"), PLANNED)
def test_what_is_asked_for(words: str, concept: str, value: str | None) -> None:
    assert {each.value for each in told(concept, words)} == ({value} if value else set())


CONTRAST: list[tuple[str, bool | None]] = [
    ("Plan: left L5 TFESI, fluoroscopy with contrast.", True),
    ("Plan: left L5 TFESI with Omnipaque under live fluoroscopy.", True),
    ("Plan: left L5 TFESI under fluoroscopy without contrast.", False),
    ("Plan: left L5 TFESI under fluoroscopy.", None),
    ("Plan: left L5 TFESI. MRI with contrast was reviewed.", None),
    ("Mr. Torvald: plan left L5 TFESI with iohexol contrast.", True),
    ("Prior TFESI was done with contrast on 08/01/2025.", None),
]


@pytest.mark.parametrize(("words", "answer"), CONTRAST)
def test_contrast(words: str, answer: bool | None) -> None:
    assert presences(told("esi_contrast", words)) == expected(answer)


BARRED: list[tuple[str, bool]] = [
    ("Allergies: iodinated contrast - hives.", True),
    ("She has a contrast allergy (anaphylaxis in 2014).", True),
    ("No contrast allergy.", False),
    ("Allergies: penicillin.", False),
    ("Denies allergy to iodine or contrast.", False),
    ("Her mother has a contrast allergy.", False),
]


@pytest.mark.parametrize(("words", "answer"), BARRED)
def test_what_forbids_contrast(words: str, answer: bool) -> None:
    assert bool(told("esi_contrast_barred", words)) is answer


ROOTS: list[tuple[str, bool | None]] = [
    ("Assessment: left L5 radiculopathy.", True),
    ("Neurogenic claudication after two blocks.", True),
    ("Post-laminectomy syndrome with leg pain.", True),
    ("No radiculopathy.", False),
    ("History of sciatica in 2010, resolved.", None),
    ("Possible radiculopathy versus hip disease.", None),
    ("Family history: father had sciatica.", None),
    ("Cervical radiculopathy on the left.", None),
    ("Low back pain without leg pain.", None),
]


@pytest.mark.parametrize(("words", "answer"), ROOTS)
def test_pain_from_a_root(words: str, answer: bool | None) -> None:
    assert presences(told("esi_root", words)) == expected(answer)


LEFT_L5 = "Assessment: left L5 radiculopathy. Plan: left L4-5 TFESI."
IMAGES: list[tuple[str, str, bool | None]] = [
    (LEFT_L5, "L4-5: left paracentral protrusion narrows the left lateral recess.", True),
    (LEFT_L5, "L4-5: severe central canal stenosis.", True),
    (LEFT_L5, "L5-S1: moderate left foraminal stenosis.", True),
    (LEFT_L5, "L4-5: bilateral foraminal narrowing.", True),
    (LEFT_L5, "L4-5: right foraminal stenosis. The left foramen is patent.\nL5-S1: Normal.", False),
    (LEFT_L5, "L4-5: Unremarkable.\nL5-S1: no disc herniation or stenosis.", False),
    (LEFT_L5, "L2-3: left foraminal stenosis.", None),
    (LEFT_L5, "L4-5: Unremarkable.", None),
    (LEFT_L5, "Vertebral heights are maintained.", None),
    ("Assessment: low back pain. Plan: L4-5 interlaminar ESI.", "L4-5: severe central canal stenosis.", None),
    ("Assessment: radiculopathy of the left leg. Plan: left L5 TFESI.", "L4-5: left lateral recess stenosis.", True),
    ("Assessment: right S1 radiculopathy.", "L5-S1: right extrusion displaces the right S1 root.", True),
    ("Assessment: right S1 radiculopathy.", "L4-5: right extrusion compresses the right L5 root.", None),
]


@pytest.mark.parametrize(("words", "scan", "answer"), IMAGES)
def test_imaging_beside_the_complaint(words: str, scan: str, answer: bool | None) -> None:
    assert presences(found("esi_concordance", NOTE.format(words), SCAN.format(scan))) == expected(answer)


ZOSTER: list[tuple[str, bool | None]] = [
    ("Acute herpes zoster of the left L2 dermatome, pain despite gabapentin.", True),
    ("Shingles with vesicles since last week, refractory to acyclovir and opioids.", True),
    ("Postherpetic neuralgia since 2023.", False),
    ("History of shingles years ago.", False),
    ("No zoster.", False),
    ("Received the shingles vaccine.", None),
    ("Her husband has shingles.", None),
    ("Rule out shingles.", None),
]


@pytest.mark.parametrize(("words", "answer"), ZOSTER)
def test_shingles(words: str, answer: bool | None) -> None:
    assert presences(told("esi_zoster", words)) == expected(answer)


OTHERS: list[tuple[str, str | None]] = [
    ("Plan: L4-5 ESI for complex regional pain syndrome of the foot.", "indication"),
    ("Plan: epidural injection of platelet-rich plasma at L4-5.", "indication"),
    ("Assessment: fibromyalgia.", "unclear"),
    ("Past medical history: fibromyalgia.", None),
    ("No peripheral neuropathy.", None),
    ("Her sister has fibromyalgia.", None),
    ("Plan: L4-5 ESI for left L5 radiculopathy.", None),
]


@pytest.mark.parametrize(("words", "role"), OTHERS)
def test_another_reason_for_the_injection(words: str, role: str | None) -> None:
    assert {each.qualifiers["role"] for each in told("esi_other_indication", words)} == ({role} if role else set())


SESSIONS: list[tuple[str, list[str]]] = [
    ("Left L4-5 TFESI on 09/01/2025 gave 60% relief for four months.", ["2025-09-01"]),
    ("TFESIs were done on 09/01/2025 and 11/15/2025.", ["2025-09-01", "2025-11-15"]),
    ("She received a caudal epidural on November 3, 2025.", ["2025-11-03"]),
    ("Plan: L4-5 TFESI on 03/16/2026.", []),
    ("MRI 02/02/2026 was reviewed; we will request a TFESI.", []),
    ("Her sister had an epidural on 09/01/2025.", []),
    ("She had an epidural for labor on 05/05/1980.", []),
    ("No epidural was given on 09/01/2025.", []),
    ("Facet block on 09/01/2025.", []),
]


@pytest.mark.parametrize(("words", "days"), SESSIONS)
def test_injections_that_were_given(words: str, days: list[str]) -> None:
    given = [each for each in told("esi_session", words) if each.presence is Presence.PRESENT]
    assert [str(each.date) for each in given] == days


NEVER: list[tuple[str, bool]] = [
    ("She has never had an epidural injection.", True),
    ("Prior epidural injections: none.", True),
    ("No prior spinal injections.", True),
    ("No relief from the epidural injection.", False),
    ("No complications after the injection.", False),
    ("Has not had an epidural since 2024.", False),
    ("Family history: no one had injections.", False),
]


@pytest.mark.parametrize(("words", "answer"), NEVER)
def test_that_there_never_was_one(words: str, answer: bool) -> None:
    assert any(each.presence is Presence.ABSENT for each in told("esi_session", words)) is answer


RELIEFS: list[tuple[str, list[int], list[float]]] = [
    ("Left L4-5 TFESI on 09/01/2025 gave 60% relief for four months.", [60], [4.0]),
    ("TFESI 09/01/2025: 70% better, wore off after 6 weeks.", [70], [1.4]),
    ("TFESI on 09/01/2025 gave no relief.", [0], []),
    ("TFESI on 09/01/2025. She still has 60% relief today.", [60], [6.2]),
    ("TFESI on 09/01/2025 helped for five months.", [], [5.0]),
    ("The TFESI of 09/01/2025 gave 80% relief initially.", [], []),
    ("TFESI 05/01/2025: 80% relief for 5 months. TFESI 11/20/2025: 20% relief for 2 weeks.", [20], [0.5]),
    ("09/01/2025  L4-5 TFESI, dexamethasone   65% relief, 4.5 months", [65], [4.5]),
    ("TFESI on 09/01/2025: 60% better, 4 months ago her MRI was done.", [60], []),
    ("TFESI on 09/01/2025 has not helped.", [0], []),
    ("TFESI on 09/01/2025. Physical therapy gave no relief.", [], []),
    ("We expect 50% relief for three months from the TFESI.", [], []),
]


@pytest.mark.parametrize(("words", "shares", "months"), RELIEFS)
def test_what_the_last_injection_did(words: str, shares: list[int], months: list[float]) -> None:
    assert [each.value for each in told("esi_relief", words)] == shares
    assert [float(each.number or 0) for each in told("esi_relief_months", words)] == months


@pytest.mark.parametrize(
    ("words", "shares"),
    [("65% relief, 4.5 months", [65]), ("% relief: 80.", [80]), ("% relief 90", [90]), ("65 % relief, 5 weeks", [65])],
)
def test_a_share_before_the_word_is_no_label_of_the_next_number(words: str, shares: list[int]) -> None:
    assert [relief.percent for relief in reliefs(words, context=True)] == shares


CHANGES: list[tuple[str, bool | None]] = [
    ("L4-5 interlaminar ESI on 12/01/2025 gave 20% relief. Plan: left L4-5 TFESI.", True),
    ("L4-5 TFESI with dexamethasone on 12/01/2025 gave 20% relief. Plan: L4-5 TFESI with dexamethasone.", False),
    ("L4-5 TFESI on 12/01/2025 gave 20% relief. Plan: L4-5 TFESI.", None),
    ("Plan: L4-5 TFESI.", None),
]


@pytest.mark.parametrize(("words", "answer"), CHANGES)
def test_the_next_injection_beside_the_last(words: str, answer: bool | None) -> None:
    assert presences(told("esi_change", words)) == expected(answer)


BEYOND: list[tuple[str, str, bool | None]] = [
    ("She is not a surgical candidate because of her heart.", "esi_long_reason", True),
    ("She declines surgery.", "esi_long_reason", True),
    ("She is a good surgical candidate.", "esi_long_reason", None),
    ("Surgery was discussed.", "esi_long_reason", None),
    ("Her primary care physician was notified of the plan.", "esi_pcp_told", True),
    ("Letter to PCP sent 03/05/2026.", "esi_pcp_told", True),
    ("PCP will be notified.", "esi_pcp_told", None),
    ("PCP has not been notified.", "esi_pcp_told", False),
    ("Referred by her PCP.", "esi_pcp_told", None),
]


@pytest.mark.parametrize(("words", "concept", "answer"), BEYOND)
def test_injections_beyond_a_year(words: str, concept: str, answer: bool | None) -> None:
    assert presences(told(concept, words)) == expected(answer)


CARE: list[tuple[str, str, int | None, bool]] = [
    ("Physical therapy for 6 weeks without relief.", "failed", 42, True),
    ("PT 12/01/2025 to 01/20/2026, no improvement.", "failed", 50, True),
    ("Failed 8 weeks of gabapentin.", "failed", 56, True),
    ("Naproxen stopped for GI bleed.", "intolerant", None, True),
    ("Leg pain for 6 months. Naproxen, no relief.", "failed", None, True),
    ("Gabapentin for two years, partial help; one week of PT failed.", "failed", 7, True),
    ("Will start physical therapy for 6 weeks.", "failed", 42, False),
    ("Her husband failed 6 weeks of PT.", "failed", 42, False),
    ("Physical therapy for neck pain for 6 weeks without relief.", "failed", 42, False),
    ("Physical therapy for 6 weeks helped a lot.", "failed", 42, False),
]


@pytest.mark.parametrize(("words", "outcome", "days", "answer"), CARE)
def test_care_with_its_length(words: str, outcome: str, days: int | None, answer: bool) -> None:
    made = [each for each in told("root_care", words) if each.qualifiers["outcome"] == outcome]
    assert any(each.number == days for each in made) is answer


ONSETS: list[tuple[str, str | None]] = [
    ("Left leg pain for 3 months.", "2025-12-05"),
    ("Radicular pain since November 2025.", "2025-11"),
    ("Back pain for ten years; left leg pain for 2 weeks.", "2026-02-19"),
    ("Gabapentin since November 2025 for leg pain.", None),
    ("Leg pain better since the injection in 2025.", None),
    ("Her mother has had leg pain since 2020.", None),
    ("Knee pain for 3 years.", None),
]


@pytest.mark.parametrize(("words", "day"), ONSETS)
def test_since_when_the_limb_hurts(words: str, day: str | None) -> None:
    days = {str(each.date) for each in told("limb_pain_onset", words)}
    assert days == ({day} if day else set())


def test_the_neck_is_another_region_than_the_low_back() -> None:
    note = NOTE.format("C7-T1 interlaminar epidural on 09/01/2025. L4-5 TFESI on 11/01/2025.")
    here = {str(f.date): f.qualifiers["region_here"] for f in found("esi_session", note, codes=NECK)}
    assert here == {"2025-09-01": "yes", "2025-11-01": "no"}


def test_a_ledger_gives_its_sessions_and_the_last_result() -> None:
    note = NOTE.format(
        "Injections:\n 05/12/2025  left L4-5 TFESI   65% better, lasted 4 months\n 12/01/2025  left L4-5 TFESI   30% better for 2 weeks\n"
        " 03/30/2026  left L5-S1 TFESI   scheduled"
    )
    assert [str(f.date) for f in found("esi_session", note)] == ["2025-05-12", "2025-12-01"]
    assert [f.value for f in found("esi_relief", note)] == [30]


def test_what_is_carried_forward_tells_nothing() -> None:
    made = chart(LOW, NOTE.format("Carried forward: left L5 radiculopathy."))
    assert [f for f in epidural(replace(made)) if f.concept == "esi_root"] == []
