"""The gadget and its Flask backend: inbox, settings, my data; connecting the on-wiki gadget; the API."""

from __future__ import annotations

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from bot.messages import Messages
from bot.settings import Settings
from bot.store import Store
from gadget import (
    account,
    auth,
    connect,
    cors,
    errors,
    health,
    inbox,
    languages,
    limits,
    links,
    navigation,
    public,
    security,
    skin,
    translators,
    visitor,
)
from gadget.api import blueprint as api
from gadget.api import open_data
from gadget.parts import Analyzer, Parts, UserPages
from gadget.redirects import origin_of
from gadget.web_settings import web_settings

__all__ = ["create_app"]

_BODY_BYTES = 64 * 1024
_FORM_PARTS = 200


def create_app(
    settings: Settings,
    store: Store,
    *,
    pages: UserPages | None = None,
    analyzer: Analyzer | None = None,
) -> Flask:
    """Make the web application.

    pages reads a person's pages for the inbox, analyzer says what they give away; without either the inbox
    says that it could not look. Raises SettingsError where a key is missing, or where anything but this
    machine is to be served without https.
    """
    web = web_settings(settings)
    app = Flask(__name__)
    app.extensions["wikilatch"] = Parts(
        settings=settings,
        store=store,
        messages=Messages.load(settings.config / "i18n"),
        pages=pages,
        analyzer=analyzer,
        web=web,
        wikis_by_origin={origin_of(wiki.site or wiki.api): wiki for wiki in settings.wikis.values()},
        team=settings.team_pages(),
        secret=settings.keys().secret,
    )
    app.config.update(
        MAX_CONTENT_LENGTH=_BODY_BYTES,
        MAX_FORM_MEMORY_SIZE=_BODY_BYTES,
        MAX_FORM_PARTS=_FORM_PARTS,
        SEND_FILE_MAX_AGE_DEFAULT=3600,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    if web.production:
        # One proxy in front, Toolforge's, says what the browser asked for.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]  # Flask documents this
    for module in (security, visitor, languages, navigation, skin, auth, cors, errors):
        module.register(app)
    for pages_of in (public, inbox, account, links, connect, api, open_data, health):
        app.register_blueprint(pages_of.blueprint)
    translators.register(app)
    limits.register(app)
    return app
