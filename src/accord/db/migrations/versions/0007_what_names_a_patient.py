"""Words of persons and of records that could name a patient are sealed: descriptions of lines, reasons, signatures."""
# pyright: basic

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

from accord.db.sealing import seal

revision = "0007"
down_revision = "0006"
SEALED = {"case_line": ("description",), "decision": ("missing", "reason", "signed"), "clock": ("reason",)}
KEYS = {"case_line": ("case", "number"), "decision": ("id",), "clock": ("case", "number")}
AT_ONCE = 1_000


def upgrade() -> None:
    """Forward; there is no way back but a backup."""
    for table, columns in SEALED.items():
        for column in columns:
            op.add_column(table, sa.Column(f"{column}_sealed", sa.LargeBinary(), nullable=True))
        _seal(table, columns)
        for column in columns:
            op.execute(f'ALTER TABLE {table} DROP COLUMN "{column}"')
            op.execute(f'ALTER TABLE {table} RENAME COLUMN "{column}_sealed" TO "{column}"')


def _seal(table: str, columns: tuple[str, ...]) -> None:
    """Each row's words, a thousand rows at a time."""
    here, keys = op.get_bind(), KEYS[table]
    told = sa.table(table, *(sa.column(name) for name in (*keys, *columns, *(f"{one}_sealed" for one in columns))))
    left = sa.select(*(told.c[name] for name in (*keys, *columns))).where(told.c[f"{columns[0]}_sealed"].is_(None))
    while rows := here.execute(left.limit(AT_ONCE)).all():
        for row in rows:
            mine = [told.c[name] == getattr(row, name) for name in keys]
            sealed = {f"{name}_sealed": seal(_plain(getattr(row, name)).encode()) for name in columns}
            here.execute(sa.update(told).where(*mine).values(sealed))


def _plain(value: object) -> str:
    """The words as they stood; a table as JSON, which one driver gives as text and the other as it is."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
