"""The tables of the audit trail: its rows, its end, and the ends that were signed."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Date, Index, Integer, String, Table

from accord.db.columns import Moment, metadata, of_column

event = Table(
    "event", metadata,
    of_column("organization", primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("who", String(64), nullable=False),
    Column("action", String(64), nullable=False),
    Column("about", String(96), nullable=False),
    Column("told", JSON, nullable=False),
    Column("before", String(64), nullable=False),
    Column("digest", String(64), nullable=False),
    Index("ix_event_about", "organization", "about", "number"),
    Index("ix_event_who", "organization", "who", "number"),
)  # fmt: skip

event_head = Table(
    "event_head", metadata,
    of_column("organization", primary_key=True),
    Column("number", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
)  # fmt: skip

signed_head = Table(
    "signed_head", metadata,
    of_column("organization", primary_key=True),
    Column("day", Date, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("public_key", String(64), nullable=False),
    Column("signature", String(128), nullable=False),
)  # fmt: skip
