"""Short hands below notes: initials, a family name, a stamp; and a typed name and letters, which sign nothing."""

from __future__ import annotations

import pytest

from accord.evidence.profile.profile import profiles
from tests.evidence.papers import document, request

HEAD = "{head}\nTorvald A   73F\nWorse SOB x 2 mo. Lungs quiet.\nPlan: walk test, back 6 wk.\n"
SIGNED = [
    ("2/20/2026   visit, in office   R. Calloway MD", "RC 2/20/26 1203"),
    ("Calloway MD pulm   20 Feb 2026   visit", "R Calloway, signed 2/20/26"),
    ("2/20/26 f/u   R. Calloway, NP", "-- RC"),
    ("2/20/26 f/u", "R.C."),
    ("2/20/26 f/u", "s/ R Calloway MD"),
    ("2/20/26 f/u  P. Reyes-Whitfield MD", "PRW"),
    ("2/20/26 office visit", "Ruth Calloway, DO   2/20/26 14:05"),
]
UNSIGNED = [
    ("2/20/26 visit   Calloway", "R Calloway MD"),
    ("2/20/26 office visit", "Ruth Calloway, DO   2/20/26"),
    ("2/20/26 f/u   R. Calloway MD", "Signature: ____________"),
    ("2/20/26 f/u   R. Calloway MD", "MA"),
    ("2/20/26 f/u   R. Calloway MD", "RN"),
    ("2/20/26 f/u   R. Calloway MD", "TK 2/20/26"),
    ("2/20/26 f/u   R. Calloway MD", "cc: Ann Orr, MD"),
    ("2/20/26 f/u   R. Calloway MD", "PCP: Ann Orr, MD"),
    ("2/20/26 f/u   R. Calloway MD", "T. Kemp, RN"),
    ("2/20/26 f/u   R. Calloway MD", "R. Calloway MD\n[unsigned]"),
    ("2/20/26 f/u   R. Calloway MD", "A Torvald signed 2/20/26"),
    ("2/20/26 f/u", "OK"),
]


@pytest.mark.parametrize(("head", "line"), SIGNED)
def test_a_short_hand_signs(head: str, line: str) -> None:
    paper = profiles(document(HEAD.format(head=head) + line + "\n"), request())[0]
    assert paper.signature is not None
    assert paper.signature.treating


@pytest.mark.parametrize(("head", "line"), UNSIGNED)
def test_these_sign_nothing(head: str, line: str) -> None:
    paper = profiles(document(HEAD.format(head=head) + line + "\n"), request())[0]
    assert paper.signature is None or not paper.signature.treating
