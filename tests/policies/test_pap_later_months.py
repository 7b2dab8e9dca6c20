"""Which rental a request for airway pressure means where neither a modifier nor a word says so."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from accord.policies import Policy, load_policy
from accord.prior_auth.line import Judged, judge_request
from tests.evidence.papers import chart, request

SETUP = """\
Northwind Home Medical   Delivery ticket
Patient: Agnes Torvald  DOB 4/9/1952     Delivered {day}
1 E0601 auto CPAP s/n 443-2   1 E0562 humidifier   1 A7034 nasal mask
Patient instructed in use and cleaning. Patient signature: A. Torvald {day}
"""
USAGE = """\
PAP usage report   Torvald, Agnes     {start} - {end}
Best 30 consecutive days: 27 of 30 nights 4 hours or more (90 %)
Average 6 h 02 min   AHI 2.2
"""
VISIT = """\
PINE SLEEP CLINIC    OFFICE VISIT {day}
Patient: Agnes Torvald  DOB 04/09/1952
On CPAP for OSA. No longer dozes at work, feels rested. Download seen with her, 27 of 30 nights at four hours or more.
{more}
Electronically signed: Ruth Calloway MD {day}
"""
LATER = "continued_after_12_weeks"
# name, code, modifiers, papers, the variant that is meant
REQUESTS: list[tuple[str, str, tuple[str, ...], tuple[str, ...], str]] = [
    (
        "in use since four months, seen and downloaded",
        "E0601",
        ("RR", "KX"),
        (
            SETUP.format(day="11/12/2025"),
            USAGE.format(start="11/12/2025", end="01/20/2026"),
            VISIT.format(day="01/21/2026", more="Continue CPAP."),
        ),
        LATER,
    ),
    (
        "in use since three months, no modifier at all",
        "E0601",
        (),
        (
            SETUP.format(day="12/08/2025"),
            USAGE.format(start="12/08/2025", end="02/10/2026"),
            VISIT.format(day="02/11/2026", more="Same settings."),
        ),
        LATER,
    ),
    (
        "set up and taught, not seen since",
        "E0601",
        ("RR", "KX"),
        (SETUP.format(day="12/08/2025"), USAGE.format(start="12/08/2025", end="02/10/2026")),
        "initial_e0601",
    ),
    (
        "seen, but without a usage report",
        "E0601",
        ("RR", "KX"),
        (
            SETUP.format(day="12/08/2025"),
            "PINE SLEEP CLINIC    OFFICE VISIT 02/11/2026\nPatient: Agnes Torvald  DOB 04/09/1952\nOn CPAP, feels rested.\n"
            "Electronically signed: Ruth Calloway MD 02/11/2026\n",
        ),
        "initial_e0601",
    ),
    (
        "set up three weeks before",
        "E0601",
        ("RR", "KX"),
        (
            SETUP.format(day="02/16/2026"),
            USAGE.format(start="02/16/2026", end="02/28/2026"),
            VISIT.format(day="02/28/2026", more="Continue CPAP."),
        ),
        "initial_e0601",
    ),
    (
        "set up two years before",
        "E0601",
        ("RR", "KX"),
        (
            SETUP.format(day="02/16/2024"),
            USAGE.format(start="11/16/2025", end="02/16/2026"),
            VISIT.format(day="02/20/2026", more="Continue CPAP."),
        ),
        "initial_e0601",
    ),
    (
        "the first month of rental",
        "E0601",
        ("RR", "KH"),
        (
            SETUP.format(day="12/08/2025"),
            USAGE.format(start="12/08/2025", end="02/10/2026"),
            VISIT.format(day="02/11/2026", more="Continue CPAP."),
        ),
        "initial_e0601",
    ),
    (
        "another device instead",
        "E0470",
        ("RR", "KX"),
        (
            SETUP.format(day="12/08/2025"),
            USAGE.format(start="12/08/2025", end="02/10/2026"),
            VISIT.format(day="02/11/2026", more="CPAP leaves an AHI of 22. Change to bi-level."),
        ),
        "initial_e0470",
    ),
    (
        "the machine was stolen",
        "E0601",
        ("RR", "KX"),
        (
            SETUP.format(day="12/08/2025"),
            USAGE.format(start="12/08/2025", end="02/10/2026"),
            VISIT.format(day="02/11/2026", more="Her CPAP machine was stolen. Replacement CPAP machine ordered."),
        ),
        "replacement_after_5y",
    ),
    (
        "a second trial after one that failed",
        "E0601",
        ("RR", "KX"),
        (
            SETUP.format(day="12/08/2025"),
            USAGE.format(start="12/08/2025", end="02/10/2026"),
            VISIT.format(day="02/11/2026", more="Failed 12 week CPAP trial, requalification, second trial of CPAP."),
        ),
        "requalify_after_failed_trial",
    ),
]


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy(Path(str(files("accord.policies") / "packs" / "us_medicare" / "NCD-240.4_L33718.yaml")))


@pytest.mark.parametrize(
    ("code", "modifiers", "papers", "variant"), [r[1:] for r in REQUESTS], ids=[r[0] for r in REQUESTS]
)
def test_the_papers_tell_which_rental_is_meant(
    policy: Policy, code: str, modifiers: tuple[str, ...], papers: tuple[str, ...], variant: str
) -> None:
    asked = request(codes=(code,), modifiers=modifiers)
    judged = judge_request(policy, asked, chart({f"paper_{n}.txt": text for n, text in enumerate(papers)}, asked))
    assert isinstance(judged, Judged)
    assert judged.variant.name == variant
