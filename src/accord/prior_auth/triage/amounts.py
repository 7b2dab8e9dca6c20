"""Units and doses: what the code counts, what the note prescribes, what the referral asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from accord.prior_auth.triage.concern import Concern, Kind, Weight, concern
from accord.prior_auth.triage.opened import Opened, found
from accord.prior_auth.triage.referral import Service
from accord.records.places import Place

_PER_UNIT = re.compile(r"\b(\d+(?:\.\d+)?)\s*(mg|mcg|units?|iu)\b", re.IGNORECASE)
_DRUG = re.compile(r"\b(?:injection|inj|infusion)[,;:]?\s+([a-z]{5,})", re.IGNORECASE)
_PER_KG = re.compile(r"(\d+(?:\.\d+)?)\s*mg/kg\b", re.IGNORECASE)
_UNITS = re.compile(r"(\d+(?:\.\d+)?)\s*(?:billing |billable )?units\b(?:\s+of\s+([A-Z]\d{4}))?", re.IGNORECASE)
_WEIGHT = re.compile(r"\bweight\b\W{0,3}(?:of |is |was )?(\d{2,3}(?:\.\d+)?)\s*kg\b", re.IGNORECASE)
_LOADING = re.compile(r"\b(?:total|series|vials?|per year|annual|months? supply|cycles?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Units:
    """How many units a dose is, and the words that say so."""

    count: Decimal
    places: tuple[Place, ...]


def amounts(at: Opened) -> Iterator[Concern]:
    """The quantity asked for against the note's dose; the note's own arithmetic; the weight that a dose rests on."""
    for number, service in enumerate(at.referral.services):
        place = at.at(f"services[{number}].quantity", service.quantity)
        if service.quantity is not None and service.quantity <= 0:
            yield concern(
                Kind.QUANTITY, Weight.HOLD, place, code=service.cpt, asked=_plain(service.quantity), units=">0"
            )
            continue
        prescribed, told = reckoned(at, service), stated(at, service)
        if prescribed and told and _apart(prescribed.count, told.count) > at.rules.dose_tolerance_percent:
            places = (*told.places, *prescribed.places)
            yield concern(Kind.DOSE, Weight.HOLD, *places, code=service.cpt, told=told.count, reckoned=prescribed.count)
            continue
        meant = told or prescribed
        if meant and service.quantity is not None and Decimal(str(service.quantity)) != meant.count:
            yield concern(
                Kind.QUANTITY, Weight.CONFIRM, place, *meant.places, code=service.cpt, asked=_plain(service.quantity), units=meant.count
            )  # fmt: skip
    yield from _weights(at)


def units(at: Opened, service: Service) -> Units | None:
    """The units that the papers mean, as told or as reckoned."""
    return stated(at, service) or reckoned(at, service)


def reckoned(at: Opened, service: Service) -> Units | None:
    """mg/kg times the weight, by the amount that one unit of the code holds; None where a part is not told once."""
    per_unit, drug = _PER_UNIT.search(service.description), _DRUG.search(service.description)
    if per_unit is None or drug is None or per_unit[2].lower() != "mg":
        return None
    for document in at.notes:
        dosed = [(m, place) for m, place in found(document, _PER_KG) if _near(document.text, m.start(), drug[1])]
        weights = [(m, place) for m, place in found(document, _WEIGHT)]
        if len({m[1] for m, _ in dosed}) == 1 and len({m[1] for m, _ in weights}) == 1:
            dose = Decimal(dosed[0][0][1]) * Decimal(weights[0][0][1])
            count = (dose / Decimal(per_unit[1])).to_integral_value(ROUND_CEILING)
            return Units(count, (dosed[0][1], weights[0][1]))
    return None


def stated(at: Opened, service: Service) -> Units | None:
    """'34 units of J1745' in a note or the letter; None where papers tell different numbers."""
    if not re.match(r"[A-Z]", service.cpt):
        return None
    told: list[tuple[Decimal, Place]] = []
    for document in at.written:
        for match, place in found(document, _UNITS):
            line_start = document.text.rfind("\n", 0, match.start()) + 1
            line = document.text[line_start : match.end() + 20]
            if (match[2] or "").upper() == service.cpt or (
                not match[2] and service.cpt in line and not _LOADING.search(line)
            ):
                told.append((Decimal(match[1]), place))
    return Units(told[0][0], tuple(place for _, place in told)) if len({count for count, _ in told}) == 1 else None


def _near(text: str, position: int, drug: str) -> bool:
    around = text[max(0, position - 200) : position + 100].lower()
    return drug.lower() in around


def _apart(one: Decimal, other: Decimal) -> Decimal:
    return abs(one - other) * 100 / (max(one, other) or Decimal(1))


def _weights(at: Opened) -> Iterator[Concern]:
    """A dose by weight, and a weight in the note other than in the chart."""
    chart = at.referral.patient.weight_kg
    for document in at.notes if chart else ():
        if not _PER_KG.search(document.text):
            continue
        for match, place in found(document, _WEIGHT):
            if _apart(Decimal(match[1]), Decimal(str(chart))) > at.rules.weight_tolerance_percent:
                mine = at.at("patient.weight_kg", chart)
                yield concern(Kind.WEIGHT, Weight.HOLD, place, mine, said=match[1], chart=_plain(chart or 0))
                return


def _plain(number: float) -> str:
    return f"{number:g}"
