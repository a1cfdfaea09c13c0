"""What ails a wiki: pywikibot tries again and then says only that it gave up, so we read its answers."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import requests
from requests.exceptions import SSLError

from bot.incidents import Incident
from bot.wiki.errors import WikiUnreachableError

_IN_PLAIN_WORDS = {
    Incident.WIKI_SLOW: "does not answer in time",
    Incident.WIKI_FAILS: "answers that its server failed",
    Incident.WIKI_GARBAGE: "answers with something that is not a wiki's API",
    Incident.WIKI_REDIRECTS: "redirects in a loop",
    Incident.WIKI_CERTIFICATE: "shows a certificate that nobody vouches for",
    Incident.WIKI_SILENT: "does not answer",
}
_SERVER_ERROR = 500


def trouble_of(came: requests.Response | Exception) -> Incident | None:
    """Return what ails a wiki, from an answer of its API or what came instead; None where it is well."""
    match came:
        case SSLError():
            return Incident.WIKI_CERTIFICATE
        case requests.TooManyRedirects():
            return Incident.WIKI_REDIRECTS
        case requests.Timeout():
            return Incident.WIKI_SLOW
        case (
            requests.exceptions.ChunkedEncodingError()
            | requests.exceptions.ContentDecodingError()
            | ValueError()
        ):
            return Incident.WIKI_GARBAGE
        case requests.HTTPError(response=requests.Response() as answer):
            return trouble_of(answer)
        case Exception():
            return Incident.WIKI_SILENT
    if came.status_code >= _SERVER_ERROR:
        return Incident.WIKI_FAILS
    body = came.content.strip()
    # Not parsed a second time: what is no object of JSON shows at its ends.
    return None if body[:1] == b"{" and body[-1:] == b"}" else Incident.WIKI_GARBAGE


def unreachable(wiki: str, where: str, trouble: Incident | None, error: Exception) -> WikiUnreachableError:
    """Return the error to raise for a wiki that does not answer as a wiki."""
    trouble = trouble or Incident.WIKI_SILENT
    return WikiUnreachableError(
        f"{wiki}: {where} {_IN_PLAIN_WORDS[trouble]} ({type(error).__name__}); "
        "check the address in wikis.toml and that the wiki is up",
        incident=trouble,
    )


class AttentiveSession(requests.Session):
    """Remembers what the last answer of each host's API looked like."""

    def __init__(self) -> None:
        super().__init__()
        self._troubles: dict[str, Incident | None] = {}

    def request(self, method: str | bytes, url: str | bytes, *args: Any, **kwargs: Any) -> requests.Response:
        """Ask, as any session does."""
        address = urlsplit(url.decode() if isinstance(url, bytes) else url)
        came: requests.Response | Exception | None = None
        try:
            came = super().request(method, url, *args, **kwargs)
            return came
        except Exception as error:
            came = error
            raise
        finally:
            if came is not None and address.path.endswith("api.php"):
                self._troubles[address.netloc] = trouble_of(came)

    def trouble(self, api: str) -> Incident | None:
        """Return what ailed the wiki with this API when it was last asked; None where it was well."""
        return self._troubles.get(urlsplit(api).netloc)
