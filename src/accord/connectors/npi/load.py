"""How the registry is loaded: the monthly archive whole, weekly archives and reports of deactivated numbers on top."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

from accord.connectors import releases
from accord.connectors.npi.archive import Archive, Contents, read_archive
from accord.connectors.npi.nucc import NuccLoader
from accord.connectors.npi.provider import NOTICE
from accord.connectors.npi.register import INDEX, LAYOUT, STALE_AFTER_DAYS
from accord.connectors.npi.schema import FILE, open_to_read
from accord.connectors.releases import Draft, Release
from accord.connectors.syncing import Built, Inputs, Loader, Progress
from accord.errors import Conflict, Invalid, Unavailable

SOURCE = "NPPES data dissemination (CMS)"
URL = "https://download.cms.gov/nppes/NPI_Files.html"
LINKED = re.compile(r"NPPES_(?:Data_Dissemination|Deactivated_NPI_Report)_\w+\.zip")
MONTHLY = re.compile(r"Dissemination_([A-Z][a-z]+)_(\d{4})(?:_V\d+)?\.zip")
WEEKLY = re.compile(r"Dissemination_\d{6}_(\d{6})_Weekly(?:_V\d+)?\.zip")
NEWER_LAYOUT = re.compile(r"_V(\d+)\.zip$")


class NppesLoader:
    """The registry of all providers."""

    index = INDEX
    title = "The NPI registry"
    layout = LAYOUT
    stale_after_days = STALE_AFTER_DAYS
    wants = (
        "the monthly archive NPPES_Data_Dissemination_<Month>_<Year>.zip, or weekly archives and the report of "
        "deactivated numbers once a month is loaded"
    )

    def fetch(self, into: Path, progress: Progress) -> None:
        """The monthly archive where none is loaded or a newer one is out, the weeks after it, the newest report."""
        from accord.connectors.download import download
        from accord.connectors.outward import Outward, Raw, Service

        out = Outward(Service("nppes_files", SOURCE, "https://download.cms.gov/nppes", 1.0, frozenset()))

        def links(raw: Raw) -> tuple[str, ...]:
            return tuple(dict.fromkeys(LINKED.findall(raw.body.decode("utf-8", "replace"))))

        published = out.get("/NPI_Files.html", {}, links, keep=False).value
        held = releases.current(INDEX)
        wanted = wanted_files(published, held if held and held.layout == LAYOUT else None)
        for path in into.glob("*.zip"):
            if path.name not in wanted:
                path.unlink()
        for name in wanted:
            if not (into / name).exists():
                download(out, f"/{name}", into / name, progress)

    def inputs(self, folder: Path) -> Inputs:
        """The newest month in the folder and what comes after it; without a month, what is to be applied."""
        paths = [folder] if folder.is_file() else sorted(folder.glob("*.zip"))
        archives = [archive for path in paths if (archive := read_archive(path)) is not None]
        chosen = choose(archives)
        if not chosen:
            raise Invalid(f"{folder} holds no archive of the NPI registry.", f"Wanted: {self.wants}.")
        days = [archive.as_of for archive in chosen if archive.contents is not Contents.DEACTIVATED]
        if chosen[0].contents is not Contents.MONTHLY:
            days.append(_base(None).as_of or dt.date.min)
        as_of = max(days)
        return Inputs(tuple(archive.path for archive in chosen), as_of, as_of.isoformat(), SOURCE, URL)

    def build(self, inputs: Inputs, draft: Draft, progress: Progress) -> Built:
        """Fills the draft. Raises Invalid (a file is damaged or of another layout), Unavailable (a process was ended)."""
        from accord.connectors.npi.build import build_whole
        from accord.connectors.npi.update import apply_archive, copy_release

        archives = [archive for path in inputs.files if (archive := read_archive(path)) is not None]
        if archives[0].contents is Contents.MONTHLY:
            build_whole(archives[0], draft, progress)
            archives = archives[1:]
        elif not draft.done("copied"):
            base = _base(draft)
            copy_release(base.folder, draft.folder, progress)
            draft.finish("copied")
        for archive in archives:
            apply_archive(archive, draft, progress)
        return Built(_counts(draft.folder / FILE), {"tantivy": version("tantivy")}, NOTICE)


def choose(archives: Sequence[Archive]) -> list[Archive]:
    """The newest month first, then the weeks after it in order, then the newest report; of one month the newer layout."""

    def rank(archive: Archive) -> tuple[dt.date, int]:
        newer = NEWER_LAYOUT.search(archive.path.name)
        return archive.as_of, int(newer[1]) if newer else 1

    def of(contents: Contents) -> list[Archive]:
        return sorted((each for each in archives if each.contents is contents), key=rank)

    months, reports = of(Contents.MONTHLY)[-1:], of(Contents.DEACTIVATED)[-1:]
    since = months[0].as_of if months else dt.date.min
    weeks = {archive.as_of: archive for archive in of(Contents.WEEKLY) if archive.as_of > since}
    return [*months, *weeks.values(), *reports]


def wanted_files(published: Sequence[str], loaded: Release | None) -> tuple[str, ...]:
    """Which published files bring the register up to date. Raises Conflict when none is newer, Unavailable when none is out."""
    names = _newest_layout(published)
    months = sorted((day, name) for name in names if (day := _month(name)))
    weeks = sorted((day, name) for name in names if (day := _week(name)))
    reports = [name for name in names if "Deactivated" in name]
    if not months:
        raise Unavailable("The page of NPPES files names no monthly archive.", "Give the folder of the files instead.")
    since = loaded.as_of if loaded and loaded.as_of else dt.date.min
    # A month is a whole replacement of 1 GB: it is taken only where the weeks since then are no longer all there.
    whole = since < months[-1][0] and (not weeks or weeks[0][0] > since + dt.timedelta(days=7))
    start = months[-1][0] if whole else since
    wanted = [months[-1][1]] if whole else []
    wanted += [name for day, name in weeks if day > start]
    wanted += [name for name in reports if loaded is None or name not in loaded.inputs]
    if not wanted:
        raise Conflict("The NPI registry is up to date: nothing newer is published.", "Nothing is to be done.")
    return tuple(wanted)


def _newest_layout(published: Sequence[str]) -> tuple[str, ...]:
    """One name of each file: the newest layout that is out."""
    best: dict[str, str] = {}
    for name in sorted(published, key=lambda name: (found := NEWER_LAYOUT.search(name)) is not None and int(found[1])):
        best[NEWER_LAYOUT.sub(".zip", name)] = name
    return tuple(best.values())


def _month(name: str) -> dt.date | None:
    found = MONTHLY.search(name)
    return dt.datetime.strptime(" ".join(found.groups()), "%B %Y").date() if found else None


def _week(name: str) -> dt.date | None:
    found = WEEKLY.search(name)
    return dt.datetime.strptime(found[1], "%m%d%y").date() if found else None


def _base(draft: Draft | None) -> Release:
    """The release that an update is applied to: a build that is taken up again goes on with the one it began with."""
    noted = draft.note("base") if draft else None
    base = next((each for each in releases.releases(INDEX) if each.name == noted), None) or releases.current(INDEX)
    month_first = "Load a monthly archive NPPES_Data_Dissemination_<Month>_<Year>.zip first."
    if base is None:
        raise Invalid("Weekly archives and reports change a register that is loaded, and none is.", month_first)
    if base.layout != LAYOUT:
        raise Invalid(f"The register of {base.name} was built by another version of Accord.", month_first)
    if draft:
        draft.finish("base", base.name)
    return base


def _counts(path: Path) -> dict[str, int]:
    with closing(open_to_read(path)) as file:
        providers = file.execute("SELECT count(*) FROM provider INDEXED BY by_npi WHERE variant = 0").fetchone()[0]
        deactivated = file.execute(
            "SELECT count(*) FROM provider INDEXED BY by_deactivation WHERE deactivated IS NOT NULL"
        ).fetchone()[0]
    return {"providers": providers, "deactivated": deactivated}


LOADERS: tuple[Loader, ...] = (NppesLoader(), NuccLoader())
