import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Pointer, Subscriber
from bot.patrol.links import LinkError, Links, Purpose, apply, for_case
from bot.store import Quiet

LINKS = Links("secret", "https://w.example.org")


@pytest.fixture
def made(store):
    with store.begin() as tables:
        tables.subscribers.add(Subscriber("dewiki", "Otter", "41"))
        tables.cases.open(Pointer("dewiki", "Otter", "Benutzer:Otter", 7), 0)
        return for_case(tables, "dewiki", "Otter", "Benutzer:Otter")


def token(link):
    return LINKS.url(link).rpartition("/")[2]


def test_an_address_names_nobody(made):
    for link in made.values():
        assert "Otter" not in LINKS.url(link)
        assert "dewiki" not in LINKS.url(link)
        assert LINKS.read(token(link)) == link


def test_keep_silences_that_page(store, made):
    apply(store, LINKS.read(token(made[Purpose.KEEP])))
    with store.begin() as tables:
        assert tables.quiet.has(Quiet.KEPT, "dewiki", "Otter", "Benutzer:Otter")
        assert not tables.quiet.has(Quiet.OPTED_OUT, "dewiki", "Otter")


def test_stop_silences_everything(store, made):
    apply(store, LINKS.read(token(made[Purpose.STOP])))
    with store.begin() as tables:
        assert tables.quiet.has(Quiet.OPTED_OUT, "dewiki", "Otter")


def test_erase_leaves_nothing(store, made):
    apply(store, LINKS.read(token(made[Purpose.STOP])))
    apply(store, LINKS.read(token(made[Purpose.ERASE])))
    with store.begin() as tables:
        assert tables.cases.of_owner("dewiki", "Otter") == []
        assert tables.subscribers.get("dewiki", "Otter") is None
        assert tables.quiet.count_of("dewiki", "Otter") == 0


def test_a_link_ends_after_90_days(made):
    with time_machine.travel("2026-11-22", tick=False):
        old = token(made[Purpose.STOP])
    with time_machine.travel("2027-02-21", tick=False), pytest.raises(LinkError) as error:
        LINKS.read(old)
    assert error.value.expired


@given(st.text(max_size=400))
def test_nothing_that_we_did_not_sign_is_taken(text):
    with pytest.raises(LinkError) as error:
        LINKS.read(text)
    assert not error.value.expired


def test_a_link_of_another_installation_is_not_taken(made):
    with pytest.raises(LinkError):
        Links("other", "https://w.example.org").read(token(made[Purpose.STOP]))
