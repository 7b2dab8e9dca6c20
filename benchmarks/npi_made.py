"""A registry that is made: the official monthly archive, 330 columns, as many providers as asked for, none of them real.

Surnames, first names, organizations, states and taxonomies come from real rows, recombined; numbers are made with the
right check digit. The same seed gives the same archive.
"""

from __future__ import annotations

import csv
import os
import random
import zipfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path

from accord.connectors.npi import columns as c
from accord.connectors.npi.check_digit import check_digit

SHARED = Path(os.environ.get("ACCORD_SHARED", "../shared"))
ROWS = SHARED / "data" / "npi" / "npi_small_nppes_rows.csv"
DAYS = "20050523-20261108"
ARCHIVE = "NPPES_Data_Dissemination_November_2026_V2.zip"
PIECE = 20_000
TOWNS = [
    "SPRINGFIELD",
    "FRANKLIN",
    "CLINTON",
    "GREENVILLE",
    "BRISTOL",
    "FAIRVIEW",
    "SALEM",
    "MADISON",
    "GEORGETOWN",
    "ARLINGTON",
    "ASHLAND",
    "DOVER",
    "OXFORD",
    "JACKSON",
    "BURLINGTON",
    "MANCHESTER",
    "MILTON",
    "NEWPORT",
    "AUBURN",
    "CENTERVILLE",
    "CLAYTON",
    "DAYTON",
    "LEXINGTON",
    "MILFORD",
    "RIVERSIDE",
    "CLEVELAND",
    "HUDSON",
    "KINGSTON",
    "MOUNT_VERNON",
    "OAKLAND",
    "WINCHESTER",
    "MONROE",
    "PORTLAND",
    "RICHMOND",
    "LEBANON",
    "LANCASTER",
    "COLUMBIA",
    "HAMILTON",
    "HARRISON",
    "JEFFERSON",
    "MARION",
    "PARIS",
    "PLYMOUTH",
    "QUINCY",
    "ROCHESTER",
    "TRENTON",
    "TROY",
    "UNION",
    "WARREN",
    "WASHINGTON",
]
SIZES = ("", "", "", "", "NEW ", "NORTH ", "WEST ", "LAKE ", "PORT ", "FORT ", "EAST ", "SOUTH ")
ENDS = ("", "", "", "", " HEIGHTS", " SPRINGS", " CITY", " FALLS", " BEACH", " HILLS", " PARK", " GROVE")
CREDENTIALS = ("M.D.", "MD", "D.O.", "NP", "PA-C", "RN", "LCSW", "PT", "DDS", "D.C.", "", "", "", "PHARMD", "PSY.D.")
STREETS = ("MAIN ST", "OAK AVE", "PARK BLVD", "MEDICAL CENTER DR", "2ND ST", "HOSPITAL RD", "LAKE SHORE DR", "ELM ST")
LICENCES = ("MD", "A", "RN", "PT", "0", "L", "G")
USED = (
    c.NPI, c.KIND, c.ORGANIZATION, c.LAST, c.FIRST, c.MIDDLE, c.CREDENTIAL, c.OTHER_LAST, c.OTHER_FIRST,
    *c.address_columns(c.MAILING), *c.address_columns(c.PRACTICE), c.ENUMERATED, c.UPDATED, c.DEACTIVATED, c.SEX,
    f"{c.TAXONOMY}_1", f"{c.LICENCE}_1", f"{c.LICENCE_STATE}_1", f"{c.PRIMARY}_1",
    f"{c.TAXONOMY}_2", f"{c.LICENCE}_2", f"{c.LICENCE_STATE}_2", f"{c.PRIMARY}_2",
    f"{c.IDENTIFIER}_1", f"{c.IDENTIFIER} Type Code_1", f"{c.IDENTIFIER} State_1", f"{c.IDENTIFIER} Issuer_1",
    c.SOLE, c.SUBPART, "Authorized Official Last Name", "Authorized Official First Name", c.CERTIFIED,
)  # fmt: skip


@dataclass(frozen=True)
class Stock:
    """What real rows give: names with how often they occur, and whole organizations and taxonomies of each kind."""

    surnames: tuple[str, ...]
    firsts: tuple[str, ...]
    organizations: tuple[str, ...]
    states: tuple[str, ...]
    person_codes: tuple[str, ...]
    organization_codes: tuple[str, ...]


@cache
def stock() -> Stock:
    """Reads the real rows once; a name stands in its tuple as often as in them."""
    with ROWS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    people = [row for row in rows if row["Entity_Type_Code"] == "1.0" and row["Last_Name"] and row["First_Name"]]
    groups = [row for row in rows if row["Entity_Type_Code"] == "2.0" and row["Organization_Name"]]
    states = Counter(row["State"] for row in rows if len(row["State"]) == 2)
    return Stock(
        tuple(row["Last_Name"] for row in people), tuple(row["First_Name"] for row in people),
        tuple(row["Organization_Name"] for row in groups), tuple(states.elements()),
        tuple(row["Taxonomy_Code"] for row in people if row["Taxonomy_Code"]),
        tuple(row["Taxonomy_Code"] for row in groups if row["Taxonomy_Code"]),
    )  # fmt: skip


def make_archive(folder: Path, rows: int, seed: int = 1) -> Path:
    """Writes the archive into the folder; two processes make the lines, this one packs them."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / ARCHIVE
    pieces = [(start, min(PIECE, rows - start), seed) for start in range(0, rows, PIECE)]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        with archive.open(f"npidata_pfile_{DAYS}.csv", "w", force_zip64=True) as member:
            member.write(_header(c.PROVIDERS))
            with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
                for some in _batches(pieces, 8):
                    for text in pool.map(provider_lines, some):
                        member.write(text)
        for name, columns, lines in (
            ("othername_pfile", c.OTHER_NAMES, _other_names),
            ("pl_pfile", c.LOCATIONS, _locations),
            ("endpoint_pfile", c.ENDPOINTS, _endpoints),
        ):
            with archive.open(f"{name}_{DAYS}.csv", "w") as member:
                member.write(_header(columns))
                for piece in pieces:
                    member.write("".join(lines(piece)).encode())
        archive.writestr(f"npidata_pfile_{DAYS}_fileheader.csv", _header(c.PROVIDERS))
    return path


def _batches(pieces: list[tuple[int, int, int]], size: int) -> Iterator[list[tuple[int, int, int]]]:
    for start in range(0, len(pieces), size):
        yield pieces[start : start + size]


def _header(names: tuple[str, ...]) -> bytes:
    return (",".join(f'"{name}"' for name in names) + "\n").encode()


def number(place: int) -> str:
    """The NPI of the provider that stands at a place; places give numbers without order, as the real file does."""
    nine = str(100_000_000 + place * 7_919 % 99_999_989)
    return nine + check_digit(nine)


def provider_lines(piece: tuple[int, int, int]) -> bytes:
    """The lines of some providers."""
    start, count, seed = piece
    draw = random.Random(seed * 1_000_003 + start)
    template = ",".join('"%s"' if name in USED else '""' for name in c.PROVIDERS) + "\n"
    order = [USED.index(name) for name in c.PROVIDERS if name in USED]
    lines: list[str] = []
    for place in range(start, start + count):
        values = _provider(draw, number(place))
        lines.append(template % tuple(values[at] for at in order))
    return "".join(lines).encode()


def _provider(draw: random.Random, npi: str) -> tuple[str, ...]:
    chance = draw.random()
    if chance < 0.035:
        return tuple(npi if at == 0 else _day(draw) if at == DEACTIVATED_AT else "" for at in range(len(USED)))
    real, person = stock(), chance < 0.79
    state = _one(draw, real.states)
    address = _address(draw, state)
    mailing = address if draw.random() < 0.7 else _address(draw, state)
    codes = real.person_codes if person else real.organization_codes
    second = _one(draw, codes) if draw.random() < 0.3 else ""
    licence = f"{_one(draw, LICENCES)}{draw.randrange(10**5)}" if person else ""
    official = ("", "") if person else (surname(draw), _one(draw, real.firsts))
    name = _person(draw) if person else ("2", organization(draw), "", "", "", "", "", "")
    identifier = (str(draw.randrange(10**7)), "05", state, "") if draw.random() < 0.2 else ("", "", "", "")
    return (
        npi, *name, *mailing, *address, _day(draw), _day(draw), "", "F" if person else "",
        _one(draw, codes), licence, state if licence else "", "Y",
        second, licence if second else "", state if second and licence else "", "N" if second else "",
        *identifier, "N" if person else "", "" if person else "N", *official, "",
    )  # fmt: skip


DEACTIVATED_AT = USED.index(c.DEACTIVATED)


def _person(draw: random.Random) -> tuple[str, ...]:
    firsts = stock().firsts
    middle = _one(draw, firsts) if draw.random() < 0.5 else ""
    former = (surname(draw), _one(draw, firsts)) if draw.random() < 0.05 else ("", "")
    return ("1", "", surname(draw), _one(draw, firsts), middle, _one(draw, CREDENTIALS), *former)


def surname(draw: random.Random) -> str:
    """A surname as often as it is met; 3 % are double, 12 % the head of one with the tail of another."""
    names, chance = stock().surnames, draw.random()
    one = _one(draw, names)
    if chance < 0.85:
        return one
    other = _one(draw, names)
    if chance < 0.88:
        return f"{one}-{other}"
    return one[: max(2, len(one) // 2)] + other[len(other) // 2 :]


def organization(draw: random.Random) -> str:
    """A real name of an organization with its first word another's, a surname, or a town."""
    name = _one(draw, stock().organizations).replace('"', "")
    first, _, rest = name.partition(" ")
    chance = draw.random()
    if chance < 0.2 or not rest:
        return name
    return f"{town(draw) if chance < 0.4 else surname(draw) if chance < 0.8 else first} {rest}"


def town(draw: random.Random) -> str:
    """A town's name; few are large, most small."""
    base = TOWNS[int(len(TOWNS) * draw.random() ** 2)].replace("_", " ")
    return f"{_one(draw, SIZES)}{base}{_one(draw, ENDS)}"


def _address(draw: random.Random, state: str) -> tuple[str, ...]:
    street = f"{draw.randrange(1, 9999)} {_one(draw, STREETS)}"
    suite = f"STE {draw.randrange(1, 900)}" if draw.random() < 0.3 else ""
    telephone = f"{draw.randrange(2 * 10**9, 10**10)}"
    return (street, suite, town(draw), state, f"{draw.randrange(10**9):09}", "US", telephone, "")


def _day(draw: random.Random) -> str:
    return f"{draw.randrange(1, 13):02}/{draw.randrange(1, 29):02}/{draw.randrange(2005, 2026)}"


def _one(draw: random.Random, among: tuple[str, ...]) -> str:
    return among[int(len(among) * draw.random())]


def _other_names(piece: tuple[int, int, int]) -> Iterator[str]:
    for draw, npi in _some(piece, 2, 0.06):
        yield f'"{npi}","{organization(draw)}","3"\n'


def _locations(piece: tuple[int, int, int]) -> Iterator[str]:
    for draw, npi in _some(piece, 3, 0.09):
        street, suite, city, state, postal, country, telephone, fax = _address(draw, _one(draw, stock().states))
        yield f'"{npi}","{street}","{suite}","{city}","{state}","{postal}","{country}","{telephone}","","{fax}"\n'


def _endpoints(piece: tuple[int, int, int]) -> Iterator[str]:
    for draw, npi in _some(piece, 4, 0.05):
        rest = ",".join(['""'] * (len(c.ENDPOINTS) - 4))
        yield f'"{npi}","DIRECT","Direct Messaging Address","a{draw.randrange(10**6)}@direct.example",{rest}\n'


def _some(piece: tuple[int, int, int], salt: int, share: float) -> Iterator[tuple[random.Random, str]]:
    start, count, seed = piece
    draw = random.Random(seed * 1_000_003 + start + salt)
    for place in range(start, start + count):
        if draw.random() < share:
            yield draw, number(place)


WEEK = "NPPES_Data_Dissemination_110926_111526_Weekly_V2.zip"
REPORT = "NPPES_Deactivated_NPI_Report_111626_V2.zip"
WEEK_DAYS = "20261109-20261115"


def make_week(folder: Path, rows: int, changed: int) -> Path:
    """A weekly archive: some providers of the month anew with other names, a tenth of them never seen before."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / WEEK
    draw = random.Random(52)
    places = [draw.randrange(rows) if at % 10 else rows + at for at in range(changed)]
    lines: list[str] = []
    for place in dict.fromkeys(places):
        line = provider_lines((place, 1, 99)).decode()
        lines.append(line)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(f"npidata_pfile_{WEEK_DAYS}.csv", _header(c.PROVIDERS) + "".join(lines).encode())
    return path


def make_report(folder: Path, rows: int, count: int) -> Path:
    """The workbook of deactivated numbers, every row of texts in their cells."""
    folder.mkdir(parents=True, exist_ok=True)
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    draw = random.Random(53)
    pairs = [("NPI", "NPPES Deactivation Date"), *((number(draw.randrange(rows)), _day(draw)) for _ in range(count))]
    cells = (
        f'<row r="{at}"><c r="A{at}" t="inlineStr"><is><t>{one}</t></is></c>'
        f'<c r="B{at}" t="inlineStr"><is><t>{two}</t></is></c></row>'
        for at, (one, two) in enumerate(pairs, 1)
    )
    book = BytesIO()
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as inner:
        sheet = f"<worksheet {space}><sheetData>{''.join(cells)}</sheetData></worksheet>"
        inner.writestr("xl/worksheets/sheet1.xml", sheet)
    path = folder / REPORT
    with zipfile.ZipFile(path, "w") as outer:
        outer.writestr("NPPES Deactivated NPI Report 20261116.xlsx", book.getvalue())
    return path
