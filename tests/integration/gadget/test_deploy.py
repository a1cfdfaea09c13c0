"""scripts/deploy-gadget on the real wiki, as an interface administrator runs it."""

import pytest

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
