"""The checks of a request before any criterion is weighed: one small module a rule, all in one table."""

from accord.prior_auth.checks.policy_codes import check_diagnosis_covered, check_services_governed
from accord.prior_auth.checks.result import CheckResult, Rule, Severity
from accord.prior_auth.checks.table import RULES, check_request

__all__ = [
    "RULES",
    "CheckResult",
    "Rule",
    "Severity",
    "check_diagnosis_covered",
    "check_request",
    "check_services_governed",
]
