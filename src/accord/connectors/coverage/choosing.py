"""Which version of which document is meant, and where and when it holds."""

from __future__ import annotations

import datetime as dt
import sqlite3

from accord.connectors.coverage.records import versions_of
from accord.errors import NotFound

NEAR = 5
HERE = (
    "(document.base = 'N' or exists (select 1 from holds_in where holds_in.document = document.key and state = :state))"
)
STANDS = "document.newest and document.status not in ('retired', 'proposed') and (document.retired is null or document.retired > :today)"
# Of the versions whose days allow it, the highest; a version without days only where no other is held.
IN_FORCE = """document.key = (select held.key from document held
  where held.base = document.base and held.number = document.number and held.status != 'proposed'
  and (held.effective is null or held.effective <= :on) and (held.ends is null or held.ends >= :on)
  and (held.retired is null or held.retired > :on)
  order by held.effective is null, held.version desc limit 1)"""


def holding(state: str, on: dt.date | None) -> tuple[str, dict[str, str]]:
    """The condition, with its values, that a document is in force in a state (empty: anywhere) on a day (None: now)."""
    parts = [IN_FORCE if on else STANDS] + ([HERE] if state else [])
    return " and ".join(parts), {
        "state": state, "on": on.isoformat() if on else "", "today": dt.date.today().isoformat(),
    }  # fmt: skip


def choose(db: sqlite3.Connection, name: str, version: int | None, on: dt.date | None) -> sqlite3.Row:
    """The document row. Raises NotFound: an unknown id (near ones are named), a version not held, none in force then."""
    condition, values = "newest", {"id": name, "version": version, "on": on.isoformat() if on else ""}
    if version is not None:
        condition = "version = :version"
    elif on:
        condition = IN_FORCE
    found = db.execute(
        f"select * from document where id = :id and {condition} order by version desc", values
    ).fetchone()
    if found:
        return found
    newest = db.execute("select * from document where id = :id and newest", values).fetchone()
    if newest is None:
        raise NotFound(f"There is no document {name} in the loaded coverage database.", _near(db, name))
    held = ", ".join(map(str, versions_of(db, newest)))
    what = f"version {version}" if version is not None else f"version in force on {on}"
    raise NotFound(f"Of {name}, no {what} is loaded.", f"Loaded: version {held}.")


def _near(db: sqlite3.Connection, name: str) -> str:
    from rapidfuzz import fuzz, process

    ids = [row["id"] for row in db.execute("select distinct id from document")]
    near = [each for each, _, _ in process.extract(name, ids, scorer=fuzz.ratio, limit=NEAR, score_cutoff=60)]
    return f"Near it: {', '.join(near)}." if near else "Search for its subject instead."
