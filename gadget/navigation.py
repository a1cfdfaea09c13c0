"""The menu, and the short notices that follow an action."""

from __future__ import annotations

from flask import Flask, current_app, request

from gadget.visitor import signed_in

_FOR_ALL = (
    ("translations.overview", "web-nav-translations"),
    ("glossary.index", "web-nav-glossary"),
    ("public.about", "web-nav-about"),
)
_SIGNED_IN = (
    ("inbox.show", "web-nav-inbox"),
    ("account.settings", "web-nav-settings"),
    ("account.my_data", "web-nav-data"),
)
_SIGNED_OUT = (("auth.login", "web-nav-login"),)


def register(app: Flask) -> None:
    """Give the templates the menu and the notices."""
    app.jinja_env.globals.update(navigation=navigation, notices=notices, signed_in=signed_in)


def navigation() -> list[tuple[str, str]]:
    """Return the menu's entries as (endpoint, message key)."""
    entries = (*(_SIGNED_IN if signed_in() else ()), *_FOR_ALL, *(() if signed_in() else _SIGNED_OUT))
    return [entry for entry in entries if entry[0] in current_app.view_functions]


def notices() -> list[str]:
    """Return the keys of notices to show: what the action just done has come to."""
    done = request.args.get("done", "")
    return [f"web-done-{done}"] if done in DONE else []


DONE = frozenset({"kept", "unkept", "false-alarm", "later", "saved", "revoked", "logged-out"})
