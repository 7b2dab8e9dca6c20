"""letter.txt: the letter as text that any editor can change, with numbered citations."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

from accord.dossier.letter import Letter
from accord.dossier.letter_view import letter_view
from accord.dossier.review import Review
from accord.wording import say

WIDTH = 96


def letter_text(letter: Letter, review: Review) -> str:
    """Headings with '#', quotations with '-', citation numbers in brackets; what is not sent stands behind a line."""
    view = letter_view(letter, review)
    lines = [f"# {view['title']}", ""]
    lines += [*_wrap(f"[{view['lacks']}]"), ""] if view["lacks"] else []
    width = max([16, *(len(row["label"]) + 2 for row in view["rows"])])
    lines += [line for row in view["rows"] for line in _row(row, width)] + [""]
    for section in view["sections"]:
        lines += _section(section)
    if view["signed"]:
        lines += [f"{say(key)}: {'_' * 40}" for key in SIGNATURE] + [""]
    lines += _source_list(view["sources"])
    if view["notes"] or view["struck"]:
        lines += ["-" * WIDTH, f"# {say('letter_part.note')}: {say('letter_part.gaps')}", ""]
        for section in view["notes"]:
            lines += _section(section)
        lines += _struck(view["struck"])
        lines += _source_list(view["note_sources"])
    return "\n".join(lines).rstrip() + "\n"


SIGNATURE = ("letter_part.signature", "letter_part.name", "letter_part.signed_on")


def _row(row: dict[str, Any], width: int) -> list[str]:
    values = [_cited(value) for value in row["values"]] or [say("letter_part.not_stated")]
    return [f"{row['label'] if i == 0 else '':<{width}}{value}" for i, value in enumerate(values)]


def _section(section: dict[str, Any]) -> list[str]:
    lines = [f"## {section['heading']}", ""] if section["heading"] else []
    if section["plain_list"]:
        items = [item for p in section["paragraphs"] for block in p["blocks"] for item in block["items"]]
        return [*lines, *(f"- {_cited(item)}" for item in items), ""]
    for number, paragraph in enumerate(section["paragraphs"], 1):
        indent = "   " if section["numbered"] else ""
        text = [line for block in paragraph["blocks"] for line in _block(block, indent)]
        if section["numbered"]:
            text[0] = f"{number}. {text[0].lstrip()}"
        lines += [*text, ""]
    return lines


def _block(block: dict[str, Any], indent: str) -> list[str]:
    if block["kind"] == "quotes":
        return [line for item in block["items"] for line in _wrap(_cited(item), f"{indent}  - ", f"{indent}    ")]
    return _wrap(" ".join(_cited(item) for item in block["items"]), indent, indent)


def _wrap(text: str, first: str = "", rest: str = "") -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


def _cited(item: dict[str, Any]) -> str:
    refs = "".join(f"[{number}]" for number in item["refs"])
    return f"{item['text']} {refs}".strip()


def _source_list(sources: Sequence[dict[str, Any]]) -> list[str]:
    return [f"## {say('letter_part.sources')}", "", *(_source(source) for source in sources), ""] if sources else []


def _source(source: dict[str, Any]) -> str:
    return f"[{source['number']}] {source['where']}: {source['words']}"


def _struck(struck: Iterable[dict[str, Any]]) -> list[str]:
    rows = [say("letter_part.struck", sentence=s["words"], faults=s["faults"]) for s in struck]
    return [f"## {say('letter_part.not_supported')}", "", *(f"- {row}" for row in rows), ""] if rows else []
