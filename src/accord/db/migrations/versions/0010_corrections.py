"""What persons say of findings and contradictions; the table that was to hold words on findings never held any."""
# pyright: basic

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Forward; there is no way back but a backup."""
    op.drop_table("finding_word")
    op.create_table(
        "correction",
        sa.Column("case", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("organization", sa.String(length=36), nullable=False),
        sa.Column("finding", sa.String(length=64), nullable=False),
        sa.Column("criterion", sa.Text(), nullable=False),
        sa.Column("word", sa.String(length=16), nullable=False),
        sa.Column("was", sa.LargeBinary(), nullable=False),
        sa.Column("becomes", sa.LargeBinary(), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("by", sa.String(length=36), nullable=False),
        sa.Column("signed", sa.String(length=400), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_correction_by")),
        sa.ForeignKeyConstraint(["case"], ["case_.id"], name=op.f("fk_correction_case")),
        sa.ForeignKeyConstraint(["organization"], ["organization.id"], name=op.f("fk_correction_organization")),
        sa.PrimaryKeyConstraint("case", "number", name=op.f("pk_correction")),
    )
