from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from bot.detect.rules import RuleError
from bot.detect.traits import TRAITS, load_traits

ROOT = Path(__file__).parents[3]
RULES = ROOT / "config" / "rules"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("\nsyllables: [vi]", "\nsyllables: vi", r"traits\.yaml: syllables: must be a list of languages"),
        ("\nsyllables: [vi]", "\nsyllables: [vn]", r"syllables: 'vn': no lang/vn\.yaml; mend its spelling"),
        (
            "\nsyllables: [vi]",
            "\nsylables: [vi]",
            r"traits\.yaml: syllables: is missing; see config/rules/README",
        ),
        (
            "\nsyllables: [vi]",
            "\nsyllables: [vi]\nknob: [vi]",
            r"traits\.yaml: knob: no such key; take it out",
        ),
    ],
    ids=["no list", "no language", "a key less", "a key more"],
)
def test_a_malformed_entry_names_file_key_and_mend(tmp_path: Path, old: str, new: str, says: str) -> None:
    text = (RULES / "traits.yaml").read_text("utf-8")
    assert old in text
    (tmp_path / "traits.yaml").write_text(text.replace(old, new, 1), "utf-8")
    shutil.copytree(RULES / "lang", tmp_path / "lang")
    with pytest.raises(RuleError, match=says):
        load_traits(tmp_path)


def test_every_trait_is_documented_and_read_by_both_engines() -> None:
    told = (RULES / "README.md").read_text("utf-8")
    assert [key for key in TRAITS if f"| `{key}` |" not in told] == []
    browser = "".join(path.read_text("utf-8") for path in (ROOT / "gadget/onwiki/src/detect").rglob("*.js"))
    looked_up = set(re.findall(r"traits\.has\( '(\w+)' \)|traits\[ code \]\.indexOf\( '(\w+)' \)", browser))
    assert {one or other for one, other in looked_up} == set(TRAITS)
