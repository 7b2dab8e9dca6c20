"""request.missing: what the request has to state and does not."""

from __future__ import annotations

from accord.errors import NotFound
from accord.prior_auth.checks.result import CheckResult, passed, problem
from accord.records.request import Request
from accord.wording import say

RULE = "request.missing"


def check_missing(request: Request) -> list[CheckResult]:
    """One problem for each element that the request names as missing."""
    if not request.missing:
        return [passed(RULE, "none")]
    return [problem(RULE, "element", element=_element(name)) for name in request.missing]


def _element(name: str) -> str:
    try:
        return say(f"element.{name.replace('.', '_')}")
    except NotFound:
        return say("element.other", name=name)
