"""policy.standing: may the policy carry an approval? policy.source: the published texts that the policy was written from, against what is published now."""

from __future__ import annotations

from collections.abc import Mapping

from accord.policies.model import Policy
from accord.policies.passages import IN_DOUBT, CoverageStore, SourceStanding, Standing, check_sources
from accord.prior_auth.checks.result import CheckResult, Severity, passed, problem, unknown

RULE = "policy.source"
SAID: Mapping[Standing, tuple[str, tuple[str, ...]]] = {
    Standing.CHANGED: ("changed", ("document", "published", "sections")),
    Standing.NEWER_VERSION: ("newer_version", ("document", "version", "published")),
    Standing.RETIRED: ("retired", ("document",)),
    Standing.MISSING: ("missing", ("document",)),
}
OTHERS = {
    Standing.CURRENT: (passed, "current"),
    Standing.UNRECORDED: (passed, "unrecorded"),
    Standing.OLDER_VERSION: (unknown, "older_version"),
    Standing.NOT_LOADED: (unknown, "not_loaded"),
}


def check_policy_sources(policy: Policy, store: CoverageStore | None) -> list[CheckResult]:
    """One result for each text that is in doubt, and one for each way in which others stand."""
    standings = check_sources(policy, store)
    found = [_doubt(one) for one in standings if one.standing in IN_DOUBT]
    for standing, (result, word) in OTHERS.items():
        if documents := ", ".join(one.source.document for one in standings if one.standing is standing):
            found.append(result(RULE, word, (), documents=documents))
    return found


def check_policy_standing(policy: Policy) -> list[CheckResult]:
    """A provisional policy says so on every review, whatever comes out."""
    if not policy.provisional:
        return []
    return [problem("policy.standing", "provisional", (), severity=Severity.LOOK, why=policy.provisional)]


def _doubt(one: SourceStanding) -> CheckResult:
    word, names = SAID[one.standing]
    told: dict[str, object] = {
        "document": one.source.document, "version": one.source.version, "published": one.published,
        "sections": ", ".join(one.changed),
    }  # fmt: skip
    return problem(RULE, word, (), severity=Severity.LOOK, **{name: told[name] for name in names})
