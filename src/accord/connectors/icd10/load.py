"""Loads an edition of ICD-10-CM from the official files: tabular list, code list and, where given, the alphabetic index."""

from __future__ import annotations

import datetime as dt
import importlib.metadata
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from accord.connectors.download import download
from accord.connectors.icd10.alphabetic import IndexTerm, index_terms, read_lines
from accord.connectors.icd10.build import is_leaf, write_entries
from accord.connectors.icd10.edition import FY2026
from accord.connectors.icd10.editions import INDEX, LAYOUT
from accord.connectors.icd10.french import FrenchLoader
from accord.connectors.icd10.index import TABULAR
from accord.connectors.icd10.pcs.load import LOADERS as PROCEDURE_LOADERS
from accord.connectors.icd10.search.build import build_search
from accord.connectors.icd10.search.store import SEARCH_FOLDER
from accord.connectors.icd10.source import Entry, package_folder, read_tabular
from accord.connectors.outward import Outward, Service
from accord.connectors.releases import Draft
from accord.connectors.syncing import Built, Inputs, Progress
from accord.errors import Invalid, NotFound

CDC_FILES = Service("icd10cm_files", "CDC/NCHS, ICD-10-CM files", "https://ftp.cdc.gov", 1.0, frozenset())
ROOT = "/pub/Health_Statistics/NCHS/Publications/ICD10CM"
TABLES_ARCHIVES = ("/{year}-Update/icd10cm-table-index-April-{year}.zip", "/{year}/icd10cm-table-index-{year}.zip")
CODES_ARCHIVES = (
    "/{year}-Update/icd10cm-Codes-Descriptions-April-{year}.zip", "/{year}/icd10cm-Code%20Descriptions-{year}.zip",
    "/{year}/icd10cm-Codes-Descriptions-{year}.zip",
)  # fmt: skip
TABULAR_FILE = re.compile(r"icd-?10c(?:m)?-?_?tabular.*\.xml$", re.I)
CODE_FILE = re.compile(r"(?:code-?list.*|icd10cm[-_]?(?:order|codes)[-_].*)\.txt$", re.I)
INDEX_FILE = re.compile(r"icd-?10-?cm[-_].*(?:index|drug|neoplasm).*\.(?:xml|csv)$", re.I)
TABLE = re.compile(r"drug|neoplasm", re.I)
APRIL = re.compile(r"April", re.I)
ORDER_LINE = re.compile(r"^(?:\d{5} )?([A-Z][0-9A-Z]{2,6})\b")
LEAST_BILLABLE = 60_000
AWAITED = "the official tabular XML (icd10cm-tabular-<year>.xml) with a code list (icd10cm-order-<year>.txt or icd10cm-codes-<year>.txt)"  # fmt: skip


class DiagnosisLoader:
    """The loader of the index icd10cm: one edition a release, several side by side."""

    index, layout = INDEX, LAYOUT
    title = "ICD-10-CM, one edition with its alphabetic index"
    stale_after_days = 400
    wants = (
        f"{AWAITED} and, for its terms, icd10cm-index-<year>.xml, ...-eindex-..., ...-neoplasm-..., ...-drug-... (XML or "
        "CSV); the index files alone go with the shipped edition"
    )

    def fetch(self, into: Path, progress: Progress) -> None:
        """Downloads the tables, the index and the code list of the fiscal year in force, or of the one before."""
        out = Outward(CDC_FILES)
        today = dt.date.today()
        for year in (today.year + (today.month >= 10), today.year + (today.month >= 10) - 1):
            tables = _download(out, TABLES_ARCHIVES, year, into, progress)
            if tables and _download(out, CODES_ARCHIVES, year, into, progress):
                return
        raise NotFound(
            "CDC publishes no ICD-10-CM archives at the usual addresses.",
            "Fetch them by hand and run 'accord sync icd10cm --from FOLDER'.",
        )

    def inputs(self, folder: Path) -> Inputs:
        """The tabular list with its code list, and the index files; or the index files alone."""
        paths = list(_files(folder))
        tabular = sorted((path for path in paths if TABULAR_FILE.search(path.name)), key=_day_in_force)
        codes = [path for path in paths if CODE_FILE.search(path.name)]
        index = sorted(path for path in paths if INDEX_FILE.search(path.name) and not TABULAR_FILE.search(path.name))
        if not index and not (tabular and codes):
            raise Invalid(f"There is no edition of ICD-10-CM in {folder.name}.", f"Wanted: {self.wants}.")
        if not (tabular and codes):
            return Inputs(tuple(index), FY2026.first, f"{FY2026.first}-index", f"{FY2026.name}, with the index given")
        first = _day_in_force(tabular[-1])
        year = first.year + (first.month >= 10)
        named = f"ICD-10-CM FY{year}" + (
            f", update of {first:%B} {first.day}, {first.year}" if first.month < 10 else ""
        )
        chosen = min(codes, key=lambda path: (str(year) not in path.name, path.name))
        return Inputs((tabular[-1], chosen, *_preferred(index)), first, first.isoformat(), named, CDC_FILES.base + ROOT)

    def build(self, inputs: Inputs, draft: Draft, progress: Progress) -> Built:
        """The tabular list as SQLite, and the search store."""
        tabular = next((path for path in inputs.files if TABULAR_FILE.search(path.name)), None)
        codes = next((path for path in inputs.files if CODE_FILE.search(path.name)), None)
        entries = _entries(tabular, codes)
        billable = sum(is_leaf(entry) for entry in entries)
        if billable < LEAST_BILLABLE:
            raise Invalid(
                f"The tabular list gives {billable:,} billable codes, which is no whole edition.", "Fetch it again."
            )
        progress("tabular list", len(entries), len(entries), "entries")
        _fresh_sqlite(draft.folder / TABULAR, entries)
        terms = _terms([path for path in inputs.files if path not in (tabular, codes)], progress)
        search = draft.folder / SEARCH_FOLDER
        shutil.rmtree(search, ignore_errors=True)
        search.mkdir()
        counts = build_search(search, entries, terms)
        progress("search", sum(counts.values()), sum(counts.values()), "terms")
        notice = "" if terms else "The alphabetic index was not given; searches go by titles and the shipped words."
        engines = {"tantivy": importlib.metadata.version("tantivy")}
        return Built({"entries": len(entries), "billable": billable, "terms": sum(counts.values())}, engines, notice)


def _download(out: Outward, patterns: tuple[str, ...], year: int, into: Path, progress: Progress) -> bool:
    for pattern in patterns:
        path = ROOT + pattern.format(year=year)
        try:
            download(out, path, into / path.rpartition("/")[2].replace("%20", "-"), progress)
        except NotFound:
            continue
        return True
    return False


def _files(folder: Path) -> Iterator[Path]:
    """The files of a folder; archives are unpacked beside themselves."""
    for path in [folder] if folder.is_file() else sorted(folder.iterdir()):
        if path.suffix.lower() == ".zip":
            yield from _unpacked(path)
        elif path.is_file():
            yield path


def _unpacked(archive: Path) -> Iterator[Path]:
    target = archive.with_suffix("")
    try:
        with zipfile.ZipFile(archive) as held:
            for member in held.infolist():
                name = Path(member.filename).name
                if any(pattern.search(name) for pattern in (TABULAR_FILE, CODE_FILE, INDEX_FILE)):
                    target.mkdir(exist_ok=True)
                    (target / name).write_bytes(held.read(member))
                    yield target / name
    except zipfile.BadZipFile as fault:
        raise Invalid(f"{archive.name} is damaged.", "Fetch it again.") from fault


def _day_in_force(tabular: Path) -> dt.date:
    """From the name ('April-1-2026') or, for an October edition, from the fiscal year that the file states."""
    try:
        for _, element in ElementTree.iterparse(tabular, events=("end",)):
            if element.tag == "version":
                year = int(element.text or "")
                return dt.date(year, 4, 1) if APRIL.search(tabular.name) else dt.date(year - 1, 10, 1)
            if element.tag == "chapter":
                break
    except (ElementTree.ParseError, ValueError) as fault:
        raise Invalid(f"{tabular.name} cannot be read.", "It may be cut off; fetch it again.") from fault
    raise Invalid(f"{tabular.name} does not say of which year it is.", "Take the official file.")


def _preferred(index: list[Path]) -> list[Path]:
    """Of two files of the same part (index, external causes, neoplasms, drugs) the XML, then the newest by name."""
    chosen: dict[str, Path] = {}
    for path in sorted(index, key=lambda p: (p.suffix.lower() == ".xml", p.name)):
        lower = path.name.lower()
        part = next((p for p in ("eindex", "neoplasm", "drug") if p in lower), "index")
        chosen[part] = path
    return sorted(chosen.values())


def _entries(tabular: Path | None, codes: Path | None) -> list[Entry]:
    if tabular is None or codes is None:
        folder = package_folder(FY2026) / "data"
        tabular, codes = folder / FY2026.tabular_file, folder / FY2026.code_list_file
    lines = codes.read_text(encoding="utf-8", errors="replace").splitlines()
    confirmed = frozenset(found[1] for line in lines if (found := ORDER_LINE.match(line)))
    try:
        entries = read_tabular(tabular, confirmed)
    except ElementTree.ParseError as fault:
        raise Invalid(f"{tabular.name} cannot be read.", "It may be cut off; fetch it again.") from fault
    unlisted = next((entry.letters for entry in entries if is_leaf(entry) and entry.letters not in confirmed), "")
    if unlisted:
        raise Invalid(f"{codes.name} does not list {unlisted}, which {tabular.name} has.", "Take both of one edition.")
    return entries


def _terms(files: list[Path], progress: Progress) -> list[IndexTerm]:
    terms: list[IndexTerm] = []
    for path in files:
        terms.extend(index_terms(read_lines(path)))
        progress(f"reading {path.name}", len(terms), None, "terms")
    return terms


def _fresh_sqlite(path: Path, entries: list[Entry]) -> None:
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as connection:
        write_entries(connection, entries)
    connection.close()


LOADERS = (DiagnosisLoader(), FrenchLoader(), *PROCEDURE_LOADERS)
