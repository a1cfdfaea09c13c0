"""What the web shows of translations: documents, news, approvals."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.mysql import LONGTEXT

revision = "t003"
down_revision = "t002"
branch_labels = None
depends_on = None

_LONG_TEXT = sa.Text().with_variant(LONGTEXT(), "mysql", "mariadb")


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "translation_documents",
        sa.Column("wiki", sa.String(64), primary_key=True),
        sa.Column("name", sa.String(120), primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("body", _LONG_TEXT, nullable=False),
        mysql_charset="utf8mb4",
        mysql_collate="utf8mb4_bin",
    )
    op.create_table(
        "translation_news",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("wiki", sa.String(64), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("language", sa.String(32), nullable=False),
        sa.Column("page_id", sa.Integer, nullable=False),
        sa.Column("page", sa.String(255), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("units", _LONG_TEXT, nullable=False),
        mysql_charset="utf8mb4",
    )
    op.create_index("news_of", "translation_news", ["wiki", "language", "at"])
    op.create_table(
        "glossary_approvals",
        sa.Column("wiki", sa.String(64), primary_key=True),
        sa.Column("term", sa.String(64), primary_key=True),
        sa.Column("language", sa.String(32), primary_key=True),
        sa.Column("rendering", sa.Text, nullable=False),
        sa.Column("definition", sa.Text, nullable=False),
        mysql_charset="utf8mb4",
    )


def downgrade() -> None:
    """Undo."""
    for table in ("glossary_approvals", "translation_news", "translation_documents"):
        op.drop_table(table)
