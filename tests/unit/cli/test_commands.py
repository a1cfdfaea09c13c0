import pytest
from click.testing import CliRunner

from bot.cli import COMMANDS, main


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name):
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0
    assert len(result.output.splitlines()) > 5


def test_help_lists_every_command_without_loading_them():
    result = CliRunner().invoke(main, ["--help"])
    for name, line in COMMANDS.items():
        assert name in result.output
        assert line.split(";")[0][:40] in " ".join(result.output.split())


@pytest.mark.parametrize(
    ("language", "first"), [("en", "A private note"), ("ja", "あなたのページ"), ("xx", "A private")]
)
def test_a_mail_can_be_seen_before_anything_is_set_up(monkeypatch, language, first):
    monkeypatch.delenv("WIKILATCH_SEAL_KEYS", raising=False)
    result = CliRunner().invoke(main, ["nudge", "--preview", language])
    assert result.exit_code == 0
    assert result.output.startswith(first)


@pytest.mark.parametrize("name", ["patrol", "nudge", "purge", "cases count"])
def test_a_missing_key_is_one_clear_line(monkeypatch, name):
    for key in ("SEAL_KEYS", "DIGEST_KEY", "QUIET_KEY", "SECRET_KEY"):
        monkeypatch.delenv(f"WIKILATCH_{key}", raising=False)
    result = CliRunner().invoke(main, [*name.split()])
    assert result.exit_code == 2
    assert "WIKILATCH_SEAL_KEYS is not set" in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("--since yesterday", "'yesterday' is not a time; write it as 2026-11-22T10:00:00Z"),
        ("--until 2026-13-01", "is not a time"),
        ("--since 2026-11-22T10:00:00Z --until 2026-11-22T10:00:00+02:00", "is not before"),
        ("--limit 0", "'--limit'"),
        ("--delay -1", "'--delay'"),
        ("--trial wikitext --live", "--trial is a dry run"),
    ],
)
def test_an_option_that_makes_no_sense_is_said_before_anything_is_asked(options, said):
    result = CliRunner().invoke(main, ["patrol", *options.split()])
    assert result.exit_code == 2
    assert said in result.output


def test_new_keys_are_a_full_set_and_never_the_same(monkeypatch):
    from bot import settings

    first, second = (CliRunner().invoke(main, ["keys", "new"]).output for _ in range(2))
    assert first != second
    environment = dict(line.split("=", 1) for line in first.split())
    assert settings.load(environment).keys()
