"""What notes and reports tell before a fusion of the neck, and what they do not tell."""

from __future__ import annotations

import datetime as dt

import pytest

from accord.evidence.chart import Chart
from accord.evidence.readers.cervical_fusion.reader import cervical_fusion
from accord.records.findings import Finding, Presence
from accord.records.record import Record
from tests.evidence.papers import document, request

NOTE = "OFFICE VISIT 03/05/2026\nPatient: Agnes Torvald  DOB 04/09/1952\n\n{}\n\n/s/ Ruth Calloway, MD 03/05/2026\n"
SCAN = "MRI CERVICAL SPINE\nPatient: Agnes Torvald  DOB 04/09/1952\nExam date: 02/02/2026\n\nFINDINGS:\n{}\n\nRead by: Hal Moss, MD\n"


def chart(*texts: str, codes: tuple[str, ...] = ("22551",)) -> Chart:
    asked = request(codes, received=dt.date(2026, 3, 9), diagnoses=("M54.12",))
    return Chart(Record((), tuple(document(text, f"paper{n}.txt") for n, text in enumerate(texts)), ()), asked)


def found(concept: str, *texts: str) -> list[Finding]:
    return [each for each in cervical_fusion(chart(*texts)) if each.concept == concept]


def expected(answer: bool | None) -> set[Presence]:
    return {Presence.PRESENT} if answer else {Presence.ABSENT} if answer is False else set()


def test_a_record_of_another_request_costs_nothing() -> None:
    assert list(cervical_fusion(chart(NOTE.format("Plan: C5-6 ACDF."), codes=("E0601",)))) == []


SCORES: list[tuple[str, list[int]]] = [
    ("Neck pain 8/10, right arm pain 5/10.", [5]),
    ("R arm 7/10 x 5 months.", [7]),
    ("VAS arm 6, VAS neck 8.", [6]),
    ("Arm VAS: 4.", [4]),
    ("Pain radiates into the left arm, 7/10.", [7]),
    ("Neck pain 8/10.", []),
    ("Shoulder pain 7/10 with overhead reach.", []),
    ("Her mother's arm pain was 9/10.", []),
    ("Arm strength 4/5.", []),
    ("Arm pain for 8 weeks.", []),
]


@pytest.mark.parametrize(("words", "values"), SCORES)
def test_the_score_of_the_arm(words: str, values: list[int]) -> None:
    now = [f for f in found("limb_pain_score", NOTE.format(words)) if f.time.value == "current"]
    assert [f.value for f in now] == values


def test_a_flowsheet_has_its_column_for_the_arm() -> None:
    sheet = NOTE.format(
        "Date         Neck NRS   Arm NRS   By\n01/05/2026   8          6         LV\n02/09/2026   7          3         LV\n"
    )
    assert [(str(f.date), f.value) for f in found("limb_pain_score", sheet)] == [("2026-01-05", 6), ("2026-02-09", 3)]


SAID: list[tuple[str, str, bool | None]] = [
    ("Progressive weakness of the right triceps over three weeks.", "cfus_weaker", True),
    ("New hand clumsiness and worsening weakness.", "cfus_weaker", True),
    ("Deltoid was 4/5, now 3/5.", "cfus_weaker", True),
    ("Strength 5/5 throughout.", "cfus_weaker", False),
    ("No progressive weakness.", "cfus_weaker", False),
    ("Strength 5/5 except the right triceps 4/5.", "cfus_weaker", None),
    ("Right triceps 4/5.", "cfus_weaker", None),
    ("Call us if you have new weakness.", "cfus_weaker", None),
    ("Her father had progressive weakness.", "cfus_weaker", None),
    ("Assessment: cervical myelopathy. Exam: Hoffmann positive on the right.", "cfus_cord_signs", True),
    ("Brisk reflexes 3+ with sustained clonus.", "cfus_cord_signs", True),
    ("Hoffmann negative, no clonus.", "cfus_cord_signs", False),
    ("No signs of myelopathy.", "cfus_cord_signs", False),
    ("Spondylosis without myelopathy.", "cfus_cord_signs", False),
    ("Rule out myelopathy.", "cfus_cord_signs", None),
    ("Hoffmann positive on the right.", "cfus_cord_signs", None),
    ("New urinary retention and loss of bowel control.", "cfus_bowel_bladder", True),
    ("Denies bowel or bladder incontinence.", "cfus_bowel_bladder", False),
    ("No bowel or bladder symptoms.", "cfus_bowel_bladder", False),
    ("Stress incontinence since childbirth.", "cfus_bowel_bladder", None),
    ("Overactive bladder for years.", "cfus_bowel_bladder", None),
    ("Return at once for loss of bladder control.", "cfus_bowel_bladder", None),
    ("She cannot lift a pan and has difficulty dressing.", "cfus_daily_life", True),
    ("Trouble sleeping from the arm.", "cfus_daily_life", True),
    ("Pain limits her driving.", "cfus_daily_life", True),
    ("Independent with all ADLs.", "cfus_daily_life", False),
    ("Denies difficulty with dressing.", "cfus_daily_life", False),
    ("Knees limit her gardening.", "cfus_daily_life", None),
    ("Her husband cannot lift a pan.", "cfus_daily_life", None),
    ("Works as a cook.", "cfus_daily_life", None),
    ("Left C6 radiculopathy.", "cfus_root", True),
    ("Pain radiates into the left arm.", "cfus_root", True),
    ("No cervical radiculopathy.", "cfus_root", False),
    ("Neck pain without arm symptoms.", "cfus_root", None),
    ("Lumbar radiculopathy.", "cfus_root", None),
    ("Possible cervical radiculopathy.", "cfus_root", None),
    ("Extensive conservative treatment has failed.", "cfus_care_failed", True),
    ("She has failed multimodal non-operative care.", "cfus_care_failed", True),
    ("She has failed conservative care.", "cfus_care_failed", None),
    ("Extensive conservative treatment is planned.", "cfus_care_failed", None),
    ("Extensive conservative care of the low back failed.", "cfus_care_failed", None),
]  # fmt: skip


@pytest.mark.parametrize(("words", "concept", "answer"), SAID)
def test_what_notes_say(words: str, concept: str, answer: bool | None) -> None:
    assert {f.presence for f in found(concept, NOTE.format(words))} == expected(answer)


SOURCES: list[tuple[str, str, bool | None]] = [
    ("Other sources of the arm pain were excluded.", "cfus_others_excluded", True),
    ("No other cause for the pain was found.", "cfus_others_excluded", True),
    ("EMG to rule out other causes.", "cfus_others_excluded", None),
    ("Other causes have not been excluded.", "cfus_others_excluded", None),
    ("Pain is more likely from carpal tunnel syndrome.", "cfus_others_excluded", False),
    ("EMG: no carpal tunnel syndrome or ulnar neuropathy.", "cfus_nerves_clear", True),
    ("Tinel and Phalen negative.", "cfus_nerves_clear", True),
    ("EMG: moderate carpal tunnel syndrome.", "cfus_nerves_clear", False),
    ("Carpal tunnel release in 2012.", "cfus_nerves_clear", None),
    ("EMG is pending.", "cfus_nerves_clear", None),
    ("Shoulder exam benign, Hawkins and Neer negative.", "cfus_shoulder_clear", True),
    ("Full painless motion of both shoulders; shoulder examination normal.", "cfus_shoulder_clear", True),
    ("MRI of the shoulder: rotator cuff tear.", "cfus_shoulder_clear", False),
    ("Rotator cuff repair in 2015.", "cfus_shoulder_clear", None),
    ("Pain between neck and shoulder.", "cfus_shoulder_clear", None),
]


@pytest.mark.parametrize(("words", "concept", "answer"), SOURCES)
def test_other_sources(words: str, concept: str, answer: bool | None) -> None:
    assert {f.presence for f in found(concept, NOTE.format(words))} == expected(answer)


RIGHT = "Assessment: right C6 radiculopathy.\nPlan: C5-6 ACDF."
LEVELS: list[tuple[str, str, bool | None]] = [
    (RIGHT, "C5-6: severe right foraminal stenosis.", True),
    (RIGHT, "C5-6: moderate central canal stenosis.", True),
    (RIGHT, "C5-6: left foraminal stenosis. Right foramen is patent.", False),
    (RIGHT, "C5-6: Normal.", False),
    (RIGHT, "C6-7: severe right foraminal stenosis.", None),
    (RIGHT, "C5-6: small central protrusion without stenosis.", None),
    ("Assessment: right arm pain.\nPlan: C5-6 and C6-7 ACDF.", "C5-6: right foraminal stenosis.\nC6-7: right foraminal stenosis.", True),
    ("Assessment: right arm pain.\nPlan: C5-6 and C6-7 ACDF.", "C5-6: right foraminal stenosis.", None),
    ("Assessment: right arm pain.\nPlan: C5-6 and C6-7 ACDF.", "C5-6: right foraminal stenosis.\nC6-7: Unremarkable.", False),
    ("Assessment: right arm pain. Had a C5-6 ACDF in 2015.", "C5-6: right foraminal stenosis.", None),
    ("Assessment: right arm pain.\nPlan: consider C5-6 ACDF.", "C5-6: right foraminal stenosis.", None),
    ("Assessment: right arm pain.\nPlan: her husband, who had a C5-6 ACDF, will drive.", "C5-6: right foraminal stenosis.", None),
    ("Assessment: R arm pain.\nPlan: C5-6 ACDF.", "C5-6: left foraminal stenosis.", False),
    ("Assessment: right arm pain.\nPlan: L4-5 fusion.", "C5-6: right foraminal stenosis.", None),
]  # fmt: skip


@pytest.mark.parametrize(("words", "scan", "answer"), LEVELS)
def test_the_levels_beside_their_images(words: str, scan: str, answer: bool | None) -> None:
    assert {f.presence for f in found("cfus_narrowed", NOTE.format(words), SCAN.format(scan))} == expected(answer)
