"""May this provider order this? What the register can say: number, kind, taxonomy, and the state of the licence stated."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from accord.connectors.answer import Provenance
from accord.connectors.npi.orders import May, Ordered, group_name, group_of
from accord.connectors.npi.provider import Kind, Provider, Speciality
from accord.connectors.npi.verify import Standing, standing_on
from accord.wording import say


@dataclass(frozen=True, slots=True)
class OrderAnswer:
    """may -- yes, no, or that the register cannot say; reasons are whole sentences, in the order of the checks."""

    npi: str
    name: str
    service: str
    ordered: Ordered
    state: str
    on: dt.date
    may: May
    reasons: tuple[str, ...]
    taxonomies: tuple[Speciality, ...]
    provenance: Provenance


def judge(found: Provider, service: str, ordered: Ordered, state: str, on: dt.date) -> OrderAnswer:
    """The first check that says no, or cannot say, decides; yes needs every one of them."""
    may, reasons = _judge(found, ordered, state, on)
    told = (*reasons, say("npi.order.self_reported"))
    return OrderAnswer(
        found.npi, found.name, service, ordered, state, on, may, told, found.taxonomies, found.provenance
    )


def _judge(found: Provider, ordered: Ordered, state: str, on: dt.date) -> tuple[May, list[str]]:
    standing, sentence = standing_on(found, on)
    if standing is not Standing.ACTIVE:
        return May.NO, [sentence]
    if found.kind is Kind.ORGANIZATION:
        return May.NO, [sentence, say("npi.order.organization", name=found.name)]
    if not found.taxonomies:
        return May.CANNOT_SAY, [sentence, say("npi.order.no_taxonomy", name=found.name)]
    may, told, eligible = _by_taxonomy(found, ordered)
    if may is not May.YES or not state:
        return may, [sentence, told]
    may, licence = _by_licence(eligible, state)
    return may, [sentence, told, licence]


def _by_taxonomy(found: Provider, ordered: Ordered) -> tuple[May, str, tuple[Speciality, ...]]:
    """The best of what their taxonomies allow."""
    answers = [(each, _answer(each.code, ordered)) for each in found.taxonomies]
    for may in (May.YES, May.CANNOT_SAY, May.NO):
        those = tuple(each for each, answer in answers if answer is may)
        if those:
            names = ", ".join(dict.fromkeys(group_name(each.code) or each.code for each in those))
            what = say(f"npi.ordered.{ordered}")
            return may, say(f"npi.order.taxonomy.{may}", name=found.name, kinds=names, what=what), those
    raise AssertionError("a taxonomy has one of three answers")


def _answer(code: str, ordered: Ordered) -> May:
    group = group_of(code)
    return group.answer(ordered) if group else May.CANNOT_SAY


def _by_licence(eligible: tuple[Speciality, ...], state: str) -> tuple[May, str]:
    there = next((each for each in eligible if each.state.upper() == state and each.licence), None)
    if there is not None:
        return May.YES, say("npi.order.licence_there", state=state, licence=there.licence)
    states = ", ".join(dict.fromkeys(each.state.upper() for each in eligible if each.state))
    if states:
        return May.CANNOT_SAY, say("npi.order.licence_elsewhere", state=state, states=states)
    return May.CANNOT_SAY, say("npi.order.no_licence", state=state)
