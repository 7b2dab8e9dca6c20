"""A checklist: what published coverage documents ask of a service that no policy decides. Nobody has judged any of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from accord.dossier.plain import WHEN_FILLED
from accord.errors import Invalid
from accord.records.places import AnyPlace


@dataclass(frozen=True)
class Cited:
    """Words of a published document, and where they stand.

    document -- its id in the coverage database; section -- under its official name; start, end -- code points of the section.
    """

    document: str
    version: int
    section: str
    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not self.text.strip() or self.end - self.start != len(self.text):
            raise Invalid(f"The words cited from {self.document} do not fill their place.")


@dataclass(frozen=True)
class Candidate:
    """A passage of the record that may bear on an item or a criterion. It is no evidence yet.

    shared -- the words they share; meaning -- how near they are in meaning, 0 where that was not searched.
    """

    place: AnyPlace
    shared: tuple[str, ...]
    meaning: float = field(default=0.0, metadata=WHEN_FILLED)


@dataclass(frozen=True)
class ChecklistItem:
    """One requirement as published, what it stands under ('' for nothing), and the nearest passages of the record."""

    cited: Cited
    under: str = ""
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True)
class ChecklistDocument:
    """A coverage document that speaks of the service, why it was taken, and its items in their order.

    kind  -- ncd, lcd or article; effective -- its first day, '' when not stated.
    more  -- how many further items it holds that are not shown.
    note  -- why it has no items; '' where it has.
    """

    id: str
    kind: str
    version: int
    title: str
    effective: str
    url: str
    why: str
    items: tuple[ChecklistItem, ...] = ()
    more: int = 0
    note: str = ""


@dataclass(frozen=True)
class Checklist:
    """For one service: the documents with their items, or why there are none and what to do.

    code -- the service, as requested.
    """

    code: str
    documents: tuple[ChecklistDocument, ...] = ()
    note: str = ""
    remedy: str = ""

    @property
    def items(self) -> tuple[ChecklistItem, ...]:
        """All items of all documents."""
        return tuple(item for document in self.documents for item in document.items)
