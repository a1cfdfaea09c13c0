"""P10: 90 days at most; longer only a bare digest that leaves somebody alone, until they erase it."""

from bot.model import Pointer, Subscriber
from bot.patrol import retention
from bot.store import Quiet
from bot.store.schema import metadata
from bot.store.sessions import Login
from tests.promises.town import PHONE


def of_persons(store):
    """How many rows there are by table, but for those that are about the team's pages or the stream."""
    public = {"cursors", "claims", "patrols", "alembic_version"}
    with store.engine.connect() as connection:
        return {
            table.name: connection.execute(table.select()).fetchall()
            for table in metadata.sorted_tables
            if table.name not in public and not table.name.startswith(("translation_", "glossary_"))
        }


def fill(town):
    town.subscribe("Otter")
    town.wiki.edit("Otter", PHONE)
    town.patrol()
    town.nudge()
    with town.store.begin() as tables:
        tables.cases.open(Pointer("localwiki", "Otter", "User:Otter/2", 9), 0)
        tables.subscribers.add(Subscriber("localwiki", "Wren", "41", "de"))
        tables.sessions.start("41", "Wren")
        tables.logins.begin("state", "browser", Login("verifier", "/"))
        tables.grants.issue("41", "Wren", "localwiki")
        tables.preferences.choose("41", "de")
        tables.quiet.add(Quiet.OPTED_OUT, "localwiki", "Heron")
        tables.quiet.add(Quiet.SNOOZED, "localwiki", "Heron", days=30)


def test_after_90_days_only_the_wish_to_be_left_alone_is_there(town):
    fill(town)
    assert [name for name, rows in of_persons(town.store).items() if not rows] == [], "each holds something"
    town.clock.days(92)
    retention.purge(town.store, live=True)
    left = {name: rows for name, rows in of_persons(town.store).items() if rows}
    assert set(left) == {"quiet"}
    for row in left["quiet"]:
        assert row.expires_on is None or row.expires_on * 86_400 > town.clock()
        assert {type(value) for value in row} <= {str, type(None), int}
        assert len(row.digest) == len(row.owner) == 64


def test_a_dry_purge_forgets_nothing(town):
    fill(town)
    before = of_persons(town.store)
    town.clock.days(92)
    retention.purge(town.store, live=False)
    assert of_persons(town.store) == before


def test_erased_is_erased(town):
    fill(town)
    retention.erase(town.store, "localwiki", "Otter", live=True)
    with town.store.begin() as tables:
        assert tables.cases.of_owner("localwiki", "Otter") == []
        assert tables.subscribers.get("localwiki", "Otter") is None
        assert tables.quiet.count_of("localwiki", "Otter") == 0
        assert tables.quiet.count_of("localwiki", "Heron") == 2, "nobody else's"
