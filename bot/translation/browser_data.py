"""What the gadget reads to help translators: the checks' data, and each language with its terms, as JSON."""

from __future__ import annotations

from typing import Any

from bot.translation.checks.data import CheckData
from bot.translation.glossary import Glossary, Status, Term

SHARED = "shared"
_EXACT = 4  # digits of a log probability: more would only make the files longer


def languages(glossary: Glossary, spoken: tuple[str, ...] = ()) -> list[str]:
    """Return the languages to write files for: those with a rendering, those asked for, and the source's."""
    return sorted({*glossary.languages, *spoken, glossary.source_language})


def shared(data: CheckData) -> dict[str, Any]:
    """Return what the checks know beside single languages."""
    return {
        "scripts": [list(span) for span in data.scripts.ranges],
        "sentenceEnds": data.sentence_ends,
        "names": sorted(data.names),
        "numberWords": dict(data.number_words),
        "scales": {letter: [list(item) for item in items] for letter, items in data.scales.items()},
    }


def language(code: str, glossary: Glossary, data: CheckData) -> dict[str, Any]:
    """Return what the checks know of a language, and the glossary as it needs it."""
    known, profile = data.language(code), data.profile(code)
    return {
        "code": code,
        "dir": known.direction if known else "ltr",
        "scripts": sorted(known.scripts) if known else [],
        "noPlural": code.split("-")[0].lower() in data.no_plural,
        "profile": None
        if profile is None
        else {
            "spaced": profile.spaced,
            "words": dict.fromkeys(sorted(profile.function_words), True),
            "trigrams": {triple: round(value, _EXACT) for triple, value in profile.trigrams.items()},
        },
        "terms": [
            _term(term, code) for term in glossary.terms.values() if term.status is not Status.DEPRECATED
        ],
    }


def _term(term: Term, code: str) -> dict[str, Any]:
    base = code.split("-")[0]
    rendering = term.renderings.get(code) or term.renderings.get(base)
    return {
        "id": term.id,
        "forms": list(term.forms),
        "definition": term.definition,
        "note": term.note if rendering is None or not rendering.note else rendering.note,
        "doNotTranslate": term.do_not_translate,
        "rendering": rendering.text if rendering else "",
        "accepted": list(rendering.also) if rendering else [],
        "forbidden": list(term.forbidden.get(code) or term.forbidden.get(base, ())),
        "approved": rendering is not None and rendering.status is Status.APPROVED,
    }
