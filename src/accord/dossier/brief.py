"""The peer-to-peer brief: one page for the clinician who calls the payer's clinician."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from accord.criteria import Status
from accord.dossier import letter_parts as parts
from accord.dossier.appeal import Answer, answers, concerned, head_rows, instead_of, sources_with
from accord.dossier.citation import Own, Statement, fixed, quoted, sources_of
from accord.dossier.denial import Denial
from accord.dossier.letter import Letter, checked_letter
from accord.dossier.letter_kind import LetterKind
from accord.dossier.letter_parts import FORM, Paragraph, Row, Section
from accord.dossier.phrases import service_words
from accord.dossier.review import CriterionReview, Review
from accord.records.findings import Finding, Voice
from accord.records.places import AnyPlace, Place
from accord.records.record import Record
from accord.wording import say

LONGEST_QUOTE = 240


@dataclass(frozen=True)
class Room:
    """How much of each kind fits; the page is set with less until it is one page."""

    disputes: int = 7
    quotes: int = 4
    facts: int = 8
    asks: int = 6


ROOMS = (
    Room(),
    Room(6, 3, 6, 5),
    Room(5, 2, 5, 4),
    Room(4, 2, 4, 3),
    Room(3, 2, 3, 3),
    Room(3, 1, 2, 2),
    Room(2, 1, 1, 1),
)
STANDING: dict[Status, str] = {
    Status.MET: "letter.brief_met",
    Status.UNCLEAR: "letter.brief_unclear",
    Status.NOT_MET: "letter.brief_not_met",
    Status.NOT_APPLICABLE: "letter.brief_not_asked",
}
SHOWN = (
    "letter_part.payer", "letter_part.patient", "letter_part.born", "letter_part.member_id", "letter_part.service",
    "letter_part.diagnosis", "letter_part.policy",
)  # fmt: skip
SPOKEN = {Voice.CLINICIAN: 2, Voice.LABORATORY: 2, Voice.FACILITY: 1}


def compose_brief(review: Review, record: Record, denial: Denial | None = None, room: Room = ROOMS[0]) -> Letter:
    """What is in dispute with its words, the strongest facts, what is missing. Nothing that the record does not bear."""
    review = concerned(review, denial) if denial else review
    told = answers(review, denial) if denial else ()
    disputed = in_dispute(review, told)
    body = [
        _opening(review, denial, told),
        _disputes(disputed, room),
        _facts(review, {criterion.key for criterion in disputed}, room),
        _missing(review, room),
        _to_ask(),
    ]
    known = sources_with(review, record, denial) if denial else sources_of(review, record)
    questions = {own.name: own.text for own in map(_question, review.all_criteria)}
    return checked_letter(
        LetterKind.BRIEF, _rows(review, denial), body, (), replace(known, own={**known.own, **questions})
    )


def _question(criterion: CriterionReview) -> Own:
    return Own(f"criterion.{criterion.key}.question", criterion.question or criterion.text)


def in_dispute(review: Review, told: Sequence[Answer]) -> tuple[CriterionReview, ...]:
    """What the payer's reasons speak of; without a denial, what the record leaves open or speaks against."""
    spoken = [c for answer in told for c in (*answer.spoken, *answer.instead)]
    if spoken:
        return tuple({criterion.key: criterion for criterion in spoken}.values())
    open_ = [c for s in (Status.NOT_MET, Status.UNCLEAR) for c in review.distinct_criteria if c.status is s]
    return tuple(c for c in open_ if not instead_of(review, c.key))


def _rows(review: Review, denial: Denial | None) -> tuple[Row, ...]:
    labels = [say(key) for key in SHOWN]
    labels += [reference.label for reference in denial.references[:2]] if denial else []
    rows = head_rows(review, denial) if denial else parts.rows(review)
    return tuple(row for row in rows if row.label in labels)


def _opening(review: Review, denial: Denial | None, told: Sequence[Answer]) -> Section:
    service = [
        fixed("letter.brief_opening", s.place, Own(f"service.{i}", service_words(s)), service=service_words(s))
        for i, s in enumerate(review.request.services)
    ]
    reasons = [fixed("letter.brief_reasons"), *(quoted(answer.reason.place) for answer in told)] if told else []
    calls = [
        place
        for place in (denial.contacts if denial else ())
        if "call" in place.text.lower() or "peer" in place.text.lower()
    ]
    ways = [fixed("letter.appeal_ways"), *map(quoted, calls[:1])] if calls else []
    return Section("", tuple(Paragraph(tuple(said)) for said in (service, reasons, ways) if said))


def _disputes(criteria: Sequence[CriterionReview], room: Room) -> Section:
    told = [Paragraph(tuple(_dispute(criterion, room))) for criterion in criteria[: room.disputes]]
    if len(criteria) > room.disputes:
        told.append(Paragraph((fixed("letter.brief_more"),)))
    if not criteria:
        told = [Paragraph((fixed("letter.brief_no_dispute"),))]
    return Section(say("letter_part.in_dispute"), tuple(told))


def _dispute(criterion: CriterionReview, room: Room) -> list[Statement]:
    own = Own(f"criterion.{criterion.key}.text", criterion.text or criterion.question)
    said = [
        fixed("letter.criterion", own, text=own.text),
        *parts.source_words(criterion),
        fixed(STANDING[criterion.status]),
    ]
    against = _short(criterion.against, room.quotes)
    said += [quoted(place) for place in _short(criterion.evidence, room.quotes)]
    return [*said, fixed("letter.record_also_says"), *map(quoted, against)] if against else said


def _short(findings: Iterable[Finding], most: int) -> list[AnyPlace]:
    """The first places whose words fit a line or two; what stands in the request's own form proves nothing aloud."""
    places = dict.fromkeys(place for finding in findings for place in (finding.place, *finding.support))
    told = [place for place in places if len(place.text) <= LONGEST_QUOTE]
    told = [place for place in told if len(place.text.split()) > 1] or told  # a bare date or 'today' says little aloud
    return [place for place in told if isinstance(place, Place) or place.resource != FORM][:most]


def _facts(review: Review, shown: set[str], room: Room) -> Section:
    """One fact for each criterion that is met and not in dispute, those with a number and a clinician's voice first."""
    met = [c for c in review.distinct_criteria if c.status is Status.MET and c.key not in shown]
    best = [(criterion, found) for criterion in met if (found := _strongest(criterion)) is not None]
    best.sort(key=lambda pair: -_strength(pair[1]))
    told = [
        Paragraph((fixed("letter.criterion", own, text=own.text), quoted(found.place)))
        for own, found in [(_question(criterion), found) for criterion, found in best[: room.facts]]
    ]
    return Section(say("letter_part.strongest"), tuple(told))


def _strongest(criterion: CriterionReview) -> Finding | None:
    fitting = [finding for finding in criterion.evidence if _short([finding], 1)[:1] == [finding.place]]
    return max(fitting, key=_strength, default=None)


def _strength(finding: Finding) -> int:
    measured = isinstance(finding.value, Decimal | int) and not isinstance(finding.value, bool)
    voice = SPOKEN.get(finding.voice, 0) if finding.voice else 0
    return 3 * (measured and finding.unit is not None) + measured + (finding.date is not None) + voice


def _missing(review: Review, room: Room) -> Section:
    asks = review.proposal.asks
    told = [
        Paragraph((fixed("letter.appeal_attach", Own(f"ask.{i}", ask.words), words=ask.words),))
        for i, ask in enumerate(asks[: room.asks])
    ]
    if len(asks) > room.asks:
        told.append(Paragraph((fixed("letter.brief_more"),)))
    return Section(say("letter_part.missing"), tuple(told))


def _to_ask() -> Section:
    return Section(
        say("letter_part.to_ask"), (Paragraph((fixed("letter.brief_ask"),)), Paragraph((fixed("letter.brief_call"),)))
    )
