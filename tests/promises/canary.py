"""Invented secrets that the real detector takes, and a search for them in every byte that was left behind.

A secret counts as found in whatever dress: as it is, folded, as digits only, split, reversed, escaped,
encoded, or as one of the digests that anybody can compute of it. What is searched is compared without regard
to ASCII case, so each needle stands for both.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import quopri
import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, quote_plus

from ahocorasick_rs import BytesAhoCorasick

from bot.model import FindingType

_SHORTEST = 6  # bytes; less is found in anything
_FEWEST_DIGITS = 7
# Eight given digits stand somewhere in megabytes of digests and random numbers by mere chance, about once
# in a thousand runs: so short a number counts only where it is not in the middle of a long one.
_SURELY_NO_CHANCE = 10
_HEX = frozenset(b"0123456789abcdef")
_A_DIGEST = 24  # characters in a row
_SEPARATORS = (" ", "-", ".", "_", ",", "/", ":", "|", "\n", "\t", "\0", ", ")
_HASHES = (hashlib.md5, hashlib.sha1, hashlib.sha256)


@dataclass(frozen=True)
class Secret:
    """Something that an invented person publishes: a sentence, and what of it must never be anywhere else.

    parts are pieces of the value that give it away too.
    """

    type: FindingType
    lang: str
    sentence: str
    value: str
    parts: tuple[str, ...] = ()


_T = FindingType
SECRETS = (
    Secret(_T.REAL_NAME, "en", "My name is Ottoline Farrowby.", "Ottoline Farrowby", ("Farrowby",)),
    Secret(_T.REAL_NAME, "de", "Ich heiße Götz Straußberger.", "Götz Straußberger", ("Straußberger",)),
    Secret(_T.REAL_NAME, "ja", "本名は倉橋千尋です。", "倉橋千尋"),
    Secret(_T.REAL_NAME, "ar", "اسمي سلمى الزهراوي.", "سلمى الزهراوي", ("الزهراوي",)),
    Secret(_T.LOCATION, "ru", "Я живу в Брянске.", "Брянске"),
    Secret(_T.LOCATION, "zh", "我住在苏州市。", "苏州市"),
    Secret(_T.BIRTH_DATE, "en", "I was born on 3 March 1991.", "3 March 1991"),
    Secret(_T.AGE_MINOR, "ar", "عمري ١٤ سنة.", "عمري ١٤ سنة"),
    Secret(_T.EMPLOYER, "en", "I work at Tidewrack Laboratories.", "Tidewrack Laboratories", ("Tidewrack",)),
    Secret(_T.SCHOOL, "ja", "汐見台中学校に通っています。", "汐見台中学校"),
    Secret(_T.EMAIL, "en", "Mail me: ottoline.f@kelp-post.org", "ottoline.f@kelp-post.org", ("kelp-post",)),
    Secret(_T.PHONE, "en", "Phone: +44 121 234 5678", "+44 121 234 5678"),
    Secret(_T.PHONE, "ar", "رقم هاتفي: ٠١٠ ٠١٢٣٤٥٦٧", "٠١٠ ٠١٢٣٤٥٦٧"),
    Secret(_T.PHONE, "ja", "電話番号は090-1262-7835です。", "090-1262-7835"),
    Secret(_T.MESSAGING_HANDLE, "en", "My Telegram is @fenlark_xq.", "@fenlark_xq", ("fenlark_xq",)),
    Secret(_T.SOCIAL_HANDLE, "en", "https://github.com/fenlark_zz", "https://github.com/fenlark_zz"),
    Secret(_T.CREDENTIAL, "en", "My bot password is Zx9-kelp-4410.", "Zx9-kelp-4410"),
    Secret(_T.IP_ADDRESS, "en", "My IP address is 81.2.69.142.", "81.2.69.142"),
    Secret(_T.PAYMENT, "en", "My card: 4539 8016 8811 7616", "4539 8016 8811 7616"),
    Secret(_T.SELF_IMAGE, "en", "[[File:Heron lunch 77.jpg|thumb|Me at lunch]]", "Heron lunch 77.jpg"),
    Secret(_T.ADDRESS, "de", "Meine Adresse: Seegrasweg 17, 26121 Oldenburg", "Seegrasweg 17"),
    Secret(_T.NATIONAL_ID, "es", "Mi DNI es 54362315K.", "54362315K"),
)  # fmt: skip


@dataclass(frozen=True, order=True)
class Hit:
    """Where a secret was found, of which type, and in what dress."""

    place: str
    type: str
    dress: str
    offset: int = field(compare=False)

    def __str__(self) -> str:
        return f"{self.place}, byte {self.offset}: {self.type} as {self.dress}"


class Searcher:
    """Looks for secrets in bytes, files, folders and databases."""

    def __init__(self, secrets: Iterable[Secret] = SECRETS) -> None:
        needles: dict[bytes, tuple[str, str]] = {}
        for secret in secrets:
            for dress, needle in dresses(secret):
                needles.setdefault(needle.lower(), (secret.type.value, dress))
        self._about = list(needles.values())
        self._short_number = [needle.isdigit() and len(needle) < _SURELY_NO_CHANCE for needle in needles]
        self._automaton = BytesAhoCorasick(list(needles))
        self.needles = len(needles)

    def data(self, place: str, data: bytes | str) -> list[Hit]:
        """Search bytes; each secret and dress is told once a place."""
        raw = data.encode("utf-8", "surrogateescape") if isinstance(data, str) else data
        folded = raw.lower()
        found: dict[tuple[str, str], Hit] = {}
        # Mails and PEM-like texts cut long words: once more with the cuts undone.
        views = [folded] if b"\n" not in folded else [folded, re.sub(rb"=?\r?\n[ \t]?", b"", folded)]
        for view in views:
            for number, start, end in self._automaton.find_matches_as_indexes(view, overlapping=True):
                if self._short_number[number] and _in_a_digest(view, start, end):
                    continue
                kind, dress = self._about[number]
                found.setdefault((kind, dress), Hit(place, kind, dress, start))
        return sorted(found.values())

    def _file(self, place: str, file: Path) -> list[Hit]:
        # A process or connection that is just ending may take its file away between being listed and read.
        try:
            return self.data(place, file.read_bytes())
        except FileNotFoundError:
            return []

    def folder(self, path: Path, *, but: Iterable[str] = ()) -> list[Hit]:
        """Search every file below a folder, and the names of all; `but` are names at its top to pass over."""
        hits: list[Hit] = []
        for file in sorted(path.rglob("*")):
            name = file.relative_to(path)
            if name.parts[0] in but:
                continue
            hits += self.data(f"name of {name}", str(name))
            if file.is_file():
                hits += self._file(str(name), file)
        return hits

    def sqlite(self, path: Path) -> list[Hit]:
        """Search a SQLite file, its log and index, a backup and a dump as SQL."""
        hits: list[Hit] = []
        for one in sorted(path.parent.glob(path.name + "*")):
            hits += self._file(one.name, one)
        connection = sqlite3.connect(path)
        copy = sqlite3.connect(":memory:")
        connection.backup(copy)
        hits += self.data(f"backup of {path.name}", copy.serialize())
        hits += self.data(f"dump of {path.name}", "\n".join(connection.iterdump()))
        copy.close()
        connection.close()
        return hits


def _in_a_digest(view: bytes, start: int, end: int) -> bool:
    """Whether a match is part of a long run of hexadecimal digits."""
    first, last = start, end
    while first > 0 and start - first < _A_DIGEST and view[first - 1] in _HEX:
        first -= 1
    while last < len(view) and last - end < _A_DIGEST and view[last] in _HEX:
        last += 1
    return last - first >= _A_DIGEST


def dresses(secret: Secret) -> Iterator[tuple[str, bytes]]:
    """Yield every dress of a secret: its name, and the bytes to look for."""
    for shape, text in dict(_shapes(secret)).items():
        for encoding, needle in _encoded(text):
            if len(needle) >= _SHORTEST:
                yield f"{shape}, {encoding}", needle
        if shape in _HASHED:
            for make in _HASHES:
                digest = make(text.encode())
                name = f"{digest.name} of {shape}"
                yield name, digest.digest()
                yield f"{name}, hex", digest.hexdigest().encode()
                yield f"{name}, base64", base64.b64encode(digest.digest()).rstrip(b"=")
                yield f"{name}, URL-safe base64", base64.urlsafe_b64encode(digest.digest()).rstrip(b"=")
    for joined in _split(secret.value):
        yield "split", joined.encode()


_HASHED = ("plain", "folded", "digits only", "letters and digits", "NFC", "NFD")


def _shapes(secret: Secret) -> Iterator[tuple[str, str]]:
    value = secret.value
    yield "plain", value
    for form in ("NFC", "NFD", "NFKC"):
        yield form, unicodedata.normalize(form, value)
    yield "folded", value.casefold()
    yield "capitals", value.upper()
    yield "reversed", value[::-1]
    yield "letters and digits", "".join(filter(str.isalnum, value))
    digits = "".join(str(unicodedata.digit(char)) for char in value if char.isdigit())
    if len(digits) >= _FEWEST_DIGITS:
        yield "digits only", digits
        yield "digits only, reversed", digits[::-1]
    for number, part in enumerate(secret.parts, 1):
        yield f"part {number}", part
        yield f"part {number}, folded", part.casefold()


def _split(value: str) -> Iterator[str]:
    letters = [char for char in value if not char.isspace()]
    for separator in _SEPARATORS:
        yield separator.join(letters)


def _encoded(text: str) -> Iterator[tuple[str, bytes]]:
    raw = text.encode()
    yield "as it is", raw
    yield "UTF-16", text.encode("utf-16-le")
    yield "UTF-16, big end first", text.encode("utf-16-be")
    yield "hex", raw.hex().encode()
    yield "URL-escaped", quote(text, safe="").encode()
    yield "URL-escaped, with slashes", quote(text).encode()
    yield "URL-escaped, with plus", quote_plus(text).encode()
    yield "URL-escaped twice", quote(quote(text, safe=""), safe="").encode()
    yield "quoted-printable", quopri.encodestring(raw).replace(b"=\n", b"")
    yield "JSON", json.dumps(text)[1:-1].encode()
    yield "Python's repr", ascii(text)[1:-1].encode()
    yield "Python's repr of bytes", repr(raw)[2:-1].encode()
    yield "HTML", html.escape(text).encode()
    yield "HTML, by number", "".join(f"&#{ord(char)};" for char in text).encode()
    yield "HTML, by hex number", "".join(f"&#x{ord(char):x};" for char in text).encode()
    for shift in range(3):
        encoded = base64.b64encode(b"\0" * shift + raw)
        # The letters that hold bits of this text alone, whatever stands before and after it.
        inside = encoded[-(-shift * 8 // 6) : (shift + len(raw)) * 8 // 6]
        yield f"base64, shifted by {shift}", inside
        yield f"URL-safe base64, shifted by {shift}", inside.replace(b"+", b"-").replace(b"/", b"_")
