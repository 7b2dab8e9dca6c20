"""The edition of ICD-10-CM at hand, and when its codes are in force."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from accord.errors import Invalid


class Standing(StrEnum):
    """May the code be used on a day? What one edition cannot answer for is its own answer, never a no."""

    IN_FORCE = "in_force"
    NOT_IN_EDITION = "not_in_edition"
    CANNOT_SAY = "cannot_say"


@dataclass(frozen=True)
class Edition:
    """One release of the tabular list.

    first, last    -- the days of service it governs, both included.
    package        -- the installed package that carries it, at the one version that has been checked.
    billable_codes -- how many codes may stand on a request; an index with another number is refused.
    folder         -- the release that holds it, for one that was loaded; then no package carries it.
    """

    name: str
    first: dt.date
    last: dt.date
    package: str = ""
    package_version: str = ""
    tabular_file: str = ""
    code_list_file: str = ""
    billable_codes: int = 0
    folder: Path | None = None

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise Invalid(f"The edition {self.name} ends before it begins.")

    def governs(self, date: dt.date) -> bool:
        """Does the day of service fall to this edition?"""
        return self.first <= date <= self.last


# The April update of FY2026 added no code: its 74,719 are those of October 1, 2025, so one edition answers for both.
FY2026 = Edition(
    name="ICD-10-CM FY2026, update of April 1, 2026",
    first=dt.date(2025, 10, 1),
    last=dt.date(2026, 9, 30),
    package="simple_icd_10_cm",
    package_version="1.5.0",
    tabular_file="icd10c-tabular-April-1-2026.xml",
    code_list_file="code-list-April-2026.txt",
    billable_codes=74_719,
)
