"""Which patrol follows which wiki, where several share the database."""

import sqlalchemy as sa
from alembic import op

revision = "a002"
down_revision = "t003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "patrols",
        sa.Column("holder", sa.String(64), primary_key=True),
        sa.Column("until", sa.BigInteger, nullable=False),
        mysql_charset="ascii",
        mysql_collate="ascii_bin",
    )
    op.create_table(
        "claims",
        sa.Column("wiki", sa.String(64), primary_key=True),
        sa.Column("holder", sa.String(64), nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
        mysql_charset="ascii",
        mysql_collate="ascii_bin",
    )
