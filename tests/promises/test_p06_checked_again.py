"""P6: everything is looked at again just before sending; whatever changed, nothing is sent."""

from dataclasses import replace

import pytest

from bot.store import Quiet
from tests.promises.town import PHONE


def mended(town):
    town.wiki.edit("Otter", "I like [[kelp]]")


def blanked_by_another(town):
    town.wiki.edit("Stranger", "", owner="Otter")


def hidden(town):
    number = town.wiki.latest["User:Otter"]
    town.wiki.texts[number] = replace(town.wiki.texts[number], text=None)


def author_hidden(town):
    number = town.wiki.latest["User:Otter"]
    town.wiki.texts[number] = replace(town.wiki.texts[number], user_hidden=True)


def deleted(town):
    del town.wiki.texts[town.wiki.latest["User:Otter"]]


def nobots(town):
    town.wiki.edit("Otter", PHONE + "\n{{nobots}}")


def person(**changes):
    def change(town):
        town.wiki.people["Otter"] = replace(town.wiki.people["Otter"], **changes)

    return change


def opted_out(town):
    with town.store.begin() as tables:
        tables.quiet.add(Quiet.OPTED_OUT, "localwiki", "Otter")


def unsubscribed(town):
    with town.store.begin() as tables:
        tables.subscribers.remove("localwiki", "Otter")


def stop(town):
    town.wiki.run = False


@pytest.mark.parametrize(
    "change",
    [
        mended,
        blanked_by_another,
        hidden,
        author_hidden,
        deleted,
        nobots,
        person(emailable=False),
        person(blocked=True),
        person(exists=False),
        person(temporary=True),
        person(last_edit="2024-01-01T00:00:00Z"),
        opted_out,
        unsubscribed,
        stop,
    ],
    ids=lambda change: change.__name__,
)
def test_what_changed_since_is_seen_and_nothing_is_sent(town, change):
    town.subscribe("Otter")
    town.wiki.edit("Otter", PHONE)
    assert town.patrol().cases == 1
    change(town)
    town.nudge()
    assert town.told == []


def test_without_any_change_the_mail_goes_out(town):
    town.subscribe("Otter")
    town.wiki.edit("Otter", PHONE)
    town.patrol()
    assert town.nudge() == ["sent"]
