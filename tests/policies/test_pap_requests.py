"""Whole requests for airway pressure: from the papers to each criterion's answer."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from accord.policies import Policy, load_policy
from accord.prior_auth.line import Judged, judge_request
from tests.evidence.papers import chart, request
from tests.policies.pap_dossiers import DOSSIERS


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy(Path(str(files("accord.policies") / "packs" / "us_medicare" / "NCD-240.4_L33718.yaml")))


@pytest.mark.parametrize("name", DOSSIERS)
def test_a_request_is_answered_as_a_careful_reviewer_would(policy: Policy, name: str) -> None:
    dossier = DOSSIERS[name]
    asked = request(codes=(dossier.code,), modifiers=dossier.modifiers)
    judged = judge_request(policy, asked, chart(dossier.papers, asked))
    assert isinstance(judged, Judged)
    assert judged.variant.name == dossier.variant
    assert {key: judged.verdicts[key].status.value for key in dossier.answers} == dossier.answers
