"""Steps of a case: a button for each that the tables allow this person, and a small form for what it needs."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from accord.access import Act, Person, check_may, may
from accord.access.organizations import person_of
from accord.cases.case import Case, case_of, lines_of
from accord.cases.clocks import ClockRow, RowKind
from accord.cases.corrections import words_of
from accord.cases.decisions import (
    FEWEST_OF_MISSING,
    FEWEST_WORDS,
    SHORTEST_REASON,
    Line,
    LineDecision,
    Outcome,
    may_decide_against,
)
from accord.cases.moving import assign, move, opened_by, set_clock
from accord.cases.outward import Given, outward
from accord.cases.qualified import may_not, needs_words, weighed_for
from accord.cases.reviews import last_review
from accord.cases.states import TRANSITIONS, Needs, Step, Transition, steps_from, transition
from accord.cases.turning import turning_for
from accord.cases.views import open_form
from accord.dossier.corrected_words import correction_words
from accord.dossier.phrases import STATUS
from accord.dossier.review import CriterionReview, ProposalKind, Review
from accord.dossier.visible import one_line
from accord.errors import AccordError, Conflict, Forbidden, Invalid, NotFound
from accord.web.against import against_view
from accord.web.outgoing import Outgoing, drafted_letters, outgoing
from accord.web.pages import page
from accord.web.problems import status_of
from accord.web.quality import proposal_words
from accord.web.signed_letters import send_signed, signed_letters
from accord.web.visit import Sent, Visit, Visiting, word
from accord.web.words import due_of, state_words, step_words
from accord.wording import say

# Where a step takes words, what they are for; a letter goes out, other words stay inside unless the table says they are sent.
LETTERS = frozenset({Needs.ADVERSE, Needs.APPROVALS, Needs.DECISIONS})
LINES = frozenset({Needs.APPROVALS, Needs.DECISIONS, Needs.ANSWERS})
CLOCK_KINDS = (RowKind.EXTENDED, RowKind.STOPPED, RowKind.RESUMED, RowKind.EXPEDITED)
ANSWERS = (Outcome.APPROVED, Outcome.MODIFIED, Outcome.DENIED)
router = APIRouter(prefix="/cases/{case_id}")


def buttons(case: Case, person: Person) -> list[dict[str, Any]]:
    """The steps from where the case stands that this person may take. direct -- it needs no form."""
    return [
        {"step": way.step.value, "words": step_words(way.step), "direct": not (set(way.needs) - {Needs.REVIEW, Needs.KNOWN})}
        for way in steps_from(case.state) if may_take(person, way)
    ]  # fmt: skip


def may_take(person: Person, way: Transition) -> bool:
    """May the person take it, and could what they decide stand?"""
    if way.act is None or not may(person, way.act):
        return False
    return Needs.DECISIONS not in way.needs or may_decide_against(person)


@router.get("/steps/{name}")
def ask(case_id: str, name: str, visit: Visiting) -> Response:
    """The form of a step."""
    step, case = _step(name), _case(visit, case_id)
    _check(visit.person, transition(step, case.state))
    return _form(visit, case, step, {}, "")


@router.post("/steps/{name}")
def take(case_id: str, name: str, visit: Visiting, form: Sent) -> Response:
    """The step, or its form again with what was written and what is wrong."""
    step, case = _step(name), _case(visit, case_id)
    out: Outgoing | None = None
    _check(visit.person, TRANSITIONS[step])  # whose step it never is sees no form
    try:
        if Needs.SIGNED_LETTER in TRANSITIONS[step].needs:
            transition(step, case.state)
            send_signed(visit, case, step, version_of(form), word(form, "signed"))
            return RedirectResponse(f"/cases/{case_id}", 303)
        given = _given(visit, case, TRANSITIONS[step], form)
        texts = outward(TRANSITIONS[step], given.words, given.letter, given.decisions)
        out = outgoing(visit, case, texts)
        given = replace(given, weighed=out.weighed(word(form, "keep")))
        move(visit.site.database, visit.person, case_id, version_of(form), step, visit.now, given)
    except (Conflict, Invalid, Forbidden) as wrong:
        return _again(visit, case, step, form, wrong, out)
    return RedirectResponse(f"/cases/{case_id}", 303)


@router.post("/owner")
def give(case_id: str, visit: Visiting, form: Sent) -> Response:
    """The case to somebody of the organization, or to nobody."""
    owner: Person | None = None
    if word(form, "owner"):
        with visit.site.database.reading() as connection:
            owner = person_of(connection, word(form, "owner"), visit.person.organization)
    assign(visit.site.database, visit.person, case_id, version_of(form), owner, visit.now)
    return RedirectResponse(f"/cases/{case_id}", 303)


@router.get("/clock")
def ask_clock(case_id: str, visit: Visiting) -> Response:
    """The form of a row of the clock."""
    check_may(visit.person, Act.EXTEND)
    return _clock_form(visit, _case(visit, case_id), {}, "")


@router.post("/clock")
def change_clock(case_id: str, visit: Visiting, form: Sent) -> Response:
    """A row of the clock, or its form again."""
    check_may(visit.person, Act.EXTEND)
    case = _case(visit, case_id)
    try:
        row = _row(form, visit.now)
        set_clock(visit.site.database, visit.person, case_id, version_of(form), row, visit.now)
    except (Conflict, Invalid) as wrong:
        return _clock_form(visit, case, _written(form), str(wrong), status_of(wrong))
    return RedirectResponse(f"/cases/{case_id}", 303)


def _check(person: Person, way: Transition) -> None:
    if way.act is None:
        raise Forbidden(say("web.step_form.rule_only"))
    check_may(person, way.act)


def _step(name: str) -> Step:
    try:
        return Step(name)
    except ValueError:
        raise NotFound(say("web.wrong.no_page"), say("web.wrong.no_page_remedy")) from None


def _case(visit: Visit, case_id: str) -> Case:
    with visit.site.database.reading() as connection:
        return case_of(connection, visit.person, case_id)


def version_of(form: FormData) -> int:
    """Which version of the case the person saw. Raises Invalid."""
    told = word(form, "version")
    if not told.isdigit() or len(told) > 9:
        raise Invalid(say("web.wrong.unreadable"), say("web.wrong.form_remedy"))
    return int(told)


def _given(visit: Visit, case: Case, way: Transition, form: FormData) -> Given:
    """What was written: decisions only where the step decides, each line by itself."""
    decisions: tuple[LineDecision, ...] = ()
    if set(way.needs) & LINES:
        with visit.site.database.reading() as connection:
            lines = lines_of(connection, case.id)
        if not lines:
            raise Conflict(say("web.step_form.no_lines"), say("web.step_form.no_lines_remedy"))
        decisions = _decisions(lines, way, form)
    return Given(word(form, "words"), word(form, "letter"), decisions)


def _decisions(lines: Sequence[Line], way: Transition, form: FormData) -> tuple[LineDecision, ...]:
    """Of every line. Raises Invalid with what cannot be read of any."""
    read: list[LineDecision] = []
    faults: list[str] = []
    for line in lines:
        try:
            read.append(_decision(line, way, form))
        except Invalid as told:
            faults.append(str(told))
    if faults:
        raise Invalid(" ".join(faults))
    return tuple(read)


def _decision(line: Line, way: Transition, form: FormData) -> LineDecision:
    """Of one line. An approval step approves each line as asked, and each is said by its own sign."""
    told = {name: word(form, f"{name}-{line.number}") for name in FIELDS}
    if told["outcome"] not in {one.value for one in ANSWERS}:
        raise Invalid(say("web.step_form.no_outcome", line=line.number))
    outcome, days = Outcome(told["outcome"]), tuple(_day(told[name], line.number) for name in ("starts", "ends"))
    starts, ends = days if outcome is not Outcome.DENIED else (None, None)  # of a denial the form's days say nothing
    if Needs.ANSWERS in way.needs:
        return LineDecision(
            line.number, outcome, _number(told["quantity"], line.number), starts, ends, reason=told["reason"],
            authorization=told["authorization"],
        )  # fmt: skip
    if outcome is Outcome.APPROVED:
        quantity = _number(told["quantity"], line.number)  # another than was asked for is refused, not passed over
        return LineDecision(
            line.number, outcome, line.quantity if quantity is None else quantity, starts, ends, reason=told["reason"]
        )
    return LineDecision(
        line.number, outcome, _number(told["quantity"], line.number), starts, ends, told["criterion"], told["missing"],
        told["reason"], told["competence"],
    )  # fmt: skip


FIELDS = ("outcome", "quantity", "starts", "ends", "criterion", "missing", "reason", "competence", "authorization")


def _number(told: str, line: int) -> Decimal | None:
    if not told:
        return None
    try:
        found = Decimal(told)
    except InvalidOperation:
        found = Decimal(-1)
    if not found.is_finite() or not 0 <= found < 1_000_000_000:
        raise Invalid(say("web.step_form.no_number", line=line))
    return found


def _day(told: str, line: int) -> dt.date | None:
    if not told:
        return None
    try:
        return dt.date.fromisoformat(told)
    except ValueError:
        raise Invalid(say("web.step_form.no_day", line=line)) from None


def _row(form: FormData, now: dt.datetime) -> ClockRow:
    kind, days = word(form, "kind"), word(form, "days")
    if kind not in {one.value for one in CLOCK_KINDS}:
        raise Invalid(say("web.clock.no_kind"))
    if days and (not days.isdigit() or len(days) > 3):
        raise Invalid(say("web.clock.no_days"))
    extends = RowKind(kind) is RowKind.EXTENDED
    return ClockRow(RowKind(kind), now, int(days) if days and extends else 0, word(form, "reason"))


def _written(form: FormData) -> dict[str, str]:
    """What the person typed, to be shown again."""
    return {name: word(form, name) for name in form if name not in ("form_token", "version")}


def _again(
    visit: Visit, before: Case, step: Step, form: FormData, wrong: AccordError, out: Outgoing | None
) -> Response:
    """The form with what was typed and what of it the record bears; of a case that moved on, with how it stands now."""
    case = _case(visit, before.id)
    return _form(visit, case, step, _written(form), str(wrong), status_of(wrong), out)


def _form(
    visit: Visit, case: Case, step: Step, written: Mapping[str, str], wrong: str, status: int = 200,
    out: Outgoing | None = None,
) -> Response:  # fmt: skip
    way = TRANSITIONS[step]
    with visit.site.database.reading() as connection:
        lines = lines_of(connection, case.id)
        review = last_review(connection, case.organization, case.id)
        opened, said = opened_by(connection, visit.person, case.id), words_of(connection, case.id)
    open_form(visit.site.database, visit.person, case.id, step.value, visit.now)
    needs = set(way.needs)
    decides = bool(needs & LINES)
    return page(
        "step", visit, status, here="/cases", case=case, step=step.value, title=step_words(step), wrong=wrong,
        state=state_words(case.state), due=due_of(case, visit.now, visit.zone), written=defaultdict(str, written),
        open=case.state in way.origins, sends=bool(way.sends), words=Needs.WORDS in needs, letter=bool(needs & LETTERS),
        letter_needed=Needs.SIGNED_LETTER in needs, signed=signed_letters(visit, case, step) if Needs.SIGNED_LETTER in needs else [],
        lines=[_line(line, needs, visit, review, opened) for line in lines] if decides else [],
        full=bool(needs & {Needs.DECISIONS}), answers=Needs.ANSWERS in needs,
        otherwise=Needs.APPROVALS in needs and case.proposal != ProposalKind.APPROVE.value,
        proposal=proposal_words(case.proposal), drafted=drafted_letters(visit, case, step), out=out.view if out else {},
        suggestion=_suggestion(review, step), specialty=visit.person.specialty,
        corrections=[correction_words(one) for one in review.corrections] if review and decides else [],
        enough=say("web.step_form.enough", letters=SHORTEST_REASON, words=FEWEST_WORDS), fewest_of_missing=FEWEST_OF_MISSING,
        against=against_view(review, said, lines) if review and needs & {Needs.APPROVALS, Needs.DECISIONS} else {},
    )  # fmt: skip


def _line(
    line: Line, needs: set[Needs], visit: Visit, review: Review | None, opened: frozenset[str]
) -> dict[str, Any]:  # fmt: skip
    """A line with what may become of it, and with what a decision against it can name."""
    against = review is not None and Needs.DECISIONS in needs
    why_not = _why_not(line, visit, review) if review is not None and against else ""
    outcomes = (Outcome.APPROVED,) if Needs.APPROVALS in needs or why_not else ANSWERS
    return {
        "asked": line, "why_not": why_not, "outcomes": [(one.value, say(f"web.outcome.{one.value}")) for one in outcomes],
        "criteria": _criteria(turning_for(review, line.number, line.code), opened) if review is not None else [],
        "competence": against and review is not None and needs_words(review, line.number, line.code),
    }  # fmt: skip


def _why_not(line: Line, visit: Visit, review: Review) -> str:
    """Why this person cannot decide against the line, before they write a word; '' where they can."""
    if not weighed_for(review, line.number, line.code):
        return say("web.step_form.no_policy")
    if not turning_for(review, line.number, line.code):
        return say("web.step_form.all_met")
    return may_not(visit.person, review, line.number, line.code, visit.now.astimezone(visit.zone).date())


def _criteria(turning: Sequence[CriterionReview], opened: frozenset[str]) -> list[dict[str, Any]]:
    """The criteria that a decision against the line can name, and whether this person opened their evidence."""
    return [
        {"key": one.key, "words": one_line(one.question or one.text), "status": say(STATUS[one.status]), "opened": one.key in opened}
        for one in turning
    ]  # fmt: skip


def _suggestion(review: Review | None, step: Step) -> str:
    """For a request for information the things that the review would ask for, to be edited; nothing else is suggested."""
    if review is None or step is not Step.ASK:
        return ""
    return "\n".join(f"- {one_line(ask.words)}" for ask in review.proposal.asks)


def _clock_form(visit: Visit, case: Case, written: Mapping[str, str], wrong: str, status: int = 200) -> Response:
    case = _case(visit, case.id)
    open_form(visit.site.database, visit.person, case.id, "clock", visit.now)
    return page(
        "clock", visit, status, here="/cases", case=case, state=state_words(case.state), wrong=wrong, written=defaultdict(str, written),
        due=due_of(case, visit.now, visit.zone), kinds=[(one.value, say(f"web.clock.do.{one.value}")) for one in CLOCK_KINDS],
    )  # fmt: skip
