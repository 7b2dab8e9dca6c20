"""What `accord audit` does. A trail that does not hold is said on standard output and ends with 6."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from accord.access.organizations import SYSTEM, Organization, organization_named, organizations_of
from accord.audit.chain import add_event, sign_head, verify_chain
from accord.audit.export import audit_lines, signed_line
from accord.audit.handed_out import verify_file
from accord.audit.heads import Head, heads_in, named_keys
from accord.audit.verifying import Verified
from accord.cases.worker import day_in
from accord.db.engine import Database, site_database
from accord.errors import Conflict, Invalid, NotFound, Unavailable
from accord.wording import say

BROKEN = Conflict.exit_code
MOST_DAYS = 10  # that are named


def run_verify(named: str, kept: Path | None = None) -> int:
    """Verifies the trail of one organization, or of all; 0 when all hold, else 6. Raises NotFound.

    kept -- a file of lines that were kept elsewhere, held against what is here. Raises Invalid where it holds none.
    """
    database, lines = site_database(), _kept(kept)
    wanted = _wanted(database, named)
    told = [_verified(database, one, [head for head in lines if head.organization == one.id]) for one in wanted]
    if not named:
        gone = sorted({head.organization for head in lines} - {one.id for one in wanted})
        for one in gone:
            sys.stdout.write(say("cli.audit_gone", id=one) + "\n")
        told += [Verified(one, 0, "it is gone") for one in gone]
    return _worst(told)


def run_verify_file(file: Path, named: str, kept: Path | None = None) -> int:
    """Verifies a trail that was handed out, from its file alone; 0 when it holds, else 6. Raises Invalid, NotFound."""
    if named:
        raise Invalid(say("cli.audit_file_alone"), say("cli.audit_file_alone_remedy"))
    told = verify_file(file, _kept(kept))
    sys.stdout.write(_sentences(told.name, told.found))
    if not told.found.fault and not named_keys():
        for key in told.found.keys:
            sys.stdout.write(say("cli.audit_compare_key", public=key) + "\n")
    return _worst([told.found])


def _kept(path: Path | None) -> list[Head]:
    """The heads of a file of kept lines. Raises NotFound, Unavailable, Invalid where it holds none."""
    if path is None:
        return []
    try:
        found, other = heads_in(path.read_text("utf-8", errors="replace"))
    except FileNotFoundError as fault:
        raise NotFound(f"There is no file {path}.", "Name the file to which the signed lines went.") from fault
    except OSError as fault:
        raise Unavailable(f"{path} cannot be read ({fault.strerror}).", "Name a file that can be read.") from fault
    if not found:
        raise Invalid(
            f"{path} holds no signed line.", "Name the file to which 'accord audit sign' or a worker printed."
        )
    if other:
        sys.stderr.write(say("cli.audit_other_lines", count=other, path=path) + "\n")
    return found


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
    """Signs each trail that holds for today in its organization's zone, and prints the lines that are to be kept elsewhere."""
    database, now = site_database(), dt.datetime.now(dt.UTC)
    told: list[Verified] = []
    for one in _wanted(database, ""):
        with database.reading() as connection:
            found = verify_chain(connection, one.id)
        told.append(found)
        if found.fault:
            sys.stdout.write(_sentences(one.name, found))
            continue
        today = day_in(one.time_zone, now)
        with database.writing() as connection:
            sign_head(connection, one.id, today, now)
            sys.stdout.write(signed_line(connection, one.id, today) + "\n")
    return _worst(told)


def _wanted(database: Database, named: str) -> list[Organization]:
    with database.reading() as connection:
        return [organization_named(connection, named)] if named else organizations_of(connection)


def _verified(database: Database, one: Organization, kept: Sequence[Head] = ()) -> Verified:
    with database.reading() as connection:
        found = verify_chain(connection, one.id, kept)
    sys.stdout.write(_sentences(one.name, found))
    return found


def _sentences(name: str, found: Verified) -> str:
    if found.fault:
        return say("cli.audit_broken", name=name, fault=found.fault) + "\n"
    told = [say("cli.audit_holds", name=name, events=found.events, days=found.signed_days)]
    if found.kept:
        told.append(say("cli.audit_kept_holds", name=name, count=found.kept))
    if found.unsigned:
        days = ", ".join(map(str, found.unsigned[:MOST_DAYS])) + (", …" if len(found.unsigned) > MOST_DAYS else "")
        told.append(say("cli.audit_unsigned", name=name, count=len(found.unsigned), days=days))
    return "".join(f"{line}\n" for line in told)


def _worst(told: list[Verified]) -> int:
    return BROKEN if any(one.fault for one in told) else 0
