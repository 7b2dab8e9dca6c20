"""`accord policy sign`, `activate`, `retire`: what a named person does with a policy, written into the site's records."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

from accord.cli.policy_found import found
from accord.policies.acts import PolicyActs
from accord.policies.site import records_folder
from accord.policies.standing import with_standing
from accord.prior_auth.authors.records import activate, retire, sign
from accord.wording import say


def run_sign(named: str, folder: Path | None, by: str, credentials: str, npi: str, digest: str, day: dt.date) -> None:
    """Writes the signature. Raises NotFound, Invalid, Conflict, Unavailable."""
    policy, records = found(named, folder), PolicyActs(records_folder())
    _tell(named, folder, sign(policy, records, by, credentials, npi, digest, day))


def run_activate(named: str, folder: Path | None, by: str, day: dt.date) -> None:
    """Writes that the site switched it on. Raises NotFound, Invalid, Conflict, Unavailable."""
    _tell(named, folder, activate(found(named, folder), PolicyActs(records_folder()), by, day))


def run_retire(named: str, folder: Path | None, by: str, day: dt.date, until: dt.date) -> None:
    """Writes that the site stops using it. Raises NotFound, Invalid, Conflict, Unavailable."""
    _tell(named, folder, retire(found(named, folder), PolicyActs(records_folder()), by, day, until))


def _tell(named: str, folder: Path | None, file: Path) -> None:
    policy = with_standing(found(named, folder), PolicyActs(records_folder()))
    sys.stdout.write(f"{policy.id}: {policy.standing}\n{say('policy_list.recorded', file=file)}\n")
