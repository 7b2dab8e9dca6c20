"""Operators over findings: finding, measurement, words, event, count."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from accord.criteria import FactValue
from accord.evidence.operators.asking import NOTHING, Asking
from accord.evidence.selecting import earliest, latest, number_in, within_bounds
from accord.records.findings import Finding, Presence, Voice
from accord.wording import say

# How much the word of each kind of author weighs when two disagree: a clinician's over a supplier's.
WEIGHT = {
    Voice.CLINICIAN: 3,
    Voice.FACILITY: 3,
    Voice.LABORATORY: 3,
    Voice.UNKNOWN: 2,
    Voice.PATIENT: 1,
    Voice.SUPPLIER: 0,
    Voice.PAYER: 0,
}


def finding(asking: Asking) -> FactValue[Finding]:
    """Yes when a fitting finding is present, no when it is said to be absent; a disagreement is a conflict."""
    selected = asking.select(presence=tuple(Presence))
    no_when = asking.params.bounds("no_when")
    unit = asking.params.word("unit") or None
    yes = [
        f for f in selected.fits if f.presence is Presence.PRESENT and not (no_when and within_bounds(f, no_when, unit))
    ]
    held = set(yes)
    no = [
        f for f in selected.fits if f.presence is Presence.ABSENT or (f.presence is Presence.PRESENT and f not in held)
    ]
    against = asking.params.selection("against")
    if against is not None:
        no += [f for f in asking.select(against).fits if f.presence is Presence.PRESENT]
    possible = [f for f in selected.fits if f.presence is Presence.POSSIBLE]
    return yes_or_no(yes, no, [*possible, *selected.undated], asking.params.word("pick"))


def yes_or_no(
    yes: Sequence[Finding], no: Sequence[Finding], possible: Sequence[Finding] = (), pick: str = ""
) -> FactValue[Finding]:
    """The answer of findings for and against.

    Where both are there, the weightier author decides; between equals `pick: latest` lets the newest decide and
    `pick: any` the affirmative; else it is a conflict and the answer unknown.
    """
    if yes and no:
        most_yes, most_no = max(WEIGHT[f.voice] for f in yes), max(WEIGHT[f.voice] for f in no)
        if most_yes != most_no:
            won, lost = (yes, no) if most_yes > most_no else (no, yes)
            return FactValue(won is yes, tuple(won), tuple(lost))
        if pick == "any":
            return FactValue(True, tuple(yes), tuple(no))
        if pick == "latest":
            newest = latest([*yes, *no])
            for_, against = [f for f in newest if f in yes], [f for f in newest if f in no]
            if bool(for_) != bool(against):
                older = tuple(f for f in (*yes, *no) if f not in newest)
                return FactValue(bool(for_), tuple(for_ or against), older)
        return FactValue(None, (), (*yes, *no), True, say("evidence.sources_disagree"))
    if yes:
        return FactValue(True, tuple(yes))
    if no:
        return FactValue(False, tuple(no))
    if possible:
        return FactValue(None, (), tuple(possible), False, say("evidence.only_possible"))
    return NOTHING


def measurement(asking: Asking) -> FactValue[Finding]:
    """The number of the finding that `pick` chooses; two numbers of the same day are a conflict."""
    unit = asking.fact.unit or asking.params.word("unit") or None
    selected = asking.select(presence=(Presence.PRESENT,))
    valued = [(f, n) for f in selected.fits if (n := number_in(f, unit)) is not None]
    if not valued:
        told = tuple(selected.any)
        return FactValue(None, (), told, False, say("evidence.no_fitting_number") if told else "")
    pick = asking.params.word("pick", "latest")
    if pick in ("max", "min"):
        edge = (max if pick == "max" else min)(n for _, n in valued)
        return FactValue(edge, tuple(f for f, n in valued if n == edge))
    chosen = (earliest if pick == "earliest" else latest)([f for f, _ in valued])
    numbers = {n for f, n in valued if f in chosen}
    if len(numbers) > 1 and pick != "any":
        return FactValue(None, (), chosen, True, say("evidence.numbers_disagree"))
    number = next(n for f, n in valued if f in chosen)
    return FactValue(number, chosen, tuple(f for f, n in valued if n != number))


def words(asking: Asking) -> FactValue[Finding]:
    """The words of a finding: its value, or one of its qualifiers; two different words of the same day are a conflict."""
    qualifier = asking.params.word("qualifier")
    selected = asking.select(presence=(Presence.PRESENT,))
    said = [
        (f, f.qualifiers.get(qualifier) if qualifier else (str(f.value) if f.value is not None else None))
        for f in selected.fits
    ]
    valued = [(f, w) for f, w in said if w]
    if not valued:
        return FactValue(None, (), tuple(selected.any))
    chosen = _picked([f for f, _ in valued], asking.params.word("pick", "latest"))
    spoken = {w for f, w in valued if f in chosen}
    if len(spoken) > 1 and asking.params.word("pick") != "any":
        return FactValue(None, (), tuple(chosen), True, say("evidence.sources_disagree"))
    return FactValue(next(w for f, w in valued if f in chosen), tuple(chosen))


def _picked(findings: Sequence[Finding], pick: str) -> Sequence[Finding]:
    return earliest(findings) if pick == "earliest" else findings if pick == "any" else latest(findings)


def event(asking: Asking) -> FactValue[Finding]:
    """The date of the finding that `pick` chooses (default the latest)."""
    selected = asking.select(presence=(Presence.PRESENT,))
    with_date = [f for f in selected.fits if f.date is not None]
    if not with_date:
        return FactValue(None, (), tuple(selected.any), False, say("evidence.no_date") if selected.any else "")
    chosen = _picked(with_date, "earliest" if asking.params.word("pick") in ("earliest", "min") else "latest")
    return FactValue(chosen[0].date, tuple(chosen))


def count(asking: Asking) -> FactValue[Finding]:
    """How many different findings fit; a finding that states the count itself is taken at its word."""
    stated = [f for f in asking.chart.of(asking.params.words("stated")) if f.number is not None]
    if stated:
        newest = latest(stated)
        if len({f.number for f in newest}) == 1:
            return FactValue(newest[0].number, newest)
    selected = asking.select(presence=(Presence.PRESENT,))
    if not selected.fits:
        return FactValue(None, (), tuple(selected.any))
    keys = asking.params.words("distinct") or ("date",)
    kinds = {tuple(distinguishing(f, key) for key in keys) for f in selected.fits}
    return FactValue(Decimal(len(kinds)), selected.fits, (*selected.outside, *selected.undated))


def distinguishing(found: Finding, key: str) -> str:
    """What makes a finding different from another in one respect."""
    match key:
        case "date":
            return found.date.iso() if found.date else ""
        case "concept":
            return found.concept
        case "value":
            return str(found.value)
        case "unit":
            return found.unit or ""
        case "side":
            return found.side.value if found.side else ""
        case "document":
            return found.place.document
        case _:
            return found.qualifiers.get(key, "")
