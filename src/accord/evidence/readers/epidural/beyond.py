"""Injections that go on for more than a year: why, and whether the primary care practitioner knows.

esi_long_reason -- surgery is too risky or declined, or the pain comes back after months of relief.
esi_pcp_told    -- the primary care practitioner was told of the plan; absent: not told.
"""

from __future__ import annotations

from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.readers.heard import told
from accord.evidence.readers.rules import Rule
from accord.records.findings import Finding, Presence

TOOL = "epidural-beyond/1"
SURGEON = r"(?:surg\w+|laminectomy|fusion|decompression|operation)"
PCP = r"(?:pcp|primary care(?: (?:provider|physician|practitioner|doctor|clinician|office))?|family (?:physician|doctor)|internist|referring pcp)"
RULES = (
    Rule(
        "esi_long_reason",
        lazy_pattern(
            rf"\b(?:high|increased|prohibitive|elevated|unacceptable|poor) (?:\w+ )?(?:surgical|operative|an[a]?esthe\w+|perioperative) (?:risk|candidate)|"
            rf"\bnot (?:an? |felt to be an? |considered an? )?(?:good |suitable |safe )?(?:surgical candidate|candidate for {SURGEON})|"
            rf"\b(?:declin\w+|refus\w+|does not (?:want|wish)|wishes to avoid|prefers to avoid|unwilling to (?:have|undergo)) (?:\w+ ){{0,3}}{SURGEON}|"
            rf"\bpain (?:\w+ )?(?:returns|recurs|comes back|returned|recurred) (?:\w+ ){{0,3}}(?:after|following) (?:\w+ ){{0,3}}(?:[3-9]|1[0-2]|"
            rf"three|four|five|six|seven|eight)(?:[- ]\w+)? months"
        ),
        Presence.PRESENT,
    ),
    Rule(
        "esi_pcp_told",
        lazy_pattern(
            rf"\b{PCP}\b[^.;]{{0,50}}\b(?:was |has been |were |is )?(?:notified|informed|updated|aware|advised|contacted|agrees?|concurs?|copied)\b|"
            rf"\b(?:notified|informed|updated|advised|contacted|faxed to|sent to|copied to|communicat\w+ (?:with|to)|discussed with|letter to|"
            rf"note to|forwarded to|cc'?d?(?: to)?:?)\b[^.;]{{0,40}}\b{PCP}\b"
        ),
        unless=lazy_pattern(r"\b(?:not|will|to be|should|please|plan to|not yet|pending)\b"),
    ),
    Rule(
        "esi_pcp_told",
        lazy_pattern(rf"\b{PCP}\b[^.;]{{0,30}}\b(?:not (?:yet )?(?:been )?(?:notified|informed|contacted)|unaware)\b"),
        Presence.ABSENT,
    ),
)  # fmt: skip


def beyond(chart: Chart) -> Iterator[Finding]:
    """Reasons for going on, and who was told."""
    yield from told(chart, RULES, TOOL)
