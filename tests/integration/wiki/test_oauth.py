"""The patrol under an owner-only OAuth 1.0a consumer: through the labelled double, to the real wiki."""

from dataclasses import replace

import pytest

from bot import settings as settings_module
from bot.model import Outcome
from bot.settings import TeamPages
from bot.wiki.errors import LoginError
from bot.wiki.mail import Mailer
from bot.wiki.site import open_wiki
from bot.wiki.team import open_team_wiki
from scripts.localwiki import people
from tests.doubles.oauth1_proxy import ACCESS, CONSUMER, OAuthProxy
from tests.integration.conftest import describe

pytestmark = pytest.mark.wiki


@pytest.fixture
def proxy(wiki):
    with OAuthProxy(wiki.api, wiki.account, wiki.bot_password) as proxy:
        yield proxy


@pytest.fixture
def signed_settings(wiki, proxy, tmp_path, fresh_pywikibot):
    import pywikibot

    def settings(**more):
        environment = describe(
            wiki,
            tmp_path,
            WIKILATCH_BOT_PASSWORD="",
            WIKILATCH_CONSUMER_KEY=CONSUMER[0],
            WIKILATCH_CONSUMER_SECRET=CONSUMER[1],
            WIKILATCH_ACCESS_TOKEN=ACCESS[0],
            WIKILATCH_ACCESS_SECRET=ACCESS[1],
        )
        loaded = settings_module.load(environment | more)
        signed = replace(loaded.wikis["localwiki"], name=proxy.name, api=proxy.api)
        return replace(loaded, wikis={proxy.name: signed})

    yield settings
    pywikibot.config.authenticate.clear()


def test_a_signed_call_sends_a_real_mail_and_may_not_edit(wiki, proxy, signed_settings):
    opened = open_wiki(signed_settings(), proxy.name)
    opened.require_patrol_rights()
    assert Mailer(opened).send("KelpForester", "A note", "Hello.") is Outcome.SENT
    assert len(wiki.mail.wait(1)) == 1
    assert sum("action=emailuser" in call for call in proxy.calls) == 1
    assert not any("ccme" in call for call in proxy.calls)


def test_a_wrong_secret_is_said_plainly(proxy, signed_settings):
    with pytest.raises(LoginError, match="OAuth consumer"):
        open_wiki(signed_settings(WIKILATCH_ACCESS_SECRET="wrong"), proxy.name)


def test_a_revoked_consumer_sends_nothing(wiki, proxy, signed_settings):
    opened = open_wiki(signed_settings(), proxy.name)
    opened.site.tokens["csrf"]
    proxy.revoked = True
    assert Mailer(opened).send("KelpForester", "A note", "Hello.") is not Outcome.SENT
    assert wiki.mail.mails() == []


def test_half_a_consumer_is_refused_by_name(wiki, tmp_path):
    environment = describe(wiki, tmp_path, WIKILATCH_CONSUMER_KEY="only this")
    with pytest.raises(settings_module.SettingsError, match="WIKILATCH_CONSUMER_SECRET"):
        settings_module.load(environment).oauth()


def test_the_sync_signs_as_itself_where_the_patrols_consumer_is_set_too(wiki, signed_settings):
    team = TeamPages("localwiki", account=people.SYNC_BOT)
    with OAuthProxy(wiki.api, people.SYNC_BOT, wiki.bot_password) as proxy:
        settings = signed_settings(
            WIKILATCH_CONSUMER_KEY="the patrol's",
            WIKILATCH_CONSUMER_SECRET="of the patrol",
            WIKILATCH_ACCESS_TOKEN="the patrol's",
            WIKILATCH_ACCESS_SECRET="of the patrol",
            WIKILATCH_SYNC_CONSUMER_KEY=CONSUMER[0],
            WIKILATCH_SYNC_CONSUMER_SECRET=CONSUMER[1],
            WIKILATCH_SYNC_ACCESS_TOKEN=ACCESS[0],
            WIKILATCH_SYNC_ACCESS_SECRET=ACCESS[1],
        )
        (known,) = settings.wikis.values()
        settings = replace(settings, wikis={proxy.name: replace(known, name=proxy.name, api=proxy.api)})
        opened = open_team_wiki(settings, replace(team, wiki=proxy.name), log_in=True)
        assert opened.get(action="query", meta="userinfo")["query"]["userinfo"]["name"] == people.SYNC_BOT
