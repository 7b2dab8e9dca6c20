"""Two shards as they run in production: a Ray cluster of its own processes, a token, detached actors; one is killed."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

import pytest

from accord.connectors import releases
from accord.connectors.pubmed import tools
from accord.connectors.pubmed.answers import RelatedBy
from accord.connectors.pubmed.load import PubmedLoader
from accord.connectors.pubmed.question import read_question
from accord.connectors.pubmed.search import Asked, Sort, open_search
from accord.connectors.shards import cluster
from accord.connectors.shards.search import PubmedShards
from accord.connectors.shards.split import INDEX, sizes, split
from accord.connectors.syncing import sync
from accord.errors import Invalid, Unavailable
from accord.settings import settings
from tests.connectors.shards.made import baseline

# Not imported here: Ray reads its token when it is loaded.
pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("ray"),  # one cluster, not one for each worker
    pytest.mark.skipif(find_spec("ray") is None, reason="the extra accord[shards] is not installed"),
]

T = TypeVar("T")
COUNT, KILLED = 300, 1
PATIENCE = 40.0
STRICT = Asked(read_question("asthma[ti] OR insulin[tiab]"))


@dataclass(frozen=True)
class Site:
    """A data folder with PubMed in two shards, and the cluster's address."""

    data: Path
    address: str

    def command(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        """A command of an operator."""
        told = {**os.environ, "ACCORD_DATA": str(self.data), "ACCORD_SHARDS": self.address, **more}
        line = [sys.executable, "-m", "accord.connectors.shards", *words]
        return subprocess.run(line, env=told, capture_output=True, text=True, check=False, timeout=PATIENCE)


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[Site]:
    """Ray as `ray start --head` starts it, with a token, and nothing else in its folder."""
    data, short = tmp_path_factory.mktemp("shards") / "data", Path(tempfile.mkdtemp(prefix="ray", dir="/tmp"))
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ACCORD_DATA", str(data))
        patch.setenv("RAY_AUTH_MODE", "token")
        patch.setenv("RAY_AUTH_TOKEN", secrets.token_hex(32))
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        sync(PubmedLoader(), baseline(data.parent / "in", COUNT).parent)
        split(2)
        line = f"start --head --block --port={address.partition(':')[2]} --temp-dir={short} --num-cpus=2"
        line += " --object-store-memory=80000000 --include-dashboard=false --disable-usage-stats"
        log = (short / "head.log").open("wb")
        head = subprocess.Popen([str(Path(sys.executable).with_name("ray")), *line.split()], start_new_session=True,
                                stdout=log, stderr=subprocess.STDOUT)  # fmt: skip
        try:
            _until(lambda: cluster.connect(address))
            made = Site(data, address)
            begun = made.command("start")
            assert begun.returncode == 0, begun.stderr
            yield made
        finally:
            cluster.ray().shutdown()
            os.killpg(head.pid, signal.SIGKILL)
            head.wait()
            log.close()
            shutil.rmtree(short, ignore_errors=True)


def _until(attempt):
    """Its first result without an error, within PATIENCE."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return attempt()
        except Unavailable:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def _found(answer) -> set[int]:
    return {hit.pmid for hit in answer.hits}


@pytest.fixture
def shards(site) -> PubmedShards:
    found = PubmedShards(site.address, site.data)
    _until(lambda: _whole(found))
    return found


def _whole(shards: PubmedShards) -> None:
    if not shards.search(STRICT, 1).whole:
        raise Unavailable("not yet")


def test_the_shards_together_find_what_the_whole_finds(site, shards):
    one = open_search(_release(site, "pubmed").folder).search(STRICT, COUNT)
    told = shards.search(STRICT, COUNT)
    assert (told.total, _found(told), told.notice) == (one.total, _found(one), "")
    assert (told.searched, told.citations, shards.size) == (COUNT, COUNT, COUNT)
    pages = [shards.search(STRICT, 10, offset).hits for offset in (0, 10, 20)]
    assert tuple(hit for page in pages for hit in page) == told.hits[:30]


def test_citations_come_from_the_shards_that_hold_them(shards):
    pmids = (1_003, 1_004, 1_003, 99)
    assert {pmid: one.pmid for pmid, one in shards.citations(pmids).items()} == {1_003: 1_003, 1_004: 1_004}


def test_a_term_that_cannot_be_searched_is_invalid_here_too(site, shards):
    asked = Asked(read_question("nosuch[sb]"))
    with pytest.raises(Invalid):
        shards.search(asked, 10)


def test_a_killed_shard_is_named_in_the_answer_and_comes_back(site, shards):
    before = cluster.health(site.address, site.data)
    held = sizes(site.data)
    assert held is not None
    shards.seconds = 0.3  # less than any process takes to start again
    os.kill(before[KILLED].process, signal.SIGKILL)
    told = shards.search(STRICT, COUNT)
    assert (told.whole, told.missing, told.total) == (False, (KILLED,), None)
    assert (told.searched, told.citations) == (held.citations[0], COUNT)
    assert told.notice == "Incomplete: 1 part of PubMed did not answer, 150 of 300 citations (50 %) were not searched."
    assert _found(told)
    assert {pmid % 2 for pmid in _found(told)} == {0}
    begun = time.monotonic()
    again = shards.search(STRICT, COUNT)
    if not again.whole:
        assert time.monotonic() - begun < 1.0  # one that is down is not waited for each time
    _until(lambda: _whole(shards))
    assert {pmid % 2 for pmid in _found(shards.search(STRICT, COUNT))} == {0, 1}
    after = cluster.health(site.address, site.data)
    assert after[0].process == before[0].process
    assert after[KILLED].process not in (0, before[KILLED].process)


def test_a_citation_of_a_shard_that_is_down_is_unavailable_not_unknown(site, shards):
    shards.seconds = 0.3
    os.kill(cluster.health(site.address, site.data)[KILLED].process, signal.SIGKILL)
    with pytest.raises(Unavailable, match="would know these citations does not answer"):
        shards.citations((1_001,))
    assert set(shards.citations((1_002,))) == {1_002}


def test_a_shard_that_does_not_answer_in_time_is_missing_not_waited_for(site, shards):
    process = cluster.health(site.address, site.data)[KILLED].process
    os.kill(process, signal.SIGSTOP)
    try:
        begun = time.monotonic()
        told = PubmedShards(site.address, site.data, seconds=0.5).search(STRICT, 10)
        assert (told.missing, time.monotonic() - begun < 5) == ((KILLED,), True)
    finally:
        os.kill(process, signal.SIGCONT)


def test_a_new_release_answers_from_all_shards_at_once_and_their_processes_stay(site, shards, monkeypatch):
    monkeypatch.setenv("ACCORD_DATA", str(site.data))
    before = [one.process for one in cluster.health(site.address, site.data)]
    assert not shards.search(Asked(read_question("zygomatic[ti]")), 10).hits
    sync(PubmedLoader(), baseline(site.data.parent / "newer", COUNT, seed=2, extra="zygomatic").parent)
    release = split(2)
    told = shards.search(Asked(read_question("zygomatic[ti]")), 10)
    assert (told.total, told.release, told.missing) == (COUNT, release.name, ())
    assert [one.process for one in cluster.health(site.address, site.data)] == before


def test_a_shard_that_was_not_copied_to_its_machine_is_missing_and_status_says_so(site, shards):
    release = _release(site, INDEX)
    other = release.folder.with_name("other-of-2")
    shutil.copytree(release.folder, other, ignore=shutil.ignore_patterns("shard-1"))
    told = (other / "release.json").read_text().replace(release.name, other.name)
    (other / "release.json").write_text(told)
    releases.point_at(INDEX, other.name, site.data)
    try:
        assert shards.search(STRICT, 10).missing == (1,)
        status = site.command("status")
        assert (status.returncode, "No answer from shard 1." in status.stderr) == (7, True)
    finally:
        releases.point_at(INDEX, release.name, site.data)


def test_an_operator_starts_looks_and_stops(site, shards):
    status = site.command("status")
    assert (status.returncode, status.stdout.count("150 citations")) == (0, 2)
    assert site.command("stop").returncode == 0
    with pytest.raises(Unavailable, match="No part of PubMed answers"):
        shards.search(STRICT, 10)
    assert site.command("start").returncode == 0
    _until(lambda: _whole(shards))


@pytest.fixture
def both_ways(site, shards, monkeypatch) -> Iterator[Callable[[Callable[[], T]], tuple[T, T]]]:
    """What a tool says where PubMed is one index, and where it is split."""
    monkeypatch.setenv("ACCORD_DATA", str(site.data))

    def ask(tool: Callable[[], T]) -> tuple[T, T]:
        told = []
        for address in ("", site.address):
            monkeypatch.setenv("ACCORD_SHARDS", address)
            settings.cache_clear()
            told.append(tool())
        return told[0], told[1]

    yield ask
    settings.cache_clear()


TOOLS = {
    "search, strict": lambda: tools.search("asthma[ti] AND insulin[tiab]", limit=50).items,
    "search, by date": lambda: [hit.date for hit in tools.search("asthma[ti]", sort=Sort.DATE, limit=50).items],
    "get": lambda: tools.get(("1003", "1004", "7")),
    "references": lambda: tools.related("1100", by=RelatedBy.REFERENCES).items,
    "cited by": lambda: {hit.pmid for hit in tools.related("1100", by=RelatedBy.CITED_BY).items},
    "ids": lambda: tools.convert_ids(("10.1000/made.1005", "1006", "10.1000/none")).items,
    "copyright": lambda: tools.copyright_status(("1003", "1004")).items,
}
BY_SCORE = ("search, strict",)


@pytest.mark.parametrize("name", TOOLS)
def test_a_tool_says_the_same_from_shards(both_ways, name):
    one, split_up = both_ways(TOOLS[name])
    if name in BY_SCORE:
        one, split_up = ({hit.pmid for hit in found} for found in (one, split_up))
    if name == "get":
        one, split_up = ((found.items, found.missing) for found in (one, split_up))
    assert one
    assert split_up == one


def test_plain_words_and_likeness_are_ranked_nearly_the_same(both_ways):
    for tool in (lambda: tools.search("insulin device trial", limit=20), lambda: tools.related("1100", limit=20)):
        one, split_up = both_ways(tool)
        shared = {hit.pmid for hit in one.items} & {hit.pmid for hit in split_up.items}
        assert len(split_up.items) == len(one.items) == 20
        assert len(shared) >= 15


def test_a_reference_is_matched_from_shards(both_ways):
    title = both_ways(lambda: tools.get(("1101",)))[0].items[0].record.title
    one, split_up = (told.items[0] for told in both_ways(lambda: tools.match_citation(title=title, author="Smith A")))
    assert one.items
    assert split_up.verdict == one.verdict
    assert {hit.score for hit in split_up.items} == {hit.score for hit in one.items}


def test_an_answer_without_one_shard_says_so_through_the_tools(site, both_ways):
    process = cluster.health(site.address, site.data)[KILLED].process
    os.kill(process, signal.SIGSTOP)  # silent for as long as this test looks, where a killed one is soon back
    try:
        for question in ("asthma[ti]", "insulin device trial"):
            _, told = both_ways(lambda question=question: tools.search(question, limit=5))
            assert told.provenance.notice.startswith("Incomplete: 1 part of PubMed did not answer")
            assert {hit.pmid % 2 for hit in told.items} == {0}
    finally:
        os.kill(process, signal.SIGCONT)


def test_a_cluster_that_is_not_there_is_unavailable_at_once(site):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    begun = time.monotonic()
    nobody = site.command("status", "--address", f"127.0.0.1:{port}")
    assert (nobody.returncode, "No Ray cluster answers" in nobody.stderr) == (7, True)
    assert time.monotonic() - begun < 10


def _release(site: Site, index: str) -> releases.Release:
    found = releases.current(index, site.data)
    assert found is not None
    return found
