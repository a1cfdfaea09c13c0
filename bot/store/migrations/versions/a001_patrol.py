"""The patrol's tables: cases, subscribers, quiet, cursors, seen, tally, mails."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "a001"
down_revision = None
branch_labels = None
depends_on = None

_DIGEST = sa.String(64)
_CLUSTERED: dict[str, Any] = {
    "sqlite_with_rowid": False,
    "mysql_charset": "ascii",
    "mysql_collate": "ascii_bin",
}


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "cases",
        sa.Column("digest", _DIGEST, primary_key=True),
        sa.Column("owner", _DIGEST, nullable=False, index=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("state", sa.SmallInteger, nullable=False),
        sa.Column("due_at", sa.BigInteger, nullable=False, index=True),
        sa.Column("claimed_at", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("expires_on", sa.Integer, nullable=False, index=True),
        **_CLUSTERED,
    )
    op.create_table(
        "subscribers",
        sa.Column("digest", _DIGEST, primary_key=True),
        sa.Column("subject", _DIGEST, nullable=False, index=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("expires_on", sa.Integer, nullable=False, index=True),
        **_CLUSTERED,
    )
    op.create_table(
        "quiet",
        sa.Column("digest", _DIGEST, primary_key=True),
        sa.Column("owner", _DIGEST, nullable=False, index=True),
        sa.Column("expires_on", sa.Integer, nullable=True, index=True),
        **_CLUSTERED,
    )
    op.create_table(
        "cursors",
        sa.Column("stream", sa.String(191), primary_key=True),
        sa.Column("position", sa.String(2000), nullable=False),
        sa.Column("moved_at", sa.BigInteger, nullable=False),
        mysql_charset="utf8mb4",
    )
    op.create_table(
        "seen",
        sa.Column("digest", _DIGEST, primary_key=True),
        sa.Column("expires_on", sa.Integer, nullable=False, index=True),
        **_CLUSTERED,
    )
    op.create_table(
        "tally",
        sa.Column("digest", _DIGEST, primary_key=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("day", sa.Integer, nullable=False, index=True),
        sa.Column("n", sa.Integer, nullable=False),
        **_CLUSTERED,
    )
    op.create_table(
        "mails",
        sa.Column("account", _DIGEST, primary_key=True),
        sa.Column("hour", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("n", sa.Integer, nullable=False),
        **_CLUSTERED,
    )


def downgrade() -> None:
    """Undo."""
    for table in ("mails", "tally", "seen", "cursors", "quiet", "subscribers", "cases"):
        op.drop_table(table)
