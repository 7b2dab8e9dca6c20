"""policy.source: the published texts that the policy was written from, against what is published now."""

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


def check_policy_sources(policy: Policy, store: CoverageStore | None) -> list[CheckResult]:
    """One result for each text that is in doubt, one for those that cannot be looked up, else that all stand."""
    standings = [one for one in check_sources(policy, store) if one.standing is not Standing.ELSEWHERE]
    found = [_doubt(one) for one in standings if one.standing in IN_DOUBT]
    not_loaded = _named(standings, Standing.NOT_LOADED)
    older = _named(standings, Standing.OLDER_VERSION)
    if not_loaded:
        found.append(unknown(RULE, "not_loaded", documents=not_loaded))
    if older:
        found.append(unknown(RULE, "older_version", documents=older))
    if found or not standings:
        return found
    return [passed(RULE, "all", documents=", ".join(one.source.document for one in standings))]


def _doubt(one: SourceStanding) -> CheckResult:
    word, names = SAID[one.standing]
    told: dict[str, object] = {
        "document": one.source.document, "version": one.source.version, "published": one.published,
        "sections": ", ".join(one.changed),
    }  # fmt: skip
    return problem(RULE, word, (), severity=Severity.LOOK, **{name: told[name] for name in names})


def _named(standings: list[SourceStanding], standing: Standing) -> str:
    return ", ".join(one.source.document for one in standings if one.standing is standing)
