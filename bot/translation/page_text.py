"""What can be said of a translated page from its text alone, as a reader sees it, without its source.

Paragraphs left in the source's language or half in it, signs that nobody filled, a paragraph that says the
same twice, an address written in several ways, one thing under several names. A text may be wikitext or what
was copied from a browser; a paragraph is a line.
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.translation.checks import CHECKS, CheckData, Defect, Pair, Severity
from bot.translation.checks.halves import untranslated_part, wrong_language
from bot.translation.checks.pair import View
from bot.translation.contacts import contacts, forms
from bot.translation.glossary import Glossary
from bot.translation.terms import TermFinder
from bot.translation.text import words

_RAW = re.compile(
    r"(?<![\w$])\$(?:\d(?![.,]?\d|\s?(?:million|billion|[kKmM]\b))|[A-Za-z_][A-Za-z0-9_]*)"
    r"|\{\{\{[^{}]+\}\}\}|<tvar\b|</?translate\b"
)
_LATIN = re.compile(r"[A-Z][A-Za-z0-9&'-]+")
_SHORT = 12  # letters: shorter lines are tabs, captions, names
_ALIKE, _RELATED = 82, 45
_UNSPACED = "\u3005\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff"
_GLOSSED = re.compile(rf"([{_UNSPACED}]{{2,16}})\s?[(（]\s?([A-Za-z][A-Za-z' -]{{1,60}}?)\s?[)）]")
_BEHIND = re.compile(rf"\b([A-Z]{{2,6}})\s?([{_UNSPACED}]{{2,16}})")
_QUOTED = 60
_MOST_SENTENCES = 60  # of a paragraph, each compared with each


@dataclass(frozen=True, slots=True)
class TextDefect:
    """A defect in a text, by the number of its line (the first is 1); 0 where it is of the whole text."""

    line: int
    defect: Defect

    @property
    def severity(self) -> Severity:
        """How much it harms a reader."""
        return CHECKS[self.defect.check].severity


@dataclass(frozen=True, slots=True)
class TextReport:
    """What was found in a text; translated and untranslated count its paragraphs."""

    defects: tuple[TextDefect, ...]
    translated: int
    untranslated: int

    @property
    def worst(self) -> Severity | None:
        """The gravest severity found; None when nothing was."""
        return max((found.severity for found in self.defects), default=None)


class _OneSided(View):
    """A paragraph as the checks of pairs see it, with no source but its language."""

    @functools.cached_property
    def source_script(self) -> str | None:
        language = self.data.language(self.pair.source_language)
        return next(iter(language.scripts), None) if language else None


def inspect_text(
    text: str, language: str, data: CheckData, glossary: Glossary, *, source_language: str = "en"
) -> TextReport:
    """Look at a page's text in a language; finds nothing of what only the source could tell."""
    found: list[TextDefect] = []
    counts: Counter[str] = Counter()
    for number, line in enumerate(text.splitlines(), 1):
        view = _OneSided(Pair("", line, language, source_language), data)
        found += [
            TextDefect(number, Defect("placeholder-raw", (sign,), in_source=True))
            for sign in dict.fromkeys(_RAW.findall(line))
        ]
        if sum(data.scripts.count(view.translation).values()) >= _SHORT:
            state, whole = _language(view)
            counts["untranslated" if whole else "translated"] += 1
            found += [TextDefect(number, state)] if state else []
        twice = _said_twice(view)
        if twice:
            found.append(TextDefect(number, Defect("translated-twice", (twice,))))
    for value, signs in forms(text).items():
        if len(signs) > 1:
            ways = ", ".join(sorted(signs))
            found.append(TextDefect(0, Defect("contact-two-forms", (value, str(len(signs)), ways))))
    for name, others in _names(text, language, data, glossary):
        defect = Defect("rival-names", (name, str(len(others)), ", ".join(others)))
        found.append(TextDefect(0, defect))
    return TextReport(tuple(found), counts["translated"], counts["untranslated"])


def _language(view: View) -> tuple[Defect | None, bool]:
    """Return what is wrong with a paragraph's language, and whether all of it is in another one."""
    if view.same_language:
        return None, False
    other, part = wrong_language(view), untranslated_part(view)
    if other is None:
        return (Defect("half-translated", (part,)) if part else None), False
    if other != view.pair.source_language:
        return Defect("wrong-language", (other,)), True
    own = sum(view.data.scripts.count(view.translation)[script] for script in view.scripts)
    mixed = view.source_script not in view.scripts and own >= _SHORT
    return Defect("half-translated", (part or _short(view.translation),)), not mixed


def _said_twice(view: View) -> str:
    """Return the beginning of what stands twice in a paragraph, "" for nothing.

    Two sentences alike; or one address twice and with it another name or two sentences that share much.
    """
    said = [" ".join(part.split()) for part in view.translation_sentences]
    long = [part for part in said if len(part) >= _SHORT][:_MOST_SENTENCES]
    pairs = [(fuzz.ratio(a, b), a) for i, a in enumerate(long) for b in long[i + 1 :]]
    best, first = max(pairs, default=(0.0, ""))
    if best >= _ALIKE:
        return _short(first)
    addresses = [
        value for value, n in Counter(c.value for c in contacts(view.pair.translation)).items() if n > 1
    ]
    if not addresses:
        return ""
    names = [name for name, n in Counter(_LATIN.findall(view.translation)).items() if n > 1]
    return _short(addresses[0]) if names or best >= _RELATED else ""


def _names(text: str, language: str, data: CheckData, glossary: Glossary) -> Iterator[tuple[str, list[str]]]:
    """Yield terms with the names that they have in a text, where these are several.

    Names are the glossary's renderings, wanted or not; and, in scripts without spaces, what stands before the
    term in brackets, `人権関心グループ (Human Rights Interest Group)`, or behind its abbreviation.
    """
    finder = TermFinder(glossary, data)
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for term in glossary.terms.values():
        rendering = term.renderings.get(language)
        known = [*((rendering.text, *rendering.also) if rendering else ()), *term.forbidden.get(language, ())]
        for one in known:
            if finder.stands_in(text, one, language):
                found[term.text][one] = None
    full = {
        "".join(word[0] for word in words(term.text)).upper(): term.text for term in glossary.terms.values()
    }
    for name, gloss in _GLOSSED.findall(text):
        found[full.get(gloss, " ".join(gloss.split()))][name] = None
    for short, name in _BEHIND.findall(text):
        found[full.get(short, short)][f"{short} {name}"] = None
    for term_text, names in found.items():
        bare = {name: name.rpartition(" ")[2] for name in names}
        # 利益グループ is no name of its own where only HRIG 利益グループ stands.
        kept = [
            name
            for name in names
            if " " in name or not any(" " in other and bare[other].endswith(name) for other in names)
        ]
        if len(kept) > 1:
            yield term_text, kept


def _short(text: str) -> str:
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"
