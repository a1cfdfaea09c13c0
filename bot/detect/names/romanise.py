"""Cyrillic and Greek words in Latin letters, for looking them up in the Latin lists."""

from __future__ import annotations


def _table(letters: str, latin: str) -> dict[str, str]:
    return dict(zip(letters, ("" if sound == "-" else sound for sound in latin.split()), strict=True))


_CYRILLIC = _table(
    "абвгдеёєжзиіїйклмнопрстуфхцчшщъыьэюяґўјљњћђџѓќѕ",
    "a b v g d e e ie zh z i i i y k l m n o p r s t u f h ts ch sh sht a y - e yu ya "
    "g u j lj nj c d dz g k dz",
)
_GREEK = _table("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t y f ch ps o")
_SERBIAN = frozenset("јљњћђџ")
_SERBIAN_LETTERS = {"ж": "z", "ц": "c", "ч": "c", "ш": "s"}


def romanise(word: str, script: str) -> str:
    """The folded word in Latin letters; "" for scripts that no letter table can romanise."""
    if script == "cyrillic":
        table = _CYRILLIC | _SERBIAN_LETTERS if _SERBIAN & set(word) else _CYRILLIC
        return "".join(table.get(char, "") for char in word)
    if script == "greek":
        return "".join(_GREEK.get(char, "") for char in word).replace("oy", "ou")
    return ""
