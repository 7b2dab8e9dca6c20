"""The official archives: found by name, read as a stream, refused loudly when they are other than published."""

from __future__ import annotations

import csv
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.connectors.npi import columns as c
from accord.connectors.npi.archive import Contents, Table, read_archive
from accord.connectors.npi.deactivated import deactivations
from accord.connectors.npi.load import choose
from accord.connectors.npi.rows import day, parse
from accord.errors import Invalid
from tests.connectors.npi.archives import MONTH_DAYS, WEEK_DAYS, archive, month, npi, person, report

SHARED = Path(os.environ.get("ACCORD_SHARED", "../shared")) / "data" / "npi" / "npidata_pfile_header_330.csv"


def test_the_published_header_has_just_the_columns_that_are_expected() -> None:
    if not SHARED.is_file():
        pytest.skip(f"{SHARED} is absent; set ACCORD_SHARED")
    with SHARED.open(encoding="utf-8") as file:
        header = c.Header("the file", tuple(next(csv.reader(file))), c.PROVIDERS)
    assert len(header.at) == 330


@pytest.mark.parametrize("name", ["Provider Gender Code", "Provider Sex Code"])
def test_old_and_new_names_of_a_column_are_one(name: str) -> None:
    written = tuple(name if column == c.SEX else column for column in c.PROVIDERS)
    assert c.Header("f", written, c.PROVIDERS).place(c.SEX) == c.PROVIDERS.index(c.SEX)


def test_columns_are_found_by_name_whatever_their_order() -> None:
    header = c.Header("f", tuple(reversed(c.PROVIDERS)), c.PROVIDERS)
    assert header.place(c.NPI) == 329


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ((*c.PROVIDERS, "Provider Favourite Colour"), "unknown: Provider Favourite Colour"),
        (c.PROVIDERS[:-1], "missing: Certification Date"),
        ((*c.PROVIDERS, c.NPI), "twice"),
        ((), "missing: NPI"),
    ],
)
def test_another_layout_is_refused_with_what_differs(written: tuple[str, ...], told: str) -> None:
    with pytest.raises(Invalid, match=told):
        c.Header("npidata_pfile", written, c.PROVIDERS)


def test_an_archive_says_what_it_holds_and_for_which_day(tmp_path: Path) -> None:
    whole = read_archive(month(tmp_path / "m"))
    week = read_archive(archive(tmp_path / "w" / "a_Weekly.zip", [], WEEK_DAYS))
    deactivated = read_archive(report(tmp_path / "r" / "b.zip", []))
    assert whole
    assert week
    assert deactivated
    assert (whole.contents, str(whole.as_of)) == (Contents.MONTHLY, "2026-11-08")
    assert (week.contents, str(week.as_of)) == (Contents.WEEKLY, "2026-11-15")
    assert (deactivated.contents, str(deactivated.as_of)) == (Contents.DEACTIVATED, "2026-11-16")
    assert choose([deactivated, week, whole]) == [whole, week, deactivated]


def test_any_other_zip_is_left_alone(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as other:
        other.writestr("notes.txt", b"nothing")
    assert read_archive(tmp_path / "other.zip") is None


def test_a_file_that_is_no_zip_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK but no more")
    with pytest.raises(Invalid, match="not a whole zip"):
        read_archive(tmp_path / "a.zip")


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("size", [1_500, 4_000, 1 << 20])
def test_blocks_are_whole_lines_whatever_their_size(tmp_path: Path, ends: str, size: int) -> None:
    lines = [person(at, "BREAK" if at % 7 else 'A "B"\n1,C', "X", city="A,B") for at in range(60)]
    read = read_archive(archive(tmp_path / "a.zip", lines, MONTH_DAYS, ends=ends))
    assert read
    header = read.header(Table.PROVIDERS)
    blocks = list(read.blocks(Table.PROVIDERS, size))
    rows = [row for at, block in enumerate(blocks) for row in parse(header, at, block).rows]
    assert [row[0] for row in rows if row[1] == 0] == [int(npi(at)) for at in range(60)]
    assert rows[7][3] == "A B 1 C"
    assert b"".join(blocks) == b"".join(read.blocks(Table.PROVIDERS))


@pytest.mark.parametrize(
    ("line", "told"),
    [(b'"1000000012","1"\n', "2 fields, not 330"), (b'"1000000012"\n', "1 fields")],
)
def test_a_line_cut_short_is_refused(line: bytes, told: str) -> None:
    with pytest.raises(Invalid, match=told):
        parse(c.Header("the file", c.PROVIDERS, c.PROVIDERS), 0, line)


@pytest.mark.parametrize("text", ["2026-11-08", "11/8", "11/08/26", "soon", "1/1/1/1"])
def test_a_date_of_another_shape_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="not a date"):
        day(text)


@given(st.dates())
def test_a_date_keeps_its_order_as_a_number(date) -> None:
    assert day(f"{date:%m/%d/}{date.year:04}") == date.year * 10_000 + date.month * 100 + date.day


@pytest.mark.parametrize("shared", [True, False])
def test_the_report_of_deactivated_numbers_is_read(tmp_path: Path, shared: bool) -> None:
    read = read_archive(report(tmp_path / "r.zip", [(npi(1), "06/30/2026"), (npi(2), "46203")], shared))
    assert read
    assert list(deactivations(read)) == [(int(npi(1)), 20260630), (int(npi(2)), 20260630)]


@pytest.mark.parametrize(
    ("row", "told"), [(("1234567890", "06/30/2026"), "not an NPI"), ((npi(1), "soon"), "a date is due")]
)
def test_a_report_with_another_content_is_refused(tmp_path: Path, row: tuple[str, str], told: str) -> None:
    read = read_archive(report(tmp_path / "r.zip", [row]))
    assert read
    with pytest.raises(Invalid, match=told):
        list(deactivations(read))
