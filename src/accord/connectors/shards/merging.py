"""Many answers as one: hits in one order, totals added, and how much of PubMed did not answer."""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from accord.connectors.pubmed.search import Found, Scored


@dataclass(frozen=True, slots=True)
class ShardsFound:
    """Hits of all shards that answered, best first.

    total    -- None where it was not counted, and where a shard is missing: then nobody knows it.
    missing  -- shards that did not answer; searched, citations -- of how many citations were how many searched.
    """

    hits: tuple[Scored, ...]
    total: int | None
    release: str
    missing: tuple[int, ...]
    searched: int
    citations: int
    widened: bool = False

    @property
    def whole(self) -> bool:
        """Did every shard answer?"""
        return not self.missing

    @property
    def notice(self) -> str:
        """What a reader must know; empty when every shard answered."""
        return incomplete(len(self.missing), self.citations - self.searched, self.citations)


def incomplete(parts: int, not_searched: int, citations: int) -> str:
    """What a reader must know when so many parts did not answer."""
    if not parts:
        return ""
    share = 100 * not_searched / citations if citations else 100.0
    return (
        f"Incomplete: {parts} part{'s' * (parts > 1)} of PubMed did not answer, "
        f"{not_searched:,} of {citations:,} citations ({share:.0f} %) were not searched."
    )


def merged(
    answers: Mapping[int, Found], sizes: tuple[int, ...], release: str, limit: int, offset: int = 0
) -> ShardsFound:
    """The hits number offset+1 to offset+limit of all; answers -- by shard, each from its first hit on."""
    order = heapq.merge(*(found.hits for found in answers.values()), key=_place)
    missing = tuple(number for number in range(len(sizes)) if number not in answers)
    totals = [found.total for found in answers.values()]
    known = [total for total in totals if total is not None]
    total = sum(known) if not missing and len(known) == len(totals) else None
    searched = sum(sizes[number] for number in answers)
    hits = tuple(islice(order, offset, offset + limit))
    widened = any(found.widened for found in answers.values())
    return ShardsFound(hits, total, release, missing, searched, sum(sizes), widened)


def _place(hit: Scored) -> tuple[float, int, int]:
    """By score; where there is none (sorted by date) or they are equal, the newest first."""
    return -hit.score, -hit.published, -hit.pmid
