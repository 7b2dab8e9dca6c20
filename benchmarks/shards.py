"""PubMed in one index beside the same PubMed in shards behind Ray: time for a question, and how far the orders agree.

    python -m benchmarks.shards [--citations 100000] [--shards 2] [--questions 300]

Citations are made of slices of NFCorpus' abstracts (ACCORD_SHARED names the shared folder), so words are as frequent as
in real ones; questions are the titles of its dev part. Strict questions are two words that must both hold. The cluster is
started and ended here, on this machine; its processes share the cores with everything else.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import os
import random
import secrets
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from accord.connectors.pubmed.build import Builder
from accord.connectors.pubmed.citation import AbstractPart, Citation
from accord.connectors.pubmed.index import ENGINE_VERSION
from accord.connectors.pubmed.load import INDEX, LAYOUT
from accord.connectors.pubmed.question import read_question
from accord.connectors.pubmed.search import Asked, PubmedSearch
from accord.connectors.releases import Draft, Release
from accord.connectors.shards import cluster
from accord.connectors.shards.search import PubmedShards
from accord.connectors.shards.split import split
from accord.errors import Unavailable
from benchmarks.pubmed_quality import EMPTY, nfcorpus

LOT, SLICE, PATIENCE = 5_000, 45, 60.0


def made(count: int, seed: int = 7) -> Iterator[Citation]:
    """Citations whose abstracts are slices of three real ones."""
    chance = random.Random(seed)
    texts = [one.abstract[0].text.split() for one in nfcorpus("dev").citations]
    titles = [one.title for one in nfcorpus("dev").citations if one.title]
    for pmid in range(1, count + 1):
        words = [word for text in chance.choices(texts, k=3) for word in _slice(text, chance)]
        day = dt.date(chance.randint(1990, 2025), chance.randint(1, 12), 1)
        title = " ".join(_slice(chance.choice(titles).split(), chance, 8))
        yield replace(EMPTY, pmid=pmid, title=title, abstract=(AbstractPart("", " ".join(words)),), published=day)


def _slice(words: list[str], chance: random.Random, size: int = SLICE) -> list[str]:
    begin = chance.randint(0, max(0, len(words) - size))
    return words[begin : begin + size]


def load(count: int) -> Release:
    """A PubMed release of made citations in the data folder of this run."""
    draft = Draft(INDEX, "2026-01-01", "made")
    builder, citations = Builder(draft.folder, 0), made(count)
    while lot := list(itertools.islice(citations, LOT)):
        builder.write(lot)
    builder.commit()
    held = builder.finish()
    (draft.folder / "loaded.json").write_text("{}")
    return draft.publish(
        Release(INDEX, draft.name, draft.folder, LAYOUT, dt.datetime.now(dt.UTC), dt.date(2026, 1, 1), "made",
                counts={"citations": held}, engines={"tantivy": ENGINE_VERSION})
    )  # fmt: skip


def measure(search: Callable[[Asked], Any], questions: Sequence[Asked]) -> tuple[list[list[int]], list[float]]:
    """The PMIDs found for each question, and milliseconds."""
    for asked in questions[:20]:
        search(asked)
    found: list[list[int]] = []
    times: list[float] = []
    for asked in questions:
        begun = time.perf_counter()
        hits = search(asked).hits
        times.append((time.perf_counter() - begun) * 1_000)
        found.append([hit.pmid for hit in hits])
    return found, times


def report(name: str, one: PubmedSearch, shards: PubmedShards, questions: Sequence[Asked]) -> None:
    """Both ways, side by side."""
    whole, alone = measure(lambda asked: one.search(asked, 10), questions)
    parts, together = measure(lambda asked: shards.search(asked, 10), questions)
    pairs = [(set(a), set(b)) for a, b in zip(whole, parts, strict=True) if a]
    overlap = sum(len(a & b) for a, b in pairs) / sum(len(a) for a, _ in pairs)
    first = sum(a[:1] == b[:1] for a, b in zip(whole, parts, strict=True) if a) / len(pairs)
    print(f"{name:<14} one index p50 {_p(alone, 50):6.1f} p99 {_p(alone, 99):6.1f} ms | "
          f"shards p50 {_p(together, 50):6.1f} p99 {_p(together, 99):6.1f} ms | "
          f"first 10 shared {overlap:6.1%}, same first {first:6.1%}, {len(pairs)} questions with hits")  # fmt: skip


def _p(times: Sequence[float], percent: int) -> float:
    return statistics.quantiles(times, n=100)[percent - 1]


def questions_of(count: int) -> tuple[list[Asked], list[Asked]]:
    """Plain words, and two words that must both hold."""
    asked = list(nfcorpus("dev").questions.values())[:count]
    titles = [" ".join(word for word in title.split() if word.isalnum()) for title in asked]
    plain = [Asked(read_question(title.lower())) for title in titles]
    pairs = [[word for word in title.split() if word.isalpha() and len(word) > 3][:2] for title in titles]
    strict = [Asked(read_question(f"{a}[tiab] AND {b}[tiab]")) for a, b in (pair for pair in pairs if len(pair) == 2)]
    return plain, strict


def start_ray(folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    """A head of its own, as an operator starts it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    line = f"start --head --block --port={address.partition(':')[2]} --temp-dir={folder} --num-cpus=2"
    line += " --object-store-memory=80000000 --include-dashboard=false --disable-usage-stats"
    log = (folder / "head.log").open("wb")
    command = [str(Path(sys.executable).with_name("ray")), *line.split()]
    return subprocess.Popen(command, start_new_session=True, stdout=log, stderr=subprocess.STDOUT), address


def wait_for(address: str) -> None:
    """Until the head answers."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            cluster.connect(address)
        except Unavailable:
            if time.monotonic() > end:
                raise
            time.sleep(0.3)
        else:
            return


def main() -> None:
    """Builds, splits, starts, measures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--citations", type=int, default=100_000)
    parser.add_argument("--shards", type=int, default=2)
    parser.add_argument("--questions", type=int, default=300)
    told = parser.parse_args()
    home = Path(tempfile.mkdtemp(prefix="ray"))
    os.environ |= {"ACCORD_DATA": str(home / "data"), "RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": secrets.token_hex(32)}
    begun = time.perf_counter()
    release = load(told.citations)
    loaded = time.perf_counter()
    split(told.shards)
    print(f"{told.citations:,} citations: built in {loaded - begun:.1f} s, "
          f"split into {told.shards} in {time.perf_counter() - loaded:.1f} s")  # fmt: skip
    head, address = start_ray(home)
    try:
        wait_for(address)
        cluster.start(address, home / "data")
        plain, strict = questions_of(told.questions)
        one, shards = PubmedSearch(release.folder), PubmedShards(address, home / "data")
        report("plain words", one, shards, plain)
        report("both words", one, shards, strict)
    finally:
        cluster.ray().shutdown()
        os.killpg(head.pid, signal.SIGKILL)
        head.wait()
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
