"""What was once read from a document is kept with it, so that many readers share the work."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from accord.records.documents import Document

T = TypeVar("T")


def per_document(read: Callable[[Document], T]) -> Callable[[Document], T]:
    """Make `read` work once a document.

    A document never changes, so the answer is kept beside its fields, as `cached_property` does, and ends with it.
    """
    key = f"{read.__module__}.{read.__qualname__}"

    @wraps(read)
    def once(document: Document) -> T:
        kept = document.__dict__
        if key not in kept:
            kept[key] = read(document)
        answer: T = kept[key]
        return answer

    return once
