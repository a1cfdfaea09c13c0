"""The invented people of the local wiki, read from people.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import Any

from scripts.localwiki.errors import LocalWikiError
from scripts.localwiki.paths import PEOPLE

PASSWORD = "demo-only-2026!"  # noqa: S105 - everybody's, printed at every start: the wiki is on this machine only
ADMIN = "Admin"
PATROL_BOT = "PatrolBot"
SYNC_BOT = "SyncBot"
BOT_APP_ID = "wikilatch"
BOT_SECRET = "0123456789abcdefghijklmnopqrstuv"  # noqa: S105 - MediaWiki wants exactly 32 characters; same as above
# What putting the gadget on a wiki takes (scripts/deploy-gadget).
DEPLOY_GRANTS = ["highvolume", "editpage", "createeditmovepage", "editinterface", "editsiteconfig"]
BOT_PASSWORD = f"{BOT_APP_ID}@{BOT_SECRET}"
STOP_PAGE = f"User:{PATROL_BOT}/Wikilatch/run"
SYNC_STOP_PAGE = f"User:{SYNC_BOT}/run"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody invented, with what the demo does in their name and what must come of it.

    language is the one they read, as MediaWiki spells it; page is the wikitext of the user page that they
    save (or somebody else, where edited_by names one); expect is `mail` or `nothing`; because says why, for
    people.
    """

    name: str
    language: str
    page: str
    expect: str
    because: str
    subscribed: bool = False
    email: str | None = None
    email_confirmed: bool = True
    accepts_mail: bool = True
    mutes: tuple[str, ...] = ()
    edited_by: str | None = None

    @property
    def title(self) -> str:
        """The title of their user page."""
        return f"User:{self.name}"

    @property
    def expects_mail(self) -> bool:
        """Whether the demo must end with exactly one mail to them."""
        return self.expect == "mail"


def load() -> list[Person]:
    """Everybody in people.toml; raises LocalWikiError where an entry makes no sense."""
    people = []
    for entry in tomllib.loads(PEOPLE.read_text(encoding="utf-8"))["person"]:
        try:
            person = Person(**entry | {"mutes": tuple(entry.get("mutes", ()))})
        except TypeError as error:
            raise LocalWikiError(
                f"{PEOPLE}: {entry.get('name', 'a person without name')}: {error}"
            ) from error
        if person.expect not in ("mail", "nothing"):
            raise LocalWikiError(
                f"{PEOPLE}: {person.name}: expect is 'mail' or 'nothing', not {person.expect!r}"
            )
        people.append(person)
    return people


def accounts() -> list[dict[str, Any]]:
    """Everybody's account, and those that run the wiki, as site/seed.php reads them."""
    return [
        _account(
            ADMIN,
            "en",
            "admin@localwiki.example.org",
            groups=["sysop", "bureaucrat", "interface-admin", "suppress"],
            bot_passwords={BOT_APP_ID: {"secret": BOT_SECRET, "grants": DEPLOY_GRANTS}},
        ),
        _account(
            PATROL_BOT,
            "en",
            "patrolbot@localwiki.example.org",
            groups=["bot-patrol"],
            bot_passwords={BOT_APP_ID: {"secret": BOT_SECRET, "grants": ["sendemail"]}},
        ),
        _account(
            SYNC_BOT,
            "en",
            "syncbot@localwiki.example.org",
            groups=["bot"],
            bot_passwords={
                BOT_APP_ID: {
                    "secret": BOT_SECRET,
                    "grants": ["basic", "highvolume", "editpage", "createeditmovepage"],
                }
            },
        ),
        *(
            _account(
                person.name,
                person.language,
                person.email,
                email_confirmed=person.email_confirmed,
                mutes=list(person.mutes),
                options={} if person.accepts_mail else {"disablemail": 1},
            )
            for person in load()
        ),
    ]


def _account(name: str, language: str, email: str | None, **more: Any) -> dict[str, Any]:
    usual: dict[str, Any] = {
        "name": name,
        "password": PASSWORD,
        "email": email,
        "email_confirmed": True,
        "groups": [],
        "mutes": [],
        "bot_passwords": {},
    }
    return usual | more | {"options": {"language": language, **more.get("options", {})}}
