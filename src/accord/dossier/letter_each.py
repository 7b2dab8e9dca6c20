"""The sections of a letter that speak of single services: of each part of a request under a heading of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from accord.dossier.checklist import ChecklistDocument, ChecklistItem
from accord.dossier.citation import Own, Statement, fixed, quoted
from accord.dossier.letter_parts import Paragraph, Section
from accord.dossier.phrases import document_words, part_words
from accord.dossier.review import Review
from accord.wording import say

MOST_ITEMS = 20  # of one document, in a letter; the criteria table lists all


def of_each(
    review: Review,
    sections: Callable[[Review], Sequence[Section]],
    opening: Callable[[Review], Sequence[Paragraph]],
) -> list[Section]:
    """The sections of the only part as they are; of several, each part's opening and sections under its services' names."""
    if not review.parts:
        return list(sections(review))
    found: list[Section] = []
    for part in review.parts:
        alone, name = review.of(part), part_words(review, part)
        found.append(Section(name, tuple(opening(alone))))
        found += [Section(_heading(name, section), section.paragraphs) for section in sections(alone)]
    return found


def _heading(name: str, section: Section) -> str:
    return say("letter_part.of_service", services=name, heading=section.heading) if section.heading else name


def checklists(review: Review) -> Section:
    """What published documents ask of services without a policy, with the nearest words of the record, not judged."""
    numbered = iter(range(10**9))
    paragraphs: list[Paragraph] = []
    for i, one in enumerate(review.checklists):
        if note := f"{one.note} {one.remedy}".strip():
            paragraphs.append(Paragraph((fixed("letter.checklist_note", Own(f"checklist.note.{i}", note), note=note),)))
    documents = [document for one in review.checklists for document in one.documents]
    for i, document in enumerate(documents):
        numbers = list(islice(numbered, len(document.items)))
        paragraphs += _document(i, document, zip(numbers, document.items, strict=True))
    return Section(say("letter_part.checklist"), tuple(paragraphs))


def _document(
    number: int, document: ChecklistDocument, items: Iterable[tuple[int, ChecklistItem]]
) -> Iterable[Paragraph]:
    if not document.items:
        return
    own = Own(f"checklist.document.{number}", document_words(document))
    yield Paragraph((fixed("letter.checklist_document", own, document=own.text),))
    for i, item in islice(items, MOST_ITEMS):
        yield Paragraph(tuple(_item(Own(f"checklist.{i}", item.cited.text), item)))
    if len(document.items) + document.more > MOST_ITEMS:
        yield Paragraph((fixed("letter.checklist_more"),))


def _item(own: Own, item: ChecklistItem) -> list[Statement]:
    said = [fixed("letter.checklist_item", own, text=own.text)]
    near = [quoted(candidate.place) for candidate in item.candidates]
    return [*said, fixed("letter.checklist_near"), *near] if near else said
