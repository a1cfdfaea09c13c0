"""The team's pages: surveys, pages, days, progress."""

import sqlalchemy as sa
from alembic import op

revision = "t001"
down_revision = "a001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "translation_surveys",
        sa.Column("wiki", sa.String(64), primary_key=True),
        sa.Column("until", sa.BigInteger, nullable=False),
        sa.Column("weights", sa.String(64), nullable=False),
    )
    op.create_table(
        "translation_pages",
        sa.Column("wiki", sa.String(64), primary_key=True),
        sa.Column("page_id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("title", sa.String(255), nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("marked", sa.BigInteger, nullable=True),
        mysql_charset="utf8mb4",
    )
    op.create_table(
        "translation_days",
        sa.Column("wiki", sa.String(64), primary_key=True),
        sa.Column("day", sa.Integer, primary_key=True, autoincrement=False),
    )
    op.create_table(
        "translation_progress",
        sa.Column("wiki", sa.String(64), primary_key=True),
        sa.Column("page_id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("language", sa.String(32), primary_key=True),
        sa.Column("day", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("translated", sa.Integer, nullable=False),
        sa.Column("fuzzy", sa.Integer, nullable=False),
        sa.Column("proofread", sa.Integer, nullable=False),
        sa.Column("weighted", sa.Double, nullable=True),
    )


def downgrade() -> None:
    """Undo."""
    for table in ("translation_progress", "translation_days", "translation_pages", "translation_surveys"):
        op.drop_table(table)
