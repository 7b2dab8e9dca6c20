"""The editions at hand: the one that the pinned package carries, and those that were loaded; and which one a day falls to."""

from __future__ import annotations

import datetime as dt

from accord.connectors.answer import Backend, Provenance
from accord.connectors.icd10.edition import FY2026, Edition
from accord.connectors.releases import Release, read_release, releases
from accord.connectors.releases import provenance as release_provenance

INDEX = "icd10cm"
LAYOUT = 1
STALE_AFTER_DAYS = 400
SHIPPED_SOURCE = "CDC/NCHS, ICD-10-CM tabular list"
NO_INDEX = (
    "The alphabetic index is not loaded ('accord sync icd10 --from FOLDER'); searches go by titles and shipped words."
)
OTHER_DAYS = "No edition at hand governs {day}; this is what {edition} says, which governs {first} to {last}."


def provenance_of(edition: Edition, on: dt.date | None = None) -> Provenance:
    """What an answer from this edition says of itself; with a notice when the day asked for is not one that it governs."""
    day = on or dt.date.today()
    words = {"day": day, "edition": edition.name, "first": edition.first, "last": edition.last}
    notice = "" if edition.governs(day) else OTHER_DAYS.format(**words)
    if edition.folder is not None:
        return release_provenance(read_release(edition.folder), STALE_AFTER_DAYS, notice=notice)
    told = " ".join(part for part in (notice, NO_INDEX) if part)
    age = (dt.date.today() - edition.first).days
    return Provenance(
        SHIPPED_SOURCE,
        Backend.LOCAL,
        edition.name,
        edition.first,
        None,
        age,
        not edition.governs(dt.date.today()),
        "",
        told,
    )


def editions() -> tuple[Edition, ...]:
    """All editions at hand, the newest first; a loaded one stands before the shipped one of the same days."""
    loaded = [edition_of(release) for release in releases(INDEX) if release.layout == LAYOUT and release.as_of]
    return tuple(
        sorted([*loaded, FY2026], key=lambda edition: (edition.first, edition.folder is not None), reverse=True)
    )


def edition_on(day: dt.date) -> Edition | None:
    """The edition that governs a day of service, or None when none at hand does."""
    return next((edition for edition in editions() if edition.governs(day)), None)


def edition_for(day: dt.date | None) -> Edition:
    """The edition to look things up in: the one that governs the day (today), else the newest."""
    return edition_on(day or dt.date.today()) or editions()[0]


def edition_of(release: Release) -> Edition:
    """A loaded release as an edition: from the day it describes to the end of that fiscal year."""
    first = release.as_of or dt.date.min
    return Edition(
        release.source, first, end_of_fiscal_year(first), billable_codes=release.counts.get("billable", 0),
        folder=release.folder,
    )  # fmt: skip


def end_of_fiscal_year(day: dt.date) -> dt.date:
    """The September 30 on or after a day."""
    return dt.date(day.year + (day.month >= 10), 9, 30)
