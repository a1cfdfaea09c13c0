"""How a command fails: one clear line and an exit code, never a traceback."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from bot.detect.rules import RuleError
from bot.incidents import tell_of
from bot.messages import MessageFileError
from bot.settings import SettingsError
from bot.store import DatabaseError
from bot.wiki.errors import WikiError

# Exit codes, as `wikilatch --help` lists them.
CONFIGURATION = 2
WIKI = 3
DATABASE = 4


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn every error that the house knows into a line on stderr and an exit code of its own."""
    try:
        yield
    except (SettingsError, MessageFileError, RuleError) as error:
        _fail(str(error), CONFIGURATION)
    except DatabaseError as error:
        tell_of(error)
        _fail(str(error), DATABASE)
    except KeyboardInterrupt:
        _fail("stopped; what was finished is kept, the next run goes on from there", 130)
    except WikiError as error:
        tell_of(error)
        _fail(f"{error}. Nothing is lost: what was not finished is done next time.", WIKI)


def _fail(text: str, code: int) -> None:
    click.echo(f"wikilatch: {text}", err=True)
    sys.exit(code)
