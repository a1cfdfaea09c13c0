"""The whole path by command, over the real wiki: an edit, the patrol, the nudge, one mail."""

import json

import pytest

from tests.integration.patrol.commands import EXPOSING, PERSON, command, commands, plainly, subscribe

pytestmark = pytest.mark.wiki


@pytest.fixture
def environment(wiki, tmp_path):
    return commands(wiki, tmp_path, f"sqlite:///{tmp_path}/store.sqlite")


def test_an_edit_becomes_one_mail_and_no_second(wiki, environment):
    subscribe(environment)
    wiki.save(PERSON, f"User:{PERSON}", EXPOSING)
    for name in ("patrol", "nudge") * 2:
        done = command(environment, name, "--live", "--once", "--wiki", "localwiki")
        assert done.returncode == 0, done.stderr
        assert "kelp-post" not in done.stdout + done.stderr
    mails = wiki.mail.wait(1)
    assert len(mails) == 1
    assert "kelp-post" not in str(mails[0].get_payload()) if hasattr(mails[0], "get_payload") else True


def test_a_page_that_is_gone_before_it_is_fetched_makes_nothing(wiki, environment):
    subscribe(environment)
    wiki.save(PERSON, f"User:{PERSON}", EXPOSING)
    wiki.session("Admin").act("delete", title=f"User:{PERSON}")
    assert command(environment, "patrol", "--live", "--once", "--wiki", "localwiki").returncode == 0
    assert command(environment, "nudge", "--live", "--once", "--wiki", "localwiki").returncode == 0
    assert wiki.mail.mails() == []


def test_a_community_s_own_rules_hold_and_a_bad_entry_is_named(wiki, environment):
    subscribe(environment)
    rules = {"allow": ["kelp.forester@kelp-post.org", "+44 121 234 5678"], "tresholds": {}}
    wiki.save("Admin", f"User:{wiki.account}/rules.json", json.dumps(rules))
    wiki.save(PERSON, f"User:{PERSON}", EXPOSING)
    done = command(environment, "patrol", "--live", "--once", "--json", "--wiki", "localwiki")
    assert json.loads(done.stdout)["cases"] == 0
    assert "tresholds" in done.stderr
    assert f"User:{wiki.account}/rules.json" in done.stderr
    assert "kelp-post" not in done.stderr


def test_what_is_wrong_is_said_in_a_line_with_its_exit_code(wiki, environment, tmp_path):
    once = ("patrol", "--live", "--once", "--wiki", "localwiki")
    plainly(command(environment, *once[:-1], "nowiki"), 2, "nowiki")
    plainly(command(environment | {"WIKILATCH_DIGEST_KEY": ""}, *once), 2, "WIKILATCH_DIGEST_KEY")
    wrong = {"WIKILATCH_BOT_PASSWORD": "wikilatch@" + "x" * 32}
    plainly(command(environment | wrong, *once), 3, "WIKILATCH_BOT_PASSWORD")
    nowhere = {"WIKILATCH_DATABASE_URL": "sqlite:////proc/nowhere/store.sqlite"}
    plainly(command(environment | nowhere, *once), 4, "WIKILATCH_DATABASE_URL")
