"""The browser's detector (gadget/onwiki/src/detect) finds what this one does, on a few pages in many scripts.

A sample, so that the suite stays quick: `scripts/bench gadget` measures the corpus against the goal of 99 %.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.detect.analyzer import Analyzer
from bot.model import PageText
from scripts.deploy.build import ONWIKI, build
from tests.corpus.pages import STYLES, pages

ROOT = Path(__file__).parents[3]
LANGUAGES = ("ar", "de", "el", "en", "fr", "he", "hi", "ja", "ko", "ru", "ta", "th", "tr", "vi", "zh")
LEAST = 0.97  # of a few hundred findings; a port that lags behind one change of a rule stays above it

pytestmark = pytest.mark.skipif(
    shutil.which("npm") is None, reason="Node with npm is missing: no browser's detector"
)


@pytest.mark.long
def test_both_find_the_same() -> None:
    build(lambda _: None)
    texts = [
        PageText(page["wiki"], page["lang"], page["title"], page["username"], page["wikitext"])
        for lang in LANGUAGES
        for style in STYLES
        for page in pages(lang, "train", style, 2, 3)
    ]
    lines = [
        json.dumps(
            {"title": each.title, "username": each.username, "lang": each.lang, "wikitext": each.wikitext}
        )
        for each in texts
    ]
    command = ["node", str(ONWIKI / "scripts" / "check.js")]
    done = subprocess.run(command, input="\n".join(lines), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    analyzer = Analyzer.load(ROOT / "config" / "rules", ROOT / "config" / "names")
    equal, different = 0, []
    for page, line in zip(texts, done.stdout.splitlines(), strict=True):
        here = {(each.type.value, each.start, each.end) for each in analyzer.analyze(page).findings}
        there = {(each["type"], each["start"], each["end"]) for each in json.loads(line)["findings"]}
        equal += len(here & there)
        different += [(page.lang, "Python" if each in here else "browser", *each) for each in here ^ there]
    assert equal > 50
    assert equal / (equal + len(different)) >= LEAST, different
