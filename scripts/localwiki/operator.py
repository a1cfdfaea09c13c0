"""What an operator sets, for the local wiki: so that what docs/operations.md says can be tried on it."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import Path

from cryptography.fernet import Fernet

from scripts.localwiki import people

WIKI = "localwiki"
KEYS = ("WIKILATCH_SEAL_KEYS", "WIKILATCH_DIGEST_KEY", "WIKILATCH_QUIET_KEY", "WIKILATCH_SECRET_KEY")


def environment(api: str, url: str, folder: Path) -> dict[str, str]:
    """Return the variables; wikis.toml, keys and database are kept below folder.

    The wiki's community has approved (policy `approved`): a mail goes out without a log-in on the web.
    """
    folder.mkdir(parents=True, exist_ok=True)
    wikis = folder / "wikis.toml"
    wikis.write_text(
        f'[wikis.{WIKI}]\napi = "{api}"\nsite = "{url}"\nlang = "en"\naccount = "{people.PATROL_BOT}"\n'
        f'policy = "approved"\napproved_tier = "notice"\ndelay_hours = [0, 0]\nsource = "recentchanges"\n'
        f'stop_page = "{people.STOP_PAGE}"\npolicy_page = "User:{people.PATROL_BOT}/policy.json"\n'
        f'rules_page = "User:{people.PATROL_BOT}/rules.json"\n'
        f'oversight = "{url}/wiki/Special:EmailUser/{people.ADMIN}"\n',
        encoding="utf-8",
    )
    return {
        "WIKILATCH_WIKIS_FILE": str(wikis),
        "WIKILATCH_STATE": str(folder / "state"),
        "WIKILATCH_DATABASE_URL": f"sqlite:///{folder}/store.sqlite",
        "WIKILATCH_BOT_PASSWORD": people.BOT_PASSWORD,
        "WIKILATCH_CONTACT": "https://wiki.example.org/wiki/User:Operator",
        "WIKILATCH_PUBLIC_URL": "http://127.0.0.1:8080",
        **_keys(folder / "keys"),
    }


def shell(variables: Mapping[str, str]) -> str:
    """Spell variables for a shell to read."""
    return "".join(f"export {name}={shlex.quote(value)}\n" for name, value in variables.items())


def _keys(file: Path) -> dict[str, str]:
    """Throw-away keys, the same each time until the file is removed."""
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text("".join(f"{name}={Fernet.generate_key().decode()}\n" for name in KEYS), "utf-8")
    return dict(line.split("=", 1) for line in file.read_text("utf-8").splitlines())
