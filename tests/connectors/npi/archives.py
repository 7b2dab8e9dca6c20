"""Official archives made for tests: the published layout, a few providers with known names."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from accord.connectors.npi import columns as c
from accord.connectors.npi.check_digit import check_digit

MONTH = "NPPES_Data_Dissemination_November_2026.zip"
WEEK = "NPPES_Data_Dissemination_110926_111526_Weekly.zip"
REPORT = "NPPES_Deactivated_NPI_Report_111626.zip"
MONTH_DAYS, WEEK_DAYS = "20050523-20261108", "20261109-20261115"
Values = Mapping[str, str]


def npi(place: int) -> str:
    """A number with the right check digit."""
    nine = str(100_000_000 + place)
    return nine + check_digit(nine)


def person(place: int, last: str, first: str, **more: str) -> dict[str, str]:
    """A person's line. more -- city, state, zip, code, licence, licence_state, code2 ..., or a column's name."""
    return {**_line(place, more), c.KIND: "1", c.LAST: last, c.FIRST: first}


def organization(place: int, name: str, **more: str) -> dict[str, str]:
    """An organization's line."""
    return {**_line(place, more), c.KIND: "2", c.ORGANIZATION: name}


SHORT = {
    "city": c.CITY, "state": c.STATE, "zip": c.POSTAL, "code": f"{c.TAXONOMY}_1", "licence": f"{c.LICENCE}_1",
    "licence_state": f"{c.LICENCE_STATE}_1", "code2": f"{c.TAXONOMY}_2", "primary2": f"{c.PRIMARY}_2",
    "middle": c.MIDDLE, "credential": c.CREDENTIAL, "other_last": c.OTHER_LAST, "updated": c.UPDATED,
    "enumerated": c.ENUMERATED, "deactivated": c.DEACTIVATED, "reactivated": c.REACTIVATED,
}  # fmt: skip


def _line(place: int, more: Values) -> dict[str, str]:
    usual = {c.NPI: npi(place), c.ENUMERATED: "05/24/2006", c.UPDATED: "03/01/2024", c.CITY: "ASHEVILLE",
             c.STATE: "NC", c.POSTAL: "288014811", f"{c.TAXONOMY}_1": "207X00000X", f"{c.PRIMARY}_1": "Y"}  # fmt: skip
    return {**usual, **{SHORT.get(name, name): value for name, value in more.items()}}


def table(columns: Sequence[str], lines: Iterable[Values], ends: str = "\n") -> bytes:
    """A table as it is published: every field quoted."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator=ends)
    writer.writerow(columns)
    writer.writerows([line.get(name, "") for name in columns] for line in lines)
    return text.getvalue().encode()


def archive(
    path: Path, lines: Iterable[Values], days: str, columns: Sequence[str] = c.PROVIDERS,
    other_names: Iterable[Values] = (), locations: Iterable[Values] = (), endpoints: Iterable[Values] = (), ends: str = "\n",
) -> Path:  # fmt: skip
    """An archive with its four tables and their header files."""
    path.parent.mkdir(parents=True, exist_ok=True)
    parts = (
        ("npidata_pfile", columns, lines), ("othername_pfile", c.OTHER_NAMES, other_names),
        ("pl_pfile", c.LOCATIONS, locations), ("endpoint_pfile", c.ENDPOINTS, endpoints),
    )  # fmt: skip
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as written:
        for name, of, rows in parts:
            written.writestr(f"{name}_{days}.csv", table(of, rows, ends))
            written.writestr(f"{name}_{days}_fileheader.csv", table(of, (), ends))
        written.writestr("NPPES_Data_Dissemination_Readme.pdf", b"%PDF-1.4")
    return path


def report(path: Path, rows: Sequence[tuple[str, str]], shared: bool = True) -> Path:
    """The workbook of deactivated numbers, as spreadsheet programs write it: texts shared, or in their cells."""
    path.parent.mkdir(parents=True, exist_ok=True)
    cells = [("NPPES Deactivated Records as of Nov 16 2026", ""), ("NPI", "NPPES Deactivation Date"), *rows]
    texts = list(dict.fromkeys(text for row in cells for text in row))
    lines = "".join(
        f'<row r="{at}">' + "".join(_cell(f"{column}{at}", text, texts, shared) for column, text in zip("AB", row, strict=True))
        + "</row>" for at, row in enumerate(cells, 1)
    )  # fmt: skip
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w") as written:
        written.writestr("xl/worksheets/sheet1.xml", f"<worksheet {space}><sheetData>{lines}</sheetData></worksheet>")
        if shared:
            items = "".join(f"<si><t>{text}</t></si>" for text in texts)
            written.writestr("xl/sharedStrings.xml", f"<sst {space}>{items}</sst>")
    with zipfile.ZipFile(path, "w") as outer:
        outer.writestr("NPPES Deactivated NPI Report 20261116.xlsx", book.getvalue())
    return path


def _cell(at: str, text: str, texts: list[str], shared: bool) -> str:
    if shared:
        return f'<c r="{at}" t="s"><v>{texts.index(text)}</v></c>'
    return f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'


PLACE = "Provider Secondary Practice Location Address"
MONTH_LINES = (
    person(1, "HIZA", "ELISE", middle="AILEEN", credential="M.D.", licence="2017-01132", licence_state="NC"),
    person(2, "O'BRIEN-NÚÑEZ", "MARÍA", city="ST. LOUIS", state="MO", zip="631010000", code="363L00000X", licence="RN7",
           licence_state="MO"),
    person(3, "SMITH", "JOHN", code="111N00000X", other_last="SMYTHE"),
    person(4, "SMITH", "JANE", state="GA", city="ATLANTA", code="225100000X", code2="207R00000X", primary2="N"),
    person(5, "GONZALEZ", "PEDRO", state="TX", city="DALLAS", zip="75201", code="390200000X"),
    person(6, "ROWELL", "SHAREE", state="AK", city="WASILLA", code="363A00000X", deactivated="01/14/2015",
           reactivated="02/13/2019"),
    organization(7, 'CITY "BEST" CARE, LLC', code="332B00000X"),
    organization(8, "MOUNTAIN ORTHOPEDIC CLINIC PA", code="261QM1300X", state="GA", city="ATLANTA"),
    {c.NPI: npi(9), c.DEACTIVATED: "06/30/2020"},
)  # fmt: skip


def month(folder: Path, **more: object) -> Path:
    """The monthly archive of the tests."""
    beside = {
        "other_names": [{c.NPI: npi(8), c.OTHER_NAMES[1]: "BLUE RIDGE BONE & JOINT", c.OTHER_NAMES[2]: "3"}],
        "locations": [{c.NPI: npi(1), f"{PLACE}- Address Line 1": "49 JESSE HILL JR DR", f"{PLACE} - City Name": "ATLANTA",
                       f"{PLACE} - State Name": "GA", f"{PLACE} - Postal Code": "303033049"}],
        "endpoints": [{c.NPI: npi(1), "Endpoint Type": "DIRECT", "Endpoint": "hiza@direct.example"}],
    }  # fmt: skip
    return archive(folder / MONTH, MONTH_LINES, MONTH_DAYS, **{**beside, **more})  # type: ignore[arg-type]
