"""What reading one file gives: its part of the record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from accord.records.documents import Document
from accord.records.record import ReceivedFile, Resource, Unread


@dataclass(frozen=True)
class Part:
    """Documents, resources and what could not be read, from one received file.

    files -- files found inside it (a PDF in a DocumentReference or a C-CDA), named '<file>#<Type/id>': to be read in turn.
    """

    documents: tuple[Document, ...] = ()
    resources: tuple[Resource, ...] = ()
    unread: tuple[Unread, ...] = ()
    files: tuple[ReceivedFile, ...] = ()


def join_parts(parts: Iterable[Part]) -> Part:
    """Several parts as one, in order."""
    kept = tuple(parts)
    return Part(
        tuple(document for part in kept for document in part.documents),
        tuple(resource for part in kept for resource in part.resources),
        tuple(unread for part in kept for unread in part.unread),
        tuple(file for part in kept for file in part.files),
    )
