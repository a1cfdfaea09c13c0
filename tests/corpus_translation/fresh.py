"""A part of the corpus that was written, and first measured, without looking at the checks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from tests.corpus_translation.case import Case

_FILE = Path(__file__).with_name("fresh.yaml")
_EMERGENCY, _RIGHTS = "emergency@help.example.org", "rights@help.example.org"
_CONTACT = ("contact-missing", "contact-changed", "contact-foreign", "contact-duplicated")
_VARIABLE = ("variable-lost", "variable-added")
_NUMBER = ("number-changed", "number-lost", "number-added")
_LINK = ("link-lost", "link-changed", "link-added", "link-mylanguage-lost")
_LEFT = ("half-translated", "same-as-source", "part-missing", "wrong-language")
_RTL = frozenset({"ar", "fa", "he", "ur"})
_AT = {"ja": "＠", "zh": "＠", "ko": "(_AT_)"}


def cases() -> Iterator[Case]:
    """Yield every unit: good ones, the same with a defect, and those written by hand."""
    data = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    source: dict[str, str] = data["source"]
    for code, text in data["languages"].items():
        for name in source:
            yield Case("good", code, source[name], text[name])
        yield from _contacts(code, text, source["contact"])
        yield from _texts(code, text, source)
        yield from _numbers(code, text, source)
        yield from _markup(code, text, source)
    for code, kind, expect, english, translation in data["hand"]:
        yield Case(kind, code, english, translation, tuple(expect))


def _contacts(code: str, t: dict[str, str], source: str) -> Iterator[Case]:
    text = t["contact"]
    emergency = f"<bdi>{_EMERGENCY}</bdi>" if code in _RTL else _EMERGENCY
    yield Case("contact missing", code, source, _put(text, emergency, ""), _CONTACT)
    yield Case("contact changed", code, source, _put(text, "emergency@", "emergencies@"), _CONTACT)
    yield Case("contact foreign", code, source, _put(text, _RIGHTS, "rights@help.example.net"), _CONTACT)
    yield Case("contact duplicated", code, source, _put(text, _EMERGENCY, _RIGHTS), _CONTACT)
    yield Case("same contact, written otherwise", code, source, text.replace("@", _AT.get(code, "{{@}}")))
    yield Case("same contact, written otherwise", code, source.replace("@", "(_AT_)"), text)
    twice = ("translated-twice", "contact-duplicated")
    yield Case("translated twice", code, source, f"{text} {text}", twice, twice)
    if code in _RTL:
        yield Case("bidi", code, source, re.sub("</?bdi>", "", text), ("bidi-isolation",))
        for start, end in (('<span dir="ltr">', "</span>"), ("\u2066", "\u2069")):
            isolated = text.replace("<bdi>", start).replace("</bdi>", end)
            yield Case("isolated otherwise", code, source, isolated)


def _texts(code: str, t: dict[str, str], source: dict[str, str]) -> Iterator[Case]:
    plain = t["plain"]
    first, second = source["plain"].split(". ", 1)
    end = re.search(r"[。.।۔] ?|(?<=พวกเขา) ", plain)
    assert end is not None
    yield Case("half-translated", code, source["plain"], f"{first}. {plain[end.end() :]}", _LEFT)
    yield Case("half-translated", code, source["plain"], f"{plain[: end.end()]} {second}", _LEFT)
    yield Case("translated twice", code, source["plain"], f"{plain} {t['again']}", ("translated-twice",))
    yield Case("good", code, source["plain"], t["again"])
    for name in ("plain", "heading"):
        yield Case("same as source", code, source[name], source[name], _LEFT)
    yield Case("wrong language", code, source["plain"], t["other"], _LEFT)
    raw = source["plain"].replace("names.", "names ($1).")
    yield Case("raw placeholder", code, raw, plain, ("placeholder-raw", "variable-lost"))
    text = t["variables"]
    yield Case("variable lost", code, source["variables"], re.sub(r"\s*\$date\s*", " ", text), _VARIABLE)
    yield Case("variable added", code, source["variables"], text.replace("$name", "$navn"), _VARIABLE)
    spoilt = text.replace("$date", "$ date" if code in {"fr", "de", "ru", "pl", "fi"} else "date$")
    yield Case("variable added", code, source["variables"], spoilt, _VARIABLE)


def _numbers(code: str, t: dict[str, str], source: dict[str, str]) -> Iterator[Case]:
    yield Case("number", code, source["numbers"], _put(t["numbers"], *t["thousands"]), _NUMBER)
    yield Case("number", code, source["million"], _put(t["million"], *t["millions"]), _NUMBER)
    yield Case("number", code, source["numbers"], _put(t["numbers"], *t["percent"]), _NUMBER)
    phone = t["phone"].replace("0143", "0134")
    yield Case("contact changed", code, source["phone"], phone, _CONTACT)
    if code in _RTL:
        yield Case("bidi", code, source["phone"], re.sub("</?bdi>", "", t["phone"]), ("bidi-isolation",))


def _markup(code: str, t: dict[str, str], source: dict[str, str]) -> Iterator[Case]:
    links = t["links"]
    yield Case("link lost", code, source["links"], re.sub(r"\[https://\S+ ([^\]]*)\]", r"\1", links), _LINK)
    yield Case("link lost", code, source["links"], re.sub(r"\[\[[^|]*\|([^\]]*)\]\]", r"\1", links), _LINK)
    yield Case("link changed", code, source["links"], links.replace("org/guide", "org/guides"), _LINK)
    bare = links.replace("Special:MyLanguage/", "")
    yield Case("Special:MyLanguage lost", code, source["links"], bare, _LINK)
    note = t["template"]
    without = note.replace("{{Note|", "").replace("}}", "")
    yield Case("template lost", code, source["template"], without, ("template-lost",))
    open_ended = re.sub(r"[)）]", "", note, count=1)
    yield Case("bracket", code, source["template"], open_ended, ("bracket-unbalanced",))
    for heading in (t["heading"].replace("==", "==="), t["heading"].replace("==", "").strip()):
        yield Case("heading", code, source["heading"], heading, ("heading-changed",))


def _put(text: str, old: str, new: str) -> str:
    if old not in text:
        raise ValueError(f"{old!r} is not in {text!r}")
    return text.replace(old, new, 1)
