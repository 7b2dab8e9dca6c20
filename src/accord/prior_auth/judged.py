"""A policy's verdicts on a request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accord.criteria import FactValue, Status, Verdict, judge, judge_tree
from accord.criteria.judge import Criterion
from accord.dossier.review import NoPolicy
from accord.evidence.chart import Chart
from accord.evidence.facts import answer_facts
from accord.logic import Node, facts_of
from accord.policies.model import Policy, Variant
from accord.policies.variants import VariantChoice, choose_variant
from accord.prior_auth.contradictions.disputes import settled
from accord.records.findings import Finding
from accord.records.request import Request, Service
from accord.wording import say


@dataclass(frozen=True)
class Judged:
    """A policy's verdicts on a request, under the variant that it means."""

    variant: Variant
    verdicts: dict[str, Verdict[Finding]]
    root: Status


def judge_request(policy: Policy, request: Request, chart: Chart) -> Judged | NoPolicy:
    """Choose the variant, answer its facts, judge its criteria."""
    chosen = variant_of(policy, request.services, chart).variant
    if chosen is None:
        return NoPolicy(
            say("proposal.no_variant", policy=policy.id), say("proposal.no_variant_remedy"), tuple(policy.variants)
        )

    def judged(over: Chart) -> dict[str, Verdict[Finding]]:
        return judge_variant(policy, chosen, over)

    verdicts = settled(chart, judged(chart), judged)
    return Judged(chosen, verdicts, judge_tree(chosen.tree, verdicts))


def variant_of(policy: Policy, services: Sequence[Service], chart: Chart) -> VariantChoice:
    """The variant that these services mean, with what the chart says."""

    def holds(node: Node) -> bool | None:
        facts = answer_facts(policy, chart, facts_of(node))
        status = judge([Criterion("variant.rule.holds", node)], facts)["variant.rule.holds"].status
        return {Status.MET: True, Status.NOT_MET: False}.get(status)

    codes = [service.code for service in services]
    modifiers = [modifier for service in services for modifier in service.modifiers]
    return choose_variant(policy, codes, modifiers, holds)


def judge_variant(policy: Policy, variant: Variant, chart: Chart) -> dict[str, Verdict[Finding]]:
    """The verdicts of all criteria that a variant rests on."""
    criteria = policy.criteria_in(variant)
    nodes = [node for c in criteria for node in (c.logic, c.unclear_when) if node is not None]
    needed = tuple(dict.fromkeys(name for node in nodes for name in facts_of(node)))
    facts: dict[str, FactValue[Finding]] = answer_facts(policy, chart, needed)
    return judge(criteria, facts)
