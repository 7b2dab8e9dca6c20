"""The published passage behind a criterion, from a coverage store where one is loaded; never kept in a policy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from accord.policies.model import Policy, Source


class CoverageStore(Protocol):
    """Published coverage texts, by source and section."""

    def passage(self, source: Source, section: str) -> str | None:
        """The words of the section, or None when the store does not hold them."""
        ...


@dataclass(frozen=True)
class Passage:
    """Where a criterion stands in the published text, and its words when a store holds them."""

    source: Source
    section: str
    words: str | None
    note: str


def passage(policy: Policy, key: str, store: CoverageStore | None = None) -> Passage:
    """The passage behind a criterion; its note says 'not loaded' when no store holds it. Raises NotFound."""
    criterion = policy.criterion(key)
    source = policy.sources[criterion.source]
    words = store.passage(source, criterion.section) if store else None
    return Passage(source, criterion.section, words, "" if words else "not loaded")
