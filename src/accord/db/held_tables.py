"""The table of forms that came from somebody whose session was over."""

from __future__ import annotations

from sqlalchemy import Column, Index, LargeBinary, String, Table

from accord.db.columns import Moment, metadata, of_column

held_form = Table(
    "held_form", metadata,
    Column("digest", String(64), primary_key=True),
    of_column("person", index=True),
    Column("body", LargeBinary, nullable=False),
    Column("ends_at", Moment, nullable=False),
    Index("ix_held_form_ends_at", "ends_at"),
)  # fmt: skip
