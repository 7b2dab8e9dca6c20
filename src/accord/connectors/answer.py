"""What every answer of a connector says about itself: where it comes from, of which release, how old it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Backend(StrEnum):
    """Which side answered: the local index, the live service, or an answer of the live service that was kept."""

    LOCAL = "local"
    LIVE = "live"
    CACHE = "cache"


class Ask(StrEnum):
    """Whom to ask. AUTO: the local index where one is loaded, else the live service where a setting allows its host."""

    AUTO = "auto"
    LOCAL = "local"
    LIVE = "live"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Source, release and age of an answer.

    as_of    -- the day that the data describe; None when the source does not say.
    age_days -- from as_of (local) or retrieved_at (live, cache) to today.
    stale    -- older than the source's rhythm of publication allows for.
    notice   -- what a reader must know besides: a licence, a part that is not loaded.
    """

    source: str
    backend: Backend
    release: str = ""
    as_of: dt.date | None = None
    retrieved_at: dt.datetime | None = None
    age_days: int | None = None
    stale: bool = False
    url: str = ""
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of hits, best first. total is None when it was not counted; next is empty on the last page."""

    items: tuple[T, ...]
    total: int | None
    total_is_lower_bound: bool
    next: str
    provenance: Provenance
