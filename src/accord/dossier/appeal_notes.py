"""What the sender of an appeal has to know and the payer does not get: the time, what is not argued, what to attach."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from accord.criteria import Status
from accord.dossier.citation import Own, Statement, fixed, quoted
from accord.dossier.denial import Denial, ReasonKind
from accord.dossier.letter_parts import Paragraph, Section, found_words
from accord.dossier.review import CriterionReview, NoPolicy, Review
from accord.records.request import Stated
from accord.wording import say

if TYPE_CHECKING:
    from accord.dossier.appeal import Answer

WHY: dict[ReasonKind, str] = {
    ReasonKind.CRITERIA: "letter.appeal_why_unmatched",
    ReasonKind.NECESSITY: "letter.appeal_why_unmatched",
    ReasonKind.EXPERIMENTAL: "letter.appeal_why_experimental",
    ReasonKind.BENEFIT: "letter.appeal_why_benefit",
    ReasonKind.NETWORK: "letter.appeal_why_network",
    ReasonKind.TIMELY: "letter.appeal_why_timely",
    ReasonKind.DUPLICATE: "letter.appeal_why_duplicate",
    ReasonKind.CODING: "letter.appeal_why_coding",
    ReasonKind.NO_AUTHORIZATION: "letter.appeal_why_no_authorization",
    ReasonKind.ELIGIBILITY: "letter.appeal_why_eligibility",
}
OPEN: dict[Status, str] = {
    Status.UNCLEAR: "letter.appeal_open_unclear",
    Status.NOT_MET: "letter.appeal_open_not_met",
    Status.NOT_APPLICABLE: "letter.appeal_open_not_asked",
}


def own_words(denial: Denial) -> dict[str, str]:
    """What a letter may cite that stands neither in the record nor in the payer's letter: a reckoned day, a rule."""
    own = {"denial.file": denial.document.name}
    if denial.deadline and denial.deadline.date:
        own["denial.due"] = denial.deadline.date.isoformat()
    if denial.deadline and denial.deadline.rule:
        own["denial.rule"] = say(denial.deadline.rule.sentence)
    return own


def before_signing() -> Section:
    """That the matching of reasons to criteria is by words, and a person has to look."""
    return Section("", (Paragraph((fixed("letter.appeal_matched"),)),))


def due(review: Review, denial: Denial) -> Section:
    """Until when to file: in the letter's words, else by the rule with its source, else that it is not known."""
    found = denial.deadline
    if found is None:
        told: list[Statement] = [fixed("letter.appeal_due_unknown")]
    elif found.place is not None:
        told = [fixed("letter.appeal_due_stated"), quoted(found.place)]
    else:
        rule = Own("denial.rule", own_words(denial)["denial.rule"])
        told = [fixed("letter.appeal_due_rule", rule, rule=rule.text)]
    if found is not None and found.date is not None:
        day = Own("denial.due", found.date.isoformat())
        told.append(fixed("letter.appeal_due_day", day, date=day.text))
        if found.date < review.generated:
            today = Own("generated", review.generated.isoformat())
            told.append(fixed("letter.appeal_due_passed", today, date=today.text))
    return Section(say("letter_part.due"), (Paragraph(tuple(told)),))


def not_argued(told: Sequence[Answer], denial: Denial) -> Section:
    """Every reason, or part of one, that the letter leaves unanswered, and why."""
    paragraphs = [paragraph for answer in told for paragraph in _left(answer)]
    if not denial.reasons:
        paragraphs.append(Paragraph((fixed("letter.appeal_no_reason"),)))
    return Section(say("letter_part.not_argued"), tuple(paragraphs))


def _left(answer: Answer) -> list[Paragraph]:
    if answer.argued and not answer.open:
        return []
    lead = fixed("letter.appeal_partly" if answer.argued else "letter.appeal_unargued")
    head = Paragraph((lead, quoted(answer.reason.place)))
    if not answer.spoken:
        why = "letter.appeal_why_general" if answer.general else WHY[answer.reason.kind]
        return [head, Paragraph((fixed(why),))]
    return [head, *(Paragraph(tuple(_open(criterion))) for criterion in answer.open)]


def _open(criterion: CriterionReview) -> list[Statement]:
    own = Own(f"criterion.{criterion.key}.text", criterion.text or criterion.question)
    return [fixed(OPEN[criterion.status], own, text=own.text), *found_words(criterion)]


def to_attach(review: Review, told: Sequence[Answer]) -> Section:
    """What would close the open points, in the words with which the review asks for it."""
    open_ = {
        criterion.key: criterion for answer in told for criterion in answer.open if criterion.status is Status.UNCLEAR
    }
    asks = [(i, ask) for i, ask in enumerate(review.proposal.asks) if ask.key in open_ or not told]
    return Section(
        say("letter_part.to_attach"),
        tuple(
            Paragraph((fixed("letter.appeal_attach", Own(f"ask.{i}", ask.words), words=ask.words),)) for i, ask in asks
        ),
    )


def other_person(review: Review, denial: Denial) -> list[tuple[Stated[str], Stated[str]]]:
    """(theirs, ours) for each of name, birth date and member id in which letter and dossier differ."""
    patient = review.request.patient
    pairs = [
        (denial.patient, patient.name, _same_name),
        (_as_text(denial.birth_date), _as_text(patient.birth_date), str.__eq__),
        (denial.member_id, patient.member_id, _same_id),
    ]
    return [(one, two) for one, two, same in pairs if one and two and not same(one.value, two.value)]


def other_service(review: Review, denial: Denial) -> bool:
    """Does the letter name codes, and none that the request asks for?"""
    asked = {service.code.upper() for service in review.request.services}
    return bool(denial.codes) and asked.isdisjoint(code.value.upper() for code in denial.codes)


def _as_text(day: Stated[dt.date] | None) -> Stated[str] | None:
    return Stated(day.value.isoformat(), day.place) if day else None


def disagreeing(review: Review, denial: Denial) -> Section:
    """Where the payer's letter and the dossier name different people, codes or policies."""
    told = [
        fixed("letter.appeal_differs", theirs.place, ours.place, theirs=theirs.value, ours=ours.value)
        for theirs, ours in other_person(review, denial)
    ]
    asked = {service.code.upper() for service in review.request.services}
    told += [
        fixed("letter.appeal_other_code", code.place, code=code.value)
        for code in denial.codes
        if asked and code.value.upper() not in asked
    ]
    policies = [part.policy for part in review.all_parts if not isinstance(part.policy, NoPolicy)]
    if policies:
        own = " ".join(policy.id.upper() for policy in policies)
        told += [
            fixed("letter.appeal_other_policy", named.place, named=named.place.text)
            for named in denial.policies
            if named.value.removeprefix("NCD-") not in own
        ]
    return Section(say("letter_part.disagreeing"), tuple(Paragraph((statement,)) for statement in told))


def _same_name(one: str, other: str) -> bool:
    """'Aldane, Corwin J.' and 'Corwin Aldane' are one person; the shorter name's words stand in the longer."""
    words = [set[str](re.findall(r"[^\W\d_]{2,}", name.lower())) for name in (one, other)]
    short, long = sorted(words, key=len)
    return bool(short) and short <= long


def _same_id(one: str, other: str) -> bool:
    return re.sub(r"[^0-9a-z]", "", one.lower()) == re.sub(r"[^0-9a-z]", "", other.lower())


def ways(denial: Denial) -> Section:
    """Fax, telephone and address as the letter gives them."""
    told = (fixed("letter.appeal_ways"), *(quoted(place) for place in denial.contacts)) if denial.contacts else ()
    return Section(say("letter_part.ways"), (Paragraph(told),) if told else ())
