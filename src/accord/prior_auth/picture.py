"""From policy values to the plain values that a review holds."""

from __future__ import annotations

from collections.abc import Mapping

from accord.criteria import Status, Verdict, decisive
from accord.dossier.checklist import Candidate
from accord.dossier.received import RecordWarning
from accord.dossier.review import CriterionReview, PolicySource, PolicyUsed
from accord.evidence.chart import Chart
from accord.evidence.instructions import planted_instructions
from accord.evidence.nearest import NearestPassages, overlap
from accord.logic import Node, criteria_of
from accord.policies.content import content_digest
from accord.policies.find import Match
from accord.policies.model import Policy, Variant
from accord.prior_auth.looked_for import looked_for
from accord.records.findings import Finding
from accord.wording import say

MOST_NEAREST = 3


def policy_used(match: Match, variant: Variant) -> PolicyUsed:
    """The policy, its edition and variant, and why this one."""
    policy = match.policy
    return PolicyUsed(
        id=policy.id,
        title=policy.title,
        edition=match.edition.name,
        variant=variant.name,
        sha256=policy.sha256,
        why=match.because,
        sources=tuple(PolicySource(s.title, f"{s.kind} {s.key} {s.version}".strip()) for s in policy.sources.values()),
        status=policy.status,
        standing=policy.standing or say("policy_status.draft"),
        content=content_digest(policy),
    )


def criteria_reviewed(
    policy: Policy, tree: Node, verdicts: Mapping[str, Verdict[Finding]], near: NearestPassages
) -> tuple[CriterionReview, ...]:
    """Every criterion of the variant in tree order.

    What is asked for stands only at those that can still decide, the nearest passages of the record at all unclear ones.
    """
    wanted = set(decisive(tree, verdicts))
    return tuple(_criterion(policy, key, verdicts[key], key in wanted, near) for key in criteria_of(tree))


def _nearest(policy: Policy, key: str, verdict: Verdict[Finding], near: NearestPassages) -> tuple[Candidate, ...]:
    """The nearest passages that are not shown anyway, as what was found and did not suffice."""
    if verdict.status is not Status.UNCLEAR:
        return ()
    shown = [place for f in (*verdict.evidence, *verdict.against) for place in (f.place, *f.support)]
    found = near.nearest(looked_for(policy, key, verdict.missing), MOST_NEAREST + len(shown))
    others = [one for one in found if not any(overlap(one.place, place) for place in shown)]
    return tuple(Candidate(one.place, one.shared, one.meaning) for one in others[:MOST_NEAREST])


def _criterion(
    policy: Policy, key: str, verdict: Verdict[Finding], wanted: bool, near: NearestPassages
) -> CriterionReview:
    criterion = policy.criterion(key)
    open_ = verdict.status is Status.UNCLEAR
    source = policy.sources.get(criterion.source)
    reason = verdict.reason
    if open_ and criterion.ambiguity and not verdict.missing:
        reason = criterion.ambiguity
    return CriterionReview(
        key=key,
        question=criterion.question,
        text=criterion.text,
        source=source.title if source else criterion.source,
        section=criterion.section,
        status=verdict.status,
        reason=reason,
        style=criterion.style,
        scope=criterion.scope,
        evidence=verdict.evidence,
        against=verdict.against,
        conflict=verdict.conflict,
        missing=tuple(policy.facts[name].ask for name in verdict.missing if name in policy.facts),
        ask=criterion.ask if open_ and wanted else "",
        nearest=_nearest(policy, key, verdict, near),
    )


def warnings_of(chart: Chart) -> tuple[RecordWarning, ...]:
    """Words that try to instruct a reviewer or a program: shown to the person, and of no other effect."""
    return tuple(
        RecordWarning(place.document, say("record.planted_instruction"), place)
        for place in planted_instructions(chart.record)
    )
