"""Another edition beside the shipped one: loaded from the official files, chosen by the day of service."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from accord.connectors import icd10
from accord.connectors.icd10 import load
from accord.connectors.icd10.edition import FY2026, Standing
from accord.connectors.icd10.editions import edition_on, editions, end_of_fiscal_year
from accord.connectors.icd10.load import DiagnosisLoader
from accord.connectors.icd10.tools import check_together, get, search, validate
from accord.connectors.syncing import sync
from accord.errors import Invalid
from accord.settings import Settings
from tests.connectors.fault_server import FaultServer

BEFORE, AFTER, LATE = dt.date(2026, 9, 30), dt.date(2026, 10, 1), dt.date(2027, 10, 1)


def test_without_another_edition_the_day_after_cannot_be_judged(site_folder: Path) -> None:
    assert editions() == (FY2026,)
    assert icd10.in_force("I10", AFTER) is Standing.CANNOT_SAY


@pytest.mark.parametrize(
    ("code", "day", "standing"),
    [
        ("I17", BEFORE, Standing.NOT_IN_EDITION), ("I17", AFTER, Standing.IN_FORCE), ("I10", BEFORE, Standing.IN_FORCE),
        ("E11.9", AFTER, Standing.NOT_IN_EDITION), ("I10", LATE, Standing.CANNOT_SAY),
    ],
)  # fmt: skip
def test_the_day_of_service_decides_the_edition(site_folder: Path, code: str, day: dt.date, standing: Standing) -> None:
    sync(DiagnosisLoader(), site_folder)
    assert icd10.in_force(code, day) is standing


def test_a_loaded_edition_answers_every_tool(site_folder: Path) -> None:
    release = sync(DiagnosisLoader(), site_folder)
    assert (release.name, release.source, release.counts["billable"]) == ("2026-10-01", "ICD-10-CM FY2027", 4)
    assert edition_on(AFTER) != edition_on(BEFORE)
    assert [hit.code for hit in search("morgenkrankheit", on=AFTER).items] == ["I17"]
    assert search("scalp injury sequela", on=AFTER).items[0].code == "S00.0XXS"
    assert get("I17", AFTER).last == dt.date(2027, 9, 30)
    assert [one.usable for one in validate(("I10", "E11.9", "S00.0"), AFTER).items] == [True, False, False]
    assert [one.rule for one in check_together(("I17", "I10"), AFTER).problems] == ["excludes1"]
    assert search("heart attack", on=BEFORE).items[0].code == "I21.9"


def test_the_index_alone_goes_with_the_shipped_edition(site_folder: Path) -> None:
    for name in ("icd10cm-tabular-2027.xml", "icd10cm-order-2027.txt"):
        (site_folder / name).unlink()
    inputs = DiagnosisLoader().inputs(site_folder)
    assert (inputs.as_of, [path.name for path in inputs.files]) == (FY2026.first, ["icd10cm-index-2027.xml"])


def test_archives_are_unpacked(site_folder: Path) -> None:
    with zipfile.ZipFile(site_folder / "all.zip", "w") as archive:
        for path in sorted(site_folder.glob("icd10cm-*")):
            archive.write(path, f"table and index/{path.name}")
            path.unlink()
    assert sync(DiagnosisLoader(), site_folder).counts["billable"] == 4


def test_the_official_archives_are_fetched_and_loaded(
    site_folder: Path, fault_server: FaultServer, site: Callable[..., Settings], tmp_path: Path
) -> None:
    year = dt.date.today().year + (dt.date.today().month >= 10)
    archives = {
        f"{load.ROOT}/{year}/icd10cm-table-index-{year}.zip": ("icd10cm-tabular-2027.xml", "icd10cm-index-2027.xml"),
        f"{load.ROOT}/{year}/icd10cm-Code%20Descriptions-{year}.zip": ("icd10cm-order-2027.txt",),
    }
    for path, names in archives.items():
        with zipfile.ZipFile(tmp_path / "made.zip", "w") as archive:
            for name in names:
                archive.write(site_folder / name, name)
        fault_server.files[path] = (tmp_path / "made.zip").read_bytes()
    site("icd10cm_files")
    assert sync(DiagnosisLoader()).counts["billable"] == 4


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("icd10cm-tabular-2027.xml", "<ICD10CM.tabular><version>2027</version><chapter>"),
        ("icd10cm-tabular-2027.xml", "<ICD10CM.tabular><chapter/></ICD10CM.tabular>"),
        ("icd10cm-index-2027.xml", "<cut"),
        ("icd10cm-order-2027.txt", "00001 I10     1 Essential\n"),
        ("all.zip", "no archive"),
    ],
)
def test_damaged_files_change_nothing(site_folder: Path, name: str, text: str) -> None:
    (site_folder / name).write_text(text, "utf-8")
    with pytest.raises(Invalid):
        sync(DiagnosisLoader(), site_folder)
    assert editions() == (FY2026,)


def test_a_folder_of_other_things_is_refused_with_what_is_wanted(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("nothing", "utf-8")
    with pytest.raises(Invalid, match="Wanted"):
        DiagnosisLoader().inputs(tmp_path)


@pytest.mark.parametrize(
    ("day", "last"), [(dt.date(2026, 10, 1), dt.date(2027, 9, 30)), (dt.date(2026, 4, 1), dt.date(2026, 9, 30))]
)
def test_an_edition_ends_with_its_fiscal_year(day: dt.date, last: dt.date) -> None:
    assert end_of_fiscal_year(day) == last
