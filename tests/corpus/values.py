"""Invented values that belong to no language: mail, accounts, passwords, addresses on the network, dates."""

from __future__ import annotations

import base64
import datetime as dt
import re
import unicodedata
from typing import TYPE_CHECKING

from babel.dates import format_date

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

# Invented hosts under real public suffixes; the halves never meet.
_HOST_STEMS = {
    "a": ["kelp-post", "fernmail", "brambl", "quillbox", "tidewire", "marrowpost", "ottermail", "pinegram"],
    "b": ["mossline", "heronbox", "larkpost", "copperinbox", "saltmail", "duskmail", "wrenwire", "alderpost"],
}
_SUFFIXES = ["com", "net", "org", "info", "eu", "me", "io"]
_TONGUE = [
    "sedge",
    "lumen",
    "pixel",
    "rook",
    "tarn",
    "moth",
    "brook",
    "kite",
    "vole",
    "flint",
    "reed",
    "dune",
]
#: network -> where its profiles are
SOCIAL = {
    "Twitter": ["https://twitter.com/"],
    "X": ["https://x.com/"],
    "Instagram": ["https://www.instagram.com/", "https://instagram.com/"],
    "Facebook": ["https://www.facebook.com/", "https://facebook.com/"],
    "GitHub": ["https://github.com/", "github.com/"],
    "GitLab": ["https://gitlab.com/"],
    "Reddit": ["https://www.reddit.com/user/"],
    "TikTok": ["https://www.tiktok.com/@"],
    "Bluesky": ["https://bsky.app/profile/"],
    "VK": ["https://vk.com/", "vk.com/"],
    "Weibo": ["https://weibo.com/"],
    "Mastodon": ["https://mastodon.social/@"],
}
SOCIAL_NAMES = {
    "a": ["Twitter", "Instagram", "GitHub", "Facebook", "Reddit", "Mastodon"],
    "b": ["Instagram", "TikTok", "GitLab", "Facebook", "Bluesky", "X", "Mastodon"],
}
#: what labels call networks and services
ALIASES = {
    "ВКонтакте": "VK", "ВК": "VK", "Твиттер": "Twitter", "Твітер": "Twitter", "ツイッター": "Twitter", "微博": "Weibo",
    "推特": "Twitter", "Телеграм": "Telegram", "Телеграма": "Telegram", "تلغرام": "Telegram", "تيليجرام": "Telegram",
    "تلگرام": "Telegram", "טלגרם": "Telegram", "Скайп": "Skype", "텔레그램": "Telegram", "트위터": "Twitter",
    "تويتر": "Twitter", "توییتر": "Twitter", "טוויטר": "Twitter", "ইন্সটাগ্রাম": "Instagram", "फेसबुक": "Facebook",
    "টেলিগ্রাম": "Telegram", "টুইটার": "Twitter", "ফেসবুক": "Facebook", "टेलीग्राम": "Telegram", "ट्विटर": "Twitter",
    "เฟซบุ๊ก": "Facebook", "ทวิตเตอร์": "Twitter", "Фейсбук": "Facebook", "فيسبوك": "Facebook", "فیس بک": "Facebook",
    "ٹوئٹر": "Twitter", "ٹیلی گرام": "Telegram", "페이스북": "Facebook", "인스타그램": "Instagram", "فیسبوک": "Facebook",
    "اینستاگرام": "Instagram", "إنستغرام": "Instagram", "אינסטגרם": "Instagram", "פייסבוק": "Facebook",
}  # fmt: skip
MESSENGERS = {
    "a": ["Telegram", "Discord", "Skype", "Signal", "Matrix"],
    "b": ["Telegram", "Discord", "XMPP", "Skype", "Matrix", "ICQ"],
}
NATIVE_DIGITS = {
    "ar": "٠١٢٣٤٥٦٧٨٩", "fa": "۰۱۲۳۴۵۶۷۸۹", "ur": "۰۱۲۳۴۵۶۷۸۹", "bn": "০১২৩৪৫৬৭৮৯", "hi": "०१२३४५६७८९",
    "th": "๐๑๒๓๔๕๖๗๘๙", "ta": "௦௧௨௩௪௫௬௭௮௯", "te": "౦౧౨౩౪౫౬౭౮౯",
}  # fmt: skip
_NATIVE_SHARE = {"ar": 0.5, "fa": 0.8, "bn": 0.85, "hi": 0.25, "ur": 0.3, "th": 0.08, "te": 0.05}


def nativize(text: str, lang: str, rng: random.Random) -> str:
    """The text with the language's own digits, as often as people write them."""
    if rng.random() >= _NATIVE_SHARE.get(lang, 0):
        return text
    return text.translate(str.maketrans("0123456789", NATIVE_DIGITS[lang]))


def handle(rng: random.Random) -> str:
    """An invented account name in plain letters."""
    one, two = rng.sample(_TONGUE, 2)
    return rng.choice(
        [
            f"{one}{two}{rng.randint(2, 99)}",
            f"{one}_{two}",
            f"{one}.{two}",
            f"the{one}{two}",
            f"{one}{rng.randint(1970, 2010)}",
        ]
    )


def ascii_name(name: str, rng: random.Random) -> str:
    """The name in plain ASCII for a mail address, or an invented account name where it has no Latin form."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower().split()
    if len(plain) < 2 or not all(part.isalpha() for part in plain):
        return handle(rng)
    return rng.choice(
        [
            f"{plain[0]}.{plain[-1]}",
            f"{plain[0][0]}{plain[-1]}",
            f"{plain[0]}_{plain[-1]}{rng.randint(1, 99)}",
        ]
    )


def plain_email(name: str, part: str, suffixes: list[str], rng: random.Random) -> str:
    """An address at an invented host as a link needs it."""
    return f"{ascii_name(name, rng)}@{rng.choice(_HOST_STEMS[part])}.{rng.choice(suffixes + _SUFFIXES)}"


def email(name: str, part: str, suffixes: list[str], words: dict[str, list[str]], rng: random.Random) -> str:
    """An address at an invented host, plain or written so that robots miss it."""
    local = ascii_name(name, rng)
    host = rng.choice(_HOST_STEMS[part])
    suffix = rng.choice(suffixes + _SUFFIXES)
    if rng.random() < 0.5:
        return f"{local}@{host}.{suffix}"
    at_words, dot_words = words["at"], words["dot"]
    at = rng.choice(at_words)
    dot = rng.choice(dot_words)
    spelled = {
        "a": [
            f"{local} (at) {host} (dot) {suffix}", f"{local}{{{{@}}}}{host}.{suffix}", f"{local}[at]{host}.{suffix}",
            f"{local}<nowiki>@</nowiki>{host}.{suffix}", f"{local}(@){host}.{suffix}", f"{local} {at} {host} {dot} {suffix}",
            f"{local} at {host} dot {suffix}",
        ],
        "b": [
            f"{local} [at] {host} [dot] {suffix}", f"{local}&#64;{host}.{suffix}", f"{local}＠{host}.{suffix}",
            f"{local} AT {host} DOT {suffix}", f"{local}{{{{at}}}}{host}.{suffix}", f"{local}[[@]]{host}.{suffix}",
            f"{local} {at} {host}.{suffix}", f"{local} @ {host} . {suffix}", f"{local}-at-{host}.{suffix}",
        ],
    }[part]  # fmt: skip
    return rng.choice(spelled)


def role_email(rng: random.Random) -> str:
    """An address of an organisation or of a wiki, which is nobody's own."""
    host = rng.choice(["wikimedia.org", "wikipedia.org", "lists.wikimedia.org"])
    local = rng.choice(
        ["info", "info-en", "permissions-commons", "oversight-l", "press", "stewards", "volunteers-otrs"]
    )
    other = f"{rng.choice(['info', 'office', 'press', 'contact', 'archive'])}@{rng.choice(['museum-halden', 'city-archive', 'national-library'])}.{rng.choice(['org', 'net'])}"
    return rng.choice(
        [f"{local}@{host}", other, "name@example.org", "user@example.com", "someone@example.net"]
    )


def social(network: str, part: str, rng: random.Random) -> str:
    """A handle on the network or the address of a profile."""
    name = handle(rng)
    where = SOCIAL.get(ALIASES.get(network, network))
    if network == "Mastodon" and rng.random() < 0.7:
        return f"@{name}@{rng.choice(_HOST_STEMS[part])}.social"
    return rng.choice(where) + name if where and rng.random() < 0.5 else f"@{name}"


def messaging(service: str, rng: random.Random) -> str:
    """A name to be reached under on the service."""
    name, service = handle(rng), ALIASES.get(service, service)
    if service == "Discord" and rng.random() < 0.5:
        return f"{name}#{rng.randint(1000, 9999)}"
    if service == "Telegram":
        return rng.choice(
            [
                f"@{name.replace('.', '_')}",
                f"https://t.me/{name.replace('.', '_')}",
                f"t.me/{name.replace('.', '_')}",
            ]
        )
    if service == "Signal":
        return f"{name.replace('.', '')}.{rng.randint(10, 99)}"
    if service == "Matrix":
        return f"@{name}:{rng.choice(['kelp', 'tarn', 'heron'])}-chat.org"
    if service == "XMPP":
        return f"{name}@jabber.{rng.choice(['kelp-post.org', 'heronbox.net'])}"
    if service == "Skype":
        return rng.choice([f"live:{name}", name])
    if service == "ICQ":
        return f"{rng.randint(100, 699)}-{rng.randint(100, 999)}-{rng.randint(100, 999)}"
    return name


def credential(part: str, rng: random.Random) -> str:
    """A password or key that looks in earnest."""
    alphabet = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"

    def run(length: int) -> str:
        return "".join(rng.choice(alphabet) for _ in range(length))

    word = rng.choice(_TONGUE)
    kinds = {
        "a": [f"{word.title()}{rng.randint(10, 9999)}!{run(3)}", f"ghp_{run(36)}", f"{run(4)}-{word}-{rng.randint(1000, 9999)}", run(12)],
        "b": [f"{run(3)}_{word}${rng.randint(10, 999)}", f"glpat-{run(20)}", f"{word}{rng.choice(_TONGUE).title()}#{rng.randint(10, 99)}", f"{run(7)}%{run(5)}"],
    }  # fmt: skip
    return rng.choice(kinds[part])


def private_key(rng: random.Random) -> str:
    """A block that looks like a private key; its body is noise."""
    kind = rng.choice(["RSA ", "OPENSSH ", "EC ", ""])
    body = "\n".join(base64.b64encode(rng.randbytes(48)).decode() for _ in range(3))
    return f"-----BEGIN {kind}PRIVATE KEY-----\n{body}\n-----END {kind}PRIVATE KEY-----"


def ip_address(rng: random.Random) -> str:
    """An address of the public range, v4 or v6."""
    if rng.random() < 0.75:
        return f"{rng.choice([78, 81, 86, 91, 109, 151, 178, 188])}.{rng.randint(2, 250)}.{rng.randint(0, 255)}.{rng.randint(1, 254)}"
    return f"2a0{rng.randint(0, 3)}:{rng.randint(0x1000, 0xFFFF):x}:{rng.randint(0x100, 0xFFFF):x}::{rng.randint(1, 0xFFF):x}"


def no_ones_ip(rng: random.Random) -> str:
    """Documentation and private ranges."""
    return rng.choice(["192.0.2.", "198.51.100.", "203.0.113.", "10.0.0.", "192.168.1.", "172.16.4."]) + str(
        rng.randint(1, 254)
    )


def any_date(rng: random.Random, first: int = 1952, last: int = 2006) -> dt.date:
    """A day between the first and the last year."""
    return dt.date(rng.randint(first, last), rng.randint(1, 12), rng.randint(1, 28))


def _jalali(day: dt.date, _: random.Random) -> str:
    months = [
        "فروردین",
        "اردیبهشت",
        "خرداد",
        "تیر",
        "مرداد",
        "شهریور",
        "مهر",
        "آبان",
        "آذر",
        "دی",
        "بهمن",
        "اسفند",
    ]
    year = day.year - 621 - (day.timetuple().tm_yday < 80)
    return f"{day.day} {months[(day.month + 8) % 12]} {year}"


def _buddhist(day: dt.date, _: random.Random) -> str:
    return format_date(day, "d MMMM ", locale="th") + rng_era(day)


def rng_era(day: dt.date) -> str:
    """The year in the Buddhist era, as Thai dates give it."""
    return f"พ.ศ. {day.year + 543}" if day.day % 2 else str(day.year + 543)


def _hebrew(_: dt.date, rng: random.Random) -> str:
    letters = ["א׳", "ג׳", "ז׳", "י״ב", "י״ד", "כ״ב", "כ״ה"]
    return f"{rng.choice(letters)} ב{rng.choice(['תשרי', 'כסלו', 'שבט', 'ניסן', 'סיוון', 'אלול'])} {rng.choice(['תשל״ט', 'תשמ״ה', 'תש״ן', 'תשנ״ו'])}"


def _japanese(day: dt.date, _: random.Random) -> str:
    eras = [(1989, "昭和", 1925), (2019, "平成", 1988), (9999, "令和", 2018)]
    _, era, first = next(row for row in eras if day.year < row[0])
    return f"{era}{day.year - first}年{day.month}月{day.day}日"


_CALENDARS: dict[str, tuple[float, Callable[[dt.date, random.Random], str]]] = {
    "fa": (0.7, _jalali), "th": (0.7, _buddhist), "he": (0.15, _hebrew), "ja": (0.25, _japanese),
}  # fmt: skip


def written_date(day: dt.date, lang: str, own: list[str], rng: random.Random) -> str:
    """The day as people of the language write it: CLDR's forms, the language's own patterns, its calendar."""
    share, calendar = _CALENDARS.get(lang, (0.0, _japanese))
    if rng.random() < share:
        return nativize(calendar(day, rng), lang, rng)
    forms = [*own, "long", "long", "medium"]
    text = format_date(day, rng.choice(forms), locale={"no": "nb"}.get(lang, lang))
    return nativize(re.sub("[\u200e\u200f]|\\s[рг]\\.?$", "", text), lang, rng)
