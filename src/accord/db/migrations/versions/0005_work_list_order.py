"""The work list is read in its order, however many cases there are."""
# pyright: basic

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Forward; there is no way back but a backup."""
    # SQLite adds no stored column to a table that is there; PostgreSQL has indexes on stored ones only
    stored = True if op.get_bind().dialect.name == "postgresql" else None
    order = sa.Computed("coalesce(due_at, '9999-12-30 00:00:00.000000')", persisted=stored)
    op.add_column("case_", sa.Column("due_order", sa.DateTime(timezone=True), order, nullable=False))
    op.drop_index("ix_case__work_list", "case_")
    op.drop_index("ix_case__owner", "case_")
    op.create_index("ix_case__all", "case_", ["organization", "due_order", "id"])
    op.create_index("ix_case__work_list", "case_", ["organization", "state", "due_order", "id"])
    op.create_index("ix_case__owner", "case_", ["organization", "owner", "due_order", "id"])
