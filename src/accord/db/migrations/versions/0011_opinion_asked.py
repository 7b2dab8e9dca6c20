"""Second opinions that somebody asked for."""
# pyright: basic

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Forward; there is no way back but a backup."""
    op.create_table(
        "opinion_asked",
        sa.Column("case", sa.String(length=36), nullable=False),
        sa.Column("organization", sa.String(length=36), nullable=False),
        sa.Column("by", sa.String(length=36), nullable=False),
        sa.Column("why", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_opinion_asked_by")),
        sa.ForeignKeyConstraint(["case"], ["case_.id"], name=op.f("fk_opinion_asked_case")),
        sa.ForeignKeyConstraint(["organization"], ["organization.id"], name=op.f("fk_opinion_asked_organization")),
        sa.PrimaryKeyConstraint("case", name=op.f("pk_opinion_asked")),
    )
