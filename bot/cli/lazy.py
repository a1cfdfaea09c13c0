"""A command group that imports a command's module only when it is used.

`scan` then does not wait for pywikibot, nor `--help` for anything.
"""

from __future__ import annotations

import errno
import importlib
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

# What a program exits with that met a mistake of its own (sysexits.h: EX_SOFTWARE).
OUR_MISTAKE = 70


class LazyGroup(click.Group):
    """Commands by name, each in a module of a package that holds it as `command`."""

    def __init__(self, *args: Any, package: str, lines: Mapping[str, str], **kwargs: Any) -> None:
        """The lines say what each command does, in the order in which a newcomer meets them."""
        super().__init__(*args, **kwargs)
        self._package = package
        self._lines = lines

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names, in order."""
        return list(self._lines)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the command's module; None where there is no such command."""
        if cmd_name not in self._lines:
            return None
        command: click.Command = importlib.import_module(f"{self._package}.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. What it does not know to tell plainly ends in a line that says where it happened.

        What the exception said is left out, as in a traceback it would not be: it may hold what was being
        read (P1).
        """
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if isinstance(error, OSError) and error.errno == errno.EPIPE:
                raise  # click ends quietly where whoever read us has gone
            kind, places = type(error).__name__, _places(error)
        click.echo(f"wikilatch: a mistake of ours, please report it: {kind} at {places}", err=True)
        sys.exit(OUR_MISTAKE)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self._lines.items()))


def _places(error: Exception) -> str:
    """Return where an exception came from, innermost first: file and line, no text of anybody's."""
    frames = reversed(traceback.extract_tb(error.__traceback__)[-4:])
    return ", from ".join(f"{Path(frame.filename).name}:{frame.lineno} ({frame.name})" for frame in frames)
