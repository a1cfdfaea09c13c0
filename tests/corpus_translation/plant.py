# ruff: noqa: E501, SIM905 - one planted defect a line, codes as words
"""The corpus of translated units: good pairs of 20 languages, and the same with one defect planted in each.

`tune`, `seen`, `held` and `fresh` hold different sentences and the defects are planted in different ways, so
that a check made to fit one part shows on another. `python -m tests.corpus_translation.plant PART` prints all cases.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import yaml

from tests.corpus_translation import fresh
from tests.corpus_translation.case import Case

GOOD = Path(__file__).with_name("good")
# Another language of the same script, or of the nearest, whose text is planted by mistake.
_WRONG = dict(
    pair.split(":")
    for pair in (
        "ja:zh zh:ja ko:ja ar:fa he:ar fa:ar hi:bn bn:hi ta:hi th:ko ru:uk uk:ru de:pl fr:es es:fr tr:de vi:id "
        "id:vi pl:tr sw:id"
    ).split()
)
_WIDE = {"ja", "zh"}


def cases(part: str) -> Iterator[Case]:
    """Yield all cases of a part: `tune`, `seen`, `held` or `fresh`."""
    if part == "fresh":
        yield from fresh.cases()
        return
    texts = {
        path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))[part]
        for path in sorted(GOOD.glob("*.yaml"))
    }
    sources = texts.pop("source")
    for language, own in texts.items():
        for number, text in own.items():
            yield Case("good", language, sources[int(str(number)[0])], text)
        plant = {"tune": _tune, "seen": _seen, "held": _held}[part]
        yield from plant(language, {str(k): v for k, v in own.items()}, sources, texts[_WRONG[language]])


def _tune(code: str, t: dict[str, str], s: dict[int, str], wrong: dict[object, str]) -> Iterator[Case]:
    mail = "talktohumanrights@example.org"
    yield Case("contact missing", code, s[1], t["1"].replace(mail, ""), ("contact-missing",))
    yield Case("contact changed", code, s[1], t["1"].replace("rights@", "right@"), ("contact-changed",))
    yield Case(
        "contact foreign",
        code,
        s[2],
        _append(t["2"], _isolated(code, "info@example.net")),
        ("contact-foreign",),
    )
    yield Case(
        "contact duplicated", code, s[1], _append(t["1"], _isolated(code, mail)), ("contact-duplicated",)
    )
    yield Case("same contact, written otherwise", code, s[1], t["1"].replace("@", "(_AT_)"))
    yield Case("same contact, written otherwise", code, s[1].replace("@", "{{@}}"), t["1"].replace("@", "＠"))
    yield Case("variable lost", code, s[3], t["3"].replace("$link", ""), ("variable-lost",))
    yield Case("variable added", code, s[2], _append(t["2"], "$2"), ("variable-added",))
    raw = (s[5] + " ($1)", t["5"] + " ($1)")
    yield Case("raw placeholder", code, *raw, ("placeholder-raw",))
    second = s[5].split(". ")[1]
    first = re.split(r"(?<=[.。।؟])\s?|(?<=\S) (?=โปรด)", t["5"])[0]
    yield Case("half-translated", code, s[5], f"{first} {second}", ("half-translated",))
    yield Case("translated twice", code, s[5], t["5"] + " " + t["5"], ("translated-twice",))
    yield Case("translated twice", code, s[5], t["5"] + " " + t["5b"], ("translated-twice",))
    yield Case("same as source", code, s[5], s[5], ("same-as-source",))
    yield Case("same as source", code, s[2], s[2], ("same-as-source",))
    yield Case("number", code, s[2], _number(t["2"], "tune"), ("number-changed", "number-lost"))
    yield Case("number", code, s[7], re.sub("30|३०|৩০|٣٠|۳۰", "45", t["7"]), ("number-changed",))
    label = re.sub(r"\[\[[^|]*\|([^\]]*)\]\]", r"\1", t["4"])
    yield Case("link lost", code, s[4], label, ("link-lost",))
    plain = t["4"].replace("Special:MyLanguage/", "")
    yield Case("Special:MyLanguage lost", code, s[4], plain, ("link-mylanguage-lost",))
    closing = "）" if code in _WIDE else ")"
    yield Case("bracket", code, s[6], t["6"].replace(closing, "", 1), ("bracket-unbalanced",))
    yield Case("wrong language", code, s[5], wrong[5], ("wrong-language",))
    if "<bdi>" in t["1"]:
        bare = re.sub("</?bdi>", "", t["1"])
        yield Case("bidi", code, s[1], bare, ("bidi-isolation",))


def _seen(code: str, t: dict[str, str], s: dict[int, str], wrong: dict[object, str]) -> Iterator[Case]:
    mail, phone = "safety@example.org", "+1 415 555 0100"
    yield Case(
        "contact missing", code, s[1], t["1"].replace(mail, "…"), ("contact-missing",), ("bidi-isolation",)
    )
    yield Case(
        "contact missing", code, s[1], t["1"].replace(phone, "911"), ("contact-missing",), ("number-added",)
    )
    yield Case(
        "contact changed", code, s[1], t["1"].replace("example.org", "example.com"), ("contact-changed",)
    )
    yield Case("contact changed", code, s[1], t["1"].replace("0100", "0101"), ("contact-changed",))
    foreign = _isolated(code, "helper@mail.example")
    yield Case("contact foreign", code, s[6], f"{foreign} {t['6']}", ("contact-foreign",))
    twice = t["1"].replace(mail, f"{mail} / {mail}")
    yield Case("contact duplicated", code, s[1], twice, ("contact-duplicated",))
    yield Case("same contact, written otherwise", code, s[1], t["1"].replace("@", "[at]"))
    yield Case("same contact, written otherwise", code, s[1].replace("@", "(_AT_)"), t["1"])
    yield Case(
        "variable lost", code, s[3], t["3"].replace("$name", "$nmae"), ("variable-lost",), ("variable-added",)
    )
    yield Case(
        "variable lost", code, s[3], t["3"].replace("$count", "12"), ("variable-lost",), ("number-added",)
    )
    yield (
        Case(
            "variable added",
            code,
            s[7],
            t["7"].replace("45", "45 $link").replace("४५", "४५ $link"),
            ("variable-added",),
        )
        if re.search("45|४५", t["7"])
        else Case("variable added", code, s[7], "$link " + t["7"], ("variable-added",))
    )
    yield Case("raw placeholder", code, s[5] + " {{{1}}}", t["5"] + " {{{1}}}", ("placeholder-raw",))
    parts = s[5].split(". ")
    own = _three(t["5"])
    yield Case("half-translated", code, s[5], f"{parts[0]}. {own[1]} {own[2]}", ("half-translated",))
    yield Case("half-translated", code, s[5], f"{own[0]} {parts[1]}. {parts[2]}", ("half-translated",))
    yield Case("translated twice", code, s[5], t["5"] + "\n" + t["5b"], ("translated-twice",))
    yield Case("translated twice", code, s[5], f"{t['5']} {own[0]} {own[2]}", ("translated-twice",))
    yield Case("same as source", code, s[7], s[7], ("same-as-source",))
    yield Case("same as source", code, s[5], s[5], ("same-as-source",))
    yield Case("number", code, s[2], _number(t["2"], "seen"), ("number-changed", "number-lost"))
    yield Case("number", code, s[7], re.sub("45|٤٥|۴۵|४५|৪৫|๔๕", "54", t["7"]), ("number-changed",))
    lost = re.sub(r"\[https\S+ ([^\]]*)\]", r"\1", t["4"])
    yield Case("link lost", code, s[4], lost, ("link-lost",))
    other = t["4"].replace("lists.example.org", "lists.example.net")
    yield Case("link changed", code, s[4], other, ("link-changed",))
    other = t["4"].replace("Digital safety", "Digital hygiene")
    yield Case("link changed", code, s[4], other, ("link-changed",))
    plain = t["4"].replace("Special:MyLanguage/", "")
    yield Case("Special:MyLanguage lost", code, s[4], plain, ("link-mylanguage-lost",))
    opening, mixed = ("（", ("）", ")")) if code in _WIDE else ("(", (")", "]"))
    yield Case("bracket", code, s[6], t["6"].replace(opening, "", 1), ("bracket-unbalanced",))
    yield Case("bracket", code, s[6], t["6"].replace(*mixed), ("bracket-unbalanced",))
    yield Case("wrong language", code, s[5], wrong[5], ("wrong-language",))
    yield Case("wrong language", code, s[7], wrong[7], ("wrong-language",), ("number-changed",))
    if "<bdi>" in t["1"]:
        yield Case("bidi", code, s[1], re.sub("</?bdi>", "", t["1"]), ("bidi-isolation",))
        broken = t["1"].replace("<bdi>", "\u2066", 1).replace("</bdi>", "", 1)
        yield Case("bidi", code, s[1], broken, ("bidi-unbalanced",), ("bidi-isolation",))


def _held(code: str, t: dict[str, str], s: dict[int, str], wrong: dict[object, str]) -> Iterator[Case]:
    first, second = "emergency@example.net", "safety(_AT_)example.net"
    yield Case(
        "contact missing", code, s[1], t["1"].replace(second, "…"), ("contact-missing",), ("bidi-isolation",)
    )
    yield Case(
        "contact missing",
        code,
        s[1],
        t["1"].replace(first, "safety@example.net"),
        ("contact-missing",),
        ("contact-duplicated",),
    )
    yield Case(
        "contact changed", code, s[1], t["1"].replace(first, "emergencies@example.net"), ("contact-changed",)
    )
    yield Case(
        "contact foreign",
        code,
        s[7],
        t["7"] + " " + _isolated(code, "admin@example.org"),
        ("contact-foreign",),
    )
    yield Case(
        "contact duplicated",
        code,
        s[1],
        t["1"].replace(second, f"{second}, {second}"),
        ("contact-duplicated",),
    )
    yield Case(
        "same contact, written otherwise", code, s[1], t["1"].replace(first, "emergency {{@}} example.net")
    )
    yield Case("same contact, written otherwise", code, s[1], t["1"].replace("(_AT_)", "@"))
    yield Case("variable lost", code, s[3], t["3"].replace("$team", ""), ("variable-lost",))
    yield Case("variable lost", code, s[3], t["3"].replace("$", "＄", 1), ("variable-lost",))
    yield Case("variable added", code, s[3], t["3"].replace("$user", "$user $user_name"), ("variable-added",))
    yield Case("raw placeholder", code, s[7] + " ($1)", t["7"] + " ($1)", ("placeholder-raw",))
    parts = s[5].split(". ")
    own = _three(t["5"])
    yield Case("half-translated", code, s[5], f"{own[0]} {own[1]} {parts[2]}", ("half-translated",))
    yield Case("half-translated", code, s[5], f"{parts[0]}. {parts[1]}. {own[2]}", ("half-translated",))
    yield Case("translated twice", code, s[5], f"{t['5']} {t['5b']}", ("translated-twice",))
    yield Case("translated twice", code, s[5], f"{t['5b']}\n\n{t['5b']}", ("translated-twice",))
    yield Case(
        "translated twice", code, s[1], f"{t['1']} {t['1']}", ("translated-twice",), ("contact-duplicated",)
    )
    for number in (2, 5, 6, 7):
        yield Case("same as source", code, s[number], s[number], ("same-as-source",))
    yield Case("number", code, s[2], re.sub("37|٣٧|۳۷|৩৭", "73", t["2"]), ("number-changed",))
    yield Case("number", code, s[7], re.sub("17|١٧|۱۷|১৭", "19", t["7"]), ("number-changed",))
    years = re.sub("2024|2567|٢٠٢٤|۲۰۲۴|২০২৪", "2034" if code != "th" else "2577", t["2"])
    yield Case("number", code, s[2], years, ("number-changed",))
    yield Case("link lost", code, s[4], re.sub(r"\[\[[^|]*\|([^\]]*)\]\]", r"\1", t["4"]), ("link-lost",))
    yield Case(
        "link changed", code, s[4], t["4"].replace("Code of Conduct|", "Code of Ethics|"), ("link-changed",)
    )
    yield Case(
        "link changed", code, s[4], t["4"].replace("docs.example.net", "docs.example.com"), ("link-changed",)
    )
    yield Case(
        "Special:MyLanguage lost",
        code,
        s[4],
        t["4"].replace("Special:MyLanguage/", ""),
        ("link-mylanguage-lost",),
    )
    opening, closing = ("［", "］") if code in _WIDE else ("[", "]")
    yield Case("bracket", code, s[6], t["6"].replace(closing, ""), ("bracket-unbalanced",))
    yield Case(
        "bracket",
        code,
        s[6],
        t["6"].replace(opening, "（" if code in _WIDE else "("),
        ("bracket-unbalanced",),
    )
    yield Case("wrong language", code, s[5], wrong[5], ("wrong-language",))
    yield Case("wrong language", code, s[2], wrong[2], ("wrong-language",), ("number-changed",))
    if "<bdi>" in t["1"]:
        yield Case("bidi", code, s[1], re.sub("</?bdi>", "", t["1"]), ("bidi-isolation",))
        yield Case(
            "bidi",
            code,
            s[1],
            t["1"].replace("<bdi>", "\u202a", 1).replace("</bdi>", "", 1),
            ("bidi-unbalanced",),
        )


def _three(text: str) -> list[str]:
    """Cut the fifth held sentence in its three; Thai parts sentences by spaces."""
    if re.search("[\u0e00-\u0e7f]", text):
        return text.split(" ")[:3]
    return [part for part in re.split(r"(?<=[.。।])\s?", text) if part][:3]


def _number(text: str, part: str) -> str:
    """Lose a scale, a digit or a word of the first large number of the second sentence."""
    if part == "tune":
        for old, new in (
            ("30万", "3万"),
            ("30만", "3만"),
            ("٣٠٠٬٠٠٠", "٣٬٠٠٠"),
            ("300,000", "3,000"),
            ("300.000", "30.000"),
            ("300 000", "3 000"),
            ("300 mil ", "300 "),
            ("300 тыс.", "300 млн"),
            ("300 тисяч", "300"),
            ("300 tys.", "300"),
            ("۳۰۰ هزار", "۳۰۰"),
            ("3 लाख", "3 करोड़"),
            ("৩,০০,০০০", "৩০,০০০"),
            ("3 லட்சத்திற்கும்", "3 கோடிக்கும்"),
            ("3 แสน", "3 หมื่น"),
            ("300 bin", "300 milyon "),
            ("300 nghìn", "300 triệu"),
            ("300 ribu", "300 juta"),
        ):
            if old in text:
                return text.replace(old, new)
    for old, new in (
        ("2,400", "4,200"),
        ("2.400", "24.000"),
        ("2 400", "2 040"),
        ("2400", "240"),
        ("٢٤٠٠", "٢٤"),
        ("۲۴۰۰", "۴۲۰۰"),
        ("২,৪০০", "২,০৪০"),
    ):
        if old in text:
            return text.replace(old, new)
    raise ValueError(f"no number to change in {text!r}")


def _isolated(code: str, value: str) -> str:
    return f"<bdi>{value}</bdi>" if code in ("ar", "he", "fa") else value


def _append(text: str, more: str) -> str:
    return f"{text} {more}"


if __name__ == "__main__":
    for case in cases(sys.argv[1]):
        print(json.dumps(asdict(case), ensure_ascii=False))
