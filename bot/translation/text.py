"""Words, sentences and scripts of a unit's visible text: what the checks look at once markup is off.

Everything here is linear in the text and simple enough to be done the same way in the gadget's JavaScript.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_REMOVED_TAG = re.compile(
    r"<(ref|math|syntaxhighlight|pre|gallery)\b[^<>]*>.{0,2000}?</\1\s*>", re.DOTALL | re.IGNORECASE
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_TEMPLATE = re.compile(r"\{\{[^{}]*\}\}")
_FILE = re.compile(r"\[\[\s*(?:file|image|category|media)\s*:[^\[\]]*\]\]", re.IGNORECASE)
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_EXTERNAL = re.compile(r"\[(?:https?:|mailto:|ftp:|//|tel:)[^\s\[\]]*\s*([^\[\]]*)\]", re.IGNORECASE)
_URL = re.compile(r"(?:https?|ftp)://[^\s<>\[\]{}|\"（）「」。、，]+|mailto:\S+", re.IGNORECASE)
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}\s?(?:@|＠|[(\[{<]\s?_?at_?\s?[)\]}>])\s?"
    r"[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+",
    re.IGNORECASE,
)
# Signs and words that stand for @ between the two parts of an address.
AT_TEMPLATE = re.compile(
    r"\s{0,3}\{\{\s{0,3}(?:@|at|at[ _]?sign|arroba|klammeraffe|\(at\)|a-r-o-b-a)\s{0,3}\}\}\s{0,3}",
    re.IGNORECASE,
)
# A word in brackets between two parts of an address stands for @: (at), [arroba], or one of another script.
AT_WORD = re.compile(
    r"(?<=[A-Za-z0-9])\s?[(\[{<]{1,2}\s?[_*-]?\s?"
    r"(?:@|at|a|ät|aet|arroba|arobase|arrobase|chiocciola|małpa|malpa|kukac|zavináč|zavinac|snabel|snabel-?a"
    r"|klammeraffe|apenstaartje|[^\W\d_A-Za-z]{1,8})"
    r"\s?[_*-]?\s?[)\]}>]{1,2}\s?(?=[A-Za-z0-9-]{1,63}\s?(?:\.[A-Za-z0-9]|[(\[{<]))",
    re.IGNORECASE,
)
# An international telephone number: plus or tel:, then 7 to 15 digits (ITU-T E.164), usual signs between;
# brackets only around an area code, so that "(24/7)" behind a number is none of it.
# National ones only in the two shapes that are nothing else: (415) 555-0100 and 1-800-555-0199.
PHONE = re.compile(
    r"(?:(?<![\d+])\+|tel:\+?)\s?\d(?:(?:[\s.\-/]{0,2}|[\s.\-/]?\((?=\d{1,5}\))|\)[\s.\-/]{0,3})\d){6,14}"
    r"|\(\d{2,5}\)\s?\d{3,4}[-\s]\d{3,4}(?!\d)|(?<![\d-])(?:\d-)?\d{2,4}-\d{3,4}-\d{4}(?![\d-])"
)
# $name and $1, but not an amount of money: $300, $4.50, $5 million.
_VARIABLE = re.compile(
    r"\$(?:[A-Za-z_][A-Za-z0-9_]*|\d{1,2}(?!\d|[.,]\d|\s?(?:million|billion|bn|thousand|[kKmM]\b)))"
)
_HEADING = re.compile(r"^={1,6}(?!=)[ \t]{0,3}|[ \t]{0,3}(?<!=)={1,6}[ \t]{0,3}$", re.MULTILINE)
_MARKS = re.compile(r"'{2,5}|^[*#:;]+|__[A-Z]+__", re.MULTILINE)
_CONTROLS = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Scripts:
    """Which script a letter belongs to: sorted ranges of code points with their ISO 15924 code."""

    ranges: tuple[tuple[int, int, str], ...]

    def of(self, char: str) -> str | None:
        """Return the script of a letter or mark; None for signs, digits and scripts we do not list."""
        point = ord(char)
        low, high = 0, len(self.ranges)
        while low < high:
            middle = (low + high) // 2
            start, end, script = self.ranges[middle]
            if point < start:
                high = middle
            elif point > end:
                low = middle + 1
            else:
                return script if unicodedata.category(char)[0] in "LM" else None
        return None

    def count(self, text: str) -> Counter[str]:
        """Count the letters of a text by script."""
        return Counter(
            script for char in text if unicodedata.category(char)[0] == "L" and (script := self.of(char))
        )


def without_markup(text: str, *, keep_contacts: bool = False) -> str:
    """Return what a reader sees of a unit: no tags, templates, link targets, addresses or variables."""
    text = _COMMENT.sub(" ", text)
    text = _REMOVED_TAG.sub(" ", text)
    text = AT_WORD.sub("@", AT_TEMPLATE.sub("@", text))
    text = _TAG.sub(" ", text)
    for _ in range(4):  # nested templates, innermost first; deeper ones are rare and stay
        text, changed = _TEMPLATE.subn(" ", text)
        if not changed:
            break
    text = _FILE.sub(" ", text)
    text = _LINK.sub(r"\1", text)
    text = _EXTERNAL.sub(r" \1 ", text)
    text = html.unescape(text)
    text = _URL.sub(" ", text)
    if not keep_contacts:
        text = PHONE.sub(" ", _EMAIL.sub(" ", text))
    text = _VARIABLE.sub(" ", text)
    text = _HEADING.sub("", text)
    return _CONTROLS.sub("", _MARKS.sub(" ", text))


def words(text: str) -> list[str]:
    """Return runs of letters and marks; an apostrophe or hyphen between letters stays inside the word."""
    return [text[start:end] for start, end in word_spans(text)]


def word_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each word."""
    start: int | None = None
    for i, char in enumerate(text):
        category = unicodedata.category(char)[0]
        if category in "LM" or char in "\u200c\u200d":
            if start is None:
                start = i
            continue
        following = text[i + 1 : i + 2]
        inside = char in "'’ʼ-" and following and unicodedata.category(following)[0] == "L"
        if start is not None and not inside:
            yield start, i
            start = None
    if start is not None:
        yield start, len(text)


def sentences(text: str, ends: str) -> list[str]:
    """Split a text after the signs in ends and at line ends; an ASCII full stop needs a space behind it."""
    ascii_ends = "".join(c for c in ends if c in ".!?")
    wide_ends = "".join(c for c in ends if c not in ".!?")
    quotes = "[\"'”’»)）」』\\]]*"
    after_wide = rf"(?<=[{re.escape(wide_ends)}]){quotes}"
    after_ascii = rf"(?<=[{re.escape(ascii_ends)}])(?<!\b[A-Z]\.){quotes}(?=\s)"
    pattern = rf"{after_wide}|{after_ascii}|\n+"
    return [part.strip() for part in re.split(pattern, text) if part and part.strip()]
