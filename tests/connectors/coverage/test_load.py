"""Loading: every form of the official files, every fault named, nothing changed by a damaged one."""

from __future__ import annotations

import datetime as dt
import os
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from accord.connectors import releases
from accord.connectors.coverage import load, tools
from accord.connectors.coverage.load import CoverageLoader
from accord.connectors.coverage.plain import plain
from accord.connectors.coverage.values import Happened
from accord.connectors.releases import Release
from accord.connectors.syncing import sync
from accord.errors import AccordError, Invalid, NotFound, Unavailable
from tests.connectors.coverage.bulk import HEADERS, article, downloads, of, table
from tests.connectors.coverage.small import tables

SHARED = Path(os.environ.get("ACCORD_SHARED", "../shared")) / "data" / "mcd"
pytestmark = pytest.mark.usefixtures("data")


def loaded(folder: Path) -> Release:
    return sync(CoverageLoader(), folder, accept_fewer=True)


def test_the_archives_load_whole(tmp_path: Path) -> None:
    release = loaded(downloads(tmp_path / "files", tables()))
    assert release.name == "2026-01-20"
    assert release.notice == ""
    assert {what: release.counts[what] for what in ("NCDs", "LCDs", "proposed LCDs", "articles", "contractors")} == {
        "NCDs": 2, "LCDs": 2, "proposed LCDs": 1, "articles": 4, "contractors": 4,
    }  # fmt: skip


def test_unpacked_files_give_the_same_as_archives(tmp_path: Path) -> None:
    packed = loaded(downloads(tmp_path / "files", tables()))
    for name in HEADERS:
        (tmp_path / "open").mkdir(exist_ok=True)
        (tmp_path / "open" / f"{name}.csv").write_bytes(table(name, tables().get(name, ())))
    assert dict(loaded(tmp_path / "open").counts) == dict(packed.counts)


def test_one_archive_alone_says_what_is_lacking(tmp_path: Path) -> None:
    release = loaded(downloads(tmp_path / "files", tables()) / "current_lcd.zip")
    assert "Not loaded: national determinations, text of articles" in release.notice
    assert tools.check("E0601", ("G47.33",), "OH").answer.value == "cannot_say"
    assert "text" not in tools.get("L30001").missing


def test_a_list_of_documents_gives_titles_without_text(tmp_path: Path) -> None:
    (tmp_path / "documents_latest.csv").write_text(
        "contractor_name_type,document_display_id,document_id,document_type,document_version,effective_date,note,"
        "retirement_date,title,updated_on,updated_on_sort,url\n"
        '"Some Hills\n(MAC - Part A)",L31000,31000,LCD,3,08/14/2025,,N/A,Caf\u00e9 Lights,08/06/2025,20250806133001,x\n',
        "utf-8",
    )
    assert loaded(tmp_path).as_of == dt.date(2025, 8, 6)
    found = tools.get("L31000")
    assert (found.title, found.missing, found.effective) == ("Caf\u00e9 Lights", ("text",), dt.date(2025, 8, 14))
    assert tools.search("cafe lights").items[0].contractors == ("Some Hills (MAC - Part A)",)
    with pytest.raises(NotFound, match="text of L31000, version 3, is not loaded"):
        tools.passage("L31000", "indication")


def without(name: str, column: str) -> bytes:
    return table(name, tables()[name], [each for each in HEADERS[name].split() if each != column])


FAULTS: list[tuple[str, Callable[[bytes], bytes], str]] = [
    ("lcd", lambda _: without("lcd", "indication"), r"lcd\.csv, line 1: column 'indication' is missing"),
    ("lcd", lambda was: was.replace(b"lcd_id,", b"lcd_id,mood,", 1), r"lcd\.csv, line 1: column 'mood' is not known"),
    ("article", lambda was: was[:-40], r"article\.csv.* (?:fields where|unexpected end|cut off)"),
    ("article", lambda was: was.rstrip(b"\n"), r"article\.csv, line \d+: the file ends within a line"),
    ("article_x_icd10_covered", lambda was: was.replace(b"\n50002,4,", b"\n5000x,4,", 1),
     r"article_x_icd10_covered\.csv, line 4, column 'article_id'"),
    ("lcd_x_contractor", lambda was: was.replace(b",2,2026", b",2,9,2026", 1), r"line 2: 7 fields where 6 are due"),
    ("ncd_trkg", lambda was: was.replace(b'"', b"", 1) + b'"', r"ncd_trkg\.csv"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "spoil", "told"), FAULTS)
def test_a_damaged_file_is_named_and_changes_nothing(
    tmp_path: Path, name: str, spoil: Callable[[bytes], bytes], told: str
) -> None:
    before = loaded(downloads(tmp_path / "files", tables()))
    spoilt = spoil(table(name, tables()[name]))
    with pytest.raises(Invalid, match=told):
        loaded(downloads(tmp_path / "spoilt", tables(), **{name: spoilt}))
    now = releases.current("coverage")
    assert now is not None
    assert now.name == before.name
    assert tools.get("L30001").version == 12


@pytest.mark.parametrize("cut", [20, 400, 2000])
def test_a_truncated_archive_is_named(tmp_path: Path, cut: int) -> None:
    folder = downloads(tmp_path / "files", tables())
    whole = (folder / "current_article.zip").read_bytes()
    (folder / "current_article.zip").write_bytes(whole[:-cut])
    with pytest.raises(Invalid, match=r"current_article\.zip"):
        loaded(folder)
    assert releases.current("coverage") is None


def test_a_bit_turned_within_an_archive_is_named(tmp_path: Path) -> None:
    folder = downloads(tmp_path / "files", tables())
    whole = bytearray((folder / "current_lcd.zip").read_bytes())
    whole[len(whole) // 2] ^= 0xFF
    (folder / "current_lcd.zip").write_bytes(bytes(whole))
    with pytest.raises(Invalid, match=r"current_lcd\.zip"):
        loaded(folder)


def test_a_folder_of_other_things_says_what_is_wanted(tmp_path: Path) -> None:
    (tmp_path / "holiday.csv").write_text("a,b\n1,2\n")
    with pytest.raises(Invalid, match=r"ncd\.zip"):
        loaded(tmp_path)


def test_a_build_that_was_interrupted_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = downloads(tmp_path / "files", tables())

    def stop(*_: object) -> None:
        raise Unavailable("the power failed")

    with monkeypatch.context() as patch:
        patch.setattr(load, "build_words", stop)
        with pytest.raises(AccordError):
            loaded(folder)
    monkeypatch.setattr(load, "_fill", stop)
    assert loaded(folder).counts["LCDs"] == 2


def newer() -> dict[str, list[object]]:
    """The world some weeks later: one policy revised, one gone, one new, a list of codes changed."""
    world: dict[str, list[object]] = {name: list(rows) for name, rows in tables().items()}
    later = "2026-03-10 00:00:00"
    first = dict(tables()["lcd"][0], lcd_version=13, title="Home Breathing Machines and Masks", last_updated=later,
                 indication="<p>A machine is covered.</p><p>So is a mask.</p>", rev_eff_date="2026-03-01 00:00:00")  # fmt: skip
    world["lcd"] = [first, tables()["lcd"][2]]
    world["lcd_x_contractor"] = [
        dict(row, lcd_version=13 if row["lcd_id"] == 30001 else row["lcd_version"], last_updated=later)
        for row in tables()["lcd_x_contractor"] if row["lcd_id"] != 30002
    ]  # fmt: skip
    for name in ("lcd_x_hcpc_code", "lcd_related_documents", "lcd_related_ncd_documents", "lcd_x_revision_history"):
        world[name] = [dict(row, lcd_version=13) for row in tables()[name]]
    world["article"] = [*tables()["article"], article(50009, 1, "Masks", description="<p>New.</p>")]
    codes = [row for row in tables()["article_x_icd10_covered"] if row["icd10_code_id"] != "M79.675"]
    world["article_x_icd10_covered"] = [
        *codes, of(50002, 4, icd10_code_id="M79.671", icd10_covered_group=3, range="N", sort_order=9, description="Foot"),
    ]  # fmt: skip
    return world


def test_two_editions_stand_side_by_side_and_are_compared(tmp_path: Path) -> None:
    loaded(downloads(tmp_path / "old", tables()))
    loaded(downloads(tmp_path / "new", newer()))  # type: ignore[arg-type]
    found = tools.changes()
    assert (found.older, found.newer, found.not_compared) == ("2026-01-20", "2026-03-10", ())
    told = {each.id: each for each in found.items}
    assert {name: each.happened for name, each in told.items()} == {
        "L30001": Happened.REVISED, "L30002": Happened.REMOVED, "A50009": Happened.NEW,
        "A50002": Happened.SAME_VERSION_CHANGED,
    }  # fmt: skip
    revised = {each.where: each for each in told["L30001"].differences}
    assert revised["title"].come == ("Home Breathing Machines and Masks",)
    assert "So is a mask." in revised["section Coverage Indications, Limitations, and/or Medical Necessity"].come
    (lists,) = told["A50002"].differences
    assert (lists.where, lists.gone, lists.come) == ("icd10_covered 3", ("M79.675",), ("M79.671",))
    assert [each.id for each in tools.changes(document_id="L30001").items] == ["L30001"]
    assert tools.changes("2026-01-20", "2026-03-10", "240.4").items == ()
    assert [len(tools.changes(limit=3, cursor=cursor).items) for cursor in ("", "3")] == [3, 1]


def test_what_was_in_force_is_answered_from_the_older_edition(tmp_path: Path) -> None:
    loaded(downloads(tmp_path / "old", tables()))
    loaded(downloads(tmp_path / "new", newer()))  # type: ignore[arg-type]
    assert tools.get("L30001").version == 13
    earlier = tools.get("L30001", on=dt.date(2026, 2, 1))
    assert (earlier.version, earlier.provenance.release) == (12, "2026-01-20")
    assert tools.get("L30001", version=12).title == "Home Breathing Machines"


def test_many_ask_while_another_edition_is_let_in(tmp_path: Path) -> None:
    loaded(downloads(tmp_path / "old", tables()))
    asked = ThreadPoolExecutor(4)
    before = [asked.submit(lambda: tools.search("breathing machines nails").items[0].id) for _ in range(40)]
    loaded(downloads(tmp_path / "new", newer()))  # type: ignore[arg-type]
    after = [asked.submit(lambda: (tools.get("L30001").version, tools.by_code("E0601").total)) for _ in range(40)]
    assert {answer.result() for answer in before} <= {"L30001", "L30002"}
    assert {answer.result() for answer in after} == {(13, 3)}


def test_one_edition_cannot_be_compared(tmp_path: Path) -> None:
    loaded(downloads(tmp_path / "files", tables()))
    with pytest.raises(Unavailable, match="two are compared"):
        tools.changes()


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("&amp;lt;p&amp;gt;below &amp;amp;lt; 88 %&amp;lt;&amp;sol;p&amp;gt;", "below < 88 %"),
        ("<p>a</p>\n<ul><li><p>b</p></li><li>c</li></ul>d", "a\n\n- b\n- c\nd"),
        ("<table><tr><th>x</th><th>y</th></tr><tr><td><p>1</p></td><td>2 &lt; 3</td></tr></table>", "x | y\n\n1 | 2 < 3"),
        ("O<sub>2</sub> &ge; 90&nbsp;%", "O2 \u2265 90 %"),
        ("if 3<5 and 7 > 6", "if 3<5 and 7 > 6"),
        ("AT&amp;amp;T", "AT&T"),
    ],
)  # fmt: skip
def test_markup_becomes_text_that_can_be_read(markup: str, text: str) -> None:
    assert plain(markup) == text


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data folder is not here (ACCORD_SHARED)")
def test_an_official_pdf_brings_its_text() -> None:
    loaded(SHARED / "lcd_pdf_2025-08" / "Policy_33801.pdf")
    seat = tools.get("L33801")
    assert (seat.title, seat.effective) == ("Seat Lift Mechanisms", dt.date(2023, 7, 2))
    assert "severe arthritis of the hip or knee" in tools.passage("L33801", "indication").text
    assert "Downloaded from CMS.gov" not in str(seat.sections)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data folder is not here (ACCORD_SHARED)")
def test_a_passage_of_a_version_without_text_names_the_version_that_has_it(tmp_path: Path) -> None:
    (tmp_path / "Policy_33800.pdf").write_bytes((SHARED / "lcd_pdf_2025-08" / "Policy_33800.pdf").read_bytes())
    (tmp_path / "documents_latest.csv").write_text(
        "contractor_name_type,document_display_id,document_id,document_type,document_version,effective_date,note,"
        "retirement_date,title,updated_on,updated_on_sort,url\n"
        '"Some Hills\n(MAC - Part A)",L33800,33800,LCD,99,01/14/2026,,N/A,Devices,01/06/2026,20260106133001,x\n',
        "utf-8",
    )
    loaded(tmp_path)
    newest, *older = tools.get("L33800").versions
    with pytest.raises(NotFound, match=f"L33800, version {newest}, is not loaded") as fault:
        tools.passage("L33800", "indication")
    assert f"whose text is: {older[0]};" in fault.value.remedy
    assert tools.passage("L33800", "indication", version=older[0]).text


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data folder is not here (ACCORD_SHARED)")
def test_the_national_determinations_load_with_their_text() -> None:
    release = loaded(SHARED / "ncd_2025-07")
    assert (release.counts["NCDs"], release.counts["documents with text"]) == (352, 352)
    assert "coverage of CPAP" in tools.passage("240.4", "indications").text
    assert tools.search("home oxygen").items[0].id == "240.2"


def test_an_archive_with_folders_inside_loads(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all_data.zip", "w") as outer:
        for path in downloads(tmp_path / "files", tables()).glob("*.zip"):
            outer.write(path, f"exports/{path.name}")
    assert loaded(tmp_path / "all_data.zip").counts["articles"] == 4
