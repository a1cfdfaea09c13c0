"""`wikilatch doctor` over the real wiki: what is wrong is named, with what to do; nobody is shown."""

import json
import os
import subprocess
import sys

import pytest
from cryptography.fernet import Fernet

from bot.settings import ROOT
from tests.integration.conftest import describe

pytestmark = pytest.mark.wiki


def key() -> str:
    return Fernet.generate_key().decode()


@pytest.fixture
def environment(wiki, tmp_path):
    return describe(
        wiki,
        tmp_path,
        WIKILATCH_DATABASE_URL=f"sqlite:///{tmp_path}/store.sqlite",
        WIKILATCH_SEAL_KEYS=key(),
        WIKILATCH_DIGEST_KEY=key(),
        WIKILATCH_QUIET_KEY=key(),
        WIKILATCH_SECRET_KEY=key(),
        WIKILATCH_CONTACT="operator@example.org",
    )


def doctor(environment, *arguments):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WIKILATCH_")}
    done = subprocess.run(
        [sys.executable, "-m", "bot", "doctor", "--json", *arguments],
        env=kept | environment, cwd=ROOT, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done.returncode, {line["about"]: line for line in map(json.loads, done.stdout.splitlines())}


def test_a_healthy_house_then_a_stop_then_no_wiki(wiki, environment, tmp_path):
    code, found = doctor(environment)
    assert code == 0, found
    for about in ("keys", "database", "localwiki: log-in", "localwiki: rights", "localwiki: clock"):
        assert found[about]["health"] == "good", found[about]
    assert "says run" in found["localwiki: stop page"]["says"]

    wiki.save("Admin", wiki.stop_page, "stop")
    _, found = doctor(environment, "--wiki", "localwiki")
    assert found["localwiki: stop page"]["health"] == "take care"

    elsewhere = tmp_path / "elsewhere.toml"
    elsewhere.write_text(
        (tmp_path / "wikis.toml").read_text().replace(wiki.api, "http://127.0.0.1:1/w/api.php")
    )
    code, found = doctor(environment | {"WIKILATCH_WIKIS_FILE": str(elsewhere)})
    assert code == 1
    assert found["localwiki"]["health"] == "could not check"


def test_what_is_wrong_here_is_named_without_asking_anybody(environment):
    broken = environment | {"WIKILATCH_QUIET_KEY": "", "WIKILATCH_CONTACT": "", "WIKILATCH_BOT_PASSWORD": ""}
    code, found = doctor(broken, "--offline")
    assert code == 1
    assert found["keys"]["health"] == "bad"
    assert "WIKILATCH_QUIET_KEY" in found["keys"]["says"]
    assert found["database"]["health"] == "could not check"
    assert found["log-in"]["health"] == "bad"
    assert found["contact"]["health"] == "bad"
    assert all(line["do"] for line in found.values() if line["health"] != "good")
