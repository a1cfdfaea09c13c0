"""`scripts/run`: watch the main job happen, on this machine alone."""

from __future__ import annotations

import contextlib
import json
import sys
import time
from typing import TYPE_CHECKING, NoReturn

import click
from rich.console import Console

from scripts.demo import bot, elsewhere, onwiki, seed, verdict
from scripts.demo.world import WIKI, World, made
from scripts.localwiki import people
from scripts.localwiki.errors import LackingError, LocalWikiError
from scripts.localwiki.processes import Processes, signals_as_interrupt

if TYPE_CHECKING:
    from scripts.localwiki.people import Person

# A terminal's own width; where the output goes to a file or a pipe, enough for the table.
_OUT = Console(width=None if sys.stdout.isatty() else 120)
_ERR = Console(stderr=True, width=None if sys.stderr.isatty() else 120)
_FAILED, _LACKING, _INTERRUPTED = 1, 2, 130


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--once", is_flag=True, help="One patrol and one delivery, a summary, and the end.")
@click.option(
    "--wiki", metavar="URL", help="A wiki that exists (its api.php), instead of the local one: dry run."
)
@click.option(
    "--account", default=people.PATROL_BOT, show_default=True, help="With --wiki: who logs in there."
)
def main(*, once: bool, wiki: str | None, account: str) -> None:
    """Make a wiki of invented people, let them edit, and let Wikilatch tell those who asked to be told.

    Everything is on this machine: the wiki, its mail, the bot and its web pages. Nothing is sent anywhere.
    """
    began = time.monotonic()
    try:
        found = _elsewhere(wiki, account) if wiki else _here(once=once)
    except LackingError as error:
        _end(error, _LACKING)
    except LocalWikiError as error:
        _end(error, _FAILED)
    except KeyboardInterrupt:
        _end("\nEverything is stopped.", _INTERRUPTED)
    for wrong in found.wrong:
        _ERR.print(f"Not as it was to be: {wrong}", style="bold red", highlight=False, markup=False)
    # Last, when everything is stopped: the seconds are all of them, and nothing prints after it.
    click.echo(json.dumps(found.figures(time.monotonic() - began)))
    sys.exit(_FAILED if found.wrong else 0)


def _here(*, once: bool) -> verdict.Verdict:
    """On the local wiki; with once, or until something ends."""
    with contextlib.ExitStack() as stack:
        stack.enter_context(signals_as_interrupt())
        processes = stack.enter_context(Processes())
        everybody = people.load()
        world = stack.enter_context(made(processes, _say))
        found = _play(processes, world, everybody)
        _OUT.print(verdict.table(everybody, world.mail.mails()))
        if not once:
            environment = _translate(stack, processes, world)
            _stay(processes, world, everybody, environment)
    return found


def _play(processes: Processes, world: World, everybody: list[Person]) -> verdict.Verdict:
    """The demo's play: people subscribe and edit, the patrol looks, those who asked are told."""
    _say(f"{len(everybody)} people save their pages")
    subscribed = seed.play(world, everybody)
    _say(f"{len(everybody)} people have edited; {subscribed} of them subscribed. The patrol looks")
    patrol = bot.once(processes, world.environment, "patrol", "--live", "--wiki", WIKI)
    _say(f"{patrol['pages_checked']} pages checked, {patrol['cases']} cases. The mails go out")
    nudge = bot.once(processes, world.environment, "nudge", "--live", "--wiki", WIKI)
    return verdict.judge(everybody, world.mail.mails(), patrol, nudge)


def _translate(stack: contextlib.ExitStack, processes: Processes, world: World) -> dict[str, str]:
    """The second part: the team's pages, looked after by the sync's own account; gives its environment."""
    from scripts.demo import team  # here: what it loads is not needed for --once

    _say("Translators have worked on the team's pages. The sync publishes how far they are")
    environment = stack.enter_context(team.translated(world))
    for said in team.look_after(processes, environment):
        _OUT.print(said, highlight=False, markup=False)
    _OUT.print(f"{world.site.url}/wiki/{team.REPORT.replace(' ', '_')}", highlight=False, markup=False)
    team.keep_fresh(processes, environment)
    return environment


def _stay(
    processes: Processes, world: World, everybody: list[Person], team_environment: dict[str, str]
) -> None:
    """Keep everything running until Ctrl-C; raises KeyboardInterrupt, or LocalWikiError when a part ends."""
    _say("Starting the backend, and the patrol for good")
    names = [person.name for person in everybody]
    shown = ("WIKILATCH_TEAM_PAGES", "WIKILATCH_CONFIG")  # the web shows the team's pages too
    environment = dict(world.environment) | {name: team_environment[name] for name in shown}
    bot.backend(processes, bot.log_in(processes, environment, names), world.backend_port)
    bot.keep(processes, world.environment, "patrol", "--live", "--wiki", WIKI)
    bot.keep(processes, world.environment, "nudge", "--live", "--wiki", WIKI)
    untold = next(
        person for person in everybody if person.subscribed and person.email and not person.expects_mail
    )
    click.echo(
        f"""
Wiki       {world.site.url}/
Backend    {world.backend_url}/ (its log-in is a stand-in: it believes the name you choose)
For translators
           {world.backend_url}/translations
           {world.backend_url}/translations/language/ja?uselang=ja
           {world.backend_url}/glossary ({names[0]} may approve renderings)
           {world.backend_url}/badge/ja.svg
Mail       {world.mail.folder}/
Log in     {", ".join(person.name for person in everybody)}
           {people.ADMIN} (administrator)
Password   {people.PASSWORD} (everybody's)
Logs       {world.mail.folder.parent}/*.log
Commands   in another terminal: . {bot.for_a_shell(team_environment)}
           then wikilatch translations status, wikilatch translations check,
           wikilatch patrol --once --wiki {WIKI} (dry runs all)

Try it: log in as {untold.name}, write an e-mail address of your own making on your page
{world.site.url}/wiki/{untold.title.replace(" ", "_")}
and look into the mail folder. Ctrl-C ends everything.
"""
    )
    seen = len(world.mail.mails())
    _say("Putting the gadget on the wiki, which takes a minute")
    click.echo(f"Gadget     {onwiki.install(processes, world, untold)}")
    while True:
        processes.check()
        mails = world.mail.mails()
        for mail in mails[seen:]:
            click.echo(f"A mail went to {', '.join(mail.recipients)}: {mail.message['Subject']}")
        seen = len(mails)
        time.sleep(0.5)


def _elsewhere(api: str, account: str) -> verdict.Verdict:
    """On a wiki that exists: what the patrol would do there."""
    with signals_as_interrupt(), Processes() as processes:
        _say(f"Looking at the last day of {api}; a dry run, nothing is stored or sent")
        patrol = elsewhere.look(processes, api, account)
    return verdict.Verdict(patrol["pages_checked"], patrol["cases"], 0, patrol["skipped"])


def _end(why: object, code: int) -> NoReturn:
    click.echo(str(why), err=True)
    sys.exit(code)


def _say(text: str) -> None:
    _ERR.print(f"{text} ...", highlight=False, markup=False)


if __name__ == "__main__":
    main()
