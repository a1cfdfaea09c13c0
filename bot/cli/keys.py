"""`wikilatch keys`: make the keys that the environment must hold."""

from __future__ import annotations

import base64
import os

import click
from cryptography.fernet import Fernet

from bot.cli.errors import told_plainly
from bot.cli.service import open_service


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


@command.command()
@click.option("--live", is_flag=True, help="Seal anew. Without it the command only counts.")
def rotate(live: bool) -> None:
    """Put everything that is stored under the newest sealing key.

    \b
    1. wikilatch keys new; put its WIKILATCH_SEAL_KEYS value BEFORE the old one, with a comma between.
    2. wikilatch keys rotate --live
    3. Take the old value out of WIKILATCH_SEAL_KEYS and destroy it: no old backup can be opened any more.

    To forget every case and subscription at once, replace the sealing key instead of adding one, and run
    `wikilatch purge --live`.
    """
    with told_plainly():
        service = open_service()
        with service.store.begin(keep=live) as tables:
            done = tables.rotation.reseal()
    click.echo(f"{done} values {'are' if live else 'would be'} sealed under the newest key.")
