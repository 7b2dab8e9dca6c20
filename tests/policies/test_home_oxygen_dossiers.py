"""Whole dossiers for home oxygen in unlike hands, and attempts to win an approval by what does not count."""

from __future__ import annotations

import pytest

from accord.criteria import Status
from accord.policies.load import bundled_pack
from accord.prior_auth.line import Judged, judge_request
from tests.evidence.papers import chart, request
from tests.policies.oxygen_dossiers import DOSSIERS, Dossier
from tests.policies.oxygen_traps import TRAPS, Trap
from tests.policies.test_home_oxygen import ORDER, POLICY


def answers(dossier: Dossier | Trap) -> Judged:
    asked = request(codes=dossier.codes, modifiers=("RR",), diagnoses=dossier.diagnoses)
    texts = {**dossier.papers, "order.txt": ORDER.format(flow=dossier.flow)}
    answer = judge_request(bundled_pack().policy(POLICY), asked, chart(texts, asked))
    assert isinstance(answer, Judged)
    return answer


@pytest.mark.parametrize("dossier", DOSSIERS, ids=lambda dossier: dossier.name)
def test_a_dossier_is_answered_as_a_careful_reviewer_would(dossier: Dossier) -> None:
    answer = answers(dossier)
    told = {key: answer.verdicts[f"o2.{key}"].status for key in dossier.answers}
    assert told == dict(dossier.answers)


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.name)
def test_what_does_not_count_wins_nothing(trap: Trap) -> None:
    answer = answers(trap)
    told = {key: answer.verdicts[f"o2.{key}"].status for key in trap.never}
    assert Status.MET not in told.values(), told
