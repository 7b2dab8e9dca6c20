"""The files of HCPCS: records of fixed columns, the sheet, and tables."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.connectors.hcpcs import layouts
from accord.connectors.hcpcs.item import Item, ItemKind
from accord.connectors.hcpcs.sheet import cells
from accord.errors import Invalid
from tests.connectors.hcpcs.made import HEADINGS, quarter, record, sheet


def read(text: str) -> dict[str, Item]:
    return {item.code: item for item in layouts.records(text.splitlines(), "file")}


def test_every_field_comes_from_its_columns() -> None:
    item = read(quarter())["E0601"]
    assert item == Item(
        "E0601", ItemKind.CODE, "Continuous positive airway pressure (CPAP) device", "Cont airway pressure device",
        "D", "D1C", dt.date(1995, 1, 1), dt.date(1995, 1, 1), None, "N",
    )  # fmt: skip


def test_a_long_name_goes_on_over_records() -> None:
    assert read(quarter())["A9900"].long.endswith("one record cannot hold so that it goes on in a second")


def test_modifiers_are_items_of_their_own() -> None:
    found = read(quarter())
    assert {code for code, item in found.items() if item.kind is ItemKind.MODIFIER} == {"RR", "NU"}


def test_the_last_day_of_use_is_read() -> None:
    assert read(quarter())["E1399"].ended == dt.date(2026, 3, 31)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("E0601 too short\n", "line 1"),
        (record("E0601", "name", ric="9"), "line 1"),
        (record("E0601", "name", ric="4"), "not begun"),
        (record("E0601", "name", added="20261301"), "not a date"),
        (record("E0601", "name") + "\n" + record("E0602", "more", ric="4"), "line 2"),
    ],
)
def test_what_is_no_record_is_refused_with_its_line(text: str, fault: str) -> None:
    with pytest.raises(Invalid, match=fault):
        read(text)


@given(st.text(max_size=40))
def test_any_short_text_but_blanks_is_refused_with_its_line(text: str) -> None:
    if not text.strip():
        assert list(layouts.records([text], "file")) == []
        return
    with pytest.raises(Invalid, match="file, line 1"):
        list(layouts.records([text], "file"))


def test_the_sheet_is_read_with_words_before_its_headings(tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "x.xlsx",
        [
            ["2026 file", "", ""],
            HEADINGS,
            ["E0601", "00100", "3", "Airway pressure", "Airway", "D", "D1C", "19950101", "19960101", "", "N"],
            ["E0601", "00200", "4", "device that goes on", "", "", "", "", "", "", ""],
            ["RR", "00100", "7", "Rental", "Rental", "", "", "19950101", "", "20261231", ""],
        ],
    )
    first, second = layouts.rows(cells(path.read_bytes(), "x.xlsx"), "x.xlsx")
    assert (first.code, first.long, first.added, first.coverage) == (
        "E0601", "Airway pressure device that goes on", dt.date(1995, 1, 1), "D",
    )  # fmt: skip
    assert (second.kind, second.ended) == (ItemKind.MODIFIER, dt.date(2026, 12, 31))


def test_a_table_without_dental_and_cpt_codes() -> None:
    text = "code,long_description,short_description\nA2001,Name one,One\nD0120,Dental,Dental\n99213,Visit,Visit\n"
    assert [item.code for item in layouts.rows(layouts.table(text), "t.csv")] == ["A2001"]


def test_a_table_without_headings_is_refused() -> None:
    with pytest.raises(Invalid, match="headings"):
        list(layouts.rows(layouts.table("A2001,Name\n"), "t.csv"))


@pytest.mark.parametrize("data", [b"", b"not a sheet", b"PK\x03\x04 broken"])
def test_what_is_no_sheet_is_refused(data: bytes) -> None:
    with pytest.raises(Invalid):
        list(cells(data, "x.xlsx"))


@pytest.mark.parametrize(
    ("text", "told"),
    [("20260101", dt.date(2026, 1, 1)), ("2026-01-01", dt.date(2026, 1, 1)), ("1/2/2026", dt.date(2026, 1, 2)),
     ("46023", dt.date(2026, 1, 1)), ("20260101.0", dt.date(2026, 1, 1)), ("", None), ("00000000", None)],
)  # fmt: skip
def test_a_day_in_each_way_of_writing(text: str, told: dt.date | None) -> None:
    assert layouts.day(text, "here") == told
