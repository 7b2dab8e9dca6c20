"""Official files of procedures: read, refused, loaded beside the package's edition."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from accord.connectors.icd10.pcs import load, store
from accord.connectors.icd10.pcs.answers import ProcedureStanding
from accord.connectors.icd10.pcs.build import build
from accord.connectors.icd10.pcs.contents import Contents, Title
from accord.connectors.icd10.pcs.load import LOADERS
from accord.connectors.icd10.pcs.official import labels, titles
from accord.connectors.icd10.pcs.package import read_entry
from accord.connectors.icd10.pcs.tools import procedure_get, procedure_search, procedure_validate
from accord.connectors.syncing import sync, unheard
from accord.errors import Forbidden, Invalid
from accord.settings import Settings
from tests.connectors.fault_server import Fault, FaultServer

CODES = """\
0FT40ZZ Resection of Gallbladder, Open Approach
0FT44ZZ Resection of Gallbladder, Percutaneous Endoscopic Approach
B030ZZZ Magnetic Resonance Imaging (MRI) of Brain
30233R1 Transfusion of Nonautologous Platelets into Peripheral Vein, Percutaneous Approach
"""
ORDER = (
    "00001 0FT     0 Medical and Surgical, Hepatobiliary System and Pancreas, Rese Medical and Surgical, Hepatobiliary\n"
    "00002 0FT44ZZ 1 Resection of Gallbladder, Perc Endo Approach                 "
    "Resection of Gallbladder, Percutaneous Endoscopic Approach\n"
)
TABLES = """<?xml version="1.0" encoding="utf-8"?>
<ICD10PCS.tabular><pcsTable>
 <axis pos="1" values="1"><title>Section</title><label code="B">Imaging</label></axis>
 <axis pos="2" values="1"><title>Body System</title><label code="0">Central Nervous System</label></axis>
 <axis pos="3" values="1"><title>Type</title><label code="3">Magnetic Resonance Imaging (MRI)</label></axis>
 <pcsRow codes="1">
  <axis pos="4" values="1"><title>Body Part</title><label code="0">Brain</label></axis>
  <axis pos="5" values="1"><title>Contrast</title><label code="Z">None</label></axis>
  <axis pos="6" values="1"><title>Qualifier</title><label code="Z">None</label></axis>
  <axis pos="7" values="1"><title>Qualifier</title><label code="Z">None</label></axis>
 </pcsRow></pcsTable></ICD10PCS.tabular>
"""
LOADER = LOADERS[0]
PACKAGE = Contents((), {("0FT", 3, "T"): "Resection", ("0FT", 4, "4"): "Gallbladder"}, (), ())  # small, so quick


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ACCORD_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(load, "read_package", lambda: PACKAGE)
    (tmp_path / "files").mkdir()
    return tmp_path / "files"


def test_a_code_file_and_its_tables_become_a_release(folder: Path) -> None:
    (folder / "icd10pcs_codes_2026.txt").write_text(CODES)
    with zipfile.ZipFile(folder / "tables.zip", "w") as archive:
        archive.writestr("Zip/icd10pcs_tables_2026.xml", TABLES)
    release = sync(LOADER, folder)
    assert (release.name, release.as_of, dict(release.counts)) == ("2025-10-01", dt.date(2025, 10, 1), {"codes": 4})
    told = procedure_get("B030ZZZ", dt.date(2026, 3, 1))
    assert [axis.word for axis in told.axes[:4]] == [
        "Imaging", "Central Nervous System", "Magnetic Resonance Imaging (MRI)", "Brain",
    ]  # fmt: skip
    assert told.provenance.release == "2025-10-01"
    assert procedure_search("MRI of the brain").items[0].code == "B030ZZZ"
    assert procedure_search("platelet transfusion").items[0].code == "30233R1"


def test_each_day_is_answered_by_the_edition_of_its_fiscal_year(folder: Path) -> None:
    (folder / "icd10pcs_codes_2026.txt").write_text(CODES)
    sync(LOADER, folder)
    days = {
        dt.date(2025, 9, 30): ProcedureStanding.VALID,  # the package's FY2025 has it
        dt.date(2025, 10, 1): ProcedureStanding.NOT_A_CODE,  # the loaded FY2026 has not
    }
    for day, standing in days.items():
        assert procedure_validate(("0SRC0JZ",), day).items[0].standing is standing


def test_gzip_and_the_order_file_are_read_too(folder: Path) -> None:
    (folder / "icd10pcs-order-2025.txt.gz").write_bytes(gzip.compress(ORDER.encode()))
    sync(LOADER, folder)
    assert procedure_get("0FT44ZZ", dt.date(2025, 1, 1)).short_name == "Resection of Gallbladder, Perc Endo Approach"
    book = store.book()
    assert book.count("") == 1


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("icd10pcs_codes_2026.txt", "0FT40ZZ\n", "line 1"),
        ("icd10pcs_codes_2026.txt", "0FI40ZZ Resection\n", "shape"),
        ("icd10pcs_codes_2026.txt", "", "no codes"),
        ("icd10pcs_order_2026.txt", "not an order line\n", "line 1"),
    ],
)
def test_another_kind_of_file_is_refused_with_its_line(name: str, text: str, fault: str) -> None:
    with pytest.raises(Invalid, match=fault):
        titles(name, text)


@pytest.mark.parametrize("text", ["<broken", "<other/>"])
def test_other_tables_are_refused(text: str) -> None:
    with pytest.raises(Invalid):
        labels("icd10pcs_tables_2026.xml", text)


def test_a_damaged_archive_changes_nothing(folder: Path) -> None:
    (folder / "icd10pcs-codes-2026.txt.gz").write_bytes(gzip.compress(CODES.encode())[:-20])
    with pytest.raises(Invalid, match="damaged"):
        sync(LOADER, folder)
    assert store.book().provenance.release == "FY2025"


def test_a_folder_without_the_files_says_what_is_wanted(folder: Path) -> None:
    with pytest.raises(Invalid, match="icd10pcs_codes"):
        sync(LOADER, folder)


def test_a_build_that_was_cut_off_is_begun_again(tmp_path: Path) -> None:
    contents = Contents((Title("0FT40ZZ", "Resection of Gallbladder"),), {})
    assert build(tmp_path, contents) == build(tmp_path, contents)


def test_the_files_are_fetched_where_the_host_is_allowed(
    tmp_path: Path, site: Callable[..., Settings], fault_server: FaultServer, no_sleep: list[float]
) -> None:
    year, before = load._years(dt.date.today())  # pyright: ignore[reportPrivateUsage]
    archives: dict[int, bytes] = {}
    for number, text in ((year, CODES), (before, TABLES)):
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w") as archive:
            archive.writestr(
                f"icd10pcs_{'codes' if text is CODES else 'tables'}_{number}.{'txt' if text is CODES else 'xml'}", text
            )
        archives[number] = held.getvalue()
    fault_server.files[f"/files/zip/{year}-icd-10-pcs-codes-file.zip"] = archives[year]
    fault_server.files[f"/files/zip/{before}-icd-10-pcs-code-tables-and-index.zip"] = archives[before]
    site("icd10pcs_files")
    fault_server.faults(Fault.ERROR_500, Fault.CUT_OFF)
    LOADER.fetch(tmp_path, unheard)
    assert len(list(tmp_path.glob("*.zip"))) == 2
    told = LOADER.inputs(tmp_path)
    assert [path.name for path in told.files] == [
        f"{year}-icd-10-pcs-codes-file.zip"
    ]  # tables of another year: left out


def test_nothing_is_fetched_without_a_setting(tmp_path: Path, site: Callable[..., Settings]) -> None:
    site("icd10pcs_files", allow_hosts=[])
    with pytest.raises(Forbidden):
        LOADER.fetch(tmp_path, unheard)


def test_the_official_file_loads_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = Path(os.environ.get("ACCORD_SHARED", "../shared")) / "data/icd/icd10pcs-codes-2026.txt.gz"
    if not file.is_file():
        pytest.skip("the shared data folder is not here (ACCORD_SHARED)")
    monkeypatch.setenv("ACCORD_DATA", str(tmp_path))
    assert sync(LOADER, file).counts["codes"] == 79_115
    assert procedure_get("30233R1").provenance.source == "ICD-10-PCS FY2026"


def test_lines_of_the_alphabetic_index_keep_the_words_they_stand_under() -> None:
    content = "Drainage see Drainage, Peritoneal Cavity **0W9G**\nVein\n\tCentral (continued)\n\t\tPlasma **30243K**\n\t\tLeft **06H1** **06H2**"
    found = [(entry.words, entry.pointer.value, entry.target, entry.start) for entry in read_entry("Term", content)]
    assert found == [
        ("Term Drainage", "see", "Drainage, Peritoneal Cavity", "0W9G"),
        ("Term Vein Central Plasma", "names", "", "30243K"),
        ("Term Vein Central Left", "names", "", "06H1"),
        ("Term Vein Central Left", "names", "", "06H2"),
    ]
