"""A model's answer that stands by itself: its values and the words of the record it points to."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from accord.dossier.plain import encode
from accord.prior_auth.assisted.shapes import Entry
from accord.records.documents import Document
from accord.records.places import Place


@dataclass(frozen=True)
class Said:
    """What a model answered, the words it points to, and the digest of the text of the document that holds them."""

    fact: str
    value: str
    unit: str
    date: str
    presence: str
    time: str
    whose: str
    side: str
    words: str
    says: str
    document: str
    text_sha256: str
    places: tuple[Place, ...]
    tool: str

    @property
    def id(self) -> str:
        """Twelve hexadecimal digits; the same answer about the same words always has the same."""
        told = {**encode(self), "document": "", "tool": ""}
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:12]


def said_of(entry: Entry, document: Document, places: Mapping[str, Place], tool: str) -> Said:
    """An answer with the words it points to, so that it stands by itself."""
    told = tuple(places[name] for name in dict.fromkeys(entry.sentences))
    return Said(
        entry.fact, entry.value, entry.unit, entry.date, entry.presence, entry.time, entry.whose, entry.side,
        entry.words, entry.says, document.name, text_digest(document), told, tool,
    )  # fmt: skip


def text_digest(document: Document) -> str:
    """Of the characters that places count in."""
    return hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
