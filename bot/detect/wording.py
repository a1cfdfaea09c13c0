"""Reads config/rules/wording.yaml and surnames/: small words of single languages that count on every page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from bot.detect.cues import words
from bot.detect.eastasian import EastAsian
from bot.detect.grammar import CueError
from bot.detect.rules import RuleError, read_keys
from bot.detect.towns import listed

if TYPE_CHECKING:
    from pathlib import Path

    from bot.detect.traits import Traits

KEYS = (
    "but", "and", "salutations", "closings", "joined_and", "not_years", "wikis", "projects", "gatherings", "travels", "articles", "particles",
    "clause_ends", "told_of", "middles", "higher", "taken", "by", "picture_options", "birth_templates", "age_templates", "rooms",
    "handle_before", "handle_is", "handle_labels", "account_of", "accounts", "account_is", "until", "number_signs",
    "abbreviations", "in_class",
    "specimens", "sentence_words", "town_ends", "subject_particles", "honorifics", "given_ends", "thing_syllables",
    "shown_of", "policed", "goes_on", "cases", "asks", "reflexives", "article_is",
    "polite", "connectives",
    "either_person", "mine", "with_me", "bare_articles", "of", "town_particles", "taken_oneself", "biography_verbs",
    "eras", "before_day", "before_month", "before_year", "at_prepositions", "rings", "private_phones", "led_in",
)  # fmt: skip
# Looked for in texts that are not folded.
_AS_WRITTEN = frozenset(
    ["clause_ends", "picture_options", "birth_templates", "handle_labels", "taken_oneself"]
)
_CODE = re.compile(r"[a-z]{2,3}")
_SURNAMES = ("ko", "zh")
_WORD_ENDS = r"(?!\w)"
_LEAD = (  # a name in bold letters, brackets, a comma
    r"[「『《〈\"]?'{3,5}[「『《〈]?([^'\n]{1,60}?)[」』》〉]?'{3,5}[」』》〉\"]?"
    r" ?(?:[(（][^\n]{0,200}?[)）] ?)?(?:[,，、] ?)?"
)


class Word(NamedTuple):
    """One word as pages are compared; open: other letters may follow."""

    text: str
    open: bool


class WordList(NamedTuple):
    """The words of one key by language, and the longer ones that are none though a word begins them."""

    by_language: dict[str, tuple[Word, ...]]
    never: tuple[Word, ...]

    def of(self, code: str) -> tuple[str, ...]:
        """The words of one language."""
        return tuple(word.text for word in self.by_language.get(code, ()))

    def texts(self) -> tuple[str, ...]:
        """The words of all languages."""
        return tuple(word.text for each in self.by_language.values() for word in each)

    def expression(self, *, inside: bool = False) -> str:
        """Any of the words, with a word's end behind those that are not open; inside: without."""
        found = _any_of(
            [word for each in self.by_language.values() for word in each], "" if inside else _WORD_ENDS
        )
        return f"(?!{_any_of(self.never, _WORD_ENDS)}){found}" if self.never else found


class Openings:
    """What a line begins with, by language; each is compiled when its first page comes, for they are long."""

    def __init__(self, found: WordList) -> None:
        self._found = found
        self._compiled: dict[str, re.Pattern[str]] = {}

    def of(self, code: str) -> re.Pattern[str]:
        """The expression for a language, with the English words in it; the English one where it has none of its own."""
        words = self._found.by_language
        code = code if code in words else "en"
        if code not in self._compiled:
            never = f"(?!{_any_of(self._found.never, _WORD_ENDS)})"
            either = [*words[code], *words["en"]]
            self._compiled[code] = re.compile(rf"[^\w\n]{{0,6}}{never}{_any_of(either, _WORD_ENDS)}")
        return self._compiled[code]


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """The lists of wording.yaml, ready to be looked up and searched in folded texts."""

    lists: dict[str, WordList]
    east_asian: EastAsian
    but: re.Pattern[str]  # with the comma before
    conjunctions: frozenset[str]
    salutations: Openings  # where a line begins; the language's and English
    closings: Openings  # the same
    joined_and: frozenset[str]
    not_years: re.Pattern[str]
    wiki: re.Pattern[str]  # anywhere
    project: re.Pattern[str]  # at a name's end
    gathering: re.Pattern[str]  # at a name's beginning
    travels: tuple[str, ...]
    articles: dict[str, re.Pattern[str]]  # before a noun
    bare_articles: frozenset[str]
    of: frozenset[str]
    of_before: re.Pattern[str]  # right before a town
    particles: dict[str, tuple[str, ...]]  # the longest first
    cases: tuple[str, ...]
    clause_ends: dict[str, str]
    goes_on: tuple[str, ...]
    told_of: re.Pattern[str]
    middles: frozenset[str]
    higher: re.Pattern[str]
    specimens: tuple[str, ...]
    mine: dict[str, re.Pattern[str]]  # where a caption's word for oneself begins
    with_me: dict[str, re.Pattern[str]]  # right before it
    shown_of: frozenset[str]
    taken: re.Pattern[str]  # shortly behind a word for oneself
    taken_oneself: tuple[str, ...]
    by: dict[str, frozenset[str]]
    picture_option: re.Pattern[str]  # all of a caption
    birth_template: re.Pattern[str]  # inside a template's name
    age_templates: frozenset[str]  # all of a template's name
    rooms: frozenset[str]  # of words for streets: those of an address that name none
    template_arguments: re.Pattern[str]  # a template's wikitext; group 1 is its arguments
    handle_before: re.Pattern[str]
    handle_is: dict[str, re.Pattern[str]]  # the same, only in the page's language
    handle_separator: re.Pattern[str]  # between a service's name and the handle
    handle_joint: re.Pattern[str]  # the same in scripts that are written onto the name: LINEのIDは|kaze77
    until: re.Pattern[str]  # and a number behind it
    number_sign: re.Pattern[str]  # and the number
    number_begins: re.Pattern[str]  # or quotation marks
    abbreviations: frozenset[str]
    in_class: re.Pattern[str]
    policed: dict[str, re.Pattern[str]]  # also inside a word
    asks: dict[str, re.Pattern[str]]  # where a sentence begins
    reflexives: dict[str, re.Pattern[str]]
    article_is: dict[str, re.Pattern[str]]  # a line's wikitext; group 1 is what the article is about
    connectives: tuple[str, ...]  # endings of verbs that read as a school's word
    polite: dict[str, tuple[str, ...]]  # how sentences end that speak to somebody
    behind_name: dict[str, re.Pattern[str]]  # right behind a name, where it is a sentence's subject
    either_person: dict[str, re.Pattern[str]]
    at_prepositions: dict[str, tuple[str, ...]]
    rings: dict[str, re.Pattern[str]]
    private_phones: dict[str, re.Pattern[str]]
    led_in: dict[str, re.Pattern[str]]  # with the space behind it


def load_wording(folder: Path, traits: dict[str, Traits]) -> Wording:
    """Read wording.yaml and the lists of surnames. Raises RuleError naming file, key and mend."""
    path = folder / "wording.yaml"
    lists = {key: _word_list(path, key, found) for key, found in read_keys(path, KEYS).items()}
    surnames = {code: _surnames(folder / "surnames" / f"{code}.txt") for code in _SURNAMES}
    return _ready(lists, traits, EastAsian(surnames, {key: each.of for key, each in lists.items()}))


def _surnames(path: Path) -> list[str]:
    found = [name for name in listed(path) if name]
    if not found:
        raise RuleError(f"{path}: holds no names; put the file back")
    return found


def _word_list(path: Path, key: str, found: Any) -> WordList:
    if not isinstance(found, dict):
        raise RuleError(f"{path}: {key}: must be a mapping of languages ({{de: [a, b]}})")
    by_language: dict[str, tuple[Word, ...]] = {}
    never: list[Word] = []
    for code, entries in found.items():
        where = f"{path}: {key}.{code}"
        if not _CODE.fullmatch(code):
            raise RuleError(f"{where}: is no language's code; write it like a wiki's (de, pt, zh)")
        if not isinstance(entries, list) or not all(isinstance(each, str) and each for each in entries):
            raise RuleError(f"{where}: must be a list of texts ([a, b])")
        taken: list[Word] = []
        for entry in entries:
            if key in _AS_WRITTEN:
                taken.append(Word(entry, open=True))
                continue
            barred = len(entry) > 1 and entry.startswith("!")
            try:
                read = words(entry[1:] if barred else entry)
            except CueError as error:
                raise RuleError(f"{where}: '{entry}': {error}") from None
            (never if barred else taken).extend(Word(*each) for each in read)
        by_language[code] = tuple(taken)
    return WordList(by_language, tuple(never))


def _ready(lists: dict[str, WordList], traits: dict[str, Traits], east_asian: EastAsian) -> Wording:
    joined = {
        code for code, each in traits.items() if each.joined
    }  # nothing stands between a word and the next
    projects = [word for each in lists["projects"].by_language.values() for word in each]
    stems = _any_of([word for word in projects if word.open], "")
    names = _any_of([word for word in projects if not word.open], "")
    return Wording(
        lists=lists,
        east_asian=east_asian,
        but=re.compile(f"[,;] {lists['but'].expression(inside=True)} "),
        conjunctions=frozenset(lists["and"].texts()),
        salutations=Openings(lists["salutations"]),
        closings=Openings(lists["closings"]),
        joined_and=frozenset(lists["joined_and"].texts()),
        not_years=re.compile(rf"\s*{lists['not_years'].expression()}"),
        wiki=re.compile(lists["wikis"].expression(inside=True)),
        project=re.compile(f"(?:{stems}[a-z]+|{names})$"),
        gathering=re.compile(lists["gatherings"].expression()),
        travels=lists["travels"].texts(),
        articles={
            code: re.compile(rf"(?<![^\W_]){_any_of(each, '')} $")
            for code, each in lists["articles"].by_language.items()
        },
        bare_articles=frozenset(lists["bare_articles"].texts()),
        of=frozenset(lists["of"].texts()),
        of_before=re.compile(f" {lists['of'].expression(inside=True)}[ ']$"),
        particles={
            code: tuple(sorted((word.text for word in each), key=len, reverse=True))
            for code, each in lists["particles"].by_language.items()
        },
        cases=tuple(lists["cases"].texts()),
        clause_ends={
            code: "".join(word.text for word in each)
            for code, each in lists["clause_ends"].by_language.items()
        },
        goes_on=tuple(lists["goes_on"].texts()),
        told_of=re.compile(lists["told_of"].expression(inside=True)),
        middles=frozenset(lists["middles"].texts()),
        higher=re.compile(lists["higher"].expression(inside=True)),
        specimens=tuple(dict.fromkeys(lists["specimens"].texts())),
        mine={
            code: re.compile(
                f"(?!{_any_of(lists['mine'].never, '')})"
                + _any_of(each, "" if code in joined else _WORD_ENDS)
            )
            for code, each in lists["mine"].by_language.items()
        },
        with_me={
            code: re.compile(("" if code in joined else r"(?<!\w)") + _any_of(each, "") + "$")
            for code, each in lists["with_me"].by_language.items()
        },
        shown_of=frozenset(lists["shown_of"].texts()),
        taken=re.compile(rf"([^、。,.]{{0,4}}?){lists['taken'].expression(inside=True)}"),
        taken_oneself=lists["taken_oneself"].texts(),
        by={code: frozenset(word.text for word in each) for code, each in lists["by"].by_language.items()},
        picture_option=re.compile(
            rf"\s*(?:{lists['picture_options'].expression()}|\d+(?:x\d+)?px|x\d+px|link=.*|class=.*|upright=[\d.]+)\s*$"
        ),
        birth_template=re.compile(lists["birth_templates"].expression(inside=True), re.IGNORECASE),
        age_templates=frozenset(lists["age_templates"].texts()),
        rooms=frozenset(lists["rooms"].texts()),
        template_arguments=re.compile(r"\{\{[^{}|]{1,80}\|([^{}]{3,60})\}\}"),
        handle_before=re.compile(
            rf"(?:^|[\s,:「]){lists['handle_before'].expression(inside=True)}[\s:]?\s?$"
        ),
        handle_is={
            code: re.compile(rf"(?:^|[\s,:「(]){_any_of(each, '')}[\s:]?\s?$")
            for code, each in lists["handle_is"].by_language.items()
        },
        handle_separator=re.compile(
            rf"(?:(?: ?/ ?X)?[ ]?\(?{lists['handle_labels'].expression(inside=True)}?\)?"
            r"(?:[ ]?[:=–—→]|[ ]-(?=[ ]))[ ]{0,2}|[ ]?[「『“\"])"
        ),
        handle_joint=re.compile(
            "".join(
                f"[ ]?{lists[key].expression(inside=True)}?"
                for key in ("account_of", "accounts", "account_is")
            )
            + "[ ]?[:：(（「『]?[ ]?(?:id[:： ] ?)?",
            re.IGNORECASE,
        ),
        until=re.compile(
            rf" ?(?:[-–—~]|{lists['until'].expression(inside=True)} )(?:[^\W\d_]{{1,8}} )?[0-9]"
        ),
        number_sign=re.compile(
            rf"(?: ?[№#]| {lists['number_signs'].expression(inside=True)}\.?) ?[0-9]{{1,4}}(?![^\W_])"
        ),
        number_begins=re.compile(rf"[«„“\"№#]| {lists['number_signs'].expression(inside=True)}[. ]"),
        abbreviations=frozenset(lists["abbreviations"].texts()),
        in_class=re.compile(rf"^(?:[^\W\d_]{{1,3}}|{lists['in_class'].expression(inside=True)}) (?=[^ ])"),
        policed={code: re.compile(_any_of(each, "")) for code, each in lists["policed"].by_language.items()},
        asks={
            code: re.compile(rf"[\W_]{{0,4}}{_any_of(each, _WORD_ENDS)}")
            for code, each in lists["asks"].by_language.items()
        },
        reflexives={
            code: re.compile(_any_of(each, _WORD_ENDS))
            for code, each in lists["reflexives"].by_language.items()
        },
        led_in={
            code: re.compile(rf" ?{_any_of(each, '')} ") for code, each in lists["led_in"].by_language.items()
        },
        article_is={
            code: re.compile(f"{_LEAD}{_any_of(each, '' if code in joined else _WORD_ENDS)}", re.IGNORECASE)
            for code, each in lists["article_is"].by_language.items()
        },
        connectives=lists["connectives"].texts(),
        polite={code: lists["polite"].of(code) for code in lists["polite"].by_language},
        behind_name={code: _behind_name(lists, code) for code, each in traits.items() if each.east_asian},
        either_person={
            code: re.compile(_any_of(each, _WORD_ENDS))
            for code, each in lists["either_person"].by_language.items()
        },
        at_prepositions={
            code: lists["at_prepositions"].of(code) for code in lists["at_prepositions"].by_language
        },
        rings=_apart(lists["rings"], joined),
        private_phones=_apart(lists["private_phones"], joined),
    )


def _apart(found: WordList, joined: set[str]) -> dict[str, re.Pattern[str]]:
    """Each language's words, where they are no part of another."""
    return {
        code: re.compile(_any_of(each, "") if code in joined else rf"(?<!\w){_any_of(each, _WORD_ENDS)}")
        for code, each in found.by_language.items()
    }


def _behind_name(lists: dict[str, WordList], code: str) -> re.Pattern[str]:
    titles = lists["honorifics"].of(code)
    particles = lists["subject_particles"].of(code) or lists["article_is"].of(code)
    return re.compile(f"(?:{'|'.join(titles)})?(?:{'|'.join(particles)})")


def _any_of(found: tuple[Word, ...] | list[Word], behind: str) -> str:
    """Any of the words, the longest first, and what follows those that are not open."""
    ordered = sorted(found, key=lambda word: len(word.text), reverse=True)
    parts = [re.escape(word.text) + ("" if word.open else behind) for word in ordered]
    return f"(?:{'|'.join(parts)})" if parts else "(?!)"
