"""A session says from which device it is, how it began and when its person last proved who they are; passkeys, when they were used."""
# pyright: basic

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Forward; there is no way back but a backup."""
    op.add_column("session", sa.Column("device", sa.Text(), server_default="", nullable=False))
    op.add_column("session", sa.Column("way", sa.String(length=16), server_default="", nullable=False))
    op.add_column("session", sa.Column("proved_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("passkey", sa.Column("used_at", sa.DateTime(timezone=True), nullable=True))
