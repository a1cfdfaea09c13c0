"""`wikilatch serve`: the web, served as on Toolforge."""

from __future__ import annotations

import click
from gunicorn.app.base import Application

from bot.cli.errors import told_plainly
from bot.settings import ROOT, load
from gadget.wsgi import from_settings


class _Server(Application):  # type: ignore[misc]  # gunicorn ships no types
    """Gunicorn in this process, with config/gunicorn.conf.py and, over it, what the command line says."""

    def __init__(self, application: object, options: dict[str, object]) -> None:
        self._application = application
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        """Take the file's values, then the command line's."""
        self.load_config_from_file(str(ROOT / "config" / "gunicorn.conf.py"))
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> object:
        """Return the application."""
        return self._application


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8080, show_default=True, help="Port to listen on; 0 takes any free one.")
@click.option("--workers", default=1, show_default=True, help="How many processes answer.")
def command(host: str, port: int, workers: int) -> None:
    """Serve the web: inbox, settings, my data, the API. Ctrl-C ends it.

    Needs the keys that `wikilatch keys new` prints; log-in needs an OAuth consumer too (docs/backend.md).
    Set WIKILATCH_PUBLIC_URL to the address that people see.
    """
    with told_plainly():
        application = from_settings(load())
    _Server(application, {"bind": f"{host}:{port}", "workers": workers}).run()
