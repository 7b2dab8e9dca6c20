"""What `accord database` does: run with the account that owns the tables, or to see how another account stands."""

from __future__ import annotations

import sys

from sqlalchemy import text

from accord.db import row_security
from accord.db.engine import Database, database_of_settings
from accord.db.migrate import head, prepare, revision_of
from accord.wording import say


def run_prepare() -> None:
    """Brings tables, policies and rights up to date, as often as one likes. Raises Conflict, Unavailable."""
    database = database_of_settings()
    prepare(database)
    _tell(database)


def run_status() -> None:
    """Says how the database stands and changes nothing. Raises Conflict, Unavailable."""
    _tell(database_of_settings())


def _tell(database: Database) -> None:
    with_tables = revision_of(database)
    lines = [say("cli.database_tables", found=with_tables or say("cli.database_none"), head=head())]
    if database.is_sqlite:
        lines.append(say("cli.database_sqlite"))
    elif with_tables is not None:
        lines += _of_postgres(database)
    sys.stdout.write("\n".join(lines) + "\n")


def _of_postgres(database: Database) -> list[str]:
    with database.reading() as connection:
        account = str(connection.execute(text("SELECT current_user")).scalar_one())
        held, owner = row_security.holds(connection), row_security.owns(connection)
        there = row_security.there(connection)
    return [
        say(
            "cli.database_account", account=account, owns=say("cli.database_owns" if owner else "cli.database_owns_not")
        ),
        say("cli.database_held") if held else say("cli.database_not_held"),
        say("cli.database_accounts", there=", ".join(there)) if there else say("cli.database_no_accounts"),
    ]
