"""`accord sync`, `accord sync --status`, `accord sync --back`, `accord ledger`."""

from __future__ import annotations

import datetime as dt
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from accord.audit.ledger import Ledger
from accord.cli import progress
from accord.cli.progress import Shown, Step, words
from accord.connectors import releases
from accord.errors import Unavailable
from tests.doors.conftest import Run
from tests.doors.fake_loaders import FIRST, SECOND


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with the file of the first index."""
    return written(tmp_path / "files", "fake_first", "2026-01-01", "a", "b", "c")


def written(folder: Path, index: str, *lines: str) -> Path:
    """<folder>/<index>.txt"""
    folder.mkdir(exist_ok=True)
    (folder / f"{index}.txt").write_text("\n".join(lines), "utf-8")
    return folder


def status(run: Run, *names: str) -> dict[str, Any]:
    """index -> what --status --json says of it."""
    code, out, _ = run("sync", *names, "--status", "--json")
    assert code == 0
    return {told["index"]: told for told in json.loads(out)}


def test_a_folder_is_loaded_into_the_indexes_that_find_their_files(run: Run, files: Path) -> None:
    code, out, _ = run("sync", "fake", "--from", str(files))
    assert (code, out) == (0, "fake_first: release 2026-01-01 answers (3 rows).\n")
    assert status(run)["fake_second"]["state"] == "not_loaded"


def test_without_a_name_every_connector_looks_into_the_folder(run: Run, files: Path) -> None:
    written(files, "fake_second", "2026-01-02", "x")
    _, out, _ = run("sync", "--from", str(files), "--json")
    assert [(told["index"], told["release"]) for told in json.loads(out)] == [
        ("fake_first", "2026-01-01"),
        ("fake_second", "2026-01-02"),
    ]


def test_the_status_says_release_age_size_and_faults(run: Run, files: Path) -> None:
    run("sync", "fake_first", "--from", str(files))
    told = status(run, "fake")["fake_first"]
    age = (dt.date.today() - dt.date(2026, 1, 1)).days
    assert (told["state"], told["release"], told["as_of"]) == ("loaded", "2026-01-01", "2026-01-01")
    assert (told["age_days"], told["stale"], told["counts"]) == (age, age > 30, {"rows": 3})
    assert told["bytes_on_disk"] > 5
    assert told["faults"][0].startswith("It was built with tantivy 0.1.0; here is ")
    _, out, _ = run("sync", "--status")
    for line in ("fake_first: Lines", "Release 2026-01-01 of Lines of fake_first", "3 rows", "Half a notice.",
                 "fake_second: Other lines", "Not loaded: only", "To load: accord sync fake --index fake_second"):  # fmt: skip
        assert line in out


def test_a_release_of_another_layout_is_a_fault(run: Run, files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("sync", "fake_first", "--from", str(files))
    monkeypatch.setattr(FIRST, "layout", 2)
    assert status(run)["fake_first"]["faults"][0] == "Its files are of layout 1; this version reads 2."


def test_a_damaged_release_is_told_and_the_rest_still_stands(run: Run, files: Path) -> None:
    run("sync", "fake_first", "--from", str(files))
    (releases.index_folder("fake_first") / "2026-01-01" / "release.json").write_text("{", "utf-8")
    told = status(run)
    assert told["fake_first"]["state"] == "damaged"
    assert told["fake_first"]["command"] == "accord sync fake --index fake_first"
    assert told["fake_second"]["state"] == "not_loaded"
    assert "does not answer" in run("sync", "--status")[1]


def test_one_goes_back_to_the_release_before_and_no_further(run: Run, files: Path) -> None:
    run("sync", "fake_first", "--from", str(files))
    run("sync", "fake_first", "--from", str(written(files, "fake_first", "2026-02-01", "a", "b", "c", "d")))
    assert status(run)["fake_first"]["others"] == ["2026-01-01"]
    assert run("sync", "--back", "fake_first")[1] == "fake_first: release 2026-01-01 answers again.\n"
    assert status(run)["fake_first"]["release"] == "2026-01-01"
    assert run("sync", "--back", "fake_first")[0] == 4
    assert run("sync", "--back", "nothing")[0] == 4


def test_far_fewer_rows_answer_only_when_accepted(run: Run, files: Path) -> None:
    run("sync", "fake_first", "--from", str(files))
    written(files, "fake_first", "2026-02-01", "a")
    code, _, err = run("sync", "fake_first", "--from", str(files))
    assert code == 6
    assert "--accept-fewer" in err
    assert status(run)["fake_first"]["release"] == "2026-01-01"
    assert run("sync", "fake_first", "--from", str(files), "--accept-fewer")[0] == 0


def test_an_interruption_leaves_what_goes_on_later(run: Run, files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(files, "fake_first", "2026-02-01", "a", "stop", "b")
    code, _, err = run("sync", "fake_first", "--from", str(files))
    assert code == 130
    assert "Run the same command again to go on." in err
    told = status(run)["fake_first"]
    assert (told["state"], told["draft"], told["building"]) == ("not_loaded", "2026-02-01", False)
    assert "left unfinished" in run("sync", "--status")[1]
    with FileLock(releases.index_folder("fake_first") / "sync.lock"):
        assert status(run)["fake_first"]["building"] is True
        assert run("sync", "fake_first", "--from", str(files))[0] == 6
    monkeypatch.setattr(FIRST, "interrupts", False)
    assert run("sync", "fake_first", "--from", str(files))[0] == 0
    assert status(run)["fake_first"]["draft"] == ""


def test_one_index_that_fails_does_not_keep_the_others(run: Run, files: Path) -> None:
    written(files, "fake_first", "2026-02-01", "broken")
    written(files, "fake_second", "2026-01-02", "x")
    code, out, err = run("sync", "fake", "--from", str(files))
    assert code == 2
    assert "Row 1 is broken." in err
    assert "fake_second: release 2026-01-02 answers" in out


def test_what_cannot_be_fetched_is_told_and_fails_only_where_it_was_wanted(
    run: Run, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fetched(into: Path, progress: object) -> None:
        shutil.copy(files / "fake_first.txt", into)

    def licensed(into: Path, progress: object) -> None:
        raise Unavailable("Its licence is the operator's to accept.", "Load it with --from.")

    monkeypatch.setattr(FIRST, "fetch", fetched, raising=False)
    monkeypatch.setattr(SECOND, "fetch", licensed, raising=False)
    code, out, err = run("sync", "fake")
    assert (code, "release 2026-01-01 answers" in out, "licence" in err) == (0, True, True)
    assert run("sync", "fake_second")[0] == 7
    assert run("sync", "fake", "--index", "fake_second")[0] == 7
    run("sync", "fake_second", "--from", str(written(files, "fake_second", "2026-01-02", "x")))
    assert run("sync", "fake")[0] == 7


@pytest.mark.parametrize(
    ("typed", "code", "says"),
    [
        ([], 2, "Nothing was named"),
        (["nothing"], 4, "There is no index or connector 'nothing'"),
        (["fake", "--index", "nothing"], 4, "There is no index or connector 'nothing'"),
        (["fake", "--from", "nowhere"], 2, "nowhere does not exist"),
        (["fake_first", "--from", "nowhere"], 2, "nowhere does not exist"),
        (["fake", "--from", "."], 2, "fake_second: a file of lines"),
        (["fake"], 5, 'Add "lines.example" to allow_hosts.'),
        (["nothing", "--status"], 4, "There is no connector 'nothing'"),
    ],
    ids=lambda value: " ".join(value) or "nothing" if isinstance(value, list) else "",
)
def test_wrong_input_is_said(run: Run, typed: list[str], code: int, says: str) -> None:
    left, _, err = run("sync", *typed)
    assert left == code
    assert says in err


def test_every_calls_row_is_shown_newest_first(run: Run, own_data: Path) -> None:
    assert run("ledger")[1] == "No call has left this machine.\n"
    ledger = Ledger(own_data / "ledger.sqlite")
    for path in ("/first", "/second\x1b[2J"):
        with ledger.call("npi", "GET", "npi.example", path, "number=1") as told:
            told.outcome = "200"
    _, out, _ = run("ledger")
    assert out.index("/second") < out.index("/first")
    assert "\x1b" not in out
    assert [call["path"] for call in json.loads(run("ledger", "--json", "--limit", "1")[1])] == ["/second\x1b[2J"]


def test_progress_says_rate_and_time_left() -> None:
    assert (
        words(Step("building", 0, 0), 12_000, 96_000, "rows", 4)
        == "building: 12,000 of 96,000 rows, 3,000 rows/s, 0:28 left"
    )
    assert words(Step("fetching a", 0, 0), 5_000_000, 10_000_000_000, "bytes", 1) == (
        "fetching a: 5.0 of 10,000.0 MB, 5.0 MB/s, 33:19 left"
    )
    assert words(Step("counting", 10, 0), 10, None, "rows", 1) == "counting: 10 rows"


def test_progress_in_a_log_is_few_plain_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(1000))
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(clock) / 2)
    log = io.StringIO()
    shown = Shown(log)
    for number in range(1, 51):
        shown("building", number, 50, "rows")
    shown("checking", 1, 1, "files")
    shown.end()
    assert log.getvalue() == (
        "building: 21 of 50 rows, 2 rows/s, 0:14 left\nbuilding: 41 of 50 rows, 2 rows/s, 0:04 left\n"
        "building: 50 of 50 rows, 2 rows/s\n"
    )


def test_progress_on_a_terminal_is_one_moving_line() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    shown = Shown(screen)
    shown("building\x1b[2J", 1, 2, "rows")
    shown("building\x1b[2J", 2, 2, "rows")
    shown.end()
    assert screen.getvalue().startswith("\rbuilding‹U+001B›[2J: 2 of 2 rows")
    assert screen.getvalue().count("\n") == 1


def test_the_loaders_of_the_fake_are_two() -> None:
    assert {FIRST.index, SECOND.index} == {"fake_first", "fake_second"}
