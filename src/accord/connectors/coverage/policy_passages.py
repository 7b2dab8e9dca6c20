"""What policies are held against: the newest version of a document in the loaded release, its words and their digests.

Only the store of the release is opened, not the index of words: a review asks for a handful of documents.
"""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from accord.connectors.coverage.dates import stored
from accord.connectors.coverage.plain import digest
from accord.connectors.coverage.schema import FILE, opened
from accord.connectors.coverage.values import Kind
from accord.connectors.releases import Held, Release

MAIN = {Kind.NCD: "indications_limitations", Kind.LCD: "indication", Kind.ARTICLE: "description"}
# Sections that tell of the document and not of what is covered.
HISTORY = frozenset({"revision_history", "history_exp", "synopsis_changes", "issue", "issue_change", "keywords", "ama_statement",
                     "bibliography", "source_info", "adv_meeting", "sticky_note", "response_comment"})  # fmt: skip
LETTER = re.compile(r"([A-Z])(?:\.|\s+(?:and|to)\b)")
# Forms of headings, the one that stands above first.
LABELS: tuple[re.Pattern[str], ...] = (
    re.compile(r"[A-Z][.)](?=\s|$)"),
    re.compile(r"(?:group|category|criterion) (?:[IVX]+|\d+)\b", re.I),
    re.compile(r"\([a-z0-9]\)"),
)


@dataclass(frozen=True, slots=True)
class Text:
    """The newest version of a document, with its sections under their official names."""

    id: str
    version: int
    effective: dt.date | None
    retired: bool
    sections: Mapping[str, str]

    def digest(self, section: str) -> str:
        """Of the words of a section; '' when they are not held."""
        words = self.sections.get(section, "")
        return digest(words) if words else ""


class PolicyTexts:
    """One release, open for reading."""

    def __init__(self, release: Release) -> None:
        self._db = opened(release.folder / FILE)

    def holds(self, kind: Kind) -> bool:
        """Is there any document of that kind?"""
        return self._db.execute("select 1 from document where kind = ? limit 1", (kind,)).fetchone() is not None

    def text(self, document_id: str, today: dt.date) -> Text | None:
        """The newest version of a document, or None when the release does not hold it."""
        row: sqlite3.Row | None = self._db.execute(
            "select key, id, version, effective, status, retired from document where id = ? and newest", (document_id,)
        ).fetchone()
        if row is None:
            return None
        told = self._db.execute("select name, text from section where document = ? order by position", (row["key"],))
        retired = stored(row["retired"])
        return Text(
            row["id"], int(row["version"]), stored(row["effective"]),
            row["status"] == "retired" or (retired is not None and retired <= today),
            {each["name"]: each["text"] for each in told},
        )  # fmt: skip

    def passage(self, document_id: str, kind: Kind, section: str, today: dt.date) -> str | None:
        """The words under a heading that a policy names ('B, Nationally covered indications'), from the first section
        that has it; else the section that holds what is covered; None when no words are held."""
        found = self.text(document_id, today)
        if found is None:
            return None
        if section in found.sections:
            return found.sections[section]
        main = MAIN.get(kind, "")
        told = [
            text for name, text in sorted(found.sections.items(), key=lambda one: one[0] != main) if name not in HISTORY
        ]
        under = (words for wanted in _labels(section) for text in told if (words := under_heading(text, wanted)))
        return next(under, None) or found.sections.get(main, None)


def _labels(section: str) -> list[str]:
    """What its heading may begin with: as it is named, and of 'B.2.a' or 'B and C' the letter."""
    letter = LETTER.match(section)
    return [section, letter[1]] if letter else [section]


def under_heading(text: str, section: str) -> str:
    """The lines from the heading on, up to the next of its own form or of one above; '' when no line begins with it.

    Of 'Group I, item 2' the first part is looked for: what stands after the comma is finer than headings are.
    """
    wanted = section.partition(",")[0].strip()
    lines = text.split("\n")
    start = next((number for number, line in enumerate(lines) if _begins(line, wanted)), None)
    if start is None:
        return ""
    own = next((rank for rank, form in enumerate(LABELS) if form.match(lines[start].strip())), -1)
    after = lines[start + 1 :]
    ends = (number for number, line in enumerate(after) if any(form.match(line.strip()) for form in LABELS[: own + 1]))
    end = next(ends, len(after))
    return "\n".join([lines[start], *after[:end]]).strip()


def _begins(line: str, wanted: str) -> bool:
    told = line.strip().lstrip("- ").casefold()
    label = wanted.casefold()
    if len(wanted) == 1:
        return told.startswith((f"{label}. ", f"{label}) ")) or told in (f"{label}.", f"{label})")
    rest = told.removeprefix(label)
    return bool(label) and rest != told and not rest[:1].isalnum()


_HELD = Held("coverage", PolicyTexts)


def policy_texts() -> PolicyTexts | None:
    """The loaded release, or None. Raises Unavailable when it is damaged."""
    return _HELD.get()
