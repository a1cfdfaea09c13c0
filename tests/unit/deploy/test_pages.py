import dataclasses
import json

import pytest

from bot.settings import WikiSettings
from scripts.deploy import build, pages, plan
from scripts.deploy.errors import DeployError, LackingError
from scripts.deploy.target import Target

WIKI = WikiSettings(
    name="examplewiki",
    api="https://wiki.example.org/w/api.php",
    site="https://wiki.example.org",
    lang="de",
    account="WikilatchPatrol",
    oversight="https://wiki.example.org/wiki/Oversight",
)


@pytest.fixture
def dist(tmp_path, monkeypatch):
    """A built gadget of three files, in place of the real one."""
    for name in ("index.js", "ui/core.js", "detect/index.js"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("'use strict';\n", encoding="utf-8")
    monkeypatch.setattr(pages, "DIST", tmp_path)
    monkeypatch.setattr(pages, "RULES", tmp_path / "none")
    return tmp_path


class PaperWiki:
    """A stand-in for the wiki: titles and texts, as MediaWiki would give them back."""

    def __init__(self, texts=None, lays_out=True, spoils=()):
        self.pages = dict(texts or {})
        self.lays_out = lays_out
        self.spoils = spoils
        self.saved = []

    def texts(self, titles):
        return {title: self.pages.get(title) for title in titles}

    def under(self, prefix):
        return [title for title in self.pages if title.startswith(prefix)]

    def save(self, title, text, summary):
        self.saved.append((title, summary))
        if title.endswith(".json") and self.lays_out:
            text = json.dumps(json.loads(text), ensure_ascii=False, indent=4)
        self.pages[title] = text.rstrip() + ("!" if title in self.spoils else "")


def test_what_is_deployed_is_then_the_same(dist):
    wiki = PaperWiki()
    wanted = pages.compose(WIKI, "https://tool.example.org/")
    first = plan.make(wiki, wanted)
    plan.apply(wiki, first, "Wikilatch 1", lambda change: None)
    again = plan.make(wiki, wanted)
    assert (again.changes, again.leftover) == ([], [])
    assert again.same == len(first.changes)


def test_no_reader_meets_a_gadget_that_lacks_a_file(dist):
    wiki = PaperWiki()
    plan.apply(wiki, plan.make(wiki, pages.compose(WIKI, "")), "", lambda change: None)
    assert wiki.saved[-1][0] == "MediaWiki:Gadgets-definition"
    (dist / "ui" / "added.js").write_text("'use strict';", encoding="utf-8")
    (dist / "ui" / "core.js").write_text("require( './added.js' );", encoding="utf-8")
    wiki.saved.clear()
    plan.apply(wiki, plan.make(wiki, pages.compose(WIKI, "")), "", lambda change: None)
    assert [title.rpartition("/")[2] for title, _ in wiki.saved] == [
        "added.js",
        "MediaWiki:Gadgets-definition",
        "core.js",
    ]


def test_a_page_that_came_out_otherwise_is_named(dist):
    title = "MediaWiki:Gadget-Wikilatch/index.js"
    wiki = PaperWiki(spoils=[title])
    with pytest.raises(DeployError, match=r"Gadget-Wikilatch/index\.js"):
        plan.apply(wiki, plan.make(wiki, pages.compose(WIKI, "")), "", lambda change: None)


def test_the_gadget_knows_its_wiki(dist):
    config = next(
        page
        for page in pages.compose(WIKI, "https://tool.example.org/")
        if page.title.endswith("config.json")
    )
    assert config.data["backend"] == "https://tool.example.org"
    assert config.data["oversight"] == WIKI.oversight


def test_the_preferences_show_the_wikis_language_first(dist):
    labels = {
        page.title: page.text for page in pages.compose(WIKI, "") if page.title.endswith(("Wikilatch", "/en"))
    }
    assert labels["MediaWiki:Gadget-Wikilatch"].startswith("Wikilatch: sagt mir")
    assert labels["MediaWiki:Gadget-Wikilatch/en"].startswith("Wikilatch: tells me")
    assert "withgadget=WikilatchPage" in labels["MediaWiki:Gadget-Wikilatch"]


@pytest.mark.parametrize(
    ("there", "before", "after"),
    [
        (None, [], []),
        ("* other[ResourceLoader]|other.js", ["* other[ResourceLoader]|other.js"], []),
        (
            "== a ==\n* Wikilatch[old]|x.js\n* WikilatchOld[hidden]|y.js\n* z[ResourceLoader]|z.js",
            ["== a =="],
            ["* z[ResourceLoader]|z.js"],
        ),
        ("* WikilatchFan|fan.js", ["* WikilatchFan|fan.js"], []),
    ],
    ids=["no page yet", "other gadgets", "an older version", "somebody else's without options"],
)
def test_our_lines_stand_where_they_were_or_at_the_end(dist, there, before, after):
    lines = pages.definitions(there, pages.compose(WIKI, "")).text.split("\n")
    ours = [line for line in lines if line.startswith("* Wikilatch") and "[" in line]
    assert len(ours) == 5
    assert lines == [*before, *ours, *after]


def test_nobody_gets_the_gadget_unasked(dist):
    text = pages.definitions(None, pages.compose(WIKI, "")).text
    assert "default" not in text
    assert "namespaces=2,3" in text.split("\n")[0]
    assert "|Wikilatch/ui/core.js|" in text  # the first file of a package is what runs


@pytest.mark.parametrize("bad", ["var a = '~~~~';", "/* {{subst:x}} */"])
def test_what_a_wiki_would_change_on_saving_is_refused(dist, bad):
    (dist / "index.js").write_text(bad, encoding="utf-8")
    with pytest.raises(DeployError, match=r"src/index\.js"):
        pages.compose(WIKI, "")


def test_a_pattern_with_an_accent_of_its_own_reaches_the_wiki_as_it_is(dist):
    (dist / "index.js").write_text("var a = /o\u0301?\u2000/;", encoding="utf-8")
    text = next(page.text for page in pages.compose(WIKI, "") if page.title.endswith("Wikilatch/index.js"))
    assert "/o\\u0301?\\u2000/" in text


def test_pages_that_are_no_longer_used_are_named_and_left(dist):
    old = "MediaWiki:Gadget-Wikilatch/old.js"
    wiki = PaperWiki({old: "x"})
    made = plan.make(wiki, pages.compose(WIKI, ""))
    assert made.leftover == [old]
    plan.apply(wiki, made, "", lambda change: None)
    assert wiki.pages[old] == "x"


def test_a_diff_compares_data_and_not_how_it_is_laid_out(dist):
    page = pages.Page("MediaWiki:x.json", pages.laid_out({"a": 1, "b": 2}), {"a": 1, "b": 2})
    lines = plan.Change(page, '{"a": 1,\n\n"b": 3}').diff(99)
    assert [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")] == [
        '-\t"b": 3',
        '+\t"b": 2',
    ]


def test_a_long_diff_says_how_much_is_left_out(dist):
    page = pages.Page("MediaWiki:x.js", "\n".join(map(str, range(100))))
    assert plan.Change(page, None).diff(10)[-1].endswith("more lines (--full shows them)")


def test_without_credentials_the_variables_are_named():
    with Target("http://127.0.0.1:9/api.php", "test") as target, pytest.raises(LackingError) as error:
        target.log_in({})
    for name in ("WIKILATCH_DEPLOY_OAUTH_TOKEN", "WIKILATCH_DEPLOY_USER", "WIKILATCH_DEPLOY_PASSWORD"):
        assert name in str(error.value)


def test_an_unreachable_wiki_is_said_in_a_line():
    with (
        Target("http://127.0.0.1:9/api.php", "test") as target,
        pytest.raises(DeployError, match="cannot be reached"),
    ):
        target.texts(["x"])


def test_without_npm_it_says_what_is_missing(monkeypatch):
    monkeypatch.setattr(build.shutil, "which", lambda name: None)
    with pytest.raises(LackingError, match="Node 20"):
        build.build(lambda text: None)


def test_pages_are_values():
    with pytest.raises(dataclasses.FrozenInstanceError):
        pages.Page("a", "b").title = "c"


def test_the_help_for_translators_is_a_gadget_of_its_own_that_reads_its_data_from_the_wiki(dist):
    for name in ("translate/index.js", "translate/help.js", "translate/checks/index.js"):
        path = dist / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("'use strict';\n", encoding="utf-8")
    composed = pages.compose(WIKI, "")
    listed = pages.definitions(None, composed).text.split("\n")
    lines = {line.split("[")[0].strip("* "): line for line in listed if "[" in line}
    assert lines["WikilatchTranslate"].endswith("|Wikilatch/translate/index.js")
    core = lines["WikilatchTranslateCore"].rsplit("]", 1)[1].split("|")
    assert core[:2] == ["", "Wikilatch/translate/help.js"]
    assert {"Wikilatch/translate/checks/index.js", "Wikilatch/translate/style.css"} <= set(core)
    assert "translate/" not in lines["WikilatchCore"]
    data = {page.title: page.data for page in composed if "/translate/" in page.title and page.data}
    assert {"shared", "en", "ja"} <= {title.rsplit("/", 1)[1].removesuffix(".json") for title in data}
    japanese = data["MediaWiki:Gadget-Wikilatch/translate/ja.json"]["terms"]
    assert "ドクシング" in {term["rendering"] for term in japanese}
