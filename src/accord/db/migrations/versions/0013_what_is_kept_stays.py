"""The database itself refuses that a kept row is changed, replaced, taken away or emptied out with its table."""
# pyright: basic

from __future__ import annotations

from alembic import op

revision = "0013"
down_revision = "0012"
# Tables whose rows stand as they are, with what tells one row from another.
ONLY_ADDED = {
    "event": (("organization", "number"),),
    "signed_head": (("organization", "day"),),
    "decision": (("id",), ("case", "line", "round")),
    "correction": (("case", "number"),),
    "clock": (("case", "number"),),
    "message": (("id",),),
}
GUARDED_BEFORE = ("event", "signed_head")  # against change and removal
# A letter that was kept stays; who signed it is added until it is sent, and that it was sent is added once.
LETTER, LETTER_KEY = "letter_version", ("case", "kind", "number")
LETTER_STAYS = ("case", "kind", "number", "organization", "review", "body", "struck", "by", "at")
LETTER_ADDED = ("signed", "signed_at", "sent_by", "sent_at")


def upgrade() -> None:
    """Forward; there is no way back but a backup."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    (_on_sqlite if on_sqlite else _on_postgresql)()


def _on_sqlite() -> None:
    for table, keys in ONLY_ADDED.items():
        if table not in GUARDED_BEFORE:
            _refuse_on_sqlite(table, "update", "BEFORE UPDATE")
            _refuse_on_sqlite(table, "delete", "BEFORE DELETE")
        _refuse_replacing(table, keys)
    changed = _differs(LETTER_STAYS, "IS NOT")
    added = _differs(LETTER_ADDED, "IS NOT")
    when = f"OLD.rowid IS NOT NEW.rowid OR {changed} OR (OLD.sent_at IS NOT NULL AND ({added}))"
    _refuse_on_sqlite(LETTER, "update", "BEFORE UPDATE", when)
    _refuse_on_sqlite(LETTER, "delete", "BEFORE DELETE")
    _refuse_replacing(LETTER, (LETTER_KEY,))


def _refuse_replacing(table: str, keys: tuple[tuple[str, ...], ...]) -> None:
    """INSERT OR REPLACE takes a row away and asks no trigger of removal. A rowid that was not given is below 1 here."""
    same = [" AND ".join(f'"{name}" = NEW."{name}"' for name in key) for key in keys]
    known = " OR ".join(f"({one})" for one in (*same, "NEW.rowid > 0 AND rowid = NEW.rowid"))
    _refuse_on_sqlite(table, "replace", "BEFORE INSERT", f'EXISTS (SELECT 1 FROM "{table}" WHERE {known})')


def _refuse_on_sqlite(table: str, word: str, before: str, when: str = "") -> None:
    condition = f"WHEN {when} " if when else ""
    op.execute(
        f'CREATE TRIGGER {table}_no_{word} {before} ON "{table}" {condition}'
        f"BEGIN SELECT RAISE(ABORT, '{table} is only added to'); END"
    )


def _on_postgresql() -> None:
    op.execute(
        "CREATE OR REPLACE FUNCTION only_added_to() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is only added to', TG_TABLE_NAME; END $$"
    )
    for table in ONLY_ADDED:
        if table not in GUARDED_BEFORE:
            _refuse_on_postgresql(table, "update", "FOR EACH ROW")
            _refuse_on_postgresql(table, "delete", "FOR EACH ROW")
        _refuse_on_postgresql(table, "truncate", "FOR EACH STATEMENT")
    different = "IS DISTINCT FROM"
    added = _differs(LETTER_ADDED, different)
    when = f"{_differs(LETTER_STAYS, different)} OR (OLD.sent_at IS NOT NULL AND ({added}))"
    _refuse_on_postgresql(LETTER, "update", f"FOR EACH ROW WHEN ({when})")
    _refuse_on_postgresql(LETTER, "delete", "FOR EACH ROW")
    _refuse_on_postgresql(LETTER, "truncate", "FOR EACH STATEMENT")


def _refuse_on_postgresql(table: str, word: str, each: str) -> None:
    op.execute(
        f'CREATE TRIGGER {table}_no_{word} BEFORE {word.upper()} ON "{table}" {each} EXECUTE FUNCTION only_added_to()'
    )


def _differs(columns: tuple[str, ...], words: str) -> str:
    return " OR ".join(f'OLD."{name}" {words} NEW."{name}"' for name in columns)
