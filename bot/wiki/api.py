"""The part of a wiki's action API that the translation modules speak: a session, its errors, continuation.

A session is anything with `get` and `post`: pywikibot's behind `bot.wiki.team`, or a double in a test.
It asks for formatversion 2 and raises bot.wiki.errors.ApiError for every answer that carries `error`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

Answer = dict[str, Any]
Value = str | int | bool | None | Sequence[str | int]

PAGE_TITLES_AT_ONCE = 50
"""How many titles, page ids or revision ids one request may name without the apihighlimits right."""


class ApiSession(Protocol):
    """Sends one request to api.php. post adds the csrf token itself."""

    def get(self, **params: str) -> Answer:
        """Read; raises ApiError."""
        ...

    def post(self, **params: str) -> Answer:
        """Write; raises ApiError."""
        ...


def parameters(values: Mapping[str, Value]) -> dict[str, str]:
    """Spell parameters as MediaWiki reads them.

    A boolean parameter that is present is true whatever its value, so False and None are left out; lists are
    joined with `|`, or with U+001F in front and between where an item holds a `|` itself.
    Source: https://www.mediawiki.org/wiki/API:Data_formats#Multivalue_parameters
    """
    spelled: dict[str, str] = {}
    for name, value in values.items():
        if value is None or value is False:
            continue
        if value is True:
            spelled[name] = "1"
        elif isinstance(value, str | int):
            spelled[name] = str(value)
        else:
            items = [str(item) for item in value]
            spelled[name] = "\x1f" + "\x1f".join(items) if any("|" in i for i in items) else "|".join(items)
    return spelled


def query(session: ApiSession, **values: Value) -> Iterator[Answer]:
    """Yield the answers of one `action=query`, following `continue` to the end; raises ApiError."""
    asked = parameters({"action": "query", **values})
    more: Mapping[str, Any] = {}
    while True:
        answer = session.get(**asked, **{name: str(value) for name, value in more.items()})
        yield answer
        more = answer.get("continue", {})
        if not more:
            return


def batches(items: Iterable[int | str], size: int = PAGE_TITLES_AT_ONCE) -> Iterator[list[int | str]]:
    """Cut a list into pieces that one request may name."""
    every = list(items)
    for start in range(0, len(every), size):
        yield every[start : start + size]
