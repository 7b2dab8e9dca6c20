"""A letter as its page shows it: every sentence with its mark, its reasons, its citations; what is lacking; what changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from accord.access import Act, Person, may
from accord.cases.letter_making import title_of
from accord.cases.letters import Version
from accord.dossier.citation import Own
from accord.dossier.editing import Draft, Mark, Marked, Sentence, heading_faults
from accord.dossier.editing.passages import Passages
from accord.dossier.letter import Letter
from accord.dossier.letter_view import FAULT, fault_said, fault_words
from accord.dossier.phrases import quote, where
from accord.dossier.visible import one_line, visible
from accord.records.places import AnyPlace
from accord.web.letter_form import Filled, layout_of, shown_choices, standing
from accord.web.visit import Visit
from accord.web.words import time_words
from accord.wording import say

View = dict[str, Any]
# The colours of the verdicts, beside a sign and the word.
STATUS: Mapping[Mark, tuple[str, str]] = {
    Mark.BORNE: ("met", "✓"), Mark.OWN: ("not_applicable", "✎"), Mark.SIGNED: ("not_applicable", "✎"),
    Mark.STRUCK: ("not_met", "✗"),
}  # fmt: skip
WIDTH = 78  # signs on a line of the form
MOST_PASSAGES = 400


def sentence_view(marked: Marked, passages: Passages, filled: Filled | None, person: Person) -> View:
    """One sentence of the form."""
    sentence = marked.sentence
    choices = shown_choices(filled.choices.get(sentence.id, ()), passages) if filled else []
    cites = [_cite(citation, passages) for citation in sentence.citations]
    return {
        "id": sentence.id,
        "text": sentence.text,
        "rows": min(12, max(1, -(-len(sentence.text) // WIDTH))),
        "cited": " ".join(cite["key"] for cite in cites),
        "cites": cites,
        "numbers": [cite["number"] for cite in cites if cite["number"]],
        "note": filled.notes.get(sentence.id, "") if filled else "",
        "choices": [{"key": one["key"], **_place(one["place"])} for one in choices],
        "fresh": bool(filled and filled.fresh == sentence.id),
        "may_sign": marked.mark in (Mark.STRUCK, Mark.OWN) and may(person, Act.SIGN_LETTER),
        **mark_view(marked),
    }


def mark_view(marked: Marked) -> View:
    """What is said of a sentence: the mark, the reasons, who answers for it."""
    status, sign = STATUS[marked.mark]
    signed = marked.sentence.signed
    words = say(f"letter_edit.mark.{marked.mark.value}")
    if signed is not None:
        words = say(
            "letter_edit.mark.signed_by",
            who=one_line(", ".join(part for part in (signed.name, signed.credentials) if part)),
        )
    return {
        "mark": marked.mark.value,
        "status": status,
        "sign": sign,
        "word": words,
        "faults": [
            {"kind": say(FAULT[fault.kind]), "what": fault_said(fault, marked.sentence.text)} for fault in marked.faults
        ],
    }


def editor_view(
    draft: Draft, marks: Mapping[int, Marked], passages: Passages, filled: Filled | None, person: Person
) -> View:
    """The whole form."""
    places = dict(layout_of(draft))
    gone = filled.gone if filled else frozenset[int]()

    def told(where_: str, sentences: list[Sentence]) -> View:
        ids = " ".join(str(sentence.id) for sentence in sentences)
        return {
            "where": where_,
            "layout": f"{where_} {ids}".strip(),
            "sentences": [sentence_view(marks[sentence.id], passages, filled, person) for sentence in sentences],
        }

    return {
        "rows": [{"label": row.label, **told(f"r{i}", places[f"r{i}"])} for i, row in enumerate(draft.rows)],
        "sections": [
            {
                **_section(draft, i, filled),
                "paragraphs": [told(f"s{i}.{j}", places[f"s{i}.{j}"]) for j, _ in enumerate(section.paragraphs)],
            }
            for i, section in enumerate(draft.sections)
        ],
        "counts": counts({one.id: marks[one.id] for one in standing(draft, gone).sentences}),
        "passages": [
            {"number": number, "words": one_line(place.text)[:160], "where": where(place)}
            for place, number in list(passages.numbers.items())[:MOST_PASSAGES]
        ],
    }  # fmt: skip


def _section(draft: Draft, number: int, filled: Filled | None) -> View:
    """What is shown of a section besides its paragraphs. focus -- the button or field that the cursor goes to."""
    section, told = draft.sections[number], filled or Filled(draft)
    heading = one_line(section.heading)
    name = heading or say("letter_edit.opening" if number == 0 else "letter_edit.section_unnamed")
    focus = told.moved[1] if told.moved[0] == number else ""
    last = number == len(draft.sections) - 1
    at_edge = {"up": number == 0, "down": last}
    if at_edge.get(focus):
        focus = "down" if focus == "up" else "up"
    return {
        "where": f"s{number}", "number": number + 1, "heading": heading, "name": name, "own": section.own,
        "states": ", ".join(one_line(fault.what) for fault in heading_faults(section)), "gone": number in told.gone,
        "first": number == 0, "last": last, "focus": focus,
    }  # fmt: skip


def counts(marks: Mapping[int, Marked]) -> list[View]:
    """'✓ 41 borne', and so on, of what there is."""
    found: list[View] = []
    for mark, (status, sign) in STATUS.items():
        number = sum(one.mark is mark for one in marks.values())
        if number:
            found.append({"mark": mark.value, "status": status, "sign": sign, "count": number,
                          "word": say(f"letter_edit.mark.{mark.value}")})  # fmt: skip
    return found


def paper_sections(draft: Draft, marks: Mapping[int, Marked], numbers: Mapping[Any, int]) -> View:
    """A kept version to be read: sentences with the numbers of their citations and what is said of each."""

    def said(sentence: Sentence) -> View:
        refs = [numbers[c] for c in dict.fromkeys(sentence.citations) if c in numbers]
        return {"id": sentence.id, "text": visible(sentence.text), "refs": refs, **mark_view(marks[sentence.id])}

    return {
        "rows": [{"label": row.label, "said": [said(s) for s in row.sentences]} for row in draft.rows],
        "sections": [
            {"heading": one_line(section.heading), "own": section.own, "paragraphs": [[said(s) for s in p.sentences] for p in section.paragraphs]}
            for section in draft.sections
        ],
        "sources": [{"number": number, "words": quote(place), "where": where(place)} for place, number in numbers.items()],
    }  # fmt: skip


def advice_view(letter: Letter | None) -> View:
    """What the letter does not say: for the writer alone."""
    if letter is None:
        return {"notes": [], "struck": []}
    return {
        "notes": [
            {
                "heading": section.heading,
                "said": [one_line(" ".join(s.text for s in p.statements)) for p in section.paragraphs],
            }
            for section in letter.notes
        ],
        "struck": [{"words": one_line(one.statement.text), "faults": fault_words(one)} for one in letter.struck],
    }


def version_view(one: Version, names: Mapping[str, str], visit: Visit) -> View:
    """A version in a list: who, when, what became of it."""
    signed = one.signed or {}
    return {
        "kind": one.kind.value,
        "title": title_of(one.kind),
        "number": one.number,
        "struck": one.struck,
        "by": names.get(one.by, ""),
        "at": time_words(one.at, visit.zone),
        "signed": one_line(", ".join(signed[part] for part in ("name", "credentials") if signed.get(part))),
        "signed_at": time_words(one.signed_at, visit.zone) if one.signed_at else "",
        "sent_at": time_words(one.sent_at, visit.zone) if one.sent_at else "",
        "sent_by": names.get(one.sent_by or "", ""),
    }


def _cite(citation: Any, passages: Passages) -> View:
    if isinstance(citation, Own):
        return {
            "key": passages.key(citation),
            "number": 0,
            "words": one_line(citation.text),
            "where": say("letter_edit.own_source"),
        }
    return {"key": passages.key(citation), "number": passages.numbers.get(citation, 0), **_place(citation)}


def _place(place: AnyPlace) -> View:
    return {"words": one_line(place.text), "where": where(place)}
