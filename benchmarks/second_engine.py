"""Our judge beside cql-execution, which runs the CQL that is generated of each policy: every criterion, every variant.

    python -m benchmarks.second_engine [--seeds 60] [--faults 0] [--policies DIR] [--policy ID]

Facts are given by the policy's own examples and cases, by requests that differ from a met one in a single answer, by both
sides of every threshold, and by chance (with unknown facts, disputed ones, dates of a month or a year, diagnoses on the problem
list). --faults plants so many in each policy's CQL, one at a time, and counts those that the comparison notices. Needs what
bin/install-cql brings.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from accord.criteria import FactValue, Status, judge, judge_tree
from accord.evidence.operators.relations import whole_units
from accord.exchange.javascript import PATIENT, CqlCase, CqlJob, JsonObject, run_cql
from accord.exchange.library_cql import asked_facts, watched_facts
from accord.exchange.naming import Naming
from accord.exchange.package import cql_job
from accord.exchange.prefill import prefill
from accord.logic import Compare, Node, OneOf, children_of
from accord.policies import bundled_pack, load_pack
from accord.policies.model import Fact, Policy
from accord.policies.operators import Call
from accord.records.dates import PartialDate

DISPUTED = "(disputed)"
BORN = dt.date(1952, 2, 29)
DATES = tuple(
    PartialDate.from_iso(day)
    for day in ("2026-01-05", "2026-01-31", "2026-02-28", "2026-01", "2026", "2025-12-31", "2025-08-05", "2025", "2024-02-29", "2020-06")
)  # fmt: skip
VERIFIED = (None, "confirmed", "provisional", "refuted")
UNKNOWN_SHARE, DISPUTED_SHARE, SEEDS = 0.25, 0.04, 60

Given = bool | Decimal | str | PartialDate
Answers = Mapping[str, Given]


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known of one request: answers by fact, and diagnoses of the problem list: (system, code, verification)."""

    answers: Answers
    problems: tuple[tuple[str, str, str | None], ...] = ()
    birth: dt.date | None = None


@dataclass
class Compared:
    """How often the engines were asked, and where they differ."""

    cases: int = 0
    answers: int = 0
    by_status: dict[str, int] = field(default_factory=dict[str, int])
    differences: list[str] = field(default_factory=list[str])


def naming_of(policy: Policy) -> Naming:
    """The names of the policy's latest edition."""
    return Naming(policy, policy.editions[-1])


def compare(policies: Sequence[Policy], seeds: int = SEEDS) -> Compared:
    """Both engines on every situation of the policies."""
    whole = Compared()
    for part in compare_each(policies, seeds):
        whole.cases += part.cases
        whole.answers += part.answers
        whole.differences += part.differences
        for status, times in part.by_status.items():
            whole.by_status[status] = whole.by_status.get(status, 0) + times
    return whole


def compare_each(policies: Sequence[Policy], seeds: int, jobs: Sequence[CqlJob] | None = None) -> list[Compared]:
    """As `compare`, policy by policy. jobs -- used instead of the libraries as they are generated."""
    told = [tuple(situations(policy, seeds)) for policy in policies]
    made = jobs or [
        cql_job(naming_of(policy), tuple(cql_case(policy, each) for each in cases))
        for policy, cases in zip(policies, told, strict=True)
    ]
    found = [Compared() for _ in policies]
    for counts, policy, cases, answer in zip(found, policies, told, run_cql(made), strict=True):
        for situation, theirs in zip(cases, answer.results, strict=True):
            _count(counts, policy, situation, theirs)
    return found


# A sign, a word or a null of a criterion or variant -> what is planted instead.
FAULTS: Mapping[str, str] = {
    " >= ": " > ", " > ": " >= ", " <= ": " < ", " < ": " <= ", " and ": " or ", " or ": " and ", "(not ": "(",
    " implies ": " and ", "NotAfter(": "Before(", "Before(": "NotAfter(", "null as Boolean": "false", " is true": " is not null",
}  # fmt: skip
_ANSWERED = re.compile(r'^define "(?:Criterion|Variant) [^"]+": ')


def faulty(cql: str, number: int, chance: random.Random) -> list[str]:
    """The library with one fault in its criteria or variants, so many times."""
    lines = cql.split("\n")
    places = [
        (row, found.start(), found.group())
        for row, line in enumerate(lines)
        if (head := _ANSWERED.match(line))
        for found in re.compile("|".join(map(re.escape, FAULTS))).finditer(line, head.end())
    ]
    spoilt: list[str] = []
    for row, start, sign in chance.sample(places, min(number, len(places))):
        line = lines[row]
        changed = line[:start] + FAULTS[sign] + line[start + len(sign) :]
        spoilt.append("\n".join([*lines[:row], changed, *lines[row + 1 :]]))
    return spoilt


def missed_faults(policy: Policy, seeds: int, number: int) -> tuple[int, list[str]]:
    """How many faults were planted, and the changed lines of those that nobody noticed."""
    cases = tuple(cql_case(policy, each) for each in situations(policy, seeds))
    job = cql_job(naming_of(policy), cases)
    spoilt = faulty(job.cql, number, random.Random(policy.id))
    found = compare_each([policy] * len(spoilt), seeds, [replace(job, cql=cql) for cql in spoilt])
    kept = set(job.cql.split("\n"))
    return len(spoilt), [
        next(line for line in cql.split("\n") if line not in kept)
        for cql, counts in zip(spoilt, found, strict=True)
        if not counts.differences
    ]


def _count(found: Compared, policy: Policy, situation: Situation, theirs: Mapping[str, object]) -> None:
    found.cases += 1
    for name, status in ours(policy, situation).items():
        found.answers += 1
        found.by_status[status] = found.by_status.get(status, 0) + 1
        other = their_status(theirs, name)
        if other != status:
            found.differences.append(f"{policy.id} {name}: ours {status}, theirs {other}: {shown(situation)}")


def their_status(results: Mapping[str, object], name: str) -> str:
    """The status that the CQL's two answers tell; 'broken' when they are none of the allowed pairs."""
    holds, applies = results[name], results.get(f"{name} applies", True)
    if applies is False:
        return Status.NOT_APPLICABLE.value if holds is True else "broken"
    told = {True: Status.MET.value, False: Status.NOT_MET.value, None: Status.UNCLEAR.value}
    return told[holds] if applies is True and (holds is None or isinstance(holds, bool)) else "broken"


def ours(policy: Policy, situation: Situation) -> dict[str, str]:
    """The judge's status of every criterion and variant, under the names of the library's defines."""
    facts = {fact.name: value for fact in asked_facts(policy) if (value := _value(policy, fact, situation)) is not None}
    verdicts = judge(tuple(policy.criteria.values()), facts)
    found = {f"Criterion {key}": verdict.status.value for key, verdict in verdicts.items()}
    return found | {f"Variant {v.name}": judge_tree(v.tree, verdicts).value for v in policy.variants.values()}


def _value(policy: Policy, fact: Fact, situation: Situation) -> FactValue[str] | None:
    if fact.name in situation.answers:
        given = situation.answers[fact.name]
        if given == DISPUTED:
            return FactValue(None, (), ("one", "other"), conflict=True)
        return FactValue(given, ("shown",))
    worked_out = (_worked_out(policy, call, situation) for call in fact.sources if _said(policy, fact, call))
    value = next((value for value in worked_out if value is not None), None)
    return None if value is None else FactValue(value, ("shown",))


def _said(policy: Policy, fact: Fact, call: Call) -> bool:
    alone = Fact(fact.name, fact.ask, fact.type, fact.unit, (call,))
    return prefill(policy, alone) is not None


def _worked_out(policy: Policy, call: Call, situation: Situation) -> Given | None:
    if call.operator == "finding":
        patterns = [p for each in call.params.words("value_set") for p in policy.value_sets[each]]
        states = [state for system, code, state in situation.problems if any(p.matches(system, code) for p in patterns)]
        return True if {None, "confirmed"} & set(states) and "refuted" not in states else None
    if call.operator == "age":
        start = PartialDate.of(situation.birth) if situation.birth else None
        stop, unit = situation.answers.get(call.params.word("at")), call.params.word("unit", "a")
    else:
        start, stop = (situation.answers.get(call.params.word(key)) for key in ("start", "end"))
        unit = call.params.word("unit")
    if not isinstance(start, PartialDate) or not isinstance(stop, PartialDate):
        return None
    least, most = whole_units(start.latest, stop.earliest, unit), whole_units(start.earliest, stop.latest, unit)
    return Decimal(least) if least == most else None


def cql_case(policy: Policy, situation: Situation) -> CqlCase:
    """The situation as parameters and resources."""
    watched = set(watched_facts(policy))
    answers: dict[str, object] = {}
    for fact in asked_facts(policy):
        given = situation.answers.get(fact.name)
        if given == DISPUTED:
            if fact.name in watched:
                answers[f"{fact.name} disputed"] = True
        elif given is not None:
            answers[f"{fact.name} answered"] = _as_parameter(fact, given)
    patient: JsonObject = {**PATIENT, **({"birthDate": situation.birth.isoformat()} if situation.birth else {})}
    return CqlCase(answers, (patient, *_conditions(policy, situation)))


def _as_parameter(fact: Fact, given: Given) -> object:
    if isinstance(given, PartialDate):
        return {"date": [part for part in (given.year, given.month, given.day) if part is not None]}
    if isinstance(given, Decimal):
        return int(given) if fact.type == "integer" else {"quantity": float(given), "unit": fact.unit}
    return given


def _conditions(policy: Policy, situation: Situation) -> Iterator[JsonObject]:
    uris = {"icd10": "http://hl7.org/fhir/sid/icd-10-cm", "snomed": "http://snomed.info/sct"}
    for number, (system, code, state) in enumerate(situation.problems):
        body: JsonObject = {
            "resourceType": "Condition",
            "id": f"c{number}",
            "subject": {"reference": f"Patient/{PATIENT['id']}"},
            "code": {"coding": [{"system": uris[system], "code": code}]},
        }
        if state is not None:
            body["verificationStatus"] = {"coding": [{"code": state}]}
        yield body


def situations(policy: Policy, seeds: int) -> Iterator[Situation]:
    """The policy's own examples and cases, both sides of every threshold, and requests by chance."""
    yield Situation({})
    for criterion in policy.criteria.values():
        for example in criterion.examples:
            yield Situation(_read(policy, example.facts))
    for case in policy.cases:
        yield Situation(_read(policy, case.facts))
    chance = random.Random(policy.id)
    wide = domains(policy)
    for case in policy.cases:
        if case.root == Status.MET.value:
            yield from _beside(_read(policy, case.facts), wide)
    for fact, values in wide.items():
        for value in values:
            yield Situation({**_by_chance(chance, wide, UNKNOWN_SHARE), fact: value}, birth=BORN)
    shares = (0.0, UNKNOWN_SHARE, 0.6)
    for number in range(seeds):
        problems = tuple(_problems(policy, chance))
        birth = BORN if number % 3 else None
        yield Situation(_by_chance(chance, wide, shares[number % len(shares)]), problems, birth)


def _beside(answers: Answers, wide: Mapping[str, Sequence[Given]]) -> Iterator[Situation]:
    """Requests that differ from one that meets all in a single answer: another value of the fact, or none."""
    for fact, told in answers.items():
        yield Situation({name: value for name, value in answers.items() if name != fact})
        for other in wide.get(fact, ()):
            if other != told:
                yield Situation({**answers, fact: other})


def _read(policy: Policy, facts: Mapping[str, Given]) -> Answers:
    return {
        name: PartialDate.from_iso(str(value)) if policy.facts[name].type == "date" else value
        for name, value in facts.items()
    }


def _by_chance(chance: random.Random, wide: Mapping[str, Sequence[Given]], unknown: float) -> dict[str, Given]:
    found: dict[str, Given] = {}
    for fact, values in wide.items():
        drawn = chance.random()
        if drawn < DISPUTED_SHARE and unknown:
            found[fact] = DISPUTED
        elif drawn >= unknown:
            found[fact] = chance.choice(values)
    return found


def _problems(policy: Policy, chance: random.Random) -> Iterator[tuple[str, str, str | None]]:
    for patterns in policy.value_sets.values():
        fitting = [pattern for pattern in patterns if pattern.system in ("icd10", "snomed") and not pattern.prefix]
        if fitting and chance.random() < 0.4:
            pattern = chance.choice(fitting)
            yield pattern.system, pattern.code, chance.choice(VERIFIED)


def domains(policy: Policy) -> dict[str, list[Given]]:
    """Fact -> values that matter to the policy's comparisons: each threshold with what lies beside it."""
    nodes = list(_all_nodes(policy))
    return {fact.name: _domain(fact, nodes) for fact in asked_facts(policy)}


def _domain(fact: Fact, nodes: Sequence[Node]) -> list[Given]:
    if fact.type == "boolean":
        return [True, False]
    if fact.type == "date":
        return list(DATES)
    if fact.type == "words":
        told = {word for node in nodes if isinstance(node, OneOf) and node.fact == fact.name for word in node.values}
        return [*sorted(told), "something else"]
    step = Decimal(1) if fact.type == "integer" else Decimal("0.01")
    limits = {
        node.other
        for node in nodes
        if isinstance(node, Compare) and node.fact == fact.name and isinstance(node.other, Decimal)
    }
    values = {Decimal(0), Decimal(7), *(limit + side * step for limit in limits for side in (-1, 0, 1))}
    return [*sorted(value.to_integral_value() if fact.type == "integer" else value for value in values)]


def _all_nodes(policy: Policy) -> Iterator[Node]:
    waiting = [node for c in policy.criteria.values() for node in (c.logic, c.unclear_when) if node is not None]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += children_of(node)


def shown(situation: Situation) -> str:
    """The situation in a line."""
    answers = ", ".join(f"{name}={value}" for name, value in situation.answers.items())
    return f"{answers} {situation.problems or ''} {situation.birth or ''}".strip()


def main() -> None:
    """Prints the counts."""
    parser = argparse.ArgumentParser(description="Our judge beside a second engine.")
    parser.add_argument("--seeds", type=int, default=SEEDS)
    parser.add_argument("--faults", type=int, default=0)
    parser.add_argument("--policies", type=Path)
    parser.add_argument("--policy")
    asked = parser.parse_args()
    pack = load_pack(asked.policies) if asked.policies else bundled_pack()
    policies = [policy for policy in pack.policies if asked.policy in (None, policy.id)]
    began = time.perf_counter()
    found = compare(policies, asked.seeds)
    took = time.perf_counter() - began
    criteria, variants = (sum(len(getattr(p, part)) for p in policies) for part in ("criteria", "variants"))
    print(f"{len(policies)} policies, {variants} variants, {criteria} criteria; {found.cases} requests")
    print(f"{found.answers} answers compared in {took:.1f} s: {found.by_status}")
    print(f"{len(found.differences)} differences")
    for line in found.differences[:20]:
        print("  " + line)
    if asked.faults:
        told = [missed_faults(policy, asked.seeds, asked.faults) for policy in policies]
        missed = [line for _, lines in told for line in lines]
        print(f"{sum(planted for planted, _ in told)} faults planted, {len(missed)} not noticed")
        for line in missed:
            print("  " + line[:300])


if __name__ == "__main__":
    main()
