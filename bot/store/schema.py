"""The tables. Nothing in the clear names a person, page, wiki-with-person or type (P1, P2).

Times that could be matched with a public edit are weeks, or carry a random delay and go with it; tables are
clustered on their digests, so that the order of rows does not tell the order of events either.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Double,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
)
from sqlalchemy.dialects.mysql import LONGTEXT

DIGEST = String(64)
# MariaDB's TEXT ends at 64 KB.
_LONG_TEXT = Text().with_variant(LONGTEXT(), "mysql", "mariadb")

metadata = MetaData(
    naming_convention={"ix": "ix_%(table_name)s_%(column_0_name)s", "pk": "pk_%(table_name)s"}
)

_NO_ROWID: dict[str, Any] = {
    "sqlite_with_rowid": False,
    "mysql_charset": "ascii",
    "mysql_collate": "ascii_bin",
}

# One page of one person. due_at: seconds since the epoch, random delay included, 0 once told;
# claimed_at: seconds, while its mail is under way; expires_on: days, the same for four weeks.
cases = Table(
    "cases",
    metadata,
    Column("digest", DIGEST, primary_key=True),
    Column("owner", DIGEST, nullable=False, index=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("state", SmallInteger, nullable=False),
    Column("due_at", BigInteger, nullable=False, index=True),
    Column("claimed_at", BigInteger, nullable=False, server_default="0"),
    Column("expires_on", Integer, nullable=False, index=True),
    **_NO_ROWID,
)

# Who asked to be told; subject is the digest of the central id, so that one person's rows are found together.
subscribers = Table(
    "subscribers",
    metadata,
    Column("digest", DIGEST, primary_key=True),
    Column("subject", DIGEST, nullable=False, index=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("expires_on", Integer, nullable=False, index=True),
    **_NO_ROWID,
)

# Opted out, keep, already told, cooling down: pairs of digests under a key of their own (P10).
quiet = Table(
    "quiet",
    metadata,
    Column("digest", DIGEST, primary_key=True),
    Column("owner", DIGEST, nullable=False, index=True),
    Column("expires_on", Integer, nullable=True, index=True),
    **_NO_ROWID,
)

# Where each stream is to be read on.
cursors = Table(
    "cursors",
    metadata,
    Column("stream", String(191), primary_key=True),
    Column("position", String(2000), nullable=False),
    Column("moved_at", BigInteger, nullable=False),
    mysql_charset="utf8mb4",
)

# Where several patrols share the work: who lives, and who follows which wiki, for a minute at a time. holder
# is a process's own random name; until: seconds since the epoch.
_LEASED: dict[str, Any] = {"mysql_charset": "ascii", "mysql_collate": "ascii_bin"}
patrols = Table(
    "patrols",
    metadata,
    Column("holder", String(64), primary_key=True),
    Column("until", BigInteger, nullable=False),
    **_LEASED,
)
claims = Table(
    "claims",
    metadata,
    Column("wiki", String(64), primary_key=True),
    Column("holder", String(64), nullable=False),
    Column("until", BigInteger, nullable=False),
    **_LEASED,
)

# Revisions handled, so that a stream which repeats itself makes nothing twice (P7).
seen = Table(
    "seen",
    metadata,
    Column("digest", DIGEST, primary_key=True),
    Column("expires_on", Integer, nullable=False, index=True),
    **_NO_ROWID,
)

# Counts by day, wiki and name; what is counted is sealed, for a small wiki's count could name a person.
tally = Table(
    "tally",
    metadata,
    Column("digest", DIGEST, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("day", Integer, nullable=False, index=True),
    Column("n", Integer, nullable=False),
    **_NO_ROWID,
)

# Attempts to send, by hour and sending account (P5's ceiling).
mails = Table(
    "mails",
    metadata,
    Column("account", DIGEST, primary_key=True),
    Column("hour", Integer, primary_key=True, autoincrement=False),
    Column("n", Integer, nullable=False),
    **_NO_ROWID,
)

# Who is logged in on the web, for hours; subject is the digest of the central id. expires_at: seconds.
sessions = Table(
    "sessions",
    metadata,
    Column("digest", DIGEST, primary_key=True),
    Column("subject", DIGEST, nullable=False, index=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("expires_at", BigInteger, nullable=False, index=True),
    **_NO_ROWID,
)

# Log-ins under way, for minutes.
logins = Table(
    "logins",
    metadata,
    Column("digest", DIGEST, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("expires_at", BigInteger, nullable=False, index=True),
    **_NO_ROWID,
)

# Connected gadgets: the digest of a bearer token, whose it is and for which wiki.
grants = Table(
    "grants",
    metadata,
    Column("digest", DIGEST, primary_key=True),
    Column("subject", DIGEST, nullable=False, index=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("expires_on", Integer, nullable=False, index=True),
    **_NO_ROWID,
)

# What a person chose on the web.
preferences = Table(
    "preferences",
    metadata,
    Column("digest", DIGEST, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("expires_on", Integer, nullable=False, index=True),
    **_NO_ROWID,
)

# The team's pages: public numbers about public pages, nothing of persons. Wikis by name, days since the
# epoch. The last survey: until is when to read changes on from (seconds), weights a digest of the configured
# importance.
translation_surveys = Table(
    "translation_surveys",
    metadata,
    Column("wiki", String(64), primary_key=True),
    Column("until", BigInteger, nullable=False),
    Column("weights", String(64), nullable=False),
)

# The pages of the last survey; marked is the revision marked for translation then.
translation_pages = Table(
    "translation_pages",
    metadata,
    Column("wiki", String(64), primary_key=True),
    Column("page_id", Integer, primary_key=True, autoincrement=False),
    Column("title", String(255), nullable=False),
    Column("total", Integer, nullable=False),
    Column("marked", BigInteger, nullable=True),
    mysql_charset="utf8mb4",
)

# Days on which a survey was kept.
translation_days = Table(
    "translation_days",
    metadata,
    Column("wiki", String(64), primary_key=True),
    Column("day", Integer, primary_key=True, autoincrement=False),
)

# One row a pair and day on which its numbers became others; in between they stood still.
translation_progress = Table(
    "translation_progress",
    metadata,
    Column("wiki", String(64), primary_key=True),
    Column("page_id", Integer, primary_key=True, autoincrement=False),
    Column("language", String(32), primary_key=True),
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("total", Integer, nullable=False),
    Column("translated", Integer, nullable=False),
    Column("fuzzy", Integer, nullable=False),
    Column("proofread", Integer, nullable=False),
    Column("weighted", Double, nullable=True),
)

# What the glossary said on the wiki when it was last read: tells a translator's change from one of ours.
glossary_seen = Table(
    "glossary_seen",
    metadata,
    Column("wiki", String(64), primary_key=True),
    Column("term", String(64), primary_key=True),
    Column("language", String(32), primary_key=True),
    Column("rendering", Text, nullable=False),
    mysql_charset="utf8mb4",
)

# What the web shows of the team's pages, written whole by `translations refresh`. at: seconds.
translation_documents = Table(
    "translation_documents",
    metadata,
    Column("wiki", String(64), primary_key=True),
    Column("name", String(120), primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("body", _LONG_TEXT, nullable=False),
    mysql_charset="utf8mb4",
    mysql_collate="utf8mb4_bin",
)

# What changed between two refreshes, for the feeds; units are keys, one a line. at: seconds.
translation_news = Table(
    "translation_news",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("wiki", String(64), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("language", String(32), nullable=False),
    Column("page_id", Integer, nullable=False),
    Column("page", String(255), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("units", _LONG_TEXT, nullable=False),
    Index("news_of", "wiki", "language", "at"),
    mysql_charset="utf8mb4",
)

# Renderings approved on the web that no sync has taken up yet. By whom is not kept.
glossary_approvals = Table(
    "glossary_approvals",
    metadata,
    Column("wiki", String(64), primary_key=True),
    Column("term", String(64), primary_key=True),
    Column("language", String(32), primary_key=True),
    Column("rendering", Text, nullable=False),
    Column("definition", Text, nullable=False),
    mysql_charset="utf8mb4",
)
