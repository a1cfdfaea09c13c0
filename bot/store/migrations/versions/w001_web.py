"""The web's tables: sessions, logins, grants, preferences."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "w001"
down_revision = "t001"
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
        "sessions",
        sa.Column("digest", _DIGEST, primary_key=True),
        sa.Column("subject", _DIGEST, nullable=False, index=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False, index=True),
        **_CLUSTERED,
    )
    op.create_table(
        "logins",
        sa.Column("digest", _DIGEST, primary_key=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False, index=True),
        **_CLUSTERED,
    )
    op.create_table(
        "grants",
        sa.Column("digest", _DIGEST, primary_key=True),
        sa.Column("subject", _DIGEST, nullable=False, index=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("expires_on", sa.Integer, nullable=False, index=True),
        **_CLUSTERED,
    )
    op.create_table(
        "preferences",
        sa.Column("digest", _DIGEST, primary_key=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("expires_on", sa.Integer, nullable=False, index=True),
        **_CLUSTERED,
    )


def downgrade() -> None:
    """Undo."""
    for table in ("preferences", "grants", "logins", "sessions"):
        op.drop_table(table)
