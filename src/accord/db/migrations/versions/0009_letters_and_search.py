"""Letters as persons keep them; the terms under which cases are found again, and the orders in which."""
# pyright: basic

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from accord.db.sealing import blind, unseal

revision = "0009"
down_revision = "0008"
AT_ONCE = 1_000
ORDERS = {"received": (), "state_received": ("state",), "owner_received": ("owner",), "policy_received": ("policy",)}


def upgrade() -> None:
    """Forward; there is no way back but a backup."""
    op.create_table(
        "letter_version",
        sa.Column("case", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("organization", sa.String(length=36), nullable=False),
        sa.Column("review", sa.String(length=64), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("struck", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(length=36), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed", sa.LargeBinary(), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_by", sa.String(length=36), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_letter_version_by")),
        sa.ForeignKeyConstraint(["case"], ["case_.id"], name=op.f("fk_letter_version_case")),
        sa.ForeignKeyConstraint(["organization"], ["organization.id"], name=op.f("fk_letter_version_organization")),
        sa.ForeignKeyConstraint(["sent_by"], ["person.id"], name=op.f("fk_letter_version_sent_by")),
        sa.PrimaryKeyConstraint("case", "kind", "number", name=op.f("pk_letter_version")),
    )
    op.create_table(
        "case_term",
        sa.Column("organization", sa.String(length=36), nullable=False),
        sa.Column("term", sa.String(length=32), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["case_.id"], name=op.f("fk_case_term_case")),
        sa.ForeignKeyConstraint(["organization"], ["organization.id"], name=op.f("fk_case_term_organization")),
        sa.PrimaryKeyConstraint("organization", "term", "received_at", "case", name=op.f("pk_case_term")),
    )
    for name, narrowed in ORDERS.items():
        op.create_index(f"ix_case__{name}", "case_", ["organization", *narrowed, "received_at", "id"], unique=False)
    _copy()


def _copy() -> None:
    """The terms of the cases that are there: names by the digests that are kept, codes, and digests of member ids."""
    here = op.get_bind()
    columns = ("id", "organization", "received_at", "member")
    case = sa.table("case_", *(sa.column(name) for name in columns))
    term = sa.table("case_term", *(sa.column(name) for name in ("organization", "term", "received_at", "case")))
    name = sa.table("case_name", sa.column("case"), sa.column("digest"))
    line = sa.table("case_line", sa.column("case"), sa.column("code"))
    into = ("organization", "term", "received_at", "case")
    for kept, word in ((name, name.c.digest), (line, sa.func.upper(line.c.code))):
        told = sa.select(case.c.organization, word, case.c.received_at, case.c.id).join_from(
            kept, case, kept.c.case == case.c.id
        )
        here.execute(sa.insert(term).from_select(into, told.distinct()))
    last = ""
    query = sa.select(case).where(case.c.member.is_not(None)).order_by(case.c.id).limit(AT_ONCE)
    while rows := here.execute(query.where(case.c.id > last)).all():
        members = [(row, unseal(bytes(row.member)).decode()) for row in rows]
        told = [
            {"organization": row.organization, "term": blind("member " + "".join(member.split())),
             "received_at": row.received_at, "case": row.id}
            for row, member in members if member.strip()
        ]  # fmt: skip
        if told:
            here.execute(sa.insert(term), told)
        last = rows[-1].id
