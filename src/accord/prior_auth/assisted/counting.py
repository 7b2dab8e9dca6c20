"""Where a verified finding of a model may count: what the policy's own operators make of it, and of nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from accord.criteria import FactValue, Status, Verdict, judge
from accord.evidence.chart import Chart
from accord.evidence.facts import answer_facts
from accord.evidence.operators import EVALUATIONS, Asking
from accord.logic import facts_of
from accord.policies.model import Fact, Policy, Variant
from accord.policies.operators import Call
from accord.prior_auth.assisted.verifying import Held
from accord.records.dates import PartialDate
from accord.records.findings import Finding
from accord.records.places import Place
from accord.wording import say

# Operators that choose among findings. Papers (orders, visits, documents) are told by their whole shape, not by a sentence.
CHOOSING = frozenset({"finding", "measurement", "event", "count", "medication", "procedure"})


@dataclass(frozen=True)
class Counted:
    """What several findings of a model come to for one fact: a value, or why there is none."""

    value: FactValue[Finding]
    why: str = ""


def count(policy: Policy, chart: Chart, fact: Fact, held: Sequence[Held], confirmed: bool = False) -> Counted:
    """The value that the policy's operators give to these findings alone: its windows, voices, kinds of document hold.

    confirmed -- a person read the words and says that they answer the question.
    """
    known = answer_facts(policy, chart, (fact.name,))[fact.name]
    why = _contradicted(known, held) or ("" if confirmed else _why_not(known, fact, held))
    if why:
        return Counted(FactValue(), why)
    if confirmed or not fact.sources:
        return _agreed([one.finding for one in held], held)
    for call in fact.sources:
        if call.operator in CHOOSING:
            answer = _evaluated(policy, chart, fact, call, held)
            if answer.proved and all(one.claim == answer.value for one in held):
                return Counted(answer)
    return Counted(FactValue(), say("model.unproved.policy"))


def _contradicted(known: FactValue[Finding], held: Sequence[Held]) -> str:
    if known.conflict or known.value is not None:
        return say("model.unproved.answered")
    return say("model.unproved.disagree") if len({one.claim for one in held}) > 1 else ""


def _why_not(known: FactValue[Finding], fact: Fact, held: Sequence[Held]) -> str:
    if not fact.notes:
        return say("model.unproved.notes")
    if not all(one.linked for one in held):
        return say("model.unproved.topic")
    weighed = [f.place for f in (*known.against, *known.evidence)]
    met = any(_meet(place, one.finding.place) for place in weighed for one in held)
    return say("model.unproved.weighed") if met else ""


def _meet(one: object, other: object) -> bool:
    """Do two places share words? What the rules read and did not take, a model's reading does not carry."""
    if not isinstance(one, Place) or not isinstance(other, Place) or one.document != other.document:
        return False
    return one.start < other.end and other.start < one.end


def _agreed(findings: Sequence[Finding], held: Sequence[Held]) -> Counted:
    """A fact that only a person could answer: the findings agree, as was seen before."""
    return Counted(FactValue(held[0].claim, tuple(findings)))


def _evaluated(policy: Policy, chart: Chart, fact: Fact, call: Call, held: Sequence[Held]) -> FactValue[Finding]:
    alone = replace(chart, findings=tuple(_in_terms_of(call, one.finding) for one in held))
    facts: dict[str, FactValue[Finding]] = {}

    def answered(name: str) -> FactValue[Finding]:
        if name not in facts:
            facts[name] = answer_facts(policy, chart, (name,))[name]
        return facts[name]

    def date_of(name: str) -> PartialDate | None:
        value = answered(name).value
        return value if isinstance(value, PartialDate) else None

    return EVALUATIONS[call.operator](Asking(alone, fact, call.params, date_of, answered, policy.value_sets))


def _in_terms_of(call: Call, finding: Finding) -> Finding:
    """The finding as the call looks for it. Which thing it is, and in which state, is what the model was asked."""
    concepts = call.params.words("concept")
    states = {key: allowed[0] for key, allowed in call.params.where().items() if allowed}
    qualifiers = MappingProxyType({**finding.qualifiers, **states})
    return replace(finding, concept=concepts[0] if concepts else finding.concept, qualifiers=qualifiers)


def verdicts_with(
    policy: Policy,
    variant: Variant,
    chart: Chart,
    verdicts: Mapping[str, Verdict[Finding]],
    told: Mapping[str, FactValue[Finding]],
    switched_on: frozenset[str],
) -> dict[str, Verdict[Finding]]:
    """The verdicts, those unclear ones anew on which the site lets a model's findings count. All others stay as they are."""
    criteria = policy.criteria_in(variant)
    nodes = [node for c in criteria for node in (c.logic, c.unclear_when) if node is not None]
    needed = tuple(dict.fromkeys(name for node in nodes for name in facts_of(node)))
    anew = judge(criteria, answer_facts(policy, chart, needed, told))
    return {
        key: anew[key] if key in switched_on and verdict.status is Status.UNCLEAR and not verdict.conflict else verdict
        for key, verdict in verdicts.items()
    }
