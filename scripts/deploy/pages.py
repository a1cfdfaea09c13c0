"""What the gadget's pages on a wiki hold: the built files as they are, and data made for that wiki."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from bot.settings import CONFIG
from bot.translation import browser_data
from bot.translation.checks.data import CheckData
from bot.translation.glossary import read_folder
from scripts.deploy import messages
from scripts.deploy.build import DIST, ONWIKI, RULES, commit
from scripts.deploy.errors import DeployError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bot.settings import WikiSettings

PREFIX = "MediaWiki:Gadget-"
FOLDER = "Wikilatch/"
DEFINITIONS = "MediaWiki:Gadgets-definition"
# Terms of the glossary that the check-up explains, in this order.
_WORDS = (
    "digital-hygiene",
    "doxxing",
    "social-engineering",
    "phishing",
    "two-factor-authentication",
    "vpn",
    "end-to-end-encryption",
)
FIRST_FILES = ("index.js", "where.js", "gate.js", "visual.js", "quiet.js", "within.js", "data/config.json")
_FIRST_ONLY = ("index.js", "gate.js", "visual.js")
_ENTRY = "ui/core.js"
# The help for translators: gadgets of its own, which share how we make elements and say messages.
_HELP_FIRST, _HELP_ENTRY = "translate/index.js", "translate/help.js"
_HELP_SHARES = (
    "ui/element.js",
    "ui/messages.js",
    "data/config.json",
    "data/languages.json",
    "i18n/en.json",
)
# Saving replaces these, in scripts too.
_REPLACED_ON_SAVING = re.compile(r"~~~|\{\{\s*(?:subst|safesubst)\s*:", re.IGNORECASE)
_OURS = re.compile(r"^\*+\s*Wikilatch\w*\s*\[")


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it shall be. data is what a JSON page holds: the wiki lays that out in its own way."""

    title: str
    text: str = field(repr=False)
    data: Any = field(default=None, repr=False)

    def equals(self, there: str | None) -> bool:
        """Whether the wiki has it already."""
        if there is None:
            return False
        if self.data is None:
            return there.rstrip() == self.text.rstrip()
        try:
            return bool(json.loads(there) == self.data)
        except ValueError:
            return False


def version() -> str:
    """The gadget's version."""
    return str(json.loads((ONWIKI / "package.json").read_text(encoding="utf-8"))["version"])


def compose(wiki: WikiSettings, backend: str) -> list[Page]:
    """All pages but the definitions, in the order in which they are to be saved.

    Raises DeployError where a file holds what saving would change.
    """
    data: dict[str, Any] = {
        "data/config.json": {
            "version": version(),
            "commit": commit(),
            "backend": backend.rstrip("/"),
            "oversight": wiki.oversight,
            "rulesPage": wiki.rules_page,
        },
        "data/languages.json": _languages(),
        "data/glossary.json": _glossary(),
    }
    data |= {f"translate/{name}.json": held for name, held in _help().items()}
    source = ONWIKI / "src"
    for path in sorted((source / "data").glob("*.json")):
        data[f"data/{path.name}"] = json.loads(path.read_text(encoding="utf-8"))
    for lang in messages.languages():
        data[f"i18n/{lang}.json"] = messages.shipped(lang)
    for path in sorted(RULES.glob("*.json")):
        data[f"rules/{path.name}"] = json.loads(path.read_text(encoding="utf-8"))
    pages = [
        _script(path.relative_to(DIST).as_posix(), path.read_text(encoding="utf-8")) for path in _scripts()
    ]
    pages += [
        Page(PREFIX + FOLDER + path.relative_to(source).as_posix(), path.read_text(encoding="utf-8").rstrip())
        for path in sorted(source.rglob("*.css"))
    ]
    pages += [Page(PREFIX + FOLDER + name, laid_out(held), held) for name, held in data.items()]
    return pages + _labels(wiki.lang)


def definitions(there: str | None, pages: Iterable[Page]) -> Page:
    """The wiki's list of gadgets with our lines in it: where they were, or at its end."""
    lines = (there or "").rstrip().split("\n") if (there or "").strip() else []
    ours = _definition([page.title.removeprefix(PREFIX) for page in pages])
    at = next((index for index, line in enumerate(lines) if _OURS.match(line)), len(lines))
    kept_before = [line for line in lines[:at] if not _OURS.match(line)]
    kept_after = [line for line in lines[at:] if not _OURS.match(line)]
    return Page(DEFINITIONS, "\n".join([*kept_before, *ours, *kept_after]))


def laid_out(data: Any) -> str:
    """JSON as MediaWiki lays it out when it saves it."""
    return json.dumps(data, ensure_ascii=False, indent="\t")


def _scripts() -> list[Path]:
    found = sorted(DIST.rglob("*.js"))
    if not found:
        raise DeployError(f"{DIST} is empty: npm --prefix gadget/onwiki run build")
    return found


def _script(name: str, text: str) -> Page:
    found = _REPLACED_ON_SAVING.search(text)
    if found:
        raise DeployError(
            f"gadget/onwiki/src/{name} holds {found[0]!r}, which a wiki replaces on saving; cut it in two"
        )
    # A wiki composes a letter and its accent into one (NFC), also in a pattern that means them apart.
    if unicodedata.normalize("NFC", text) != text:
        text = "".join(f"\\u{ord(char):04x}" if _changes(char) else char for char in text)
    # Else the wiki takes brackets in the script for links and templates.
    return Page(PREFIX + FOLDER + name, f"// <nowiki>\n{text.rstrip()}\n// </nowiki>")


def _changes(char: str) -> bool:
    return bool(unicodedata.combining(char)) or unicodedata.normalize("NFC", char) != char


def _definition(files: list[str]) -> list[str]:
    """The lines of gadget-definition.txt, with the files of the second part filled in."""
    first = [FOLDER + name for name in FIRST_FILES]
    lazy = (FOLDER + "i18n/", FOLDER + "rules/", FOLDER + "translate/")
    core = [
        name
        for name in files
        if name.startswith(FOLDER)
        and name not in (*(FOLDER + name for name in _FIRST_ONLY), FOLDER + _ENTRY)
        and (not name.startswith(lazy) or name == FOLDER + "i18n/en.json")
    ]
    template = (ONWIKI / "gadget-definition.txt").read_text(encoding="utf-8")
    helping = [
        name
        for name in files
        if name.startswith(FOLDER + "translate/")
        and not name.endswith(".json")
        and name not in (FOLDER + _HELP_FIRST, FOLDER + _HELP_ENTRY)
    ]
    lists = {
        "@first@": first,
        "@core@": [FOLDER + _ENTRY, *core],
        "@translate@": [FOLDER + _HELP_FIRST],
        "@translatecore@": [FOLDER + _HELP_ENTRY, *helping, *(FOLDER + name for name in _HELP_SHARES)],
    }
    filled = template
    for mark, names in lists.items():
        filled = filled.replace(mark, "|".join(names))
    return [line for line in filled.splitlines() if line.startswith("*")]


def _labels(lang: str) -> list[Page]:
    """What stands beside the gadget's box in the preferences: in the wiki's language, then in each other."""
    pages = []
    spoken = messages.languages()
    home = lang if lang in spoken else "en"
    for code in [home, *(code for code in spoken if code != home)]:
        said = messages.own(code)
        if "wikilatch-gadget-label" not in said:
            continue
        link = "{{fullurl:Special:BlankPage/Wikilatch|withgadget=WikilatchPage}}"
        text = f"{said['wikilatch-gadget-label']} [{link} {said['wikilatch-gadget-page']}]"
        end = "" if code == home else f"/{code}"
        pages.append(Page(f"{PREFIX}Wikilatch{end}", text))
        if messages.label_of_help(code):
            pages.append(Page(f"{PREFIX}WikilatchTranslate{end}", messages.label_of_help(code)))
    return pages


def _help() -> dict[str, Any]:
    """What the help for translators reads: what all languages share, and each with its terms."""
    checks = CheckData.load(CONFIG)
    glossary = read_folder(CONFIG / "glossary", checks.languages)
    spoken = [code for code in messages.languages() if code in checks.languages]
    made = {
        code: browser_data.language(code, glossary, checks)
        for code in browser_data.languages(glossary, tuple(spoken))
    }
    return {browser_data.SHARED: browser_data.shared(checks), **made}


def _languages() -> dict[str, dict[str, str]]:
    known = json.loads((CONFIG / "languages.json").read_text(encoding="utf-8"))["languages"]
    return {
        code: {"name": known[code]["autonym"], "dir": known[code]["dir"]} for code in messages.languages()
    }


def _glossary() -> list[dict[str, Any]]:
    terms = yaml.safe_load((CONFIG / "glossary" / "team.yaml").read_text(encoding="utf-8"))["terms"]
    by_id = {term["id"]: term for term in terms}
    words = []
    for name in _WORDS:
        term = by_id[name]
        renderings = {lang: said["text"] for lang, said in term.get("renderings", {}).items()}
        words.append({"id": name, "term": term["term"], "renderings": renderings})
    return words
