"""Old tries to sign in are found by their age, however many there are."""
# pyright: basic

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Forward; there is no way back but a backup."""
    op.create_index("ix_sign_in_try_since", "sign_in_try", ["since"], unique=False)
    op.create_index("ix_session_ends_at", "session", ["ends_at"], unique=False)
