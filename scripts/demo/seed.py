"""What the invented people do: some subscribe, all edit."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from bot import settings
from bot.model import Subscriber
from bot.store import open_store
from scripts.demo.world import WIKI, World
from scripts.localwiki.client import WikiClient

if TYPE_CHECKING:
    from collections.abc import Callable

    from scripts.localwiki.people import Person

_AT_ONCE = 6  # more than the wiki has workers: none of them waits for the next request


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


def play(world: World, people: list[Person], done: Callable[[Person], None]) -> int:
    """Let everybody log in, save their page (or somebody else's, where that is their story), subscribe.

    Gives how many subscribed.
    """

    def one(person: Person) -> None:
        with WikiClient(world.site.api) as client:
            client.login(person.edited_by or person.name).save(person.title, person.page)
        done(person)

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        subscribed = pool.submit(subscribe, world, people)
        list(pool.map(one, people))
        return subscribed.result()
