"""Pywikibot's configuration, as its users know it; the wikis come from config/wikis.toml.

Secrets come from the environment, never from this file: WIKILATCH_BOT_PASSWORD, or the owner-only OAuth
consumer in WIKILATCH_CONSUMER_KEY, WIKILATCH_CONSUMER_SECRET, WIKILATCH_ACCESS_TOKEN and
WIKILATCH_ACCESS_SECRET. Pywikibot skips this file without a word that is heard when others may write to it;
`bot.wiki.site` therefore refuses to start then.
"""

from urllib.parse import urlsplit as _urlsplit

from bot import settings as _settings

_loaded = _settings.load()
# Cookies, throttle.ctrl and API caches stay out of the project. A cookie left from a bot password makes
# MediaWiki refuse an OAuth call, so each has a folder of its own.
_state = _loaded.state / ("oauth" if _loaded.oauth() else "password")
_state.mkdir(mode=0o700, parents=True, exist_ok=True)
base_dir = str(_state)

for _wiki in _loaded.wikis.values():
    _family, _code = (_wiki.family, _wiki.code) if _wiki.family else (_wiki.name, _wiki.name)
    if not _wiki.family:
        family_files[_family] = _wiki.api  # noqa: F821 - pywikibot runs this file inside its own names
    usernames[_family][_code] = _wiki.account or "Wikilatch"  # noqa: F821 - same
    family, mylang = _family, _code
    if _oauth := _loaded.oauth():
        authenticate[_urlsplit(_wiki.api).netloc] = _oauth  # noqa: F821 - same

user_agent_description = f"Wikilatch ({_loaded.contact})" if _loaded.contact else "Wikilatch"
log = []  # pywikibot logs the parameters of failed calls, which hold recipients and texts (P1)
max_retries = 3
retry_wait = 2
retry_max = 30
read_maxlag = 5
write_maxlag = 5
# A mail is sent through a request of our own that never repeats itself (bot.wiki.mail), and the delay between
# mails is the patrol's: pywikibot's wait of ten seconds after each write would only slow a person's erasure.
put_throttle = 0
minthrottle = 0
maxthrottle = 10
