"""What somebody wrote stays for a day where their session was over when they sent it."""
# pyright: basic

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Forward; there is no way back but a backup."""
    op.create_table(
        "held_form",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_held_form_person")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_held_form")),
    )
    op.create_index(op.f("ix_held_form_person"), "held_form", ["person"], unique=False)
    op.create_index("ix_held_form_ends_at", "held_form", ["ends_at"], unique=False)
