"""Sentences that say what a payer or a guideline asks for, and so tell nothing of the patient."""

from __future__ import annotations

from accord.evidence.patterns import lazy_pattern

RULE = lazy_pattern(
    r"\b(?:criteri\w+|coverage|medicare|medicaid|cms|lcd|polic(?:y|ies)|guidelines?|rules?|insurance|payers?|"
    r"plan) (?:\w+ ){0,4}(?:requires?|asks?|"
    r"needs?|wants?|says?|states?|includes?|covers?|pays?|allows?|is|are|defin\w+|must)\b|\b(?:defined as|"
    r"definition of|qualif\w+ (?:requires?|needs?|if|"
    r"when|for)|to qualify|must have|must be|for coverage|required for|(?:is|are) covered (?:for|when|if)|"
    r"eligible if|coverage (?:for|of|if|when))\b"
)
OF_PATIENT = lazy_pattern(
    r"\b(?:she|he|pt|patient|mr|mrs|ms|we|i) (?:\w+ ){0,2}(?:meets?|has|had|is|was|takes|uses|qualif\w+|fulfil\w+|"
    r"satisf\w+)\b|"
    r"\b(?:her|his) (?:\w+ )?(?:log|meter|lows|insulin)\b"
)


def quotes_rule(sentence: str) -> bool:
    """Is a lower-case sentence about what is asked for, and not about this patient?"""
    return RULE.search(sentence) is not None and OF_PATIENT.search(sentence) is None
