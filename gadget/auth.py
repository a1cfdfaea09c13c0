"""Logging in with the wiki: OAuth 2, authorization code with PKCE. No token is ever stored.

Source of the protocol's details: https://www.mediawiki.org/wiki/OAuth/For_Developers and RFC 7636 (PKCE).
"""

from __future__ import annotations

import base64
import hashlib
import logging
import os
import secrets
from dataclasses import dataclass

import requests
from flask import Blueprint, Flask, redirect, render_template, request
from oauthlib.oauth2 import OAuth2Error
from requests_oauthlib import OAuth2Session
from werkzeug.wrappers import Response

from bot.store.sessions import Login
from gadget.parts import parts
from gadget.redirects import local_path, origin_of
from gadget.security import allow_forms_to, keep_opener
from gadget.visitor import browser, forget, known_browser, remember, signed_in
from gadget.web_settings import Consumer

CALLBACK = "/oauth/callback"
_SECONDS = 10.0
_POPUP = "/gadget/connect"
# RFC 6749 section 4.1.2.1 has the first, Extension:OAuth says the second (ClientApprovalDenyException).
_REFUSALS = frozenset({"access_denied", "unauthorized_client"})

_log = logging.getLogger(__name__)
blueprint = Blueprint("auth", __name__)


class _LoginFailedError(Exception):
    """A log-in came to nothing; reason names the message, status the answer's."""

    def __init__(self, reason: str, status: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status


@dataclass(frozen=True, slots=True)
class Profile:
    """Who the wiki says it is: the central id, which outlives renames, and the name of today."""

    subject: str
    user: str


def register(app: Flask) -> None:
    """Add the log-in."""
    app.register_blueprint(blueprint)
    app.register_error_handler(_LoginFailedError, _failed)
    consumer: Consumer | None = app.extensions["wikilatch"].web.consumer
    if consumer is not None and not consumer.url.startswith("https://"):
        # web_settings refuses this in production; oauthlib must be told that a stand-in here is meant.
        os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"


@blueprint.get("/login")
def login() -> str | Response:
    """Ask whether to log in; nothing is sent to the wiki before that."""
    back = local_path(request.args.get("back", "/inbox"))
    if signed_in() is not None:
        return redirect(back, code=303)
    return _page(back)


@blueprint.post("/login")
def start() -> Response:
    """Send the person to the wiki. Verifier and state stay here; only their browser can use them, once."""
    consumer = _consumer()
    verifier = secrets.token_urlsafe(64)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    state = secrets.token_urlsafe(32)
    back = local_path(request.form.get("back", "/inbox"))
    if back.startswith(_POPUP):
        keep_opener()  # one answer that is stricter, on the way, and the popup speaks to nobody any more
    with parts().store.begin() as tables:
        tables.logins.purge()
        tables.logins.begin(state, browser(), Login(verifier=verifier, back=back))
    address, _ = _session(consumer).authorization_url(
        f"{consumer.url}/oauth2/authorize",
        state=state,
        code_challenge=challenge,
        code_challenge_method="S256",
    )
    return redirect(address, code=303)


@blueprint.get(CALLBACK)
def callback() -> Response:
    """Take the wiki's answer, read the profile once, drop the tokens, start a session."""
    keep_opener()
    state = request.args.get("state", "")
    with parts().store.begin() as tables:
        login = tables.logins.take(state, known_browser()) if state and known_browser() else None
    if request.args.get("error") in _REFUSALS:
        # Before the state: the extension leaves it out of a refusal, and nothing follows from one.
        raise _LoginFailedError("refused", 403)
    if login is None:
        raise _LoginFailedError("state", 400)
    code = request.args.get("code", "")
    if not code:
        raise _LoginFailedError("expired", 400)
    profile = _profile(_consumer(), code, login.verifier)
    before = signed_in()
    with parts().store.begin() as tables:
        if before is not None:
            tables.sessions.end(before.digest)
        tables.sessions.purge()
        remember(tables.sessions.start(profile.subject, profile.user))
        # A sign of life: what was asked for goes on for another 90 days (P10).
        tables.preferences.renew(profile.subject)
        for wiki in parts().settings.wikis:
            tables.subscribers.renew(wiki, profile.user)
    return redirect(login.back, code=303)


@blueprint.post("/logout")
def logout() -> Response:
    """End the session."""
    session = signed_in()
    if session is not None:
        with parts().store.begin() as tables:
            tables.sessions.end(session.digest)
    forget()
    return redirect("/?done=logged-out", code=303)


def _profile(consumer: Consumer, code: str, verifier: str) -> Profile:
    """Trade the code for the profile. Both tokens end with this call: nothing more is asked with them."""
    session = _session(consumer)
    try:
        session.fetch_token(
            f"{consumer.url}/oauth2/access_token",
            code=code,
            code_verifier=verifier,
            client_secret=consumer.secret,
            include_client_id=True,
            timeout=_SECONDS,
        )
        answer = session.get(f"{consumer.url}/oauth2/resource/profile", timeout=_SECONDS)
        answer.raise_for_status()
        said = answer.json()
        profile = Profile(str(said["sub"]), str(said.get("username", "")))
        blocked = bool(said.get("blocked"))
    except OAuth2Error as error:
        raise _LoginFailedError("expired", 400) from error
    except (requests.RequestException, ValueError, KeyError, TypeError) as error:
        _log.warning("the OAuth provider failed: %s", type(error).__name__)
        raise _LoginFailedError("provider", 503) from error
    finally:
        session.close()
    if blocked or not profile.user:
        raise _LoginFailedError("blocked", 403)
    return profile


def _session(consumer: Consumer) -> OAuth2Session:
    return OAuth2Session(consumer.id, redirect_uri=parts().origin + CALLBACK)


def _consumer() -> Consumer:
    consumer = parts().web.consumer
    if consumer is None:
        raise _LoginFailedError("off", 503)
    return consumer


def _page(back: str, reason: str = "") -> str:
    consumer = parts().web.consumer
    if consumer is not None:
        allow_forms_to(consumer.url)  # the form is answered by a redirect to there
    if back.startswith(_POPUP):
        keep_opener()
    return render_template(
        "login.html",
        back=back,
        reason=reason,
        provider=origin_of(consumer.url).partition("://")[2] if consumer else "",
    )


def _failed(error: _LoginFailedError) -> Response:
    return Response(_page("/inbox", error.reason), error.status, mimetype="text/html")
