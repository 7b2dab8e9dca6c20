"""What one process does for one shard: opens the release that a caller names, searches it, gives its citations.

Each question comes with the release's name: while releases are swapped, all shards answer from the same one.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from pathlib import Path
from threading import Lock

from tantivy import Occur, Query

from accord.connectors.pubmed.citation import Citation
from accord.connectors.pubmed.reference import Reference, find
from accord.connectors.pubmed.search import Asked, Found, PubmedSearch, Scored
from accord.connectors.releases import index_folder
from accord.connectors.shards.split import INDEX, shard_folder
from accord.errors import Unavailable

RELEASES_HELD = 2


class Shard:
    """One shard, of whichever release is asked for; the last two stay open, so that a swap disturbs no question."""

    def __init__(self, data: str, number: int) -> None:
        """data -- the site's folder on the machine where this runs."""
        self.data, self.number = Path(data), number
        self._open: OrderedDict[str, PubmedSearch] = OrderedDict()
        self._lock = Lock()

    def search(self, release: str, asked: Asked, most: int) -> Found:
        """The best hits of this shard. Raises Invalid where a term cannot be searched, Unavailable."""
        return self._at(release).search(asked, most)

    def first_look(self, release: str, asked: Asked, most: int) -> tuple[Scored, ...]:
        """The best of this shard by plain words."""
        return self._at(release).first_look(asked, most)

    def second_look(
        self, release: str, asked: Asked, best: tuple[int, ...], model: tuple[Citation, ...]
    ) -> tuple[Scored, ...]:
        """The best of all shards that stand in this one, in a better order, as the first few of all are."""
        return self._at(release).second_look(asked, best, model)

    def citations(self, release: str, pmids: tuple[int, ...]) -> dict[int, Citation]:
        """Those of the citations that stand in this shard."""
        return self._at(release).documents.get(pmids)

    def similar(self, release: str, citation: Citation, most: int) -> tuple[Scored, ...]:
        """Citations of this shard that share the telling words of one."""
        search = self._at(release)
        terms = search.ranker.telling(citation)
        return search.run(search.ranker.any_of(terms), most) if terms else ()

    def citing(self, release: str, pmid: int, most: int) -> tuple[Scored, ...]:
        """Citations of this shard whose reference list has the PMID."""
        search = self._at(release)
        return search.run(Query.term_query(search.index.schema, "cites", pmid), most)

    def with_value(self, release: str, field: str, value: str) -> tuple[Scored, ...]:
        """The citation of this shard with that DOI or PMCID."""
        search = self._at(release)
        return search.run(Query.boolean_query([(Occur.Must, search.matcher.value(field, value))]), 1)

    def alike(self, release: str, references: tuple[Reference, ...]) -> tuple[tuple[int, ...], ...]:
        """For each reference the citations of this shard that it may mean."""
        search = self._at(release)
        return tuple(tuple(hit.pmid for hit in find(search, reference).items) for reference in references)

    def ready(self, release: str) -> int:
        """Opens the release; gives the number of this process. Raises Unavailable when the shard is not here."""
        self._at(release)
        return os.getpid()

    def _at(self, release: str) -> PubmedSearch:
        with self._lock:
            if release not in self._open:
                folder = shard_folder(index_folder(INDEX, self.data) / release, self.number)
                if not folder.is_dir():
                    raise Unavailable(f"Shard {self.number} of {release} is not on this machine.", f"Copy it to {folder}.")  # fmt: skip
                self._open[release] = PubmedSearch(folder)
                while len(self._open) > RELEASES_HELD:
                    self._open.popitem(last=False)
            self._open.move_to_end(release)
            return self._open[release]
