"""The published charts and denials: nothing is cleared wrongly, and the figures do not fall."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks import healthadmin

SHARED = Path(os.environ.get("ACCORD_SHARED", "../shared"))
pytestmark = pytest.mark.skipif(
    not (SHARED / healthadmin.FOLDER).is_dir(), reason=f"{healthadmin.FOLDER} is not in the folder ACCORD_SHARED names"
)


def test_charts() -> None:
    tasks = healthadmin.rows(SHARED, "prior_auth")
    scored = healthadmin.referrals(tasks, healthadmin.DAY)
    assert healthadmin.cleared_wrongly(scored) == 0
    assert all(one.right for one in scored if one.wanted == "hold")
    assert sum(one.right for one in scored) >= 39
    assert healthadmin.fields(tasks, healthadmin.DAY) == "136/136"


def test_denials() -> None:
    scored = healthadmin.denials(healthadmin.rows(SHARED, "denials"), healthadmin.DAY)
    assert sum(one.right for one in scored) >= 35


def test_the_ceiling_counts_one_answer_for_the_same_input() -> None:
    one = healthadmin.Scored("a", "easy", "same", "submit", "submit", 0.0, ())
    other = healthadmin.Scored("b", "easy", "same", "clear_no_submit", "submit", 0.0, ())
    assert healthadmin.ceiling([one, other]) == 1
    assert healthadmin.ceiling([one, healthadmin.Scored("c", "easy", "else", "hold", "hold", 0.0, ())]) == 2
