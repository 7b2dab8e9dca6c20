"""Operators over papers: order, document, visit."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from accord.criteria import FactValue
from accord.evidence.operators.asking import NOTHING, Asking
from accord.evidence.selecting import Selected, dated, earliest, latest
from accord.records.dates import PartialDate
from accord.records.findings import Finding, Presence, Whose
from accord.wording import say

ORDER, VISIT, PAPER = "written_order", "visit", "paper"


def order(asking: Asking) -> FactValue[Finding]:
    """An element of the written order for the requested item; among several orders the latest that fits."""
    params = asking.params
    every = [f for f in asking.chart.of([ORDER]) if all(f.qualifiers.get(k) in v for k, v in params.where().items())]
    found = dated([f for f in every if _fits_order(f, asking)], params, asking.anchor)
    if not found.fits:
        if every and not found.any and params.word("element") in ("complete", "present"):
            return FactValue(False, tuple(every))
        return FactValue(None, (), found.any, False, say("evidence.no_order"))
    whole = [f for f in found.fits if f.qualifiers.get("complete") == "yes"]
    chosen = latest(whole or found.fits)
    return _order_element(params.word("element"), chosen, found.fits)


def _fits_order(found: Finding, asking: Asking) -> bool:
    """Is the order for one of the requested codes, or (without any code) for something named in words?"""
    wanted = asking.params.words("codes") or tuple(service.code for service in asking.chart.request.services)
    ordered, named = found.qualifiers.get("codes_ordered", "").split(), found.qualifiers.get("names", "").split()
    asked_names = asking.params.words("concept")
    if asked_names:
        return bool(set(named) & set(asked_names))
    return not wanted or not ordered or bool(set(ordered) & set(wanted))


def _order_element(element: str, chosen: Sequence[Finding], every: Sequence[Finding]) -> FactValue[Finding]:
    best = chosen[0]
    match element:
        case "present":
            return FactValue(True, tuple(chosen))
        case "complete":
            if best.qualifiers.get("complete") == "yes":
                return FactValue(True, (best,))
            if best.qualifiers.get("wrong"):
                return FactValue(False, (best,))
            missing = best.qualifiers.get("missing", "").replace(",", ", ").replace("_", " ")
            return FactValue(None, (), tuple(every), False, say("evidence.order_incomplete", missing=missing))
        case "date":
            return FactValue(best.date, (best,)) if best.date else FactValue(None, (), (best,))
        case "signed_date":
            value = best.qualifiers.get("signed_date")
            return FactValue(PartialDate.from_iso(value), (best,)) if value else FactValue(None, (), (best,))
        case "signed":
            state = best.qualifiers.get("signed")
            return FactValue(True, (best,)) if state == "yes" else FactValue(None, (), (best,))
        case "quantity":
            value = best.qualifiers.get("quantity")
            return FactValue(Decimal(value), (best,)) if value else FactValue(None, (), (best,))
        case _:
            value = best.qualifiers.get(element)
            return FactValue(value, (best,)) if value else FactValue(None, (), (best,))


def document(asking: Asking) -> FactValue[Finding]:
    """Is there a paper of a kind (signed, dated, of a voice, that mentions concepts), or its date."""
    params = asking.params
    fitting = [
        f
        for f in asking.chart.of([PAPER])
        if f.whose is Whose.PATIENT
        and f.qualifiers.get("kind") in params.words("kind")
        and (not params.flag("signed") or f.qualifiers.get("signed") == "yes")
        and (not params.flag("dated") or f.date is not None)
        and (not params.words("voice") or f.voice.value in params.words("voice"))
        and _mentions(asking, f, params.words("mentions"), every=False)
    ]
    return _dated_answer(asking, dated(fitting, params, asking.anchor))


def visit(asking: Asking) -> FactValue[Finding]:
    """A visit by a clinician: yes when one fits, no when all that are about the topic fall outside the dates."""
    params = asking.params
    voices = params.words("voice") or ("clinician",)
    fitting = [
        f
        for f in asking.chart.of([VISIT])
        if f.whose is Whose.PATIENT
        and f.voice.value in voices
        and (not params.words("mode") or f.qualifiers.get("mode", "unknown") in params.words("mode"))
        and (not params.words("kind") or f.qualifiers.get("kind") in params.words("kind"))
        and (not params.flag("signed") or f.qualifiers.get("signed") == "yes")
        and _mentions(asking, f, params.words("topic"), every=False)
        and _mentions(asking, f, params.words("all_topics"), every=True)
    ]
    found = dated(fitting, params, asking.anchor)
    if asking.fact.type == "words":
        newest = latest(found.fits)
        return FactValue(newest[0].qualifiers.get("mode", "unknown"), newest[:1]) if newest else NOTHING
    return _dated_answer(asking, found)


def _mentions(asking: Asking, paper: Finding, concepts: Sequence[str], every: bool) -> bool:
    if not concepts:
        return True
    where = asking.chart.paper_of(paper.place)
    if where is None:
        return False
    told = {
        f.concept
        for f in asking.chart.of(concepts)
        if f.presence is not Presence.ABSENT and f.whose is Whose.PATIENT and asking.chart.paper_of(f.place) == where
    }
    return told >= set(concepts) if every else bool(told)


def _dated_answer(asking: Asking, found: Selected) -> FactValue[Finding]:
    if asking.fact.type == "date":
        with_date = [f for f in found.fits if f.date is not None]
        if not with_date:
            return FactValue(None, (), found.any)
        chosen = (earliest if asking.params.word("pick") in ("earliest", "min") else latest)(with_date)
        return FactValue(chosen[0].date, tuple(chosen[:1]))
    if found.fits:
        return FactValue(True, tuple(latest(found.fits)))
    if found.undated:
        return FactValue(None, (), found.undated, False, say("evidence.not_dated_well"))
    if found.outside:
        return FactValue(False, found.outside)
    return NOTHING
