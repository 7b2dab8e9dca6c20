"""Which letters fit a case as it stands, and each of them as it is composed before a person changes it."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from sqlalchemy import Row

from accord.cases.decisions import LineDecision, Outcome
from accord.cases.states import State
from accord.dossier.appeal import compose_appeal, sources_with
from accord.dossier.brief import compose_brief
from accord.dossier.citation import Own, Sources, Statement, StatementKind, drafted, fixed, sources_of
from accord.dossier.denial import Denial, read_denial
from accord.dossier.editing import Draft, Signed, Written, draft_of, signed_as_own
from accord.dossier.letter import TITLES, Letter, compose_letter, letter_kind
from accord.dossier.letter_kind import LetterKind
from accord.dossier.letter_parts import Paragraph, Section, found_words, rows, source_words
from accord.dossier.letter_parts import Row as HeadRow
from accord.dossier.phrases import service_words
from accord.dossier.review import CriterionReview, ProposalKind, Review
from accord.errors import Conflict, NotFound
from accord.records.documents import Document, DocumentKind, Page, PageOrigin
from accord.records.record import Record
from accord.wording import say

N, R, A, H, P, B, D = (
    Written.NECESSITY, Written.REQUEST, Written.APPROVAL, Written.HANDOVER, Written.APPEAL, Written.BRIEF, Written.NOTICE,
)  # fmt: skip
# What may be written while a case stands there, the usual one first.
FITTING: Mapping[State, tuple[Written, ...]] = {
    State.DRAFT: (N,), State.READY: (N,), State.SENT: (N, B), State.PAYER_ASKS: (N, B), State.ANSWERED: (P, B),
    State.APPEALED: (P, B), State.CLOSED: (), State.RECEIVED: (), State.IN_REVIEW: (R, A, H),
    State.CLINICIAN_REVIEW: (H, R, A), State.MORE_ASKED: (R,), State.DECIDED: (D, A), State.REOPENED: (H, R),
}  # fmt: skip
RECORDED = "as recorded"
MOST_CHOICES = 30
SPEAKS_OF_DENIAL = "den"  # denied, denial: papers without it are not read for one
Decided = tuple[int, LineDecision, Row[Any]]


@dataclass(frozen=True)
class Ground:
    """All that a letter is made from: the newest review, the record that it was made from, what was decided."""

    review: Review
    record: Record
    decisions: tuple[Decided, ...] = ()

    @property
    def standing(self) -> tuple[tuple[LineDecision, Row[Any]], ...]:
        """The decisions of the last round."""
        last = max((round_ for round_, _, _ in self.decisions), default=0)
        return tuple((one, row) for round_, one, row in self.decisions if round_ == last)

    @property
    def adverse(self) -> bool:
        """Does what was decided last give less than was asked for?"""
        return any(one.adverse for one, _ in self.standing)

    @cached_property
    def payers_letters(self) -> Mapping[str, Denial]:
        """What an appeal can answer, by name: papers that read like a payer's letter, then the decision as it was recorded."""
        papers = [one for one in self.record.documents if SPEAKS_OF_DENIAL in one.flat]
        read = {one.name: read_denial(one) for one in papers}
        likely = {
            name: found for name, found in read.items()
            if found.reasons and (found.deadline or found.contacts or found.references)
        }  # fmt: skip
        recorded = _recorded(self)
        return dict(islice(likely.items(), MOST_CHOICES)) | ({RECORDED: read_denial(recorded)} if recorded else {})


def fitting(state: State, ground: Ground) -> tuple[Written, ...]:
    """The letters that may be written now, the one that fits best first."""
    able = [kind for kind in FITTING[state] if _is_due(kind, ground)]
    best = letter_kind(ground.review).value
    return tuple(sorted(able, key=lambda kind: kind.value != best))


def _is_due(kind: Written, ground: Ground) -> bool:
    """An approval is written where one is proposed, an appeal where something was decided against the request."""
    if kind is Written.APPROVAL:
        return ground.review.proposal.kind is ProposalKind.APPROVE and not ground.adverse
    if kind is Written.APPEAL:
        return ground.adverse
    return kind is not Written.NOTICE or bool(ground.standing)


def composed(kind: Written, ground: Ground, denial: str = "") -> Draft:
    """The letter as Accord composes it. denial -- the payer's letter that an appeal or a brief answers, by its name.

    Raises Conflict where there is nothing to compose it from.
    """
    if kind is Written.NOTICE:
        return _notice(ground)
    if kind in (Written.APPEAL, Written.BRIEF):
        return _answer(kind, ground, denial)
    letter = compose_letter(ground.review, ground.record, LetterKind(kind.value))
    return draft_of(kind, letter.title, letter.rows, letter.sections)


def sources_for(kind: Written, ground: Ground, denial: str = "") -> Sources:
    """What the sentences of such a letter may cite."""
    known = sources_of(ground.review, ground.record)
    if kind is Written.NOTICE:
        return dataclasses.replace(known, own={**known.own, **_own_of_decisions(ground)})
    if kind not in (Written.APPEAL, Written.BRIEF):
        return known
    found = _denial(ground, denial)
    known = sources_with(ground.review, ground.record, found) if found else known
    questions = {f"criterion.{c.key}.question": c.question or c.text for c in ground.review.all_criteria}
    return dataclasses.replace(known, own={**known.own, **questions})


def advice(kind: Written, ground: Ground, denial: str = "") -> Letter | None:
    """The composed letter with its notes and what was struck from it: for the writer alone."""
    if kind is Written.APPEAL and (found := _denial(ground, denial)) is not None:
        return compose_appeal(ground.review, ground.record, found)
    if kind in (Written.APPEAL, Written.BRIEF, Written.NOTICE):
        return None
    return compose_letter(ground.review, ground.record, LetterKind(kind.value))


def _denial(ground: Ground, name: str) -> Denial | None:
    """The payer's letter of that name, else the likeliest; None where there is none."""
    return ground.payers_letters.get(name) or next(iter(ground.payers_letters.values()), None)


def _recorded(ground: Ground) -> Document | None:
    """The reasons as they were recorded with the payer's decision, as a paper that can be cited."""
    told = [text for one, _ in ground.standing if one.adverse for text in (one.reason, one.missing) if text.strip()]
    if not told:
        return None
    text = "\n\n".join([say("letter_edit.recorded_head"), *(say("letter_edit.recorded", reason=each) for each in told)])
    digest = hashlib.sha256(text.encode()).hexdigest()
    page = Page(1, 0, len(text), PageOrigin.TEXT)
    return Document(say("letter_edit.recorded_name"), DocumentKind.TEXT, text, (page,), digest)


def _answer(kind: Written, ground: Ground, name: str) -> Draft:
    found = _denial(ground, name)
    if kind is Written.BRIEF:
        letter = compose_brief(ground.review, ground.record, found)
    elif found is None:
        raise Conflict(say("letter_edit.no_denial"), say("letter_edit.no_denial_remedy"))
    else:
        letter = compose_appeal(ground.review, ground.record, found)
    chosen = next((told for told, one in ground.payers_letters.items() if one is found), "")
    return draft_of(kind, letter.title, letter.rows, letter.sections, chosen)


def record_for(draft: Draft, ground: Ground) -> Record:
    """The record with the payer's letter, where the letter answers one that does not stand in it."""
    found = _denial(ground, draft.denial) if draft.denial else None
    known = {document.name for document in ground.record.documents}
    if found is None or found.document.name in known:
        return ground.record
    return dataclasses.replace(ground.record, documents=(*ground.record.documents, found.document))


def _notice(ground: Ground) -> Draft:
    """What a person decided, line for line, in that person's words; nothing in it comes from a proposal."""
    if not ground.standing:
        raise Conflict(say("letter_edit.no_decision"), say("letter_edit.no_decision_remedy"))
    own = _own_of_decisions(ground)
    body = [Section("", (Paragraph(_owned(own, "decision.opening")),))]
    body += [_line(ground, own, one) for one, _ in ground.standing]
    body.append(Section(say("letter_edit.rights_heading"), (Paragraph(_owned(own, "decision.rights")),)))
    head = (*rows(ground.review), *_deciders(own))
    made = draft_of(Written.NOTICE, say("letter_edit.notice_title"), head, body)
    return _signed_by_deciders(made, ground)


def _own_of_decisions(ground: Ground) -> dict[str, str]:
    """The sentences of the decision that the notice cites, by name."""
    told = {"decision.opening": say("letter_edit.notice_opening"), "decision.rights": say("letter_edit.rights")}
    for one, row in ground.standing:
        name = f"decision.{one.line}"
        told[f"{name}.outcome"] = say(
            f"letter_edit.outcome.{one.outcome.value}", service=_service(ground.review, one.line)
        )
        if one.outcome is not Outcome.DENIED and row.authorization:
            told[f"{name}.number"] = say("letter_edit.authorization", number=row.authorization)
        terms = [f"{one.quantity.normalize():f}"] if one.quantity is not None else []
        terms += (
            [" – ".join(day.isoformat() for day in (one.starts, one.ends) if day)] if one.starts or one.ends else []
        )
        if terms:
            told[f"{name}.terms"] = say("letter_edit.terms", terms="; ".join(terms))
        signed: Mapping[str, str] = row.signed or {}
        if who := ", ".join(signed[part] for part in ("name", "credentials", "specialty") if signed.get(part)):
            told[f"{name}.by"] = who
    return told


def _service(review: Review, line: int) -> str:
    services = review.request.services
    return service_words(services[line - 1]) if 0 < line <= len(services) else say("web.case.line", line=line)


def _owned(own: Mapping[str, str], *names: str) -> tuple[Statement, ...]:
    return tuple(drafted(own[name], Own(name, own[name])) for name in names if name in own)


def _deciders(own: Mapping[str, str]) -> list[HeadRow]:
    names = {text: name for name, text in own.items() if name.endswith(".by")}
    return [
        HeadRow(say("letter_edit.decided_by"), tuple(drafted(text, Own(name, text)) for text, name in names.items()))
    ]


def _line(ground: Ground, own: Mapping[str, str], one: LineDecision) -> Section:
    """One line: what becomes of it; where less is given, the criterion, what the record shows, what is missing, the reason."""
    name = f"decision.{one.line}"
    said = [Paragraph(_owned(own, f"{name}.outcome", f"{name}.number", f"{name}.terms"))]
    if one.adverse:
        said += [
            Paragraph(tuple(told)) for told in (_criterion(ground.review, one), _missing(one), _reason(one)) if told
        ]
    return Section(_service(ground.review, one.line), tuple(said))


def _criterion(review: Review, one: LineDecision) -> list[Statement]:
    try:
        found: CriterionReview = review.criterion(one.criterion)
    except NotFound:
        return []
    text = Own(f"criterion.{found.key}.text", found.text or found.question)
    return [fixed("letter.criterion", text, text=text.text), *source_words(found), *found_words(found)]


def _missing(one: LineDecision) -> list[Statement]:
    return [drafted(say("letter_edit.missing", missing=one.missing))] if one.missing.strip() else []


def _reason(one: LineDecision) -> list[Statement]:
    return [drafted(one.reason)] if one.reason.strip() else []


def _signed_by_deciders(draft: Draft, ground: Ground) -> Draft:
    """Reason and missing proof are the words of whoever decided, who signed them with the decision."""
    by = {" ".join(text.split()): row for one, row in ground.standing
          for text in (one.reason, say("letter_edit.missing", missing=one.missing)) if text.strip() and row.by}  # fmt: skip

    def signed(sentence: Any) -> Any:
        row = by.get(" ".join(sentence.text.split()))
        if row is None or sentence.kind is not StatementKind.DRAFTED or sentence.citations:
            return sentence
        who: Mapping[str, str] = row.signed or {}
        return signed_as_own(
            sentence, Signed(row.by, who.get("name", ""), who.get("credentials", ""), row.at.isoformat())
        )

    sections = tuple(
        dataclasses.replace(section, paragraphs=tuple(
            dataclasses.replace(p, sentences=tuple(signed(s) for s in p.sentences)) for p in section.paragraphs))
        for section in draft.sections
    )  # fmt: skip
    return dataclasses.replace(draft, sections=sections)


def title_of(kind: Written) -> str:
    """'Letter of medical necessity'."""
    return say("letter_edit.notice_title") if kind is Written.NOTICE else say(TITLES[LetterKind(kind)])


__all__ = ["FITTING", "Ground", "advice", "composed", "fitting", "record_for", "sources_for", "title_of"]
