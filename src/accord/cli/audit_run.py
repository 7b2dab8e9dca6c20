"""What `accord audit` does. A trail that does not hold is said on standard output and ends with 6."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path

from accord.access.organizations import SYSTEM, Organization, organization_named, organizations_of
from accord.audit.chain import Verified, add_event, sign_head, verify_chain
from accord.audit.export import audit_lines, signed_line
from accord.db.engine import Database, site_database
from accord.errors import Conflict, Unavailable
from accord.wording import say

BROKEN = Conflict.exit_code


def run_verify(named: str) -> int:
    """Verifies the trail of one organization, or of all; 0 when all hold, else 6. Raises NotFound."""
    database = site_database()
    return _worst([_verified(database, one) for one in _wanted(database, named)])


def run_export(named: str, out: Path) -> int:
    """Writes the trail, whole or not at all; that it was handed out is its last row. Raises NotFound, Unavailable."""
    database = site_database()
    (one,) = _wanted(database, named)
    with database.writing() as connection:
        now = dt.datetime.now(dt.UTC)
        add_event(connection, one.id, SYSTEM, "audit_exported", f"organization {one.id}", at=now)
    draft = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        with database.reading() as connection, draft.open("w", encoding="utf-8") as file:
            file.writelines(audit_lines(connection, one.id))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(out)
    except OSError as fault:
        draft.unlink(missing_ok=True)
        raise Unavailable(
            f"{out} cannot be written ({fault.strerror}).", "Name a file in a folder with room."
        ) from fault
    sys.stdout.write(f"{out}\n")
    return _worst([_verified(database, one)])


def run_sign() -> int:
    """Signs each trail that holds, and prints the lines that are to be kept elsewhere."""
    database, today = site_database(), dt.datetime.now(dt.UTC).date()
    told: list[Verified] = []
    for one in _wanted(database, ""):
        with database.reading() as connection:
            found = verify_chain(connection, one.id)
        told.append(found)
        if found.fault:
            sys.stdout.write(_sentence(one, found))
            continue
        with database.writing() as connection:
            sign_head(connection, one.id, today)
            sys.stdout.write(signed_line(connection, one.id, today) + "\n")
    return _worst(told)


def _wanted(database: Database, named: str) -> list[Organization]:
    with database.reading() as connection:
        return [organization_named(connection, named)] if named else organizations_of(connection)


def _verified(database: Database, one: Organization) -> Verified:
    with database.reading() as connection:
        found = verify_chain(connection, one.id)
    sys.stdout.write(_sentence(one, found))
    return found


def _sentence(one: Organization, found: Verified) -> str:
    if found.fault:
        return say("cli.audit_broken", name=one.name, fault=found.fault) + "\n"
    return say("cli.audit_holds", name=one.name, events=found.events, days=found.signed_days) + "\n"


def _worst(told: list[Verified]) -> int:
    return BROKEN if any(one.fault for one in told) else 0
