"""Loads a quarter of HCPCS Level II from the official file, or from a table of codes and names."""

from __future__ import annotations

import datetime as dt
import importlib.metadata
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from accord.connectors.download import download
from accord.connectors.hcpcs import layouts, sheet
from accord.connectors.hcpcs.build import build
from accord.connectors.hcpcs.item import Item
from accord.connectors.hcpcs.release import INDEX, LAYOUT, STALE_AFTER_DAYS
from accord.connectors.outward import Outward, Service
from accord.connectors.releases import Draft
from accord.connectors.syncing import Built, Inputs, Progress
from accord.errors import Invalid, NotFound

CMS_FILES = Service("hcpcs_files", "CMS, HCPCS quarterly files", "https://www.cms.gov", 1.0, frozenset())
ARCHIVE = "/files/zip/{month}-{year}-alpha-numeric-hcpcs-file.zip"
OFFICIAL = re.compile(r"HCPC(20\d\d)_(.*)ANWEB.*\.(txt|xlsx)", re.I)
TABLE = re.compile(r".*hcpcs.*?(20\d\d)[-_](\d\d).*\.(csv|tsv)", re.I)
QUARTERS = {"JAN": 1, "APR": 4, "JUL": 7, "OCT": 10}
MONTHS = {1: "january", 4: "april", 7: "july", 10: "october"}
PREFERRED = {"csv": 0, "tsv": 0, "xlsx": 1, "txt": 2}
LEAST_WHOLE = 7_000  # every quarter's file since 2015 has more; a smaller one is a part
LARGEST = 400_000_000
PART = "A part of the code set: a code that is not in it may exist."


@dataclass(frozen=True, slots=True)
class _Found:
    """A file that can be loaded: alone, or inside an archive."""

    as_of: dt.date
    kind: str
    path: Path
    name: str

    @property
    def rank(self) -> tuple[dt.date, int]:
        """The newest quarter first, and of one quarter the official records."""
        return self.as_of, PREFERRED[self.kind]


class HcpcsLoader:
    """The loader of the index hcpcs."""

    index = INDEX
    title = "HCPCS Level II codes and modifiers"
    layout = LAYOUT
    stale_after_days = STALE_AFTER_DAYS
    wants = (
        "the official HCPC<year>_<JAN|APR|JUL|OCT>_ANWEB.txt or .xlsx (alone or in its archive), or a table "
        "hcpcs...<year>-<month>.csv with the columns code, long_description and short_description"
    )

    def fetch(self, into: Path, progress: Progress) -> None:
        """Downloads the archive of the quarter that is in force, or of the one before."""
        out = Outward(CMS_FILES)
        for first in _last_quarters(dt.date.today()):
            path = ARCHIVE.format(month=MONTHS[first.month], year=first.year)
            try:
                download(out, path, into / path.rpartition("/")[2], progress)
            except NotFound:
                continue
            return
        raise NotFound("CMS publishes no quarterly HCPCS file at the usual address.",
                       "Fetch it by hand and give its folder: 'accord sync hcpcs --from FOLDER'.")  # fmt: skip

    def inputs(self, folder: Path) -> Inputs:
        """The file of the newest quarter in the folder."""
        found = _newest(folder)
        if found is None:
            raise Invalid(f"There is no HCPCS file in {folder.name}.", f"Wanted: {self.wants}.")
        official = found.kind in ("txt", "xlsx")
        source = "HCPCS Level II quarterly file" if official else f"table of HCPCS Level II codes ({found.name})"
        return Inputs((found.path,), found.as_of, found.as_of.isoformat(), source, CMS_FILES.base if official else "")

    def build(self, inputs: Inputs, draft: Draft, progress: Progress) -> Built:
        """Reads the file and builds both engines. Raises Invalid naming the line that cannot be read."""
        found = _newest(inputs.files[0])
        if found is None:
            raise Invalid(f"{inputs.files[0].name} is not a HCPCS file.", f"Wanted: {self.wants}.")
        official = found.kind in ("txt", "xlsx")
        counts = build(draft.folder, _items(found), official, LEAST_WHOLE)
        progress("reading codes", counts["codes"], counts["codes"], "codes")
        draft.finish("built")
        part = "" if official and counts["codes"] >= LEAST_WHOLE else PART
        return Built(counts, {"tantivy": importlib.metadata.version("tantivy")}, part)


def _newest(folder: Path) -> _Found | None:
    paths = [folder] if folder.is_file() else [path for path in folder.iterdir() if path.is_file()]
    found = [file for path in paths for name in _names(path) if (file := _recognised(path, name))]
    return max(found, key=lambda file: (*file.rank, file.name), default=None)


def _names(path: Path) -> list[str]:
    if path.suffix.lower() != ".zip":
        return [path.name]
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.namelist()
    except zipfile.BadZipFile as fault:
        raise Invalid(f"{path.name} is not a whole archive.", "Fetch it again.") from fault


def _recognised(path: Path, name: str) -> _Found | None:
    plain = name.rpartition("/")[2]
    if official := OFFICIAL.fullmatch(plain):
        month = next((number for word, number in QUARTERS.items() if word in official[2].upper()), 1)
        return _Found(dt.date(int(official[1]), month, 1), official[3].lower(), path, name)
    if (told := TABLE.fullmatch(plain)) and 1 <= int(told[2]) <= 12:
        return _Found(dt.date(int(told[1]), int(told[2]), 1), told[3].lower(), path, name)
    return None


def _items(found: _Found) -> Iterator[Item]:
    data = _bytes(found)
    if found.kind == "xlsx":
        return layouts.rows(sheet.cells(data, found.name), found.name)
    if found.kind == "txt":
        return layouts.records(data.decode("latin-1").splitlines(), found.name)
    return layouts.rows(layouts.table(data.decode("utf-8-sig", "replace")), found.name)


def _bytes(found: _Found) -> bytes:
    if found.path.name == found.name:
        return found.path.read_bytes()
    try:
        with zipfile.ZipFile(found.path) as archive:
            if archive.getinfo(found.name).file_size > LARGEST:
                raise Invalid(f"{found.name} in {found.path.name} is far larger than the official file.")
            return archive.read(found.name)
    except (zipfile.BadZipFile, EOFError, OSError) as fault:
        raise Invalid(f"{found.path.name} is damaged ({type(fault).__name__}).", "Fetch it again.") from fault


def _last_quarters(today: dt.date) -> tuple[dt.date, dt.date]:
    first = dt.date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    before = first - dt.timedelta(days=1)
    return first, dt.date(before.year, 3 * ((before.month - 1) // 3) + 1, 1)


LOADERS = (HcpcsLoader(),)
