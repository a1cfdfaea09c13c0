"""`wikilatch keys`: make the keys that the environment must hold."""

from __future__ import annotations

import base64
import os

import click
from cryptography.fernet import Fernet


@click.group()
def command() -> None:
    """Make the keys that seal what is stored. Without its keys the store names nobody."""


@command.command()
def new() -> None:
    """Print a full set of new keys as lines for the environment.

    Whatever was sealed or digested under other keys cannot be read any more: that is how to forget it all.
    """
    click.echo(f"WIKILATCH_SEAL_KEYS={Fernet.generate_key().decode()}")
    for name in ("DIGEST", "QUIET", "SECRET"):
        click.echo(f"WIKILATCH_{name}_KEY={base64.urlsafe_b64encode(os.urandom(32)).decode()}")
