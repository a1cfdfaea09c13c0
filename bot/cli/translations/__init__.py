"""`wikilatch translations`: the team's pages in every language. One module a subcommand."""

from __future__ import annotations

import click

from bot.cli.lazy import LazyGroup

# name -> one line for `wikilatch translations --help`; the module of that name here holds `command`.
COMMANDS: dict[str, str] = {
    "status": "How complete every page is in every language.",
    "trend": "How a language went over time, from the surveys that were kept.",
    "refresh": "Bring what the web shows up to date. Safe to run every hour.",
    "outdated": "What changed in the source since each translation was made.",
    "labels": "Titles and navigation labels that drifted, over all languages.",
    "check": "What readers would be told wrongly, or not at all.",
    "impact": "What an edit to a page would outdate, before it is marked.",
    "discover": "Propose config/team-pages.toml from the wiki's message groups.",
    "publish": "Put the status page on the wiki.",
    "sync": "Keep glossary and shared parts alike, on the wiki and here. Safe to run every hour.",
    "digest": "Tell translators who asked for it what is outdated in their languages.",
}


@click.group(
    cls=LazyGroup, package=__name__, lines=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]}
)
def command() -> None:
    """Look after the team's translated pages: complete, current and alike.

    Which pages, on which wiki, and what the wiki allowed stands in config/team-pages.toml.
    """
