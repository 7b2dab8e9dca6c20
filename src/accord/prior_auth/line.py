"""The straight line: files in, a review out, and then a person decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

from accord.connectors.releases import POINTER, index_folder
from accord.criteria import FactValue, Status, Verdict, judge, judge_tree
from accord.criteria.judge import Criterion
from accord.dossier.review import Check, Conflict, Desk, NoPolicy, Proposal, ProposalKind, Review
from accord.dossier.seen import record_seen, tree_seen
from accord.errors import Unavailable
from accord.evidence.chart import Chart
from accord.evidence.facts import answer_facts
from accord.evidence.gather import gather
from accord.logic import Node, facts_of
from accord.policies.find import Match, find_policies, why_not
from accord.policies.model import Pack, Policy, Variant
from accord.policies.passages import CoverageStore
from accord.policies.site import site_pack
from accord.policies.variants import choose_variant
from accord.prior_auth.checks import check_diagnosis_covered, check_request, check_services_governed
from accord.prior_auth.checks.authorization import check_authorization
from accord.prior_auth.checks.orders import check_orders
from accord.prior_auth.checks.policy_source import check_policy_sources, check_policy_standing
from accord.prior_auth.checks.result import CheckResult, unknown
from accord.prior_auth.contradictions import contradictions
from accord.prior_auth.contradictions.disputes import settled
from accord.prior_auth.contradictions.verdicts import disagreements, joined
from accord.prior_auth.identify import identify
from accord.prior_auth.judged import Judged
from accord.prior_auth.picture import criteria_reviewed, policy_used, warnings_of
from accord.prior_auth.propose import propose
from accord.records.findings import Finding
from accord.records.read import read
from accord.records.record import Record
from accord.records.request import Request
from accord.wording import say

# Raised whenever readers, terms or operators change what they find: it is part of every review.
EXTRACTOR = "2026.11"

# Whose policies are used when the request names no payer; the checks say so.
ASSUMED_PAYER = "medicare"

Progress = Callable[[str], None]
FindStore = Callable[[], CoverageStore | None]
# Looks again at what the rules left unclear; it may only change verdicts where a site's setting lets it.
SecondLook = Callable[[Policy, Judged, Chart], Judged]


def review(
    paths: Sequence[Path],
    side: Desk,
    today: dt.date,
    policies: Path | None = None,
    progress: Progress | None = None,
    second: SecondLook | None = None,
) -> tuple[Review, Record]:
    """Review a dossier, and give back its record too, for the dossier to show.

    paths    -- a folder or files of one patient's dossier.
    today    -- the date on which the review is made; nothing reads the clock.
    policies -- a folder of policies used instead of all others; default the shipped ones and the site's own beside them.
    second   -- a second reader of what the rules left unclear; default none.

    Raises NotFound for a path that is not there, Invalid for a malformed request form or policy.
    """
    record = read(paths, progress=progress)
    return review_record(record, side, today, site_pack(policies), lambda: published_texts(today), second), record


def review_record(
    record: Record,
    side: Desk,
    today: dt.date,
    pack: Pack,
    coverage: FindStore = lambda: None,
    second: SecondLook | None = None,
) -> Review:
    """The straight line over a record that was read. coverage -- finds the published texts, where they are loaded."""
    request = identify(record)
    checks = (*check_request(request), *check_payer(request), *check_authorization(request, today))
    match = find_policy(pack, request, today)
    chart = gather(record, request)
    checks = (*checks, *check_orders(chart))
    found = contradictions(chart)
    seen = record_seen(record, warnings_of(chart))

    def unjudged(none: NoPolicy, checks: Sequence[CheckResult]) -> Review:
        proposal = Proposal(ProposalKind.CLINICIAN, none.reason)
        return Review(
            today, side, request, seen, none, proposal,
            checks=shown(checks), conflicts=found, extractor_version=EXTRACTOR,
        )  # fmt: skip

    if isinstance(match, NoPolicy):
        return unjudged(match, checks)
    applies = match.policy.applies_to
    checks = (
        *checks,
        *check_services_governed(request, (*applies.codes, *applies.related_codes)),
        *check_diagnosis_covered(request, [pattern.code for pattern in applies.diagnoses]),
        *check_policy_standing(match.policy),
        *check_sources_of(match.policy, coverage),
    )
    judged = judge_request(match.policy, request, chart)
    if isinstance(judged, NoPolicy):
        return unjudged(judged, checks)
    if second is not None:
        judged = second(match.policy, judged, chart)
    found = joined(found, disagreements(match.policy, judged.verdicts))
    rule = pack.decision_of(match.policy)
    proposal = propose(match.policy, judged.variant.tree, judged.root, judged.verdicts, checks, found, rule)
    return Review(
        generated=today,
        side=side,
        request=request,
        record=seen,
        policy=policy_used(match, judged.variant),
        proposal=proposal,
        root=judged.root,
        tree=tree_seen(judged.variant.tree, judged.verdicts),
        criteria=criteria_reviewed(match.policy, judged.variant.tree, judged.verdicts),
        checks=shown(checks),
        conflicts=found,
        extractor_version=EXTRACTOR,
    )


def check_payer(request: Request) -> list[CheckResult]:
    """A request that names no payer is reviewed under the assumed one, and that is said."""
    return [] if request.payer else [unknown("request.payer", "assumed", payer=ASSUMED_PAYER.capitalize())]


def published_texts(today: dt.date) -> CoverageStore | None:
    """The loaded coverage database, which is imported only where one is loaded. Raises Unavailable when it is damaged."""
    answering = index_folder("coverage") / POINTER
    if not (answering.exists() or answering.is_symlink()):
        return None
    from accord.prior_auth.coverage_store import loaded_coverage

    return loaded_coverage(today)


def check_sources_of(policy: Policy, coverage: FindStore) -> list[CheckResult]:
    """The policy's texts against the published ones; a damaged database is told and stops no review."""
    try:
        return check_policy_sources(policy, coverage())
    except Unavailable as fault:
        return [unknown("policy.source", "unavailable", why=str(fault))]


def find_policy(pack: Pack, request: Request, today: dt.date) -> Match | NoPolicy:
    """The one policy that decides the request's codes, for its payer and place on the date of service."""
    codes = [service.code for service in request.services]
    day = request.service_date or request.received
    payer = request.payer.value if request.payer else ASSUMED_PAYER
    state = request.state.value if request.state else None
    matches = find_policies(pack, codes, payer, state, day.value if day else today, named=request.payer is not None)
    deciding = [m for m in matches if m.deciding]
    first = (deciding or matches)[0] if matches else None
    if first is None:
        reasons = [why.reason for why in why_not(pack, codes, payer, state, day.value if day else today)]
        reason = " ".join(dict.fromkeys(reasons)) or say("proposal.no_codes")
        return NoPolicy(reason, say("proposal.no_policy_remedy"))
    return first


def judge_request(policy: Policy, request: Request, chart: Chart) -> Judged | NoPolicy:
    """Choose the variant, answer its facts, judge its criteria."""

    def holds(node: Node) -> bool | None:
        facts = answer_facts(policy, chart, facts_of(node))
        status = judge([Criterion("variant.rule.holds", node)], facts)["variant.rule.holds"].status
        return {Status.MET: True, Status.NOT_MET: False}.get(status)

    codes = [service.code for service in request.services]
    modifiers = [modifier for service in request.services for modifier in service.modifiers]
    choice = choose_variant(policy, codes, modifiers, holds)
    if choice.variant is None:
        return NoPolicy(
            say("proposal.no_variant", policy=policy.id), say("proposal.no_variant_remedy"), tuple(policy.variants)
        )
    chosen = choice.variant

    def judged(over: Chart) -> dict[str, Verdict[Finding]]:
        return judge_variant(policy, chosen, over)

    verdicts = settled(chart, judged(chart), judged)
    return Judged(chosen, verdicts, judge_tree(chosen.tree, verdicts))


def judge_variant(policy: Policy, variant: Variant, chart: Chart) -> dict[str, Verdict[Finding]]:
    """The verdicts of all criteria that a variant rests on."""
    criteria = policy.criteria_in(variant)
    nodes = [node for c in criteria for node in (c.logic, c.unclear_when) if node is not None]
    needed = tuple(dict.fromkeys(name for node in nodes for name in facts_of(node)))
    facts: dict[str, FactValue[Finding]] = answer_facts(policy, chart, needed)
    return judge(criteria, facts)


def shown(checks: Sequence[CheckResult]) -> tuple[Check, ...]:
    """The checks as the review holds them."""
    return tuple(check.as_check() for check in checks)


__all__ = ["EXTRACTOR", "Conflict", "find_policy", "judge_request", "review", "review_record"]
