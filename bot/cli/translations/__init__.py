"""`wikilatch translations`: the team's pages in every language. One module a subcommand."""

from __future__ import annotations

import importlib

import click

# name -> one line for `wikilatch translations --help`; the module bot.cli.translations.<name> holds
# `command`.
COMMANDS: dict[str, str] = {
    "status": "How complete every page is in every language.",
    "trend": "How a language went over time, from the surveys that were kept.",
    "outdated": "What changed in the source since each translation was made.",
    "check": "What readers would be told wrongly, or not at all.",
    "impact": "What an edit to a page would outdate, before it is marked.",
    "discover": "Propose config/team-pages.toml from the wiki's message groups.",
    "publish": "Put the status page on the wiki.",
    "sync": "Keep glossary and shared parts alike, on the wiki and here. Safe to run every hour.",
    "digest": "Tell translators who asked for it what is outdated in their languages.",
}


class _LazyGroup(click.Group):
    """Imports a subcommand's module only when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order in which they are met."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the subcommand's module; None where there is no such subcommand."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"bot.cli.translations.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the subcommands without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Look after the team's translated pages: complete, current and alike.

    Which pages, on which wiki, and what the wiki allowed stands in config/team-pages.toml.
    """
