"""`wikilatch cases`: how many there are, and what to do with those whose fate nobody knows."""

from __future__ import annotations

import click

from bot.cli.errors import told_plainly
from bot.cli.report import Reporter
from bot.cli.service import open_service
from bot.model import CaseState
from bot.settings import SettingsError


@click.group()
def command() -> None:
    """Count the cases, and settle those of which nobody knows whether the mail went out.

    A case becomes unknown when the wiki did not answer while a mail was being sent, or the nudge died in
    between. It is never sent again by itself; look into the sending account's mail log, then settle it.
    """


@command.command()
def count() -> None:
    """Count the cases by state."""
    with told_plainly():
        service = open_service()
        with service.store.begin() as tables:
            counts = tables.cases.count()
    Reporter().table("Cases", {state.name.lower(): counts.get(state, 0) for state in CaseState})


@command.command()
def unknown() -> None:
    """List the unknown cases, by the first twelve digits of their digest.

    Person and page are shown on this terminal only, because you need them to look into the mail log.
    """
    with told_plainly():
        service = open_service()
        with service.store.begin() as tables:
            cases = tables.cases.unknown()
    for case in cases:
        click.echo(f"{case.digest[:12]}  {case.pointer.wiki}  {case.pointer.user}")
    if not cases:
        click.echo("No case is unknown.")


@command.command()
@click.argument("digest")
@click.option("--sent", "outcome", flag_value="sent", help="The mail did go out.")
@click.option("--drop", "outcome", flag_value="drop", help="It did not; forget the case.")
@click.option("--live", is_flag=True, help="Settle it. Without it the command only says what it would do.")
def settle(digest: str, outcome: str | None, live: bool) -> None:
    """Settle the unknown case whose digest begins with DIGEST. It is not sent again either way."""
    if outcome is None:
        raise click.UsageError("say how it ended: --sent or --drop")
    with told_plainly():
        service = open_service()
        with service.store.begin(keep=live) as tables:
            matches = [case for case in tables.cases.unknown() if case.digest.startswith(digest)]
            if len(matches) != 1:
                raise SettingsError(
                    f"{len(matches)} unknown cases begin with {digest}; `wikilatch cases unknown` lists them"
                )
            if outcome == "sent":
                tables.cases.settle(matches[0].digest, CaseState.SENT)
            else:
                tables.cases.drop(matches[0].digest)
    click.echo("Settled." if live else "Would be settled; add --live.")
