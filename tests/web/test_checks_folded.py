"""On the case page what a check found wrong, or could not check, is open; what is in order is folded and counted."""

from __future__ import annotations

import re
from typing import Any

import pytest

from accord.web.pages import fragment
from accord.wording import say
from tests.web.conftest import Web


def view(*outcomes: str) -> dict[str, Any]:
    """What the template is given, with a check of each outcome."""
    rows = [
        {"sign": "", "outcome": say(f"outcome.{one}"), "words": f"check {n} {one}", "places": []}
        for n, one in enumerate(outcomes)
    ]
    return {"checks": rows, "request": [], "warnings": [], "unread": [], "missing": []}


@pytest.mark.parametrize(
    ("outcomes", "open_", "folded"),
    [
        (("passed", "problem", "passed", "unknown"), [1, 3], [0, 2]),
        (("problem",), [0], []),
        (("passed", "passed"), [], [0, 1]),
    ],
)
def test_what_is_open_and_what_is_folded(outcomes: tuple[str, ...], open_: list[int], folded: list[int]) -> None:
    told = str(fragment("facts", v=view(*outcomes)))
    details = "".join(re.findall(r"<details>.*?</details>", told, re.DOTALL))
    assert [int(n) for n in re.findall(r"check (\d)", details)] == folded
    assert [int(n) for n in re.findall(r"check (\d)", told.replace(details, ""))] == open_
    assert (f"In order ({len(folded)})" in details) == bool(folded)
    assert ("Every check is in order" in told) == (not open_)


def test_the_page_of_a_case_folds_them(web: Web) -> None:
    page = web.browser(web.people.reviewer).get(f"/cases/{web.case(web.people.reviewer)}")
    section = re.search(r'<section aria-labelledby="checks">.*?</section>', page, re.DOTALL)
    assert section is not None
    within, without = section[0].split("<details>")[1], section[0].split("<details>")[0]
    assert within.count("In order:") == int(re.search(r"In order \((\d+)\)", within)[1])  # type: ignore[index]
    assert "In order:" not in without
