"""Orders of one line: their own day beside the signature on the same line."""

from __future__ import annotations

import pytest

from accord.records.findings import Finding
from tests.evidence.papers import chart, request

WHOLE = [
    "SWO 10/21/25 E1390 O2 concentrator 2 L/min NC Agnes Torvald qty 1 s/ Dr Ruth Calloway",
    "SWO 10/21/25 E1390 O2 conc 2L NC, Agnes Torvald, s/ Ruth Calloway MD",
    "SWO 10/21/25 E1390 Agnes Torvald s/ Ruth Calloway MD 10/22/25",
    "Rx 10/21/25 Agnes Torvald home oxygen E1390 #1 /s/ Ruth Calloway, MD NPI 1467560003",
    "10/21/25 SWO E1390 O2 2L NC Agnes Torvald qty 1 /s/ Ruth Calloway MD",
    "Agnes Torvald DOB 4/9/1952 SWO 10/21/25 E1390 home O2 s/ Dr. Calloway",
    "SWO dated 10/21/25 for Agnes Torvald: E1390. Signed Ruth Calloway MD 10/22/25",
    "Order: E1390 oxygen 2L, Agnes Torvald. Ordered 10/21/25. /s/ Ruth Calloway MD",
    "DWO 10-21-2025 E1390 Agnes Torvald /s/ R Calloway MD",
]
WITHOUT_A_DAY = [
    "SWO E1390 Agnes Torvald s/ Ruth Calloway MD 10/21/25",
    "SWO E1390 Agnes Torvald, signed by Ruth Calloway MD on 10/21/25",
    "SWO Agnes Torvald 04/09/1952 E1390 s/ Ruth Calloway MD",
    "SWO E1390 Agnes Torvald per visit 10/21/25 s/ Ruth Calloway MD",
    "SWO E1390 Agnes Torvald received 10/21/25 s/ Ruth Calloway MD",
    "SWO printed 10/21/25 E1390 Agnes Torvald s/ Ruth Calloway MD",
]
UNSIGNED = [
    "SWO 10/21/25 E1390 O2 concentrator Agnes Torvald qty 1 s/ ____________",
    "SWO 10/21/25 E1390 O2 concentrator Agnes Torvald for Dr Ruth Calloway",
    "SWO 10/21/25 E1390 O2 w/ humidifier Agnes Torvald Dr Calloway's office",
]


def order(text: str) -> Finding:
    (found,) = [f for f in chart({"o.txt": text}, request(("E1390",))).findings if f.concept == "written_order"]
    return found


@pytest.mark.parametrize("text", WHOLE)
def test_one_line_may_be_a_whole_order(text: str) -> None:
    found = order(text)
    assert (found.qualifiers["complete"], found.qualifiers["missing"]) == ("yes", "")
    assert found.date is not None
    assert found.date.iso() == "2025-10-21"


@pytest.mark.parametrize("text", WITHOUT_A_DAY)
def test_another_day_on_the_line_is_not_the_orders(text: str) -> None:
    assert order(text).qualifiers["missing"] == "date"


@pytest.mark.parametrize("text", UNSIGNED)
def test_a_name_on_the_line_is_no_signature(text: str) -> None:
    assert order(text).qualifiers["signed"] == "no"


def test_the_day_behind_the_hand_is_the_day_of_signing() -> None:
    assert (
        order("SWO 10/21/25 E1390 Agnes Torvald s/ Ruth Calloway MD 10/22/25").qualifiers["signed_date"] == "2025-10-22"
    )
