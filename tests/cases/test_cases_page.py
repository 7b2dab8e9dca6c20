"""The page on cases shows the states as the tables have them. `python -m tests.cases.test_cases_page` writes it anew."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from accord.cases.clocks import ESCALATE_BEFORE, REMIND_BEFORE, Urgency
from accord.cases.quality import ALARM_SECONDS, LEAST_DECISIONS
from accord.cases.rules import NEEDS
from accord.cases.sampling import LEAST_SHARE, SHARE
from accord.cases.states import STATES, diagram, owners
from accord.dossier.review import Desk

PAGE = Path(__file__).parents[2] / "docs" / "understand" / "cases.md"


def drawn(page: str, side: Desk) -> str:
    shown = f"```mermaid\n{diagram(side)}```\n\n{owners(side)}"
    return re.sub(
        rf"(<!-- {side.value} -->\n).*?(<!-- end -->)", lambda found: found[1] + shown + found[2], page, flags=re.DOTALL
    )


@pytest.mark.parametrize("side", list(Desk))
def test_the_page_shows_the_states_as_they_are(side: Desk) -> None:
    page = PAGE.read_text("utf-8")
    assert diagram(side) in page
    assert owners(side) in page
    assert drawn(page, side) == page


def test_each_state_has_a_row_that_says_whose_turn_it_is() -> None:
    for side in Desk:
        rows = [line.split(" | ") for line in owners(side).splitlines()[2:]]
        told = {row[0].removeprefix("| "): row[1] for row in rows}
        wanted = {state.value: one for state, one in STATES.items() if one.side is side}
        assert set(told) == set(wanted)
        for state, one in wanted.items():
            assert told[state] == (one.owner.value.replace("_", " ") if one.owner else "–")


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
