"""The rules of the languages that one page is read in, merged and compiled for one pass over its text."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from bot.detect.acceptance import is_hangul
from bot.detect.cuts import Cuts
from bot.detect.folding import fold, unspaced, visible, wordly
from bot.detect.naming import Naming
from bot.detect.signs import (
    AGAINST,
    AT,
    CAPTION,
    CONTEXT,
    CUE,
    HOST,
    KEY,
    LABEL,
    LAZY,
    MESSAGING,
    OTHERS,
    ROLE,
    SAID,
    SELF,
    SOCIAL,
    SPECIMEN,
    TAUGHT,
    THING,
    Entry,
    Phrase,
    Signs,
)
from bot.detect.towns import Towns

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bot.detect.rules import CueRule, Language
    from bot.detect.shared import Shared

_WITHIN = 6  # letters of a word for examples and stories that counts inside a heading, too
_WAYS = frozenset(["email", "phone", "address", "messaging_handle", "social_handle"])


def _ends(text: str, name: str) -> bool:
    """Whether a heading without spaces ends in a word, which then says what it is, or holds it as a part of its own.

    A short word that stands apart is an aside: `settings (excerpt)`.
    """
    if len(name) > 2 and f" {name} " in text:
        return True
    return len(name) > 1 and text.endswith(name) and not text.endswith(" " + name)


class Lexicon(Naming):
    """Literals, word tables and name lists of a few languages together."""

    def __init__(self, languages: list[Language], shared: Shared, cldr: Path) -> None:
        super().__init__(languages)
        self.languages, self.shared, self.wording = languages, shared, shared.wording
        self.code = languages[0].code
        self.traits = shared.traits[self.code]
        self._entries: tuple[dict[tuple[str, bool, tuple[bool, bool] | None], Entry], ...] = ({}, {})
        self._sections: dict[str, str] = {}
        self.labels: dict[str, tuple[str, ...]] = {}
        self.label_types: dict[
            str, tuple[str, ...]
        ] = {}  # what labels seen so far name, as they were written
        self.params: dict[str, tuple[str, ...]] = {}
        self.headings: dict[str, str] = {}
        self.stop = _union(language.stop for language in languages)
        self.particles = _union(language.particles for language in languages)
        self.titles = _union(language.titles for language in languages)
        self.attached = tuple({mark for language in languages for mark in language.attached})
        self.numbers = {word: n for language in languages for word, n in language.numbers.items()}
        self.months: dict[str, int] = {}
        self.territories: set[str] = set()
        self.tongues: set[str] = set()
        self.inflected: list[str] = []
        self.refused = {
            kind: {text for language in languages for text in language.refused.get(kind, ())}
            for kind in ("place", "org", "school", "name")
        }
        self.nouns = {
            kind: [fold(noun) for language in languages for noun in language.nouns.get(kind, ())]
            for kind in ("school", "org", "street", "role", "place", "grade")
        }
        # The same without the stars that leave an end open.
        self.bare = {
            kind: tuple(dict.fromkeys(noun.strip("*") for noun in nouns))
            for kind, nouns in self.nouns.items()
        }
        self.schools = tuple(noun for noun in self.bare["school"] if len(noun) > 1 and is_hangul(noun))
        self.joined = {  # those of scripts without spaces
            kind: tuple(noun for noun in nouns if noun and unspaced(noun[0]))
            for kind, nouns in self.bare.items()
        }
        self.joined_nouns = frozenset(self.joined["school"] + self.joined["org"])
        self.categories = [Phrase(rule) for language in languages for rule in language.categories]
        self.topic = frozenset(fold(word) for language in languages for word in language.topic)
        self.own = frozenset(
            fold(word) for language in languages for word, open_end in language.lists["self"] if not open_end
        )
        self.cuts = Cuts(self.stop)
        towns = cldr.parent / "towns"
        self.towns = Towns.load(towns / f"{self.code}.txt", self.bare["place"])
        self.small_towns = Towns.load(towns / f"small-{self.code}.txt", self.bare["place"])
        for language in reversed(languages):  # the page's own language last, so that it wins
            self._language(language)
            self._cldr(cldr / f"{language.code}.json", language)
        self._shared(shared)
        self.stems = _stems(self.inflected)
        particles = self.wording.particles["ko"]
        self.signs = Signs(self._entries[False].values(), self.attached, particles)
        self.words = Signs(self._entries[True].values(), self.attached, particles)

    def _put(
        self, text: str, open_end: bool, what: int, payload: object, *,
        begins: bool = False, open_start: bool = False,
    ) -> None:  # fmt: skip
        """Look for a folded literal; begins: a phrase that can begin nowhere but with this anchor."""
        if not text.strip():
            return
        left = not open_start and wordly(text[0]) and not unspaced(text[0])
        right = not open_end and wordly(text[-1]) and not unspaced(text[-1])
        if what == CUE:
            # 포항중학교 4학년: a school's noun ends a word in Korean
            left = left and begins and not (is_hangul(text) and text.startswith(self.schools))
        table = self._entries[what in LAZY]
        apart = (
            what == CUE or what in LAZY
        )  # a role of words' ends (Stadtmuseum) opens no other meaning of its word
        key = (text, left or right, (left, right) if apart else None)
        entry = table.get(key)
        if entry is None:
            entry = table[key] = Entry(text, left, right)
        entry.left, entry.right = entry.left and left, entry.right and right
        entry.items.append((what, payload))

    def _language(self, language: Language) -> None:
        for rule in language.cues:
            phrase = Phrase(rule)
            for anchor in rule.cue.anchors:
                begins = rule.cue.lead <= 2 and rule.cue.at != "before"
                self._put(anchor, not rule.cue.closed, CUE, phrase, begins=begins)
        for kind, entries in language.labels.items():
            for literal, open_end in entries:
                plain = " ".join(literal.split()).strip(".")
                self.labels[plain] = tuple(dict.fromkeys((*self.labels.get(plain, ()), kind)))
                self._put(literal, open_end, LABEL, kind)
        for kind, entries in language.context.items():
            for literal, open_end in entries:
                self._put(literal, open_end, CONTEXT, kind)
        small = self.languages[0].stop | self.languages[0].particles
        for what, name in ((SELF, "self"), (OTHERS, "others"), (AGAINST, "against"), (CAPTION, "captions")):
            for literal, open_end in language.lists[name]:
                if what == SELF and language is not self.languages[0] and fold(literal) in small:
                    continue  # the English `I` is the Norwegian `in`
                self._put(literal, open_end, what, literal)
        for noun in language.nouns.get("role", ()):
            part = noun.startswith("*")  # *archiv: Stadtarchiv too
            self._put(fold(noun.strip("*")), noun.endswith("*"), ROLE, noun, open_start=part)
        for what, kind in ((THING, "thing"), (TAUGHT, "taught"), (SAID, "said")):
            for noun in language.nouns.get(kind, ()):
                self._put(fold(noun.strip("*")), noun.endswith("*"), what, noun)
        for kind, names in language.templates.get("params", {}).items():
            for name in names:
                plain = fold(name).replace("_", " ")
                self.params[plain] = tuple(dict.fromkeys((*self.params.get(plain, ()), kind)))
        for sort, titles in language.headings.items():
            for title in titles:
                self.headings[" ".join(fold(title).split())] = sort

    def _cldr(self, path: Path, language: Language) -> None:
        for name, number in language.months.items():
            self.months[fold(name)] = number
        if not path.exists():
            return
        data = json.loads(visible(path.read_text("utf-8")))
        for name, number in data["months"].items():
            if language is self.languages[0] or len(name) > 2:
                self.months.setdefault(fold(name), number)
        self.territories |= {fold(name) for name in data["territories"]}
        if language is self.languages[0] and not self.traits.uninflected:
            self.inflected = [fold(name) for name in data["territories"]]
        self.tongues |= {fold(name) for name in data["languages"]}

    def _shared(self, shared: Shared) -> None:
        for what, names in ((SOCIAL, shared.social | shared.everywhere), (MESSAGING, shared.messaging)):
            for name in sorted(names):
                bent = name in shared.inflected_services
                self._put(name, bent, what, name, open_start=bent and _is_prefixed(name))
        for kind, hosts in shared.hosts.items():
            for host in hosts:
                self._put(host, True, HOST, f"{kind} {host}")
        for kind, marks in shared.symbols.items():
            for mark in marks:
                self._put(mark, True, LABEL, kind)
        for word in shared.at_words:
            self._put(word, False, AT, word)
        for prefix in shared.key_prefixes:
            self._put(prefix, True, KEY, prefix)
        for name in shared.wording.specimens:
            self._put(name, True, SPECIMEN, name, open_start=True)

    def is_country(self, text: str) -> bool:
        """Whether a folded text names a country, a region of the world or a continent, also when inflected."""
        if text in self.territories:
            return True
        if len(text) < 5 or not self.stems:
            return False
        for length in range(max(4, len(text) - 4), len(text) + 1):
            whole = self.stems.get(text[:length])
            if whole is None or length < whole - 2 or abs(whole - len(text)) > 3:
                continue
            # Polska, Polsce; Malawi, but not Malatya
            if length > 4 or length >= whole - 1 or len(text) <= whole:
                return True
        return False

    def section(self, title: str) -> str:
        """What a heading says its section is about: `contact`, `about`, `other`, `sample` or ``."""
        known = self._sections.get(title)
        if known is None:
            if len(self._sections) > 4096:
                self._sections.clear()
            known = self._sections[title] = self._section(title)
        return known

    def _section(self, title: str) -> str:
        plain = re.sub(r"\[\[(?:[^|\]]{0,200}\|)?([^\]]{0,200})\]\]|'{2,}", r"\1", title[:400])
        low = fold(plain)
        text = " ".join("".join(char if wordly(char) or char in "'-/|" else " " for char in low).split())
        if text in self.headings:
            return self.headings[text]
        if text in self.labels and low.rstrip()[-1:] in ("?", "？", "؟"):
            return "about"  # `Where do you live?`
        for name, sort in self.headings.items():
            if len(name) >= 4 and (text.startswith(name + " ") or text.endswith(" " + name)):
                return sort
            if sort == "sample" and unspaced(name[0]) and _ends(text, name):
                return sort
        inside = f" {text} "
        if any(
            sort == "sample" and len(name) >= _WITHIN and f" {name} " in inside
            for name, sort in self.headings.items()
        ):
            return "sample"  # `For the newsletter: interview with the miller`
        found = self.signs.scan(text)
        ways = [hit for what in (LABEL, CONTEXT) for hit in found[what] if hit.what in _WAYS]
        if any((hit.end - hit.start) * 2 > len(text) for hit in ways):
            return "contact"  # a heading that is a word for mail or telephone
        return ""

    def rules(self) -> list[CueRule]:
        """Every phrase in use."""
        return [rule for language in self.languages for rule in language.cues]


def _is_prefixed(name: str) -> bool:
    """Whether its script writes what stands before a noun onto it: `ובטיקטוק`, `بالتليجرام`."""
    return "\u0590" <= name[0] <= "\u06ff"


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    out: set[str] = set()
    for each in sets:
        out |= each
    return frozenset(out)


def _stems(names: Iterable[str]) -> dict[str, int]:
    """Beginnings of one-word names (up to two letters short) -> the name's length, to know inflected forms."""
    out: dict[str, int] = {}
    for name in names:
        if " " in name or len(name) < 5 or unspaced(name[0]):
            continue
        for cut in range(3):
            if len(name) - cut >= 4:
                out.setdefault(name[: len(name) - cut], len(name))
    return out
