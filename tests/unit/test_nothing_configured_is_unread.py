"""Every key of config/ and every variable is read by something: else it is a knob without a wire.

Unknown keys are refused where the files are read; here the known ones are looked for in the code.
"""

import ast
import dataclasses
import re
from functools import cache

import pytest
import yaml

from bot import settings
from bot.detect import rules, shared, traits, wording
from bot.settings import CONFIG, ROOT
from bot.translation.checks import data as checks

LANGUAGE_TABLES = ("GRAMMAR", "NAMESPACES", "HEADINGS", "NOUNS", "NOT", "SUBPAGES", "TEMPLATES")


@cache
def words_of(file):
    """Every attribute that a module reads and every text in it."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
            found.add(node.attr)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.add(node.value)
    return found


def words(*folders, but=()):
    """Every attribute that is read and every text in the code, as one set of words."""
    return {
        word
        for folder in folders
        for file in sorted((ROOT / folder).rglob("*.py"))
        if not any(str(file.relative_to(ROOT)).startswith(reader) for reader in but)
        for word in words_of(file)
    }


def fields(kind):
    return {each.name for each in dataclasses.fields(kind)}


@pytest.mark.parametrize(
    "kind",
    [settings.WikiSettings, settings.TeamPages, settings.TeamPage, settings.SharedPart, settings.Settings],
    ids=lambda kind: kind.__name__,
)
def test_each_key_of_wikis_and_team_pages(kind):
    assert fields(kind) - words("bot", "gadget", but=["bot/settings/"]) == set()


def test_each_key_of_the_rules():
    read = words(
        "bot/detect",
        but=["bot/detect/rules.py", "bot/detect/shared.py", "bot/detect/traits.py", "bot/detect/wording.py"],
    )
    assert fields(rules.Language) - read == set()
    assert set(traits.TRAITS) - read == set()
    assert fields(shared.Shared) - read == set()
    assert fields(wording.Wording) - read == set()
    for table in LANGUAGE_TABLES:
        known = set(getattr(rules, table))
        if table == "GRAMMAR":
            # `unmarked`, `marked_ends` and `elided` are spent on phrases and words as they are read.
            assert known - {"unmarked", "marked_ends", "elided"} <= fields(rules.Language)
        else:
            assert known - read == set(), table
    assert set(shared.SCORES) - read == set()


def test_each_key_of_the_checks_is_read_and_each_that_is_read_is_used():
    raw = set(yaml.safe_load((CONFIG / "checks.yaml").read_text("utf-8")))
    assert raw - words("bot/translation/checks") == set()
    used = words("bot/translation", "gadget", but=["bot/translation/checks/data.py"])
    assert fields(checks.CheckData) - used == set()


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("tiers.yaml", "  about: 0.1", "  about: 0.1\n  knob: 0.2", "scores.knob: nothing reads it"),
        ("tiers.yaml", "  about: 0.1\n", "", "scores.about: is missing"),
        ("tiers.yaml", "  default: 0.55", "  default: 0.55\n  emial: 0.9", "threshold.emial"),
        ("shared.yaml", "\nsymbols: {", "\nsymbols: {fone: [x], ", "symbols.fone"),
    ],
    ids=["a score more", "a score less", "a threshold", "symbols"],
)
def test_a_key_that_nothing_reads_is_refused(tmp_path, file, old, new, said):
    text = (CONFIG / "rules" / file).read_text("utf-8")
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new, 1), "utf-8")
    load = shared.load_tiers if file == "tiers.yaml" else shared.load_shared
    with pytest.raises(rules.RuleError, match=re.escape(said)):
        load(tmp_path)


VARIABLE = re.compile(r"WIKILATCH_[A-Z_]*[A-Z]")


def named(*patterns):
    return {
        name for pattern in patterns for file in ROOT.glob(pattern) if file.is_file()
        for name in VARIABLE.findall(file.read_text("utf-8", "replace"))
    }  # fmt: skip


def test_each_variable_that_is_read_is_told_of_and_the_other_way_round():
    told = named("docs/*.md", "README.md", "CONTRIBUTING.md", "SECURITY.md")
    read = named("bot/**/*.py", "gadget/*.py", "gadget/translators/*.py", "gadget/api/*.py", "config/*.py")
    parts = {"WIKILATCH_SYNC"}  # put together with the four names of a consumer
    assert read - told - parts == set()
    also = named("scripts/**/*", "tests/**/*.py", "config/toolforge/*", "Procfile")
    assert told - read - also == set()
