"""The command line: one module a command, loaded only when it is asked for."""

from __future__ import annotations

import click

from bot import coredumps
from bot.cli.lazy import LazyGroup

# name -> one line for `wikilatch --help`; the module bot.cli.<name> holds `command`.
COMMANDS: dict[str, str] = {
    "scan": "Show what a text, a file or a page gives away; stores and sends nothing.",
    "patrol": "Look at edits of user pages; open cases for those who may be told.",
    "nudge": "Tell the owners of due cases, each once, in private.",
    "translations": "The team's pages in every language: status, outdated, impact, publish, sync.",
    "cases": "Count the cases; settle those whose fate nobody knows.",
    "purge": "Forget what is older than 90 days.",
    "erase": "Erase everything that is held on a person.",
    "doctor": "Look over accounts, rights, keys, database, clock, stop pages; say what to do.",
    "keys": "Make the keys that the environment must hold.",
    "glossary": "The team's terms: list, show, check, exchange as TBX, CSV, PO, JSON.",
    "census": "Count what the user pages of whole dumps give away; numbers that point at nobody.",
    "serve": "Serve the web: inbox, settings, my data, the API.",
}


@click.group(
    cls=LazyGroup, package=__name__, lines=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(package_name="wikilatch", prog_name="wikilatch")
def main() -> None:
    """Tell Wikimedians, and only them, what their user page gives away.

    Nothing is written, sent or stored unless a command is given --live.
    """
    coredumps.forbid()
