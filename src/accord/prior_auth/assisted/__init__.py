"""What a language model adds to a review: candidate findings and candidate sentences, which code verifies or drops."""

from accord.prior_auth.assisted.assistance import Assistance, Proposed, Refused, load_assistance, to_json
from accord.prior_auth.assisted.confirming import (
    Confirmation,
    ConfirmedFindings,
    confirmations_json,
    last_words,
    load_confirmations,
)
from accord.prior_auth.assisted.draft import SUMMARY, draft
from accord.prior_auth.assisted.page import assistance_page
from accord.prior_auth.assisted.reader import SecondReader

__all__ = [
    "SUMMARY", "Assistance", "Confirmation", "ConfirmedFindings", "Proposed", "Refused", "SecondReader",
    "assistance_page", "confirmations_json", "draft", "last_words", "load_assistance", "load_confirmations", "to_json",
]  # fmt: skip
