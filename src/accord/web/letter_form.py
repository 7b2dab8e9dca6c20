"""The form of a letter and the letter it makes: every sentence with its words, its citations and what is done with it.

The form carries numbers and keys, never words of the record: whatever it cites is looked up here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from starlette.datastructures import FormData

from accord.access import Person
from accord.cases.letters import own_statement
from accord.dossier.citation import Citation, StatementKind
from accord.dossier.editing import Draft, DraftParagraph, DraftRow, DraftSection, Sentence, rewritten, signed_as_own
from accord.dossier.editing.passages import MOST, Passages
from accord.records.places import AnyPlace
from accord.web.letter_layout import Layout
from accord.web.visit import word
from accord.wording import say

ADD = "add:"


@dataclass
class Filled:
    """The letter that a form makes. notes -- what could not be done with a sentence; choices -- places to choose from.

    fresh -- the sentence to write in next: one that was added, or the first with a note.
    gone -- positions of sections that are taken out when the letter is kept; until then they can be put back.
    moved -- the section that a button was pressed for, and which button, so that the focus stays there.
    """

    draft: Draft
    notes: dict[int, str] = field(default_factory=dict[int, str])
    choices: dict[int, tuple[AnyPlace, ...]] = field(default_factory=dict[int, tuple[AnyPlace, ...]])
    fresh: int = 0
    gone: frozenset[int] = frozenset()
    moved: tuple[int, str] = (-1, "")

    @property
    def whole(self) -> bool:
        """Could everything be done?"""
        return not self.notes


def filled(form: FormData, base: Draft, passages: Passages, person: Person, now: dt.datetime) -> Filled:
    """The letter of the form. Raises Invalid for what no form of ours says, Forbidden for a signature that is not theirs."""
    reading = _Reading(form, base, passages, person, now)
    layout = Layout(form, base)
    action = word(form, "do")
    added = action.removeprefix(ADD) if action.startswith(ADD) else ""
    fresh = layout.add(added, reading.next_id()) if added else 0
    moved = layout.act(action, reading.next_id())
    head = tuple(
        DraftRow(row.label, tuple(reading.sentences(layout.rows.get(i, [])))) for i, row in enumerate(base.rows)
    )  # fmt: skip
    made = replace(base, rows=head, sections=tuple(_section(layout, reading, each) for each in layout.order))
    gone = frozenset(i for i, each in enumerate(layout.order) if each in layout.gone)
    at = (layout.order.index(moved[0]), moved[1]) if moved else (-1, "")
    return Filled(made, reading.notes, reading.choices, fresh or next(iter(reading.notes), 0), gone, at)


def _section(layout: Layout, reading: _Reading, each: int) -> DraftSection:
    told = layout.paragraphs.get(each, {})
    paragraphs = (tuple(reading.sentences(ids)) for _, ids in sorted(told.items()))
    heading, own = layout.heading(each)
    return DraftSection(heading, tuple(DraftParagraph(one) for one in paragraphs if one), own)


def standing(draft: Draft, gone: frozenset[int]) -> Draft:
    """The letter without the sections that were taken out."""
    return replace(draft, sections=tuple(one for i, one in enumerate(draft.sections) if i not in gone))


def without_empty(draft: Draft) -> Draft:
    """The letter without sentences in which nothing was written, and without the paragraphs and sections that hold nothing."""

    def written(sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
        return tuple(sentence for sentence in sentences if sentence.text.strip())

    rows = tuple(replace(row, sentences=written(row.sentences)) for row in draft.rows)
    sections = (
        replace(
            section,
            paragraphs=tuple(DraftParagraph(told) for p in section.paragraphs if (told := written(p.sentences))),
        )
        for section in draft.sections
    )
    return replace(draft, rows=rows, sections=tuple(one for one in sections if one.heading or one.paragraphs))


def layout_of(draft: Draft) -> list[tuple[str, list[Sentence]]]:
    """('s0.1', its sentences) of every row and paragraph, as the form names them."""
    rows = [(f"r{i}", list(row.sentences)) for i, row in enumerate(draft.rows)]
    return rows + [
        (f"s{i}.{j}", list(paragraph.sentences))
        for i, section in enumerate(draft.sections) for j, paragraph in enumerate(section.paragraphs)
    ]  # fmt: skip


class _Reading:
    """Reads the sentences of one form."""

    def __init__(self, form: FormData, base: Draft, passages: Passages, person: Person, now: dt.datetime) -> None:
        self.form, self.passages, self.person, self.now = form, passages, person, now
        self.base: Mapping[int, Sentence] = {sentence.id: sentence for sentence in base.sentences}
        self.notes: dict[int, str] = {}
        self.choices: dict[int, tuple[AnyPlace, ...]] = {}
        self._last = base.last_id

    def next_id(self) -> int:
        """A number that no sentence of the form bears."""
        told = [int(name[2:]) for name in self.form if name.startswith("t-") and name[2:].isdigit() and len(name) < 9]
        return max([self._last, *told]) + 1

    def sentences(self, ids: list[int]) -> list[Sentence]:
        """Those of a row or a paragraph that stay."""
        return [self._one(id_) for id_ in ids if not word(self.form, f"g-{id_}")]

    def _one(self, id_: int) -> Sentence:
        held = self.base.get(id_) or Sentence(id_, "", StatementKind.DRAFTED)
        if f"t-{id_}" not in self.form:
            return held
        made = rewritten(held, word(self.form, f"t-{id_}"), self._citations(id_))
        if word(self.form, f"o-{id_}") and made.signed is None and made.text:
            return signed_as_own(made, own_statement(self.person, self.now))
        return made

    def _citations(self, id_: int) -> list[Citation]:
        away = {one for one in self.form.getlist(f"x-{id_}") if isinstance(one, str)}
        kept = [key for key in word(self.form, f"c-{id_}").split() if key not in away]
        chosen = word(self.form, f"k-{id_}")
        told = [self.passages.cited(key) for key in (*kept, *([chosen] if chosen else []))]
        words = word(self.form, f"w-{id_}")
        return [*told, *self._found(id_, words)] if words and not chosen else told

    def _found(self, id_: int, words: str) -> list[Citation]:
        """The place with these words; where there are several the person chooses."""
        found = self.passages.found(words)
        if len(found) == 1:
            return [found[0]]
        if len(found) > MOST:
            self.notes[id_] = say("letter_edit.too_many", most=MOST)
        elif found:
            self.notes[id_], self.choices[id_] = say("letter_edit.choose"), found
        else:
            self.notes[id_] = say("letter_edit.not_in_record")
        return []


def shown_choices(choices: tuple[AnyPlace, ...], passages: Passages) -> list[dict[str, Any]]:
    """The places to choose from, as the form names them."""
    return [{"key": passages.key(place), "place": place} for place in choices]
