"""A community's own settings (its wiki's JSON page), merged over the packaged rules.

    {"rules_off": ["en.location.3"], "thresholds": {"location": 0.7}, "allow": ["Springfield"],
     "templates": {"infobox": ["My userbox"]}, "cues": {"location": ["I dwell in {place}"]}}

A bad entry is reported and skipped; the rest counts.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Self

from bot.detect.cues import compile_cue
from bot.detect.folding import fold
from bot.detect.grammar import CueError
from bot.detect.rules import TEMPLATES, TYPES, CueRule, check_pattern

if TYPE_CHECKING:
    from bot.detect.rules import Language
    from bot.detect.view import Candidate, View

_LONGEST = 300  # characters of a phrase or a template's name
_KEYS = ("rules_off", "thresholds", "allow", "templates", "cues")


@dataclass(frozen=True, slots=True)
class Tuning:
    """What a community changed; problems says which entries were skipped, and why."""

    rules_off: frozenset[str] = frozenset()
    thresholds: dict[str, float] = field(default_factory=dict)
    allow: frozenset[str] = frozenset()
    templates: dict[str, tuple[str, ...]] = field(default_factory=dict)
    cues: tuple[CueRule, ...] = ()
    problems: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the JSON text of a tuning page; never raises, what cannot be used is named in problems."""
        problems: list[str] = []
        try:
            data = json.loads(text)
        except ValueError as error:
            return cls(problems=(f"not JSON ({error}); nothing of it is used",))
        except RecursionError:
            return cls(problems=("nested too deeply; nothing of it is used",))
        if not isinstance(data, dict):
            return cls(problems=("must be an object with the keys " + ", ".join(_KEYS),))
        problems += [f"{key}: no such key; use one of {', '.join(_KEYS)}" for key in data if key not in _KEYS]
        return cls(
            frozenset(_texts(data, "rules_off", problems)),
            _thresholds(data.get("thresholds"), problems),
            frozenset(map(fold, _texts(data, "allow", problems))),
            _templates(data.get("templates"), problems),
            tuple(_cues(data.get("cues"), problems)),
            tuple(problems),
        )

    def merged(self, language: Language) -> Language:
        """A language's rules with the community's templates and cues beside the packaged ones."""
        if not self.cues and not self.templates:
            return language
        templates = dict(language.templates)
        for sort, names in self.templates.items():
            templates[sort] = [*templates.get(sort, ()), *names]
        return replace(language, cues=[*language.cues, *self.cues], templates=templates)

    def apply(self, candidate: Candidate, view: View) -> None:
        """Silence a candidate of a rule that is off or of a text that is allowed."""
        if candidate.rule in self.rules_off or candidate.rule.rsplit(".", 1)[0] in self.rules_off:
            candidate.add("rule switched off here", -2.0)
        elif self.allow:
            start, end = view.span(candidate)
            if fold(view.page.wikitext[start:end]) in self.allow:
                candidate.add("allowed here", -2.0)


def _shown(entry: Any) -> str:
    """An entry as the page has it, without spaces: the gadget says it in the same words."""
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":"))


def _texts(data: dict[str, Any], key: str, problems: list[str]) -> list[str]:
    found = data.get(key, [])
    if not isinstance(found, list):
        problems.append(f"{key}: must be a list of texts")
        return []
    problems += [f"{key}: {_shown(entry)} is not a text" for entry in found if not isinstance(entry, str)]
    return [entry for entry in found if isinstance(entry, str)]


def _thresholds(found: Any, problems: list[str]) -> dict[str, float]:
    out: dict[str, float] = {}
    if found is not None and not isinstance(found, dict):
        problems.append("thresholds: must be an object (type: number)")
        return out
    for kind, value in (found or {}).items():
        if kind not in TYPES:
            problems.append(f"thresholds.{kind}: no such type; use one of {', '.join(sorted(TYPES))}")
        elif isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 2:
            problems.append(f"thresholds.{kind}: must be a number from 0 to 2")
        else:
            out[kind] = float(value)
    return out


def _templates(found: Any, problems: list[str]) -> dict[str, tuple[str, ...]]:
    out: dict[str, tuple[str, ...]] = {}
    if found is not None and not isinstance(found, dict):
        problems.append("templates: must be an object (class: list of names)")
        return out
    classes = sorted(TEMPLATES - {"params", "value"})
    for sort, names in (found or {}).items():
        if sort not in classes:
            problems.append(f"templates.{sort}: no such class of templates; use one of {', '.join(classes)}")
        elif not isinstance(names, list):
            problems.append(f"templates.{sort}: must be a list of names")
        else:
            out[sort] = tuple(_usable(f"templates.{sort}", names, problems))
    return out


def _cues(found: Any, problems: list[str]) -> list[CueRule]:
    out: list[CueRule] = []
    if found is not None and not isinstance(found, dict):
        problems.append("cues: must be an object (type: list of phrases)")
        return out
    for kind, phrases in (found or {}).items():
        if kind not in TYPES:
            problems.append(f"cues.{kind}: no such type; use one of {', '.join(sorted(TYPES))}")
        elif not isinstance(phrases, list):
            problems.append(f"cues.{kind}: must be a list of phrases")
        else:
            for number, phrase in enumerate(phrases, 1):
                for text in _usable(f"cues.{kind}[{number}]", [phrase], problems):
                    try:
                        cue = compile_cue(text)
                        check_pattern(cue.pattern)
                        out.append(CueRule(f"wiki.{kind}.{number}", kind, 1.0, cue))
                    except CueError as error:
                        problems.append(f'cues.{kind}[{number}]: "{text}" {error}')
    return out


def _usable(key: str, entries: list[Any], problems: list[str]) -> list[str]:
    """The entries that are texts of a sensible length; the others are named."""
    out: list[str] = []
    for entry in entries:
        if not isinstance(entry, str) or not entry.strip():
            problems.append(f"{key}: {_shown(entry)} is not a text")
        elif len(entry) > _LONGEST:
            problems.append(f"{key}: longer than {_LONGEST} characters; write it shorter")
        else:
            out.append(entry)
    return out
