"""The register of a release, open for reading: one number, many numbers, hits for a page."""

from __future__ import annotations

import datetime as dt
import json
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from accord.connectors.answer import Provenance
from accord.connectors.npi import nucc
from accord.connectors.npi.archive import LINE_END, decoded, rows_of
from accord.connectors.npi.columns import PROVIDERS, Header
from accord.connectors.npi.orders import group_name
from accord.connectors.npi.provider import Dates, Hit, Kind, Provider
from accord.connectors.npi.record import Beside, Line, provider_of
from accord.connectors.npi.schema import FILE, open_to_read
from accord.connectors.releases import Held, Release, provenance
from accord.errors import Unavailable

if TYPE_CHECKING:
    from accord.connectors.npi.spellings import Spellings

INDEX = "npi"
STALE_AFTER_DAYS = 45
KINDS = {1: Kind.PERSON, 2: Kind.ORGANIZATION}
ROW = (
    "SELECT npi, kind, name, first, city, state, zip, taxonomy, written, middle, credential, "
    "enumerated, updated, deactivated, reactivated, pack FROM provider INDEXED BY by_npi WHERE npi = ? AND variant = 0"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """The own row of a provider: what a page of hits and a check of many numbers need."""

    npi: str
    kind: Kind
    name: str
    first: str
    city: str
    state: str
    postal_code: str
    taxonomy: str
    written: str
    middle: str
    credential: str
    dates: Dates
    pack: int | None

    def hit(self, today: dt.date, likeness: int = 100) -> Hit:
        """As a search shows it."""
        active = self.dates.active_on(today)
        return Hit(self.npi, self.kind, self.shown, self.credential, self.taxonomy, taxonomy_name(self.taxonomy),
                   self.city, self.state, self.postal_code, active, likeness)  # fmt: skip

    @property
    def shown(self) -> str:
        """The name as it is addressed."""
        return self.written or " ".join(part for part in (self.first, self.name) if part)


class Register:
    """One release. Many threads may ask it at once."""

    def __init__(self, release: Release) -> None:
        if not (release.folder / FILE).is_file():
            raise Unavailable(f"The release {release.name} of npi is damaged.", "Run 'accord sync npi' again.")
        self.release = release
        self.file = open_to_read(release.folder / FILE)
        self._spellings: Spellings | None = None

    @property
    def spellings(self) -> Spellings:
        """The index of spellings, opened when a name is first misspelt."""
        if self._spellings is None:
            from accord.connectors.npi.spellings import FOLDER, Spellings  # its engine is slow to import

            self._spellings = Spellings(self.release.folder / FOLDER)
        return self._spellings

    def provenance(self) -> Provenance:
        """What every answer from here says of itself."""
        return provenance(self.release, STALE_AFTER_DAYS)

    def entry(self, npi: str) -> Entry | None:
        """The own row of a number; None when it was not issued before the release."""
        row = self.file.execute(ROW, (int(npi),)).fetchone()
        return None if row is None else _entry(row)

    def provider(self, npi: str, today: dt.date) -> Provider | None:
        """The whole record of a number; None when it was not issued before the release."""
        entry = self.entry(npi)
        if entry is None:
            return None
        line = self._line(entry) if entry.pack is not None else _only_number(npi)
        return provider_of(line, self._beside(npi), entry.dates, taxonomy_name, self.provenance(), today)

    def _line(self, entry: Entry) -> Line:
        query = "SELECT names, lines FROM pack JOIN header ON header.number = pack.header WHERE pack.number = ?"
        names, packed = self.file.execute(query, (entry.pack,)).fetchone()
        lines: bytes = zlib.decompress(packed)
        found = re.search(rf'^"?{entry.npi}"?,'.encode(), lines, re.M)
        if found is None:
            raise Unavailable(f"The release {self.release.name} of npi is damaged.", "Run 'accord sync npi' again.")
        end = LINE_END.search(lines, found.start())
        line = decoded(lines[found.start() : end.start() if end else None])
        return Line(_header(names), next(rows_of(line, "the register")))

    def _beside(self, npi: str) -> Beside:
        number = (int(npi),)
        names = self.file.execute("SELECT name, type FROM other_name INDEXED BY by_other_name WHERE npi = ?", number)
        places = self.file.execute("SELECT fields FROM location INDEXED BY by_location WHERE npi = ?", number)
        points = self.file.execute("SELECT fields FROM endpoint INDEXED BY by_endpoint WHERE npi = ?", number)
        return Beside(names.fetchall(), [json.loads(row[0]) for row in places], [json.loads(row[0]) for row in points])


@lru_cache(8)
def _header(names: str) -> Header:
    return Header("the register", tuple(json.loads(names)), PROVIDERS)


def _only_number(npi: str) -> Line:
    """A number of which only the report of deactivated numbers tells."""
    return Line(_header(json.dumps(PROVIDERS)), [npi, *[""] * (len(PROVIDERS) - 1)])


def _entry(row: Sequence[Any]) -> Entry:
    npi, kind, *words, enumerated, updated, deactivated, reactivated, pack = row
    days = (date_of(day) for day in (enumerated, updated, deactivated, reactivated))
    name, first, city, state, postal, taxonomy, written, middle, credential = (word or "" for word in words)
    return Entry(str(npi), KINDS.get(kind, Kind.NOT_SAID), name, first, city, state, postal, taxonomy, written, middle,
                 credential, Dates(*days), pack)  # fmt: skip


def date_of(day: object) -> dt.date | None:
    """20260324 as a date."""
    if not isinstance(day, int):
        return None
    return dt.date(day // 10_000, day // 100 % 100, day % 100)


def taxonomy_name(code: str) -> str:
    """From the operator's own copy of the code set where one is loaded, else the group in our own words."""
    loaded = nucc.HELD.get()
    return (loaded.name(code) if loaded else "") or group_name(code)


LAYOUT = 2
HELD = Held(INDEX, Register, LAYOUT)


def held() -> Register | None:
    """The register that answers now, or None when none is loaded."""
    return HELD.get()


__all__ = ["Entry", "Register", "date_of", "held", "taxonomy_name"]
