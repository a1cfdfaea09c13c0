"""What the web shows of the team's pages: documents that a background job writes whole. Nothing is sealed.

The web reads nothing else of the translations: a wiki that cannot be reached leaves the last good documents
and their age.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, delete, insert, select
from sqlalchemy.exc import DBAPIError

from bot.store.database import READ_ONLY, DatabaseError
from bot.store.schema import glossary_approvals as approvals
from bot.store.schema import translation_documents as documents
from bot.store.schema import translation_news as news

_SECONDS_A_DAY = 86_400
_NEWS_DAYS = 90


@dataclass(frozen=True, slots=True)
class Document:
    """One document: JSON or another text, and when it was written."""

    body: str
    at: datetime


@dataclass(frozen=True, slots=True)
class News:
    """What a refresh found to have changed in one page and language.

    kind is `new` (units to translate), `outdated` or `fixed`; units are their keys.
    """

    at: datetime
    language: str
    page_id: int
    page: str
    kind: str
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Approval:
    """A rendering that a person approved on the web, and the definition that they approved it for.

    Who it was is not kept: what a sync needs to know is that somebody whom the configuration names did it.
    """

    term: str
    language: str
    rendering: str
    definition: str


class Documents:
    """Documents, news and approvals of one wiki."""

    def __init__(self, engine: Engine, wiki: str) -> None:
        self._engine = engine
        self._wiki = wiki

    def get(self, name: str) -> Document | None:
        """Return a document, None where there is none yet. Raises DatabaseError."""
        asked = select(documents).where(documents.c.wiki == self._wiki, documents.c.name == name)
        with self._reading() as connection:
            row = connection.execute(asked).one_or_none()
        return None if row is None else Document(row.body, datetime.fromtimestamp(row.at, UTC))

    def under(self, prefix: str) -> dict[str, str]:
        """Return the bodies of all documents whose name begins so, by the rest of the name."""
        asked = select(documents.c.name, documents.c.body).where(
            documents.c.wiki == self._wiki, documents.c.name.startswith(prefix, autoescape=True)
        )
        with self._reading() as connection:
            return {row.name[len(prefix) :]: row.body for row in connection.execute(asked)}

    def replace(
        self, made: Mapping[str, str], at: datetime, *, gone: Iterable[str] = (), found: Iterable[News] = ()
    ) -> None:
        """Write documents in the place of those of their names, take away others, add news: one transaction.

        News older than 90 days are forgotten. Raises DatabaseError.
        """
        seconds = int(at.timestamp())
        rows = [
            {"wiki": self._wiki, "name": name, "at": seconds, "body": body} for name, body in made.items()
        ]
        fresh = [
            {
                "wiki": self._wiki,
                "at": int(one.at.timestamp()),
                "language": one.language,
                "page_id": one.page_id,
                "page": one.page,
                "kind": one.kind,
                "units": "\n".join(one.units),
            }
            for one in found
        ]
        oldest = seconds - _NEWS_DAYS * _SECONDS_A_DAY
        with _told(), self._engine.begin() as connection:
            for name in (*made, *gone):
                connection.execute(
                    delete(documents).where(documents.c.wiki == self._wiki, documents.c.name == name)
                )
            if rows:
                connection.execute(insert(documents), rows)
            connection.execute(delete(news).where(news.c.wiki == self._wiki, news.c.at < oldest))
            if fresh:
                connection.execute(insert(news), fresh)

    def news(self, language: str, most: int = 50) -> list[News]:
        """Return a language's news, newest first."""
        asked = (
            select(news)
            .where(news.c.wiki == self._wiki, news.c.language == language)
            .order_by(news.c.at.desc(), news.c.page_id, news.c.kind)
            .limit(most)
        )
        with self._reading() as connection:
            return [
                News(
                    at=datetime.fromtimestamp(row.at, UTC),
                    language=row.language,
                    page_id=row.page_id,
                    page=row.page,
                    kind=row.kind,
                    units=tuple(row.units.split("\n")),
                )
                for row in connection.execute(asked)
            ]

    def approve(self, approval: Approval) -> None:
        """Keep an approval until a sync takes it up; a later one for its term and language replaces it."""
        key = (
            approvals.c.wiki == self._wiki,
            approvals.c.term == approval.term,
            approvals.c.language == approval.language,
        )
        with _told(), self._engine.begin() as connection:
            connection.execute(delete(approvals).where(*key))
            connection.execute(
                insert(approvals).values(
                    wiki=self._wiki,
                    term=approval.term,
                    language=approval.language,
                    rendering=approval.rendering,
                    definition=approval.definition,
                )
            )

    def approvals(self) -> list[Approval]:
        """Return the approvals that no sync has taken up yet."""
        asked = select(approvals).where(approvals.c.wiki == self._wiki)
        with self._reading() as connection:
            return [
                Approval(row.term, row.language, row.rendering, row.definition)
                for row in connection.execute(asked.order_by(approvals.c.term, approvals.c.language))
            ]

    def settle(self, settled: Iterable[Approval]) -> None:
        """Forget approvals that a sync has taken up; one that was replaced meanwhile stays."""
        with _told(), self._engine.begin() as connection:
            for one in settled:
                connection.execute(
                    delete(approvals).where(
                        approvals.c.wiki == self._wiki,
                        approvals.c.term == one.term,
                        approvals.c.language == one.language,
                        approvals.c.rendering == one.rendering,
                        approvals.c.definition == one.definition,
                    )
                )

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with _told(), self._engine.connect() as connection:
            yield connection.execution_options(**{READ_ONLY: True})


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise DatabaseError(f"the database failed ({type(error.orig).__name__})") from None
