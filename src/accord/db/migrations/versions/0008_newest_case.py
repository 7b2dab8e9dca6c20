"""An organization knows the number of its newest case, so that the next one counts none of the others."""
# pyright: basic

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Forward; there is no way back but a backup."""
    op.add_column("organization", sa.Column("newest_case", sa.Integer(), nullable=False, server_default="0"))
    op.execute(
        "UPDATE organization SET newest_case = (SELECT count(*) FROM case_ WHERE case_.organization = organization.id)"
    )
