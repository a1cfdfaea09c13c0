"""Numbers in a text by their value: 300,000 = 300.000 = 30万 = ٣٠٠٬٠٠٠ = 3 lakh.

A number as written can be read in several ways (1.500 is 1500 or 1.5), so each is a set of readings; two
numbers agree when they share one. Values are `fractions.Fraction`, exact.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from bot.translation.checks.data import CheckData
from bot.translation.text import without_markup, words

_SPACES = " \u00a0\u2009\u202f"
_TOKEN = re.compile(rf"\d+(?:(?:[.,'’٬٫]|[{_SPACES}](?=\d{{3}}(?!\d)))\d+)*")
_GROUPED = re.compile(rf"\d{{1,3}}(?:[.,'’٬{_SPACES}]\d{{3}})+|\d{{1,3}}(?:[,٬]\d{{2}})*[,٬]\d{{3}}")
_DATE = re.compile(r"\d{1,4}([./])\d{1,2}\1\d{2,4}$")
# An ordinal may carry its ending: XXIe, XIXème.
_ROMAN = re.compile(r"\b(?=[IVXLC])(X{0,3}(?:IX|IV|V?I{0,3}))(?:\b|(?<=[IVX]{2})(?=[a-zà-ÿа-яº°ª]{1,3}\b))")
_CLOCK = re.compile(r"(?<![\d:.])(\d{1,2})[:.](?=[0-5]\d(?!\d|[:.]\d))")
_HAN = re.compile(r"[〇零一二三四五六七八九两兩]?[〇零一二三四五六七八九十百千万萬億亿兆两兩]+")
_HAN_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}
_HAN_SCALES = {"万": 10**4, "萬": 10**4, "億": 10**8, "亿": 10**8, "兆": 10**12}
_PLANE_SCALES = frozenset({10**4, 10**8, 10**12})
_IDENTIFIER = re.compile(r"(?:[A-Za-z][A-Za-z0-9]*[-‑–]?|#)$")
_PM = re.compile(r"\d\s?p\.?m\b", re.IGNORECASE)
_DEEPEST = 4  # 1兆2億3万4: no number has more steps
_SHORT_SCALE = 4  # a space and three letters
_DECADE = re.compile(r"\b\d\d(\d0)s\b")


@dataclass(frozen=True, slots=True)
class Number:
    """One number: as written, the values it may stand for, the numbers it may be made of (15.30)."""

    written: str
    readings: frozenset[Fraction]
    parts: tuple[Fraction, ...] = ()


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a text: those in digits, and the values that words in it may stand for.

    scales are words such as "million" without digits before them: a number of that size may stand in words.
    """

    digits: tuple[Number, ...]
    words: frozenset[Fraction]
    scales: frozenset[Fraction] = frozenset()

    @property
    def values(self) -> frozenset[Fraction]:
        """Every reading of every number, in digits or words."""
        parts = (part for number in self.digits for part in number.parts)
        return frozenset().union(*(number.readings for number in self.digits), self.words, parts)


def numbers(text: str, data: CheckData, decimal: str = "") -> Numbers:
    """Find the numbers of a wikitext; those in addresses, templates and names such as COVID-19 do not count.

    decimal is the decimal sign where the language's writers keep to one (`.` in English); "" reads both ways.
    """
    plain = _digits(without_markup(text))
    found: list[Number] = []
    spoken: set[Fraction] = set()
    in_words = list(plain)
    end = 0
    for match in _TOKEN.finditer(plain):
        if match.start() < end:
            continue
        before, after = (
            plain[max(0, match.start() - 24) : match.start()],
            plain[match.end() : match.end() + 1],
        )
        readings = _readings(match[0], decimal)
        if _IDENTIFIER.search(before) or (after.isascii() and after.isupper() and after not in "KMB"):
            spoken.update(*readings)
            continue
        factor, tail, end = _scale(plain, match.end(), data)
        in_words[match.start() : end] = " " * (end - match.start())
        leading = _leading_scale(before, data) if factor == 1 else 1
        if leading > 1:  # Swahili: milioni 1.5
            in_words[max(0, match.start() - 24) : match.start()] = " " * min(24, match.start())
            found += [Number(match[0], frozenset({*r, *(v * leading for v in r)})) for r in readings]
            continue
        if factor == 1:
            parts = _parts(match[0])
            found += [Number(match[0], reading, parts) for reading in readings]
            continue
        scaled = {value * factor for reading in readings for value in reading}
        if tail:
            scaled |= {value + tail for value in scaled}
            spoken.add(tail)  # it may be a number of its own: 30万 2024年
        written = plain[match.start() : end].strip()
        if len(written) - len(match[0]) <= _SHORT_SCALE and written[-1].isascii():
            scaled = scaled.union(*readings)  # "5 mil" may be five thousand or five miles
        found.append(Number(written, frozenset(scaled)))
    spoken |= _spoken(plain, data)
    return Numbers(tuple(found), frozenset(spoken), _bare_scales("".join(in_words), data))


def _digits(text: str) -> str:
    """Return the text with the digits and separators of every script as ASCII."""
    result = []
    for i, char in enumerate(text):
        digit = unicodedata.decimal(char, None)
        between = 0 < i < len(text) - 1 and text[i - 1].isdigit() and text[i + 1].isdigit()
        if digit is not None:
            result.append(str(digit))
        elif between and char in "٬،，":
            result.append(",")
        elif between and char in "٫．":
            result.append(".")
        else:
            result.append(char)
    return "".join(result)


def _readings(token: str, decimal: str) -> list[frozenset[Fraction]]:
    """Return one set of readings for each number a token holds; a date or time holds several."""
    if token.isdigit():
        return [frozenset({Fraction(token)})]
    if _GROUPED.fullmatch(token):
        readings = {Fraction(re.sub(r"\D", "", token))}
        signs = re.findall(r"[.,]", token)
        if len(signs) == 1 and not any(space in token for space in _SPACES) and decimal in ("", signs[0]):
            readings = {_decimal(token)} if decimal else {*readings, _decimal(token)}
        return [frozenset(readings)]
    parts = re.findall(r"\d+", token)
    separators = re.findall(r"\D", token)
    if len(separators) == 1 and separators[0] in ".,":
        return (
            [frozenset({_decimal(token)})]
            if len(parts[1]) <= 6
            else [frozenset({Fraction(p)}) for p in parts]
        )
    last = separators[-1]
    head = token[: token.rindex(last)]
    if last in ".," and _GROUPED.fullmatch(head) and last not in head and not _DATE.match(token):
        return [frozenset({_decimal(re.sub(r"\D", "", head) + "." + parts[-1])})]
    return [frozenset({Fraction(part)}) for part in parts]


def _parts(token: str) -> tuple[Fraction, ...]:
    """Return the numbers that a token with one sign may be made of: a time, two numbers side by side."""
    parts = re.split(r"\D", token)
    return tuple(Fraction(part) for part in parts) if len(parts) == 2 else ()


def _decimal(token: str) -> Fraction:
    whole, fraction = re.split(r"\D", token)
    return Fraction(f"{whole}.{fraction}")


def _scale(text: str, start: int, data: CheckData, depth: int = 0) -> tuple[int, Fraction, int]:
    """Read the words that multiply, after a number: factor, what is added (3億5000万), and where it ends."""
    factor, position = 1, start
    for _ in range(_DEEPEST):
        at = position
        while at < len(text) and text[at] in f"{_SPACES}-‑" and at - position < 2:
            at += 1
        rest = text[at : at + 24].lower()
        found = next((item for item in data.scales.get(rest[:1], ()) if _is_scale(rest, item[0])), None)
        if found is None:
            break
        word, value = found
        factor *= value
        position = at + len(word)
        further_at = position + (text[position : position + 1] == " ")  # Korean: 1만 2,500
        if depth < _DEEPEST and value in _PLANE_SCALES and text[further_at : further_at + 1].isdigit():
            match = _TOKEN.match(text, further_at)
            if match is not None:
                further, more, end = _scale(text, match.end(), data, depth + 1)
                return factor, max(_readings(match[0], "")[0]) * further + more, end
        while position < len(text) and len(word) > 3 and unicodedata.category(text[position])[0] in "LM":
            if ord(text[position]) > 0x2E80:  # scripts without spaces: the next letter is the next word
                break
            position += 1
        if text[position : position + 1] == "." and len(word) <= 3:
            position += 1
    return factor, Fraction(0), position


def _leading_scale(before: str, data: CheckData) -> int:
    """Return what the word before a number multiplies it by, in languages that count so; else 1."""
    last = words(before.lower())[-1:] if before.endswith(" ") else []
    if not last or len(last[0]) <= 3:
        return 1
    return next((value for word, value in data.scales.get(last[0][0], ()) if word == last[0]), 1)


def _is_scale(rest: str, word: str) -> bool:
    if not rest.startswith(word):
        return False
    following = rest[len(word) : len(word) + 1]
    unspaced = ord(word[0]) >= 0x0E00
    return len(word) > 3 or unspaced or not following or unicodedata.category(following)[0] not in "LM"


def _bare_scales(text: str, data: CheckData) -> frozenset[Fraction]:
    """Return the values of words that multiply and have no digits before them: two and a half million."""
    return frozenset(
        Fraction(value)
        for word in words(text.lower())
        for scale, value in data.scales.get(word[0], ())
        if word.startswith(scale) and (len(scale) > 3 or word == scale)
    )


def _spoken(text: str, data: CheckData) -> set[Fraction]:
    """Return the values that words may stand for; generous, since they only ever excuse a number."""
    found: set[Fraction] = set()
    for word in words(text.lower()):
        for part in word.split("-"):
            if part in data.number_words:
                found.add(Fraction(data.number_words[part]))
        for scale, value in data.scales.get(word[0], ()):
            if word.startswith(scale) and (len(scale) > 3 or word == scale):
                found.add(Fraction(value))
    tens = [value for value in found if value in {Fraction(n) for n in range(20, 100, 10)}]
    found |= {ten + one for ten in tens for one in found if 0 < one < 10}
    found |= {Fraction(value) for run in _HAN.findall(text) for value in _han(run)}
    found |= {Fraction(_roman(run)) for run in _ROMAN.findall(text) if run}
    found |= {Fraction(decade) for decade in _DECADE.findall(text)}
    for hour in map(int, _CLOCK.findall(text)):  # 17:30 and 5:30 may be the same time
        found |= (
            {Fraction(hour + 12)} if 1 <= hour < 12 else {Fraction(hour - 12)} if 12 < hour < 24 else set()
        )
    if _PM.search(text):
        found |= {
            Fraction(int(n) + 12) for n in re.findall(r"(\d{1,2})(?::\d\d)?\s?[pP]", text) if int(n) < 12
        }
    return found


def _han(run: str) -> Iterable[int]:
    """Yield the value of a Chinese numeral, and of its digits read one by one (二〇二二)."""
    if all(char in _HAN_DIGITS for char in run):
        yield int("".join(str(_HAN_DIGITS[char]) for char in run))
        return
    total = section = digit = 0
    for char in run:
        if char in _HAN_DIGITS:
            digit = _HAN_DIGITS[char]
        elif char in _HAN_UNITS:
            section += (digit or 1) * _HAN_UNITS[char]
            digit = 0
        else:
            total += (section + digit or 1) * _HAN_SCALES[char]
            section = digit = 0
    yield total + section + digit


def _roman(run: str) -> int:
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    total = 0
    for char, following in zip(run, run[1:] + " ", strict=True):
        value = values[char]
        total += -value if values.get(following, 0) > value else value
    return total
