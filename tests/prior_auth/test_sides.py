"""Sides of the body: the order or its codes against what the clinicians plan and treat, family by family."""

import pytest

from accord.dossier.review import Conflict, ConflictKind
from accord.prior_auth.contradictions.sides import sides
from tests.evidence.papers import chart, request

NOTE = (
    "PINE CLINIC  Progress note  Office visit\nDate of service: 02/10/2026\nPatient: Agnes Torvald   DOB 04/09/1952\n\n"
)
ORDER = "STANDARD WRITTEN ORDER\nPatient: Agnes Torvald   DOB 04/09/1952\nOrder date: 02/12/2026\n"
IMAGING = "X-RAY REPORT  KNEE\nPatient: Agnes Torvald  DOB 04/09/1952\nExam date 02/03/2026\n"


def found(
    code: str,
    order: str,
    told: str,
    modifiers: tuple[str, ...] = (),
    diagnoses: tuple[str, ...] = ("R26.9",),
    head: str = NOTE,
) -> list[Conflict]:
    texts = {"order.txt": f"{ORDER}{order}\n", "told.txt": f"{head}{told}\n"}
    made = chart(texts, request(codes=(code,), modifiers=modifiers, diagnoses=diagnoses))
    return list(sides(made))


OPPOSITE = [
    ("E0651", "E0667 full leg appliance, left, qty 1", "Lymphedema of the right leg after groin dissection."),
    ("E0651", "Side: [x] LEFT  [ ] RIGHT  [ ] BOTH\nE0651 pump", "Secondary lymphedema RLE, pitting to the knee."),
    ("E0652", "Side: [x] LEFT  [ ] RIGHT\nE0652 pump", "I prescribe the pump with a right full leg sleeve."),
    ("E0651", "[x] Left leg\nE0651 pump", "Venous stasis ulcer of the right ankle; the left leg is normal."),
    ("E0277", "E0277 mattress\nDx L89.324 pressure ulcer of left buttock", "R ischial stage 4 pressure injury, open."),
    ("E0277", "E0277 mattress\nDx L89.214", "Stage 3 ulcer over the left trochanter, 4 x 3 cm."),
    ("E0277", "E0277 mattress\nDx L89.314", "Flap closure of left ischial ulcer. Flap on the opposite right ischium healed."),
    ("L1851", "L1851 knee orthosis, RIGHT knee, qty 1", "Osteoarthritis of the left knee with instability."),
    ("L1851", "L1851 knee orthosis\nDx M17.11", "Left knee pain on stairs. Medial osteoarthritis left knee."),
    ("L1833", "L1833 brace for the L knee", "R knee: lax to anterior drawer, ACL tear."),
    ("29877", "Arthroscopy, left knee", "Right knee locks twice a week, torn meniscus."),
    ("L5856", "L5856 microprocessor knee, left", "Right transfemoral amputation 2021 after a crash."),
    ("L5301", "L5301 prosthesis\nDx Z89.512", "R BKA in January, residual limb healed well and shaped."),
    ("L1960", "L1960 AFO, left", "Foot drop on the right after a stroke, right ankle weak."),
    ("63650", "[x] Left electrode trial", "Plan: right-sided lead trial; right electrode at T8."),
]  # fmt: skip


@pytest.mark.parametrize(("code", "order", "told"), OPPOSITE)
def test_an_order_for_the_other_side_is_a_contradiction(code: str, order: str, told: str) -> None:
    conflict = found(code, order, told)
    assert [c.kind for c in conflict] == [ConflictKind.LATERALITY]
    assert {p.document for p in conflict[0].places} == {"order.txt", "told.txt"}


AGREEING = [
    ("E0651", "E0667 full leg appliance, right", "Lymphedema of the right leg; the left leg is normal."),
    ("E0651", "E0667 full leg appliance, left", "Lymphedema of both legs, the right worse."),
    ("E0651", "E0667 full leg appliance, left", "Lymphedema LLE. Right knee replaced 2019."),
    ("E0651", "E0667 full leg appliance", "Lymphedema of the right leg."),
    ("E0651", "E0667 full leg appliance, left", "She left the clinic with lymphedema teaching, right after lunch."),
    ("E0277", "E0277\nDx L89.324 left buttock, L89.214 right hip", "Stage 4 ulcer over the right trochanter."),
    ("E0277", "E0277\nDx L89.154", "Stage 3 ulcer of the left ischium and of the sacrum."),
    ("L1851", "L1851 knee orthosis, left knee", "Left knee osteoarthritis, unstable. Right knee pain as a child."),
    ("L1851", "L1851 knee orthosis, right knee", "History of left knee arthroscopy 2011. Knee pain, unstable to varus."),
    ("L1851", "L1851 knee orthosis, right knee", "Right knee unstable. Left shoulder pain; left heart failure."),
    ("L1851", "[x] Left message for patient\nL1851 knee orthosis", "Right knee osteoarthritis, unstable."),
    ("L5856", "L5856 microprocessor knee, left\nDx M17.11", "Left transfemoral amputation; right knee arthritis."),
    ("L1960", "L1960 AFO, left", "Foot drop. Right handed."),
    ("E0601", "E0601, left at the front desk", "Right knee pain, osteoarthritis."),
]  # fmt: skip


@pytest.mark.parametrize(("code", "order", "told"), AGREEING)
def test_sides_that_agree_or_are_of_another_thing_are_none(code: str, order: str, told: str) -> None:
    assert found(code, order, told) == []


def test_the_requests_modifier_and_codes_are_weighed_too() -> None:
    knee = "Osteoarthritis of the left knee, unstable."
    assert found("L1851", "L1851 knee orthosis", knee, modifiers=("RT",))
    assert found("L1851", "L1851 knee orthosis", knee, diagnoses=("M17.11",))
    assert not found("L1851", "L1851 knee orthosis", knee, modifiers=("LT",), diagnoses=("M17.12",))
    assert not found("L1851", "L1851 knee orthosis", knee, diagnoses=("M17.11", "M17.12"))
    assert not found("L1851", "L1851 knee orthosis", knee, diagnoses=("M17.0",))


def test_imaging_of_the_other_knee_is_a_contradiction_unless_it_is_old() -> None:
    views = "LEFT KNEE, 3 VIEWS\nModerate osteoarthritis of the left knee."
    assert found("L1851", "L1851 knee orthosis, right knee", views, head=IMAGING)
    assert not found("L1851", "L1851 knee orthosis, right knee", views, head=IMAGING.replace("2026", "2024"))


def test_what_a_supplier_says_accuses_no_order() -> None:
    intake = "NORTHWIND HOME MEDICAL intake worksheet\nPatient: Agnes Torvald\nCustomer service\n"
    assert not found("L1851", "L1851 knee orthosis, right knee", "Left knee osteoarthritis, unstable.", head=intake)
