"""The parts letters are made of: header rows and sections of paragraphs, each sentence with its citations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from accord.criteria import Status
from accord.dossier.citation import Citation, Own, Statement, fixed, quoted
from accord.dossier.phrases import MOST_SHOWN, policy_words, service_words
from accord.dossier.review import CriterionReview, Desk, NoPolicy, Outcome, Review
from accord.records.findings import Finding
from accord.records.places import AnyPlace, Place
from accord.records.request import Person, Stated
from accord.wording import say

FORM = "request.json"
# Checks of our own house: whether our copy of a policy still reads as published, what the lists say of a code.
OUR_OWN = frozenset({"policy.source", "authorization.list"})


@dataclass(frozen=True)
class Row:
    """A line of the letter's head; without a statement it reads 'not stated'."""

    label: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Paragraph:
    """Sentences that stand or fall together."""

    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Section:
    """A heading ('' for none) and its paragraphs."""

    heading: str
    paragraphs: tuple[Paragraph, ...]


def is_listed(citation: Citation) -> bool:
    """Places of the record are numbered and listed; the review's own words are not."""
    return not isinstance(citation, Own)


def rows(review: Review) -> tuple[Row, ...]:
    """Who, what, for which diagnosis, when, under which policy."""
    request = review.request
    listed = [
        Row(say("letter_part.date"), (fixed("letter.item", _generated(review), item=review.generated.isoformat()),)),
        Row(say("letter_part.payer"), _value(request.payer)),
        Row(say("letter_part.from"), _person(request.requester)),
        Row(say("letter_part.patient"), _value(request.patient.name)),
        Row(say("letter_part.born"), _value(request.patient.birth_date)),
        Row(say("letter_part.member_id"), _value(request.patient.member_id)),
        Row(say("letter_part.service"), tuple(_services(review))),
        Row(say("letter_part.diagnosis"), tuple(s for d in request.diagnoses for s in _value(d))),
        *([Row(say("letter_part.received"), _value(request.received))] if review.side is Desk.PAYER else []),
        Row(say("letter_part.day_of_service"), _value(request.service_date)),
    ]
    if not isinstance(review.policy, NoPolicy):
        listed.append(
            Row(say("letter_part.policy"), (fixed("letter.item", _policy(review), item=policy_words(review)),))
        )
    return tuple(listed)


def _value(stated: Stated[str] | Stated[dt.date] | None) -> tuple[Statement, ...]:
    return () if stated is None else (fixed("letter.item", stated.place, item=str(stated.value)),)


def _person(person: Person) -> tuple[Statement, ...]:
    if person.name is None or person.npi is None:
        return _value(person.name)
    places = (person.name.place, person.npi.place)
    return (fixed("letter.person_npi", *places, name=person.name.value, npi=person.npi.value),)


def _services(review: Review) -> list[Statement]:
    return [
        fixed("letter.item", service.place, Own(f"service.{i}", service_words(service)), item=service_words(service))
        for i, service in enumerate(review.request.services)
    ]


def _policy(review: Review) -> Own:
    return Own("policy", policy_words(review))


def _generated(review: Review) -> Own:
    return Own("generated", review.generated.isoformat())


def draft(review: Review) -> Paragraph:
    """That it is a draft until a person has read it."""
    return Paragraph((fixed("letter.draft", _generated(review), date=review.generated.isoformat()),))


def _for_services(phrase: str, review: Review) -> list[Statement]:
    """The phrase once for each requested service."""
    return [
        fixed(phrase, service.place, Own(f"service.{i}", service_words(service)), service=service_words(service))
        for i, service in enumerate(review.request.services)
    ]


def necessity_opening(review: Review) -> Section:
    """What the letter supports, under which policy, and how to read it."""
    opening = Paragraph((*_for_services("letter.necessity_opening", review), *policy_followed(review)))
    return Section("", (draft(review), opening))


def policy_followed(review: Review) -> list[Statement]:
    """Which policy the letter follows and how its citations are read; nothing where there is no policy."""
    if isinstance(review.policy, NoPolicy):
        return []
    return [fixed("letter.necessity_policy", _policy(review), policy=policy_words(review))]


def request_opening(review: Review) -> Section:
    """That the request came, that it waits for an answer, and that nothing was denied."""
    policy = fixed("letter.request_policy", _policy(review), policy=policy_words(review))
    return Section("", (draft(review), Paragraph((*_for_services("letter.request_opening", review), policy))))


def approval_opening(review: Review) -> Section:
    """What is approved, under which edition, how far and how long; what is not known is left to be entered."""
    approved = _for_services("letter.approval_opening", review)
    number = Paragraph((fixed("letter.approval_number"),))
    if review.parts:
        return Section("", (draft(review), Paragraph(tuple(approved)), number))
    terms = approval_terms(review)
    return Section("", (draft(review), *(Paragraph((*approved, *p.statements)) for p in terms[:1]), *terms[1:], number))


def approval_terms(review: Review) -> tuple[Paragraph, ...]:
    """Under which policy and variant it is approved, and how long the approval holds."""
    if isinstance(review.policy, NoPolicy):
        return ()
    variant = Own("policy.variant", review.policy.variant)
    policy = fixed(
        "letter.approval_policy", _policy(review), variant, policy=policy_words(review), variant=variant.text
    )
    ends = review.policy.ends
    end = (
        fixed("letter.approval_ends", Own("policy.ends", ends), ends=ends) if ends else fixed("letter.approval_no_end")
    )
    return (Paragraph((policy,)), Paragraph((end,)))


def handover_opening(review: Review) -> Section:
    """Why a clinician looks, and what the memo does not do."""
    why = fixed("letter.handover_opening", Own("proposal", review.proposal.why), why=review.proposal.why)
    if isinstance(review.policy, NoPolicy):
        policy = fixed("letter.handover_no_policy")
    else:
        policy = fixed("letter.handover_policy", _policy(review), policy=policy_words(review))
    return Section("", (Paragraph((why, policy)), Paragraph((fixed("letter.handover_limits"),))))


def reviewed_under(review: Review) -> tuple[Paragraph, ...]:
    """Under which policy one part was reviewed, and what came of it alone."""
    why = fixed("letter.part_why", Own("proposal", review.proposal.why), why=review.proposal.why)
    if isinstance(review.policy, NoPolicy):
        return (Paragraph((why,)),)
    return (Paragraph((fixed("letter.handover_policy", _policy(review), policy=policy_words(review)), why)),)


def met(review: Review, heading: str) -> Section:
    """Each criterion that is met, with the words that prove it."""
    return _criteria(say(heading), review.with_status(Status.MET))


def not_met(review: Review) -> Section:
    """Each criterion the record speaks against, with both sides."""
    return _criteria(say("letter_part.not_met"), review.with_status(Status.NOT_MET))


def unclear(review: Review) -> Section:
    """Each criterion the record leaves open, unless it is asked for anyway."""
    asked_for = {ask.key for ask in review.proposal.asks}
    left = [c for c in review.with_status(Status.UNCLEAR) if c.key not in asked_for]
    return _criteria(say("letter_part.unclear"), left)


def _criteria(heading: str, criteria: Iterable[CriterionReview]) -> Section:
    return Section(heading, tuple(Paragraph(tuple(criterion_words(one))) for one in criteria))


def criterion_words(criterion: CriterionReview) -> list[Statement]:
    """The rule, where it stands, and the words of the record for and against it."""
    text = Own(f"criterion.{criterion.key}.text", criterion.text or criterion.question)
    return [
        fixed("letter.criterion", text, text=text.text),
        *source_words(criterion),
        *_reason(criterion),
        *found_words(criterion),
    ]


def source_words(criterion: CriterionReview) -> list[Statement]:
    """Where the rule stands."""
    own = Own(f"criterion.{criterion.key}.source", f"{criterion.source} {criterion.section}".strip())
    return [fixed("letter.source", own, source=own.text)] if own.text else []


def _reason(criterion: CriterionReview) -> list[Statement]:
    if criterion.status is not Status.UNCLEAR or not criterion.reason:
        return []
    own = Own(f"criterion.{criterion.key}.reason", criterion.reason)
    return [fixed("letter.reason", own, reason=own.text)]


def found_words(criterion: CriterionReview) -> list[Statement]:
    """What the record says for and against, or that it is silent."""
    proof, against = _quotes(criterion.evidence[:MOST_SHOWN]), _quotes(criterion.against[:MOST_SHOWN])
    if not proof and not against:
        return [] if criterion.reason else [fixed("letter.record_silent")]
    shown = [fixed("letter.record_says"), *proof] if proof else []
    shown += [fixed("letter.record_also_says"), *against] if against and proof else _alone(against)
    more = max(len(criterion.evidence), len(criterion.against)) > MOST_SHOWN
    return [*shown, fixed("letter.record_more")] if more else shown


def _alone(against: list[Statement]) -> list[Statement]:
    return [fixed("letter.record_says"), *against] if against else []


def _quotes(findings: Iterable[Finding]) -> list[Statement]:
    """The words of the record; the request's own values stand in the letter's head, and say nothing without their name."""
    places: dict[AnyPlace, None] = dict.fromkeys(p for finding in findings for p in (finding.place, *finding.support))
    of_record = [place for place in places if isinstance(place, Place) or place.resource != FORM]
    return [quoted(place) for place in of_record or places]


def asked(review: Review) -> Section:
    """Each thing to ask for: the words, the rule it is for, the reason, and what was found."""
    return Section(say("letter_part.asked"), tuple(_ask(review, i) for i in range(len(review.proposal.asks))))


def _ask(review: Review, i: int) -> Paragraph:
    ask = review.proposal.asks[i]
    statements = [fixed("letter.ask", Own(f"ask.{i}", ask.words), words=ask.words)]
    criterion = next((c for c in review.all_criteria if c.key == ask.key), None)
    if criterion is not None:
        text = Own(f"criterion.{criterion.key}.text", criterion.text or criterion.question)
        statements.append(fixed("letter.ask_for", text, text=text.text))
        statements += [*source_words(criterion), *_reason(criterion), *found_words(criterion)]
    return Paragraph(tuple(statements))


def conflicts(review: Review) -> Section:
    """Each contradiction with all its places."""
    return Section(
        say("letter_part.conflicts"),
        tuple(
            Paragraph(
                (
                    fixed("letter.conflict", Own(f"conflict.{i}", conflict.sentence), sentence=conflict.sentence),
                    fixed("letter.record_says"),
                    *(quoted(place) for place in conflict.places),
                )
            )
            for i, conflict in enumerate(review.conflicts)
        ),
    )


def checks(review: Review) -> Section:
    """Each check that found a problem or could not be made, but for those that say nothing of the request."""
    return Section(
        say("letter_part.checks"),
        tuple(
            Paragraph(
                (
                    fixed("letter.check", Own(f"check.{i}", check.sentence), sentence=check.sentence),
                    *(quoted(place) for place in check.places),
                )
            )
            for i, check in enumerate(review.checks)
            if check.outcome is not Outcome.PASSED and check.rule not in OUR_OWN
        ),
    )


def enclosed(review: Review) -> Section:
    """The received files."""
    return Section(
        say("letter_part.enclosed"),
        tuple(
            Paragraph((fixed("letter.enclosed", Own(f"file.{i}", file.name), name=file.name),))
            for i, file in enumerate(review.record.files)
        ),
    )


def answer_by() -> Section:
    """The time limit is the plan's to enter: nothing in a dossier states it."""
    return Section("", (Paragraph((fixed("letter.answer_by"),)),))
