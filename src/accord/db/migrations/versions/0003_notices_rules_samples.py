"""Notices of clocks, rules that approve, what is sampled, second opinions."""
# pyright: basic

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Forward; there is no way back but a backup."""
    op.add_column("case_", sa.Column("overdue_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "notice",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("organization", sa.String(length=36), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=True),
        sa.Column("role", sa.String(length=32), server_default="", nullable=False),
        sa.Column("case", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case"], ["case_.id"], name=op.f("fk_notice_case")),
        sa.ForeignKeyConstraint(["organization"], ["organization.id"], name=op.f("fk_notice_organization")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_notice_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    op.create_index("ix_notice_open", "notice", ["organization", "seen_at", "at"], unique=False)
    op.create_index(op.f("ix_notice_case"), "notice", ["case"], unique=False)
    _by_policy(
        "approval_rule",
        sa.Column("on", sa.Boolean(), nullable=False),
        sa.Column("needs", sa.String(length=16), nullable=False),
    )
    _by_policy("sample_share", sa.Column("share", sa.Numeric(precision=5, scale=4), nullable=False))
    op.create_table(
        "second_opinion",
        sa.Column("case", sa.String(length=36), nullable=False),
        sa.Column("organization", sa.String(length=36), nullable=False),
        sa.Column("by", sa.String(length=36), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcomes", sa.JSON(), nullable=True),
        sa.Column("disagreements", sa.JSON(), nullable=True),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_second_opinion_by")),
        sa.ForeignKeyConstraint(["case"], ["case_.id"], name=op.f("fk_second_opinion_case")),
        sa.ForeignKeyConstraint(["organization"], ["organization.id"], name=op.f("fk_second_opinion_organization")),
        sa.PrimaryKeyConstraint("case", name=op.f("pk_second_opinion")),
    )
    op.create_index(op.f("ix_second_opinion_by"), "second_opinion", ["by"], unique=False)


def _by_policy(table: str, *columns: sa.Column) -> None:
    """What a medical director says of a policy."""
    op.create_table(
        table,
        sa.Column("organization", sa.String(length=36), nullable=False),
        sa.Column("policy", sa.String(length=128), nullable=False),
        *columns,
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=36), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f(f"fk_{table}_by")),
        sa.ForeignKeyConstraint(["organization"], ["organization.id"], name=op.f(f"fk_{table}_organization")),
        sa.PrimaryKeyConstraint("organization", "policy", name=op.f(f"pk_{table}")),
    )
