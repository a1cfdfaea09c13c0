"""The invented person behind a page: every slot's value, drawn from Faker by locale or generated."""

from __future__ import annotations

import datetime as dt
import random
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from babel.dates import format_date, format_skeleton
from faker import Faker

from tests.corpus import identifiers, values
from tests.corpus.blind.skeletons import PARTS, SLOT
from tests.corpus.language import CorpusError

TABLE = Path(__file__).parent / "languages.yaml"
_LATIN = re.compile(r"[a-z]+")
_WORDS = [
    "amber",
    "birch",
    "cobalt",
    "cricket",
    "dormouse",
    "ember",
    "ferret",
    "gravel",
    "harbour",
    "indigo",
    "juniper",
    "kettle",
    "lantern",
    "magpie",
    "nettle",
    "oriole",
    "pebble",
    "quartz",
    "rhubarb",
    "saffron",
    "thimble",
    "umber",
    "velvet",
    "willow",
    "yarrow",
    "zephyr",
]
_HOSTS = [
    "tellmoor",
    "plumfjord",
    "brightsedge",
    "hollowmail",
    "ninegables",
    "postkeep",
    "sablewick",
    "graumail",
    "vellamo-net",
    "tamarixpost",
    "kestrelo",
    "mirabox",
    "ondulo",
    "zvezdopost",
    "lumipost",
    "corvomail",
]
_SUFFIXES = ["net", "org", "com", "info", "eu"]


@cache
def table() -> dict[str, dict[str, Any]]:
    """The languages' own values: wiki, namespaces, Faker locales, towns, account names of nobody."""
    loaded: dict[str, dict[str, Any]] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return loaded


@cache
def _faker(locale: str) -> Faker:
    return Faker(locale)


def _split(text: str) -> list[str]:
    return [item.strip() for item in text.split(" | ")]


class Person:
    """The owner of one page and the people around: the same slot gives the same value throughout the page."""

    def __init__(self, code: str, rng: random.Random, sex: str = "", part: str = PARTS[0]) -> None:
        self.code, self.rng = code, rng
        self.lang = table()[code]
        self.nicks = _split(self.lang["nicks"])[PARTS.index(part) :: len(PARTS)]  # one's own in either half
        self.faker = _faker(rng.choice(self.lang["locales"].split()))
        self.faker.seed_instance(rng.getrandbits(32))
        self.sex = sex or rng.choice("fm")
        self.username = ""
        self._known: dict[str, str] = {}
        self.given, self.family = self.draw(self.sex)

    def draw(self, sex: str) -> tuple[str, str]:
        """A given and a family name that agree."""
        kind = "female" if sex == "f" else "male"
        given = getattr(self.faker, f"first_name_{kind}", self.faker.first_name)()
        family = getattr(self.faker, f"last_name_{kind}", self.faker.last_name)()
        if self.code == "fa":  # Faker's list mixes in Arabic letters
            given, family = (name.translate(str.maketrans("كي", "کی")) for name in (given, family))
        return given, family

    def join(self, given: str, family: str) -> str:
        """The full name in the language's order."""
        order = self.lang.get("order", "given")
        if order == "joined":
            return family + given
        return f"{family} {given}" if order == "family" else f"{given} {family}"

    def fill(self, template: str) -> str:
        """One of the alternatives, with its slots filled."""
        return SLOT.sub(lambda match: self.value(match[1]), self.rng.choice(template.split("|")))

    def value(self, slot: str) -> str:
        """The value of a slot as written between braces."""
        if slot not in self._known:
            native = slot.endswith("~")
            name, _, form = slot.rstrip("~").partition(".")
            if name.rstrip("0123456789") == "town":
                forms = self._forms(name)
                made = forms[min(("", "in", "of").index(form), len(forms) - 1)]
            else:
                made = str(getattr(self, f"_{name.rstrip('0123456789')}")(form))
            if not made:
                raise CorpusError(f"{self.code}: no value for {{{slot}}}; name a country, as in {{iban.pt}}")
            if native:
                made = made.translate(str.maketrans("0123456789", values.NATIVE_DIGITS[self.code]))
            self._known[slot] = made
        return self._known[slot]

    def forget(self, slot: str) -> None:
        """Draws the slot anew when it is asked for next."""
        self._known.pop(slot, None)

    def _forms(self, name: str) -> list[str]:
        key = f"{name} forms"
        if key not in self._known:
            taken = {made for known, made in self._known.items() if known.endswith(" forms")}
            self._known[key] = self.rng.choice([t for t in _split(self.lang["towns"]) if t not in taken])
        return self._known[key].split("/")

    def account_name(self) -> str:
        """An account name made of a real name, as people form them."""
        given, family = self.draw(self.sex)
        if self.code == "ja" and self.rng.random() < 0.5:
            kind = self.rng.choice(["kana", "romanized"])
            family, given = self.faker.last_kana_name(), self.faker.first_kana_name()
            if kind == "romanized":
                given, family = self.faker.first_romanized_name(), self.faker.last_romanized_name()
                return self.rng.choice([f"{given} {family}", f"{given}{family}", f"{family} {given}"])
        if self.code in {"zh", "ko", "ja"}:
            return self.rng.choice([family + given] * 3 + [family + given + str(self.rng.randint(2, 99))])
        given, family = (name.replace(" ", "-") if self.code == "vi" else name for name in (given, family))
        plain = self.join(given, family)
        swapped = f"{family} {given}" if plain.startswith(given) else f"{given} {family}"
        number = self.rng.choice([self.rng.randint(2, 99), self.rng.randint(1965, 2009)])
        cased = given[0] != given[0].lower()
        forms = [plain, plain, plain, f"{plain} {number}", f"{given}.{family}", f"{given}-{family}", swapped]
        forms += (
            [f"{given}{family}", f"{given}{family}{number}"] if cased and " " not in given + family else []
        )
        forms += [f"{given}_{family}", f"{given}_{family}{number}"]
        return self.rng.choice(forms)

    # Slots, one method each; a form after a point is the argument.

    def _name(self, _: str) -> str:
        return self.join(self.given, self.family)

    def _first(self, _: str) -> str:
        return self.given

    def _last(self, _: str) -> str:
        return self.draw("m")[1]

    def _other(self, sex: str) -> str:
        name = self.join(*self.draw(sex or self.rng.choice("fm")))
        while name == self._name(""):
            name = self.join(*self.draw(sex or self.rng.choice("fm")))
        return name

    def _otherfirst(self, sex: str) -> str:
        return self.draw(sex or self.rng.choice("fm"))[0]

    def _user(self, _: str) -> str:
        return self.username

    def _nick(self, _: str) -> str:
        return self.rng.choice([nick for nick in self.nicks if nick != self.username])

    def _street(self, _: str) -> str:
        return self.fill("|".join(_split(self.lang["streets"])))

    def _company(self, _: str) -> str:
        own = self.lang.get("companies")
        return self.fill("|".join(_split(own))) if own else self.faker.company()

    def _postcode(self, _: str) -> str:
        return self.faker.postcode()

    def _local(self, _: str) -> str:
        plain = [
            unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
            for name in (self.given, self.family)
        ]
        if not all(_LATIN.fullmatch(name) for name in plain) or self.rng.random() < 0.4:
            return self._handle("")
        given, family = plain
        return self.rng.choice(
            [f"{given}.{family}", f"{given[0]}{family}", f"{family}{self.rng.randint(2, 99)}"]
        )

    def _hostname(self, _: str) -> str:
        return self.rng.choice(_HOSTS)

    def _tld(self, _: str) -> str:
        return self.rng.choice([*_SUFFIXES, self.lang.get("tld", "org")])

    def _host(self, _: str) -> str:
        return f"{self._hostname('')}.{self._tld('')}"

    def _email(self, _: str) -> str:
        return f"{self._local('')}@{self._host('')}"

    def _handle(self, _: str) -> str:
        one, two = self.rng.sample(_WORDS, 2)
        return self.rng.choice(
            [f"{one}{two}", f"{one}_{two}{self.rng.randint(2, 99)}", f"{one}{self.rng.randint(100, 2010)}"]
        )

    def _phone(self, region: str) -> str:
        regions = region.upper() or self.rng.choice(self.lang["regions"].split())
        return identifiers.phone(regions, self.rng, self.rng.choice("ab"))

    def _id(self, country: str) -> str:
        return identifiers.national_id(country or self.lang["country"], self.rng) or ""

    def _iban(self, country: str) -> str:
        return identifiers.bank_account(country or self.lang["country"], self.rng) or ""

    def _card(self, _: str) -> str:
        return identifiers.card(self.rng)

    def _btc(self, _: str) -> str:
        return identifiers.bitcoin(self.rng)

    def _ip(self, _: str) -> str:
        return values.ip_address(self.rng)

    def _docip(self, _: str) -> str:
        return values.no_ones_ip(self.rng)

    def _date(self, _: str) -> str:
        return values.written_date(values.any_date(self.rng, 2005, 2024), self.code, [], self.rng)

    def _birth(self, _: str) -> str:
        return values.written_date(values.any_date(self.rng, 1950, 2004), self.code, [], self.rng)

    def _birthminor(self, _: str) -> str:
        return values.written_date(values.any_date(self.rng, 2009, 2015), self.code, [], self.rng)

    def _birthargs(self, _: str) -> str:
        day = values.any_date(self.rng, 1950, 2004)
        return self.rng.choice([f"{day.year}|{day.month}|{day.day}", f"{day.year}|{day:%m}|{day:%d}"])

    def _birthnum(self, _: str) -> str:
        day = values.any_date(self.rng, 1950, 2004)
        return day.strftime(self.lang.get("numeric", "%d.%m.%Y"))

    def _birthday(self, _: str) -> str:
        day = values.any_date(self.rng, 1950, 2004)
        return format_skeleton("MMMMd", day, locale=self.code).replace("\u200f", "")

    def _stamp(self, _: str) -> str:
        day = dt.date(self.rng.randint(2008, 2024), self.rng.randint(1, 12), self.rng.randint(1, 28))
        clock = f"{self.rng.randint(0, 23):02}:{self.rng.randint(0, 59):02}"
        if self.code in {"ja", "zh", "ko"}:
            return f"{format_date(day, 'long', locale=self.code)} {clock} (UTC)"
        return f"{clock}, {format_date(day, 'd MMMM y', locale=self.code)} (UTC)"

    def _age(self, _: str) -> str:
        return str(self.rng.randint(10, 17))

    def _grade(self, _: str) -> str:
        return str(self.rng.randint(5, 9))

    def _adult(self, _: str) -> str:
        return str(self.rng.randint(21, 79))

    def _n(self, _: str) -> str:
        return str(self.rng.randint(2, 98))

    def _count(self, _: str) -> str:
        return str(self.rng.randint(1100, 98000))

    def _year(self, _: str) -> str:
        return str(self.rng.randint(1949, 2019))

    def _since(self, _: str) -> str:
        return str(self.rng.randint(2004, 2023))

    def _digits(self, _: str) -> str:
        return str(self.rng.randint(10_000_000, 99_999_999))

    def _isbn(self, _: str) -> str:
        return f"978-{self.rng.randint(0, 9)}-{self.rng.randint(100, 999)}-{self.rng.randint(10000, 99999)}-{self.rng.randint(0, 9)}"

    def _hash(self, _: str) -> str:
        return self.rng.randbytes(self.rng.choice([20, 32, 64])).hex()

    def _coord(self, _: str) -> str:
        return f"{self.rng.uniform(20, 60):.5f}, {self.rng.uniform(2, 140):.5f}"

    def _fakephone(self, _: str) -> str:
        return (
            f"{self.rng.choice(['+1 212 555 01', '(415) 555-01', '+1-617-555-01'])}{self.rng.randint(10, 99)}"
        )

    def _password(self, _: str) -> str:
        one, two = self.rng.sample(_WORDS, 2)
        sign = self.rng.choice("!#%+=?")
        return self.rng.choice(
            [f"{one.title()}{sign}{self.rng.randint(10, 9999)}", f"{one}{sign}{two}{self.rng.randint(3, 99)}"]
        )

    def _token(self, _: str) -> str:
        return "".join(self.rng.choice("abcdefghijklmnopqrstuvwxyz0123456789") for _ in range(32))

    def _ghtoken(self, _: str) -> str:
        alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
        return "ghp_" + "".join(self.rng.choice(alphabet) for _ in range(36))

    def _privatekey(self, _: str) -> str:
        return values.private_key(self.rng)
