"""`wikilatch nudge`: tell the owners of due cases, each once, in private."""

from __future__ import annotations

import json
import time
from collections import Counter

import click

from bot import settings as settings_module
from bot.cli.detector import load_analyzer
from bot.cli.errors import told_plainly
from bot.cli.report import Reporter
from bot.cli.service import Service, open_service, wikis_of
from bot.messages import Messages
from bot.patrol.letter import Letters, Reader
from bot.patrol.links import Link, Links, Purpose
from bot.patrol.nudge import Nudge
from bot.settings import Settings


@click.command(short_help="Tell the owners of due cases, once, in private.")
@click.option("--live", is_flag=True, help="Send. Without it everything is checked and nothing is sent.")
@click.option("--once", is_flag=True, help="One delivery run, instead of going on.")
@click.option("--wiki", "chosen", multiple=True, metavar="NAME", help="Only this wiki; repeatable.")
@click.option(
    "--every", type=click.FloatRange(min=0), default=10.0, show_default=True, help="Seconds between two runs."
)
@click.option("--preview", metavar="LANG", help="Print the mail in a language, and send nothing.")
@click.option("--minor", is_flag=True, help="With --preview: the mail to a self-declared minor.")
@click.option("--json", "as_json", is_flag=True, help="Print the sums as one JSON object at the end.")
def command(
    live: bool,
    once: bool,
    chosen: tuple[str, ...],
    every: float,
    preview: str | None,
    minor: bool,
    as_json: bool,
) -> None:
    """Check every due case again, and send its owner one private mail if all still holds.

    A mail whose fate nobody knows is never sent again: `wikilatch cases` lists it for you to settle.

    \b
    See the mail: wikilatch nudge --preview ja
    Try it:       wikilatch nudge --once
    For real:     wikilatch nudge --live
    """
    reporter = Reporter()
    total: Counter[str] = Counter()
    with told_plainly():
        if preview:
            _show(settings_module.load(), preview, minor=minor)
            return
        service = open_service()
        names = wikis_of(service.settings, chosen)
        if not names:
            raise click.UsageError(
                "no wiki is switched on; set its policy in wikis.toml, or name it with --wiki"
            )
        nudges = _nudges(service, names, reporter)
        if not live:
            reporter.step("dry run", note="nothing is sent; --live sends")
        while True:
            for name, nudge in nudges.items():
                for result in nudge.run(live=live):
                    total[result] += 1
                    reporter.step("case", wiki=name, outcome=result)
                if nudge.stopped:
                    reporter.step("stopped", wiki=name, because=nudge.stopped)
            if once:
                break
            time.sleep(every)
    if as_json:
        sent = total.pop("sent", 0)
        click.echo(json.dumps({"mails_sent": sent, "skipped": dict(sorted(total.items()))}))
    else:
        reporter.table("Nudge", {"mails sent": total.pop("sent", 0), **total})


def _nudges(service: Service, names: list[str], reporter: Reporter) -> dict[str, Nudge]:
    # Here, because --preview needs no wiki, and pywikibot takes its time and its configuration.
    from bot.cli.wikis import open_patrolled, tuned
    from bot.wiki.mail import Mailer
    from bot.wiki.pages import Pages
    from bot.wiki.people import People

    patrolled = [open_patrolled(service, name, reporter) for name in names]
    detector = tuned(load_analyzer(service.settings), patrolled, reporter)
    url = service.settings.public_url
    letters = Letters(service.messages, Links(service.keys.secret, url), url)
    return {
        one.wiki.name: Nudge(
            one.policy.now(),
            service.store,
            Pages(one.wiki),
            People(one.wiki),
            Mailer(one.wiki),
            one.wiki,
            detector,
            letters,
            service.messages,
            one.policy.now,
        )
        for one in patrolled
    }


def _show(settings: Settings, language: str, *, minor: bool) -> None:
    """Print the mail to an invented person; needs neither keys nor a database."""
    messages = Messages.load(settings.config / "i18n")
    links = {purpose: Link(purpose, ("0" * 64,) * 3) for purpose in Purpose}
    letters = Letters(messages, Links("preview", settings.public_url), settings.public_url)
    reader = Reader("Example", messages.best([language]), subscribed=True, minor=minor)
    letter = letters.compose(reader, next(iter(settings.wikis.values())), links)
    click.echo(f"{letter.subject}\n\n{letter.body}", nl=False)
