"""Operators over what was given and done: medication, procedure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from accord.criteria import FactValue
from accord.evidence.operators.asking import NOTHING, Asking
from accord.evidence.operators.findings import distinguishing, yes_or_no
from accord.evidence.selecting import earliest, latest
from accord.policies.parameters import Params
from accord.records.findings import Finding, Presence, Time
from accord.wording import say

# A drug stopped or held and then continued within so many days, by different papers and without a word of restart, is in dispute.
UNRESOLVED_DAYS = 60

TIMES = {
    "active": (Time.CURRENT,),
    "stopped": (Time.PAST,),
    "planned": (Time.PLANNED,),
    "tried": (Time.CURRENT, Time.PAST),
    "done": (Time.CURRENT, Time.PAST),
    "refused": (Time.CURRENT, Time.PAST, Time.PLANNED),
}


def medication(asking: Asking) -> FactValue[Finding]:
    """Is a drug of the kind taken? No when it is said not to be, or was only taken in the past."""
    params = asking.params
    statuses = params.words("status") or ("active",)
    times = tuple(dict.fromkeys(time for status in statuses for time in TIMES[status]))
    selected = asking.select(presence=(Presence.PRESENT, Presence.ABSENT, Presence.POSSIBLE), time=tuple(Time))
    fits = [f for f in selected.fits if _outcome_fits(f, params)]
    yes = [f for f in fits if f.presence is Presence.PRESENT and f.time in times]
    no = [f for f in fits if f.presence is Presence.ABSENT and f.time is not Time.PLANNED]
    if asking.fact.type == "integer":
        kinds = {tuple(distinguishing(f, key) for key in params.words("distinct") or ("concept",)) for f in yes}
        return FactValue(Decimal(len(kinds)), tuple(yes)) if yes else NOTHING
    if asking.fact.type == "date":
        with_date = [f for f in yes if f.date is not None]
        return FactValue(earliest(with_date)[0].date, earliest(with_date)) if with_date else NOTHING
    if statuses == ("active",):
        no += [f for f in fits if f.presence is Presence.PRESENT and f.time is Time.PAST and not yes]
        unresolved = _halted_before(yes, fits)
        if unresolved:
            return FactValue(None, (), (*latest(yes), *unresolved), True, say("evidence.halted_and_continued"))
    against = params.selection("against")
    if against is not None:
        no += [f for f in asking.select(against).fits if f.presence is Presence.PRESENT]
    rest = [f for f in fits if f.presence is Presence.POSSIBLE or f.time is Time.PLANNED]
    return yes_or_no(yes, no, rest, params.word("pick") or "latest")


def _halted_before(yes: Sequence[Finding], fits: Sequence[Finding]) -> tuple[Finding, ...]:
    """Another document's stop or hold of the same drug shortly before the newest 'takes it', which tells of no restart."""
    newest = next(iter(latest(yes)), None)
    if newest is None or newest.date is None or newest.qualifiers.get("state") == "resumed":
        return ()
    return tuple(
        f
        for f in fits
        if (f.presence is Presence.POSSIBLE or f.time is Time.PAST)
        and f.date is not None
        and 0 <= (newest.date.earliest - f.date.earliest).days <= UNRESOLVED_DAYS
        and f.place.document != newest.place.document
        and f.qualifiers.get("drug", "") == newest.qualifiers.get("drug", "-")
    )


def _outcome_fits(found: Finding, params: Params) -> bool:
    if params.words("outcome") and found.qualifiers.get("outcome") not in params.words("outcome"):
        return False
    least = params.number("min_days")
    return least is None or Decimal(found.qualifiers.get("days", "0")) >= least


def procedure(asking: Asking) -> FactValue[Finding]:
    """Was it done (planned, refused, stopped)? No when it is said not to have been."""
    params = asking.params
    statuses = params.words("status") or ("done",)
    times = tuple(dict.fromkeys(time for status in statuses for time in TIMES[status]))
    selected = asking.select(presence=(Presence.PRESENT, Presence.ABSENT), time=tuple(Time))
    pool = [*selected.fits, *(f for f in _coded(asking) if f not in selected.any)]
    yes = [f for f in pool if f.presence is Presence.PRESENT and f.time in times]
    no = [f for f in pool if f.presence is Presence.ABSENT]
    if asking.fact.type == "integer":
        kinds = {tuple(distinguishing(f, key) for key in params.words("distinct") or ("date",)) for f in yes}
        return FactValue(Decimal(len(kinds)), tuple(yes)) if yes else NOTHING
    if asking.fact.type == "date":
        with_date = [f for f in yes if f.date is not None]
        if not with_date:
            return FactValue(None, (), tuple(yes), False, say("evidence.no_date") if yes else "")
        chosen = (earliest if params.word("pick") in ("earliest", "min") else latest)(with_date)
        return FactValue(chosen[0].date, tuple(chosen))
    planned = [f for f in pool if f.time is Time.PLANNED]
    return yes_or_no(yes, no, [*planned, *selected.undated], params.word("pick"))


def _coded(asking: Asking) -> list[Finding]:
    """Procedures with one of the asked HCPCS or CPT codes, within the dates."""
    codes = set(asking.params.words("codes"))
    if not codes:
        return []
    from accord.evidence.selecting import codes_of, dated

    found = [
        f for f in asking.chart.findings if codes & {code for _, code in codes_of(f)} and f.concept != "written_order"
    ]
    return list(dated(found, asking.params, asking.anchor).fits)
