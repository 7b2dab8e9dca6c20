"""Denial triage at the provider's desk: what to do with a denied claim, why, until when and with which papers."""

from accord.prior_auth.denials.answer import Answer, Disposition, Due, Said, Way
from accord.prior_auth.denials.claim import DeniedClaim
from accord.prior_auth.denials.codes import CodeBook, Fault, code_book
from accord.prior_auth.denials.decide import answer, together

__all__ = [
    "Answer", "CodeBook", "DeniedClaim", "Disposition", "Due", "Fault", "Said", "Way", "answer", "code_book", "together",
]  # fmt: skip
