"""scripts/deploy-gadget on the real wiki, as an interface administrator runs it."""

import pytest

from scripts.localwiki import people
from tests.doubles.oauth2_proxy import TOKEN, BearerProxy
from tests.gadgetwiki import BACKEND, deployment

pytestmark = pytest.mark.wiki

PAGE = "MediaWiki:Gadget-Wikilatch/index.js"


def test_a_dry_run_shows_the_diff_and_saves_nothing(gadget_wiki):
    gadget_wiki.session("Admin").save(PAGE, "somebody else's idea")
    done = gadget_wiki.deployment.run()
    assert done.returncode == 0, done.stdout
    assert "-somebody else's idea" in done.stdout
    assert "1 pages differ" in done.stdout
    assert "nothing was saved" in done.stdout
    assert gadget_wiki.session().text(PAGE) == "somebody else's idea"


def test_live_puts_it_right_and_says_the_version_in_the_summary(gadget_wiki):
    admin = gadget_wiki.session("Admin")
    admin.save(PAGE, "somebody else's idea")
    done = gadget_wiki.deployment.run("--live", "--quiet")
    assert done.returncode == 0, done.stdout
    assert "the wiki has exactly what was sent" in done.stdout
    page = admin.get(action="query", titles=PAGE, prop="revisions", rvprop="comment|user")["query"]["pages"][
        0
    ]
    assert page["revisions"][0]["user"] == "Admin"
    assert page["revisions"][0]["comment"].startswith("Wikilatch 0.")
    assert "Nothing to do" in gadget_wiki.deployment.run("--live").stdout


@pytest.mark.parametrize(
    ("env", "code", "said"),
    [
        ({"WIKILATCH_DEPLOY_PASSWORD": ""}, 2, "WIKILATCH_DEPLOY_OAUTH_TOKEN"),
        ({"WIKILATCH_DEPLOY_PASSWORD": "wrong" * 7}, 1, "was not let in"),
        ({"WIKILATCH_DEPLOY_USER": "SyncBot@wikilatch"}, 1, "it takes an interface administrator"),
    ],
    ids=["no password", "a wrong one", "no administrator"],
)
def test_who_may_not_is_told_why_in_a_line(gadget_wiki, env, code, said):
    gadget_wiki.session("Admin").save(PAGE, "somebody else's idea")
    done = gadget_wiki.deployment.run("--live", "--quiet", env=env)
    assert done.returncode == code, done.stdout
    assert said in done.stdout
    assert "Traceback" not in done.stdout
    assert gadget_wiki.session().text(PAGE) == "somebody else's idea"


def test_an_unknown_wiki_is_named(gadget_wiki):
    done = gadget_wiki.deployment.run(env={"WIKILATCH_WIKIS_FILE": "/nowhere.toml"})
    assert done.returncode == 1
    assert "/nowhere.toml" in done.stdout


@pytest.fixture
def by_token(gadget_wiki, tmp_path):
    """The script with an OAuth 2 token alone, and the proxy through which it reaches the real wiki."""
    bot_password = f"{people.BOT_APP_ID}@{people.BOT_SECRET}"
    with BearerProxy(gadget_wiki.api, people.ADMIN, bot_password) as proxy:
        run = deployment(gadget_wiki.site, tmp_path, BACKEND)
        wikis = tmp_path / "wikis.toml"
        wikis.write_text(wikis.read_text("utf-8").replace(gadget_wiki.api, proxy.api), encoding="utf-8")
        run.environment |= {
            "WIKILATCH_DEPLOY_USER": "",
            "WIKILATCH_DEPLOY_PASSWORD": "",
            "WIKILATCH_DEPLOY_OAUTH_TOKEN": TOKEN,
        }
        yield run, proxy


def test_with_an_oauth_token_it_is_a_dry_run_until_live_and_then_read_back(gadget_wiki, by_token):
    run, proxy = by_token
    gadget_wiki.session("Admin").save(PAGE, "somebody else's idea")
    dry = run.run()
    assert dry.returncode == 0, dry.stdout
    assert "-somebody else's idea" in dry.stdout
    assert "nothing was saved" in dry.stdout
    assert not [call for call in proxy.calls if "action=edit" in call]
    assert gadget_wiki.session().text(PAGE) == "somebody else's idea"
    proxy.calls.clear()
    live = run.run("--live")
    assert live.returncode == 0, live.stdout
    assert live.stdout.index("-somebody else's idea") < live.stdout.index(f"Saved {PAGE}")
    assert "Done, as Admin. Read back: the wiki has exactly what was sent." in live.stdout
    edits = [at for at, call in enumerate(proxy.calls) if "action=edit" in call]
    assert len(edits) == 1
    assert any("prop=revisions" in call for call in proxy.calls[edits[0] + 1 :])
    assert not [call for call in proxy.calls if "action=login" in call]
    assert TOKEN not in dry.stdout + live.stdout


def test_what_is_read_back_and_differs_is_named(gadget_wiki, by_token):
    run, proxy = by_token
    admin = gadget_wiki.session("Admin")
    admin.save(PAGE, "somebody else's idea")

    def somebody_is_quicker(call):
        if "action=edit" in call:
            admin.save(PAGE, "somebody else's second idea")

    proxy.after = somebody_is_quicker
    done = run.run("--live", "--quiet")
    assert done.returncode == 1, done.stdout
    assert f"What is on the wiki is not what was sent: {PAGE}" in done.stdout
    assert "Traceback" not in done.stdout


@pytest.mark.parametrize(
    ("token", "said"),
    [
        ("another.access.token", "WIKILATCH_DEPLOY_OAUTH_TOKEN is not valid on this wiki"),
        ("two\nlines", "WIKILATCH_DEPLOY_OAUTH_TOKEN is not an access token"),
        ("cut…off", "WIKILATCH_DEPLOY_OAUTH_TOKEN is not an access token"),
    ],
    ids=["a wrong one", "line breaks", "no header takes it"],
)
def test_a_wrong_oauth_token_is_said_in_a_line_and_saves_nothing(gadget_wiki, by_token, token, said):
    run, proxy = by_token
    gadget_wiki.session("Admin").save(PAGE, "somebody else's idea")
    done = run.run("--live", env={"WIKILATCH_DEPLOY_OAUTH_TOKEN": token})
    assert done.returncode == 1, done.stdout
    assert said in done.stdout
    assert "Traceback" not in done.stdout
    assert token not in done.stdout
    assert not [call for call in proxy.calls if "action=edit" in call]
    assert gadget_wiki.session().text(PAGE) == "somebody else's idea"
