"""What the invented people do: some subscribe, all edit."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from bot import settings
from bot.model import Subscriber
from bot.store import open_store
from scripts.demo.world import WIKI, World
from scripts.localwiki import create

if TYPE_CHECKING:
    from scripts.localwiki.people import Person


def subscribe(world: World, people: list[Person]) -> int:
    """Subscribe those who want it, by the same call that the backend uses; gives how many."""
    read = settings.load(world.environment)
    store = open_store(read.database_url, read.keys())
    wanted = [person for person in people if person.subscribed]
    try:
        with store.begin() as tables:
            for person in wanted:
                tables.subscribers.add(Subscriber(wiki=WIKI, user=person.name, language=person.language))
    finally:
        store.close()
    return len(wanted)


def play(world: World, people: list[Person]) -> int:
    """Let everybody save their page (or somebody else's, where that is their story), and subscribe.

    Gives how many subscribed.
    """
    edits = [create.Edit(person.edited_by or person.name, person.title, person.page) for person in people]
    with ThreadPoolExecutor(1) as pool:
        subscribed = pool.submit(subscribe, world, people)
        create.save(world.site, edits)
        return subscribed.result()
