"""Shards hold every citation once, say what they hold, and are merged into one order."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.connectors import releases
from accord.connectors.pubmed.load import PubmedLoader
from accord.connectors.pubmed.question import read_question
from accord.connectors.pubmed.search import Asked, Found, Scored, Sort, open_search
from accord.connectors.shards import split as splitting
from accord.connectors.shards.merging import merged
from accord.connectors.shards.split import INDEX, pmids_of, shard_folder, sizes, split
from accord.connectors.syncing import sync
from accord.errors import Invalid, Unavailable
from tests.connectors.shards.made import baseline

COUNT = 300


@pytest.fixture(scope="module")
def loaded(tmp_path_factory) -> Path:
    """A data folder with PubMed loaded; copied for each test, as building takes a second."""
    folder = tmp_path_factory.mktemp("pubmed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ACCORD_DATA", str(folder / "data"))
        sync(PubmedLoader(), baseline(folder / "in", COUNT).parent)
    return folder / "data"


@pytest.fixture
def data(loaded, tmp_path, monkeypatch) -> Path:
    shutil.copytree(loaded, tmp_path / "data", symlinks=True)
    monkeypatch.setenv("ACCORD_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def found(answer) -> list[int]:
    return [hit.pmid for hit in answer.hits]


@pytest.mark.parametrize("count", [2, 3])
def test_every_citation_stands_in_one_shard_and_is_found_there(data, count):
    whole, release = releases.current("pubmed"), split(count)
    assert whole is not None
    shards = [open_search(shard_folder(release.folder, number)) for number in range(count)]
    assert sizes() == splitting.Sizes(f"{whole.name}-of-{count}", tuple(shard.size for shard in shards))
    assert sum(shard.size for shard in shards) == COUNT
    for pmid in range(1_000, 1_000 + COUNT):
        held = [number for number, shard in enumerate(shards) if pmid in shard.documents.get([pmid])]
        assert held == [pmid % count]
    one = open_search(whole.folder)
    assert shards[0].documents.get([1_200 - 1_200 % count]) == one.documents.get([1_200 - 1_200 % count])


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("text", ["asthma[ti]", '"sleep apnea"', "asthma[ti] OR insulin[tiab]", "smith a[au]"])
def test_a_question_with_tags_finds_in_shards_what_it_finds_in_one(data, text, sort):
    release, whole = split(2), releases.current("pubmed")
    assert whole is not None
    asked = Asked(read_question(text), sort=sort)
    one = open_search(whole.folder).search(asked, COUNT)
    answers = {number: open_search(shard_folder(release.folder, number)).search(asked, COUNT) for number in (0, 1)}
    all_shards = merged(answers, (150, 150), "r", COUNT)
    assert all_shards.total == one.total == len(one.hits)
    assert set(found(all_shards)) == set(found(one))
    if sort is Sort.DATE:
        assert [hit.published for hit in all_shards.hits] == [hit.published for hit in one.hits]


def test_an_interrupted_split_goes_on_with_the_shard_that_is_not_whole(data):
    made: list[str] = []

    def pull(step: str, *_: object) -> None:
        made.append(step)
        if step == "making shard 2 of 2":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        split(2, pull)
    assert sizes() is None
    made.clear()
    split(2, lambda step, *_: made.append(step))
    assert {step for step in made if step.startswith("making")} == {"making shard 2 of 2"}
    assert sizes() is not None


def test_a_split_that_is_there_is_not_made_again_and_another_count_is(data):
    first = split(2)
    assert split(2) == first
    assert split(3).name == first.name.replace("of-2", "of-3")
    assert releases.current(INDEX) == split(3)


def test_pmids_that_stand_in_several_parts_come_once(data, tmp_path):
    whole = releases.current("pubmed")
    assert whole is not None
    shutil.copy(whole.folder / "documents-0000.sqlite", whole.folder / "documents-0001.sqlite")
    assert list(pmids_of(whole.folder, 1, 3)) == [pmid for pmid in range(1_000, 1_000 + COUNT) if pmid % 3 == 1]


def test_without_pubmed_there_is_nothing_to_split(tmp_path, monkeypatch):
    monkeypatch.setenv("ACCORD_DATA", str(tmp_path))
    with pytest.raises(Unavailable, match="accord sync pubmed"):
        split(2)


@pytest.mark.parametrize("count", [-1, 0, 1, 513])
def test_a_count_of_no_use_is_refused(data, count):
    with pytest.raises(Invalid, match="Choose 2 to 512"):
        split(count)


scores = st.lists(st.builds(Scored, st.integers(1, 99), st.integers(0, 5).map(float), st.integers(0, 3)), max_size=12)


def ordered(hits: list[Scored]) -> tuple[Scored, ...]:
    return tuple(sorted(hits, key=lambda hit: (-hit.score, -hit.published, -hit.pmid)))


@given(st.dictionaries(st.integers(0, 3), scores, min_size=1), st.integers(1, 10), st.integers(0, 10))
def test_merging_gives_the_best_of_all_in_order(shards, limit, offset):
    answers = {number: Found(ordered(hits), len(hits)) for number, hits in shards.items()}
    told = merged(answers, (10, 20, 30, 40), "r", limit, offset)
    every = ordered([hit for hits in shards.values() for hit in hits])
    assert told.hits == every[offset : offset + limit]
    assert told.missing == tuple(sorted({0, 1, 2, 3} - set(shards)))
    assert told.total == (None if told.missing else len(every))
    assert told.searched == sum((10, 20, 30, 40)[number] for number in shards)


@pytest.mark.parametrize(
    ("answering", "said"),
    [
        ((0, 1, 2), ""),
        ((0, 2), "Incomplete: 1 part of PubMed did not answer, 30 of 100 citations (30 %) were not searched."),
        ((1,), "Incomplete: 2 parts of PubMed did not answer, 70 of 100 citations (70 %) were not searched."),
    ],
)
def test_a_missing_part_is_said_in_a_sentence(answering, said):
    told = merged({number: Found((), 0) for number in answering}, (20, 30, 50), "r", 10)
    assert (told.notice, told.whole) == (said, not said)


def test_a_total_that_one_shard_did_not_count_is_not_known():
    assert merged({0: Found((), None), 1: Found((), 3)}, (1, 1), "r", 10).total is None
