"""A STAND-IN for a wiki's OAuth 2 (Extension:OAuth), which Debian's MediaWiki lacks. For demo and tests only.

The protocol is real: oauthlib's own authorization server, the extension's addresses, exact callback, codes of
ten minutes and one use, PKCE S256 required. What is not: nobody logs in. Its consent page takes the name
chosen there for true, so it must never listen on anything but this machine.

    python -m scripts.standins.oauth2_provider --callback http://127.0.0.1:8080/oauth/callback NAME…

It prints the three variables with which `wikilatch serve` uses it.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from typing import Any

import click
from flask import Flask, Response, jsonify, redirect, render_template_string, request
from oauthlib.oauth2 import OAuth2Error, RequestValidator, WebApplicationServer

CLIENT_ID = "wikilatch-demo"
CLIENT_SECRET = "demo-only-oauth-secret"  # noqa: S105 - printed at every start; nothing but a stand-in takes it
PREFIX = "/w/rest.php"
_CODE_SECONDS = 600
_ACCESS_SECONDS = 4 * 3600

_CONSENT = """<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Log in (stand-in)</title>
<h1>Stand-in for a wiki's log-in</h1>
<p><strong>This is not a wiki.</strong> It takes the name that you choose for true, for demo and tests.</p>
<form method="post">
<p><label>User name <input name="username" list="names" required value="{{ names[0] if names }}"></label>
<datalist id="names">{% for name in names %}<option value="{{ name }}">{% endfor %}</datalist></p>
<p><label><input type="checkbox" name="blocked"> as a blocked account</label></p>
<p><button name="answer" value="allow">Allow</button>
<button name="answer" value="cancel" formnovalidate>Cancel</button></p>
</form></html>"""


class _Validator(RequestValidator):
    """Keeps codes and tokens in memory, and says what the protocol asks for."""

    def __init__(self, callback: str) -> None:
        self.callback = callback
        self.codes: dict[str, dict[str, Any]] = {}
        self.tokens: dict[str, tuple[dict[str, Any], float]] = {}

    def validate_client_id(self, client_id: str, request: Any, *_: Any, **__: Any) -> bool:
        return client_id == CLIENT_ID

    def validate_redirect_uri(
        self, client_id: str, redirect_uri: str, request: Any, *_: Any, **__: Any
    ) -> bool:
        return redirect_uri == self.callback

    def get_default_redirect_uri(self, *_: Any, **__: Any) -> str:
        return self.callback

    def validate_response_type(
        self, client_id: str, response_type: str, client: Any, request: Any, *_: Any, **__: Any
    ) -> bool:
        return response_type == "code"

    def validate_scopes(self, *_: Any, **__: Any) -> bool:
        return True

    def get_default_scopes(self, *_: Any, **__: Any) -> list[str]:
        return ["mwoauth-authonly"]

    def is_pkce_required(self, *_: Any) -> bool:
        return True

    def save_authorization_code(self, client_id: str, code: Any, request: Any, *_: Any, **__: Any) -> None:
        self.codes[code["code"]] = {
            "profile": request.profile,
            "challenge": request.code_challenge,
            "method": request.code_challenge_method,
            "until": time.monotonic() + _CODE_SECONDS,
        }

    def authenticate_client(self, request: Any, *_: Any, **__: Any) -> bool:
        known = bool(request.client_id == CLIENT_ID and request.client_secret == CLIENT_SECRET)
        request.client = type("Client", (), {"client_id": CLIENT_ID})() if known else None
        return known

    def validate_grant_type(
        self, client_id: str, grant_type: str, client: Any, request: Any, *_: Any, **__: Any
    ) -> bool:
        return grant_type == "authorization_code"

    def validate_code(self, client_id: str, code: str, client: Any, request: Any, *_: Any, **__: Any) -> bool:
        known = self.codes.get(code)
        if known is None or known["until"] < time.monotonic():
            return False
        request.profile, request.user, request.scopes = known["profile"], known["profile"]["sub"], []
        return True

    def confirm_redirect_uri(
        self, client_id: str, code: str, redirect_uri: str, client: Any, request: Any, *_: Any, **__: Any
    ) -> bool:
        return redirect_uri == self.callback

    def get_code_challenge(self, code: str, _request: Any) -> str:
        return str(self.codes[code]["challenge"])

    def get_code_challenge_method(self, code: str, _request: Any) -> str:
        return str(self.codes[code]["method"])

    def save_bearer_token(self, token: Any, request: Any, *_: Any, **__: Any) -> str:
        self.tokens[token["access_token"]] = (request.profile, time.monotonic() + _ACCESS_SECONDS)
        return self.callback

    def invalidate_authorization_code(
        self, client_id: str, code: str, request: Any, *_: Any, **__: Any
    ) -> None:
        self.codes.pop(code, None)


def profile_of(name: str, *, blocked: bool = False) -> dict[str, Any]:
    """Return what `resource/profile` says of an account asked for identity only."""
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big")
    profile = {"sub": str(number), "username": name, "editcount": 57, "confirmed_email": True}
    return profile | {
        "blocked": blocked,
        "groups": ["*", "user"],
        "rights": [],
        "grants": ["mwoauth-authonly"],
    }


def create_provider(callback: str, names: tuple[str, ...] = ()) -> Flask:
    """Make the stand-in; callback is the one address that it sends people back to, names its suggestions."""
    app = Flask(__name__)
    validator = _Validator(callback)
    server = WebApplicationServer(
        validator, token_expires_in=_ACCESS_SECONDS, token_generator=lambda _: secrets.token_urlsafe(300)
    )

    def asked() -> tuple[str, Any, Any, dict[str, str]]:
        return request.url, request.method, request.form.to_dict(), dict(request.headers)

    @app.get(f"{PREFIX}/oauth2/authorize")
    def _ask() -> Response | str:
        try:
            server.validate_authorization_request(*asked())
        except OAuth2Error as error:
            return Response(f"{error.error}: {error.description}\n", 400, mimetype="text/plain")
        return render_template_string(_CONSENT, names=names)

    @app.post(f"{PREFIX}/oauth2/authorize")
    def _decide() -> Any:
        uri, _, _, headers = asked()
        if request.form.get("answer") != "allow":
            # As the extension does it: another code than RFC 6749's, and no state.
            said = "User+has+rejected+the+request+from+client+application"
            return redirect(
                f"{callback}?error=unauthorized_client&error_description={said}&message={said}", code=303
            )
        profile = profile_of(request.form["username"].strip(), blocked="blocked" in request.form)
        try:
            sent = server.create_authorization_response(uri, "GET", None, headers, [], {"profile": profile})
        except OAuth2Error as error:
            return Response(f"{error.error}: {error.description}\n", 400, mimetype="text/plain")
        return redirect(sent[0]["Location"], code=303)

    @app.post(f"{PREFIX}/oauth2/access_token")
    def _token() -> Response:
        uri, method, body, headers = asked()
        headers, text, status = server.create_token_response(uri, method, body, headers)
        return Response(text, status, headers)

    @app.get(f"{PREFIX}/oauth2/resource/profile")
    def _profile() -> Any:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        profile, until = validator.tokens.get(token, ({}, 0.0))
        if until < time.monotonic():
            return jsonify(error="rest-permission-denied-anon"), 401
        return jsonify(profile)

    return app


@click.command()
@click.option("--port", default=8090, show_default=True)
@click.option("--callback", default="http://127.0.0.1:8080/oauth/callback", show_default=True)
@click.argument("names", nargs=-1)
def main(port: int, callback: str, names: tuple[str, ...]) -> None:
    """Serve the stand-in on 127.0.0.1, suggesting NAMES."""
    print(f"WIKILATCH_OAUTH_URL=http://127.0.0.1:{port}{PREFIX}")
    print(f"WIKILATCH_OAUTH_CLIENT_ID={CLIENT_ID}\nWIKILATCH_OAUTH_CLIENT_SECRET={CLIENT_SECRET}", flush=True)
    create_provider(callback, names).run("127.0.0.1", port, threaded=True)


if __name__ == "__main__":
    main()
