"""One part of a request: its services judged as if nothing else had been asked, beside what the whole request shares."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from accord.dossier.checklist import Checklist
from accord.dossier.review import Conflict, NoPolicy, Part, Proposal, ProposalKind
from accord.dossier.seen import tree_seen
from accord.evidence.chart import Chart
from accord.evidence.gather import gather
from accord.evidence.nearest import NearestPassages
from accord.evidence.operators.papers import ORDER
from accord.policies.find import Match
from accord.policies.model import Pack, Policy
from accord.prior_auth.checks import check_diagnosis_covered, check_services_governed
from accord.prior_auth.checks.policy_codes import check_without_policy
from accord.prior_auth.checks.result import CheckResult
from accord.prior_auth.contradictions import contradictions
from accord.prior_auth.contradictions.verdicts import disagreements, joined
from accord.prior_auth.corrected import NOTHING_CORRECTED, Corrected, Turned
from accord.prior_auth.judged import Judged, judge_request, variant_of
from accord.prior_auth.picture import criteria_reviewed, policy_used
from accord.prior_auth.propose import for_a_clinician, propose
from accord.prior_auth.services import Group
from accord.records.findings import Finding
from accord.records.request import Request, Service

# Looks again at what the rules left unclear; it may only change verdicts where a site's setting lets it.
SecondLook = Callable[[Policy, Judged, Chart], Judged]


@dataclass(frozen=True)
class Shared:
    """What all parts of a request share.

    checks       -- of the request as a whole; conflicts -- of the dossier as a whole.
    policy_checks -- what else is to be said of a policy, whatever it judges.
    no_policy    -- why no policy governs some services; checklist -- what is published of them.
    near         -- finds passages of the record to show; corrected -- what persons said of findings.
    """

    pack: Pack
    chart: Chart
    checks: tuple[CheckResult, ...]
    conflicts: tuple[Conflict, ...]
    policy_checks: Callable[[Policy], list[CheckResult]]
    no_policy: Callable[[Request], NoPolicy]
    checklist: Callable[[Request], tuple[Checklist, ...]]
    near: NearestPassages
    second: SecondLook | None = None
    corrected: Corrected = NOTHING_CORRECTED

    def variant_alone(self, match: Match, service: Service) -> str | None:
        """The variant that a service's code and modifiers mean, with what the whole dossier says."""
        choice = variant_of(match.policy, [service], self.chart)
        return choice.variant.name if choice.variant else None

    def chart_of(self, group: Group) -> Chart:
        """The chart of a request for a group's services alone: what is read depends on what is asked for."""
        request = self.chart.request
        if len(group.services) == len(request.services):
            return self.chart
        services = tuple(request.services[i] for i in group.services)
        others = tuple(service for i, service in enumerate(request.services) if i not in group.services)
        return without_orders_of(others, gather(self.chart.record, replace(request, services=services)))


@dataclass(frozen=True)
class ReviewedPart:
    """A part, with the checks of its policy and the contradictions that stand in its way."""

    part: Part
    checks: tuple[CheckResult, ...]
    conflicts: tuple[Conflict, ...]


def without_orders_of(others: Sequence[Service], chart: Chart) -> Chart:
    """The chart without the orders that name only services asked beside: they are no wrong order for this one."""
    own, beside = {service.code for service in chart.request.services}, {service.code for service in others}

    def elsewhere(found: Finding) -> bool:
        ordered = set(found.qualifiers.get("codes_ordered", "").split()) if found.concept == ORDER else set[str]()
        return bool(ordered & beside) and not ordered & own

    return replace(chart, findings=tuple(found for found in chart.findings if not elsewhere(found)))


def review_part(group: Group, shared: Shared) -> ReviewedPart:
    """The group's services judged under their policy, or handed to a clinician without one."""
    chart = shared.chart_of(group)
    whole = chart is shared.chart
    conflicts = shared.conflicts if whole else joined(shared.conflicts, contradictions(chart))
    if group.match is None:
        told = () if whole else tuple(check_without_policy(chart.request))
        part = _unjudged(group, shared.no_policy(chart.request), shared.checklist(chart.request))
        return ReviewedPart(part, told, conflicts)
    checks = (*_checks(group.match, chart.request), *shared.policy_checks(group.match.policy))
    said = shared.corrected.on(chart)
    judged = judge_request(group.match.policy, chart.request, said)
    if isinstance(judged, NoPolicy):
        return ReviewedPart(_unjudged(group, judged), checks, conflicts)
    turned = shared.corrected.turned(group.match.policy, judged, chart)
    if shared.second is not None:
        judged = shared.second(group.match.policy, judged, said)
    conflicts = joined(conflicts, disagreements(group.match.policy, judged.verdicts))
    return ReviewedPart(_judged(group, group.match, judged, shared, checks, conflicts, turned), checks, conflicts)


def _checks(match: Match, request: Request) -> tuple[CheckResult, ...]:
    applies = match.policy.applies_to
    return (
        *check_services_governed(request, (*applies.codes, *applies.related_codes)),
        *check_diagnosis_covered(request, [pattern.code for pattern in applies.diagnoses]),
    )


def _unjudged(group: Group, none: NoPolicy, checklists: tuple[Checklist, ...] = ()) -> Part:
    proposal = Proposal(ProposalKind.CLINICIAN, none.reason)
    return Part(group.services, none, proposal, checklists=checklists)


def _judged(
    group: Group, match: Match, judged: Judged, shared: Shared, checks: tuple[CheckResult, ...],
    conflicts: tuple[Conflict, ...], turned: Turned,
) -> Part:  # fmt: skip
    policy, tree = match.policy, judged.variant.tree
    rule = shared.pack.decision_of(policy)
    proposal = propose(policy, tree, judged.root, judged.verdicts, (*shared.checks, *checks), conflicts, rule)
    return Part(
        services=group.services,
        policy=policy_used(match, judged.variant),
        proposal=for_a_clinician(policy, proposal, turned.keys),
        root=judged.root,
        tree=tree_seen(tree, judged.verdicts),
        criteria=turned.shown(criteria_reviewed(policy, tree, judged.verdicts, shared.near)),
    )
