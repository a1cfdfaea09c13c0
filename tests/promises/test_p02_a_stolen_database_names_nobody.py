"""P2: a stolen database without its keys tells neither user nor page, wiki or type of a case.

The thief has all of it (the file with its log, a dump; on MariaDB the folder of data too), knows our code,
all wikis, all their users and pages, and may compute whatever needs no key.
"""

import hashlib
import hmac
import itertools
import os
import re
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text

from bot.model import CaseState, FindingType, Pointer, Subscriber
from bot.store import Quiet, Store, open_store
from bot.store.schema import metadata
from bot.store.sealing import Sealer, UnsealError
from tests.stores import Clock, new_keys

# No other test has these: the server whose logs are carried off too is shared by all of them.
WIKIS = ("quailwiki", "ternwiki", "wheatearwiki", "whimbrelwiki")
# Everybody there is: whose names the thief tries.
USERS = (*(f"Kelp Otter {n}" for n in range(20)), "Морская Выдра", "海獺", "Å")
CONCERNED = tuple(itertools.islice(itertools.product(USERS, WIKIS), 0, None, 3))
TABLES = ("cases", "subscribers", "quiet", "seen", "tally", "grants", "sessions", "preferences")
TYPES = tuple(str(kind) for kind in FindingType)


def fill(store: Store, concerned=CONCERNED, *, types=TYPES) -> None:
    """Let people subscribe, be seen, be told, opt out, log in, connect a gadget."""
    with store.begin() as tables:
        for number, (user, wiki) in enumerate(concerned):
            pointer = Pointer(wiki, user, f"User:{user}", 1000 + number)
            subject = str(50_000 + number)
            kind = types[number % len(types)]
            tables.subscribers.add(Subscriber(wiki, user, subject, "de"))
            tables.cases.open(pointer, 1_800_000_000)
            tables.progress.see([(wiki, 1000 + number)])
            tables.progress.count({(wiki, "case"): 1, (wiki, f"rule:{kind}.plain"): 1})
            tables.quiet.add(Quiet.TOLD, wiki, user, pointer.title, kind)
            tables.grants.issue(subject, user, wiki)
            tables.sessions.start(subject, user)
            tables.preferences.choose(subject, "uk")
            if number % 4 == 0:
                tables.cases.claim(tables.cases.digest(pointer))
                tables.cases.settle(tables.cases.digest(pointer), CaseState.SENT)


@dataclass
class Loot:
    """What the thief carries away, and what is read out of it."""

    data: bytes
    rows: dict[str, list[dict]]

    @property
    def digests(self) -> set[str]:
        return set(re.findall(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])", self.data.decode("latin-1")))


def steal(store: Store) -> Loot:
    """Copy everything that lies there: files, and a dump of all rows."""
    url = store.engine.url
    with store.engine.begin() as connection:
        if url.get_backend_name() == "sqlite":
            at = Path(str(url.database))
            files = [*at.parent.glob(at.name + "*")]
        else:
            folder = Path(str(connection.execute(text("SELECT @@datadir")).scalar()))
            connection.execute(text("SET GLOBAL innodb_max_dirty_pages_pct = 0"))
            connection.execute(text("FLUSH TABLES"))
            files = [*(folder / str(url.database)).iterdir(), *folder.glob("ib*"), *folder.glob("undo*")]
        rows = {
            table.name: [
                dict(row) for row in connection.execute(text(f"SELECT * FROM {table.name}")).mappings()
            ]
            for table in metadata.sorted_tables
        }
    dump = repr(rows) + "".join(
        bytes(row["sealed"]).hex() for of in rows.values() for row in of if "sealed" in row
    )
    # A server's files are mostly room that was never written to.
    held = b"".join(re.sub(rb"\0{64,}", b"\0" * 64, file.read_bytes()) for file in files)
    return Loot(held + dump.encode(), rows)


@pytest.fixture(scope="module", params=["sqlite", pytest.param("mariadb", marks=pytest.mark.mariadb)])
def loot(request, tmp_path_factory) -> Loot:
    if request.param == "mariadb":
        url = request.getfixturevalue("mariadb").database()
    else:
        url = f"sqlite:///{tmp_path_factory.mktemp('stolen')}/store.sqlite"
    store = open_store(url, new_keys(), Clock())
    fill(store)
    yield steal(store)
    store.close()


def test_no_name_page_wiki_or_type_stands_in_it(loot):
    assert len(loot.rows["cases"]) == len(CONCERNED)
    assert len(loot.data) > 50_000
    words = {*USERS[:-1], *WIKIS, *TYPES, "User:", "rule:", ".plain"} - {"email", "phone", "location"}
    folded = loot.data.lower()
    for word in words:
        shapes = {word, word.casefold(), word.replace(" ", "_")}
        for dress in {one.encode(how) for one in shapes for how in ("utf-8", "utf-16-le")}:
            if len(dress) < 5:
                continue  # so short a thing stands in any random bytes
            assert dress.lower() not in folded, word
            assert dress.hex().encode() not in folded, word


def guesses(limit=None):
    """Yield what a thief would hash for every user: every order and joint that our code could have used."""
    purposes = ("case", "owner", "subscriber", "subject", "told", "opted_out", "kept", "")
    for (user, wiki), purpose in itertools.product(CONCERNED[:limit], purposes):
        title = f"User:{user}"
        for parts in ((wiki, user, title), (wiki, user), (user,), (title,), (wiki, title)):
            named = (purpose, *parts) if purpose else parts
            for joint in ("\x00", ":", "|", "/", ""):
                yield joint.join(named).encode()
        for kind in TYPES[:3]:
            yield "\x00".join((purpose, wiki, user, title, kind)).encode()


def test_nor_by_computing_the_digests_of_all_users_without_a_key(loot):
    held = loot.digests
    assert len(held) > 5 * len(CONCERNED)
    public = [b"", b"\0" * 32, b"wikilatch", b"secret", b"change me", b"s" * 32, b"case", b"owner"]
    for guess in guesses(12):
        for make in (hashlib.md5, hashlib.sha1, hashlib.sha256, hashlib.blake2s, hashlib.sha3_256):
            assert make(guess).hexdigest() not in held
            assert make(make(guess).digest()).hexdigest() not in held
        for key in public:
            assert hmac.new(key, guess, "sha256").hexdigest() not in held


def test_nor_by_the_size_of_a_row(loot):
    for table in TABLES:
        rows = loot.rows[table]
        counted = ("sealed", "digest", "owner", "subject")
        sizes = {tuple(len(str(row[name])) for name in counted if name in row) for row in rows}
        assert len(sizes) == 1, f"{table}: rows of {sizes}"


def test_nor_by_the_order_of_rows(loot):
    """Rows lie in the order of their digests, which is no order of anything."""
    for table in ("cases", "subscribers", "quiet", "seen"):
        digests = [row["digest"] for row in loot.rows[table]]
        assert digests == sorted(digests), table


def test_nor_by_their_times(loot):
    """Within a day all look alike; when a case is due holds the random delay, which is none here."""
    for table in TABLES:
        when = {"tally": "day", "sessions": "expires_at"}.get(table, "expires_on")
        assert len({row[when] for row in loot.rows[table]}) == 1, table
        times = {name for name in loot.rows[table][0] if name.endswith(("_at", "_on", "day"))}
        assert times <= {when, "due_at", "claimed_at"}, "no other time is kept"


def test_nor_by_the_day_on_which_it_ends():
    """On a very small wiki the day of an edit is a name: a week's, or four weeks', look alike."""
    clock = Clock()
    store = open_store("sqlite://", new_keys(), clock)
    for day in range(84):
        user = f"Kelp Otter {day}"
        pointer = Pointer("ternwiki", user, f"User:{user}", day)
        with store.begin() as tables:
            tables.subscribers.add(Subscriber("ternwiki", user))
            tables.subscribers.renew("ternwiki", user)
            tables.cases.open(pointer, int(clock()))
            tables.progress.see([("ternwiki", day)])
            tables.quiet.add(Quiet.COOLING_DOWN, "ternwiki", user, days=90)
            tables.cases.claim(tables.cases.digest(pointer))
            tables.cases.settle(tables.cases.digest(pointer), CaseState.SENT)
        clock.days(1)
    with store.engine.connect() as connection:
        for table, together in (("cases", 28), ("subscribers", 7), ("seen", 7), ("quiet", 7)):
            days = Counter(connection.execute(text(f"SELECT expires_on FROM {table}")).scalars())
            assert set([days[day] for day in sorted(days)][1:-1]) == {together}, table
        times = connection.execute(text("SELECT DISTINCT due_at, claimed_at FROM cases")).all()
        assert list(map(tuple, times)) == [(0, 0)], "nor when it was due or told, once it was told"
    store.close()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_two_databases_about_other_people_cannot_be_told_apart(store, tmp_path, clock):
    """Other users, wikis, pages and types, as many: what can be read without keys is the same."""

    def visible(loot):
        return {
            table: sorted(
                tuple((k, v if isinstance(v, int) or v is None else len(v)) for k, v in sorted(row.items()))
                for row in rows
            )
            for table, rows in loot.rows.items()
            if table in TABLES and table != "tally"  # it tells how many wikis and rules there are, of nobody
        }

    fill(store)
    other = open_store(f"sqlite:///{tmp_path}/other.sqlite", new_keys(), clock)
    fill(
        other,
        [(f"Somebody else with a longer name {n}", "frwiki") for n in range(len(CONCERNED))],
        types=["email"],
    )
    assert visible(steal(store)) == visible(steal(other))
    other.close()


@pytest.mark.long
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_an_old_backup_is_worth_nothing_after_the_keys_were_rotated(store, keys):
    """Not with the new keys either: what was sealed does not open, whom it was about cannot be computed."""
    fill(store)
    with store.begin() as tables:
        tables.progress.attempt("PatrolBot")
    old = steal(store)
    both = replace(keys, seal=(Fernet.generate_key().decode(), *keys.seal), digest=os.urandom(32),
                   old_digest=keys.digest)  # fmt: skip
    rotating = Store(store.engine, Sealer(both), store.clock)
    with rotating.begin() as tables:
        assert tables.rotation.renew_digests(["PatrolBot"]) >= 3 * len(CONCERNED)
        tables.rotation.reseal()
    new = replace(both, seal=both.seal[:1], old_digest=None)
    sealer = Sealer(new)
    for rows in old.rows.values():
        for row in rows:
            if "sealed" in row:
                with pytest.raises(UnsealError):
                    sealer.open(bytes(row["sealed"]))
    for user, wiki in CONCERNED:
        title = f"User:{user}"
        for parts in (("case", wiki, user, title), ("owner", wiki, user), ("subscriber", wiki, user)):
            assert sealer.digest(*parts) not in old.digests
    kept = Store(store.engine, sealer, store.clock)
    with kept.begin() as tables:
        for user, wiki in CONCERNED:
            assert tables.subscribers.get(wiki, user) is not None, "what was asked for goes on"
            assert len(tables.cases.of_owner(wiki, user)) == 1
        assert tables.progress.counts()["quailwiki", "case"] > 0
        assert tables.progress.attempts("PatrolBot") == 1, "a rotation gives no room for more mails"
        assert tables.preferences.language("50000") == "uk"
        assert tables.rotation.renew_digests([]) == 0


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_with_other_keys_the_database_is_empty_for_everybody(store):
    fill(store)
    thief = Store(store.engine, Sealer(new_keys()), store.clock)
    with thief.begin() as tables:
        assert tables.cases.due() == []
        assert all(tables.subscribers.get(wiki, user) is None for user, wiki in CONCERNED)
        assert not any(tables.quiet.count_of(wiki, user) for user, wiki in CONCERNED)
        assert tables.progress.counts() == {}
