"""The first tables; the audit trail is only added to, which the database itself holds."""
# pyright: basic

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Forward; there is no way back but a backup."""
    op.create_table(
        "organization",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("side", sa.String(length=8), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization")),
        sa.UniqueConstraint("name", name=op.f("uq_organization_name")),
    )
    op.create_table(
        "blob",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("organization", sa.String(length=36), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["organization"], ["organization.id"], name=op.f("fk_blob_organization")),
        sa.PrimaryKeyConstraint("organization", "sha256", "number", name=op.f("pk_blob")),
    )
    op.create_table(
        "event",
        sa.Column("organization", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(length=64), nullable=False),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column("about", sa.String(length=96), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("before", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["organization"], ["organization.id"], name=op.f("fk_event_organization")),
        sa.PrimaryKeyConstraint("organization", "number", name=op.f("pk_event")),
    )
    op.create_index("ix_event_about", "event", ["organization", "about", "number"], unique=False)
    op.create_table(
        "event_head",
        sa.Column("organization", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["organization"], ["organization.id"], name=op.f("fk_event_head_organization")),
        sa.PrimaryKeyConstraint("organization", name=op.f("pk_event_head")),
    )
    op.create_table(
        "job",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("organization", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("about", sa.String(length=96), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("run_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease", sa.String(length=36), nullable=True),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("fault", sa.Text(), server_default="", nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["organization"], ["organization.id"], name=op.f("fk_job_organization")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("kind", "about", name=op.f("uq_job_kind_about")),
    )
    op.create_index("ix_job_waiting", "job", ["done_at", "run_at"], unique=False)
    op.create_table(
        "person",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("organization", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("credentials", sa.Text(), server_default="", nullable=False),
        sa.Column("npi", sa.String(length=10), server_default="", nullable=False),
        sa.Column("specialty", sa.Text(), server_default="", nullable=False),
        sa.Column("licensed_in", sa.Text(), server_default="", nullable=False),
        sa.Column("password", sa.Text(), server_default="", nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("failed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["organization"], ["organization.id"], name=op.f("fk_person_organization")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
    )
    op.create_table(
        "review",
        sa.Column("organization", sa.String(length=36), nullable=False),
        sa.Column("content", sa.String(length=64), nullable=False),
        sa.Column("json", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["organization"], ["organization.id"], name=op.f("fk_review_organization")),
        sa.PrimaryKeyConstraint("organization", "content", name=op.f("pk_review")),
    )
    op.create_table(
        "signed_head",
        sa.Column("organization", sa.String(length=36), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("public_key", sa.String(length=64), nullable=False),
        sa.Column("signature", sa.String(length=128), nullable=False),
        sa.ForeignKeyConstraint(["organization"], ["organization.id"], name=op.f("fk_signed_head_organization")),
        sa.PrimaryKeyConstraint("organization", "day", name=op.f("pk_signed_head")),
    )
    op.create_table(
        "case_",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("organization", sa.String(length=36), nullable=False),
        sa.Column("reference", sa.String(length=32), nullable=False),
        sa.Column("side", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("urgency", sa.String(length=16), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("escalated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("owner", sa.String(length=36), nullable=True),
        sa.Column("patient", sa.LargeBinary(), nullable=True),
        sa.Column("born", sa.LargeBinary(), nullable=True),
        sa.Column("member", sa.LargeBinary(), nullable=True),
        sa.Column("services", sa.Text(), server_default="", nullable=False),
        sa.Column("policy", sa.Text(), server_default="", nullable=False),
        sa.Column("proposal", sa.String(length=16), server_default="", nullable=False),
        sa.Column("sampled", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["organization"], ["organization.id"], name=op.f("fk_case__organization")),
        sa.ForeignKeyConstraint(["owner"], ["person.id"], name=op.f("fk_case__owner")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_")),
        sa.UniqueConstraint("organization", "reference", name=op.f("uq_case__organization_reference")),
    )
    op.create_index("ix_case__due_at", "case_", ["due_at"], unique=False)
    op.create_index("ix_case__owner", "case_", ["organization", "owner", "due_at"], unique=False)
    op.create_index("ix_case__work_list", "case_", ["organization", "state", "due_at", "id"], unique=False)
    op.create_table(
        "passkey",
        sa.Column("credential", sa.LargeBinary(), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_passkey_person")),
        sa.PrimaryKeyConstraint("credential", name=op.f("pk_passkey")),
    )
    op.create_index(op.f("ix_passkey_person"), "passkey", ["person"], unique=False)
    op.create_table(
        "person_role",
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_person_role_person")),
        sa.PrimaryKeyConstraint("person", "role", name=op.f("pk_person_role")),
    )
    op.create_table(
        "session",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("form_token", sa.String(length=64), nullable=False),
        sa.Column("break_glass", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_session_person")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_session")),
    )
    op.create_index(op.f("ix_session_person"), "session", ["person"], unique=False)
    op.create_table(
        "case_file",
        sa.Column("case", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=36), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_case_file_by")),
        sa.ForeignKeyConstraint(["case"], ["case_.id"], name=op.f("fk_case_file_case")),
        sa.PrimaryKeyConstraint("case", "number", name=op.f("pk_case_file")),
    )
    op.create_table(
        "case_line",
        sa.Column("case", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("modifiers", sa.Text(), server_default="", nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("quantity", sa.Numeric(precision=12, scale=3), nullable=True),
        sa.Column("starts", sa.Date(), nullable=True),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case"], ["case_.id"], name=op.f("fk_case_line_case")),
        sa.PrimaryKeyConstraint("case", "number", name=op.f("pk_case_line")),
    )
    op.create_table(
        "case_name",
        sa.Column("case", sa.String(length=36), nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("organization", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["case_.id"], name=op.f("fk_case_name_case")),
        sa.ForeignKeyConstraint(["organization"], ["organization.id"], name=op.f("fk_case_name_organization")),
        sa.PrimaryKeyConstraint("case", "digest", name=op.f("pk_case_name")),
    )
    op.create_index("ix_case_name_search", "case_name", ["organization", "digest"], unique=False)
    op.create_table(
        "case_review",
        sa.Column("case", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["case_.id"], name=op.f("fk_case_review_case")),
        sa.PrimaryKeyConstraint("case", "number", name=op.f("pk_case_review")),
    )
    op.create_table(
        "clock",
        sa.Column("case", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("by", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_clock_by")),
        sa.ForeignKeyConstraint(["case"], ["case_.id"], name=op.f("fk_clock_case")),
        sa.PrimaryKeyConstraint("case", "number", name=op.f("pk_clock")),
    )
    op.create_table(
        "finding_word",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case", sa.String(length=36), nullable=False),
        sa.Column("finding", sa.String(length=64), nullable=False),
        sa.Column("criterion", sa.Text(), nullable=False),
        sa.Column("word", sa.String(length=16), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=True),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("by", sa.String(length=36), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_finding_word_by")),
        sa.ForeignKeyConstraint(["case"], ["case_.id"], name=op.f("fk_finding_word_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding_word")),
    )
    op.create_index(op.f("ix_finding_word_case"), "finding_word", ["case"], unique=False)
    op.create_table(
        "message",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(length=36), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_message_by")),
        sa.ForeignKeyConstraint(["case"], ["case_.id"], name=op.f("fk_message_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
    )
    op.create_index(op.f("ix_message_case"), "message", ["case"], unique=False)
    op.create_table(
        "decision",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case", sa.String(length=36), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("quantity", sa.Numeric(precision=12, scale=3), nullable=True),
        sa.Column("starts", sa.Date(), nullable=True),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("authorization", sa.String(length=32), server_default="", nullable=False),
        sa.Column("criterion", sa.Text(), server_default="", nullable=False),
        sa.Column("missing", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("by", sa.String(length=36), nullable=True),
        sa.Column("rule", sa.Text(), server_default="", nullable=False),
        sa.Column("signed", sa.JSON(), nullable=False),
        sa.Column("proposal", sa.String(length=16), server_default="", nullable=False),
        sa.Column("review", sa.String(length=64), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_decision_by")),
        sa.ForeignKeyConstraint(
            ["case", "line"], ["case_line.case", "case_line.number"], name=op.f("fk_decision_case_line")
        ),
        sa.ForeignKeyConstraint(["case"], ["case_.id"], name=op.f("fk_decision_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("case", "line", "round", name=op.f("uq_decision_case_line_round")),
    )
    op.create_index(op.f("ix_decision_case"), "decision", ["case"], unique=False)
    for table in ("event", "signed_head"):
        for word in ("UPDATE", "DELETE"):
            _forbid(table, word)


def _forbid(table: str, word: str) -> None:
    name = f"{table}_no_{word.lower()}"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {word} ON {table} BEGIN SELECT RAISE(ABORT, 'the audit trail is only added to'); END"
        )
        return
    op.execute(
        "CREATE OR REPLACE FUNCTION only_added_to() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the audit trail is only added to'; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {word} ON {table} FOR EACH ROW EXECUTE FUNCTION only_added_to()")
