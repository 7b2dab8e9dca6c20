"""Authorization triage at the provider's desk: submit a request, hold it, or clear the referral without one."""

from accord.prior_auth.triage.concern import Concern, Kind, Step, Weight
from accord.prior_auth.triage.decide import Triage, triage
from accord.prior_auth.triage.read import json_files, json_of, misspelt, read_referral
from accord.prior_auth.triage.referral import Referral
from accord.prior_auth.triage.rules import Rules, rules

__all__ = [
    "Concern", "Kind", "Referral", "Rules", "Step", "Triage", "Weight", "json_files", "json_of", "misspelt", "read_referral", "rules",
    "triage",
]  # fmt: skip
