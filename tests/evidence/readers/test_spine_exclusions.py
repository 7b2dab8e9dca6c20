"""Nerve root disease and other disease of the spine: present, or looked for and absent."""

from __future__ import annotations

import pytest

from accord.evidence.readers.spine.exclusions import exclusions
from tests.evidence.readers.spine_notes import found

NO_ROOT = [
    "SLR negative bilaterally.",
    "Straight leg raise is negative.",
    "Negative SLR.",
    "Spurling's negative.",
    "Motor strength 5/5 in both lower extremities.",
    "Strength is full throughout.",
    "Sensation intact to light touch.",
    "Reflexes 2+ and symmetric.",
    "Neuro exam non-focal.",
    "Neurologically intact.",
    "No focal neurologic deficits.",
    "Denies numbness, tingling or weakness of the legs.",
    "No radicular symptoms.",
    "Denies radiculopathy.",
    "No leg pain, no claudication.",
    "No neurogenic claudication.",
    "Lumbar spondylosis without myelopathy or radiculopathy.",
    "Gait normal; heel and toe walk normal.",
    "Legs: strength 5/5, sensation normal, DTRs equal.",
    "No weakness or numbness in the legs.",
    "Radicular symptoms: none",
    "No signs of radiculopathy.",
    "Patient denies any paresthesias.",
    "No lower extremity weakness.",
    "Motor, sensory and reflexes intact in both legs.",
    "LE strength 5/5 bilat, sensation WNL.",
    "Neuro: intact.",
    "SLR (-) b/l.",
    "Myotomes 5/5, dermatomes intact.",
    "Normal neurological examination of the lower limbs.",
]

ROOT = [
    "Positive SLR on the left at 30 degrees.",
    "Straight leg raise positive on the right.",
    "Spurling's positive to the right.",
    "Left L5 radiculopathy.",
    "Lumbar radiculopathy, worsening.",
    "Neurogenic claudication after one block.",
    "Foot drop on the left.",
    "Numbness down the left leg to the foot.",
    "Decreased sensation over the lateral calf.",
    "Left sciatica, severe.",
    "Dorsiflexion 4/5 on the right.",
    "Radicular pain of the right arm with tingling in the thumb.",
]

NEITHER = [
    "Remote sciatica in 2009, resolved.",
    "History of L5 radiculopathy treated with discectomy 2011.",
    "Return if leg numbness or weakness develops.",
    "Diabetic neuropathy of the feet.",
    "Brother has sciatica.",
    "Rule out radiculopathy.",
]

CLEAR = [
    "MRI lumbar: no fracture, tumor or infection.",
    "No acute fracture.",
    "No evidence of malignancy.",
    "CT: no destructive lesion.",
    "X-rays show no fracture or instability.",
    "No fracture, no lytic lesions.",
    "No compression fracture or infection on MRI.",
    "MRI negative for fracture, neoplasm and discitis.",
    "Imaging: no fractures.",
    "There is no evidence of fracture or osseous lesion.",
    "No discitis or osteomyelitis.",
    "MRI without fracture or mass.",
    "No suspicious marrow lesion.",
    "No pathologic fracture is seen.",
    "No epidural abscess.",
]

DISEASED = [
    "MRI: acute L2 compression fracture with marrow edema.",
    "MRI shows a vertebral metastasis at L3.",
    "Findings consistent with discitis at L4-5.",
    "New T12 compression fracture.",
    "Lytic lesion of L1 vertebral body suspicious for myeloma.",
    "Epidural abscess at L3.",
    "Subacute fracture of L1.",
    "High-grade spondylolisthesis L5-S1.",
    "Osteomyelitis of L2.",
]

HARMLESS = [
    "Chronic T12 wedging, unchanged.",
    "Old healed L1 compression fracture.",
    "Vertebral hemangioma at L3.",
    "Simple cyst of the left kidney.",
    "Wrist fracture in 2019.",
    "Urinary tract infection last year.",
    "Breast cancer 2010, in remission.",
    "Rule out fracture.",
    "Father had metastatic prostate cancer of the spine.",
]


@pytest.mark.parametrize("words", NO_ROOT)
def test_no_root_disease(words: str) -> None:
    assert {f.presence.value for f in found(exclusions, "radiculopathy", words)} == {"absent"}


@pytest.mark.parametrize("words", ROOT)
def test_root_disease(words: str) -> None:
    seen = found(exclusions, "radiculopathy", words)
    assert {f.presence.value for f in seen} == {"present"}
    assert {f.time.value for f in seen} == {"current"}


@pytest.mark.parametrize("words", NEITHER)
def test_past_supposed_or_another_disease_is_no_root_disease_now(words: str) -> None:
    seen = found(exclusions, "radiculopathy", words)
    assert not [
        f for f in seen if f.presence.value == "present" and f.time.value == "current" and f.whose.value == "patient"
    ]


@pytest.mark.parametrize("words", CLEAR)
def test_other_disease_was_looked_for(words: str) -> None:
    seen = found(exclusions, "other_pathology", words)
    assert {f.presence.value for f in seen} == {"absent"}


@pytest.mark.parametrize("words", DISEASED)
def test_other_disease_is_there(words: str) -> None:
    seen = found(exclusions, "other_pathology", words)
    assert "present" in {f.presence.value for f in seen}


@pytest.mark.parametrize("words", HARMLESS)
def test_what_is_old_or_elsewhere_does_not_count(words: str) -> None:
    seen = found(exclusions, "other_pathology", words)
    assert not [f for f in seen if f.presence.value == "present"]


def test_the_conclusion_of_an_imaging_report_is_kept() -> None:
    report = (
        "NORTH RADIOLOGY\nMRI LUMBAR SPINE 05/01/2026\nPatient: Ada Nowak DOB 02/03/1950\n\nFINDINGS:\nL4-5 facet hypertrophy.\n\n"
        "IMPRESSION:\nFacet arthropathy at L4-5 and L5-S1.\n\nDr. Ray\n"
    )
    assert [f.place.text for f in found(exclusions, "spine_imaging", {"mri.txt": report})] == [
        "Facet arthropathy at L4-5 and L5-S1."
    ]
