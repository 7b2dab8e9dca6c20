"""A release answers whole or not at all, whatever is interrupted, damaged or read meanwhile."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accord.connectors import releases
from accord.connectors.answer import Backend
from accord.connectors.releases import Draft, Held, Release
from accord.connectors.syncing import sync
from accord.errors import Conflict, Invalid, NotFound, Unavailable
from tests.connectors.ground.tiny import TinyLoader, put, words

ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def data(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("ACCORD_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data"


def loaded(folder: Path, **files: str) -> Release:
    return sync(TinyLoader(), put(folder, **files))


class Interrupted(BaseException):
    """The plug is pulled."""


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=3), min_size=1, max_size=3),
    st.lists(st.integers(0, 12), max_size=4),
)
def test_a_build_interrupted_anywhere_and_taken_up_again_gives_the_same_release(tmp_path, texts, plugs_pulled):
    shutil.rmtree(tmp_path / "data", ignore_errors=True)
    shutil.rmtree(tmp_path / "in", ignore_errors=True)
    folder = put(tmp_path / "in", **{f"may{day}": " ".join(text) for day, text in enumerate(texts, 1)})
    for plug in plugs_pulled:
        left = iter(range(plug))

        def pull(left=left) -> None:
            if next(left, None) is None:
                raise Interrupted

        try:
            sync(TinyLoader(pull), folder)
        except Interrupted:
            assert releases.current("tiny") is None
    release = sync(TinyLoader(), folder)
    assert words(release) == [word for text in texts for word in text]
    assert release == releases.current("tiny")
    assert sorted(path.name for path in release.folder.iterdir()) == ["release.json", "words.sqlite"]


def test_a_finished_step_is_not_done_again(tmp_path):
    folder = put(tmp_path / "in", may1="a b", may2="c d")
    steps = iter(range(5))

    def pull() -> None:
        if next(steps, None) is None:
            raise Interrupted

    first = TinyLoader(pull)
    with pytest.raises(Interrupted):
        sync(first, folder)
    again = TinyLoader()
    assert words(sync(again, folder)) == ["a", "b", "c", "d"]
    assert (first.read, again.read) == (["2026-05-01.txt", "2026-05-02.txt"], ["2026-05-02.txt"])


BUILD_THAT_HANGS = """
import sys, time
from pathlib import Path
from accord.connectors.syncing import sync
from tests.connectors.ground.tiny import TinyLoader
count = 0
def hang():
    global count
    count += 1
    if count == 4:
        print("building", flush=True)
        time.sleep(60)
sync(TinyLoader(hang), Path(sys.argv[1]))
"""


def test_a_build_that_is_killed_leaves_the_live_release_answering(tmp_path):
    before = loaded(tmp_path / "old", may1="old words")
    folder = put(tmp_path / "new", may2="new words here", may3="and more")
    building = subprocess.Popen([sys.executable, "-c", BUILD_THAT_HANGS, str(folder)], stdout=subprocess.PIPE,
                                env={**os.environ, "PYTHONPATH": str(ROOT)}, text=True)  # fmt: skip
    assert building.stdout is not None
    assert building.stdout.readline() == "building\n"
    with pytest.raises(Conflict, match="Another sync"):
        sync(TinyLoader(), folder)
    building.send_signal(signal.SIGKILL)
    building.wait()
    assert releases.current("tiny") == before
    assert words(before) == ["old", "words"]
    assert words(sync(TinyLoader(), folder)) == ["new", "words", "here", "and", "more"]


@pytest.mark.parametrize("fails", ["_write_whole", "_flush_tree", "_flush", "point_at"])
def test_publishing_is_all_or_nothing(tmp_path, monkeypatch, fails):
    before = loaded(tmp_path / "old", may1="old words")
    folder = put(tmp_path / "new", may2="new words")

    def fault(*_: object) -> None:
        raise Interrupted

    with monkeypatch.context() as broken:
        broken.setattr(releases, fails, fault)
        with pytest.raises(Interrupted):
            sync(TinyLoader(), folder)
    assert releases.current("tiny") == before
    assert words(before) == ["old", "words"]
    assert words(sync(TinyLoader(), folder)) == ["new", "words"]
    assert [release.name for release in releases.releases("tiny")] == ["2026-05-02", "2026-05-01"]


def test_readers_never_see_half_a_release_while_releases_are_swapped(tmp_path):
    """Each release's words all carry its own day; a reader that mixed two, or met none, would see it."""
    for day in (1, 2, 3):
        loaded(tmp_path / f"in{day}", **{f"may{day}": f"w{day} " * 20})
    held: Held[list[str]] = Held("tiny", words)
    over, seen, faults = threading.Event(), set[str](), list[object]()

    def read() -> None:
        while not over.is_set():
            try:
                found = held.get()
                assert found is not None
                assert len(set(found)) == 1
                assert len(found) == 20
                seen.add(found[0])
            except Exception as fault:  # noqa: BLE001 -- whatever it is, it fails the test below
                faults.append(fault)

    def swap(days: tuple[int, ...]) -> None:
        until = time.monotonic() + 60
        turns = 0
        while turns < 60 or (len(seen) < 3 and not faults and time.monotonic() < until):
            turns += 1
            for day in days:
                releases.point_at("tiny", f"2026-05-{day:02}")

    readers = [threading.Thread(target=read) for _ in range(3)]
    writers = [threading.Thread(target=swap, args=(days,)) for days in ((1, 2), (3, 1))]
    for thread in readers + writers:
        thread.start()
    for thread in writers:
        thread.join()
    over.set()
    for thread in readers:
        thread.join()
    assert not faults
    assert seen == {"w1", "w2", "w3"}


def test_what_a_process_holds_open_is_opened_again_when_another_release_answers(tmp_path):
    opened: list[str] = []

    def open_release(release: Release) -> str:
        opened.append(release.name)
        return release.name

    held = Held("tiny", open_release)
    assert held.get() is None
    loaded(tmp_path / "a", may1="a")
    assert [held.get(), held.get()] == ["2026-05-01"] * 2
    loaded(tmp_path / "b", may2="b")
    assert held.get() == "2026-05-02"
    releases.point_at("tiny", "2026-05-01")
    assert held.get() == "2026-05-01"
    assert opened == ["2026-05-01", "2026-05-02", "2026-05-01"]


def test_a_release_that_is_swapped_away_while_it_is_being_opened_gives_the_new_one(tmp_path):
    loaded(tmp_path / "a", may1="a")

    def open_release(release: Release) -> str:
        if release.name == "2026-05-01":
            loaded(tmp_path / "b", may2="b")
            shutil.rmtree(release.folder)
        return " ".join(words(release))

    assert Held("tiny", open_release).get() == "b"


def test_a_release_of_another_layout_is_refused_with_what_to_do(tmp_path):
    loaded(tmp_path / "a", may1="a")
    with pytest.raises(Unavailable, match=r"another version of Accord.*accord sync tiny"):
        Held("tiny", words, layout=2).get()


def test_what_cannot_be_opened_is_unavailable_and_names_the_command(tmp_path):
    release = loaded(tmp_path / "a", may1="a")
    (release.folder / "words.sqlite").write_bytes(b"no database at all")
    with pytest.raises(Unavailable, match=r"cannot be opened \(DatabaseError\).*accord sync tiny"):
        Held("tiny", words).get()


@pytest.mark.parametrize("damage", ["{", "[]", '{"index": "tiny"}', "", '{"made_at": 3}'])
def test_a_damaged_manifest_is_unavailable_and_a_sync_mends_it(tmp_path, damage):
    release = loaded(tmp_path / "a", may1="a")
    (release.folder / "release.json").write_text(damage)
    with pytest.raises(Unavailable, match="2026-05-01 of tiny is damaged"):
        releases.current("tiny")
    assert (releases.releases("tiny"), releases.damaged("tiny")) == ((), ("2026-05-01",))
    mended = loaded(tmp_path / "a", may1="a")
    assert (mended.name, words(mended)) == ("2026-05-01.2", ["a"])
    assert releases.current("tiny") == mended


def test_a_pointer_that_is_no_link_is_unavailable_not_nothing_loaded(tmp_path):
    release = loaded(tmp_path / "a", may1="a")
    pointer = release.folder.parent / "current"
    pointer.unlink()
    pointer.mkdir()
    with pytest.raises(Unavailable, match="is not a link"):
        releases.current("tiny")


@pytest.mark.parametrize("answering", [1, 2, 3, 4])
def test_pruning_keeps_the_newest_and_the_one_that_answers(tmp_path, answering):
    for day in (1, 2, 3, 4):
        loaded(tmp_path / f"in{day}", **{f"may{day}": "word"})
        releases.prune("tiny", 9)
    releases.point_at("tiny", f"2026-05-{answering:02}") if answering > 1 else loaded(tmp_path / "in1", may1="word")
    releases.prune("tiny", 1)
    left = {release.name for release in releases.releases("tiny")}
    assert left == {"2026-05-04", f"2026-05-{answering:02}"}
    assert not list((tmp_path / "data" / "releases" / "tiny").glob("*.part"))


def test_a_removal_that_is_interrupted_leaves_no_half_release(tmp_path, monkeypatch):
    for day in (1, 2):
        loaded(tmp_path / f"in{day}", **{f"may{day}": "word"})
    with monkeypatch.context() as broken:
        broken.setattr(releases.shutil, "rmtree", lambda path: (path / "words.sqlite").unlink())
        releases.prune("tiny", 1)
    assert [release.name for release in releases.releases("tiny")] == ["2026-05-02"]
    assert releases.damaged("tiny") == ()
    loaded(tmp_path / "in3", may3="word")
    assert not list((tmp_path / "data" / "releases" / "tiny").glob("*.part"))


def test_going_back_to_a_release_that_is_not_there_changes_nothing(tmp_path):
    release = loaded(tmp_path / "a", may1="a")
    with pytest.raises(NotFound, match="no release 2020-01-01"):
        releases.point_at("tiny", "2020-01-01")
    assert releases.current("tiny") == release


@pytest.mark.parametrize("name", ["current", "2026.part", "../x", "", ".hidden", "a/b"])
def test_a_name_that_would_lead_elsewhere_is_refused(name):
    with pytest.raises(Invalid, match="cannot be the name"):
        Draft("tiny", name, "f")


@pytest.mark.parametrize(("today", "age", "stale"), [("2026-05-01", 0, False), ("2026-06-10", 40, False), ("2026-06-11", 41, True)])  # fmt: skip
def test_an_answer_says_its_age_and_when_it_is_stale(tmp_path, today, age, stale):
    told = releases.provenance(loaded(tmp_path / "a", may1="a"), 40, dt.date.fromisoformat(today), "One part is not loaded.")  # fmt: skip
    assert (told.age_days, told.stale, told.backend, told.release) == (age, stale, Backend.LOCAL, "2026-05-01")
    assert (told.source, told.url, told.notice) == ("tiny test words", "https://words.invalid/", "One part is not loaded.")  # fmt: skip
