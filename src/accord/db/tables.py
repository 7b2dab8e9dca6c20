"""The tables. Times are UTC; ids are made by us; what names a patient is sealed.

A row says whose organization it is wherever somebody could ask for it, so that each query is bound to one organization and
PostgreSQL's row security can hold the same line.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Computed,
    Date,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    Numeric,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from accord.db.columns import Moment, id_column, metadata, of_column
from accord.db.held_tables import held_form as held_form
from accord.db.layout_tables import case_layout as case_layout
from accord.db.layout_tables import case_picture as case_picture
from accord.db.sealing import Sealed, SealedDate, SealedJson
from accord.db.trail_tables import event as event
from accord.db.trail_tables import event_head as event_head
from accord.db.trail_tables import signed_head as signed_head

organization = Table(
    "organization", metadata,
    id_column(),
    Column("name", Text, nullable=False, unique=True),
    Column("side", String(8), CheckConstraint("side IN ('provider','payer')", name="side"), nullable=False),
    Column("time_zone", String(64), nullable=False),
    Column("newest_case", Integer, nullable=False, server_default="0"),  # the number in its reference
    Column("made_at", Moment, nullable=False),
)  # fmt: skip

person = Table(
    "person", metadata,
    id_column(),
    of_column("organization"),
    Column("name", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("credentials", Text, nullable=False, server_default=""),
    Column("npi", String(10), nullable=False, server_default=""),
    Column("specialty", Text, nullable=False, server_default=""),
    Column("licensed_in", Text, nullable=False, server_default=""),
    Column("password", Text, nullable=False, server_default=""),
    Column("active", Boolean, nullable=False),
    Column("made_at", Moment, nullable=False),
    UniqueConstraint("email"),
)  # fmt: skip

person_role = Table(
    "person_role", metadata,
    of_column("person", primary_key=True),
    Column("role", String(32), primary_key=True),
)  # fmt: skip

passkey = Table(
    "passkey", metadata,
    Column("credential", LargeBinary, primary_key=True),
    of_column("person", index=True),
    Column("public_key", LargeBinary, nullable=False),
    Column("count", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("used_at", Moment),
)  # fmt: skip

session = Table(
    "session", metadata,
    Column("digest", String(64), primary_key=True),
    of_column("person", index=True),
    Column("made_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    Column("break_glass", JSON),
    Column("device", Text, nullable=False, server_default=""),
    Column("way", String(16), nullable=False, server_default=""),
    Column("proved_at", Moment),
    Index("ix_session_ends_at", "ends_at"),
)  # fmt: skip

# By what was tried (an address of mail, a caller's address), as a digest: also for people who are not there.
sign_in_try = Table(
    "sign_in_try", metadata,
    Column("digest", String(64), primary_key=True),
    Column("tries", Integer, nullable=False),
    Column("since", Moment, nullable=False),
    Column("locked_until", Moment),
    Index("ix_sign_in_try_since", "since"),
)  # fmt: skip

challenge = Table(
    "challenge", metadata,
    Column("digest", String(64), primary_key=True),
    Column("kind", String(16), nullable=False),
    of_column("person", nullable=True),
    Column("secret", LargeBinary, nullable=False),
    Column("ends_at", Moment, nullable=False),
    Index("ix_challenge_ends_at", "ends_at"),
)  # fmt: skip

DUE_ORDER = "coalesce(due_at, '9999-12-30 00:00:00.000000')"

case = Table(
    "case_", metadata,
    id_column(),
    of_column("organization"),
    Column("reference", String(32), nullable=False),
    Column("side", String(8), nullable=False),
    Column("state", String(32), nullable=False),
    Column("version", Integer, nullable=False),
    Column("urgency", String(16), nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("due_at", Moment),
    # What the work list is sorted by: cases without a day stand last.
    Column("due_order", Moment, Computed(DUE_ORDER), nullable=False),
    Column("reminded_at", Moment),
    Column("escalated_at", Moment),
    Column("overdue_at", Moment),
    of_column("person", "owner", nullable=True),
    Column("patient", Sealed),
    Column("born", SealedDate),
    Column("member", Sealed),
    Column("services", Text, nullable=False, server_default=""),
    Column("policy", Text, nullable=False, server_default=""),
    Column("proposal", String(16), nullable=False, server_default=""),
    Column("sampled", Boolean, nullable=False),
    Column("changed_at", Moment, nullable=False),
    UniqueConstraint("organization", "reference"),
    Index("ix_case__all", "organization", "due_order", "id"),
    Index("ix_case__work_list", "organization", "state", "due_order", "id"),
    Index("ix_case__owner", "organization", "owner", "due_order", "id"),
    Index("ix_case__due_at", "due_at"),
    Index("ix_case__changed", "organization", "changed_at"),
    # What a search is sorted by, the newest first; by what it is most often narrowed.
    Index("ix_case__received", "organization", "received_at", "id"),
    Index("ix_case__state_received", "organization", "state", "received_at", "id"),
    Index("ix_case__owner_received", "organization", "owner", "received_at", "id"),
    Index("ix_case__policy_received", "organization", "policy", "received_at", "id"),
)  # fmt: skip

case_name = Table(
    "case_name", metadata,
    of_column("case_", "case", primary_key=True),
    Column("digest", String(32), primary_key=True),
    of_column("organization"),
    Index("ix_case_name_search", "organization", "digest"),
)  # fmt: skip

# Under which words a case is found again: digests of the words of a name and of a member id, codes as they are.
case_term = Table(
    "case_term", metadata,
    of_column("organization"),
    Column("term", String(32), nullable=False),
    Column("received_at", Moment, nullable=False),
    of_column("case_", "case"),
    PrimaryKeyConstraint("organization", "term", "received_at", "case"),
)  # fmt: skip

case_line = Table(
    "case_line", metadata,
    of_column("case_", "case", primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("code", String(16), nullable=False),
    Column("modifiers", Text, nullable=False, server_default=""),
    Column("description", Sealed, default=""),
    Column("quantity", Numeric(12, 3)),
    Column("starts", Date),
    Column("ends", Date),
)  # fmt: skip

decision = Table(
    "decision", metadata,
    id_column(),
    of_column("case_", "case", index=True),
    Column("line", Integer, nullable=False),
    Column("round", Integer, nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("quantity", Numeric(12, 3)),
    Column("starts", Date),
    Column("ends", Date),
    Column("authorization", String(32), nullable=False, server_default=""),
    Column("criterion", Text, nullable=False, server_default=""),
    Column("missing", Sealed, default=""),
    Column("reason", Sealed, default=""),
    of_column("person", "by", nullable=True),
    Column("rule", Text, nullable=False, server_default=""),
    Column("signed", SealedJson),
    Column("proposal", String(16), nullable=False, server_default=""),
    Column("review", String(64), nullable=False, server_default=""),
    Column("at", Moment, nullable=False),
    Column("seconds", Float),  # how long who decided had the case open by then; none of a rule
    UniqueConstraint("case", "line", "round"),
    ForeignKeyConstraint(["case", "line"], ["case_line.case", "case_line.number"]),
)  # fmt: skip

clock = Table(
    "clock", metadata,
    of_column("case_", "case", primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("at", Moment, nullable=False),
    Column("days", Integer),
    Column("reason", Sealed, default=""),
    of_column("person", "by", nullable=True),
)  # fmt: skip

blob = Table(
    "blob", metadata,
    Column("sha256", String(64), nullable=False),
    Column("number", Integer, nullable=False),
    of_column("organization"),
    Column("data", LargeBinary, nullable=False),
    PrimaryKeyConstraint("organization", "sha256", "number"),
)  # fmt: skip

case_file = Table(
    "case_file", metadata,
    of_column("case_", "case", primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("name", Sealed, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("bytes", Integer, nullable=False),
    Column("media_type", Text, nullable=False),
    of_column("person", "by", nullable=True),
    Column("at", Moment, nullable=False),
)  # fmt: skip

review = Table(
    "review", metadata,
    of_column("organization", primary_key=True),
    Column("content", String(64), primary_key=True),
    Column("json", Sealed, nullable=False),
    Column("made_at", Moment, nullable=False),
)  # fmt: skip

case_review = Table(
    "case_review", metadata,
    of_column("case_", "case", primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("content", String(64), nullable=False),
    Column("at", Moment, nullable=False),
)  # fmt: skip

# What persons say of findings and of contradictions, a row a word, numbered within the case; what was said before stays.
correction = Table(
    "correction", metadata,
    of_column("case_", "case", primary_key=True),
    Column("number", Integer, primary_key=True),
    of_column("organization"),
    Column("finding", String(64), nullable=False),
    Column("criterion", Text, nullable=False),
    Column("word", String(16), nullable=False),
    Column("was", Sealed, nullable=False),
    Column("becomes", Sealed),
    Column("reason", Sealed, nullable=False),
    of_column("person", "by"),
    Column("signed", String(400), nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_correction_at", "organization", "at"),
)  # fmt: skip

message = Table(
    "message", metadata,
    id_column(),
    of_column("case_", "case", index=True),
    Column("kind", String(32), nullable=False),
    Column("body", Sealed, nullable=False),
    Column("round", Integer, nullable=False),
    of_column("person", "by", nullable=True),
    Column("at", Moment, nullable=False),
    Column("sent_at", Moment),
)  # fmt: skip

# A letter as it stood when somebody kept it. Only who signed it and that it was sent are added later.
letter_version = Table(
    "letter_version", metadata,
    of_column("case_", "case", primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("number", Integer, primary_key=True),
    of_column("organization"),
    Column("review", String(64), nullable=False),
    Column("body", Sealed, nullable=False),
    Column("struck", Integer, nullable=False),
    of_column("person", "by"),
    Column("at", Moment, nullable=False),
    Column("signed", SealedJson),
    Column("signed_at", Moment),
    of_column("person", "sent_by", nullable=True),
    Column("sent_at", Moment),
)  # fmt: skip

job = Table(
    "job", metadata,
    id_column(),
    of_column("organization"),
    Column("kind", String(32), nullable=False),
    Column("about", String(96), nullable=False),
    Column("told", JSON, nullable=False),
    Column("run_at", Moment, nullable=False),
    Column("lease", String(36)),
    Column("leased_until", Moment),
    Column("tries", Integer, nullable=False),
    Column("fault", Text, nullable=False, server_default=""),
    Column("done_at", Moment),
    Index("ix_job_waiting", "done_at", "run_at"),
    UniqueConstraint("kind", "about"),
)  # fmt: skip

notice = Table(
    "notice", metadata,
    id_column(),
    of_column("organization"),
    of_column("person", nullable=True),
    Column("role", String(32), nullable=False, server_default=""),
    of_column("case_", "case", index=True),
    Column("kind", String(16), nullable=False),
    Column("at", Moment, nullable=False),
    Column("seen_at", Moment),
    Index("ix_notice_open", "organization", "seen_at", "at"),
)  # fmt: skip

approval_rule = Table(
    "approval_rule", metadata,
    of_column("organization", primary_key=True),
    Column("policy", String(128), primary_key=True),
    Column("on", Boolean, nullable=False),
    Column("needs", String(16), nullable=False),
    Column("why", Text, nullable=False),
    of_column("person", "by"),
    Column("at", Moment, nullable=False),
)  # fmt: skip

sample_share = Table(
    "sample_share", metadata,
    of_column("organization", primary_key=True),
    Column("policy", String(128), primary_key=True),
    Column("share", Numeric(5, 4), nullable=False),
    Column("why", Text, nullable=False),
    of_column("person", "by"),
    Column("at", Moment, nullable=False),
)  # fmt: skip

# By somebody who wants one; of a case that was not drawn too.
opinion_asked = Table(
    "opinion_asked", metadata,
    of_column("case_", "case", primary_key=True),
    of_column("organization"),
    of_column("person", "by"),
    Column("why", Sealed, nullable=False),
    Column("at", Moment, nullable=False),
)  # fmt: skip

second_opinion = Table(
    "second_opinion", metadata,
    of_column("case_", "case", primary_key=True),
    of_column("organization"),
    of_column("person", "by", index=True),
    Column("taken_at", Moment, nullable=False),
    Column("outcomes", JSON),
    Column("disagreements", JSON),
    Column("note", Sealed),
    Column("at", Moment),
    Index("ix_second_opinion_at", "organization", "at"),
)  # fmt: skip
