"""The page on cases shows the states as the tables have them. `python -m tests.cases.test_cases_page` writes it anew."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from accord.cases.clocks import ESCALATE_BEFORE, REMIND_BEFORE, Urgency
from accord.cases.quality import ALARM_SECONDS, LEAST_DECISIONS
from accord.cases.rules import NEEDS
from accord.cases.sampling import LEAST_SHARE, SHARE
from accord.cases.states import diagram
from accord.dossier.review import Desk

PAGE = Path(__file__).parents[2] / "docs" / "understand" / "cases.md"


def drawn(page: str, side: Desk) -> str:
    return re.sub(
        rf"(<!-- {side.value} -->\n```mermaid\n).*?(```\n<!-- end -->)",
        rf"\g<1>{diagram(side)}\g<2>",
        page,
        flags=re.DOTALL,
    )


@pytest.mark.parametrize("side", list(Desk))
def test_the_page_shows_the_states_as_they_are(side: Desk) -> None:
    page = PAGE.read_text("utf-8")
    assert diagram(side) in page
    assert drawn(page, side) == page


def test_the_page_says_the_figures_of_the_tables() -> None:
    page = PAGE.read_text("utf-8")
    for name, before in (("reminded", REMIND_BEFORE), ("escalated", ESCALATE_BEFORE)):
        hours = [int(before[urgency].total_seconds() // 3600) for urgency in (Urgency.STANDARD, Urgency.EXPEDITED)]
        assert f"| {name} | {hours[0]} hours before | {hours[1]} hours before |" in page
    assert (1 / SHARE, 1 / LEAST_SHARE) == (10, 100)
    assert f"at least {LEAST_DECISIONS} cases" in page
    assert f"less than {ALARM_SECONDS:.0f} seconds" in page
    assert f"`{NEEDS}` where nothing else was said" in page


if __name__ == "__main__":
    told = PAGE.read_text("utf-8")
    for desk in Desk:
        told = drawn(told, desk)
    PAGE.write_text(told, "utf-8")
