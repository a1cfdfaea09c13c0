"""Faults of the machine, the database, the stream and our own handling; wiki and mail are dictionaries."""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field

from bot.model import Edit, Outcome
from bot.store import Store
from bot.wiki.eventstreams import EventStream
from scripts.faults.disk import Disk
from scripts.faults.scene import Ports, Scene, settings
from tests.doubles.eventstreams import Server, Stream, page_change
from tests.unit.patrol.doubles import PaperWiki

PEOPLE = ("Otter", "Wren", "Heron", "Teal")


@dataclass
class SlowMailbox:
    """Takes mails, slowly, and from several threads at once; `before` is called with each of them."""

    seconds: float = 0.0
    sent: Counter[str] = field(default_factory=Counter)
    before: Callable[[], None] = lambda: None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def send(self, user: str, subject: str, text: str) -> Outcome:
        """Take one."""
        self.before()
        time.sleep(self.seconds)
        with self.lock:
            self.sent[user] += 1
        return Outcome.SENT


class Lately(PaperWiki):
    """Its people edited just now, for the trial's clock is the machine's."""

    def edit(self, user: str, text: str, **more: object) -> object:
        """Somebody saves a page."""
        from dataclasses import replace

        edit = super().edit(user, text, **more)  # type: ignore[arg-type]
        moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        self.people[user] = replace(self.people[user], last_edit=moment)
        return edit


def paper() -> tuple[Ports, SlowMailbox]:
    """A wiki of dictionaries and its mailbox."""
    wiki, mailbox = Lately(), SlowMailbox()
    ports = Ports(
        settings=settings(), feed=wiki, pages=wiki, people=wiki, mailer=mailbox, stop_page=wiki,
        save=lambda user, text: wiki.edit(user, text), mails=lambda: mailbox.sent,
    )  # fmt: skip
    return ports, mailbox


def killed_in_a_mail(scene: Scene) -> None:
    """The nudger is killed while a mail is under way, in a process of its own."""
    scene.publish()
    scene.patrol()
    child = os.fork()
    if child == 0:
        try:
            scene.ports.mailer.before = lambda: os.kill(os.getpid(), signal.SIGKILL)
            scene.nudge(scene.open())
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    if os.WTERMSIG(status) != signal.SIGKILL:
        scene.said.append("unexpected: the nudger ended before it was killed")


def disk_full_while_looking(scene: Scene, disk: Disk) -> None:
    """The patrol cannot keep its batch."""
    scene.publish()
    with disk.full():
        scene.patrol()


def disk_full_after_a_mail(scene: Scene, disk: Disk) -> None:
    """The mail went out, its outcome cannot be written down: unknown, never a second one."""
    scene.publish()
    scene.patrol()
    with ExitStack() as until_freed:

        def fill() -> None:
            until_freed.enter_context(disk.full())
            scene.ports.mailer.before = lambda: None

        scene.ports.mailer.before = fill
        scene.nudge()


def clock_back_and_forth(scene: Scene) -> None:
    """Set back two days while a mail is under way, on by three in the next; then another three."""
    jumps = iter((-2 * 86_400, 3 * 86_400))

    def jump() -> None:
        scene.offset += next(jumps, 0)

    scene.publish()
    scene.offset += 3 * 86_400
    scene.patrol()
    scene.offset -= 3 * 86_400
    scene.nudge()
    scene.offset += 3 * 86_400
    scene.ports.mailer.before = jump
    scene.nudge()
    scene.ports.mailer.before = lambda: None
    scene.patrol()
    scene.offset += 3 * 86_400


def together(scene: Scene, work: Callable[[Store], None], times: int = 2) -> None:
    """Do the same several times at once, each with a store of its own."""

    def one(store: Store) -> None:
        try:
            work(store)
        except Exception as error:  # noqa: BLE001 - whatever ends a thread is for the table
            scene.said.append(f"unexpected {type(error).__name__}: {error}")

    stores = [scene.open() for _ in range(times)]
    threads = [threading.Thread(target=one, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for store in stores:
        store.close()


class Abreast:
    """A stream that two begin to read at the same moment."""

    def __init__(self, wiki: Lately, barrier: threading.Barrier) -> None:
        self._wiki, self._barrier = wiki, barrier
        self.name, self.cursors, self.earliest, self.gap = wiki.name, wiki.cursors, wiki.earliest, None

    def batches(self, position: str | None, *, until: str | None = None) -> Iterator[tuple[list[Edit], str]]:
        """Wait for the other one, then read."""
        self._barrier.wait(30)
        yield from self._wiki.batches(position, until=until)


def two_patrols(scene: Scene) -> None:
    """Somebody starts a second patrol on the same wiki by mistake."""
    scene.publish()
    wiki = scene.ports.feed
    scene.ports.feed = Abreast(wiki, threading.Barrier(2))
    together(scene, scene.patrol)
    scene.ports.feed = wiki


def two_nudgers(scene: Scene) -> None:
    """Somebody starts a second and a third nudger; each mail takes its time."""
    scene.publish()
    scene.patrol()
    scene.ports.mailer.seconds = 0.05
    together(scene, scene.nudge, 3)


class Silent:
    """Accepts connections and never sends a byte."""

    def __enter__(self) -> str:
        self._socket = socket.create_server(("127.0.0.1", 0))
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}/v2/stream/page_change"

    def __exit__(self, *_: object) -> None:
        self._socket.close()


def half_open_stream(scene: Scene) -> None:
    """The stream accepts the connection and says nothing; then it is well again."""
    scene.publish()
    wiki, well = scene.ports.pages, Stream()
    for edit in wiki.edits:
        event = page_change(1, user=edit.user, wiki_id=scene.wiki)
        event["page"]["page_title"] = edit.title.replace(" ", "_")
        event["revision"]["rev_id"] = edit.revision
        event["dt"] = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        well.add(event)
    short = {"silence": 0.5, "wait": 0.01, "attempts": 2, "linger": 0.1}
    with Silent() as url:
        scene.ports.feed = EventStream({scene.wiki}, "faults", url=url, **short)
        scene.patrol()
    with Server(well) as server:
        feed = EventStream({scene.wiki}, "faults", url=server.url, **short)
        scene.ports.feed = feed
        scene.patrol()  # it ends when the well stream has no more to say
    scene.ports.feed = wiki
