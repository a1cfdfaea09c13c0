"""Text that stayed in the source's language, wholly or in part, or that is in a third one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from bot.translation.checks.pair import Defect, View
from bot.translation.language import better_guess, fit, looks_like, triples
from bot.translation.text import without_markup, word_spans, words

_FOREIGN_LETTERS, _OWN_LETTERS, _OWN_SHARE = 8, 6, 0.1
_RUN_IN_OTHER_SCRIPT, _RUN_COMMON, _MIXED_RUN = 4, 6, 3
_GLOSS = re.compile(r"[(（\[「『“\"«„‘][^()（）\[\]「」『』“”\"«»„‘’]*[)）\]」』”“‘\"»«’]")
_PARTS = re.compile(r"[,;:،؛、，；：()（）\[\]「」『』“”\"«»–—]+|\s-\s")
_MISSING_PART, _LONG = 0.38, 60
_HAN_ALONE = 8


def check(view: View) -> Iterator[Defect]:
    """Yield `same-as-source`, `wrong-language`, `half-translated` and `part-missing`; at most one of them."""
    view = _without_kept_names(view)
    if view.same_language or not view.translation:
        return
    if _same(view):
        yield Defect("same-as-source")
        return
    other = wrong_language(view)
    if other == view.pair.source_language and (rest := _mixed(view)) is not None:
        yield Defect("half-translated", (rest,))
        return
    if other is not None:
        yield Defect("wrong-language", (other,))
        return
    rest = untranslated_part(view)
    if rest is not None:
        yield Defect("half-translated", (rest,))
    elif _part_missing(view):
        yield Defect("part-missing")


def _without_kept_names(view: View) -> View:
    """Leave out names in quotation marks that the source has too: titles of books and campaigns stay."""

    def names(text: str) -> dict[str, str]:
        found = {m[0]: words(without_markup(m[0])) for m in _GLOSS.finditer(text)}
        return {written: " ".join(inner) for written, inner in found.items() if _is_name(inner, view)}

    kept = set(names(view.pair.source).values())
    text = view.pair.translation
    for written, inner in names(text).items() if kept else ():
        if inner in kept:
            text = text.replace(written, " ")
    return view if text == view.pair.translation else View(replace(view.pair, translation=text), view.data)


def _same(view: View) -> bool:
    """True where the translation repeats a source that has something to translate."""
    source = [word.lower() for word in view.source_words]
    if not source or source != [word.lower() for word in view.translation_words]:
        return False
    telling = [w for w in view.source_words if w.lower() not in view.data.names and not _is_abbreviation(w)]
    if view.source_script not in view.scripts and view.scripts:
        return (
            any(word[:1].islower() for word in telling)
            or len(telling) > 1
            or len(view.source_words) == 1 == len(telling)
        )
    common = view.source_profile.function_words if view.source_profile else frozenset()
    own = view.profile.function_words if view.profile else frozenset()
    if any(word.lower() in common - own for word in telling):
        return len(view.source_words) > 1
    # Two content words may be a name (Wikimedia Foundation); lower case after the first is none.
    return len(telling) >= 2 and any(word[:1].islower() for word in telling[1:])


def _is_abbreviation(word: str) -> bool:
    return any(char.isupper() for char in word[1:])


def wrong_language(view: View) -> str | None:
    """Return the code, or the script, of what the whole translation is in; None where it is right."""
    letters = view.data.scripts.count(view.translation)
    total = sum(letters.values())
    if total == 0 or not view.scripts:
        return None
    own = sum(letters[script] for script in view.scripts)
    if (own < _OWN_LETTERS and own / total < 0.5) or own / total < _OWN_SHARE:
        return _by_script(view, total)
    if "Hira" in view.scripts:
        kana = letters["Hira"] + letters["Kana"]
        chinese = sum(char in view.data.chinese_only for char in view.translation)
        return "zh" if kana == 0 and (chinese >= 2 or (chinese and letters["Hani"] >= _HAN_ALONE)) else None
    if view.scripts == {"Hani"} and _looks_japanese(letters, total):
        return "ja"
    # Sentences that stayed in the source's language are for half-translated; look at the rest.
    source = view.source_profile
    rest = [
        s for s in view.translation_sentences if not (source and looks_like(words(s), source, view.profile))
    ]
    guess = better_guess(" ".join(rest), view.pair.language, view.data)
    if guess and guess.is_sure:
        return guess.code
    if not rest and source is not None and view.source_script in view.scripts and not _own_clauses(view):
        return view.pair.source_language if len(view.translation_words) >= 5 else None
    return None


def _mixed(view: View) -> str | None:
    """Return three words in a row that are the source's, where the text has words of its own language too."""
    source = [word.lower() for word in view.source_words]
    common = view.source_profile.function_words if view.source_profile else frozenset()
    own = (view.profile.function_words if view.profile else frozenset()) - common
    if not any(word.lower() in own for word in view.translation_words):
        return None
    known = {tuple(source[i : i + _MIXED_RUN]) for i in range(len(source) - _MIXED_RUN + 1)}
    found = view.translation_words
    for i in range(len(found) - _MIXED_RUN + 1):
        if tuple(word.lower() for word in found[i : i + _MIXED_RUN]) in known:
            return _short(" ".join(found[i:]))
    return None


def _looks_japanese(letters: Counter[str], total: int) -> bool:
    """True for a text with more kana than a name in it would bring."""
    kana = letters["Hira"] + letters["Kana"]
    return letters["Hira"] >= max(3, total // 10) or (letters["Hira"] > 0 and kana * 3 >= total)


def _own_clauses(view: View) -> bool:
    """True where clauses that do not look like the source's language fit the translation's own better."""
    source, own = view.source_profile, view.profile
    if source is None or own is None:
        return False
    clauses = (words(c) for s in view.translation_sentences for c in _clauses(s))
    rest = triples(word for clause in clauses if not looks_like(clause, source, own) for word in clause)
    return len(rest) >= _FOREIGN_LETTERS and fit(rest, own) > fit(rest, source)


def _by_script(view: View, total: int) -> str | None:
    """Name the language of a text in none of the expected scripts, where there is enough of it."""
    telling = [
        w for w in view.translation_words if w.lower() not in view.data.names and not _is_abbreviation(w)
    ]
    common = view.data.scripts.count(view.translation).most_common(1)[0][0]
    if common == view.source_script:
        # A name left in Latin letters is no mistake; a sentence is.
        lower = [word for word in telling if word[:1].islower()]
        return view.pair.source_language if len(lower) >= 2 and total >= _FOREIGN_LETTERS else None
    if total < _FOREIGN_LETTERS // 2 or not telling:
        return None
    fitting = {p.code for p in view.data.profiles.values() if p.script == common}
    if common == "Hira" or (common in ("Kana", "Hani") and view.data.scripts.count(view.translation)["Hira"]):
        return "ja"
    return next(iter(fitting)) if len(fitting) == 1 else common


def untranslated_part(view: View) -> str | None:
    """Return the first part of the translation that stayed in the source's language, shortened; else None."""
    source = view.source_profile
    if source is None:
        return None
    if view.source_script not in view.scripts and view.scripts:
        return _run_in_source_script(view)
    for sentence in view.translation_sentences:
        for part in (sentence, *_clauses(sentence)):
            found = words(part)
            if len(found) >= 5 and not _is_name(found, view) and looks_like(found, source, view.profile):
                return _short(part)
    return _common_run(view)


def _run_in_source_script(view: View) -> str | None:
    """Find a run of words in the source's script that is a phrase, neither name nor gloss in brackets."""
    common = view.source_profile.function_words if view.source_profile else frozenset()
    glosses = [m.span() for m in _GLOSS.finditer(view.translation) if len(words(m[0])) <= 8]
    run: list[tuple[int, int]] = []
    for start, end in [*word_spans(view.translation), (len(view.translation), len(view.translation) + 1)]:
        word = view.translation[start:end]
        foreign = word and view.data.scripts.of(word[0]) == view.source_script
        joined = not run or not set(view.translation[run[-1][1] : start]) & set(view.data.sentence_ends)
        if foreign and joined:
            run.append((start, end))
            continue
        if _is_phrase([view.translation[s:e] for s, e in run], common, view) and not _inside(run, glosses):
            return _short(view.translation[run[0][0] : run[-1][1]])
        run = [(start, end)] if foreign else []
    return None


def _is_phrase(run: list[str], common: frozenset[str], view: View) -> bool:
    lower = [word for word in run if word[:1].islower() and word not in view.data.names]
    content = [word for word in lower if word not in common]
    functions = [word for word in run if word.lower() in common]
    if len(run) >= _RUN_IN_OTHER_SCRIPT and content and functions:
        return True
    source = " ".join(view.source_words).lower()
    if len(run) >= _MIXED_RUN and content and functions and " ".join(run).lower() in source:
        return True
    return len(content) >= 3 or (len(functions) >= 3 and len(lower) >= 3)


def _inside(run: list[tuple[int, int]], spans: list[tuple[int, int]]) -> bool:
    return any(start <= run[0][0] and run[-1][1] <= end for start, end in spans)


def _clauses(sentence: str) -> list[str]:
    return [part for part in _PARTS.split(sentence) if part.strip()]


def _is_name(found: list[str], view: View) -> bool:
    """True where all but function words are capitalised: a title, an organisation."""
    common = view.source_profile.function_words if view.source_profile else frozenset()
    capitals = sum(word[:1].isupper() for word in found)
    return capitals >= 2 and not any(word[:1].islower() and word not in common for word in found)


def _common_run(view: View) -> str | None:
    """Find six words in a row that stand in the source alike, two of them function words of it alone."""
    common = view.source_profile.function_words if view.source_profile else frozenset()
    own = view.profile.function_words if view.profile else frozenset()
    source = [word.lower() for word in view.source_words]
    known = {tuple(source[i : i + _RUN_COMMON]) for i in range(len(source) - _RUN_COMMON + 1)}
    found = view.translation_words
    for i in range(len(found) - _RUN_COMMON + 1):
        window = found[i : i + _RUN_COMMON]
        if tuple(word.lower() for word in window) not in known:
            continue
        functions = [word for word in window if word.lower() in common and word.lower() not in own]
        if len(functions) >= 2 and not _is_name(window, view):
            return _short(" ".join(window))
    return None


def _part_missing(view: View) -> bool:
    """True where a long source became a text far shorter than the language would need."""
    source = sum(map(len, view.source_words))
    if source < _LONG or view.profile is None or len(view.source_sentences) < 2:
        return False
    expected = source * view.profile.ratio / (view.source_profile.ratio if view.source_profile else 1)
    return sum(map(len, view.translation_words)) < _MISSING_PART * expected


def _short(text: str, most: int = 60) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"
