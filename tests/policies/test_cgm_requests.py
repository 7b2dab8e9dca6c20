"""Whole requests for glucose monitors: from the papers to each criterion's answer."""

from __future__ import annotations

import dataclasses
from importlib.resources import files
from pathlib import Path

import pytest

from accord.policies import Policy, load_policy
from accord.prior_auth.line import Judged, judge_request
from accord.records.request import Request
from tests.evidence.papers import chart, request
from tests.policies.cgm_dossiers import DOSSIERS, Dossier
from tests.policies.cgm_dossiers_more import MORE
from tests.policies.cgm_dossiers_safety import SAFETY
from tests.policies.cgm_dossiers_short import SHORT
from tests.policies.cgm_dossiers_styles import STYLES
from tests.policies.cgm_dossiers_traps import TRAPS

ALL = {**DOSSIERS, **MORE, **SAFETY, **SHORT, **STYLES, **TRAPS}


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy(Path(str(files("accord.policies") / "packs" / "us_medicare" / "L33822_CGM.yaml")))


def asked(dossier: Dossier) -> Request:
    """The request of a dossier."""
    made = request(codes=dossier.codes, born=dossier.born, received=dossier.received, diagnoses=("E11.649",))
    services = tuple(
        dataclasses.replace(s, quantity=dossier.units if s.code.startswith("A") else 1) for s in made.services
    )
    return dataclasses.replace(made, services=services)


@pytest.mark.parametrize("name", ALL)
def test_a_request_is_answered_as_a_careful_reviewer_would(policy: Policy, name: str) -> None:
    dossier = ALL[name]
    made = asked(dossier)
    judged = judge_request(policy, made, chart(dossier.papers, made))
    assert isinstance(judged, Judged)
    assert judged.variant.name == dossier.variant
    told = {key.rpartition(".")[2]: verdict.status.value for key, verdict in judged.verdicts.items()}
    assert {key: told[key] for key in dossier.answers} == dict(dossier.answers)
    if dossier.root:
        assert judged.root.value == dossier.root
