"""The appeal of a denied request: each reason of the payer's letter answered from policy and record, or said not to be."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from accord.criteria import Status
from accord.dossier import appeal_notes as notes
from accord.dossier import letter_parts as parts
from accord.dossier.citation import Own, Sources, Statement, fixed, quoted, sources_of
from accord.dossier.completeness import duration_row, lacking
from accord.dossier.denial import Denial, Reason, matched
from accord.dossier.denial.match import speaks_generally
from accord.dossier.letter import Letter, checked_letter
from accord.dossier.letter_kind import LetterKind
from accord.dossier.letter_parts import Paragraph, Row, Section
from accord.dossier.phrases import MOST_SHOWN, service_words
from accord.dossier.review import CriterionReview, NoPolicy, ProposalKind, Review, TreeKind, TreeNode
from accord.records.places import AnyPlace
from accord.records.record import Record
from accord.wording import say


@dataclass(frozen=True)
class Answer:
    """What can be said to one reason.

    spoken  -- the criteria that the reason speaks of.
    bearing -- those of them that the record meets; with nothing else they are the argument.
    instead -- where the policy takes one of several proofs and the one spoken of is not met: those that are.
    """

    reason: Reason
    spoken: tuple[CriterionReview, ...]
    bearing: tuple[CriterionReview, ...]
    instead: tuple[CriterionReview, ...]
    general: bool

    @property
    def open(self) -> tuple[CriterionReview, ...]:
        """The criteria spoken of that the record does not bear, and for which nothing else stands in."""
        return () if self.instead else tuple(c for c in self.spoken if c.status is not Status.MET)

    @property
    def argued(self) -> bool:
        """Is there anything to say to it?"""
        return bool(self.bearing or self.instead)


def with_denial(record: Record, denial: Denial) -> Record:
    """The record with the payer's letter, so that its words can be cited like all others."""
    return dataclasses.replace(record, documents=(*record.documents, denial.document))


def concerned(review: Review, denial: Denial) -> Review:
    """The review of the part whose services the letter names, where it names those of one part alone; else the whole."""
    named = {code.value.upper() for code in denial.codes}
    about = [part for part in review.parts if named & {review.request.services[i].code.upper() for i in part.services}]
    return review.of(about[0]) if len(about) == 1 else review


def answers(review: Review, denial: Denial) -> tuple[Answer, ...]:
    """Each stated reason with what policy and record say to it."""
    about = concerned(review, denial)
    return tuple(_answer(about, reason) for reason in denial.reasons)


def _answer(review: Review, reason: Reason) -> Answer:
    named = [service.description for service in review.request.services]
    titles = [part.policy.title for part in review.all_parts if not isinstance(part.policy, NoPolicy)]
    criteria = {criterion.key: criterion for criterion in review.distinct_criteria}
    spoken = matched(reason, tuple(criteria.values()), " ".join([*titles, *named]))
    general = speaks_generally(reason, spoken)
    if general:
        whole = all(part.root is Status.MET for part in review.all_parts)
        met = tuple(c for c in criteria.values() if c.status is Status.MET) if whole else ()
        return Answer(reason, (), met, (), general)
    bearing = tuple(c for c in spoken if c.status is Status.MET)
    instead: dict[str, CriterionReview] = {}
    for criterion in spoken:
        others = instead_of(review, criterion.key) if criterion.status is not Status.MET else ()
        held = {key: criteria[key] for key in others if key not in {c.key for c in bearing}}
        instead |= {key: one for key, one in held.items() if one.status is Status.MET}
    return Answer(reason, spoken, bearing, tuple(instead.values()), general)


def instead_of(review: Review, key: str) -> tuple[str, ...]:
    """What is met beside an unmet criterion, in every part that leaves it unmet."""
    found = [
        met_beside(part.tree, key)
        for part in review.all_parts
        if part.tree is not None and any(c.key == key and c.status is not Status.MET for c in part.criteria)
    ]
    return found[0] if found and all(found) else ()


def met_beside(tree: TreeNode, key: str) -> tuple[str, ...]:
    """Where the criterion is one of several ways of which one is enough: the met criteria of the ways that hold."""
    for node in tree.walk():
        if node.kind in (TreeKind.ANY, TreeKind.AT_LEAST) and node.status is Status.MET:
            inside = [child for child in node.children if any(leaf.key == key for leaf in child.walk())]
            if inside and inside[0].status is not Status.MET:
                held = [child for child in node.children if child.status is Status.MET]
                leaves = [leaf for child in held for leaf in child.walk() if leaf.key and leaf.status is Status.MET]
                return tuple(dict.fromkeys(leaf.key for leaf in leaves if leaf.key))
    return ()


def compose_appeal(review: Review, record: Record, denial: Denial) -> Letter:
    """The appeal; what the record does not bear is not in it, but named to the sender in the notes."""
    review = concerned(review, denial)
    told = answers(review, denial)
    body = [_opening(review, denial), *_arguments(told), _asking(review), _enclosed(review, record, denial, told)]
    aside = [
        notes.before_signing(),
        notes.due(review, denial),
        notes.not_argued(told, denial),
        notes.to_attach(review, told),
        notes.disagreeing(review, denial),
        parts.conflicts(review),
        notes.ways(denial),
    ]
    rows = (*head_rows(review, denial), *duration_row(review, record))
    letter = checked_letter(LetterKind.APPEAL, rows, body, aside, sources_with(review, record, denial))
    lacks = list(lacking(LetterKind.APPEAL, letter.rows, review, any(answer.argued for answer in told)))
    if notes.other_person(review, denial) or notes.other_service(review, denial):
        lacks.append(say("letter_part.own_denial"))
    return dataclasses.replace(letter, lacks=tuple(lacks))


def sources_with(review: Review, record: Record, denial: Denial) -> Sources:
    """All that an appeal may cite: the record, the payer's letter, the review's own words, the rule on its time."""
    known = sources_of(review, with_denial(record, denial))
    return dataclasses.replace(known, own={**known.own, **notes.own_words(denial)})


def head_rows(review: Review, denial: Denial) -> tuple[Row, ...]:
    """The head of every letter, with the payer's own name, date and numbers."""
    theirs = [
        Row(say("letter_part.denial_date"), _date(denial)),
        *(
            Row(reference.label, (fixed("letter.item", reference.number.place, item=reference.number.value),))
            for reference in denial.references
        ),
    ]
    payer = (
        Row(say("letter_part.payer"), (fixed("letter.item", denial.payer, item=denial.payer.text),))
        if denial.payer
        else None
    )
    own = [payer if payer and row.label == payer.label else row for row in parts.rows(review)]
    return (*own[:2], *theirs, *own[2:])


def _date(denial: Denial) -> tuple[Statement, ...]:
    return (fixed("letter.item", denial.date.place, item=denial.date.value.isoformat()),) if denial.date else ()


def _opening(review: Review, denial: Denial) -> Section:
    services = [
        fixed(
            "letter.appeal_opening",
            service.place,
            Own(f"service.{i}", service_words(service)),
            service=service_words(service),
        )
        for i, service in enumerate(review.request.services)
    ]
    dated = [fixed("letter.appeal_dated", denial.date.place, date=denial.date.value.isoformat())] if denial.date else []
    return Section("", (parts.draft(review), Paragraph((*services, *dated, *parts.policy_followed(review)))))


def _arguments(told: Sequence[Answer]) -> list[Section]:
    """One section for each reason that can be answered; a criterion is proved once and then referred to."""
    proved: set[str] = set()
    sections: list[Section] = []
    for number, answer in enumerate(told, 1):
        if not answer.argued:
            continue
        head = Paragraph((fixed("letter.appeal_reason"), quoted(answer.reason.place)))
        lead = "letter.appeal_general" if answer.general else "letter.appeal_answer"
        paragraphs = [
            head,
            *_proofs(answer.bearing, lead, proved),
            *_proofs(answer.instead, "letter.appeal_instead", proved),
        ]
        sections.append(Section(say("letter_part.reason_number", number=number), tuple(paragraphs)))
    return sections


def _proofs(criteria: Sequence[CriterionReview], lead: str, proved: set[str]) -> list[Paragraph]:
    if not criteria:
        return []
    again = [criterion for criterion in criteria if criterion.key in proved]
    new = [criterion for criterion in criteria if criterion.key not in proved]
    proved |= {criterion.key for criterion in new}
    told = [Paragraph((fixed(lead),))] if new else []
    told += [Paragraph(tuple(parts.criterion_words(criterion))) for criterion in new]
    texts = [Own(f"criterion.{c.key}.text", c.text or c.question) for c in again]
    return told + [Paragraph((fixed("letter.appeal_answered", own, text=own.text),)) for own in texts]


def _asking(review: Review) -> Section:
    """What is asked for: the reversal only where the whole policy is met and nothing contradicts it."""
    whole = review.proposal.kind is ProposalKind.APPROVE and not isinstance(review.policy, NoPolicy)
    first = fixed("letter.appeal_reverse") if whole else fixed("letter.appeal_reconsider")
    return Section(say("letter_part.what_is_asked"), (Paragraph((first, fixed("letter.appeal_conversation"))),))


def _enclosed(review: Review, record: Record, denial: Denial, told: Sequence[Answer]) -> Section:
    """The payer's letter, and every file that holds words which the letter cites."""
    cited: list[AnyPlace] = [
        place
        for answer in told
        for criterion in (*answer.bearing, *answer.instead)
        for finding in criterion.evidence[:MOST_SHOWN]
        for place in (finding.place, *finding.support)
    ]
    documents = {place.document for place in cited}
    documents |= {record.document(name).parent or name for name in documents if _is_document(record, name)}
    files = [
        Paragraph((fixed("letter.enclosed", Own(f"file.{i}", file.name), name=file.name),))
        for i, file in enumerate(review.record.files)
        if any(file.name == name or file.name.endswith(f"/{name}") for name in documents)
    ]
    letter = Own("denial.file", denial.document.name)
    return Section(
        say("letter_part.enclosed"), (Paragraph((fixed("letter.enclosed", letter, name=letter.text),)), *files)
    )


def _is_document(record: Record, name: str) -> bool:
    return any(document.name == name for document in record.documents)


def overdue(review: Review, denial: Denial) -> dt.date | None:
    """The last day to appeal, when it has passed."""
    day = denial.deadline.date if denial.deadline else None
    return day if day is not None and day < review.generated else None
