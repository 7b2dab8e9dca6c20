"""order.signed and order.dated."""

import pytest

from accord.dossier.review import Outcome
from accord.prior_auth.checks.orders import DATED, SIGNED, check_orders
from tests.evidence.papers import chart

HEAD = "NORTHWIND\nSTANDARD WRITTEN ORDER\nPatient: Agnes Torvald\nE0601 CPAP device   Qty 1\n"
ORDERS = [
    (
        "Order date: 02/12/2026\nRuth Calloway MD NPI 1467560003\nSignature: /s/ Ruth Calloway MD 02/12/2026\n",
        True,
        True,
    ),
    ("Order date: 02/12/2026\nRuth Calloway MD NPI 1467560003\nSignature: ______________ Date: ___\n", False, True),
    ("Ruth Calloway MD NPI 1467560003\nSignature: /s/ Ruth Calloway MD\n", True, False),
    ("Order date: 12 Feb 2026\nPrescriber name: RUTH CALLOWAY MD\n", False, True),
]


@pytest.mark.parametrize(("rest", "signed", "dated"), ORDERS)
def test_what_an_order_lacks_is_said(rest: str, signed: bool, dated: bool) -> None:
    results = {r.rule: r for r in check_orders(chart({"order.txt": HEAD + rest}))}
    assert (results[SIGNED].outcome is Outcome.PASSED) is signed
    assert (results[DATED].outcome is Outcome.PASSED) is dated
    assert not any(result.blocks for result in results.values())


def test_an_order_for_somebody_else_is_not_checked_as_the_patients() -> None:
    other = HEAD.replace("Agnes Torvald", "Henrik Lund  DOB 07/30/1946")
    assert check_orders(chart({"order.txt": other})) == []
