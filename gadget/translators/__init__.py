"""The public pages for translators: overview, language, page, glossary; badges, feeds, pictures."""

from __future__ import annotations

from flask import Flask

from gadget.translators import approvals, cache, embeds, glossary, pages


def register(app: Flask) -> None:
    """Add the pages, and the cache in front of them."""
    for part in (pages, glossary, approvals, embeds):
        app.register_blueprint(part.blueprint)
    pages.register(app)
    app.wsgi_app = cache.PublicCache(app.wsgi_app)  # type: ignore[method-assign]  # as Flask documents
