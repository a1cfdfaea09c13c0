"""A DOUBLE of Extension:OAuth's OAuth 2 side for an owner-only consumer: a reverse proxy.

Calls with the one access token pass on in a session of a bot password, whose grants the real wiki enforces;
another token is refused as the extension does it: an API error, mwoauth-invalid-authorization. It has no
consent page and does not look into the token, which is a signed one there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.doubles.oauth1_proxy import OAuthProxy

if TYPE_CHECKING:
    from http.server import BaseHTTPRequestHandler

TOKEN = "access-token.of-the.double"


class BearerProxy(OAuthProxy):
    """Serves the wiki's API to who shows the token; see OAuthProxy for the arguments."""

    scheme = "Bearer "

    def _problem(self, handler: BaseHTTPRequestHandler, body: bytes) -> str:
        if self.revoked or handler.headers["Authorization"] != f"Bearer {TOKEN}":
            return "The authorization headers in your request are not valid: Invalid access token"
        return ""
