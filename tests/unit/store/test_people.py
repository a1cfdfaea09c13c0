from bot.model import Subscriber
from bot.store import Quiet

WREN = Subscriber(wiki="dewiki", user="Quiet Wren", subject="41", language="de")


def test_a_subscription_is_found_again(store):
    with store.begin() as tables:
        assert tables.subscribers.add(WREN)
        assert not tables.subscribers.add(WREN)
    with store.begin() as tables:
        assert tables.subscribers.get("dewiki", "Quiet Wren") == WREN
        assert tables.subscribers.get("frwiki", "Quiet Wren") is None
        assert tables.subscribers.of_subject("41") == [WREN]


def test_a_subscription_ends_when_it_is_taken_back(store):
    with store.begin() as tables:
        tables.subscribers.add(WREN)
        assert tables.subscribers.remove("dewiki", "Quiet Wren")
        assert tables.subscribers.get("dewiki", "Quiet Wren") is None


def test_a_subscription_lasts_90_days_from_the_last_sign_of_life(store, clock):
    with store.begin() as tables:
        tables.subscribers.add(WREN)
    clock.days(80)
    with store.begin() as tables:
        tables.subscribers.renew("dewiki", "Quiet Wren")
    clock.days(80)
    with store.begin() as tables:
        assert tables.subscribers.purge() == 0
    clock.days(11)
    with store.begin() as tables:
        assert tables.subscribers.purge() == 1


def test_an_opt_out_lasts_and_a_cool_down_ends(store, clock):
    with store.begin() as tables:
        tables.quiet.add(Quiet.OPTED_OUT, "dewiki", "Quiet Wren")
        tables.quiet.add(Quiet.COOLING_DOWN, "dewiki", "Quiet Wren", days=90)
    clock.days(90)
    with store.begin() as tables:
        assert tables.quiet.has(Quiet.COOLING_DOWN, "dewiki", "Quiet Wren"), "90 days, and up to a week more"
    clock.days(7)
    with store.begin() as tables:
        assert tables.quiet.has(Quiet.OPTED_OUT, "dewiki", "Quiet Wren")
        assert not tables.quiet.has(Quiet.COOLING_DOWN, "dewiki", "Quiet Wren")
        assert tables.quiet.purge() == 1


def test_told_is_told_only_of_that_person_page_and_type(store):
    with store.begin() as tables:
        tables.quiet.add(Quiet.TOLD, "dewiki", "Quiet Wren", "Benutzer:Quiet Wren", "phone")
        assert tables.quiet.has(Quiet.TOLD, "dewiki", "Quiet Wren", "Benutzer:Quiet Wren", "phone")
        assert not tables.quiet.has(Quiet.TOLD, "dewiki", "Quiet Wren", "Benutzer:Quiet Wren", "email")
        assert not tables.quiet.has(Quiet.TOLD, "dewiki", "Kelp Otter", "Benutzer:Quiet Wren", "phone")


def test_a_person_can_have_all_of_it_erased(store):
    with store.begin() as tables:
        tables.quiet.add(Quiet.OPTED_OUT, "dewiki", "Quiet Wren")
        tables.quiet.add(Quiet.TOLD, "dewiki", "Quiet Wren", "Benutzer:Quiet Wren", "phone")
        tables.quiet.add(Quiet.OPTED_OUT, "dewiki", "Kelp Otter")
        assert tables.quiet.erase(tables.quiet.owner("dewiki", "Quiet Wren")) == 2
        assert tables.quiet.count_of("dewiki", "Quiet Wren") == 0
        assert tables.quiet.has(Quiet.OPTED_OUT, "dewiki", "Kelp Otter")
