"""The gadget's checks, run by node, beside Python's: the same vectors, the same answers."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.settings import CONFIG, ROOT
from bot.translation import browser_data
from bot.translation.checks import CHECKS, CheckData, Pair, check_pair
from bot.translation.glossary import read_folder
from bot.translation.terms import TermFinder

VECTORS = ROOT / "tests" / "vectors" / "translation"
DATA = CheckData.load()
GLOSSARY = read_folder(CONFIG / "glossary", DATA.languages)


def cases():
    """Return the cases that the gadget shares, with their file's name and family."""
    found = []
    for path in sorted(VECTORS.glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        found += [
            (path.stem, tuple(data["family"]), case) for case in data["cases"] if "js" in case["engines"]
        ]
    return found


CASES = cases()


@pytest.fixture(scope="module")
def browser():
    """What the gadget finds in every case, and how grave it takes each check."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is missing, which the gadget's checks are run by: apt-get install nodejs")
    codes = {case["language"] for _, _, case in CASES}
    asked = {
        "shared": browser_data.shared(DATA),
        "languages": {code: browser_data.language(code, GLOSSARY, DATA) for code in {*codes, "en"}},
        "cases": [{**case, "variables": case.get("variables")} for _, _, case in CASES],
    }
    script = Path(__file__).with_name("check.js")
    door = ROOT / "gadget" / "onwiki" / "src" / "translate" / "checks" / "index.js"
    done = subprocess.run(
        [node, str(script), str(door)], input=json.dumps(asked), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    "index",
    range(len(CASES)),
    ids=[f"{name}-{i}-{case['language']}" for i, (name, _, case) in enumerate(CASES)],
)
def test_the_gadget_finds_what_python_finds(browser, index):
    _, family, case = CASES[index]
    found = {defect["check"] for defect in browser["found"][index]["defects"]}
    expected = set(case["expect"]) & set(browser["severity"])
    assert {check for check in found if check.startswith(family)} == expected, found
    if "terms" in case:
        assert sorted(browser["found"][index]["terms"]) == sorted(case["terms"])


def test_a_quiet_unit_is_quiet_in_the_gadget(browser):
    noisy = {
        case["translation"]: defects
        for (_, _, case), found in zip(CASES, browser["found"], strict=True)
        if not case["expect"] and (defects := [d["check"] for d in found["defects"]])
    }
    assert noisy == {}


def test_the_gadget_takes_each_check_as_gravely_as_python(browser):
    assert browser["severity"] == {
        check: CHECKS[check].severity.name.lower() for check in browser["severity"]
    }
    assert all(CHECKS[check].typing for check in browser["severity"])


def test_what_is_said_of_a_defect_is_the_same(browser):
    """The parameters fill the same message, so they must be the same texts."""
    finder = TermFinder(GLOSSARY, DATA)
    different = {}
    for (_, _, case), found in zip(CASES, browser["found"], strict=True):
        variables = dict.fromkeys(case["variables"], "") if "variables" in case else None
        pair = Pair(case["source"], case["translation"], case["language"], variables=variables)
        python = {d.check: list(d.parameters) for d in check_pair(pair, DATA)}
        python |= {
            d.check: list(d.parameters)
            for d in finder.check(case["source"], case["translation"], case["language"])
        }
        for defect in found["defects"]:
            expected = python.get(defect["check"])
            if expected is not None and expected != defect["parameters"]:
                different[case["translation"]] = (expected, defect["parameters"])
    assert different == {}
