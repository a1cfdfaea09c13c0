"""The patrol's own way to the real wiki: pywikibot, logged in by bot password."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import settings as settings_module
from bot.settings import Settings
from bot.wiki.site import Wiki, open_wiki
from tests.localwiki import LocalWiki


def describe(wiki: LocalWiki, folder: Path, **more: str) -> dict[str, str]:
    """Return the environment in which the commands know the local wiki."""
    wikis = folder / "wikis.toml"
    wikis.write_text(
        f'[wikis.localwiki]\napi = "{wiki.api}"\nlang = "en"\naccount = "{wiki.account}"\n'
        f'policy = "subscribers"\nsource = "recentchanges"\nstop_page = "{wiki.stop_page}"\n'
        f'rules_page = "User:{wiki.account}/rules.json"\n'
        f'delay_hours = [0, 0]\noversight = "{wiki.url}/wiki/Special:EmailUser/Oversight"\n',
        encoding="utf-8",
    )
    return {
        "WIKILATCH_WIKIS_FILE": str(wikis),
        "WIKILATCH_STATE": str(folder / "state"),
        "WIKILATCH_BOT_PASSWORD": wiki.bot_password,
        "WIKILATCH_PUBLIC_URL": "http://127.0.0.1:1",
        **more,
    }


@pytest.fixture
def wiki_settings(wiki: LocalWiki, tmp_path: Path) -> Settings:
    """Settings that name the local wiki."""
    return settings_module.load(describe(wiki, tmp_path))


@pytest.fixture
def fresh_pywikibot() -> Iterator[None]:
    """Pywikibot as after a first start: it keeps sites for the process, and cookies on disk too."""
    import pywikibot
    from pywikibot.comms import http

    def forget() -> None:
        pywikibot._sites.clear()
        pywikibot.config.authenticate.clear()
        http.session.cookies.clear()
        http.session.close()
        for cookies in Path(pywikibot.config.base_dir).glob("*.lwp"):
            cookies.unlink()

    forget()
    yield
    forget()


@pytest.fixture
def patrol_wiki(wiki_settings: Settings, fresh_pywikibot: None) -> Wiki:
    """The local wiki as the patrol opens it."""
    return open_wiki(wiki_settings, "localwiki")
