"""A letter: its rows, its sections, its notes that are not sent; only what the citation check lets stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from accord.criteria import Status
from accord.dossier import letter_parts as parts
from accord.dossier.citation import Checked, Citation, Sources, Statement, Struck, check_all, sources_of
from accord.dossier.completeness import duration_row, lacking
from accord.dossier.letter_each import checklists, of_each
from accord.dossier.letter_kind import LetterKind
from accord.dossier.letter_parts import Paragraph, Row, Section
from accord.dossier.review import Desk, NoPolicy, ProposalKind, Review
from accord.records.record import Record
from accord.wording import say

KINDS: dict[tuple[Desk, ProposalKind], LetterKind] = {
    (Desk.PROVIDER, ProposalKind.APPROVE): LetterKind.NECESSITY,
    (Desk.PROVIDER, ProposalKind.ASK): LetterKind.NECESSITY,
    (Desk.PROVIDER, ProposalKind.CLINICIAN): LetterKind.HANDOVER,
    (Desk.PAYER, ProposalKind.APPROVE): LetterKind.APPROVAL,
    (Desk.PAYER, ProposalKind.ASK): LetterKind.REQUEST,
    (Desk.PAYER, ProposalKind.CLINICIAN): LetterKind.HANDOVER,
}
TITLES: dict[LetterKind, str] = {
    LetterKind.NECESSITY: "letter.necessity_title",
    LetterKind.REQUEST: "letter.request_title",
    LetterKind.APPROVAL: "letter.approval_title",
    LetterKind.HANDOVER: "letter.handover_title",
    LetterKind.APPEAL: "letter.appeal_title",
    LetterKind.BRIEF: "letter.brief_title",
}

TIMED = frozenset({LetterKind.NECESSITY, LetterKind.APPROVAL})  # letters that say how long it is needed


@dataclass(frozen=True)
class Letter:
    """What may be sent, what only the sender should see, and what was struck.

    sources -- every place cited once, in order of appearance: number n is sources[n - 1].
    sent    -- how many of them the letter itself cites; the rest belongs to the notes.
    lacks   -- what a letter of its kind has to state and this one cannot, in words; with any it is marked incomplete.
    """

    kind: LetterKind
    title: str
    rows: tuple[Row, ...]
    sections: tuple[Section, ...]
    notes: tuple[Section, ...]
    struck: tuple[Struck, ...]
    sources: tuple[Citation, ...]
    sent: int
    lacks: tuple[str, ...] = ()

    def number(self, citation: Citation) -> int:
        """The number under which the citation is listed."""
        return self._numbers[citation]

    @cached_property
    def _numbers(self) -> dict[Citation, int]:
        return {source: number for number, source in enumerate(self.sources, start=1)}


def letter_kind(review: Review) -> LetterKind:
    """Which letter the proposal calls for; without a policy always the hand-over."""
    if isinstance(review.policy, NoPolicy):
        return LetterKind.HANDOVER
    return KINDS[review.side, review.proposal.kind]


def compose_letter(review: Review, record: Record, kind: LetterKind | None = None) -> Letter:
    """The letter of this review; a paragraph of which any sentence is not borne by the record is left out whole.

    kind -- another than the one that the proposal calls for, because a person writes it; appeal and brief are not made here.
    """
    kind = kind or letter_kind(review)
    body, notes = _BODY[kind](review), _NOTES[kind](review)
    rows = (*parts.rows(review), *(duration_row(review, record) if kind in TIMED else ()))
    letter = checked_letter(kind, rows, body, notes, sources_of(review, record))
    met = all(any(criterion.status is Status.MET for criterion in part.criteria) for part in review.all_parts)
    argued = kind is not LetterKind.NECESSITY or met
    return replace(letter, lacks=lacking(kind, letter.rows, review, argued))


def checked_letter(
    kind: LetterKind, head: Sequence[Row], body: Sequence[Section], aside: Sequence[Section], sources: Sources
) -> Letter:
    """What the check lets stand of a letter's head, its body and the notes that are not sent."""
    rows, struck_rows = _stand_rows(head, sources)
    sections, struck = _stand(body, sources)
    notes, struck_notes = _stand(aside, sources)
    sent = _cited([*(s for row in rows for s in row.statements), *_statements(sections)])
    cited = tuple(dict.fromkeys([*sent, *_cited(_statements(notes))]))
    out = (*struck_rows, *struck, *struck_notes)
    return Letter(kind, say(TITLES[kind]), rows, sections, notes, out, cited, len(sent))


def _cited(statements: Iterable[Statement]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(c for statement in statements for c in statement.citations if parts.is_listed(c)))


def _statements(sections: Iterable[Section]) -> list[Statement]:
    return [s for section in sections for paragraph in section.paragraphs for s in paragraph.statements]


def _stand_rows(rows: Sequence[Row], sources: Sources) -> tuple[tuple[Row, ...], tuple[Struck, ...]]:
    checked = [(row, check_all(row.statements, sources)) for row in rows]
    kept = tuple(Row(row.label, result.kept) for row, result in checked)
    return kept, tuple(s for _, result in checked for s in result.struck)


def _stand(sections: Sequence[Section], sources: Sources) -> tuple[tuple[Section, ...], tuple[Struck, ...]]:
    struck: list[Struck] = []
    kept: list[Section] = []
    for section in sections:
        checked: list[tuple[Paragraph, Checked]] = [(p, check_all(p.statements, sources)) for p in section.paragraphs]
        struck += [s for _, result in checked for s in result.struck]
        standing = tuple(paragraph for paragraph, result in checked if not result.struck)
        if standing:
            kept.append(Section(section.heading, standing))
    return tuple(kept), tuple(struck)


def _necessity(review: Review) -> list[Section]:
    def argument(one: Review) -> list[Section]:
        return [parts.met(one, "letter_part.met")]

    return [parts.necessity_opening(review), *of_each(review, argument, lambda _: ()), parts.enclosed(review)]


def _request(review: Review) -> list[Section]:
    return [parts.request_opening(review), parts.asked(review), parts.conflicts(review), parts.answer_by()]


def _approval(review: Review) -> list[Section]:
    def approved(one: Review) -> list[Section]:
        return [parts.met(one, "letter_part.approved")]

    return [parts.approval_opening(review), *of_each(review, approved, parts.approval_terms)]


def _handover(review: Review) -> list[Section]:
    shared = [parts.conflicts(review), parts.checks(review)]
    if not review.parts:
        return [parts.handover_opening(review), parts.not_met(review), *shared, *_open(review)]

    def weighed(one: Review) -> list[Section]:
        return [parts.not_met(one), *_open(one)]

    return [parts.handover_opening(review), *of_each(review, weighed, parts.reviewed_under), *shared]


def _open(review: Review) -> list[Section]:
    return [parts.unclear(review), parts.met(review, "letter_part.met_short"), checklists(review)]


def _gaps(review: Review) -> list[Section]:
    def unclear(one: Review) -> list[Section]:
        return [parts.unclear(one)]

    return [
        parts.asked(review), *of_each(review, unclear, lambda _: ()), parts.conflicts(review), parts.checks(review),
    ]  # fmt: skip


def _no_notes(_: Review) -> list[Section]:
    return []


_BODY = {
    LetterKind.NECESSITY: _necessity,
    LetterKind.REQUEST: _request,
    LetterKind.APPROVAL: _approval,
    LetterKind.HANDOVER: _handover,
}
_NOTES = {
    LetterKind.NECESSITY: _gaps,
    LetterKind.REQUEST: _no_notes,
    LetterKind.APPROVAL: _no_notes,
    LetterKind.HANDOVER: _no_notes,
}
