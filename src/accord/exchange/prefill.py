"""Where a fact can be looked up or worked out without reading prose: its sources -> CQL.

Only what CQL can say exactly is said. Whatever else a policy asks of a record (words of a note, who wrote it, in which kind of
document) is asked of a person. What is not found stays null: nothing here ever answers no.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from accord.exchange.quoting import name, text
from accord.policies.codes import CodePattern
from accord.policies.model import Fact, Policy
from accord.policies.operators import Call

# Code systems in which a Condition is coded, and what a selection may ask for so that a coded Condition alone answers it.
OF_CONDITIONS = frozenset(("icd10", "snomed"))
_SELECTED_BY = frozenset(("value_set", "concept", "origin", "pick", "presence"))
_WHOLE = {"d": "WholeDays", "wk": "WholeWeeks", "mo": "WholeMonths", "a": "WholeYears"}


def value_set_name(value_set: str) -> str:
    """The name under which the library knows a value set."""
    return name(f"Codes {value_set}")


def prefill(policy: Policy, fact: Fact) -> str | None:
    """The CQL that answers the fact from coded data or from other facts; None when no source of it can be said so."""
    told = [said for call in fact.sources if (said := _SAID.get(call.operator, _not_said)(policy, fact, call))]
    if not told:
        return None
    return told[0] if len(told) == 1 else f"Coalesce({', '.join(f'({said})' for said in told)})"


def prefill_anchors(policy: Policy, fact: Fact) -> tuple[str, ...]:
    """The date facts from which the prefill works out its answer."""
    calls = [call for call in fact.sources if _SAID.get(call.operator, _not_said)(policy, fact, call)]
    return tuple(call.params.word(key) for call in calls for key in ("at", "start", "end") if key in call.params)


def prefill_value_sets(policy: Policy, fact: Fact) -> tuple[str, ...]:
    """The value sets of Conditions that the prefill looks for."""
    calls = [call for call in fact.sources if _SAID.get(call.operator, _not_said)(policy, fact, call)]
    return tuple(vs for call in calls if call.operator == "finding" for vs in call.params.words("value_set"))


def _diagnosis(policy: Policy, fact: Fact, call: Call) -> str | None:
    """A diagnosis on the problem list, stated to be so by nobody's doubt. One that is refuted beside it: nobody knows."""
    params = call.params
    names = params.words("value_set")
    fits = set(params.given) <= _SELECTED_BY and "coded" in (params.words("origin") or ("coded",))
    if fact.type != "boolean" or not names or not fits or "present" not in (params.words("presence") or ("present",)):
        return None
    if not all(_of_conditions(policy.value_sets.get(each, ())) for each in names):
        return None
    found = " or ".join(f"Diagnosed([Condition: {value_set_name(each)}])" for each in names)
    refuted = " or ".join(f"Refuted([Condition: {value_set_name(each)}])" for each in names)
    return f"if ({found}) and not ({refuted}) then true else null as Boolean"


def _of_conditions(patterns: tuple[CodePattern, ...]) -> bool:
    return bool(patterns) and all(pattern.system in OF_CONDITIONS for pattern in patterns)


def _age(policy: Policy, fact: Fact, call: Call) -> str | None:
    return _whole(fact, "Patient.birthDate.value", name(call.params.word("at")), call.params.word("unit", "a"))


def _interval(policy: Policy, fact: Fact, call: Call) -> str | None:
    start, end = (name(call.params.word(key)) for key in ("start", "end"))
    return _whole(fact, start, end, call.params.word("unit"))


def _whole(fact: Fact, start: str, end: str, unit: str) -> str | None:
    """Whole units of time; a quantity only where its unit is that of the operator."""
    count = f"{_WHOLE[unit]}({start}, {end})"
    if fact.type == "integer":
        return count
    if fact.unit != unit:
        return None
    return f"if {count} is null then null as System.Quantity else System.Quantity {{ value: ToDecimal({count}), unit: {text(unit)} }}"


def _not_said(policy: Policy, fact: Fact, call: Call) -> str | None:
    return None


_SAID: Mapping[str, Callable[[Policy, Fact, Call], str | None]] = {
    "finding": _diagnosis,
    "age": _age,
    "interval": _interval,
}
