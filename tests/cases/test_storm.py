"""One storm on each database in every run of the tests; longer ones: `python -m benchmarks.recovery`."""

from __future__ import annotations

import pytest

from tests.cases.postgres import programs
from tests.cases.storm import WHAT, site, weather

SEED, SECONDS = 5, 0.0  # one round


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_whatever_is_killed_filled_and_turned_back_nothing_is_lost_or_done_twice(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if kind == "postgresql" and programs() is None:
        pytest.skip("PostgreSQL is not installed: bin/install-system installs it")
    monkeypatch.setenv("ACCORD_KEY", "5e" * 32)
    with site(kind, SEED) as storm:
        told, faults = weather(storm, SECONDS)
        happened = set(storm.done)
        wanted = set(WHAT) - (set() if storm.disk else {"disk"})
    assert faults == []
    assert (told.lost, told.doubled, told.unread, told.verified) == (0, 0, 0, "yes"), told
    assert told.accepted > 0
    assert told.unanswered + told.refused > 0, "nobody noticed anything"
    assert told.days > 1, "no clock jumped"
    assert happened == wanted
