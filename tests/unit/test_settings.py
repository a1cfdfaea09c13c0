from pathlib import Path

import pytest

from bot import settings
from bot.model import Policy, Tier

WIKI = '[wikis.localwiki]\napi = "http://127.0.0.1:1/w/api.php"\nlang = "en"\n'


def read(tmp_path: Path, text: str) -> dict[str, settings.WikiSettings]:
    file = tmp_path / "wikis.toml"
    file.write_text(text, encoding="utf-8")
    return dict(settings.read_wikis(file))


def test_a_wiki_is_off_until_somebody_switches_it_on(tmp_path):
    wiki = read(tmp_path, WIKI)["localwiki"]
    assert wiki.policy is Policy.OFF
    assert wiki.approved_tier is Tier.URGENT
    assert wiki.daily_cap == 10


def test_the_packaged_wikis_can_be_read():
    assert settings.load({}).wikis


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('polcy = "off"', "unknown key 'polcy'"),
        ('policy = "all"', "policy must be one of off, subscribers, approved"),
        ("daily_cap = 21", "from 0 to 20"),
        ("daily_cap = true_", "not valid TOML"),
        ("delay_hours = [5, 1]", "shortest first"),
        ('source = "irc"', "source must be"),
        ("cooldown_days = 30", "cannot be under 90"),
        ('approved_tier = "red"', "notice, caution, urgent"),
    ],
)
def test_a_mistake_in_wikis_toml_is_named_with_its_place(tmp_path, line, said):
    with pytest.raises(settings.SettingsError) as error:
        read(tmp_path, WIKI + line)
    assert said in str(error.value)
    assert "wikis.toml" in str(error.value)


def test_a_defaults_section_holds_for_every_wiki_that_does_not_say_otherwise(tmp_path):
    wikis = read(tmp_path, '[defaults]\npolicy = "subscribers"\n' + WIKI)
    assert wikis["localwiki"].policy is Policy.SUBSCRIBERS


def test_a_missing_key_is_named():
    with pytest.raises(settings.SettingsError, match="WIKILATCH_SEAL_KEYS is not set"):
        settings.load({}).keys()


def test_secrets_are_not_shown_when_settings_are_printed():
    loaded = settings.load({"WIKILATCH_SEAL_KEYS": "hush", "WIKILATCH_DATABASE_URL": "mysql://u:hush@h/d"})
    assert "hush" not in repr(loaded)


def test_an_unknown_wiki_is_answered_with_the_known_ones():
    with pytest.raises(settings.SettingsError, match="testwiki"):
        settings.load({}).wiki("klingonwiki")
