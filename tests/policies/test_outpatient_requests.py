"""Whole requests of the provisional outpatient policies: which variant is meant, what each answers, and that none approves."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from accord.criteria import Status
from accord.dossier.review import Desk, NoPolicy, ProposalKind, Review
from accord.prior_auth.line import review

NOTE_HEAD = "OFFICE VISIT 03/05/2026\nPatient: Agnes Torvald  DOB 04/09/1952\n\n"
NOTE_TAIL = "\n\nElectronically signed by Ruth Calloway, MD 03/05/2026\n"
Service = tuple[str, list[str]]


def asked(folder: Path, services: list[Service], diagnoses: list[str], words: str) -> Review:
    """The review of one note and a request for these services."""
    (folder / "documents").mkdir()
    (folder / "documents" / "note.txt").write_text(NOTE_HEAD + words + NOTE_TAIL, "utf-8")
    form = {
        "case": "x",
        "received": "2026-03-12",
        "service_date": "2026-04-02",
        "urgency": "standard",
        "payer": "Medicare",
        "state": "OH",
        "patient": {"name": "Agnes Torvald", "birth_date": "1952-04-09", "sex": "female", "member_id": "4RD7WC2KT81"},
        "services": [{"code": code, "quantity": 1, "modifiers": modifiers} for code, modifiers in services],
        "diagnoses": diagnoses,
        "requester": {"name": "Ruth Calloway, MD", "npi": "1234567893"},
        "performer": {"name": "Lakeside Surgical Hospital", "npi": "1245319599"},
    }
    (folder / "request.json").write_text(json.dumps(form), "utf-8")
    seen, _ = review([folder / "documents", folder / "request.json"], Desk.PAYER, dt.date(2026, 3, 12))
    return seen


def statuses(seen: Review) -> dict[str, Status]:
    return {criterion.key: criterion.status for criterion in seen.criteria}


MIGRAINE = (
    "Chronic migraine. 20 headache days per month, untreated headaches last 8 hours. Headaches: misses work twice a month.\n"
    "Topiramate for 4 months, no benefit.\n\nPlan: onabotulinumtoxinA 155 units into 31 sites every 12 weeks."
)
AGAIN = "\n\nGood response to both prior Botox treatments (06/12/2025 and 09/11/2025)."
SPASM = (
    "Blepharospasm with forced eye closure, cannot drive. Blepharospasm: clonazepam tried, no relief.\n\n"
    "Plan: Xeomin 25 units, orbicularis oculi both upper lids, every 12 weeks."
)
BOTH: list[Service] = [("64615", []), ("J0585", [])]
FACE: list[Service] = [("64612", []), ("J0588", [])]
VARIANTS: list[tuple[list[Service], list[str], str, str]] = [
    (BOTH, ["G43.709"], MIGRAINE, "migraine_initial"),
    (BOTH, ["G43.709"], MIGRAINE + AGAIN, "migraine_continued"),
    (BOTH, ["G43.709"], MIGRAINE + "\n\nReceived Botox for overactive bladder in 2025.", "migraine_initial"),
    (FACE, ["G24.5"], SPASM, "dystonia_spasm"),
    (BOTH, ["G24.5"], SPASM, "dystonia_spasm"),
    (FACE, ["G43.709"], MIGRAINE, "migraine_initial"),
]


@pytest.mark.parametrize(("services", "diagnoses", "words", "variant"), VARIANTS)
def test_diagnosis_and_codes_choose_the_variant(
    tmp_path: Path, services: list[Service], diagnoses: list[str], words: str, variant: str
) -> None:
    seen = asked(tmp_path, services, diagnoses, words)
    assert not isinstance(seen.policy, NoPolicy)
    assert (seen.policy.id, seen.policy.variant) == ("P_OPD-BOTULINUM", variant)
    assert set(statuses(seen).values()) == {Status.MET}


@pytest.mark.parametrize("code", ["64615", "64612"])
def test_an_injection_without_a_toxin_means_no_variant(tmp_path: Path, code: str) -> None:
    seen = asked(tmp_path, [(code, [])], ["G43.709"], MIGRAINE)
    assert isinstance(seen.policy, NoPolicy)
    assert seen.proposal.kind is not ProposalKind.APPROVE


def test_all_criteria_met_under_a_provisional_policy_is_a_clinicians_matter(tmp_path: Path) -> None:
    seen = asked(tmp_path, BOTH, ["G43.709"], MIGRAINE)
    assert seen.proposal.kind is ProposalKind.CLINICIAN


FOLD = (
    "Panniculectomy for recurrent intertrigo. Pannus hangs 5 cm below the pubis. Recurrent intertrigo under the pannus.\n"
    "Nystatin for the pannus rash {length}, the rash persists. Preoperative photographs were taken."
)
LENGTHS: list[tuple[str, Status]] = [
    ("for 4 months", Status.MET),
    ("for 12 weeks", Status.UNCLEAR),
    ("for 2 weeks", Status.NOT_MET),
    ("twice daily", Status.UNCLEAR),
    ("since 11/01/2025", Status.MET),
]


@pytest.mark.parametrize(("length", "status"), LENGTHS)
def test_three_months_of_treatment_are_told_by_dates_or_lengths(tmp_path: Path, length: str, status: Status) -> None:
    seen = asked(tmp_path, [("15830", [])], ["L98.7", "L30.4"], FOLD.format(length=length))
    told = statuses(seen)
    assert told.pop("pann.conservative.refractory_3mo") is status
    assert set(told.values()) == {Status.MET}
    assert seen.proposal.kind is not ProposalKind.APPROVE


LEG = (
    "Aching of the right leg limits standing. Compression stockings and leg elevation for {weeks} weeks, no relief. CEAP C3.\n"
    "No heart failure, no lymphedema. Pedal pulses palpable.\n"
    "Duplex: right GSV reflux {time}. No DVT. GSV is straight, no aneurysm.\n\nPlan: radiofrequency ablation of right GSV for symptomatic reflux."
)
LEGS: list[tuple[int, str, str, dict[str, Status]]] = [
    (8, "2.1 s", "RT", {}),
    (8, "0.5 s", "RT", {"vein.duplex.reflux_gt_500ms": Status.UNCLEAR}),
    (8, "0.4 s", "RT", {"vein.duplex.reflux_gt_500ms": Status.NOT_MET}),
    (5, "2.1 s", "RT", {"vein.conservative.two_for_6wk": Status.NOT_MET}),
    (
        8,
        "2.1 s",
        "LT",
        {
            "vein.laterality.match": Status.NOT_MET,
            "vein.duplex.reflux_gt_500ms": Status.UNCLEAR,
            "vein.dx.symptomatic_varicose": Status.UNCLEAR,
        },
    ),
]


@pytest.mark.parametrize(("weeks", "time", "modifier", "other"), LEGS)
def test_a_vein_is_judged_by_its_own_side_time_and_care(
    tmp_path: Path, weeks: int, time: str, modifier: str, other: dict[str, Status]
) -> None:
    seen = asked(tmp_path, [("36475", [modifier])], ["I83.811"], LEG.format(weeks=weeks, time=time))
    told = statuses(seen)
    assert {key: status for key, status in told.items() if status is not Status.MET} == other
    assert seen.proposal.kind is not ProposalKind.APPROVE
