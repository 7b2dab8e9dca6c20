"""A fact as a policy writes it -> Fact."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from accord.policies.marked_yaml import Yaml, refusal
from accord.policies.model import FACT_TYPES, Fact
from accord.policies.operators import OPERATORS, Call, read_call
from accord.policies.placeholders import Placeholders
from accord.policies.reading import choice, flag, items, keys, some, text

SILENCE: Mapping[str, Mapping[str, bool | Decimal | None]] = {
    "boolean": {"unknown": None, "false": False},
    "integer": {"unknown": None, "0": Decimal(0)},
}
UNKNOWN_ONLY: Mapping[str, bool | Decimal | None] = {"unknown": None}


def read_fact(name: str, node: Yaml, placeholders: Placeholders) -> Fact:
    """A question, its type and unit, where its answer may come from, and what silence means."""
    given = keys(node, ["ask", "type"], ["unit", "from", "absent", "why", "witness", "notes"])
    kind = choice(given["type"], FACT_TYPES, "fact type")
    sources = items(given["from"], lambda call: _call(call, kind, placeholders)) if "from" in given else ()
    absent = _absent(given["absent"], kind) if "absent" in given else None
    witness = some(given["witness"], lambda call: read_call(placeholders.fill(call))) if "witness" in given else ()
    why = text(given["why"]) if "why" in given else ""
    _check_closed_world(node, given, absent)
    return Fact(
        name=name,
        ask=text(given["ask"]),
        type=kind,
        unit=_unit(node, given, kind),
        sources=sources,
        absent=absent,
        why=why,
        witness=witness,
        notes=flag(keys(given["notes"], ["auto"])["auto"]) if "notes" in given else True,
    )


def _call(node: Yaml, kind: str, placeholders: Placeholders) -> Call:
    call = read_call(placeholders.fill(node))
    gives = OPERATORS[call.operator].gives
    if kind not in gives:
        raise refusal(node.spot, f"'{call.operator}' gives {' or '.join(gives)}, but the fact is of type {kind}.")
    return call


def _unit(node: Yaml, given: Mapping[str, Yaml], kind: str) -> str | None:
    if kind == "quantity" and "unit" not in given:
        raise refusal(node.spot, "a quantity needs its 'unit' (UCUM).")
    if kind != "quantity" and "unit" in given:
        raise refusal(given["unit"].spot, f"only a quantity has a unit, and this is of type {kind}.")
    return text(given["unit"]) if "unit" in given else None


def _absent(node: Yaml, kind: str) -> bool | Decimal | None:
    allowed = SILENCE.get(kind, UNKNOWN_ONLY)
    return allowed[choice(node, allowed, f"meaning of silence for type {kind}")]


def _check_closed_world(node: Yaml, given: Mapping[str, Yaml], absent: bool | Decimal | None) -> None:
    if absent is None:
        for key in ("why", "witness"):
            if key in given:
                raise refusal(
                    given[key].spot, f"'{key}' belongs to a fact whose silence means something; 'absent' is unknown."
                )
        return
    for key, need in (("why", "say why silence may be read so"), ("witness", "name what must be in the record")):
        if key not in given:
            raise refusal(node.spot, f"silence means '{_word(given['absent'])}', but '{key}' is missing: {need}.")


def _word(node: Yaml) -> str:
    return text(node)
