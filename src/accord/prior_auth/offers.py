"""What words of a record can show for a criterion: the things that its policy asks the record for, one choice each.

A person who shows a passage chooses among these and never sets a verdict: the policy's own operators make of it what they can.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from accord.logic import facts_of
from accord.policies.model import Fact, Policy
from accord.policies.operators import Call, anchors_of
from accord.policies.parameters import Params
from accord.records.findings import Presence, Time

READ, CODED = "narrative", "coded"
PATIENT = "patient"
# Who measured it, in what kind of paper it stands, how they met, whether it is signed: the paper tells, never the person.
OF_PAPER = frozenset({"source", "by", "signed", "mode"})
BOTH = (Presence.PRESENT, Presence.ABSENT)
# Operators that choose among findings by what is asked of them. Orders, visits and documents are told by their whole shape.
CHOOSING = frozenset({"finding", "measurement", "event", "count", "medication", "procedure"})
YES_OR_NO = frozenset({"finding", "medication", "procedure"})
# What became of a drug or procedure, as the time of a finding says it.
TIMES: Mapping[str, Time] = {
    "active": Time.CURRENT, "tried": Time.CURRENT, "done": Time.CURRENT, "stopped": Time.PAST, "planned": Time.PLANNED,
    "refused": Time.PLANNED,
}  # fmt: skip


class Shows(StrEnum):
    """What has to stand in the words: that a thing is so or not so, a number, a date."""

    FACT = "fact"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True)
class Offer:
    """One thing that words can show.

    ask      -- the policy's question; states -- qualifiers that the policy asks for ('state': 'exercise').
    sources  -- qualifiers of which the paper tells which one holds ('by': qualified or unstated), with the values asked for.
    shows    -- all that it may be asked for: of a number alone a number has to stand there, of a date alone a date.
    unit     -- UCUM, of a number in which the policy reckons; '' for a bare number.
    presence -- may the words say that it is so, that it is not, or either; time -- when it has to hold.
    """

    ask: str
    concept: str
    states: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    shows: frozenset[Shows] = frozenset({Shows.FACT})
    unit: str = ""
    presence: tuple[Presence, ...] = (Presence.PRESENT,)
    time: Time = Time.CURRENT
    sided: bool = False

    @property
    def key(self) -> str:
        """By which a form names it."""
        told = [f"{name}={value}" for name, value in sorted(self.states.items())]
        return "|".join([self.concept, self.time.value, *told])

    @property
    def counts(self) -> bool:
        """May it carry a number?"""
        return Shows.NUMBER in self.shows

    @property
    def needs(self) -> Shows:
        """What has to be given: a number or a date where nothing else is asked for."""
        return next(iter(self.shows)) if len(self.shows) == 1 else Shows.FACT

    def joined(self, other: Offer) -> Offer:
        """The same thing asked for by two questions."""
        names = dict.fromkeys((*self.sources, *other.sources))
        sources = {
            name: tuple(dict.fromkeys((*self.sources.get(name, ()), *other.sources.get(name, ())))) for name in names
        }
        return replace(
            self, sources=MappingProxyType(sources), shows=self.shows | other.shows, unit=self.unit or other.unit,
            presence=tuple(one for one in BOTH if one in self.presence + other.presence),
            sided=self.sided or other.sided,
        )  # fmt: skip


def offers_of(policy: Policy, criterion: str) -> tuple[Offer, ...]:
    """What can be shown for a criterion, in the order of its facts; none where only whole papers or the request tell.

    Raises NotFound for a criterion that the policy does not have.
    """
    found = policy.criterion(criterion)
    nodes = [node for node in (found.logic, found.unclear_when) if node is not None]
    names = dict.fromkeys(name for node in nodes for name in facts_of(node))
    told: dict[str, Offer] = {}
    for offer in (offer for name in names for offer in _of_fact(policy, name, ())):
        told[offer.key] = told[offer.key].joined(offer) if offer.key in told else offer
    return tuple(told.values())


def _of_fact(policy: Policy, name: str, above: tuple[str, ...]) -> Iterator[Offer]:
    """Of a fact that is reckoned from days, what shows those days."""
    fact = policy.facts.get(name)
    if fact is None or name in above:
        return
    for call in fact.calls:
        if call.operator == "interval":
            for other in anchors_of(call):
                yield from _of_fact(policy, other, (*above, name))
        yield from _of_call(fact, call)


def _of_call(fact: Fact, call: Call) -> Iterator[Offer]:
    if call.operator in CHOOSING:
        yield from _chosen(fact, call)
    elif call.operator == "session":
        compared = {name for one in call.params.compared() for name in (one.left, one.right)}
        for name, part in call.params.parts().items():
            yield from _offers(fact, part, Shows.NUMBER if name in compared or part.bounds() else Shows.FACT)
    elif call.operator == "same":
        attributes = call.params.words("attributes")
        for part in call.params.selections("of"):
            shows = Shows.NUMBER if "value" in attributes else Shows.FACT
            yield from _offers(fact, part, shows, sided="side" in attributes)


def _chosen(fact: Fact, call: Call) -> Iterator[Offer]:
    params = call.params
    numbers = call.operator == "measurement" or params.bounds() or params.bounds("no_when")
    shows = Shows.DATE if call.operator == "event" else Shows.NUMBER if numbers else Shows.FACT
    either = call.operator in YES_OR_NO and shows is Shows.FACT
    yield from _offers(fact, params, shows, BOTH if either else (Presence.PRESENT,))
    if call.operator == "count":
        for concept in params.words("stated"):
            yield Offer(fact.ask, concept, shows=frozenset({Shows.NUMBER}))


def _offers(
    fact: Fact, params: Params, shows: Shows, presence: tuple[Presence, ...] = (Presence.PRESENT,), *, sided: bool = False
) -> Iterator[Offer]:  # fmt: skip
    """One a concept and a way to fill the qualifiers that are asked for; none of what is told of relatives or coded only."""
    if params.word("whose", PATIENT) != PATIENT or READ not in (params.words("origin") or (READ,)):
        return
    asked = {**params.where(), **({"outcome": params.words("outcome")} if params.words("outcome") else {})}
    sources = {name: tuple(one for one in asked[name] if one != CODED) for name in asked if name in OF_PAPER}
    if not all(sources.values()):
        return
    said = tuple(one for one in presence if one.value in (params.words("presence") or [p.value for p in presence]))
    unit = (fact.unit or params.word("unit")) if shows is Shows.NUMBER else ""
    states = {name: values for name, values in asked.items() if name not in OF_PAPER}
    for concept in params.words("concept"):
        for filled in itertools.product(*states.values()):
            yield Offer(
                fact.ask, concept, MappingProxyType(dict(zip(states, filled, strict=True))), MappingProxyType(sources),
                frozenset({shows}), unit or "", said or (Presence.PRESENT,), _time(params),
                sided or bool(params.words("side")),
            )  # fmt: skip


def _time(params: Params) -> Time:
    """When the thing has to hold: now, unless only another time is asked for."""
    told = [Time(one) for one in params.words("time")] or [TIMES[one] for one in params.words("status")]
    return Time.CURRENT if not told or Time.CURRENT in told else told[0]
