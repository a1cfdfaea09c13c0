"""How many of Wikimedia's edits one core can filter and look at, beside the cost of reading JSON alone.

filter   a synthetic stream in the shape of mediawiki.page_change.v1, nine tenths of it outside user space,
         through bot.wiki.eventstreams.edit_of and bot.patrol.filter.refusal_of; the limit is json.loads of
         every event of the same stream, alternating with it in the same run
look     pages of the invented corpus through bot.patrol.watch.Watch with the packaged detector and a store in
         a SQLite file, texts at hand; and with texts from the real local MediaWiki, where it is installed; in
         the patrol's own processor time, which other work on the machine changes little
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # run as a script, not as part of a package

from bot.detect.analyzer import Analyzer  # noqa: E402  # needs the path above
from bot.model import Edit, Policy, Revision, Subscriber  # noqa: E402  # same
from bot.patrol.filter import refusal_of  # noqa: E402  # same
from bot.patrol.ports import PageReader  # noqa: E402  # same
from bot.patrol.watch import Desk, Watch  # noqa: E402  # same
from bot.settings import CONFIG, Keys, WikiSettings  # noqa: E402  # same
from bot.store import Store, open_store  # noqa: E402  # same
from bot.wiki.eventstreams import edit_of  # noqa: E402  # same
from bot.wiki.pages import Pages  # noqa: E402  # same
from bot.wiki.reader import WikiReader  # noqa: E402  # same
from scripts.localwiki import create, install, serve  # noqa: E402  # same
from scripts.localwiki.client import WikiClient  # noqa: E402  # same
from scripts.localwiki.errors import LocalWikiError  # noqa: E402  # same
from scripts.localwiki.processes import Processes  # noqa: E402  # same
from tests.corpus.language import languages  # noqa: E402  # same
from tests.corpus.pages import pages as corpus_pages  # noqa: E402  # same

# All of Wikimedia's wikis together: tens of edits a second. What the ratios are measured against.
WIKIMEDIA_EDITS = 40
FLOOR = 20_000
BATCH = 500
_WIKIS = frozenset({"dewiki", "enwiki", "commonswiki", "metawiki"})
_NAMESPACES = (0,) * 55 + (1,) * 8 + (2,) * 10 + (3,) * 7 + (4,) * 8 + (6,) * 6 + (10,) * 3 + (14,) * 3
_OWNER = "Kelp Otter"


def event(number: int, chance: random.Random) -> str:
    """Return one event's data as the stream sends it, about 2 KB; what it says is invented."""
    namespace = chance.choice(_NAMESPACES)
    user = _OWNER if chance.random() < 0.7 else f"Heron {number % 97}"
    title = f"Benutzer:{_OWNER.replace(' ', '_')}" if namespace == 2 else f"Kelp_forest_{number % 1009}"
    wiki = chance.choice(("dewiki", "enwiki", "commonswiki", "wikidatawiki"))
    editor = {"edit_count": number, "groups": ["editor", "*", "user", "autoconfirmed"],
              "is_bot": number % 3 == 0, "is_system": False, "is_temp": False,
              "registration_dt": "2019-05-04T12:00:00Z",
              "user_central_id": number, "user_id": 41, "user_text": user}  # fmt: skip
    slot = {"content_format": "text/x-wiki", "content_model": "wikitext", "content_sha1": "s1" * 15,
            "content_size": 4711, "origin_rev_id": number, "slot_role": "main"}  # fmt: skip
    revision = {"comment": "/* Kelp */ more about the forest, with a source", "editor": editor,
                "content_slots": {"main": slot}, "is_comment_visible": True, "is_content_visible": True,
                "is_editor_visible": True, "is_minor_edit": False, "rev_dt": "2026-11-22T12:00:00Z",
                "rev_id": number, "rev_parent_id": number - 1, "rev_sha1": "r1" * 15,
                "rev_size": 4711}  # fmt: skip
    return json.dumps(
        {
            "$schema": "/mediawiki/page/change/1.3.0",
            "changelog_kind": "update",
            "comment": revision["comment"],
            "dt": "2026-11-22T12:00:00Z",
            "meta": {
                "domain": "de.wikipedia.org", "dt": "2026-11-22T12:00:00.123Z", "id": f"id-{number}",
                "request_id": f"request-{number}", "stream": "mediawiki.page_change.v1",
                "uri": f"https://de.wikipedia.org/wiki/{title}", "topic": "eqiad.mediawiki.page_change.v1",
                "partition": 0, "offset": number, "key": {"page_id": 7, "wiki_id": wiki},
            },
            "page": {"is_redirect": False, "namespace_id": namespace, "page_id": 7, "page_title": title},
            "page_change_kind": "edit",
            "performer": editor,
            "prior_state": {"revision": {**revision, "rev_id": number - 1}},
            "revision": revision,
            "wiki_id": wiki,
        },
        ensure_ascii=False, separators=(",", ":"),
    )  # fmt: skip


def filtering(count: int, rounds: int) -> tuple[float, float, int, float]:
    """Return events filtered a second, the limit, how many are looked at, and the bytes of an event."""
    chance = random.Random(7)  # noqa: S311 - an invented stream, no secret
    stream = [event(number, chance) for number in range(count)]
    ours = limit = 0.0
    kept = 0
    for _ in range(rounds):
        started = time.perf_counter()
        kept = 0
        for data in stream:
            edit = edit_of(data, _WIKIS)
            if edit is not None and refusal_of(edit) is None:
                kept += 1
        between = time.perf_counter()
        for data in stream:
            json.loads(data)
        ours = max(ours, count / (between - started))
        limit = max(limit, count / (time.perf_counter() - between))
    return ours, limit, kept, sum(map(len, stream)) / count


@dataclass(frozen=True, slots=True)
class Pace:
    """Pages checked a second of the patrol's own processor time, and by the clock; the cases that made."""

    busy: float
    clock: float
    cases: int


class Shelf:
    """Texts at hand: the wiki stubbed out."""

    def __init__(self, revisions: Iterable[Revision]) -> None:
        self._revisions = {revision.revision: revision for revision in revisions}

    def revisions(self, ids: Iterable[int]) -> dict[int, Revision]:
        """Return revisions by id."""
        return {number: self._revisions[number] for number in ids}

    def current(self, titles: Iterable[str]) -> dict[str, Revision]:
        """Nobody asks for these here."""
        raise NotImplementedError


def texts(count: int) -> list[tuple[str, str]]:
    """Return (language, wikitext) of invented user pages, the languages taking turns."""
    codes = languages()
    each = -(-count // len(codes))
    columns = [
        [(code, page["wikitext"]) for page in corpus_pages(code, "train", "hard", each)] for code in codes
    ]
    return list(chain.from_iterable(zip(*columns, strict=True)))[:count]


@contextmanager
def new_store() -> Iterator[Store]:
    """Give an empty store in a SQLite file, with keys of its own."""
    keys = Keys(
        seal=(Fernet.generate_key().decode(),),
        digest=os.urandom(32),
        quiet=os.urandom(32),
        secret=base64.b64encode(os.urandom(32)).decode(),
    )
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/store.sqlite", keys)
        try:
            yield store
        finally:
            store.close()


def looking(wiki: WikiSettings, reader: PageReader, edits: list[Edit], detector: Analyzer) -> Pace:
    """Check every page, from the edit to the committed case."""
    with new_store() as store:
        with store.begin() as tables:
            for edit in edits[::10]:  # one person in ten subscribed
                tables.subscribers.add(Subscriber(wiki.name, edit.owner))
        watch = Watch({wiki.name: Desk(wiki, reader)}, store, detector, live=True)
        # A language's lists of names are loaded at their first use, once in a process.
        watch.handle(("warm",), edits[: len(languages())], "0", again=True)
        checked = cases = 0
        started, worked = time.perf_counter(), time.process_time()
        for start in range(0, len(edits), BATCH):
            report = watch.handle(("stream",), edits[start : start + BATCH], str(start), again=True)
            checked += report.checked
            cases += report.cases
        worked = time.process_time() - worked
        return Pace(checked / worked, checked / (time.perf_counter() - started), cases)


def stubbed(count: int, detector: Analyzer) -> Pace:
    """Measure with the texts at hand."""
    wiki = WikiSettings(name="localwiki", api="http://127.0.0.1:1", lang="en", policy=Policy.SUBSCRIBERS)
    edits, revisions = [], []
    for number, (lang, text) in enumerate(texts(count), start=1):
        user = f"Otter {number}"
        title = f"User:{user}"
        edits.append(Edit(wiki.name, title, user, user, number, "2026-11-22T12:00:00Z"))
        revisions.append(Revision(wiki.name, number, number, title, user, "2026-11-22T12:00:00Z", text, lang))
    return looking(wiki, Shelf(revisions), edits, detector)


def fetched(count: int, detector: Analyzer, say: Any) -> Pace:
    """Measure with texts from the real local MediaWiki. Raises LocalWikiError where it is not there."""
    mediawiki = install.ensure(say)
    template = create.template(mediawiki, say)
    with tempfile.TemporaryDirectory() as folder, Processes() as processes:
        home = Path(folder)
        serve.copy(template, home / "site")
        site = serve.WikiSite(mediawiki, home / "site", serve.free_port(), 1)
        serve.start(site, processes, home / "server.log")
        wiki = WikiSettings(name="localwiki", api=site.api, lang="en", policy=Policy.SUBSCRIBERS)
        with WikiClient(site.api) as client:
            client.login("Admin")  # has no rate limit
            edits = []
            for number, (_, text) in enumerate(texts(count)):
                if number % 50 == 0:
                    say(f"Saving page {number + 1} of {count}")
                title = f"User:Admin/{number}"
                revision = client.save(title, text)
                edits.append(Edit(wiki.name, title, "Admin", "Admin", revision, "2026-11-22T12:00:00Z"))
        return looking(wiki, Pages(WikiReader(wiki, "Wikilatch benchmark (loopback)")), edits, detector)


def main() -> int:
    """Run the benchmark; exit code 1 below the floor."""
    parser = argparse.ArgumentParser(prog="scripts/bench patrol", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument(
        "--events", type=int, default=20_000, help="events in the stream (default %(default)s)"
    )
    parser.add_argument("--rounds", type=int, default=5, help="runs over the stream; the best counts")
    parser.add_argument("--pages", type=int, default=1000, help="pages looked at, texts at hand")
    parser.add_argument("--wiki-pages", type=int, default=200, help="pages fetched from the wiki; 0: none")
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # one core; the wiki, a child, shares it
    console = Console(width=130)
    events, limit, kept, size = filtering(options.events, options.rounds)
    detector = Analyzer.load(CONFIG / "rules", CONFIG / "names")
    at_hand = stubbed(options.pages, detector)
    rows = [
        ("events filtered", events, f"{kept} of {options.events} looked at, {size:.0f} bytes each"),
        (
            "  the limit: json.loads of each",
            limit,
            f"the filter runs at {events / limit:.1f} times the limit",
        ),
        (
            "pages checked, texts at hand",
            at_hand.busy,
            f"{at_hand.cases} cases; one transaction a batch; {at_hand.clock:,.0f} by the clock",
        ),
    ]
    from_wiki = Pace(float("nan"), float("nan"), 0)
    if options.wiki_pages:
        try:
            from_wiki = fetched(options.wiki_pages, detector, console.print)
            note = f"real MediaWiki on the same core; {from_wiki.clock:,.0f} by the clock"
            rows.append(("pages checked, fetched from the wiki", from_wiki.busy, note))
        except LocalWikiError as error:
            console.print(f"Not measured with a wiki: {error}")
    table = Table(title=f"Patrol on one core; Wikimedia as a whole: about {WIKIMEDIA_EDITS} edits a second")
    for name in ("what", "a second", "of Wikimedia's rate", "note"):
        table.add_column(name, justify="left" if name in ("what", "note") else "right")
    for what, rate, note in rows:
        table.add_row(what, f"{rate:,.0f}", f"{rate / WIKIMEDIA_EDITS:,.1f} x", note)
    console.print(table)
    print(
        f"patrol filter_per_s {events:.0f} json_per_s {limit:.0f} ratio {events / limit:.2f} "
        f"pages_per_s {at_hand.busy:.1f} wiki_pages_per_s {from_wiki.busy:.1f} "
        f"wiki_pages_per_s_by_clock {from_wiki.clock:.1f} "
        f"filter_x_wikimedia {events / WIKIMEDIA_EDITS:.0f} "
        f"pages_x_wikimedia {at_hand.busy / WIKIMEDIA_EDITS:.1f}"
    )
    if events < FLOOR:
        print(f"patrol: {events:.0f} events a second is below the floor {FLOOR}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
