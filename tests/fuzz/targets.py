"""Everything that reads what others wrote, and what must hold of it: no exception but its own, no lie.

A target takes a text and returns nothing; whatever it raises is a finding. test_fuzz.py runs each for a moment
and over the kept corpus, `scripts/bench fuzz` for as long as one likes.
"""
# ruff: noqa: E501 - a seed is one text

from __future__ import annotations

import functools
import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from bot.census.dump import Dump, DumpError
from bot.detect.tuning import Tuning
from bot.model import PageText, Policy
from bot.patrol import onwiki
from bot.patrol.links import LinkError, Links
from bot.settings import WikiSettings
from bot.translation.glossary import csv_file, json_file, po_file, tbx, yaml_file
from bot.translation.glossary.model import GlossaryError
from bot.translation.unit_files import UnitFileError, read_units
from bot.wiki.eventstreams import edit_of
from tests.detector import packaged

_LANGUAGES = frozenset({"en", "de", "ar", "zh-hans"})
_WIKI = WikiSettings("dewiki", "https://wiki.example.org/w/api.php", "de", policy=Policy.SUBSCRIBERS)


@dataclass(frozen=True)
class Target:
    """What is fed: its name, what texts for it are made of, and the law. ending names its kept files.

    seeds are sound inputs that a coverage-guided run begins with.
    """

    name: str
    texts: st.SearchStrategy[str]
    check: Callable[[str], None]
    ending: str = "txt"
    seeds: tuple[str, ...] = ()


def _pieces(pieces: str, *more: str) -> st.SearchStrategy[str]:
    """Texts of the pieces (separated by blanks) and of anything else, in any order, some many times."""
    part = st.one_of(st.sampled_from([*pieces.split(), " ", "\n", *more]), st.text(max_size=12))
    many = st.tuples(part, st.integers(1, 60)).map(lambda pair: pair[0] * pair[1])
    return st.lists(st.one_of(part, part, many), max_size=40).map("".join)


def _mutated(seed: str) -> st.SearchStrategy[str]:
    """A sound file with pieces cut out, doubled, or put elsewhere."""

    def cut(where: list[tuple[int, int, int, str]]) -> str:
        text = seed
        for start, length, times, new in where:
            at = start % (len(text) + 1)
            piece = text[at : at + length]
            text = text[:at] + piece * times + new + text[at + length :]
        return text

    number = st.integers(0, len(seed))
    change = st.tuples(number, st.integers(0, 40), st.integers(0, 3), st.text(max_size=4))
    return st.lists(change, max_size=6).map(cut)


def text_of(data: bytes) -> str:
    """Read bytes as a text, lone surrogates too, and what is none with replacement characters."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")


def _detect(text: str) -> None:
    for lang in ("en", "ar", "ja"):
        found = packaged().analyze(PageText(f"{lang}wiki", lang, "User:Quiet Heron", "Quiet Heron", text))
        for one in found.findings:
            assert 0 <= one.start < one.end <= len(text)
            assert 0 < one.score <= 1
        assert (found.tier is None) == (not found.findings) or found.username_is_real_name


def _link(text: str) -> None:
    try:
        link = _LINKS.read(text)
    except LinkError:
        return
    raise AssertionError(f"a made-up token opened {link.purpose}")


_LINKS = Links("a secret of the fuzzer's", "https://tool.example.org")


@functools.cache
def _browser() -> Any:
    from bot.store import open_store
    from gadget import create_app
    from tests.stores import new_keys
    from tests.web import ORIGIN, settings

    roomy = settings(public_url=ORIGIN, environment={"WIKILATCH_RATE_LIMIT": "1000000 per minute"})
    return create_app(roomy, open_store("sqlite://", new_keys())).test_client()


def _connect(text: str) -> None:
    origin, _, nonce = text.partition("&")
    asked = {"origin": origin, "nonce": nonce}
    for answer in (
        _browser().get("/gadget/connect", query_string=asked, base_url="http://127.0.0.1:8080"),
        _browser().post("/gadget/connect", data=asked, base_url="http://127.0.0.1:8080"),
    ):
        assert 300 <= answer.status_code < 500, answer.status_code
        if answer.status_code == 303:
            assert origin == "https://wiki.example.org"
            assert answer.location.startswith("/login?back=")
        assert "Access-Control-Allow-Origin" not in answer.headers


def _policy(text: str) -> None:
    decided = onwiki.apply(_WIKI, text)
    assert decided.wiki.policy in (Policy.OFF, Policy.SUBSCRIBERS)
    assert decided.wiki.daily_cap <= _WIKI.daily_cap
    assert decided.wiki.approved_tier >= _WIKI.approved_tier
    assert decided.wiki.delay_hours[0] >= _WIKI.delay_hours[0]
    assert replace(
        decided.wiki, policy=_WIKI.policy, daily_cap=0, delay_hours=(0, 0), approved_tier=0
    ) == replace(_WIKI, daily_cap=0, delay_hours=(0, 0), approved_tier=0)


def _rules(text: str) -> None:
    packaged().tuned(Tuning.parse(text))


def _glossary(loads: Callable[[str, str, frozenset[str]], Any]) -> Callable[[str], None]:
    def check(text: str) -> None:
        try:
            loads(text, "a file", _LANGUAGES)
        except GlossaryError:
            return

    return check


def _file(ending: str, read: Callable[[Path], object], error: type[Exception]) -> Callable[[str], None]:
    def check(text: str) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"file{ending}"
            path.write_bytes(text.encode("utf-8", "surrogatepass"))
            try:
                read(path)
            except error:
                return

    return check


def _dump(path: Path) -> None:
    for page in Dump(path):
        assert page.edit.wiki


def _event(text: str) -> None:
    edit = edit_of(text, {"dewiki"})
    assert edit is None or edit.wiki == "dewiki"


_XML = (
    '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="de"><siteinfo>'
    "<dbname>dewiki</dbname><namespaces><namespace key='2'>User</namespace></namespaces></siteinfo><page>"
    "<title>User:Otter</title><ns>2</ns><id>7</id><revision><id>9</id><timestamp>2026-11-01T10:00:00Z</timestamp>"
    "<contributor><username>Otter</username></contributor><text>I live in Whitby.</text></revision></page></mediawiki>"
)
_TBX = (
    '<?xml version="1.0"?><tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">'
    '<text><body><conceptEntry id="doxing"><descrip type="definition">x</descrip><langSec xml:lang="en"><termSec>'
    "<term>doxing</term></termSec></langSec></conceptEntry></body></text></tbx>"
)
_YAML = "source_language: en\nterms:\n  doxing:\n    term: doxing\n    renderings:\n      de: Doxing\n"
_JSON = '{"format": "wikilatch-glossary", "version": 1, "source_language": "en", "terms": {"doxing": {"term": "doxing"}}}'
_PO = 'msgid ""\nmsgstr "Language: de\\n"\n\nmsgctxt "doxing"\nmsgid "doxing"\nmsgstr "Doxing"\n'
_CSV = "id,term,language,rendering,status\ndoxing,doxing,de,Doxing,approved\n"
_EVENT = json.dumps(
    {"wiki_id": "dewiki", "page_change_kind": "edit", "dt": "2026-11-01T10:00:00Z", "meta": {"domain": "x"},
     "page": {"page_title": "Benutzer:Otter", "namespace_id": 2}, "performer": {"user_text": "Otter", "user_id": 4},
     "revision": {"rev_id": 5}}
)  # fmt: skip
_MARKUP = (
    "{{ }} {{{ }}} [[ ]] | = ''' <ref> </ref> <!-- --> {| |} |- <nowiki> </nowiki> == : ; * # &nbsp; &#x41; ~~~~ "
    "[[File:Me.jpg|thumb|me]] {{Infobox user|name= me@kelp-post.org +44 121 234 5678 4539801688117616 http:// "
    "https://github.com/fenlark My name is I live in Ottoline Farr born 1991 عمري ١٤ سنة 横浜市 に住んでいます"
)
_WIKITEXT = _pieces(
    _MARKUP,
    "\0",
    "\u202e",
    "\u200b",
    "\ud800",
    "🏳️‍🌈",
)
_WORDS_OF_JSON = (
    '{ } [ ] , : "policy" "off" "tier" "daily_cap" "allow" "off" "thresholds" 1e999 NaN -1 null "email" true'
)
_PAGE_JSON = _pieces(_WORDS_OF_JSON)

_TOKEN = "WyJrZWVwIiwiYWJjIl0.aSdf.kj3H_-x"
_ASKED = "https://wiki.example.org&nnnnnnnnnnnnnnnnnnnnnn"
_POLICY = '{"policy": "off", "daily_cap": 3, "tier": "urgent", "shortest_delay_hours": 24}'
_RULES = (
    '{"allow": ["x@example.org"], "rules_off": ["en.location.3"], "thresholds": {"location": 0.7}, '
    '"templates": {"infobox": ["My box"]}, "cues": {"location": ["I dwell in {place}"]}}'
)
_LINE = '{"wiki": "dewiki", "lang": "de", "title": "User:Otter", "username": "Otter", "wikitext": "I live in Whitby."}\n'


def _soundly(
    name: str,
    seed: str,
    check: Callable[[str], None],
    ending: str,
    *more: st.SearchStrategy[str],
    words: str = "",
) -> Target:
    """A target that is fed with a sound input and changes to it."""
    return Target(name, st.one_of(_mutated(seed), *more), check, ending, (seed, *[words] * bool(words)))


TARGETS = (
    Target("structure pass, gate and recognizers", _WIKITEXT, _detect, "wikitext", (_MARKUP,)),
    _soundly("links of mails", _TOKEN, _link, "txt", st.text()),
    _soundly("connect flow", _ASKED, _connect, "txt"),
    _soundly("policy page", _POLICY, _policy, "json", _PAGE_JSON, words=_WORDS_OF_JSON),
    _soundly("rules page", _RULES, _rules, "json", _PAGE_JSON, words=_WORDS_OF_JSON),
    _soundly("glossary TBX", _TBX, _glossary(tbx.loads), "tbx", _pieces("< > & </ <!ENTITY <![CDATA[")),
    _soundly("glossary CSV", _CSV, _glossary(csv_file.loads), "csv"),
    _soundly("glossary PO", _PO, _glossary(po_file.loads), "po"),
    _soundly("glossary JSON", _JSON, _glossary(json_file.loads), "json"),
    _soundly("glossary YAML", _YAML, _glossary(yaml_file.loads), "yaml"),
    _soundly("units PO", _PO, _file(".po", read_units, UnitFileError), "po"),
    _soundly("units CSV", _CSV, _file(".csv", read_units, UnitFileError), "csv"),
    _soundly("dump XML", _XML, _file(".xml", _dump, DumpError), "xml"),
    _soundly("dump JSON lines", _LINE, _file(".jsonl", _dump, DumpError), "jsonl"),
    _soundly("stream events", _EVENT, _event, "json", _PAGE_JSON),
)  # fmt: skip
BY_NAME = {target.name: target for target in TARGETS}
