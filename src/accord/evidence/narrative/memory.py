"""What was once read from a document is kept with it, so that many readers share the work."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from accord.records.documents import Document

P = ParamSpec("P")
T = TypeVar("T")


def per_document(read: Callable[Concatenate[Document, P], T]) -> Callable[Concatenate[Document, P], T]:
    """Make `read` work once a document and what else it is given.

    A document never changes, so the answers are kept beside its fields, as `cached_property` does, and end with it.
    """
    name = f"{read.__module__}.{read.__qualname__}"

    @wraps(read)
    def once(document: Document, *more: P.args, **named: P.kwargs) -> T:
        kept: dict[Any, T] = document.__dict__.setdefault(name, {})
        key = (more, *named.items()) if named else more
        if key not in kept:
            kept[key] = read(document, *more, **named)
        return kept[key]

    return once
