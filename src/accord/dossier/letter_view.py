"""A letter in plain lists and strings, for the text file and the PDF alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from accord.dossier.citation import Fault, FaultKind, Statement, StatementKind, Struck
from accord.dossier.citation.reading import stem
from accord.dossier.letter import Letter
from accord.dossier.letter_kind import LetterKind
from accord.dossier.letter_parts import Paragraph, Row, Section, is_listed
from accord.dossier.phrases import policy_words, quote, where
from accord.dossier.review import Review
from accord.dossier.visible import one_line
from accord.records.places import ElementPlace, Place
from accord.wording import say

View = dict[str, Any]
WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
FAULT: dict[FaultKind, str] = {
    FaultKind.UNCITED: "fault.uncited",
    FaultKind.UNRESOLVED: "fault.unresolved",
    FaultKind.PHRASE: "fault.phrase",
    FaultKind.QUOTE: "fault.quote",
    FaultKind.NUMBER: "fault.number",
    FaultKind.UNIT: "fault.unit",
    FaultKind.DATE: "fault.date",
    FaultKind.CODE: "fault.code",
    FaultKind.POLICY: "fault.policy",
    FaultKind.ARTICLE: "fault.article",
    FaultKind.SIDE: "fault.side",
    FaultKind.CUE: "fault.cue",
    FaultKind.WORD: "fault.word",
}
TO_REQUESTER = frozenset({LetterKind.REQUEST, LetterKind.APPROVAL})  # the payer writes; all others go to the payer
STRONG = frozenset({"letter.criterion", "letter.checklist_document", "letter.ask", "letter.conflict", "letter.check"})
LISTED = frozenset({"letter.enclosed"})
MUTED = frozenset({"letter.source", "letter.draft"})


def letter_view(letter: Letter, review: Review) -> View:
    """The letter with its numbered sources, its notes and what was struck."""
    return {
        "kind": letter.kind.value,
        "title": letter.title,
        "date": review.generated.isoformat(),
        "case": one_line(review.request.case) or say("label.unnamed"),
        "policy": policy_words(review),
        "lacks": say("letter_part.incomplete", lacks=", ".join(letter.lacks)) if letter.lacks else "",
        "to": say("letter_part.to_requester" if letter.kind in TO_REQUESTER else "letter_part.to_reviewer"),
        "rows": [
            {"label": row.label, "values": [_said(s, letter) for s in row.statements], "part": _part(row, letter.kind)}
            for row in letter.rows
        ],
        "sections": _sections(letter.sections, letter),
        "notes": _sections(letter.notes, letter),
        "struck": [{"words": one_line(s.statement.text), "faults": fault_words(s)} for s in letter.struck],
        "sources": _sources(letter)[: letter.sent],
        "note_sources": _sources(letter)[letter.sent :],
        "signed": letter.kind is not LetterKind.HANDOVER,
    }


def _part(row: Row, kind: LetterKind) -> str:
    """Where in the head of a letter a row stands: whose it is, to whom, its day, or what it is about."""
    theirs, ours = ("sender", "addressee") if kind in TO_REQUESTER else ("addressee", "sender")
    places = {say("letter_part.date"): "date", say("letter_part.payer"): theirs, say("letter_part.from"): ours}
    return places.get(row.label, "about")


def _sources(letter: Letter) -> list[View]:
    return [
        {"number": i, "words": quote(place), "where": where(place)}
        for i, place in enumerate(letter.sources, 1)
        if isinstance(place, Place | ElementPlace)
    ]


def fault_words(struck: Struck) -> str:
    """'number: 0.24; word: ibuprofen'."""
    told = (f"{say(FAULT[fault.kind])}: {fault_said(fault, struck.statement.text)}" for fault in struck.faults)
    return one_line("; ".join(told))


def fault_said(fault: Fault, text: str) -> str:
    """What is at fault as the sentence writes it: 'taken', where words are compared without their endings, as 'tak'."""
    if fault.kind is not FaultKind.WORD:
        return one_line(fault.what)
    written = (word for word in WORD.findall(text) if stem(word) == fault.what)
    return one_line(next(written, fault.what))


def _sections(sections: Sequence[Section], letter: Letter) -> list[View]:
    return [
        {
            "heading": section.heading,
            "paragraphs": [_paragraph(p, letter) for p in section.paragraphs],
            "numbered": all(p.statements[0].phrase == "letter.ask" for p in section.paragraphs),
            "plain_list": all(p.statements[0].phrase in LISTED for p in section.paragraphs),
        }
        for section in sections
    ]


def _paragraph(paragraph: Paragraph, letter: Letter) -> View:
    """Runs of sentences and runs of quotations, in order; a strong sentence stands on a line of its own."""
    blocks: list[View] = []
    for statement in paragraph.statements:
        kind = _block_kind(statement)
        if not blocks or blocks[-1]["kind"] != kind:
            blocks.append({"kind": kind, "items": []})
        blocks[-1]["items"].append(_said(statement, letter))
    return {"blocks": blocks}


def _block_kind(statement: Statement) -> str:
    if statement.kind is StatementKind.QUOTED:
        return "quotes"
    return "lead" if statement.phrase in STRONG else "text"


def _said(statement: Statement, letter: Letter) -> View:
    style = "strong" if statement.phrase in STRONG else "muted" if statement.phrase in MUTED else "plain"
    return {"text": one_line(statement.text), "refs": _refs(statement, letter), "style": style}


def brief_view(letter: Letter, review: Review) -> View:
    """The brief, each quotation with its place beside it: there is no list of sources on its one page."""
    view = letter_view(letter, review)
    places = {source["number"]: source["where"] for source in view["sources"]}
    for section in view["sections"]:
        for block in [block for paragraph in section["paragraphs"] for block in paragraph["blocks"]]:
            for item in block["items"]:
                quoted = block["kind"] == "quotes" and item["refs"]
                item["where"] = places[item["refs"][0]] if quoted else ""
    return view


def _refs(statement: Statement, letter: Letter) -> list[int]:
    return [letter.number(citation) for citation in _once(c for c in statement.citations if is_listed(c))]


def _once(items: Iterable[Any]) -> list[Any]:
    return list(dict.fromkeys(items))
