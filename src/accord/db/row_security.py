"""Row security of PostgreSQL: a transaction that says whose it is sees that organization's rows and no others.

The policies follow from the tables, so that a table that is new has them too; one of which nobody can tell whose its rows are is
refused. Three accounts are told apart: the owner of the tables (changes them, makes organizations), `accord_work` (workers) and
`accord_web` (pages). A transaction of the first two that says nothing sees all; one of `accord_web` that says nothing sees nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Table, text

from accord.db.engine import DOOR, ORGANIZATION
from accord.db.tables import metadata

WEB, WORK = "accord_web", "accord_work"
# What has to be read before it is known who asks.
AT_THE_DOOR = frozenset(
    {"challenge", "held_form", "organization", "passkey", "person", "person_role", "session", "sign_in_try"}
)
# What is counted there belongs to no organization: of who is not there it is kept too.
NOBODYS = frozenset({"sign_in_try"})
# Nobody but the owner changes or takes away what is in these.
ONLY_ADDED = frozenset({"blob", "clock", "correction", "decision", "event", "message", "signed_head"})
NOT_TAKEN_AWAY = frozenset({"letter_version"})  # to which who signed and that it was sent are added
NO_WORK = frozenset({"challenge", "held_form", "passkey", "session", "sign_in_try"})
ONLY_READ = {WEB: frozenset[str](), WORK: frozenset({"person", "person_role"})}
ONLY_CHANGED = frozenset({"organization"})
REVISIONS = "alembic_version"

_MINE = f"current_setting('{ORGANIZATION}', true)"
_UNSAID = f"coalesce({_MINE}, '') = ''"
_OPEN = f"current_setting('{DOOR}', true) = 'open'"


def secure(connection: Connection) -> None:
    """Brings policies and rights to what the tables ask for; run by the owner, as often as one likes."""
    roles = there(connection)
    for table in metadata.sorted_tables:
        for statement in _statements(table, roles):
            connection.execute(text(statement))
    for role in roles:
        connection.execute(text(f"GRANT USAGE ON SCHEMA {_schema(connection)} TO {role}"))
        connection.execute(text(f"GRANT SELECT ON {REVISIONS} TO {role}"))


def there(connection: Connection) -> list[str]:
    """Which of the two accounts of the pages and the workers there are."""
    query = text("SELECT rolname FROM pg_roles WHERE rolname IN (:web, :work) ORDER BY rolname")
    return list(connection.execute(query, {"web": WEB, "work": WORK}).scalars())


def holds(connection: Connection) -> bool:
    """Does row security hold for whoever is connected? It does not for superusers and accounts that may pass it by."""
    query = text("SELECT NOT (rolsuper OR rolbypassrls) FROM pg_roles WHERE rolname = current_user")
    return bool(connection.execute(query).scalar())


def owns(connection: Connection) -> bool:
    """May whoever is connected change the tables?"""
    query = text("SELECT pg_has_role(current_user, tableowner, 'USAGE') FROM pg_tables WHERE schemaname = current_schema() "
                 "AND tablename = 'case_'")  # fmt: skip
    return bool(connection.execute(query).scalar())


def own_rows(table: Table) -> str:
    """The condition under which a row is the organization's. Raises LookupError for a table that does not tell."""
    if table.name in NOBODYS:
        return "false"
    if table.name == "organization":
        return f"id = {_MINE}"
    if "organization" in table.c:
        return f"organization = {_MINE}"
    for column, parent in (("case", "case_"), ("person", "person")):
        if column in table.c and any(key.column.table.name == parent for key in table.c[column].foreign_keys):
            whose = f"p.id = {table.name}.{_quoted(column)} AND p.organization = {_MINE}"
            return f"EXISTS (SELECT 1 FROM {parent} p WHERE {whose})"
    raise LookupError(f"Nobody can tell whose the rows of {table.name} are: it needs a column 'organization'.")


def _statements(table: Table, roles: Sequence[str]) -> Iterable[str]:
    name = _quoted(table.name)
    yield f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY"  # for the owner too, who serves the pages of a small site
    all_seen_by = ", ".join(["CURRENT_USER", *(role for role in roles if role == WORK)])
    conditions = {"accord_own": ("PUBLIC", own_rows(table)), "accord_all": (all_seen_by, _UNSAID)}
    if table.name in AT_THE_DOOR:
        conditions["accord_door"] = ("PUBLIC", _OPEN)
    for policy, (whom, condition) in conditions.items():
        yield f"DROP POLICY IF EXISTS {policy} ON {name}"
        yield f"CREATE POLICY {policy} ON {name} TO {whom} USING ({condition})"
    for role in roles:
        yield f"REVOKE ALL ON {name} FROM {role}"
        if granted := rights(table.name, role):
            yield f"GRANT {', '.join(granted)} ON {name} TO {role}"


def rights(table: str, role: str) -> tuple[str, ...]:
    """What an account may do with a table."""
    if role == WORK and table in NO_WORK:
        return ()
    if table in ONLY_READ[role]:
        return ("SELECT",)
    if table in ONLY_CHANGED:
        return ("SELECT", "UPDATE")
    if table in ONLY_ADDED:
        return ("SELECT", "INSERT")
    changed = ("SELECT", "INSERT", "UPDATE")
    return changed if table in NOT_TAKEN_AWAY else (*changed, "DELETE")


def _schema(connection: Connection) -> str:
    return _quoted(str(connection.execute(text("SELECT current_schema()")).scalar_one()))


def _quoted(name: str) -> str:
    return f'"{name}"'
