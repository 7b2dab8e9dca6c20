"""How long an appeal may be filed where the letter itself does not say: known federal rules, each with its source.

State law and the plan's own documents may allow more; a letter that states a time is always followed instead.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """days -- from the date of the notice, or from its receipt; None where there is no appeal but another request."""

    name: str
    days: int | None
    from_receipt: bool
    sentence: str
    since: dt.date = dt.date.min


# 42 CFR 422.582(b) as amended by 89 FR 30448, in force from 2025-01-01 (60 days before that); 42 CFR 423.582(b);
# 42 CFR 438.402(c)(2)(ii); 29 CFR 2560.503-1(h)(3)(i) with 45 CFR 147.136(b); 42 CFR 405.926(t) and 80 FR 81674 for the
# prior authorization of Original Medicare; 42 CFR 405.942(a) for its claims.
ADVANTAGE = Rule("advantage", 65, False, "rule.advantage", dt.date(2025, 1, 1))
ADVANTAGE_BEFORE = Rule("advantage_before", 60, False, "rule.advantage_before")
PART_D = Rule("part_d", 65, False, "rule.part_d", dt.date(2025, 1, 1))
MEDICAID = Rule("medicaid", 60, False, "rule.medicaid")
EMPLOYER = Rule("employer", 180, True, "rule.employer")
CLAIM = Rule("claim", 120, True, "rule.claim")
RESUBMIT = Rule("resubmit", None, False, "rule.resubmit")

# What the letter calls the coverage -> its rules, the newest first. Order matters: Medicare Advantage before Medicare.
COVERAGES: tuple[tuple[str, tuple[Rule, ...]], ...] = (
    (r"medicare advantage|\bpart c\b|\bMA(?:-PD)? plan\b|\borganization determination\b", (ADVANTAGE, ADVANTAGE_BEFORE)),
    (r"\bpart d\b|\bcoverage determination\b.{0,40}\bdrug", (PART_D,)),
    (r"\bmedicaid\b.{0,60}\b(?:managed care|health plan|MCO)\b|\bmanaged care\b.{0,60}\bmedicaid\b|\bMCO\b", (MEDICAID,)),
    (r"\bERISA\b|\bgroup health plan\b|\bemployer[- ](?:sponsored|provided|funded)\b|\bself-(?:funded|insured) plan\b", (EMPLOYER,)),
    (r"\bredetermination\b", (CLAIM,)),
    (r"\bnon-?affirm(?:ed|ation|ative)?\b|\bprovisional(?:ly)? affirm", (RESUBMIT,)),
)  # fmt: skip


def rule_for(text: str, day: dt.date | None) -> Rule | None:
    """The rule of the coverage that the letter names; None when it names none of them, or its day is needed and unknown."""
    for pattern, rules in COVERAGES:
        if re.search(pattern, text, re.IGNORECASE | re.DOTALL):
            if len(rules) == 1:
                return rules[0]
            return next((rule for rule in rules if day is not None and day >= rule.since), None)
    return None
