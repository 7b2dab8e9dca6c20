"""What a language model adds to a review: candidate findings and candidate sentences, which code verifies or drops."""

from accord.prior_auth.assisted.assistance import Assistance, Proposed, Refused, to_json
from accord.prior_auth.assisted.draft import SUMMARY, draft
from accord.prior_auth.assisted.reader import SecondReader

__all__ = ["SUMMARY", "Assistance", "Proposed", "Refused", "SecondReader", "draft", "to_json"]
