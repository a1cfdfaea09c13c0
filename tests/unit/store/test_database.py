import re
from dataclasses import replace

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from bot.model import Pointer, Subscriber
from bot.store import DatabaseError, Quiet, Store, open_store
from bot.store.database import MIGRATIONS, NEWEST
from bot.store.schema import metadata
from bot.store.sealing import Sealer, UnsealError
from tests.stores import new_keys

SECRETS = ("Kelp Otter", "Kelp", "dewiki", "Benutzer", "kelp_otter", "checked")


def fill(store: Store) -> None:
    with store.begin() as tables:
        tables.cases.open(Pointer("dewiki", "Kelp Otter", "Benutzer:Kelp Otter", 7), 0)
        tables.subscribers.add(Subscriber("dewiki", "Kelp Otter", "41", "de"))
        tables.quiet.add(Quiet.TOLD, "dewiki", "Kelp Otter", "Benutzer:Kelp Otter", "phone")
        tables.progress.count({("dewiki", "checked"): 1})
        tables.progress.attempt("Kelp Otter")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_file_at_rest_names_nobody(store, tmp_path):
    fill(store)
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert len(left) > 10_000
    for secret in SECRETS:
        assert secret.encode() not in left


def test_sealed_values_of_short_and_long_names_look_alike(keys):
    sealer = Sealer(keys)
    short = sealer.seal({"user": "A"})
    long = sealer.seal({"user": "A much longer user name than that, in more than one word"})
    assert len(short) == len(long)


def test_after_rotation_nothing_can_be_opened(store, keys):
    fill(store)
    stolen = Store(store.engine, Sealer(new_keys()), store.clock)
    with stolen.begin() as tables:
        assert tables.cases.due() == []
        assert tables.subscribers.on_wiki("dewiki") == []
        assert tables.progress.counts() == {}
        assert tables.rotation.reseal() == 0
        assert tables.rotation.forget_unopenable() == 3


def test_after_resealing_the_old_key_is_not_needed_and_opens_nothing_new(store, keys):
    fill(store)
    new = new_keys()
    both = replace(keys, seal=new.seal + keys.seal)
    with Store(store.engine, Sealer(both), store.clock).begin() as tables:
        assert tables.rotation.reseal() == 3
    with Store(store.engine, Sealer(replace(keys, seal=new.seal)), store.clock).begin() as tables:
        assert [case.pointer.user for case in tables.cases.due()] == ["Kelp Otter"]
    with store.begin() as tables:
        assert tables.cases.due() == []


def test_an_older_sealing_key_still_opens(keys):
    older = Sealer(keys)
    newer = new_keys()
    both = Sealer(type(keys)(seal=newer.seal + keys.seal, digest=b"", quiet=b"", secret=""))
    assert both.open(older.seal({"a": 1})) == {"a": 1}
    with pytest.raises(UnsealError):
        Sealer(newer).open(older.seal({"a": 1}))


def test_the_code_knows_which_migration_is_the_newest():
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [NEWEST]


def test_the_migrations_make_the_tables_that_the_code_knows(store):
    with store.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


@pytest.mark.parametrize("url", ["nonsense", "sqlite:////proc/nowhere/store.sqlite"])
def test_a_database_that_cannot_be_opened_is_named_with_the_setting(url, keys):
    with pytest.raises(DatabaseError, match="WIKILATCH_DATABASE_URL"):
        open_store(url, keys)


def test_the_password_of_a_database_is_not_shown(keys):
    with pytest.raises(DatabaseError) as error:
        open_store("mysql+pymysql://tool:hush@127.0.0.1:1/x?charset=utf8mb4", keys)
    assert not re.search("hush", str(error.value))
