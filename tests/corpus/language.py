"""What the generator knows of one language: its people, places, sentences and the wiki's own words.

A file `lang/xx.yaml` holds lists written `one / two / three` and phrases one a line. Which part of the corpus a
phrase belongs to follows from its place in its list (see `phrase_part`), so new phrases are APPENDED.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    import random

FOLDER = Path(__file__).parent / "lang"
PARTS = {"train": "a", "heldout": "b"}

#: slot -> the finding it makes, unless written `<!slot>`
GOLD = {
    "name": "real_name", "img": "self_image", "email": "email", "phone": "phone", "address": "address",
    "town": "location", "birth": "birth_date", "birthargs": "birth_date", "age": "age_minor",
    "employer": "employer", "school": "school", "social": "social_handle", "msg": "messaging_handle",
    "id": "national_id", "pay": "payment", "ip": "ip_address", "pw": "credential", "key": "credential",
    "botpw": "credential", "mailto": "email",
}  # fmt: skip
#: slots that never are a finding
PLAIN = frozenset(
    [
        "first",
        "user",
        "other",
        "year",
        "since",
        "n",
        "count",
        "isbn",
        "role",
        "fakephone",
        "date",
        "signer",
        "decor",
        "hash",
        "docip",
        "soc",
        "svc",
        "sig",
        "ownsig",
        "month",
        "file",
        "userns",
        "coord",
        "doi",
        "mail",
        "place",
    ]
)
SLOT = re.compile(rf"<(!?)({'|'.join(sorted([*GOLD, *PLAIN], key=len, reverse=True))})(\d?)(?:=([^<>]*))?>")
TYPES = tuple(dict.fromkeys(GOLD.values()))


class CorpusError(ValueError):
    """A language file that cannot be used; names the file and what to mend."""


def phrase_part(index: int) -> str:
    """The first phrase of a list is in both parts, then they alternate, the held-out part first."""
    return "ab" if index == 0 else "ba"[(index - 1) % 2]


def types_of(phrase: str) -> frozenset[str]:
    """The finding types a phrase makes."""
    return frozenset(GOLD[slot] for bang, slot, _, _ in SLOT.findall(phrase) if not bang and slot in GOLD)


@dataclass(frozen=True)
class Language:
    """One language's file, as lists."""

    code: str
    data: dict[str, Any]

    def word(self, key: str, default: str = "") -> str:
        """A single value of the file."""
        return str(self.data.get(key, default))

    def thumb(self, rng: random.Random) -> str:
        """The word for a thumbnail, English or the wiki's own."""
        return rng.choice(["thumb", self.word("thumb", "thumb")])

    def values(self, key: str, part: str) -> list[str]:
        """The part's half of a list of values (names, towns): the halves never meet."""
        found = _split(self.data[key])
        half = found["ab".index(part) :: 2]
        return half or found

    def phrases(self, key: str, part: str) -> list[str]:
        """The part's share of a list of phrases or labels."""
        found = [phrase for i, phrase in enumerate(self.all_phrases(key)) if part in phrase_part(i)]
        return found or self.all_phrases(key)

    def all_phrases(self, key: str) -> list[str]:
        """Every phrase of a list; `labels.name` reaches into a mapping."""
        value: Any = self.data
        for step in key.split("."):
            value = (value or {}).get(step)
        return _split(value) if value else []

    def sentences(self, part: str) -> dict[frozenset[str], list[str]]:
        """The part's sentences by the types they make; shares are dealt out within each set of types.

        Sentences that make several types at once are never in both parts.
        """
        groups: dict[frozenset[str], list[str]] = {}
        for phrase in self.all_phrases("say"):
            groups.setdefault(types_of(phrase), []).append(phrase)
        shares = {
            types: [p for i, p in enumerate(group) if part in phrase_part(i + (len(types) > 1))]
            for types, group in groups.items()
        }
        return {types: share for types, share in shares.items() if share}


def _split(value: str) -> list[str]:
    if "\n" in value:
        return [line.replace("\\n", "\n") for line in value.splitlines() if line.strip()]
    return [item.strip() for item in value.split(" / ") if item.strip()]


@cache
def load(code: str) -> Language:
    """Reads and checks one language's file.

    Raises CorpusError naming the file and the key that lacks.
    """
    path = FOLDER / f"{code}.yaml"
    if not path.exists():
        raise CorpusError(f"no language {code!r} in the corpus; there are: {' '.join(languages())}")
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    needed = (
        "wiki regions ids user talk file sandbox given family nicks towns streets address stems schools employers"
        " labels headings otherheadings me notme say fill draft posts quotes"
    )
    if missing := [key for key in needed.split() if not data.get(key)]:
        raise CorpusError(f"{path.name}: add {', '.join(missing)}")
    return Language(code, data)


def languages() -> list[str]:
    """The codes of all languages that have a file."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))
