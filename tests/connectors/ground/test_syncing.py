"""Loading an index changes what answers only when everything went well."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from accord.connectors import releases, syncing
from accord.connectors.syncing import sync
from accord.errors import Conflict, Invalid, Unavailable
from tests.connectors.ground.tiny import TinyLoader, put, words


@pytest.fixture(autouse=True)
def here(site) -> None:
    site()


def test_a_damaged_file_changes_nothing(tmp_path):
    before = sync(TinyLoader(), put(tmp_path / "a", may1="a b"))
    with pytest.raises(Invalid, match=r"2026-05-02\.txt is damaged"):
        sync(TinyLoader(), put(tmp_path / "b", may2="c !"))
    assert releases.current("tiny") == before
    assert words(before) == ["a", "b"]


def test_the_damaged_file_mended_is_loaded_from_the_start(tmp_path):
    folder = put(tmp_path / "b", may1="a b", may2="c !")
    with pytest.raises(Invalid):
        sync(TinyLoader(), folder)
    loader = TinyLoader()
    assert words(sync(loader, put(folder, may2="c d"))) == ["a", "b", "c", "d"]
    assert loader.read == ["2026-05-01.txt", "2026-05-02.txt"]


def test_inputs_that_changed_during_an_interrupted_build_start_it_anew(tmp_path):
    class Interrupted(BaseException):
        pass

    def pull() -> None:
        raise Interrupted

    folder = put(tmp_path / "a", may1="old words")
    with pytest.raises(Interrupted):
        sync(TinyLoader(pull), folder)
    assert words(sync(TinyLoader(), put(folder, may1="new"))) == ["new"]


@pytest.mark.parametrize(("now", "loads"), [(100, True), (96, True), (95, True), (94, False), (1, False), (150, True)])
def test_far_fewer_rows_than_before_do_not_answer(tmp_path, now, loads):
    before = sync(TinyLoader(), put(tmp_path / "a", may1="w " * 100))
    folder = put(tmp_path / "b", may2="w " * now)
    if loads:
        assert sync(TinyLoader(), folder).name == "2026-05-02"
        return
    with pytest.raises(Conflict, match=f"holds {now} words where the one before held 100"):
        sync(TinyLoader(), folder)
    assert releases.current("tiny") == before
    loader = TinyLoader()
    assert sync(loader, folder, accept_fewer=True).counts == {"words": now}
    assert loader.read == []  # what was built is taken up, not built again


def test_files_without_a_single_row_are_no_release(tmp_path):
    with pytest.raises(Invalid, match="hold no words") as fault:
        sync(TinyLoader(), put(tmp_path / "a", may1=" "), accept_fewer=True)
    assert "wanted is files" in fault.value.remedy
    assert releases.current("tiny") is None
    assert sync(TinyLoader(), put(tmp_path / "b", may1="word")).counts == {"words": 1}


def test_a_kind_of_row_that_is_gone_altogether_is_far_fewer(tmp_path):
    class Two(TinyLoader):
        def build(self, inputs, draft, progress):
            built = super().build(inputs, draft, progress)
            return syncing.Built({**built.counts, "phrases": 7}, built.engines)

    sync(Two(), put(tmp_path / "a", may1="a"))
    with pytest.raises(Conflict, match="0 phrases where the one before held 7"):
        sync(TinyLoader(), put(tmp_path / "b", may2="b"))
    assert sync(TinyLoader(layout=2), put(tmp_path / "b", may2="b")).layout == 2


def test_files_that_are_loaded_already_are_not_built_again(tmp_path):
    first = sync(TinyLoader(), put(tmp_path / "a", may1="a"))
    second = sync(TinyLoader(), put(tmp_path / "b", may2="b"))
    loader = TinyLoader()
    assert sync(loader, tmp_path / "b") == second
    assert sync(loader, tmp_path / "a") == first
    assert releases.current("tiny") == first
    assert loader.read == []


def test_a_new_layout_builds_the_same_files_again(tmp_path):
    sync(TinyLoader(), put(tmp_path / "a", may1="a"))
    assert sync(TinyLoader(layout=2), tmp_path / "a").name == "2026-05-01.2"


def test_two_syncs_of_an_index_at_once_are_a_conflict(tmp_path):
    inside, go_on = threading.Event(), threading.Event()

    def wait() -> None:
        inside.set()
        go_on.wait(10)

    folder = put(tmp_path / "a", may1="a")
    first = threading.Thread(target=sync, args=(TinyLoader(wait), folder))
    first.start()
    assert inside.wait(10)
    with pytest.raises(Conflict, match="Another sync of tiny is running"):
        sync(TinyLoader(), folder)
    go_on.set()
    first.join()
    assert releases.current("tiny") is not None


def test_without_a_folder_the_files_are_fetched(tmp_path):
    assert words(sync(TinyLoader())) == ["fetched"]
    assert (tmp_path / "incoming" / "tiny" / "2026-05-01.txt").is_file()


@pytest.mark.parametrize(("folder", "said"), [("nowhere", "does not exist"), (".", "holds no words")])
def test_a_folder_without_the_files_says_which_are_wanted(tmp_path, folder, said):
    with pytest.raises(Invalid, match=rf"{said}.*files \*\.txt of words"):
        sync(TinyLoader(), tmp_path / folder)


def test_a_full_disk_is_unavailable_and_leaves_what_answers(tmp_path):
    before = sync(TinyLoader(), put(tmp_path / "a", may1="a"))

    def full() -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(Unavailable, match="No space left"):
        sync(TinyLoader(full), put(tmp_path / "b", may2="b"))
    assert releases.current("tiny") == before


def test_only_so_many_releases_are_kept_and_no_draft(tmp_path, site):
    site(keep_releases=2)
    draft = tmp_path / "releases" / "tiny" / "2025-01-01.part"
    draft.mkdir(parents=True)
    for day in (1, 2, 3, 4):
        sync(TinyLoader(), put(tmp_path / f"in{day}", **{f"may{day}": "w"}))
    assert [release.name for release in releases.releases("tiny")] == ["2026-05-04", "2026-05-03"]
    assert not draft.exists()


def test_progress_is_heard_with_what_is_counted(tmp_path):
    heard: list[tuple[str, int, int | None, str]] = []
    folder: Path = put(tmp_path / "a", may1="a b")
    sync(TinyLoader(), folder, lambda *told: heard.append(told))
    assert heard == [("checking 2026-05-01.txt", 3, 3, "bytes")]
