"""An invented world that needs no memory: what happened, and what a page says, follow from a number.

Event number i happens at `began + i / rate`. Nine in ten are of other namespaces; of the rest seven in ten
are people saving their own page. So any process can tell what the stream sent, and what is current now.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass

from bot.model import Outcome, Person, Revision
from bot.wiki.errors import WikiUnreachableError
from tests.corpus.pages import pages
from tests.doubles.eventstreams import page_change

WIKI = "dewiki"
PEOPLE = 20_000
_IN_USER_SPACE = 10  # one event in so many
_LANGS = ("en", "de", "fr", "es", "ru", "ja", "ar", "hi")
_TEXTS_EACH = 40


@dataclass(frozen=True, slots=True)
class World:
    """When it began (seconds since the epoch) and how many events a second it has."""

    began: float
    rate: float

    def now(self) -> int:
        """Return the number of the newest event."""
        return int((time.time() - self.began) * self.rate)

    def event(self, number: int) -> dict[str, object]:
        """Return an event in the shape of mediawiki.page_change."""
        moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(self.began + number / self.rate))
        if number % _IN_USER_SPACE:
            event = page_change(1, page__namespace_id=0, page__page_title="Kelp")
        else:
            owner, user = self.owner(number), self.author(number)
            event = page_change(1, user=user, page__page_title=f"Benutzer:{owner.replace(' ', '_')}")
        event["revision"]["rev_id"] = number + 1
        event["dt"] = moment
        return event

    @staticmethod
    def owner(number: int) -> str:
        """Return whose page an event in user space is about."""
        return f"Otter {number // _IN_USER_SPACE % PEOPLE}"

    def author(self, number: int) -> str:
        """Return who saved it."""
        return self.owner(number) if number // _IN_USER_SPACE % 10 < 7 else "Somebody Else"

    def latest(self, title: str) -> int:
        """Return the number of the newest event of a page; -1 where there was none yet."""
        person = int(title.rpartition(" ")[2])
        whole_round = PEOPLE * _IN_USER_SPACE
        first = person * _IN_USER_SPACE
        now = self.now()
        return first + (now - first) // whole_round * whole_round if now >= first else -1


def subscribed(person: int) -> bool:
    """Return whether a person asked to be told."""
    return person % 10 == 0


class Wiki:
    """Pages, people, stop page and mail of the world; now and then it does not answer."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._texts = [
            (lang, page["wikitext"])
            for lang in _LANGS
            for page in pages(lang, "train", "short", _TEXTS_EACH, 5)
        ]
        self._asked = 0
        self.sent = 0

    def revisions(self, ids: Iterable[int]) -> dict[int, Revision]:
        """Return revisions by id."""
        self._answer()
        return {number: self._revision(number - 1) for number in ids}

    def current(self, titles: Iterable[str]) -> dict[str, Revision]:
        """Return current revisions by title."""
        self._answer()
        newest = {title: self._world.latest(title) for title in titles}
        return {title: self._revision(number) for title, number in newest.items() if number >= 0}

    def look_up(self, names: Iterable[str]) -> dict[str, Person]:
        """Everybody can be written to and was here just now."""
        now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        return {name: Person(WIKI, 1, name, emailable=True, last_edit=now) for name in names}

    def says_run(self) -> bool:
        """The stop page says run."""
        return True

    def send(self, user: str, subject: str, text: str) -> Outcome:
        """Take a mail; one in twenty fails, one in thirty gets no answer."""
        self.sent += 1
        if self.sent % 20 == 0:
            return Outcome.MAIL_FAILED
        return Outcome.UNKNOWN if self.sent % 30 == 0 else Outcome.SENT

    def _answer(self) -> None:
        self._asked += 1
        if self._asked % 100 == 0:
            raise WikiUnreachableError("the soak's wiki does not answer now and then")

    def _revision(self, number: int) -> Revision:
        lang, text = self._texts[number // _IN_USER_SPACE % len(self._texts)]
        owner = self._world.owner(number)
        return Revision(WIKI, 1, number + 1, f"Benutzer:{owner}", self._world.author(number), "", text, lang)
