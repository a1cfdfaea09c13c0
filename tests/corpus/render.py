"""Fills the slots of phrases with a person's values and keeps the spans of what the person gives away."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from babel.dates import format_date

from tests.corpus import identifiers, values
from tests.corpus.language import GOLD, SLOT, Language

if TYPE_CHECKING:
    import random

_LOCALE = {"no": "nb"}


@dataclass
class Text:
    """Wikitext being written, with the spans (code points, end exclusive) found so far."""

    wikitext: str = ""
    spans: list[tuple[str, int, int]] = field(default_factory=list)

    def add(self, other: Text | str) -> Text:
        """Appends, moving the other's spans along."""
        if isinstance(other, str):
            other = Text(other)
        offset = len(self.wikitext)
        self.spans += [(kind, start + offset, end + offset) for kind, start, end in other.spans]
        self.wikitext += other.wikitext
        return self


class Person:
    """One invented owner of a page: the same name in every sentence, towns and numbers drawn as needed."""

    def __init__(self, lang: Language, part: str, rng: random.Random) -> None:
        self.lang, self.part, self.rng = lang, part, rng
        self.given, self.family = self.draw_name()
        self.name = self.join(self.given, self.family)
        self.username = ""
        self.other = self.stranger()
        self.age = rng.randint(10, 17)

    def stranger(self) -> str:
        """The name of somebody who is not the owner."""
        name = self.join(*self.draw_name())
        while name.startswith(self.name):
            name = self.join(*self.draw_name())
        return name

    def draw_name(self) -> tuple[str, str]:
        """A given and a family name that agree in gender where that matters."""
        second = "2" if "given2" in self.lang.data and self.rng.random() < 0.5 else ""
        family_key = f"family{second}" if f"family{second}" in self.lang.data else "family"
        pick = self.rng.choice
        return pick(self.lang.values(f"given{second}", self.part)), pick(
            self.lang.values(family_key, self.part)
        )

    def join(self, given: str, family: str) -> str:
        """The full name in the language's order, at times with what people add to it."""
        order = self.lang.word("order", "given")
        if order == "family-joined":
            return family + given
        if order == "family":
            return f"{family} {given}"
        if order == "initial" and self.rng.random() < 0.2:
            return f"{given} {self.rng.choice('ABCDEGHJKLMPRST')}. {family}"
        if order == "double" and self.rng.random() < 0.35:
            return f"{given} {family} {self.rng.choice(self.lang.values('family', self.part))}"
        return f"{given} {family}"

    def text(self, phrase: str, *, mine: bool = True, network: str = "", service: str = "") -> Text:
        """The phrase with its slots filled; spans only where the data are the owner's.

        network and service name the social and the messaging one that labels in the phrase speak of.
        """
        out, at = Text(), 0
        self._signer = self.rng.choice(
            [n for n in self.lang.values("nicks", self.part) if n != self.username]
        )
        self._service = service or self.rng.choice(values.MESSENGERS[self.part])
        self._network = network or self.rng.choice(values.SOCIAL_NAMES[self.part])
        for match in SLOT.finditer(phrase):
            out.wikitext += phrase[at : match.start()]
            at = match.end()
            bang, slot, form, choices = match.groups()
            owned = mine and not bang
            value = (
                self.rng.choice(choices.split("/")) if choices else self._value(slot, int(form or 0), owned)
            )
            if owned and slot in GOLD:
                out.spans.append((GOLD[slot], len(out.wikitext), len(out.wikitext) + len(value)))
            out.wikitext += value
        out.wikitext += phrase[at:]
        return out

    def _value(self, slot: str, form: int, owned: bool) -> str:
        value = getattr(self, f"_make_{slot}")(owned)
        forms = value.split("/") if slot in {"town", "school", "employer", "place"} else [value]
        return str(forms[min(form, len(forms) - 1)])

    def _pick(self, key: str) -> str:
        return self.rng.choice(self.lang.values(key, self.part))

    def _shape(self, key: str) -> str:
        stem = self._pick("stems")
        return self._pick(key).replace("{s}", stem).replace("{n}", str(self.rng.randint(2, 86)))

    def _make_name(self, owned: bool) -> str:
        return self.name if owned else self.stranger()

    def _make_first(self, _: bool) -> str:
        return self.given

    def _make_other(self, _: bool) -> str:
        return self.other

    def _make_user(self, _: bool) -> str:
        return self.username

    def _make_town(self, _: bool) -> str:
        return self._pick("towns")

    _make_place = _make_town

    def _make_school(self, _: bool) -> str:
        return self._shape("schools")

    def _make_employer(self, _: bool) -> str:
        return self._shape("employers")

    def _make_address(self, _: bool) -> str:
        made = (
            self._pick("address")
            .replace("{st}", self._pick("streets"))
            .replace("{no}", str(self.rng.randint(1, 148)))
        )
        made = made.replace("{t}", self._pick("towns").split("/")[0])
        while "#" in made:
            made = made.replace("#", str(self.rng.randint(1, 9)), 1)
        return values.nativize(made, self.lang.code, self.rng)

    def _make_email(self, owned: bool) -> str:
        own = {
            "at": self.lang.all_phrases("at") or ["(at)"],
            "dot": self.lang.all_phrases("dot") or ["(dot)"],
        }
        suffixes = self.lang.word("tld", "org").split()
        return values.email(self._make_name(owned), self.part, suffixes, own, self.rng)

    def _make_mail(self, _: bool) -> str:
        return values.email("", "a", ["org"], {"at": ["(at)"], "dot": ["(dot)"]}, self.rng)

    def _make_phone(self, _: bool) -> str:
        region = self.rng.choice(self.lang.word("regions").split())
        return values.nativize(identifiers.phone(region, self.rng, self.part), self.lang.code, self.rng)

    def _make_birth(self, _: bool) -> str:
        own = self.lang.all_phrases("dates")
        return values.written_date(values.any_date(self.rng), self.lang.code, own, self.rng)

    def _make_birthargs(self, _: bool) -> str:
        day = values.any_date(self.rng)
        return self.rng.choice(
            [f"{day.year}|{day.month}|{day.day}", f"{day.year}|{day.month:02}|{day.day:02}"]
        )

    def _make_date(self, _: bool) -> str:
        day = values.any_date(self.rng, 2005, 2025)
        return values.written_date(day, self.lang.code, self.lang.all_phrases("dates"), self.rng)

    def _make_age(self, owned: bool) -> str:
        age = self.age if owned else self.rng.randint(8, 80)
        return values.nativize(str(age), self.lang.code, self.rng)

    def _make_social(self, _: bool) -> str:
        return values.social(self._network, self.part, self.rng)

    def _make_soc(self, _: bool) -> str:
        return self._network

    def _make_svc(self, _: bool) -> str:
        return self._service

    def _make_msg(self, _: bool) -> str:
        return values.messaging(self._service, self.rng)

    def _make_id(self, _: bool) -> str:
        country = self.rng.choice(self.lang.word("ids").split())
        return identifiers.national_id(country, self.rng) or identifiers.card(self.rng)

    def _make_pay(self, _: bool) -> str:
        return identifiers.payment(self.rng.choice(self.lang.word("ids").split()), self.rng)

    def _make_ip(self, _: bool) -> str:
        return values.ip_address(self.rng)

    def _make_docip(self, _: bool) -> str:
        return values.no_ones_ip(self.rng)

    def _make_pw(self, _: bool) -> str:
        return values.credential(self.part, self.rng)

    def _make_key(self, _: bool) -> str:
        return values.private_key(self.rng)

    def _make_botpw(self, _: bool) -> str:
        return "".join(self.rng.choice("abcdefghijklmnopqrstuv0123456789") for _ in range(32))

    def _make_mailto(self, owned: bool) -> str:
        suffixes = self.lang.word("tld", "org").split()
        return values.plain_email(self._make_name(owned), self.part, suffixes, self.rng)

    def _make_img(self, owned: bool) -> str:
        ending = self.rng.choice(["jpg", "JPG", "jpeg", "png"])
        who = self.rng.choice([self.username, self.given]) if owned else self._pick("towns").split("/")[0]
        tail = [
            f"IMG {self.rng.randint(1000, 9999)}",
            f"{who} {self.rng.randint(2006, 2025)}",
            f"DSC0{self.rng.randint(1000, 9999)}",
            f"{who} Wikimania",
        ]
        return f"{self.rng.choice(tail)}.{ending}"

    def _make_decor(self, _: bool) -> str:
        names = [
            "Crystal Clear app kedit.svg",
            "Nuvola apps ksig.png",
            "Flag of Europe.svg",
            "Original Barnstar.png",
        ]
        names += [
            "Wikipedia-logo-v2.svg",
            "Sunset over hills.jpg",
            "Gnome-face-smile.svg",
            "Commons-logo.svg",
            "Telescope.jpg",
        ]
        return self.rng.choice(names)

    def _make_signer(self, _: bool) -> str:
        return self._signer

    def _stamp(self) -> str:
        day = values.any_date(self.rng, 2006, 2025)
        clock = f"{self.rng.randint(0, 23):02}:{self.rng.randint(0, 59):02}"
        date = format_date(day, "long", locale=_LOCALE.get(self.lang.code, self.lang.code))
        return self.rng.choice(
            [
                f"{clock}, {date} (UTC)",
                f"{date}, {clock} (UTC)",
                f"{clock}, {date} {self.lang.word('zone', '(UTC)')}",
            ]
        )

    def _sign(self, who: str) -> str:
        user, talk = self.lang.word("user"), self.lang.word("talk")
        short = self.rng.choice(["☎", "✉", self.lang.word("talkword", "talk"), "✍"])
        return f"[[{user}:{who}|{who}]] ([[{talk}:{who}|{short}]]) {self._stamp()}"

    def _make_sig(self, _: bool) -> str:
        return self._sign(self._make_signer(False))

    def _make_ownsig(self, _: bool) -> str:
        return self._sign(self.username)

    def _make_year(self, _: bool) -> str:
        return values.nativize(str(self.rng.randint(1948, 2024)), self.lang.code, self.rng)

    def _make_since(self, _: bool) -> str:
        return values.nativize(str(self.rng.randint(2004, 2024)), self.lang.code, self.rng)

    def _make_n(self, _: bool) -> str:
        return values.nativize(str(self.rng.randint(2, 21)), self.lang.code, self.rng)

    def _make_count(self, _: bool) -> str:
        number = self.rng.randint(1_000, 240_000)
        return values.nativize(
            self.rng.choice([f"{number:,}", f"{number:,}".replace(",", "."), str(number)]),
            self.lang.code,
            self.rng,
        )

    def _make_month(self, _: bool) -> str:
        day = values.any_date(self.rng, 2005, 2024)
        return format_date(day, "LLLL y", locale=_LOCALE.get(self.lang.code, self.lang.code))

    def _digits(self, count: int) -> str:
        return "".join(str(self.rng.randint(0, 9)) for _ in range(count))

    def _make_isbn(self, _: bool) -> str:
        return f"978-{self.rng.randint(0, 9)}-{self._digits(4)}-{self._digits(4)}-{self._digits(1)}"

    def _make_doi(self, _: bool) -> str:
        return f"10.{self._digits(4)}/{self.rng.choice(['s', 'j.', 'jcs.'])}{self._digits(7)}"

    def _make_coord(self, _: bool) -> str:
        return f"{self.rng.randint(20, 60)}.{self._digits(4)}, {self.rng.randint(2, 140)}.{self._digits(4)}"

    def _make_role(self, _: bool) -> str:
        return values.role_email(self.rng)

    def _make_fakephone(self, _: bool) -> str:
        return f"{self.rng.choice(['+1 202 555 01', '(212) 555-01', '555-01'])}{self._digits(2)}"

    def _make_hash(self, _: bool) -> str:
        return self.rng.randbytes(self.rng.choice([16, 20, 32, 64])).hex()

    def _make_file(self, _: bool) -> str:
        return self.rng.choice(["File", self.lang.word("file"), self.lang.word("file")])

    def _make_userns(self, _: bool) -> str:
        return self.lang.word("user")
