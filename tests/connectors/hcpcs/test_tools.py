"""The tools on HCPCS: without a file, with one, over quarters."""

from __future__ import annotations

import datetime as dt
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from accord.connectors.answer import Ask, Backend
from accord.connectors.hcpcs import load
from accord.connectors.hcpcs.load import LOADERS
from accord.connectors.hcpcs.standing import Standing
from accord.connectors.hcpcs.tools import TOOLS, get, list_, modifiers, search, validate
from accord.connectors.releases import Release
from accord.connectors.syncing import sync
from accord.connectors.tool import tool
from accord.errors import Invalid, NotFound, Unavailable
from accord.settings import settings
from tests.connectors.hcpcs.made import HEADINGS, quarter, record, sheet

MARCH, MAY, NOVEMBER = dt.date(2026, 3, 31), dt.date(2026, 5, 1), dt.date(2026, 11, 1)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ACCORD_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(load, "LEAST_WHOLE", 3)
    settings.cache_clear()
    return tmp_path


@pytest.fixture
def loaded(folder: Path) -> Callable[..., Release]:
    """loaded('APR') puts a quarter in place; more -- further records."""

    def put(month: str = "APR", more: str = "", year: int = 2026) -> Release:
        place = folder / month
        place.mkdir(exist_ok=True)
        (place / f"HCPC{year}_{month}_ANWEB.txt").write_text(quarter(more), "latin-1")
        return sync(LOADERS[0], place, accept_fewer=True)

    return put


def standings(codes: tuple[str, ...], on: dt.date) -> list[Standing]:
    return [verdict.standing for verdict in validate(codes, on).items]


def test_without_a_file_the_shipped_list_answers_and_says_how_to_load() -> None:
    page = search("home oxygen")
    assert page.items[0].code == "E0424"
    assert page.items[0].standing is Standing.KNOWN
    assert "accord sync hcpcs" in page.provenance.notice
    assert get("e0601").family == "positive airway pressure and sleep tests"
    with pytest.raises(Unavailable, match="A9900"):
        get("A9900")


def test_without_a_file_no_code_is_called_wrong() -> None:
    assert standings(("E0601", "Q9999", "64635", "99999", "D0120", "E060"), MAY) == [
        Standing.KNOWN, Standing.CANNOT_SAY, Standing.KNOWN, Standing.CANNOT_SAY, Standing.CANNOT_SAY,
        Standing.BAD_SHAPE,
    ]  # fmt: skip


@pytest.mark.parametrize(("code", "owner"), [("99213", "American Medical"), ("0253T", "American Medical"), ("D0120", "American Dental")])  # fmt: skip
def test_codes_of_others_are_told_by_shape_alone(code: str, owner: str, loaded: Callable[..., Release]) -> None:
    loaded(more=record(code, "A name that is not free", "Not free"))
    told = get(code)
    assert (told.long, told.short) == ("", "")
    assert owner in told.provenance.notice
    assert owner in validate((code,)).items[0].reason


def test_a_loaded_quarter_judges_by_the_day(loaded: Callable[..., Release]) -> None:
    release = loaded("APR")
    assert (release.name, dict(release.counts)) == ("2026-04-01", {"codes": 5, "modifiers": 2})
    codes = ("E0601", "E1399", "E9001", "Q9999")
    assert standings(codes, MAY) == [Standing.VALID, Standing.ENDED, Standing.NOT_YET, Standing.NOT_LISTED]
    assert standings(codes, MARCH)[1] is Standing.VALID
    # in November another file is in force: what this one lacks may be new
    assert standings(codes, NOVEMBER) == [Standing.VALID, Standing.ENDED, Standing.VALID, Standing.CANNOT_SAY]


def test_each_day_is_answered_by_its_quarter(loaded: Callable[..., Release]) -> None:
    loaded("APR", more=record("Q9999", "A code of spring only"))
    loaded("JUL")
    july = dt.date(2026, 7, 2)
    assert standings(("Q9999",), MAY) == [Standing.VALID]
    assert standings(("Q9999",), july) == [Standing.NOT_LISTED]
    assert get("Q9999", MAY).provenance.release == "2026-04-01"
    with pytest.raises(NotFound, match="2026-07-01"):
        get("Q9999", july)


def test_a_part_of_the_code_set_never_says_that_there_is_no_code(
    loaded: Callable[..., Release], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(load, "LEAST_WHOLE", 7_000)
    release = loaded("APR")
    assert "may exist" in release.notice
    assert standings(("Q9999",), MAY) == [Standing.CANNOT_SAY]


@pytest.mark.parametrize(
    ("question", "code"),
    [("cpap", "E0601"), ("airway presure machine", "E0601"), ("oxigen concentrator", "E1390"), ("o2 concentrator", "E1390"),
     ("E06", "E0601"), ("e1390", "E1390"), ("durable equipment misc", "E1399")],
)  # fmt: skip
def test_the_first_code_of_a_question(question: str, code: str, loaded: Callable[..., Release]) -> None:
    loaded()
    page = search(question, on=MAY)
    assert page.items[0].code == code
    assert page.provenance.backend is Backend.LOCAL


def test_nothing_is_found_for_words_that_are_in_no_name(loaded: Callable[..., Release]) -> None:
    loaded()
    assert search("zzqqx").items == ()


@pytest.mark.parametrize(("query", "limit"), [("", 10), (" ", 5), ("cpap", 0), ("cpap", 101)])
def test_a_question_that_cannot_be_asked(query: str, limit: int) -> None:
    with pytest.raises(Invalid):
        search(query, limit)


def test_a_code_in_full(loaded: Callable[..., Release]) -> None:
    loaded()
    told = get("e0601", MAY)
    assert (told.coverage, told.coverage_meaning, told.betos) == ("D", "special coverage instructions apply", "D1C")
    assert told.standing is Standing.VALID
    assert get("RR", MAY).kind == "modifier"
    with pytest.raises(Invalid):
        get("nonsense")


def test_modifiers_with_those_that_contradict_them(loaded: Callable[..., Release]) -> None:
    assert modifiers("RR").items[0].excludes == ("NU", "UE")
    loaded()
    (rented,) = modifiers("rr").items
    assert (rented.short, rented.excludes) == ("Rental", ("NU", "UE"))
    assert {"NU", "RR", "GA"} <= {modifier.code for modifier in modifiers().items}
    with pytest.raises(NotFound):
        modifiers("Z9")


def test_codes_are_listed_by_beginning_by_range_and_by_family(loaded: Callable[..., Release]) -> None:
    assert [hit.code for hit in list_(family="hyperbaric").items] == ["99183", "G0277"]
    loaded()
    assert [hit.code for hit in list_("E1").items] == ["E1390", "E1399"]
    assert [hit.code for hit in list_("A0", "E06").items] == ["A9900", "E0601"]
    first = list_(limit=2)
    assert [hit.code for hit in list_(after=first.next, limit=2).items] == ["E1390", "E1399"]
    with pytest.raises(NotFound):
        list_("V9")


def test_the_newest_official_file_of_an_archive_is_taken(folder: Path) -> None:
    with zipfile.ZipFile(folder / "april-2026-alpha-numeric-hcpcs-file.zip", "w") as archive:
        archive.writestr("HCPC2026_APR_ANWEB.txt", quarter())
        archive.writestr("HCPC2026_recordlayout.txt", "something else")
    (folder / "hcpcs_part_2025-01.csv").write_text("code,long,short\nA1000,Old,Old\n")
    assert sync(LOADERS[0], folder).name == "2026-04-01"


def test_the_official_sheet_loads_and_the_records_go_before_it(folder: Path) -> None:
    name = folder / "HCPC2026_JUL_ANWEB.xlsx"
    line = ["E0601", "00100", "3", "From the sheet", "Sheet", "D", "D1C", "19950101", "19950101", "", "N"]
    sheet(name, [HEADINGS, line])
    assert sync(LOADERS[0], folder).counts["codes"] == 1
    assert get("E0601", dt.date(2026, 7, 2)).long == "From the sheet"
    (folder / "HCPC2026_JUL_ANWEB.txt").write_text(quarter(), "latin-1")
    assert sync(LOADERS[0], folder, accept_fewer=True).counts["codes"] == 5


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("april-2026.zip", b"not an archive"),
        ("HCPC2026_APR_ANWEB.txt", b"not a record\n"),
        ("HCPC2026_APR_ANWEB.xlsx", b"not a sheet"),
        ("HCPC2026_APR_ANWEB.txt", record("99213", "CPT only").encode()),
        ("other.txt", b""),
    ],
)
def test_a_bad_file_is_refused_and_changes_nothing(
    name: str, data: bytes, folder: Path, loaded: Callable[..., Release]
) -> None:
    before = loaded()
    place = folder / "bad"
    place.mkdir()
    (place / name).write_bytes(data)
    with pytest.raises(Invalid):
        sync(LOADERS[0], place)
    assert get("E0601", MAY).provenance.release == before.name


def test_a_table_of_the_shared_folder_loads(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    file = Path(os.environ.get("ACCORD_SHARED", "../shared")) / "data/hcpcs/hcpcs_level2_from_mcd_2026-02.csv"
    if not file.is_file():
        pytest.skip("the shared data folder is not here (ACCORD_SHARED)")
    release = sync(LOADERS[0], file)
    assert (release.name, release.counts["codes"]) == ("2026-02-01", 2_364)
    assert search("portable oxygen concentrator").items[0].code == "E1392"
    assert standings(("A0000",), dt.date(2026, 2, 10)) == [Standing.CANNOT_SAY]


def test_every_tool_explains_its_parameters() -> None:
    assert [tool("hcpcs", function).name for function in TOOLS] == ["search", "get", "validate", "modifiers", "list"]


def test_the_live_side_is_not_asked_where_no_setting_allows_it() -> None:
    assert search("cpap", ask=Ask.AUTO).provenance.backend is Backend.LOCAL
