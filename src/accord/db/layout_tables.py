"""Tables of what the page of a case shows: made from its files and its newest review, and made again where a row is missing."""

from __future__ import annotations

from sqlalchemy import Column, LargeBinary, String, Table

from accord.db.columns import metadata, of_column

case_layout = Table(
    "case_layout", metadata,
    of_column("case_", "case", primary_key=True),
    of_column("organization"),
    Column("key", String(64), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("sheets", LargeBinary, nullable=False),
)  # fmt: skip

# Pictures of cited words and files that came within others, by name.
case_picture = Table(
    "case_picture", metadata,
    of_column("case_", "case", primary_key=True),
    Column("name", String(100), primary_key=True),
    of_column("organization"),
    Column("data", LargeBinary, nullable=False),
)  # fmt: skip
