"""`scripts/deploy-gadget`: show what would change on a wiki, and with --live change it."""

from __future__ import annotations

import sys

import click
from rich.console import Console
from rich.text import Text

from bot import settings
from bot.messages import Messages
from scripts.deploy import plan as plans
from scripts.deploy.build import ONWIKI, build, commit
from scripts.deploy.errors import DeployError, LackingError
from scripts.deploy.pages import compose, version
from scripts.deploy.target import Target

_OUT = Console(highlight=False, soft_wrap=True)
_FAILED, _LACKING = 1, 2
_COLOURS = {"+": "green", "-": "red", "@": "cyan", "…": "yellow"}
_MOST_LINES = 40


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--wiki", "name", required=True, metavar="NAME", help="A wiki of config/wikis.toml.")
@click.option("--live", is_flag=True, help="Save the pages. Without it, only what would change is shown.")
@click.option("--full", is_flag=True, help="Show every changed line.")
@click.option("--quiet", is_flag=True, help="Show the pages' names only.")
def main(*, name: str, live: bool, full: bool, quiet: bool) -> None:
    """Bring the gadget onto a wiki.

    A dry run until --live. Log-in comes from the environment: WIKILATCH_DEPLOY_OAUTH_TOKEN, or
    WIKILATCH_DEPLOY_USER and WIKILATCH_DEPLOY_PASSWORD (a bot password).
    """
    try:
        _deploy(name, live=live, lines=sys.maxsize if full else 0 if quiet else _MOST_LINES)
    except LackingError as error:
        click.echo(str(error), err=True)
        sys.exit(_LACKING)
    except (DeployError, settings.SettingsError) as error:
        click.echo(str(error), err=True)
        sys.exit(_FAILED)


def _deploy(name: str, *, live: bool, lines: int) -> None:
    here = settings.load()
    wiki = here.wiki(name)
    build(_say)
    wanted = compose(wiki, here.public_url)
    with Target(wiki.api, here.user_agent) as target:
        if live:
            target.log_in(here.environment)
        plan = plans.make(target, wanted)
        for change in plan.changes:
            _show(change, lines)
        for title in plan.leftover:
            _OUT.print(f"No longer used, for an administrator to delete: {title}")
        if not plan.changes:
            _OUT.print(f"Nothing to do: all {plan.same} pages are on {name} already.")
            return
        _OUT.print(f"{len(plan.changes)} pages differ, {plan.same} are the same.")
        if not live:
            _OUT.print("This was a dry run: nothing was saved. --live saves.")
            return
        summary = Messages.load(ONWIKI / "i18n").text(
            "wikilatch-deploy-summary", wiki.lang, version(), commit() or "?"
        )
        plans.apply(target, plan, summary, lambda change: _say(f"Saved {change.page.title}"))
        _OUT.print(f"Done, as {target.user}. Read back: the wiki has exactly what was sent.")


def _show(change: plans.Change, most: int) -> None:
    what = "new" if change.before is None else "changed"
    _OUT.print(Text(f"{change.page.title} ({what}, {len(change.page.text.encode()):,} bytes)", style="bold"))
    if change.before is None and most < sys.maxsize:
        return
    for line in change.diff(most) if most else ():
        _OUT.print(Text(line, style=_COLOURS.get(line[:1], "")))


def _say(text: str) -> None:
    click.echo(f"{text} ...", err=True)


if __name__ == "__main__":
    main()
