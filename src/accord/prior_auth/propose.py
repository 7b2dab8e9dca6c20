"""propose: what the machine may say to the person who decides; approve, ask, or a clinician's look. Never a denial."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from accord.criteria import Status, Verdict, decisive
from accord.dossier.review import Ask, Conflict, Proposal, ProposalKind
from accord.logic import Node, criteria_of
from accord.policies.model import DecisionRule, Policy
from accord.prior_auth.checks.result import CheckResult
from accord.records.findings import Finding
from accord.wording import say


def propose(
    policy: Policy,
    tree: Node,
    root: Status,
    verdicts: Mapping[str, Verdict[Finding]],
    checks: Sequence[CheckResult],
    conflicts: Sequence[Conflict],
    rule: DecisionRule,
) -> Proposal:
    """The proposal of a judged variant under the pack's decision rule."""
    asks = [Ask(key, policy.criterion(key).ask) for key in decisive(tree, verdicts)]
    kind = ProposalKind(rule.root[root.value])
    if root is not Status.MET:
        told = {ProposalKind.ASK: "proposal.unclear", ProposalKind.CLINICIAN: "proposal.not_met"}
        names = _questions(
            policy, [k for k, v in verdicts.items() if v.status is Status.NOT_MET and k in criteria_of(tree)]
        )
        why = say(told[kind], count=len(asks)) if kind is ProposalKind.ASK else say(told[kind], criteria=names)
        return Proposal(kind, why, tuple(asks))
    return _of_met(policy, tree, verdicts, checks, conflicts, rule)


def _of_met(
    policy: Policy,
    tree: Node,
    verdicts: Mapping[str, Verdict[Finding]],
    checks: Sequence[CheckResult],
    conflicts: Sequence[Conflict],
    rule: DecisionRule,
) -> Proposal:
    """All criteria are met: an approval, unless the policy's standing, a contradiction, a check or a needed judgement stands
    in its way."""
    judged = [k for k in criteria_of(tree) if policy.criterion(k).judgement and verdicts[k].status is Status.MET]
    weight = {c: rule.conflicts.get(c.kind.value, "ask") for c in conflicts}
    blocking = [c for c in conflicts if weight[c] in ("ask", "clinician")]
    failed = [c for c in checks if c.blocks]
    asks = tuple(
        [Ask(f"conflict.{c.kind.value}", say("proposal.resolve_conflict", sentence=c.sentence)) for c in blocking]
        + [Ask(f"check.{c.rule}", say("proposal.correct_check", sentence=c.sentence)) for c in failed]
    )
    if policy.provisional:
        return Proposal(ProposalKind.CLINICIAN, say("proposal.provisional", why=policy.provisional), asks)
    if policy.withheld:
        return Proposal(ProposalKind.CLINICIAN, say("proposal.withheld", why=policy.withheld), asks)
    if judged:
        return Proposal(
            ProposalKind(rule.judgement), say("proposal.judgement", criteria=_questions(policy, judged)), asks
        )
    if any(weight[c] == "clinician" for c in blocking):
        return Proposal(ProposalKind.CLINICIAN, say("proposal.conflict", count=len(blocking)), asks)
    if blocking:
        return Proposal(ProposalKind.ASK, say("proposal.conflict", count=len(blocking)), asks)
    if failed:
        return Proposal(ProposalKind.ASK, say("proposal.check_failed", count=len(failed)), asks)
    return Proposal(ProposalKind.APPROVE, say("proposal.met"))


def for_a_clinician(policy: Policy, proposal: Proposal, turned: Sequence[str]) -> Proposal:
    """An approval that rests on what a person said of a finding is none of the machine's: a clinician looks at it."""
    if proposal.kind is not ProposalKind.APPROVE or not turned:
        return proposal
    return Proposal(
        ProposalKind.CLINICIAN, say("proposal.corrected", criteria=_questions(policy, turned)), proposal.asks
    )


def _questions(policy: Policy, keys: Sequence[str]) -> str:
    return "; ".join(policy.criterion(key).question.rstrip("?") for key in keys)
