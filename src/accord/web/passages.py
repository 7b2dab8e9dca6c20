"""A passage of the record is shown as proof: looked up by its words, then said what it shows of a criterion, and kept as a finding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from accord.access import Act, check_may
from accord.cases.case import Case
from accord.cases.correcting import number_typed
from accord.cases.judging import add_finding
from accord.cases.views import open_case
from accord.dossier.phrases import concept_words, where
from accord.dossier.phrases import quote as quoted_words
from accord.dossier.review import CriterionReview, NoPolicy
from accord.dossier.visible import one_line
from accord.errors import AccordError, Conflict, Invalid, NotFound
from accord.evidence.chart import Chart
from accord.evidence.narrative.context import Assertion, assertion
from accord.evidence.readers.mentions import date_of, voice
from accord.policies.model import Policy
from accord.policies.site import site_pack
from accord.prior_auth.added import LONGEST, Said, added, numbers_in, passage, readable, sides_in, unit_of
from accord.prior_auth.offers import Offer, Shows, offers_of
from accord.records.dates import PartialDate
from accord.records.findings import Presence, Side, Time, Voice, Whose
from accord.records.places import Place
from accord.records.units import ucum
from accord.web.findings import judged_case
from accord.web.judged import may_judge
from accord.web.pages import page
from accord.web.problems import status_of
from accord.web.shown import Shown
from accord.web.visit import Sent, Visit, Visiting, word
from accord.wording import say

FIELDS = (
    "criterion",
    "id",
    "document",
    "page",
    "words",
    "shows",
    "presence",
    "number",
    "unit",
    "date",
    "side",
    "reason",
)
READ: Mapping[object, str] = {
    Presence.ABSENT: "finding.absent", Presence.POSSIBLE: "finding.possible", Time.PAST: "finding.past",
    Time.PLANNED: "finding.planned", Whose.FAMILY: "finding.family", Whose.OTHER: "finding.other_person",
}  # fmt: skip
router = APIRouter(prefix="/cases/{case_id}/passages")
View = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """What a form says, with what it is about. criterion -- None while none is chosen; offers -- what words can show for it."""

    told: Shown
    written: Mapping[str, str]
    criterion: CriterionReview | None
    offers: tuple[Offer, ...]

    @property
    def offer(self) -> Offer | None:
        """The one that is chosen, or the only one that there is."""
        chosen = next((one for one in self.offers if one.key == self.written["shows"]), None)
        return self.offers[0] if chosen is None and len(self.offers) == 1 else chosen

    @property
    def chart(self) -> Chart:
        """The papers of the record, to say who speaks in them and when."""
        return Chart(self.told.record, self.told.review.request)

    def place(self) -> Place:
        """Where the words stand. Raises Invalid."""
        number = self.written["page"]
        if number and (not number.isdigit() or len(number) > 5):
            raise Invalid(say("web.wrong.unreadable"), say("web.wrong.form_remedy"))
        return passage(
            self.told.record, self.written["document"], self.written["words"], int(number) if number else None
        )


@router.get("")
def ask(case_id: str, request: Request, visit: Visiting) -> Response:
    """The form in which a passage is named."""
    case, told, _ = judged_case(visit, case_id)
    written = {name: request.query_params.get(name, "") for name in ("criterion", "id")}
    open_case(visit.site.database, visit.person, case_id, visit.now)
    return _form(visit, case, _asked(told, written))


@router.post("")
def show(case_id: str, visit: Visiting, form: Sent) -> Response:
    """The words looked up, with what is still to be said of them; or the finding kept; or the form and what is wrong."""
    check_may(visit.person, Act.JUDGE_FINDING)
    case, told, _ = judged_case(visit, case_id)
    asked = _asked(told, {name: word(form, name) for name in FIELDS})
    place: Place | None = None
    try:
        if asked.criterion is None:
            return _form(visit, case, asked)
        place = asked.place()
        if word(form, "do") != "add":
            open_case(visit.site.database, visit.person, case_id, visit.now)
            return _form(visit, case, asked, place)
        _keep(visit, case_id, asked, place, form)
    except (Conflict, Invalid) as wrong:
        return _form(visit, case, asked, place, wrong)
    return RedirectResponse(f"/cases/{case_id}#{quote(asked.written['id'])}", 303)


def _keep(visit: Visit, case_id: str, asked: Asked, place: Place, form: FormData) -> None:
    offer = asked.offer
    if offer is None or asked.criterion is None:
        raise Invalid(say("web.passage.another"))
    found = added(asked.chart, offer, place, _said(form, offer))
    add_finding(
        visit.site.database, visit.person, case_id, asked.criterion.key, found, asked.written["reason"], visit.now
    )


def _said(form: FormData, offer: Offer) -> Said:
    """What was typed, in its kind. Raises Invalid."""
    told, date, side, unit = (word(form, name) for name in ("presence", "date", "side", "unit"))
    if len(offer.presence) > 1 and told not in offer.presence:
        raise Invalid(say("added.presence"))
    if side and side not in {one.value for one in Side}:
        raise Invalid(say("added.side", side=one_line(side)[:40]), say("added.words_remedy"))
    number: Decimal | None = number_typed(word(form, "number")) if word(form, "number") else None
    return Said(
        Presence(told) if len(offer.presence) > 1 else next(iter(offer.presence)), number, ucum(unit) if unit else None,
        PartialDate.from_iso(date) if date else None, Side(side) if side else None,
    )  # fmt: skip


def _asked(told: Shown, written: Mapping[str, str]) -> Asked:
    filled = defaultdict(str, {name: text[: LONGEST * 4] for name, text in written.items()})
    found = [
        (part, one) for part in told.review.all_parts for one in part.criteria if one_line(one.key) == filled["criterion"]
    ]  # fmt: skip
    if not found:
        if filled["criterion"]:
            raise NotFound(say("web.case.no_criterion"))
        return Asked(told, filled, None, ())
    part, criterion = found[0]
    offers = () if isinstance(part.policy, NoPolicy) else offers_of(_policy(part.policy.sha256), criterion.key)
    return Asked(told, filled, criterion, offers)


def _policy(sha256: str) -> Policy:
    """The policy as the criterion was judged by it. Raises Conflict where the site holds another edition by now."""
    found = next((one for one in site_pack().policies if one.sha256 == sha256), None)
    if found is None:
        raise Conflict(say("web.passage.no_policy"), say("web.passage.no_policy_remedy"))
    return found


def _form(
    visit: Visit, case: Case, asked: Asked, place: Place | None = None, wrong: AccordError | None = None
) -> Response:
    one, offer = asked.criterion, asked.offer
    return page(
        "passage", visit, status_of(wrong) if wrong else 200, here="/cases", case=case, judges=may_judge(visit, case),
        wrong=str(wrong) if wrong else "", written=asked.written, longest=LONGEST,
        criterion={"key": one_line(one.key), "words": one_line(one.question or one.text), "rule": one_line(one.text)} if one else None,
        criteria=[(one_line(each.key), one_line(each.question or each.text)) for each in asked.told.review.distinct_criteria],
        documents=[one_line(each.name) for each in readable(asked.told.record)],
        offers=[(each.key, _offer_words(each)) for each in asked.offers],
        found=_found(asked, place, offer) if place is not None and offer is not None else None,
        incomplete=place is not None and offer is None,
    )  # fmt: skip


def _offer_words(offer: Offer) -> str:
    """'oxygen saturation (state exercise): What is the lowest saturation in exercise?'"""
    states = ", ".join(f"{name} {value}".replace("_", " ") for name, value in offer.states.items())
    what = f"{concept_words(offer.concept)} ({states})" if states else concept_words(offer.concept)
    return one_line(say("web.passage.one", ask=offer.ask, what=what))


def _found(asked: Asked, place: Place, offer: Offer) -> View:
    """The passage as it stands, what its paper says of it, and the fields that are still to be filled, as far as it fills them."""
    record, paper = asked.told.record, asked.chart.paper_of(place)
    numbers, sides = numbers_in(record, place), sides_in(place)
    day = date_of(paper) if paper else None
    speaks = voice(paper) if paper else Voice.UNKNOWN
    known = asked.written
    fitting = [one for one in numbers if unit_of(one) == (offer.unit or None)] or numbers
    first = fitting[0] if len({one.value for one in fitting}) == 1 else None
    return {
        "words": quoted_words(place), "where": where(place), "counts": offer.counts, "needs": offer.needs is Shows.NUMBER,
        "by": say(
            "web.passage.by", voice=say(f"voice.{speaks.value}") if speaks is not Voice.UNKNOWN else say("voice.unknown"),
            date=day.iso() if day else say("web.passage.undated"), kind=paper.kind.value.replace("_", " ") if paper else "",
        ),
        "reads": _reads(assertion(record.document(place.document), place.start, place.end)),
        "either": len(offer.presence) > 1, "sides": [one.value for one in sides],
        "number": known["number"] or (str(first.value) if first else ""),
        "unit": known["unit"] or (unit_of(first) if first else None) or offer.unit,
        "wants_unit": bool(offer.unit), "date": known["date"],
    }  # fmt: skip


def _reads(told: Assertion) -> str:
    """How the program takes the words around, where that is not plainly as present, of the patient, now."""
    keys = [READ[one] for one in (told.presence, told.time, told.whose) if one in READ]
    found = [say(key) for key in keys] + ([say("web.passage.hypothetical")] if told.hypothetical else [])
    return say("web.passage.reads", told="; ".join(found)) if found else ""
