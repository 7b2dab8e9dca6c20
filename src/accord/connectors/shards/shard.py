"""What one process does for one shard: opens the release that a caller names, searches it, gives its citations."""

from __future__ import annotations

import os
from collections import OrderedDict
from pathlib import Path
from threading import Lock

from accord.connectors.pubmed.citation import Citation
from accord.connectors.pubmed.search import Asked, Found, PubmedSearch
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

    def citations(self, release: str, pmids: tuple[int, ...]) -> dict[int, Citation]:
        """Those of the citations that stand in this shard."""
        return self._at(release).documents.get(pmids)

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
