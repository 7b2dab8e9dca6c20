"""The policy that a person names at the command line: an id, an id of a day, or a file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from accord.errors import Invalid
from accord.policies.acts import PolicyActs
from accord.policies.load import load_policy
from accord.policies.model import Policy
from accord.policies.site import records_folder, site_pack
from accord.policies.standing import with_standing

FILE = ".yaml"


def found(named: str, folder: Path | None = None) -> Policy:
    """The policy with its status. Raises NotFound, Invalid."""
    if named.endswith(FILE):
        return with_standing(load_policy(named), PolicyActs(records_folder()))
    id_, _, day = named.partition("@")
    return site_pack(folder).policy(id_, _day(day) if day else None)


def _day(written: str) -> dt.date:
    try:
        return dt.date.fromisoformat(written)
    except ValueError as fault:
        raise Invalid(f"'{written}' is no date.", "Name the edition as ID@2026-03-15.") from fault
