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
    """Put everything that is stored under the newest keys. Stop patrol, nudge and web meanwhile.

    \b
    1. wikilatch keys new; put its WIKILATCH_SEAL_KEYS value BEFORE the old one, with a comma between.
       Move the old WIKILATCH_DIGEST_KEY to WIKILATCH_OLD_DIGEST_KEY; take the new ones of it and of
       WIKILATCH_SECRET_KEY. Leave WIKILATCH_QUIET_KEY: under it stands who wants to be left alone.
    2. wikilatch keys rotate --live
    3. Take the old values out (WIKILATCH_OLD_DIGEST_KEY too) and destroy them: no old backup can be opened
       any more, nor can it be asked about anybody.

    Whoever was logged in logs in again, gadgets are connected again, links of earlier mails end.

    To forget every case and subscription at once, replace the sealing key instead of adding one, and run
    `wikilatch purge --live`.
    """
    with told_plainly():
        service = open_service()
        accounts = {wiki.account for wiki in service.settings.wikis.values() if wiki.account}
        with service.store.begin(keep=live) as tables:
            renewed = tables.rotation.renew_digests(accounts)
            done = tables.rotation.reseal()
    click.echo(f"{done} values {'are' if live else 'would be'} sealed under the newest key.")
    if renewed:
        click.echo(f"{renewed} digests {'are' if live else 'would be'} made under the newest key.")
