"""Invented numbers that pass their validators: national ids, bank accounts, cards, phone numbers."""

from __future__ import annotations

import hashlib
import re
from importlib import import_module
from typing import TYPE_CHECKING

import phonenumbers
from stdnum import iban, luhn, verhoeff

if TYPE_CHECKING:
    import random

# '#' a digit, 'D' ddmmyy, 'Y' yymmdd, 'C' yyyymmdd, 'L' a letter; the validator says which candidates stay.
NATIONAL_IDS: dict[str, tuple[str, str]] = {
    "us": ("us.ssn", "###-##-####"), "gb": ("gb.nhs", "### ### ####"), "es": ("es.dni", "########L"),
    "fr": ("fr.nir", "1S#########KK"), "de": ("de.idnr", "###########"), "br": ("br.cpf", "###.###.###-##"),
    "pt": ("pt.nif", "2########"), "it": ("it.codicefiscale", ""), "nl": ("nl.bsn", "#########"),
    "se": ("se.personnummer", "Y-####"), "dk": ("dk.cpr", "D-####"), "no": ("no.fodselsnummer", "D#####"),
    "fi": ("fi.hetu", "D-###L"), "pl": ("pl.pesel", "Y#####"), "cz": ("cz.rc", "Y/####"),
    "sk": ("sk.rc", "Y/####"), "ro": ("ro.cnp", "1Y40####"), "ru": ("ru.inn", "77##########"),
    "ua": ("ua.rntrc", "3#########"), "bg": ("bg.egn", "Y####"), "hr": ("hr.oib", "###########"),
    "gr": ("gr.amka", "D#####"), "tr": ("tr.tckimlik", "###########"), "il": ("il.idnr", "#########"),
    "pk": ("pk.cnic", "35202-#######-#"), "in": ("in_.aadhaar", "#### #### ####"),
    "id": ("id.nik", "3171##D####"), "my": ("my.nric", "Y-14-####"), "th": ("th.pin", "3#### #####|## #"),
    "kr": ("kr.rrn", "Y-1######"), "cn": ("cn.ric", "110105C####"), "mx": ("mx.curp", ""),
    "ar": ("ar.dni", "2#.###.###"), "za": ("za.idnr", "Y####08#"), "ca": ("ca.sin", "### ### ###"),
    "jp": ("jp.in_", "############"), "ke": ("ke.pin", "A00#######L"), "vn": ("vn.mst", "##########"),
    "eg": ("eg.tn", "#########"), "at": ("at.vnr", "####D"), "be": ("be.nn", "Y#####"),
}  # fmt: skip
IBANS = {
    "de": "##################", "at": "################", "fr": "##################KK#".replace("K", "#") + "##",
    "es": "####################", "it": "L######################", "nl": "LLLL##########",
    "se": "####################", "dk": "##############", "no": "###########", "fi": "##############",
    "pl": "########################", "cz": "####################", "sk": "####################",
    "hu": "########################", "ro": "LLLL################", "ua": "#########################",
    "bg": "LLLL##############", "hr": "#################", "gr": "#######################",
    "tr": "#####0################", "il": "###################", "pk": "LLLL################",
    "pt": "#####################", "gb": "LLLL##############", "be": "############", "ch": "#################",
}  # fmt: skip
_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
_B58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def _fill(pattern: str, rng: random.Random) -> str:
    year, month, day = rng.randint(55, 99), rng.randint(1, 12), rng.randint(1, 28)
    swaps = {
        "D": f"{day:02}{month:02}{year:02}",
        "Y": f"{year:02}{month:02}{day:02}",
        "C": f"19{year:02}{month:02}{day:02}",
        "S": f"{year:02}{month:02}",
        "|": "",
    }
    out = []
    for char in pattern:
        if char == "#":
            out.append(str(rng.randint(0, 9)))
        elif char == "L":
            out.append(rng.choice(_LETTERS))
        else:
            out.append(swaps.get(char, char))
    return "".join(out)


def _codice_fiscale(rng: random.Random) -> str:
    from stdnum.it import codicefiscale

    month = rng.choice("ABCDEHLMPRST")
    head = "".join(rng.choice("BCDFGLMNPRSTVZ") for _ in range(6))
    town = rng.choice(["H501", "F205", "L219", "F839", "A944"])
    stem = f"{head}{rng.randint(55, 99)}{month}{rng.randint(1, 28):02}{town}"
    return stem + codicefiscale.calc_check_digit(stem)


def national_id(country: str, rng: random.Random) -> str | None:
    """A number valid under the country's rules, in its usual notation; None where no validator is known."""
    if country == "it":
        return _codice_fiscale(rng)
    name, pattern = NATIONAL_IDS.get(country, ("", ""))
    if not pattern:
        return None
    check = import_module(f"stdnum.{name}").is_valid
    for _ in range(20_000):
        number = _fill(pattern.replace("KK", "##"), rng)
        if country == "fr":
            number = number[:13] + f"{97 - int(number[:13]) % 97:02}"
        elif country == "in":
            bare = re.sub(r"\s", "", number)[:-1]
            bare = str(rng.randint(2, 9)) + bare[1:]
            bare += verhoeff.calc_check_digit(bare)
            number = f"{bare[:4]} {bare[4:8]} {bare[8:]}"
        if check(number):
            return number
    raise ValueError(f"no valid number found for {country}: the pattern {pattern!r} does not fit {name}")


def bank_account(country: str, rng: random.Random) -> str | None:
    """An IBAN with valid check digits (grouped by four, half of the time); None where IBANs are unknown."""
    pattern = IBANS.get(country)
    if pattern is None:
        return None
    for _ in range(20_000):
        bban = _fill(pattern, rng)
        number = country.upper() + iban.calc_check_digits(country.upper() + "00" + bban) + bban
        if iban.is_valid(number):
            return " ".join(re.findall(r".{1,4}", number)) if rng.random() < 0.5 else number
    raise ValueError(f"no valid IBAN found for {country}: the pattern {pattern!r} does not fit")


def card(rng: random.Random) -> str:
    """A card number with a valid Luhn digit, outside the well-known test ranges."""
    stem = rng.choice(["4539", "4716", "4929", "5312", "5277", "5198"])
    stem += "".join(str(rng.randint(0, 9)) for _ in range(15 - len(stem)))
    number = stem + luhn.calc_check_digit(stem)
    return rng.choice([number, " ".join(re.findall("....", number)), "-".join(re.findall("....", number))])


def bitcoin(rng: random.Random) -> str:
    """A base58check address of invented content."""
    body = b"\x00" + rng.randbytes(20)
    full = body + hashlib.sha256(hashlib.sha256(body).digest()).digest()[:4]
    value, out = int.from_bytes(full), ""
    while value:
        value, rest = divmod(value, 58)
        out = _B58[rest] + out
    return "1" * (len(full) - len(full.lstrip(b"\x00"))) + out


def payment(country: str, rng: random.Random) -> str:
    """An account, card or wallet somebody might ask donations to."""
    account = bank_account(country, rng) if rng.random() < 0.65 else None
    if account:
        return account
    return card(rng) if rng.random() < 0.7 else bitcoin(rng)


def phone(region: str, rng: random.Random, part: str) -> str:
    """A valid number near libphonenumber's example of the region, in one of the notations people use."""
    kinds = phonenumbers.PhoneNumberType
    kind = rng.choice([kinds.MOBILE, kinds.FIXED_LINE])
    example = phonenumbers.example_number_for_type(region, kind) or phonenumbers.example_number(region)
    digits = phonenumbers.national_significant_number(example)
    for _ in range(300):
        tail = "".join(str(rng.randint(0, 9)) for _ in range(min(6, len(digits) - 3)))
        number = phonenumbers.PhoneNumber(
            country_code=example.country_code, national_number=int(digits[: -len(tail)] + tail),
            italian_leading_zero=example.italian_leading_zero,
        )  # fmt: skip
        national = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
        if phonenumbers.is_valid_number(number) and "555" not in national:
            break
    else:
        number = example
    both = [phonenumbers.PhoneNumberFormat.INTERNATIONAL, phonenumbers.PhoneNumberFormat.NATIONAL]
    text = phonenumbers.format_number(number, rng.choice(both))
    style = rng.random()
    if style < 0.12:
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if style < 0.22:
        return re.sub(r"[ -]", "." if part == "a" else "-", text)
    if style < 0.3 and text.startswith("+"):
        return "00" + text[1:]
    if style < 0.36:
        return re.sub(r"[ -]", "", text)
    return text
