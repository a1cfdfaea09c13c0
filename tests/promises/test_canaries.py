"""The suite proves itself: leaks that were planted are found, by place and dress, and nothing else is."""

import base64
import hashlib
import json
import logging
import random
import unicodedata
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import quote

import pytest

from bot.model import FindingType, PageText
from tests.promises.canary import SECRETS, Searcher

EMAIL = next(s for s in SECRETS if s.type is FindingType.EMAIL)
NAME = next(s for s in SECRETS if s.lang == "de")
ARABIC = next(s for s in SECRETS if s.type is FindingType.PHONE and s.lang == "ar")


@pytest.mark.parametrize("secret", SECRETS, ids=lambda s: f"{s.type}-{s.lang}")
def test_the_real_detector_takes_every_secret(detector, secret):
    page = PageText(f"{secret.lang}wiki", secret.lang, "User:Fen Lark", "Fen Lark", secret.sentence)
    assert secret.type in {finding.type for finding in detector.analyze(page).findings}


def test_every_type_and_several_scripts_are_among_the_secrets():
    assert {secret.type for secret in SECRETS} == set(FindingType)
    scripts = {unicodedata.name(char).split()[0] for s in SECRETS for char in s.value if char.isalpha()}
    assert {"LATIN", "CYRILLIC", "ARABIC", "CJK"} <= scripts


def mail(value):
    message = EmailMessage()
    message["Subject"] = "note " * 14 + value
    message.set_content("word " * 13 + value, charset="utf-8", cte="quoted-printable")
    return message.as_bytes()


LEAKS = {
    "a log line": lambda value: f"INFO found {value} on a page".encode(),
    "base64 in a URL, at any place": lambda value: (
        b"GET /x?d=" + base64.urlsafe_b64encode(b"ab" + value.encode() + b"c")
    ),
    "base64 in lines": lambda value: base64.encodebytes(b"#" * 50 + value.encode() + b"#" * 50),
    "escaped in a URL": lambda value: quote(f"/inbox/{value}").encode(),
    "JSON": lambda value: json.dumps({"v": value.casefold()}).encode(),
    "a mail's folded lines": mail,
    "hex": lambda value: value.encode().hex().upper().encode(),
    "reversed": lambda value: value[::-1].encode(),
    "with spaces between": lambda value: " ".join(value.replace(" ", "")).encode(),
    "taken apart by Unicode": lambda value: unicodedata.normalize("NFD", value).encode(),
    "a bare hash": lambda value: hashlib.sha256(value.encode()).digest(),
    "a hash of the folded value": lambda value: hashlib.sha1(value.casefold().encode()).hexdigest().encode(),
    "a traceback": lambda value: f"ValueError: bad value {value!r}".encode(),
}


@pytest.mark.parametrize("leak", LEAKS)
@pytest.mark.parametrize("secret", [EMAIL, NAME, ARABIC], ids=lambda s: s.type.value)
def test_a_planted_leak_is_found(canaries, secret, leak):
    hits = canaries.data("a file", b"\x00before\xff" + LEAKS[leak](secret.value) + b"\nafter")
    assert secret.type.value in {hit.type for hit in hits}
    assert all(hit.place == "a file" for hit in hits)


def test_digits_in_other_scripts_are_found_as_plain_ones(canaries):
    assert {hit.type for hit in canaries.data("column", "01001234567")} == {"phone"}


def test_what_is_not_a_secret_is_not_found(canaries):
    noise = random.Random(9).randbytes(3_000_000)
    assert canaries.data("noise", noise + base64.b64encode(noise) + noise.hex().encode()) == []
    assert canaries.data("prose", "My name is Ottoline. Phone me in March; the bot password is kelp.") == []


def test_a_leak_in_each_sink_is_told_by_its_place(canaries, sinks, house):
    """A log line, a column, an exception's text, a temp file, a mail."""
    logging.getLogger("bot.planted").debug("found %s", EMAIL.value)
    print("found", NAME.value)
    (sinks.temp / "page-cache").write_text(ARABIC.value, "utf-8")
    with house.store.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE planted (x TEXT)")
        connection.exec_driver_sql("INSERT INTO planted VALUES (?)", (EMAIL.value.upper(),))
    house.mailbox.sent.append(("Otter", "a note", f"we found {NAME.value}"))
    sinks.note_exception(ValueError(f"not a number: {ARABIC.value}"))
    places = {(hit.place, hit.type) for hit in [*sinks.search(canaries), *house.search(canaries)]}
    assert ("log", "email") in places
    assert ("stdout", "real_name") in places
    assert ("temp/page-cache", "phone") in places
    assert ("dump of house.sqlite", "email") in places
    assert ("mail", "real_name") in places
    assert ("exception", "phone") in places
    with house.store.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE planted")


def test_a_secret_in_a_frame_that_an_exception_went_through_is_found(canaries, sinks):
    planted = compile("def reads(text):\n    raise RuntimeError('said nothing')", "bot/planted.py", "exec")
    names = {}
    exec(planted, names)
    reads = names["reads"]

    try:
        reads(f"a page with {EMAIL.value}")
    except RuntimeError as error:
        sinks.note_exception(error)
    assert {hit.place for hit in sinks.search(canaries)} == {"exception"}


def test_a_searcher_knows_many_dresses():
    assert Searcher().needles > 1500


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("number 54362315, by itself", True),
        ("id-54362315", True),
        ("row 2f54362315 of it", True),
        ("9e107d9d372bb6826bd81d54362315a1", False),
        ("0.000000000000000054362315", False),
    ],
)
def test_a_short_number_counts_but_for_chance_in_the_middle_of_a_digest(canaries, text, found):
    assert bool(canaries.data("log", text)) == found


def test_a_file_that_goes_away_while_it_is_looked_for_was_not_left_behind(canaries, tmp_path, monkeypatch):
    (tmp_path / "a").write_text(EMAIL.value, "utf-8")
    (tmp_path / "b").write_text(EMAIL.value, "utf-8")
    reads = Path.read_bytes

    def gone_meanwhile(self):
        if self.name == "a":
            self.unlink()
        return reads(self)

    monkeypatch.setattr(Path, "read_bytes", gone_meanwhile)
    assert {hit.place for hit in canaries.folder(tmp_path)} == {"b"}
