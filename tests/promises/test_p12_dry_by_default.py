"""P12: nothing is done without --live, nor without a stop page on the wiki that exists and says run."""

import importlib

import click
import pytest

from bot.cli import COMMANDS
from tests.promises.test_p10_ninety_days import of_persons
from tests.promises.town import PHONE


def commands(group=None, prefix=""):
    """Yield every command with its name."""
    names = COMMANDS if group is None else group.list_commands(click.Context(group))
    for name in names:
        command = (
            importlib.import_module(f"bot.cli.{name}").command
            if group is None
            else group.get_command(click.Context(group), name)
        )
        yield f"{prefix}{name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix}{name} ")


def test_live_is_never_the_default():
    live = {
        name: parameter
        for name, command in commands()
        for parameter in command.params
        if parameter.name == "live"
    }
    assert {"patrol", "nudge", "purge", "erase", "keys rotate"} <= set(live)
    for name, parameter in live.items():
        assert parameter.is_flag, name
        assert parameter.default is not True, name
        assert not parameter.envvar, f"{name}: an environment must not decide it for somebody"


def test_a_dry_run_keeps_nothing_and_sends_nothing(town):
    town.subscribe("Otter")
    before = of_persons(town.store)
    town.wiki.edit("Otter", PHONE)
    assert town.patrol(live=False).cases == 1, "it says what it would do"
    assert of_persons(town.store) == before
    town.wiki.edit("Otter", PHONE)
    town.patrol()
    before = of_persons(town.store)
    assert town.nudge(live=False) == ["would_send"]
    assert of_persons(town.store) == before
    assert town.told == []


@pytest.mark.parametrize("page", [None, "", "stop", "RUN!", "run run", "# run"])
def test_only_a_page_that_exists_and_says_run_lets_it_send(page):
    from bot.wiki.site import Wiki
    from tests.unit.patrol.doubles import WIKI

    wiki = Wiki(WIKI, None)
    wiki.text = lambda _title: page
    assert not wiki.says_run()
    wiki.text = lambda _title: " Run\n"
    assert wiki.says_run()


def test_a_wiki_without_a_stop_page_in_its_settings_is_never_sent_from():
    from dataclasses import replace

    from bot.wiki.site import Wiki
    from tests.unit.patrol.doubles import WIKI

    wiki = Wiki(replace(WIKI, stop_page=""), None)
    wiki.text = lambda _title: "run"
    assert not wiki.says_run()
