"""PubMed is loaded from baseline and update files; a day's update adds to what is there and touches nothing of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from accord.connectors import releases
from accord.connectors.pubmed import ahead
from accord.connectors.pubmed import build as building
from accord.connectors.pubmed.load import PubmedLoader, loaded
from accord.connectors.pubmed.question import read_question
from accord.connectors.pubmed.reader import Record, read_file
from accord.connectors.pubmed.search import Asked, open_search
from accord.connectors.releases import Release
from accord.connectors.syncing import sync
from accord.errors import Invalid, Unavailable
from tests.connectors.pubmed.made import deletion, record, write


def titles(release: Release) -> dict[int, str]:
    """What a release holds, by its documents and by its index, which must agree."""
    search = open_search(release.folder)
    found = search.search(Asked(read_question("all1234 OR eng[la]")), 2000)
    documents = search.documents.get([hit.pmid for hit in found.hits])
    assert len(documents) == found.total == search.size
    return {pmid: one.title for pmid, one in sorted(documents.items())}


def sums(folder: Path) -> dict[str, str]:
    return {str(p): hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.rglob("*") if p.is_file()}


def test_revisions_and_deletions_are_applied_in_order(data: Path, tmp_path: Path) -> None:
    files = tmp_path / "files"
    write(files, 2, record(1, "one again", version=2), record(2, "two again"), record(4, "four"))
    write(files, 1, record(1, "one"), record(2, "two"), record(3, "three"))
    write(files, 3, record(1, "an older one", version=1), deletion(3))
    write(files, 4, record(3, "three is back"), deletion(4))
    release = sync(PubmedLoader(), files)
    assert titles(release) == {1: "one again", 2: "two again", 3: "three is back"}
    assert release.counts == {"citations": 3}
    assert str(release.as_of) == "2021-05-06"


def test_an_update_shares_files_and_leaves_the_release_before_untouched(data: Path, tmp_path: Path) -> None:
    files = tmp_path / "files"
    write(files, 1, *(record(pmid, f"title {pmid}") for pmid in range(1, 300)))
    first = sync(PubmedLoader(), files)
    before = sums(first.folder)
    held = open_search(first.folder)
    write(files, 2, record(5, "five is new", version=2), record(400, "another"), deletion(7))
    second = sync(PubmedLoader(), files)
    assert (second.folder / "documents-0000.sqlite").stat().st_ino == (
        first.folder / "documents-0000.sqlite"
    ).stat().st_ino
    assert sums(first.folder) == before
    assert titles(first)[5] == "title 5"
    assert 7 in titles(first)
    assert titles(second)[5] == "five is new"
    assert 7 not in titles(second)
    assert 400 in titles(second)
    assert held.search(Asked(read_question("title")), 5).hits
    assert set(loaded(second)) == {"pubmed26n0001.xml.gz", "pubmed26n0002.xml.gz"}


def test_an_update_alone_goes_on_from_what_is_loaded(data: Path, tmp_path: Path) -> None:
    write(tmp_path / "all", 1, record(1, "one"))
    sync(PubmedLoader(), tmp_path / "all")
    write(tmp_path / "day", 2, record(2, "two"))
    assert titles(sync(PubmedLoader(), tmp_path / "day")) == {1: "one", 2: "two"}


def test_a_missed_update_is_told(data: Path, tmp_path: Path) -> None:
    write(tmp_path / "all", 1, record(1, "one"))
    write(tmp_path / "all", 3, record(2, "two"))
    assert "0002" in sync(PubmedLoader(), tmp_path / "all").notice


def test_a_new_baseline_replaces_everything(data: Path, tmp_path: Path) -> None:
    files = tmp_path / "files"
    write(files, 1, record(1, "one"), record(2, "two"))
    sync(PubmedLoader(), files)
    write(files, 1, record(1, "one of the new year"), record(3, "three"), year=27)
    assert titles(sync(PubmedLoader(), files)) == {1: "one of the new year", 3: "three"}


def test_a_changed_file_builds_anew(data: Path, tmp_path: Path) -> None:
    files = tmp_path / "files"
    write(files, 1, record(1, "one"))
    sync(PubmedLoader(), files)
    write(files, 1, record(2, "corrected by NLM"))
    write(files, 2, record(3, "three"))
    assert titles(sync(PubmedLoader(), files)) == {2: "corrected by NLM", 3: "three"}


@pytest.mark.parametrize("harm", ["a record", "its sum"])
def test_a_damaged_file_changes_nothing(data: Path, tmp_path: Path, harm: str) -> None:
    files = tmp_path / "files"
    write(files, 1, record(1, "one"))
    first = sync(PubmedLoader(), files)
    bad = write(files, 2, record(2, "two"), record(3).replace("<Language>", "<Langage>"))
    if harm == "its sum":
        bad.with_name(f"{bad.name}.md5").write_text(f"MD5({bad.name})= {'0' * 32}")
    with pytest.raises(Invalid, match="pubmed26n0002"):
        sync(PubmedLoader(), files)
    assert releases.current("pubmed") == first
    write(files, 2, record(2, "two"))
    assert titles(sync(PubmedLoader(), files)) == {1: "one", 2: "two"}


@pytest.mark.parametrize("stop", range(1, 5))
def test_an_interrupted_load_is_taken_up_at_the_file(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: int
) -> None:
    files = tmp_path / "files"
    for number in range(1, 5):
        write(files, number, record(number, f"title {number}"), record(100, f"version {number}", version=number))
    read: list[str] = []

    def watched(path: Path) -> Iterator[Record]:
        read.append(path.name)
        records = list(read_file(path))
        yield from records[:1]
        if len(read) == stop:
            raise KeyboardInterrupt
        yield from records[1:]

    monkeypatch.setattr(building, "read_file", watched)
    monkeypatch.setattr(ahead, "LOT", 1)
    with pytest.raises(KeyboardInterrupt):
        sync(PubmedLoader(), files)
    release = sync(PubmedLoader(), files)
    assert titles(release) == {1: "title 1", 2: "title 2", 3: "title 3", 4: "title 4", 100: "version 4"}
    assert len(read) == 5  # the file at which it stopped is read twice, the others once


def test_documents_kept_before_the_index_are_not_found_twice(data: Path, tmp_path: Path) -> None:
    path = write(tmp_path, 1, record(1, "one"))
    folder = tmp_path / "built"
    folder.mkdir()
    first = building.Builder(folder, 0)
    first.write(next(ahead.lots(read_file(path))))
    assert first._file  # the power fails between the two commits
    first._file.commit()
    first.writer.rollback()
    first.finish()
    again = building.Builder(folder, 0)
    again.apply(path)
    assert again.finish() == 1


def test_many_updates_become_one_part(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "MOST_PARTS", 3)
    files = tmp_path / "files"
    write(files, 1, *(record(pmid, f"title {pmid}") for pmid in range(1, 6)))
    release = sync(PubmedLoader(), files)
    for number in range(2, 8):
        write(files, number, record(number - 1, f"new {number}", version=2), deletion(5))
        release = sync(PubmedLoader(), files, accept_fewer=True)
    assert len(list(release.folder.glob("documents-*.sqlite"))) <= 4
    assert titles(release) == {1: "new 2", 2: "new 3", 3: "new 4", 4: "new 5", 6: "new 7"}


def test_locks_are_not_shared(data: Path, tmp_path: Path) -> None:
    files = tmp_path / "files"
    write(files, 1, record(1, "one"))
    first = sync(PubmedLoader(), files)
    write(files, 2, record(2, "two"))
    second = sync(PubmedLoader(), files)
    for name in ("meta.json", ".tantivy-writer.lock"):
        if (first.folder / "index" / name).exists():
            inodes = {(release.folder / "index" / name).stat().st_ino for release in (first, second)}
            assert len(inodes) == 2


def test_a_large_file_is_read_in_a_process_of_its_own(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "LARGE", 0)
    files = tmp_path / "files"
    write(files, 1, *(record(pmid, f"title {pmid}") for pmid in range(1, 1500)), deletion(7))
    release = sync(PubmedLoader(), files)
    assert titles(release) == {pmid: f"title {pmid}" for pmid in range(1, 1500) if pmid != 7}
    write(files, 2, record(3).replace("<Journal>", "<J>").replace("</Journal>", "</J>"))
    with pytest.raises(Invalid, match="PMID 3"):
        sync(PubmedLoader(), files)


def test_a_reader_that_dies_ends_the_load(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "LARGE", 0)
    monkeypatch.setattr(ahead.sys, "executable", "/bin/true")
    write(tmp_path / "files", 1, record(1))
    with pytest.raises(Unavailable, match="ended before the file did"):
        sync(PubmedLoader(), tmp_path / "files")
