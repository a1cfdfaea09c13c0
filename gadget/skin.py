"""Which look the components have: Codex's, where it was built (`scripts/build-static`), else our own."""

from __future__ import annotations

from flask import Blueprint, Flask, url_for

from bot.messages import direction


def register(app: Flask) -> None:
    """Give the templates `style_sheets`; serve Codex's files from their folder, where they are there.

    They are GPL-2.0-or-later and no part of this package: served as they are, never read by it.
    """
    folder = app.extensions["wikilatch"].web.codex
    built = (folder / "components.css").is_file()
    if built:
        app.register_blueprint(
            Blueprint("codex", __name__, static_folder=str(folder), static_url_path="/codex")
        )

    def style_sheets(lang: str) -> list[str]:
        ours = "codex.css" if built else "components.css"
        sheets = [url_for("static", filename=name) for name in (ours, "style.css")]
        if built:
            rtl = "-rtl" if direction(lang) == "rtl" else ""
            theirs = [
                url_for("codex.static", filename=name) for name in ("tokens.css", f"components{rtl}.css")
            ]
            return [*theirs, *reversed(sheets)]
        return sheets

    app.jinja_env.globals["style_sheets"] = style_sheets
