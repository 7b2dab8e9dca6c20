"""An edited letter as the page that is sent, with numbered words of the record, and as plain text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from accord.dossier.citation import Citation, StatementKind
from accord.dossier.editing.draft import Draft, DraftParagraph, DraftRow, DraftSection, Sentence, Written
from accord.dossier.editing.marking import Mark, Marked
from accord.dossier.letter_parts import is_listed
from accord.dossier.letter_view import LISTED, MUTED, STRONG
from accord.dossier.phrases import policy_words, quote, where
from accord.dossier.review import Review
from accord.dossier.visible import one_line
from accord.records.places import ElementPlace, Place
from accord.wording import say

View = dict[str, Any]
TO_REQUESTER = frozenset({Written.REQUEST, Written.APPROVAL, Written.NOTICE})


def numbers_of(draft: Draft) -> Mapping[Citation, int]:
    """Every place that the letter cites, once, numbered in order of appearance."""
    cited = (c for sentence in draft.sentences for c in sentence.citations if is_listed(c))
    return {place: number for number, place in enumerate(dict.fromkeys(cited), 1)}


def paper_view(
    draft: Draft, review: Review, marks: Mapping[int, Marked], day: dt.date, lacks: Sequence[str] = (),
    signed: str = "",
) -> View:  # fmt: skip
    """What the letter's template takes. Struck sentences stand in it with that said: such a paper is not sent.

    signed -- who signed the version, and when; '' while nobody did.
    """
    numbers = numbers_of(draft)

    def said(sentence: Sentence) -> list[View]:
        return _said(sentence, marks[sentence.id], numbers)

    return {
        "kind": draft.kind.value,
        "title": draft.title,
        "date": day.isoformat(),
        "case": one_line(review.request.case) or say("label.unnamed"),
        "policy": policy_words(review),
        "lacks": say("letter_part.incomplete", lacks=", ".join(lacks)) if lacks else "",
        "to": say("letter_part.to_requester" if draft.kind in TO_REQUESTER else "letter_part.to_reviewer"),
        "rows": [
            {"label": row.label, "values": [one for s in row.sentences for one in said(s)], "part": _part(row, draft)}
            for row in draft.rows
        ],
        "sections": [
            {
                "heading": heading_words(section),
                "paragraphs": [{"blocks": _blocks(p, said)} for p in section.paragraphs if p.sentences],
                "numbered": bool(section.paragraphs) and all(_leads(p, "letter.ask") for p in section.paragraphs),
                "plain_list": bool(section.paragraphs) and all(_leads(p, *LISTED) for p in section.paragraphs),
            }
            for section in draft.sections
        ] + ([_signature(signed)] if signed else []),
        "notes": [],
        "struck": [],
        "sources": [
            {"number": number, "words": quote(place), "where": where(place)}
            for place, number in numbers.items() if isinstance(place, Place | ElementPlace)
        ],
        "note_sources": [],
        "signed": draft.kind is not Written.HANDOVER,
    }  # fmt: skip


def _signature(words: str) -> View:
    """The last lines of a letter that was signed on screen."""
    block: View = {"kind": "text", "items": [{"text": one_line(words), "refs": [], "style": "strong"}]}
    return {"heading": "", "paragraphs": [{"blocks": [block]}], "numbered": False, "plain_list": False}


def brief_paper(view: View) -> View:
    """The view of a brief, each quotation with its place beside it: there is no list of sources on its page."""
    places = {source["number"]: source["where"] for source in view["sources"]}
    for section in view["sections"]:
        for block in [block for paragraph in section["paragraphs"] for block in paragraph["blocks"]]:
            for item in block["items"]:
                cited = block["kind"] == "quotes" and item["refs"]
                item["where"] = places.get(item["refs"][0], "") if cited else ""
    return view


def paper_text(view: View) -> str:
    """The same as text, as it is kept with the case once it is sent."""
    lines = [f"# {view['title']}", ""]
    for row in view["rows"]:
        told = [_line(one) for one in row["values"]] or [say("letter_part.not_stated")]
        lines += [f"{row['label']}: {told[0]}", *(f"    {more}" for more in told[1:])]
    for section in view["sections"]:
        lines += ["", f"## {section['heading']}"] if section["heading"] else [""]
        for paragraph in section["paragraphs"]:
            for block in paragraph["blocks"]:
                mark = "- " if block["kind"] == "quotes" else ""
                lines += [f"{mark}{_line(item)}" for item in block["items"]]
            lines.append("")
    if view["sources"]:
        lines += [f"## {say('letter_part.sources')}", *(f"[{s['number']}] {s['where']}: {s['words']}" for s in view["sources"])]  # fmt: skip
    return "\n".join(lines).strip() + "\n"


def _line(item: View) -> str:
    return f"{item['text']} {''.join(f'[{number}]' for number in item['refs'])}".strip()


def _said(sentence: Sentence, marked: Marked, numbers: Mapping[Citation, int]) -> list[View]:
    style = "strong" if sentence.phrase in STRONG else "muted" if sentence.phrase in MUTED else "plain"
    refs = [numbers[c] for c in dict.fromkeys(sentence.citations) if c in numbers]
    told: list[View] = [{"text": one_line(sentence.text), "refs": refs, "style": style}]
    return [*told, {"text": aside(marked), "refs": [], "style": "muted"}] if aside(marked) else told


def aside(marked: Marked) -> str:
    """What stands behind a sentence that the record does not bear."""
    if marked.mark is Mark.SIGNED and marked.sentence.signed is not None:
        who = ", ".join(part for part in (marked.sentence.signed.name, marked.sentence.signed.credentials) if part)
        return say("letter_edit.signed_aside", who=one_line(who))
    told = {Mark.OWN: "letter_edit.own_aside", Mark.STRUCK: "letter_edit.struck_aside"}.get(marked.mark)
    return say(told) if told else ""


def heading_words(section: DraftSection) -> str:
    """A heading as it is sent; one of the writer's says whose words it is, as their sentences do."""
    return f"{one_line(section.heading)} {say('letter_edit.own_aside')}" if section.own else section.heading


def _part(row: DraftRow, draft: Draft) -> str:
    """Where in the head of a letter a row stands: whose it is, to whom, its day, or what it is about."""
    theirs, ours = ("sender", "addressee") if draft.kind in TO_REQUESTER else ("addressee", "sender")
    places = {say("letter_part.date"): "date", say("letter_part.payer"): theirs, say("letter_part.from"): ours}
    return places.get(row.label, "about")


def _blocks(paragraph: DraftParagraph, said: Any) -> list[View]:
    """Runs of sentences and runs of quotations; a strong sentence stands on a line of its own."""
    blocks: list[View] = []
    for sentence in paragraph.sentences:
        kind = _kind(sentence)
        if not blocks or blocks[-1]["kind"] != kind:
            blocks.append({"kind": kind, "items": []})
        blocks[-1]["items"] += said(sentence)
    return blocks


def _kind(sentence: Sentence) -> str:
    if sentence.kind is StatementKind.QUOTED:
        return "quotes"
    return "lead" if sentence.phrase in STRONG else "text"


def _leads(paragraph: DraftParagraph, *phrases: str) -> bool:
    return bool(paragraph.sentences) and paragraph.sentences[0].phrase in phrases
