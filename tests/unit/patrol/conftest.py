import pytest

from bot.model import Subscriber


@pytest.fixture
def subscribe(store):
    """Subscribes a person on the paper wiki."""

    def add(user):
        with store.begin() as tables:
            tables.subscribers.add(Subscriber("localwiki", user))

    return add
