"""In which language a reader is answered, and the messages as templates use them."""

from __future__ import annotations

from flask import Blueprint, Flask, g, redirect, request
from markupsafe import Markup
from werkzeug.wrappers import Response

from bot.messages import direction, locale_of
from gadget.parts import parts
from gadget.redirects import local_path
from gadget.visitor import signed_in

_COOKIE = "wikilatch-language"
_COOKIE_SECONDS = 90 * 86_400

blueprint = Blueprint("languages", __name__)


def register(app: Flask) -> None:
    """Give the templates `msg`, `text` and the reader's language."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(msg=msg, text=text, direction=direction, autonym=autonym)

    @app.context_processor
    def _reader() -> dict[str, object]:
        return {"lang": reader_language(), "languages": parts().messages.languages}


def reader_language() -> str:
    """Return the language of this answer: `uselang`, the person's choice, a cookie, the browser's."""
    if "language" not in g:
        g.language = _choose()
    return str(g.language)


def text(key: str, *parameters: str | int) -> str:
    """Return a message as plain text, for attributes and titles."""
    return parts().messages.text(key, reader_language(), *parameters)


def msg(key: str, *parameters: str | int) -> Markup:
    """Return a message as escaped HTML; where it is not translated, marked as English."""
    lang = reader_language()
    found = parts().messages.raw(key, lang)[1]
    shown = parts().messages.text(key, lang, *parameters)
    if lang == "qqx" or found == lang or (direction(found) == direction(lang) == "ltr" and found != "en"):
        return Markup("{}").format(shown)
    return Markup('<span lang="{}" dir="{}">{}</span>').format(found, direction(found), shown)


def autonym(lang: str) -> str:
    """Return a language's own name for itself."""
    name = locale_of(lang).get_display_name()
    return name[:1].upper() + name[1:] if name else lang


@blueprint.get("/language")
def switch() -> Response:
    """Switch the language of the site for this browser and go back to where the reader was."""
    wanted = request.args.get("uselang", "")
    answer = redirect(local_path(request.args.get("back", "")), code=303)
    if wanted in parts().messages.languages:
        answer.set_cookie(
            _COOKIE,
            wanted,
            max_age=_COOKIE_SECONDS,
            secure=parts().web.production,
            httponly=True,
            samesite="Lax",
        )
    return answer


def _choose() -> str:
    messages = parts().messages
    asked = request.args.get("uselang", "")
    if asked == "qqx" or asked in messages.languages:
        return asked
    session = signed_in()
    if session is not None:
        with parts().store.read() as tables:
            chosen = tables.preferences.language(session.subject)
        if chosen in messages.languages:
            return chosen
    cookie = request.cookies.get(_COOKIE, "")
    if cookie in messages.languages:
        return cookie
    return messages.best([lang for lang, _ in request.accept_languages])
