"""Names of taxonomy codes from the operator's own copy of the NUCC code set, which may not be shipped.

Source: NUCC Health Care Provider Taxonomy, nucc_taxonomy_<version>.csv; copyright AMA/NUCC, free for own use from nucc.org.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from accord.connectors.npi.words import fold
from accord.connectors.releases import Draft, Held, Release
from accord.connectors.syncing import Built, Inputs, Progress
from accord.errors import Invalid, Unavailable

INDEX = "nucc"
FILE = "taxonomy.json"
LAYOUT = 1
NAMED = re.compile(r"nucc_taxonomy_(\d{2})(\d)\.csv$", re.I)
NEEDED = ("Code", "Grouping", "Classification", "Specialization")
CODE = re.compile(r"[0-9A-Z]{9}X")
MONTHS = {"0": 1, "1": 7}
WANTS = "the code set nucc_taxonomy_<version>.csv, taken by the operator from nucc.org (code set, CSV)"


class NuccLoader:
    """The names of the taxonomy codes."""

    index = INDEX
    title = "The NUCC names of provider taxonomies"
    layout = LAYOUT
    stale_after_days = 400
    wants = WANTS

    def fetch(self, into: Path, progress: Progress) -> None:
        """The code set is not fetched, because its licence is the operator's to accept. Raises Unavailable."""
        if not any(NAMED.search(path.name) for path in into.glob("*.csv")):
            raise Unavailable(
                "The NUCC code set is under a licence and is not fetched; searches by taxonomy code work without it.",
                f"Put {WANTS} into a folder and run 'accord sync npi' with that folder.",
            )

    def inputs(self, folder: Path) -> Inputs:
        """The newest version in the folder."""
        paths = [folder] if folder.is_file() else sorted(folder.glob("*.csv"))
        found = [(named.groups(), path) for path in paths if (named := NAMED.search(path.name))]
        if not found:
            raise Invalid(f"{folder} holds no NUCC code set.", f"Wanted: {WANTS}.")
        (year, number), path = max(found)
        as_of = dt.date(2000 + int(year), MONTHS.get(number, 1), 1)
        return Inputs((path,), as_of, f"{as_of}-v{year}.{number}", f"NUCC taxonomy {year}.{number}", "https://nucc.org")

    def build(self, inputs: Inputs, draft: Draft, progress: Progress) -> Built:
        """Code -> classification and specialization. Raises Invalid when the file is not the code set."""
        names = _read(inputs.files[0])
        (draft.folder / FILE).write_text(json.dumps(names), "utf-8")
        return Built({"codes": len(names)}, notice="Copyright AMA/NUCC: for the operator's own use.")


def _read(path: Path) -> dict[str, tuple[str, str]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        text = path.read_bytes().decode("cp1252")
    rows = csv.DictReader(text.splitlines())
    missing = [name for name in NEEDED if name not in (rows.fieldnames or ())]
    if missing:
        raise Invalid(f"{path.name} has no column {', '.join(missing)}.", f"Wanted: {WANTS}.")
    named = {row["Code"]: (row["Classification"], row["Specialization"]) for row in rows if CODE.fullmatch(row["Code"])}
    if not named:
        raise Invalid(f"{path.name} holds no taxonomy code.", f"Wanted: {WANTS}.")
    return named


@dataclass(frozen=True)
class Taxonomies:
    """The code set that is loaded."""

    release: Release
    names: Mapping[str, tuple[str, str]]

    def name(self, code: str) -> str:
        """'Internal Medicine, Cardiovascular Disease', or nothing for a code that the set does not hold."""
        return ", ".join(part for part in self.names.get(code, ()) if part)

    def codes(self, words: str) -> tuple[str, ...]:
        """The codes whose classification or specialization begins with the words (trailing *) or holds them all."""
        begins = words.endswith("*")
        wanted = fold(words.rstrip("*"))
        parts = set(wanted.split())

        def fits(name: str) -> bool:
            return name.startswith(wanted) if begins else parts <= set(name.split())

        return tuple(
            code for code, both in self.names.items()
            if fits(fold(" ".join(both))) or any(fits(fold(part)) for part in both)
        )  # fmt: skip


def _open(release: Release) -> Taxonomies:
    told: dict[str, list[str]] = json.loads((release.folder / FILE).read_text("utf-8"))
    return Taxonomies(release, {code: (both[0], both[1]) for code, both in told.items()})


HELD = Held(INDEX, _open, LAYOUT)
