"""The editions at hand: the one that the pinned package carries, and those that were loaded; and which one a day falls to."""

from __future__ import annotations

import datetime as dt

from accord.connectors.icd10.edition import FY2026, Edition
from accord.connectors.releases import Release, releases

INDEX = "icd10cm"
LAYOUT = 1


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
