"""Reads config/rules: one YAML file a language and the shared tables, checked before anything uses them.

Every scalar is read as text (no `no` that turns into False), every phrase is compiled, every pattern must
compile in google-re2 and stay in the subset it shares with JavaScript. An error names file, key and mend.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import re2  # type: ignore[import-untyped]  # google-re2 ships no type information
import yaml

from bot.detect.cues import Cue, compile_cue, words
from bot.detect.folding import fold, visible
from bot.detect.grammar import CueError
from bot.model import FindingType

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TYPES = frozenset(kind.value for kind in FindingType)
LISTS = ("self", "others", "against", "captions")
BY_TYPE = ("labels", "context")
HEADINGS = frozenset(["contact", "about", "other", "sample"])
NAMESPACES = frozenset(["file", "user", "user_talk", "category"])
NOUNS = frozenset(["school", "org", "street", "role", "place", "grade", "thing", "taught", "said"])
NOT = frozenset(["place", "org", "school", "name"])
SUBPAGES = frozenset(["draft", "sandbox", "archive"])
TEMPLATES = frozenset(
    ["infobox", "params", "value", "person", "userbox", "quote", "cite", "draft", "paid", "block"]
)
GRAMMAR = frozenset(["attached", "particles", "titles", "stop", "unmarked", "marked_ends", "elided"])
REQUIRED = (
    "language", "grammar", "namespaces", "labels", "cues", "context", "self", "others", "against", "headings",
    "captions",
)  # fmt: skip
OPTIONAL = ("categories", "months", "numbers", "nouns", "not", "subpages", "templates", "topic")

_BEYOND_JS = re.compile(r"\\[pPAzZQEC]|\(\?[^:]|\[\[:|\(\?P")


_UNMARKED = 4  # letters of a word that is also read without its marks: not `él`, which is `the` without it


class RuleError(ValueError):
    """A rule file that cannot be used: the text names file, key and mend."""


@dataclass(frozen=True, slots=True)
class CueRule:
    """One phrase with its finding type; id is `xx.type.n`, `xx.category.type.n`, stable as long as the list only grows."""

    id: str
    type: str
    weight: float
    cue: Cue


@dataclass(frozen=True, slots=True)
class Language:
    """One language's rules, as read: lists of (literal, open at the end) and dictionaries of them."""

    code: str
    attached: tuple[str, ...]
    particles: frozenset[str]
    titles: frozenset[str]
    stop: frozenset[str]
    namespaces: dict[str, list[str]]
    labels: dict[str, list[tuple[str, bool]]]
    context: dict[str, list[tuple[str, bool]]]
    cues: list[CueRule]
    lists: dict[str, list[tuple[str, bool]]]
    headings: dict[str, list[str]]
    categories: list[CueRule] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    months: dict[str, int] = field(default_factory=dict)
    nouns: dict[str, list[str]] = field(default_factory=dict)
    refused: dict[str, list[str]] = field(default_factory=dict)
    subpages: dict[str, list[str]] = field(default_factory=dict)
    templates: dict[str, Any] = field(default_factory=dict)
    topic: list[str] = field(default_factory=list)


def read_keys(path: Path, keys: tuple[str, ...]) -> dict[str, Any]:
    """One YAML file that holds these keys and no others. Raises RuleError naming file, key and mend."""
    data = read_yaml(path)
    if missing := next((key for key in keys if key not in data), ""):
        raise RuleError(f"{path}: {missing}: is missing; see config/rules/README.md")
    if strange := next((key for key in data if key not in keys), ""):
        raise RuleError(f"{path}: {strange}: no such key; take it out or mend its spelling")
    return data


def read_yaml(path: Path) -> dict[str, Any]:
    """One YAML file as text scalars, lists and mappings. Raises RuleError naming the line."""
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        data = yaml.load(visible(path.read_text("utf-8")), Loader=loader)  # noqa: S506  (a base loader makes only text)
    except OSError as error:
        raise RuleError(f"{path}: cannot be read ({error.strerror}); put the file there") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise RuleError(
            f"{path}{line}: not YAML ({getattr(error, 'problem', error)}); mend that line"
        ) from None
    if not isinstance(data, dict):
        raise RuleError(f"{path}: holds no keys; see config/rules/README.md")
    return data


class _Reader:
    """Reads one language file, key by key; the first fault raises RuleError."""

    def __init__(self, path: Path, *, whole: bool) -> None:
        self.path, self.whole = path, whole
        self.data = read_yaml(path)
        grammar = self.data.get("grammar")
        letters = self.texts(
            "grammar.unmarked", grammar.get("unmarked") if isinstance(grammar, dict) else None
        )
        if any(len(letter) != 1 for letter in letters):
            raise self.fail("grammar.unmarked", "must hold single letters ([é, ș])")
        self.unmarked = {ord(letter): unicodedata.normalize("NFD", letter)[0] for letter in letters}
        self.marked = re.compile(f"[{''.join(letters)}]") if letters else None
        ends = self.texts(
            "grammar.marked_ends", grammar.get("marked_ends") if isinstance(grammar, dict) else None
        )
        if strange := next((end for end in ends if end not in letters), ""):
            raise self.fail(
                "grammar.marked_ends", f"'{strange}' is no letter of grammar.unmarked; add it there"
            )
        self.marked_ends = tuple(ends)
        elided = self.texts("grammar.elided", grammar.get("elided") if isinstance(grammar, dict) else None)
        if any("'" not in word for word in elided):
            raise self.fail("grammar.elided", 'must hold words with an apostrophe (["i\'m"])')
        self.elided = re.compile(f"(?<![^\\W_])(?:{'|'.join(map(re.escape, elided))})") if elided else None

    def fail(self, key: str, what: str) -> RuleError:
        return RuleError(f"{self.path}: {key}: {what}")

    def known(self, key: str, found: Any, allowed: frozenset[str] | tuple[str, ...]) -> dict[str, Any]:
        if not isinstance(found, dict):
            raise self.fail(key, "must be a mapping (name: value)")
        for name in found:
            if name not in allowed:
                raise self.fail(f"{key}.{name}", f"no such key; use one of {', '.join(sorted(allowed))}")
        return found

    def texts(self, key: str, found: Any) -> list[str]:
        if found in ("", None):
            return []
        if not isinstance(found, list):
            raise self.fail(key, "must be a list ([a, b])")
        for entry in found:
            if not isinstance(entry, str) or not entry.strip():
                raise self.fail(key, f"{entry!r} is not a text; put it in quotes")
        return found

    def literals(self, key: str, found: Any) -> list[tuple[str, bool]]:
        out: list[tuple[str, bool]] = []
        for entry in self.texts(key, found):
            try:
                out += words(entry)
            except CueError as error:
                raise self.fail(key, f"'{entry}': {error}") from None
        if self.marked is not None:
            bare = [
                (text.translate(self.unmarked), stem)
                for text, stem in out
                if len(text) >= _UNMARKED and not (key == "others" and text.endswith(self.marked_ends))
            ]
            out = list(dict.fromkeys([*out, *bare]))
        return out

    def flat(self, key: str, found: Any) -> list[str]:
        return [text for text, _ in self.literals(key, found)]

    def cues(self, prefix: str, name: str = "cues") -> Iterator[CueRule]:
        for kind, entries in self.known(name, self.data.get(name) or {}, tuple(TYPES)).items():
            if not isinstance(entries, list):
                raise self.fail(f"{name}.{kind}", 'must be a list (- "phrase {slot}")')
            for number, entry in enumerate(entries, 1):
                key = f"{name}.{kind}[{number}]"
                weight, text = 1.0, entry
                if isinstance(entry, dict):
                    self.known(key, entry, ("cue", "weight"))
                    text = entry.get("cue", "")
                    try:
                        weight = float(entry.get("weight", "1"))
                    except ValueError:
                        raise self.fail(key, "weight must be a number from 0 to 1") from None
                if not isinstance(text, str):
                    raise self.fail(key, "must be a phrase in quotes")
                try:
                    cue = compile_cue(text).loose(self.marked, self.unmarked)
                    if kind != "real_name":  # `im` is a word before nouns in German
                        cue = cue.joined(self.elided)
                    check_pattern(cue.pattern, whole=self.whole)
                except CueError as error:
                    raise self.fail(key, f'"{text}" {error}') from None
                yield CueRule(f"{prefix}.{kind}.{number}", kind, weight, cue)

    def numbers(self, key: str) -> dict[str, int]:
        try:
            return {fold(word): int(value) for word, value in (self.data.get(key) or {}).items()}
        except (ValueError, AttributeError):
            raise self.fail(key, "must give a number for each word ({fifteen: 15})") from None


def check_pattern(pattern: str, *, whole: bool = True) -> None:
    """Refuse a pattern that RE2 cannot compile or JavaScript reads differently; raises CueError.

    whole: compile it; else only have RE2 read it, which takes a thirtieth of the time.
    """
    if beyond := _BEYOND_JS.search(pattern):
        raise CueError(f"'{beyond.group(0)}' is outside what RE2 and JavaScript share; write it without")
    options = re2.Options()
    options.log_errors = False
    try:
        if whole or not _is_read(pattern, options):
            re2.compile(pattern, options)
    except re2.error as error:
        raise CueError(
            f"RE2 refuses it ({error}); write it without look-around and back-references"
        ) from None


def _is_read(pattern: str, options: re2.Options) -> bool:
    try:
        re2.Set.SearchSet(options).Add(pattern)
    except re2.error:
        return False
    return True


def load_language(path: Path, *, whole: bool = False) -> Language:
    """Read and check one language file; whole: compile its patterns as well (`check_pattern`).

    Raises RuleError naming file, key and mend.
    """
    reader = _Reader(path, whole=whole)
    data = reader.data
    reader.known("(top)", data, REQUIRED + OPTIONAL)
    for key in REQUIRED:
        if key not in data:
            raise reader.fail(key, "is missing; see config/rules/README.md")
    code = str(data["language"])
    if code != path.stem:
        raise reader.fail("language", f"says '{code}', the file's name says '{path.stem}'; make them equal")
    grammar = reader.known("grammar", data["grammar"], GRAMMAR)
    headings = reader.known("headings", data["headings"], HEADINGS)
    templates = dict(reader.known("templates", data.get("templates") or {}, TEMPLATES))
    for key, found in templates.items():
        if key in ("params", "value"):
            kinds = reader.known(f"templates.{key}", found, tuple(TYPES))
            templates[key] = {kind: reader.texts(f"templates.{key}.{kind}", t) for kind, t in kinds.items()}
        else:
            reader.texts(f"templates.{key}", found)

    def table(key: str, allowed: frozenset[str]) -> dict[str, list[str]]:
        found = reader.known(key, data.get(key) or {}, allowed)
        return {name: reader.flat(f"{key}.{name}", entry) for name, entry in found.items()}

    def raw(key: str, allowed: frozenset[str]) -> dict[str, list[str]]:
        found = reader.known(key, data.get(key) or {}, allowed)
        return {name: reader.texts(f"{key}.{name}", entry) for name, entry in found.items()}

    by_type = {
        key: {
            kind: reader.literals(f"{key}.{kind}", entry)
            for kind, entry in reader.known(key, data[key], tuple(TYPES)).items()
        }
        for key in BY_TYPE
    }
    return Language(
        code=code,
        attached=tuple(reader.texts("grammar.attached", grammar.get("attached"))),
        particles=frozenset(reader.flat("grammar.particles", grammar.get("particles"))),
        titles=frozenset(reader.flat("grammar.titles", grammar.get("titles"))),
        stop=frozenset(reader.flat("grammar.stop", grammar.get("stop"))),
        namespaces=raw("namespaces", NAMESPACES),
        labels=by_type["labels"],
        context=by_type["context"],
        cues=list(reader.cues(code)),
        lists={key: reader.literals(key, data[key]) for key in LISTS},
        headings={name: reader.flat(f"headings.{name}", entry) for name, entry in headings.items()},
        categories=list(reader.cues(f"{code}.category", "categories")),
        numbers=reader.numbers("numbers"),
        months=reader.numbers("months"),
        nouns=raw("nouns", NOUNS),
        refused=table("not", NOT),
        subpages=table("subpages", SUBPAGES),
        templates=templates,
        topic=reader.flat("topic", data.get("topic")),
    )


def check_all(folder: Path, only: str | None = None) -> list[str]:
    """Check every language file (or one): the errors found, empty when all is well."""
    errors: list[str] = []
    for path in sorted((folder / "lang").glob(f"{only or '*'}.yaml")):
        try:
            load_language(path, whole=True)
        except RuleError as error:
            errors.append(str(error))
    return errors


def check_tables(folder: Path) -> list[str]:
    """The first error of each of the tables that all languages share."""
    from bot.detect.shared import load_shared, load_tiers
    from bot.detect.weighing import load_weights

    errors: list[str] = []
    for load in (load_shared, load_tiers, load_weights):
        try:
            load(folder)
        except ValueError as error:  # a RuleError, of this module under its other name
            errors.append(str(error))
    return errors


def main(arguments: list[str]) -> int:
    """`python -m bot.detect.rules --check [xx]`: say what is wrong in the rule files; without xx in all of them."""
    import pathlib

    folder = pathlib.Path(__file__).parents[2] / "config" / "rules"
    if not arguments or arguments[0] != "--check":
        print("usage: python -m bot.detect.rules --check [language]")  # noqa: T201  (it talks to a person)
        return 2
    only = arguments[1] if len(arguments) > 1 else None
    if only and not (folder / "lang" / f"{only}.yaml").exists():
        print(f"{folder / 'lang'}: no file {only}.yaml; languages are named like the wiki: de, pt, zh")  # noqa: T201
        return 2
    errors = check_all(folder, only) + ([] if only else check_tables(folder))
    print("\n".join(errors) or "All rule files are well formed.")  # noqa: T201
    return 1 if errors else 0


if __name__ == "__main__":
    import sys

    sys.exit(main(sys.argv[1:]))
