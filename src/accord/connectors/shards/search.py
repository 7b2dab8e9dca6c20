"""Asks all shards at once and merges what they say; one that does not answer in time is named, never passed over."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from accord.connectors.pubmed.citation import Citation
from accord.connectors.pubmed.question import Ranked
from accord.connectors.pubmed.ranking import CHOSEN
from accord.connectors.pubmed.search import Asked, Found, Scored, Sort
from accord.connectors.shards.cluster import NAMESPACE, actor_name, connect
from accord.connectors.shards.merging import ShardsFound, incomplete, merged
from accord.connectors.shards.split import Sizes, sizes
from accord.errors import AccordError, Unavailable

SECONDS = 2.0
LOOKED_FOR_AGAIN = 1.0


class Remote:
    """The way to one shard. One that failed is not waited for again until it has answered a knock."""

    def __init__(self, cluster: Any, name: str) -> None:
        self.cluster, self.name = cluster, name
        self.actor: Any = None
        self.knock: Any = None
        self.looked_at = -LOOKED_FOR_AGAIN

    def ask(self, call: Callable[[Any], Any], release: str) -> Any:
        """A promise of the answer, or None while the shard is down."""
        return call(self.actor) if self._up(release) else None

    def failed(self, release: str, gone: bool) -> None:
        """It did not answer. gone -- it is dead for good, and one of the same name has to be looked for."""
        self.knock = None if gone else self.actor.ready.remote(release)
        if gone:
            self.actor = None

    def _up(self, release: str) -> bool:
        if self.actor is None:
            return self._look_for(release)
        knock = self.knock
        if knock is None:
            return True
        answered, _ = self.cluster.wait([knock], timeout=0)
        if not answered:
            return False
        try:
            self.cluster.get(knock)
        except self.cluster.exceptions.RayError as fault:
            self.failed(release, isinstance(fault, self.cluster.exceptions.ActorDiedError))
            return False
        self.knock = None
        return True

    def _look_for(self, release: str) -> bool:
        if time.monotonic() - self.looked_at < LOOKED_FOR_AGAIN:
            return False
        self.looked_at = time.monotonic()
        try:
            self.actor = self.cluster.get_actor(self.name, NAMESPACE)
        except ValueError:
            return False
        return True


class PubmedShards:
    """PubMed searched through its shards, with the questions and hits of a release searched in one piece.

    Each shard ranks by its own word frequencies. They differ little between large shards, and not at all for questions
    with tags; the order of near equals may differ from that of one index.
    """

    def __init__(self, address: str, data: Path, seconds: float = SECONDS) -> None:
        """address -- of the Ray cluster, 'host:port'; data -- the site's folder here. Raises Unavailable."""
        self.cluster, self.data, self.seconds = connect(address), data, seconds
        self._remotes: dict[int, tuple[Remote, ...]] = {}

    def search(self, asked: Asked, limit: int, offset: int = 0) -> ShardsFound:
        """Hits number offset+1 to offset+limit. Raises Invalid where a term cannot be searched, Unavailable when no
        shard answers."""
        held = self.held()
        if isinstance(asked.node, Ranked) and asked.sort is not Sort.DATE:
            return self._ranked(held, asked, limit, offset)
        answers: Mapping[int, Found] = self._all(
            held, lambda actor: actor.search.remote(held.release, asked, offset + limit)
        )
        return merged(answers, held.citations, held.release, limit, offset)

    def each(self, name: str, *arguments: object) -> tuple[list[Any], str]:
        """What a method of Shard gives for each shard, and what a reader must know where some did not answer.

        Raises as search does.
        """
        held = self.held()
        answers = self._all(held, lambda actor: getattr(actor, name).remote(held.release, *arguments))
        lost = [number for number in range(len(held.citations)) if number not in answers]
        missing = sum(held.citations[number] for number in lost)
        return list(answers.values()), incomplete(len(lost), missing, held.total)

    def citations(self, pmids: Sequence[int]) -> dict[int, Citation]:
        """Those of the citations that are there. Raises Unavailable when a shard that would know does not answer."""
        held = self.held()
        found, silent = self._citations(held, pmids)
        if silent:
            raise Unavailable("A part of PubMed that would know these citations does not answer.", "Try again shortly.")  # fmt: skip
        return found

    def _citations(self, held: Sizes, pmids: Sequence[int]) -> tuple[dict[int, Citation], int]:
        """Citations, and how many shards that would know some do not answer."""
        wanted = {pmid % len(held.citations) for pmid in pmids}
        answers: Mapping[int, dict[int, Citation]] = self._all(
            held, lambda actor: actor.citations.remote(held.release, tuple(pmids)), wanted
        )
        return {pmid: one for found in answers.values() for pmid, one in found.items()}, len(wanted) - len(answers)

    @property
    def size(self) -> int:
        """How many citations the shards hold, those that do not answer included."""
        return self.held().total

    def held(self) -> Sizes:
        """The release that answers. Raises Unavailable when PubMed is not split."""
        held = sizes(self.data)
        if held is None:
            raise Unavailable("PubMed is not split.", "Run 'python -m accord.connectors.shards split --count 2'.")
        return held

    def _ranked(self, held: Sizes, asked: Asked, limit: int, offset: int) -> ShardsFound:
        """As one index does it, in two rounds: the best of all, then these in a better order, as the first of all are."""
        most = max(CHOSEN.window, offset + limit)
        looked: Mapping[int, tuple[Scored, ...]] = self._all(
            held, lambda actor: actor.first_look.remote(held.release, asked, most)
        )
        first = merged(_found(looked), held.citations, held.release, most)
        best = tuple(hit.pmid for hit in first.hits[: CHOSEN.window])
        if not best:
            return replace(first, total=0 if first.whole else None)
        model = tuple(self._citations(held, best[: CHOSEN.feedback_citations])[0].values())
        again: Mapping[int, tuple[Scored, ...]] = self._all(
            held, lambda actor: actor.second_look.remote(held.release, asked, best, model)
        )
        answered = {number: hits for number, hits in again.items() if number in looked}
        told = merged(_found(answered), held.citations, held.release, CHOSEN.window)
        hits = (*told.hits, *first.hits[CHOSEN.window :])[offset : offset + limit]
        return replace(told, hits=hits, widened=0 < len(best) < CHOSEN.few)

    def _all(self, held: Sizes, call: Callable[[Any], Any], wanted: set[int] | None = None) -> dict[int, Any]:
        remotes = self._ways(len(held.citations))
        promises = {
            number: promise
            for number, remote in enumerate(remotes)
            if wanted is None or number in wanted
            if (promise := remote.ask(call, held.release)) is not None
        }
        if promises:
            self.cluster.wait(list(promises.values()), num_returns=len(promises), timeout=self.seconds)
        told = {number: self._told(remotes[number], promise, held.release) for number, promise in promises.items()}
        answers = {number: answer for number, answer in told.items() if answer is not None}
        if not answers and wanted is None:
            raise Unavailable("No part of PubMed answers.", "Run 'python -m accord.connectors.shards status'.")
        return answers

    def _told(self, remote: Remote, promise: Any, release: str) -> Any:
        """The answer, or None when there is none. Raises our own errors as they are, but that a shard is not there."""
        faults = self.cluster.exceptions
        try:
            return self.cluster.get(promise, timeout=0)
        except faults.GetTimeoutError:
            self.cluster.cancel(promise)
            remote.failed(release, gone=False)
        except faults.RayTaskError as fault:
            if isinstance(fault.cause, AccordError) and not isinstance(fault.cause, Unavailable):
                raise fault.cause from fault
            remote.failed(release, gone=False)
        except faults.RayError as fault:
            remote.failed(release, gone=isinstance(fault, faults.ActorDiedError))
        return None

    def _ways(self, count: int) -> tuple[Remote, ...]:
        if count not in self._remotes:
            self._remotes[count] = tuple(Remote(self.cluster, actor_name(number, count)) for number in range(count))
        return self._remotes[count]


def _found(hits: Mapping[int, tuple[Scored, ...]]) -> dict[int, Found]:
    return {number: Found(one, None) for number, one in hits.items()}


@cache
def opened(address: str, data: Path) -> PubmedShards:
    """The shards of a cluster, once per process. Raises Unavailable."""
    return PubmedShards(address, data)
