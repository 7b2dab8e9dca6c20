"""The registry is loaded from months, weeks and reports while it serves; a fault changes nothing; what was cut off goes on."""

from __future__ import annotations

import datetime as dt
import json
import os
import threading
import zipfile
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

import pytest

from accord.connectors import releases
from accord.connectors.npi import build, parsing, tools
from accord.connectors.npi import columns as c
from accord.connectors.npi.archive import Archive
from accord.connectors.npi.load import NppesLoader, wanted_files
from accord.connectors.npi.rows import Parsed
from accord.connectors.npi.spellings import FOLDER
from accord.connectors.syncing import sync
from accord.errors import Conflict, Invalid, NotFound, Unavailable
from accord.settings import Settings
from tests.connectors.fault_server import Answer, Fault, FaultServer
from tests.connectors.npi.archives import (
    MONTH,
    MONTH_DAYS,
    MONTH_LINES,
    PLACE,
    REPORT,
    WEEK,
    WEEK_DAYS,
    archive,
    month,
    npi,
    organization,
    person,
    report,
)

WEEK_LINES = (
    person(1, "HIZA-MILLER", "ELISE", updated="11/12/2026"),
    person(20, "NEWCOMER", "NORA", updated="11/13/2026", enumerated="11/10/2026"),
    person(3, "OLDER", "JOHN", updated="01/01/2020"),
)


@pytest.fixture
def week(registry: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "week"
    location = {c.NPI: npi(20), f"{PLACE} - City Name": "BOONE", f"{PLACE} - State Name": "NC"}
    name = {c.NPI: npi(7), c.OTHER_NAMES[1]: "QUICKCARE SUPPLIES", c.OTHER_NAMES[2]: "3"}
    archive(folder / WEEK, WEEK_LINES, WEEK_DAYS, locations=[location], other_names=[name])
    return folder


def names_of(**asked: object) -> list[str]:
    return [hit.name for hit in tools.search(**asked).items]  # type: ignore[arg-type]


def test_a_month_gives_a_release_with_its_day_and_counts(registry: Path) -> None:
    release = releases.current("npi")
    assert release is not None
    assert (release.name, release.as_of) == ("2026-11-08", dt.date(2026, 11, 8))
    assert release.counts == {"providers": len(MONTH_LINES), "deactivated": 2}
    assert list(release.inputs) == [MONTH]


def test_a_week_replaces_and_adds_and_leaves_what_is_newer(week: Path) -> None:
    release = sync(NppesLoader(), week)
    assert (release.name, release.counts["providers"]) == ("2026-11-15", len(MONTH_LINES) + 1)
    assert tools.get(npi(1)).name == "ELISE HIZA-MILLER"
    assert tools.get(npi(3)).name == "JOHN SMITH"
    assert names_of(last_name="Hiza") == []
    assert names_of(last_name="Newcomer", city="Boone") == ["NORA NEWCOMER"]
    assert names_of(organization_name="Quickcare Supplies") == ['CITY "BEST" CARE, LLC']


def test_new_names_of_a_week_are_found_misspelt_and_by_sound(week: Path) -> None:
    sync(NppesLoader(), week)
    assert names_of(last_name="Newcomr", fuzzy=True) == ["NORA NEWCOMER"]
    assert names_of(last_name="Nukomer", phonetic=True) == ["NORA NEWCOMER"]
    assert names_of(organization_name="Quikcare Suplies", fuzzy=True) == ['CITY "BEST" CARE, LLC']


def test_a_week_applied_twice_changes_nothing_more(week: Path) -> None:
    first = sync(NppesLoader(), week)
    assert sync(NppesLoader(), week) == first
    second = sync(NppesLoader(), _renamed(week))
    assert (second.counts, second.name) == (first.counts, "2026-11-15.2")


def _renamed(week: Path) -> Path:
    (week / WEEK).rename(week / "again_Weekly.zip")
    return week


def test_the_release_before_stays_as_it_was(week: Path, own_data: Path) -> None:
    before = releases.current("npi")
    assert before is not None
    files = {path.name: path.read_bytes() for path in before.folder.rglob("*") if path.is_file()}
    sync(NppesLoader(), week)
    assert {path.name: path.read_bytes() for path in before.folder.rglob("*") if path.is_file()} == files
    releases.point_at("npi", before.name)
    assert names_of(last_name="Hiza") == ["ELISE HIZA"]
    assert names_of(last_name="Newcomer") == []


def test_deactivated_numbers_of_a_report_are_out_of_use(registry: Path, tmp_path: Path) -> None:
    report(tmp_path / "r" / REPORT, [(npi(4), "11/10/2026"), (npi(9), "06/30/2020"), (npi(30), "01/02/2026")])
    release = sync(NppesLoader(), tmp_path / "r")
    assert (release.name, release.as_of) == ("2026-11-08.2", dt.date(2026, 11, 8))
    assert not tools.get(npi(4)).active
    assert [each.npi for each in tools.deactivated().items] == [npi(4), npi(30), npi(9)]
    assert [each.npi for each in tools.deactivated(since=dt.date(2026, 2, 1)).items] == [npi(4)]


def test_a_whole_folder_is_loaded_in_one_go(own_data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "all"
    month(folder)
    archive(folder / WEEK, WEEK_LINES, WEEK_DAYS)
    report(folder / REPORT, [(npi(2), "11/11/2026")])
    release = sync(NppesLoader(), folder)
    assert (release.name, release.counts["providers"]) == ("2026-11-15", len(MONTH_LINES) + 1)
    assert not tools.get(npi(2)).active


@pytest.mark.parametrize("what", ["week", "report"])
def test_a_change_needs_a_register_to_change(own_data: Path, tmp_path: Path, what: str) -> None:
    folder = tmp_path / "only"
    if what == "week":
        archive(folder / WEEK, WEEK_LINES, WEEK_DAYS)
    else:
        report(folder / REPORT, [])
    with pytest.raises(Invalid, match="none is"):
        sync(NppesLoader(), folder)


def test_a_register_of_an_older_layout_is_loaded_anew_not_changed(week: Path, own_data: Path) -> None:
    manifest = own_data / "releases" / "npi" / "current" / "release.json"
    told = json.loads(manifest.read_text("utf-8"))
    manifest.write_text(json.dumps({**told, "layout": 1}), "utf-8")
    with pytest.raises(Unavailable, match="another version"):
        tools.search(last_name="Hiza")
    with pytest.raises(Invalid, match="another version") as fault:
        sync(NppesLoader(), week)
    assert "monthly archive" in fault.value.remedy


def test_a_damaged_archive_changes_nothing(registry: Path, tmp_path: Path) -> None:
    path = archive(tmp_path / "bad" / WEEK, [person(at, f"N{at}", "A") for at in range(300)], WEEK_DAYS)
    broken = bytearray(path.read_bytes())
    broken[600:900] = bytes(300)
    path.write_bytes(broken)
    with pytest.raises(Invalid, match=r"damaged|cannot be read|other columns"):
        sync(NppesLoader(), path.parent)
    assert names_of(last_name="Hiza") == ["ELISE HIZA"]


def test_far_fewer_providers_than_before_do_not_answer(registry: Path, tmp_path: Path) -> None:
    archive(tmp_path / "few" / MONTH, MONTH_LINES[:4], "20050523-20261213")
    with pytest.raises(Conflict, match="providers"):
        sync(NppesLoader(), tmp_path / "few")
    assert names_of(last_name="Rowell") == ["SHAREE ROWELL"]


def test_a_load_that_was_cut_off_goes_on_after_the_last_commit(
    own_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [person(at, f"NAME{at % 50}", "A") for at in range(100, 400)]
    archive(tmp_path / "m" / MONTH, many, MONTH_DAYS)
    whole, small_blocks = build.parsed, Archive.blocks
    monkeypatch.setattr(build, "BLOCKS_A_COMMIT", 2)
    monkeypatch.setattr(Archive, "blocks", lambda self, table: small_blocks(self, table, 20_000))

    def cut_off(header: c.Header, blocks: Iterable[tuple[int, bytes]], size: int) -> Iterator[tuple[int, Parsed]]:
        yield from islice(whole(header, blocks, size), 7)
        raise Unavailable("A process was ended from outside.")

    monkeypatch.setattr(build, "parsed", cut_off)
    with pytest.raises(Unavailable):
        sync(NppesLoader(), tmp_path / "m")
    assert releases.current("npi") is None
    read: list[int] = []

    def counted(header: c.Header, blocks: Iterable[tuple[int, bytes]], size: int) -> Iterator[tuple[int, Parsed]]:
        for number, block in whole(header, blocks, size):
            read.append(number)
            yield number, block

    monkeypatch.setattr(build, "parsed", counted)
    assert sync(NppesLoader(), tmp_path / "m").counts["providers"] == 300
    assert read[0] == 6  # six blocks, three commits, were whole; the seventh was not
    assert len(tools.search(last_name="Name7", limit=50).items) == 6


def test_a_large_table_is_read_by_other_processes_and_comes_in_order(
    own_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parsing, "WORTH_PROCESSES", 0)
    month(tmp_path / "m")
    assert sync(NppesLoader(), tmp_path / "m").counts["providers"] == len(MONTH_LINES)
    assert tools.get(npi(1)).name == "ELISE AILEEN HIZA"


@pytest.mark.parametrize("step", ["providers", f"applying {WEEK}"])
def test_the_long_steps_tell_how_much_is_left(week: Path, own_data: Path, tmp_path: Path, step: str) -> None:
    heard: list[tuple[str, int, int | None]] = []
    month(tmp_path / "again", other_names=[])
    for folder in (tmp_path / "again", week):
        sync(NppesLoader(), folder, lambda step, done, total, unit: heard.append((step, done, total)))
    told = [(done, total) for name, done, total in heard if name == step]
    assert told
    assert all(total and 0 < done <= total for done, total in told)
    assert told[-1][0] == told[-1][1]


def test_a_reading_process_that_is_ended_is_reported_and_nothing_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "WORTH_PROCESSES", 0)
    monkeypatch.setattr(parsing, "parse", _die)
    header = c.Header("f", c.PROVIDERS, c.PROVIDERS)
    with pytest.raises(Unavailable, match="ended from outside"):
        list(parsing.parsed(header, enumerate([b"a", b"b"]), 1))


def _die(*_: object) -> None:
    os._exit(9)


def test_readers_are_answered_while_a_new_release_is_built_and_swapped(week: Path) -> None:
    answers: list[str] = []
    faults: list[BaseException] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            try:
                answers.append(tools.get(npi(1)).last_name)
                tools.search(last_name="Smith", state="NC")
            except BaseException as fault:  # noqa: BLE001 -- whatever it is, it is shown below
                faults.append(fault)
                return

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    sync(NppesLoader(), week)
    tools.get(npi(1))
    stop.set()
    for reader in readers:
        reader.join()
    assert faults == []
    assert set(answers) <= {"HIZA", "HIZA-MILLER"}
    assert tools.get(npi(1)).last_name == "HIZA-MILLER"


def test_the_segments_of_the_spellings_are_shared_between_releases(week: Path) -> None:
    before = releases.current("npi")
    assert before is not None
    after = sync(NppesLoader(), week)
    of_before = {path.stat().st_ino for path in (before.folder / FOLDER).glob("*.term")}
    assert of_before & {path.stat().st_ino for path in (after.folder / FOLDER).glob("*.term")}


def test_a_number_that_was_never_issued_is_not_found(registry: Path) -> None:
    with pytest.raises(NotFound, match=npi(77)):
        tools.get(npi(77))


PUBLISHED = (
    "NPPES_Data_Dissemination_November_2026_V2.zip", "NPPES_Data_Dissemination_110226_110826_Weekly_V2.zip",
    "NPPES_Data_Dissemination_110926_111526_Weekly_V2.zip", "NPPES_Data_Dissemination_111626_112226_Weekly_V2.zip",
    "NPPES_Deactivated_NPI_Report_110926_V2.zip", "NPPES_Data_Dissemination_111626_112226_Weekly.zip",
)  # fmt: skip


@pytest.mark.parametrize(
    ("loaded", "wanted"),
    [
        (None, [PUBLISHED[0], PUBLISHED[1], PUBLISHED[2], PUBLISHED[3], PUBLISHED[4]]),
        ("2026-11-15", [PUBLISHED[3], PUBLISHED[4]]),
        ("2026-06-14", [PUBLISHED[0], PUBLISHED[1], PUBLISHED[2], PUBLISHED[3], PUBLISHED[4]]),
    ],
)
def test_only_what_is_newer_is_fetched(loaded: str | None, wanted: list[str]) -> None:
    as_of = dt.date.fromisoformat(loaded) if loaded else None
    release = as_of and releases.Release("npi", "x", Path(), 1, dt.datetime.now(), as_of, "s")
    assert list(wanted_files(PUBLISHED, release or None)) == wanted


def test_an_organization_is_found_under_its_new_name_only(registry: Path, tmp_path: Path) -> None:
    archive(tmp_path / "w" / WEEK, [organization(8, "PEAK BONES PA", updated="11/11/2026")], WEEK_DAYS)
    sync(NppesLoader(), tmp_path / "w")
    assert names_of(organization_name="Mountain*") == []
    assert names_of(organization_name="Peak Bones PA") == ["PEAK BONES PA"]


def test_what_is_published_is_fetched_and_loaded(
    fault_server: FaultServer, site: Callable[..., Settings], no_sleep: list[float], tmp_path: Path
) -> None:
    site("nppes_files")
    whole, weekly = month(tmp_path / "m"), archive(tmp_path / "w" / WEEK, WEEK_LINES, WEEK_DAYS)
    page = " ".join(f"<a href='./{path.name}'>{path.name}</a>" for path in (whole, weekly))
    fault_server.routes["/NPI_Files.html"] = Answer(page.encode(), content_type="text/html")
    fault_server.files = {f"/{path.name}": path.read_bytes() for path in (whole, weekly)}
    fault_server.faults(None, Fault.CUT_OFF)
    release = sync(NppesLoader())
    assert (release.name, release.counts["providers"]) == ("2026-11-15", len(MONTH_LINES) + 1)
    with pytest.raises(Conflict, match="up to date"):
        sync(NppesLoader())


def test_a_line_in_another_encoding_spoils_none_of_its_neighbours(own_data: Path, tmp_path: Path) -> None:
    path = archive(tmp_path / "m" / MONTH, [person(1, "NÚÑEZ", "A"), person(2, "PENA", "B")], MONTH_DAYS)
    with zipfile.ZipFile(path) as read:
        parts = {name: read.read(name) for name in read.namelist()}
    with zipfile.ZipFile(path, "w") as written:
        for name, body in parts.items():
            written.writestr(name, body.replace(b"PENA", "PEÑA".encode("latin-1")))
    sync(NppesLoader(), path.parent)
    assert [tools.get(npi(place)).last_name for place in (1, 2)] == ["NÚÑEZ", "PEÑA"]
    assert names_of(last_name="Peña") == ["B PEÑA"]
