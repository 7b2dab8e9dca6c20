"""The published passage behind a criterion, and whether a policy's sources still read as when it was written.

The words come from a coverage store where one is loaded; they are never kept in a policy, only their digest.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from accord.policies.cited import cited
from accord.policies.model import Policy, Source


@dataclass(frozen=True)
class Published:
    """What a store holds of a source's document: its newest version, and digests of the sections asked for.

    A section without words in the store has no digest.
    """

    version: str
    effective: dt.date | None
    retired: bool
    digests: Mapping[str, str] = field(default_factory=dict[str, str])


class CoverageStore(Protocol):
    """Published coverage texts, by source and section."""

    def passage(self, source: Source, section: str) -> str | None:
        """The words of the section, or None when the store does not hold them."""
        ...

    def published(self, source: Source) -> Published | None:
        """The document that a source names, or None when the store does not hold it."""
        ...

    def holds_kind(self, source: Source) -> bool:
        """Does the store hold documents of that kind at all, so that one it lacks is missing?"""
        ...


class Standing(StrEnum):
    """How a source stands to what is published.

    CURRENT       -- the words are those that the policy was written against.
    UNRECORDED    -- the version is the same; no digest is recorded, or the store has no words to compare.
    NEWER_VERSION -- a newer version is published, and whether its words differ is not known.
    OLDER_VERSION -- the store holds only an older version, so nothing can be said.
    CHANGED       -- the published words are others.
    RETIRED       -- the document is no longer in force.
    MISSING       -- the store holds documents of this kind, and not this one.
    NOT_LOADED    -- no store is loaded, or none with documents of this kind.
    ELSEWHERE     -- the source is no document of the coverage database.
    """

    CURRENT = "current"
    UNRECORDED = "unrecorded"
    NEWER_VERSION = "newer_version"
    OLDER_VERSION = "older_version"
    CHANGED = "changed"
    RETIRED = "retired"
    MISSING = "missing"
    NOT_LOADED = "not_loaded"
    ELSEWHERE = "elsewhere"


STALE = frozenset({Standing.CHANGED, Standing.NEWER_VERSION, Standing.RETIRED})
IN_DOUBT = STALE | {Standing.MISSING}


@dataclass(frozen=True)
class SourceStanding:
    """One source of a policy. published -- the version that the store holds; changed -- sections with other words."""

    source: Source
    standing: Standing
    published: str = ""
    changed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Passage:
    """Where a criterion stands in the published text, and its words when a store holds them."""

    source: Source
    section: str
    words: str | None
    note: str


def passage(policy: Policy, key: str, store: CoverageStore | None = None) -> Passage:
    """The passage behind a criterion; its note says 'not loaded' when no store holds it, 'not found' when the
    section holds nothing that the criterion could rest on. Raises NotFound."""
    criterion = policy.criterion(key)
    source = policy.sources[criterion.source]
    held = store.passage(source, criterion.section) if store else None
    words = cited(held, criterion.section, criterion.question, criterion.text) if held else None
    note = "" if words else "not found" if held else "not loaded"
    return Passage(source, criterion.section, words, note)


def check_sources(policy: Policy, store: CoverageStore | None) -> tuple[SourceStanding, ...]:
    """How each source that a policy's criteria rest on stands to what is published now."""
    used = dict.fromkeys(criterion.source for criterion in policy.criteria.values())
    return tuple(_standing(policy.sources[key], store) for key in used if key in policy.sources)


def is_stale(standings: tuple[SourceStanding, ...]) -> bool:
    """Has the policy to be read again against what is published?"""
    return any(one.standing in STALE for one in standings)


def _standing(source: Source, store: CoverageStore | None) -> SourceStanding:
    if not source.document:
        return SourceStanding(source, Standing.ELSEWHERE)
    if store is None or not store.holds_kind(source):
        return SourceStanding(source, Standing.NOT_LOADED)
    published = store.published(source)
    if published is None:
        return SourceStanding(source, Standing.MISSING)
    if published.retired:
        return SourceStanding(source, Standing.RETIRED, published.version)
    return _compared(source, published)


def _compared(source: Source, published: Published) -> SourceStanding:
    """An older version is not compared: the policy was written against one that came after it."""
    ahead = _number(published.version) - _number(source.version)
    if ahead < 0:
        return SourceStanding(source, Standing.OLDER_VERSION, published.version)
    recorded = dict(source.digests)
    changed = tuple(name for name, digest in recorded.items() if published.digests.get(name, digest) != digest)
    if changed:
        return SourceStanding(source, Standing.CHANGED, published.version, changed)
    if recorded and all(name in published.digests for name in recorded):
        return SourceStanding(source, Standing.CURRENT, published.version)
    return SourceStanding(source, Standing.NEWER_VERSION if ahead else Standing.UNRECORDED, published.version)


def _number(version: str) -> int:
    digits = "".join(sign for sign in version if sign.isdigit())
    return int(digits) if digits else 0
