"""The same statements of spinal care in the words of many offices."""

from __future__ import annotations

import pytest

from accord.evidence.readers.spine.ablation_relief import ablation_relief
from accord.evidence.readers.spine.complaint import complaint
from accord.evidence.readers.spine.exclusions import exclusions
from accord.evidence.readers.spine.plan import plans
from accord.evidence.readers.spine.relief import reliefs
from accord.evidence.readers.spine.scales import scales
from accord.evidence.readers.spine.sessions import sessions
from accord.evidence.readers.spine.surgery import surgery
from accord.records.findings import Presence
from tests.evidence.readers.spine_notes import found

NEVER_ABLATED = [
    "Prior RF ablation anywhere: none.",
    "Never a spine injection or burning procedure.",
    "Low back: no ablation ever.",
    "No radiofrequency treatment has ever been performed.",
    "No ablation in the past.",
    "Rhizotomy: never.",
    "RFA history: none",
    "She is RFA naive.",
    "Radiofrequency of the spine: none to date.",
    "He has not undergone radio frequency denervation.",
    "Denies any prior ablations or facet procedures.",
    "No previous lumbar RFA.",
    "Prior ablations - 0",
    "There is no history of radiofrequency ablation.",
    "Past interventional procedures: none",
    "Has never had the nerves burned.",
    "No h/o RFA.",
    "Ablation hx: negative",
]


@pytest.mark.parametrize("text", NEVER_ABLATED)
def test_an_ablation_that_never_was(text: str) -> None:
    told = found(sessions, "facet_rfa", f"HPI: low back pain.\n{text}\n", ("64635",))
    assert [each.presence for each in told] == [Presence.ABSENT]


NOT_NEVER_ABLATED = [
    "No ablation today.",
    "No complications of the ablation.",
    "No prior cardiac ablation.",
    "No relief from the ablation of 3/2/2025.",
    "She has no concerns about the ablation.",
    "Ablation: not discussed.",
]


@pytest.mark.parametrize("text", NOT_NEVER_ABLATED)
def test_what_does_not_deny_an_ablation(text: str) -> None:
    told = found(sessions, "facet_rfa", f"HPI: low back pain.\n{text}\n", ("64635",))
    assert Presence.ABSENT not in {each.presence for each in told}


AXIAL = [
    "No pain below gluteal fold.",
    "Goes to left hip crest, not beyond.",
    "Axial, to the hip crest not below.",
    "Pain stops at the knee.",
    "Nothing past the buttock.",
    "Stops short of the knee.",
    "It is confined to the lumbar paraspinals.",
    "Does not extend beyond the belt line.",
    "None in thighs or calves.",
    "Hurts across the low back only, legs are fine.",
    "Spread to the trapezius but no further.",
    "No referral into the arm.",
    "The arms are not involved.",
]


@pytest.mark.parametrize("text", AXIAL)
def test_pain_that_stays_in_the_spine(text: str) -> None:
    assert found(complaint, "axial_pain", f"HPI: Low back pain. {text}\n")


RADIATES = [
    "Pain radiates down the left leg to the foot.",
    "Shoots into the calf with coughing.",
    "Leg pain worse than back pain.",
    "Burning runs down the arm into the fingers.",
    "Pain travels from the back past the knee to the ankle.",
]


@pytest.mark.parametrize("text", RADIATES)
def test_pain_that_runs_into_a_limb(text: str) -> None:
    assert found(complaint, "radiating_pain", f"HPI: Back pain. {text}\n")
    assert not found(complaint, "axial_pain", f"HPI: Back pain. {text}\n")


ONSETS = [
    ("Low back both sides, since about 2019, axial.", 2019),
    ("Pain in the low back commenced sometime in 2022.", 2022),
    ("Low back pain for roughly two and a half years.", 2025),
    ("Low back pain, a year and a half now.", 2025),
    ("LBP started summer of 2023 after a fall.", 2023),
    ("Low back pain. It began three winters ago.", 2023),
    ("Chronic lumbar pain dating to 2018.", 2018),
    ("Low back pain of approx 18 months duration.", 2024),
    ("The back pain first surfaced in March 2024.", 2024),
    ("Onset of low back pain: 11/2023.", 2023),
    ("Back pain going on 4 yrs.", 2022),
    ("Low back pain x 14 mo.", 2025),
]


@pytest.mark.parametrize(("text", "year"), ONSETS)
def test_the_onset_of_the_pain(text: str, year: int) -> None:
    told = found(complaint, "pain_onset", f"HPI: {text}\n")
    assert year in {each.date.earliest.year for each in told if each.date}


GUIDED = [
    ("Plan: L MBB L3 L4 L5 w/ C-arm.", "fluoroscopy"),
    ("A/P: left L4-5, L5-S1 medial branch block. Fluoro guided.", "fluoroscopy"),
    ("Plan: medial branch blocks L3, L4, L5 under XR.", "fluoroscopy"),
    ("Plan: medial branch blocks L3, L4, L5 under X-ray.", "fluoroscopy"),
    ("Plan: MBB L3-5 done under live x-ray guidance.", "fluoroscopy"),
    ("Assessment/Plan: MBB L3-L5, imaging: fluoroscopy", "fluoroscopy"),
    ("Plan: MBB L3, L4, L5 using an image intensifier.", "fluoroscopy"),
    ("Plan: MBB L3, L4, L5, CT guidance.", "ct"),
    ("Plan: MBB L3, L4, L5 with ultrasound.", "ultrasound"),
    ("Recommendation: schedule left medial branch block L3 L4 L5 in the fluoroscopy suite.", "fluoroscopy"),
]


@pytest.mark.parametrize(("text", "guidance"), GUIDED)
def test_the_guidance_that_is_planned(text: str, guidance: str) -> None:
    assert {each.qualifiers["guidance"] for each in found(plans, "guidance", text + "\n")} == {guidance}


FORMS = [
    "PRIOR AUTH REQUEST - FACET   06/10/2026\nMBB #2 left L3 L4 L5\nFluoroscopy   yes\nFirst block 05/09/2026: 90% relief\n",
    "BOOKING SHEET 06/10/2026\nProcedure: MBB left L3 L4 L5 (second)\nGuidance: fluoro\nLast MBB: 5/9/26, good result\n",
    "PRECERT 06/10/2026\nproc   [x] MBB dx  [ ] RFA   series [ ] first [x] second\nC-arm (x)\nprior blocks last 12 mo: 1\n",
    "CASE REQUEST 06/10/2026\nLeft medial branch block no. 2, L4-5 and L5-S1\nXR: fluoro\nDate of first block 05/09/2026\n",
    "Scheduling request 06/10/2026\n2nd left L3-5 MBB, fluoroscopic\nPrevious MBB 5/9/2026 88%\n",
]


@pytest.mark.parametrize("text", FORMS)
def test_a_form_that_tells_of_the_first_block_asks_for_the_second(text: str) -> None:
    told = found(plans, "planned_procedure", {"form.txt": text})
    assert {each.qualifiers["number"] for each in told if each.qualifiers["number"]} == {"2"}
    assert found(plans, "guidance", {"form.txt": text})


LASTED = [
    (
        "After the ablation of August 5, 2025 she had 70 percent less pain; it held until the middle of May 2026, nine months.",
        9,
    ),
    ("RFA 8/5/25: 70% relief through April 2026 (8 months).", 8),
    ("The RFA gave 75% relief which lasted until May 2026, that is nine months.", 9),
    ("Last RFA helped 80% for a good 10 months.", 10),
    ("RFA in 2025 - 60% improvement x 7 mo.", 7),
    ("After the RFA she was 80 percent better and stayed that way for ten months.", 10),
    ("Radiofrequency last year: 70% relief, duration 8 months.", 8),
]


@pytest.mark.parametrize(("text", "months"), LASTED)
def test_the_months_that_relief_lasted(text: str, months: int) -> None:
    told = found(ablation_relief, "rfa_relief_months", f"HPI: {text}\n", ("64635",))
    assert [round(each.value) for each in told if each.value is not None] == [months]  # type: ignore[arg-type]


NOT_RELIEF = [
    "After RFA: ODI today 46 %; in January 22 %.",
    "RFA 2025. Oswestry 44%, was 22% last fall.",
    "RFA done 2025. NDI then 20 %, now 44 %.",
    "Since RFA: Oswestry scores of 22% in March, 46% now.",
    "RFA 8/2025. Roland-Morris 40% at 3 months; 60% now.",
]


@pytest.mark.parametrize("text", NOT_RELIEF)
def test_a_disability_score_is_no_relief(text: str) -> None:
    assert not found(ablation_relief, "rfa_relief", f"HPI: {text}\n", ("64635",))


EXCLUDED = [
    "MRI 9/30/2025: facet arthropathy L4-5 and L5-S1, no fracture, tumor or infection.",
    "Thoracic MRI shows facet arthropathy at T8-9, no compression fracture, no tumor and no infection.",
    "CT L4-5 facet disease without vertebral fracture or metastatic disease.",
    "Films negative for L1 compression fracture.",
    "MRI: L3-4 facet OA, no marrow lesion, no vertebral fracture.",
    "X-ray: spondylosis L5-S1; no acute fracture.",
]


@pytest.mark.parametrize("text", EXCLUDED)
def test_another_disease_that_imaging_excludes(text: str) -> None:
    told = found(exclusions, "other_pathology", f"Imaging\n{text}\n")
    assert {each.presence for each in told} == {Presence.ABSENT}


NEVER_OPERATED = [
    "She has never had an operation on her spine.",
    "Past surgical history\nAppendectomy; cataract OU",
    "Surgical hx: none spine",
    "PSH: hysterectomy, right TKA",
    "No back operation.",
    "Never had surgery on the neck.",
    "Spine surgery: none.",
    "No spine surgery of any kind.",
    "Virgin spine.",
]


@pytest.mark.parametrize("text", NEVER_OPERATED)
def test_a_spine_that_was_never_operated_on(text: str) -> None:
    told = found(surgery, "spine_surgery", text + "\n")
    assert {each.presence for each in told} == {Presence.ABSENT}


SCORES = [
    ("She grades it 6 on a 0 to 10 verbal numeric scale.", 6),
    ("Severity today 8 of 10.", 8),
    ("Rates low back pain 7 on the numeric pain scale.", 7),
    ("Pain intensity (0-10): now 7, least 4, most 9.", 7),
    ("VAS 65 mm", None),
    ("Low back pain is a 7 out of 10.", 7),
    ("She puts it at 6 on the NRS.", 6),
    ("Pain Score: 5 (0-10 scale)", 5),
]


@pytest.mark.parametrize(("text", "value"), SCORES)
def test_the_score_of_the_pain_now(text: str, value: int | None) -> None:
    told = [
        f for f in found(scales, "pain_score", f"HPI: Low back pain. {text}\n") if f.qualifiers["aspect"] == "current"
    ]
    assert [f.value for f in told] == ([] if value is None else [value])


def test_the_score_of_the_other_side_is_not_that_of_the_side_asked_about() -> None:
    text = "HPI: R low back pain now 7/10 NRS. L 2/10.\n"
    told = found(scales, "pain_score", text, ("64635",), ("RT",))
    assert [(int(str(f.value)), f.qualifiers["site"]) for f in told] == [(7, "spine"), (2, "other")]


OF_FUNCTION = [
    ("mbb results: >80% functional improvement on both, pain relief not recorded.", []),
    ("90% improvement in function after mbb #1", []),
    ("mbb #1: 85% better function and mobility", []),
    ("range of motion improved by 85% after the block", []),
    ("after the block her sleep was 80% better", []),
    ("80% reduction in disability after the block", []),
    ("walking tolerance up 80% after mbb", []),
    ("able to do 90% of activities after the block", []),
    ("80% relief and improved function", ["80"]),
    ("85% improvement in pain and function", ["85"]),
    ("block: 90% pain relief with 80% better adls", ["90"]),
    ("10/30/25 - 90% x 6 h after the block", ["90"]),
    ("three quarters of her pain went away after the block", ["75"]),
    ("the block took away two thirds of the pain", ["67"]),
    ("half of his pain was relieved by the block", ["50"]),
    ("the block is done in the lower half of the back, pain persists", []),
]


@pytest.mark.parametrize(("text", "shares"), OF_FUNCTION)
def test_relief_of_pain_is_told_from_better_function(text: str, shares: list[str]) -> None:
    assert [str(each.percent) for each in reliefs(text, context=True)] == shares
