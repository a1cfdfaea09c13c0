"""A wiki made of dictionaries, a detector that finds what is marked, and a mailbox."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.model import Analysis, Edit, Finding, FindingType, Outcome, PageText, Person, Policy, Revision, Tier
from bot.settings import WikiSettings

WIKI = WikiSettings(
    name="localwiki",
    api="http://127.0.0.1:1/w/api.php",
    lang="en",
    account="PatrolBot",
    policy=Policy.SUBSCRIBERS,
    delay_hours=(0, 0),
    stop_page="User:PatrolBot/run",
    oversight="https://wiki.example.org/oversight",
)
NOW = "2027-01-15T07:00:00Z"  # the test clock's 1,800,000,000 s is an hour later


class MarkedDetector:
    """Finds `<type:value>`: the value is the finding. The real detector has tests of its own."""

    def analyze(self, page: PageText) -> Analysis:
        findings = tuple(
            Finding(m.start(2), m.end(2), FindingType(m[1]), 1.0, Tier.URGENT, f"test.{m[1]}")
            for m in re.finditer(r"<(\w+):([^>]*)>", page.wikitext)
        )
        return Analysis(
            findings=findings, tier=Tier.URGENT if findings else None, minor="I am a minor" in page.wikitext
        )


class PaperWiki:
    """Feed, pages, people and stop page of an invented wiki."""

    name = "recentchanges:localwiki"
    cursors = (name,)
    gap = None

    def __init__(self) -> None:
        self.edits: list[Edit] = []
        self.texts: dict[int, Revision] = {}
        self.latest: dict[str, int] = {}
        self.people: dict[str, Person] = {}
        self.run = True
        self.fetched: list[list[int]] = []

    def edit(self, user: str, text: str, *, owner: str = "", title: str = "", **more: object) -> Edit:
        """Somebody saves a page."""
        owner = owner or user
        title = title or f"User:{owner}"
        number = len(self.texts) + 1
        edit = Edit("localwiki", title, owner, user, number, NOW)
        self.edits.append(replace(edit, **more))
        self.texts[number] = Revision("localwiki", 1, number, title, user, NOW, text, "en")
        self.latest[title] = number
        self.people.setdefault(
            user, Person("localwiki", 1, user, emailable=True, last_edit="2027-01-15T07:00:00Z")
        )
        return self.edits[-1]

    def batches(self, position: str | None, *, until: str | None = None) -> Iterator[tuple[list[Edit], str]]:
        yield self.edits, NOW

    def earliest(self, positions: Sequence[str]) -> str:
        return min(positions)

    def revisions(self, ids: Iterable[int]) -> dict[int, Revision]:
        self.fetched.append(sorted(ids))
        return {number: self.texts[number] for number in self.fetched[-1] if number in self.texts}

    def current(self, titles: Iterable[str]) -> dict[str, Revision]:
        return {
            title: self.texts[self.latest[title]] for title in titles if self.latest.get(title) in self.texts
        }

    def look_up(self, names: Iterable[str]) -> dict[str, Person]:
        return {name: self.people[name] for name in names if name in self.people}

    def says_run(self) -> bool:
        return self.run


class Mailbox:
    """Keeps what was sent; answers with the outcomes it is given, then with SENT."""

    def __init__(self, *outcomes: Outcome) -> None:
        self.sent: list[tuple[str, str, str]] = []
        self.outcomes = list(outcomes)

    def send(self, user: str, subject: str, text: str) -> Outcome:
        outcome = self.outcomes.pop(0) if self.outcomes else Outcome.SENT
        if outcome in (Outcome.SENT, Outcome.UNKNOWN):
            self.sent.append((user, subject, text))
        return outcome
