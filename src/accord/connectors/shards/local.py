"""PubMed's local side where it is split: the same questions, the same answers, asked of all shards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from accord.connectors import releases
from accord.connectors.answer import Provenance
from accord.connectors.pubmed.answers import Matches, RelatedBy
from accord.connectors.pubmed.citation import Citation
from accord.connectors.pubmed.load import STALE_AFTER_DAYS
from accord.connectors.pubmed.local import Local
from accord.connectors.pubmed.reference import Reference, judged
from accord.connectors.pubmed.search import Asked, PubmedSearch, Scored
from accord.connectors.releases import Release, provenance
from accord.connectors.shards.merging import ShardsFound
from accord.connectors.shards.search import PubmedShards, opened
from accord.connectors.shards.split import INDEX
from accord.errors import Unavailable
from accord.settings import Settings, settings

MOST_CITING = 10_000


class Asking:
    """One question to the shards, which remembers what a reader must know of the answer."""

    def __init__(self, shards: PubmedShards) -> None:
        self.shards, self.notice = shards, ""

    def search(self, asked: Asked, limit: int, offset: int = 0) -> ShardsFound:
        """As PubmedSearch.search."""
        found = self.shards.search(asked, limit, offset)
        self.notice = found.notice
        return found

    @property
    def documents(self) -> Asking:
        """As PubmedSearch.documents."""
        return self

    def get(self, pmids: Sequence[int]) -> dict[int, Citation]:
        """As Documents.get. Raises Unavailable when a shard that would know does not answer."""
        return self.shards.citations(pmids) if pmids else {}

    def each(self, name: str, *arguments: object) -> list[Any]:
        """What a method of Shard gives for each shard that answers."""
        answers, self.notice = self.shards.each(name, *arguments)
        return answers


class ShardsLocal(Local):
    """Answers from the shards of one release, for one question. What did not answer stands in the provenance."""

    def __init__(self, release: Release, shards: PubmedShards) -> None:  # pyright: ignore[reportMissingSuperCall]
        self.release = release
        self.asking = Asking(shards)
        self.search_in = cast(PubmedSearch, self.asking)

    def match(self, references: Sequence[Reference]) -> Matches:
        """What each reference means."""
        answers: list[tuple[tuple[int, ...], ...]] = self.asking.each("alike", tuple(references))
        likely = [[pmid for shard in answers for pmid in shard[number]] for number in range(len(references))]
        found = self.asking.get([pmid for pmids in likely for pmid in pmids])
        told = zip(references, likely, strict=True)
        return Matches(tuple(judged(ref, [found[pmid] for pmid in pmids]) for ref, pmids in told), self.says())

    def says(self, notice: str = "") -> Provenance:
        """Source, release and age, and which part of PubMed did not answer."""
        told = " ".join(part for part in (self.asking.notice, notice) if part)
        return provenance(self.release, STALE_AFTER_DAYS, notice=told)

    def _similar(self, citation: Citation, limit: int) -> tuple[Scored, ...]:
        hits = [hit for shard in self.asking.each("similar", citation, limit + 1) for hit in shard]
        best = sorted(hits, key=lambda hit: (-hit.score, -hit.published, -hit.pmid))
        return tuple(hit for hit in best if hit.pmid != citation.pmid)[:limit]

    def _linked(self, citation: Citation, by: RelatedBy) -> list[int]:
        if by is not RelatedBy.CITED_BY:
            return super()._linked(citation, by)
        hits = [hit for shard in self.asking.each("citing", citation.pmid, MOST_CITING) for hit in shard]
        return [hit.pmid for hit in sorted(hits, key=lambda hit: (-hit.published, -hit.pmid))]

    def _by_id(self, text: str) -> Citation | None:
        if text.isdigit():
            return self.asking.get([int(text)]).get(int(text))
        name, value = self._id(text)
        pmids = [hit.pmid for shard in self.asking.each("with_value", name, value) for hit in shard][:1]
        if not pmids and self.asking.notice:
            raise Unavailable("A part of PubMed that may know this id does not answer.", "Try again shortly.")
        return self.asking.get(pmids).get(pmids[0]) if pmids else None


def configured(site: Settings | None = None) -> ShardsLocal | None:
    """What answers where the setting 'shards' names a cluster; None where PubMed is one index.

    Raises Unavailable when the cluster does not answer or PubMed is not split.
    """
    site = site or settings()
    if not site.shards:
        return None
    shards = opened(site.shards, site.data)
    release = releases.current(INDEX, site.data)
    if release is None:
        raise Unavailable("PubMed is not split.", "Run 'python -m accord.connectors.shards split --count 2'.")
    return ShardsLocal(release, shards)
