"""Splits the PubMed release that answers into shards: each a release folder of the same kind, with the same files.

<data>/releases/pubmed-shards/2026-02-01-of-2/shard-0/, shard-1/, shards.json

A citation stands in shard `pmid modulo count`: neighbours in time are spread evenly, so word frequencies of the shards
are alike. All shards of a day are one release, so they are swapped together.
"""

from __future__ import annotations

import heapq
import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path

from accord.connectors import releases
from accord.connectors.pubmed.build import HEAP, LEARNT_FROM, LOT
from accord.connectors.pubmed.documents import Documents, Press, create_part, parts, shared_words
from accord.connectors.pubmed.index import create, document
from accord.connectors.releases import MANIFEST, Draft, Release
from accord.connectors.syncing import Built, Inputs, Progress, sync, unheard
from accord.errors import Invalid, Unavailable

SOURCE = "pubmed"
INDEX = "pubmed-shards"
LAYOUT = 2
SHARDS = "shards.json"
MOST = 512


def shard_folder(release: Path, number: int) -> Path:
    """Where one shard of a release stands."""
    return release / f"shard-{number}"


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many citations each shard of a release holds. What a caller needs to say which part was not searched."""

    release: str
    citations: tuple[int, ...]

    @property
    def total(self) -> int:
        """Citations of all shards."""
        return sum(self.citations)


def sizes(data: Path | None = None) -> Sizes | None:
    """Of the release that answers; None when PubMed is not split. Raises Unavailable when it is damaged."""
    release = releases.current(INDEX, data)
    if release is None:
        return None
    try:
        told: list[int] = json.loads((release.folder / SHARDS).read_text("utf-8"))
        return Sizes(release.name, tuple(told))
    except (OSError, ValueError, TypeError) as fault:
        raise Unavailable(
            f"The shards of {release.name} are damaged ({type(fault).__name__}).", "Split PubMed again."
        ) from fault


class ShardsLoader:
    """Makes the shards of a PubMed release; interrupted, it goes on with the shard that is not whole."""

    index = INDEX
    title = "PubMed in shards"
    wants = "a release folder of PubMed"

    def __init__(self, count: int, stale_after_days: int = 45) -> None:
        """Raises Invalid for a count of no use."""
        if not 2 <= count <= MOST:
            raise Invalid(f"{count} shards cannot be made.", f"Choose 2 to {MOST}.")
        self.count = count
        self.layout = LAYOUT * 1_000 + count  # another count is another layout
        self.stale_after_days = stale_after_days

    def fetch(self, into: Path, progress: Progress) -> None:
        """Nothing is fetched: the shards are made of a release. Raises Invalid."""
        raise Invalid("Shards are made of a PubMed release.", "Load it first: accord sync pubmed.")

    def inputs(self, folder: Path) -> Inputs:
        """The manifest of the release stands for its files."""
        whole = releases.read_release(folder)
        return Inputs((folder / MANIFEST,), whole.as_of, f"{whole.name}-of-{self.count}", whole.source, whole.url)

    def build(self, inputs: Inputs, draft: Draft, progress: Progress) -> Built:
        """One shard after the other."""
        whole = releases.read_release(inputs.files[0].parent)
        for number in range(self.count):
            step = f"shard {number}"
            if not draft.done(step):
                draft.finish(step, _make(whole, shard_folder(draft.folder, number), number, self.count, progress))
        held = [int(str(draft.note(f"shard {number}"))) for number in range(self.count)]
        _check_sum(whole, sum(held))
        (draft.folder / SHARDS).write_text(json.dumps(held))
        return Built({"citations": sum(held)}, whole.engines, whole.notice)


def split(count: int, progress: Progress = unheard) -> Release:
    """Splits the PubMed release that answers, and lets the shards of it answer from now on.

    Raises Unavailable when no PubMed is loaded, Conflict when another split is running.
    """
    whole = releases.current(SOURCE)
    if whole is None:
        raise Unavailable("PubMed is not loaded, so it cannot be split.", "Load it first: accord sync pubmed.")
    return sync(ShardsLoader(count), whole.folder, progress)


def _make(whole: Release, folder: Path, number: int, count: int, progress: Progress) -> int:
    shutil.rmtree(folder, ignore_errors=True)  # what an interruption left of it
    index = create(folder / "index")
    writer = index.writer(HEAP, 2)
    documents = Documents(whole.folder)
    pmids = pmids_of(whole.folder, number, count)
    first = list(islice(pmids, LEARNT_FROM))
    words = shared_words(documents.get(first).values())
    press, done = Press(words), 0
    with closing(create_part(folder, 0, words)) as part:
        lot = first
        while lot:
            versions, found = documents.versions(lot), documents.get(lot)
            for one in found.values():
                writer.add_document(document(one))
            rows = [(one.pmid, versions[one.pmid], press.pack(one)) for one in found.values()]
            part.executemany("INSERT INTO document VALUES (?, ?, ?)", rows)
            done += len(rows)
            progress(f"making shard {number + 1} of {count}", done, None, "citations")
            lot = list(islice(pmids, LOT))
        part.commit()
    writer.commit()
    writer.wait_merging_threads()
    documents.close()
    return done


def pmids_of(folder: Path, number: int, count: int) -> Iterator[int]:
    """The PMIDs of one shard, each once and in order, though several parts of documents may hold it."""
    with ExitStack() as stack:
        files = [
            stack.enter_context(closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)))
            for path in parts(folder)
        ]
        asked = "SELECT pmid FROM document WHERE pmid % ? = ? ORDER BY pmid"
        every = stack.enter_context(closing(heapq.merge(*(file.execute(asked, (count, number)) for file in files))))
        yield from (pmid for (pmid,), _ in groupby(every))


def _check_sum(whole: Release, held: int) -> None:
    if held != whole.counts.get("citations", held):
        raise Invalid(
            f"The shards hold {held:,} citations, the release {whole.name} {whole.counts['citations']:,}.",
            "Nothing was changed; load PubMed again.",
        )
