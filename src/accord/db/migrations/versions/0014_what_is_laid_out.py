"""What the page of a case shows is kept laid out: rows that are made anew wherever they are missing."""
# pyright: basic

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Forward; there is no way back but a backup."""
    op.create_table(
        "case_layout",
        sa.Column("case", sa.String(length=36), nullable=False),
        sa.Column("organization", sa.String(length=36), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("sheets", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["case_.id"], name=op.f("fk_case_layout_case")),
        sa.ForeignKeyConstraint(["organization"], ["organization.id"], name=op.f("fk_case_layout_organization")),
        sa.PrimaryKeyConstraint("case", name=op.f("pk_case_layout")),
    )
    op.create_table(
        "case_picture",
        sa.Column("case", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("organization", sa.String(length=36), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["case_.id"], name=op.f("fk_case_picture_case")),
        sa.ForeignKeyConstraint(["organization"], ["organization.id"], name=op.f("fk_case_picture_organization")),
        sa.PrimaryKeyConstraint("case", "name", name=op.f("pk_case_picture")),
    )
