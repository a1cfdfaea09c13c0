"""The glossary's renderings as they were last seen on the wiki."""

import sqlalchemy as sa
from alembic import op

revision = "t002"
down_revision = "w001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "glossary_seen",
        sa.Column("wiki", sa.String(64), primary_key=True),
        sa.Column("term", sa.String(64), primary_key=True),
        sa.Column("language", sa.String(32), primary_key=True),
        sa.Column("rendering", sa.Text, nullable=False),
        mysql_charset="utf8mb4",
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("glossary_seen")
