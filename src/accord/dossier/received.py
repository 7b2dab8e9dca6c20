"""What was handed over and what of it could be read, as a review holds it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accord.records.places import AnyPlace
from accord.records.record import Unread


@dataclass(frozen=True)
class FileSeen:
    """A received file: its path below the dossier, the digest of its bytes, its media type."""

    name: str
    sha256: str
    media_type: str


@dataclass(frozen=True)
class DocumentSeen:
    """A document that was read."""

    name: str
    kind: str
    pages: int
    sha256: str
    title: str = ""
    parent: str | None = None


@dataclass(frozen=True)
class RecordWarning:
    """What a person should know of a document: hidden text, instructions aimed at the reviewer, a poor scan."""

    document: str
    sentence: str
    place: AnyPlace | None = None


@dataclass(frozen=True)
class RecordSeen:
    """What was handed over and what of it could be read. The order has no meaning: each list is kept sorted."""

    files: tuple[FileSeen, ...] = ()
    documents: tuple[DocumentSeen, ...] = ()
    unread: tuple[Unread, ...] = ()
    warnings: tuple[RecordWarning, ...] = ()
    resources: int = 0

    def __post_init__(self) -> None:
        _sort(self, "files", lambda file: (file.name, file.sha256))
        _sort(self, "documents", lambda document: (document.name, document.sha256))
        _sort(self, "unread", lambda unread: (unread.name, unread.reason))
        _sort(self, "warnings", lambda warning: (warning.document, warning.sentence, repr(warning.place)))

    @property
    def readable(self) -> bool:
        """Was there anything to review?"""
        return bool(self.documents or self.resources)


def _sort(owner: object, name: str, key: Callable[[Any], Any]) -> None:
    object.__setattr__(owner, name, tuple(sorted(getattr(owner, name), key=key)))
