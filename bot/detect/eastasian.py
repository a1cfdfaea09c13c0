"""What names, towns and firms can look like in Chinese, Japanese and Korean, where no capital tells them from a sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_KANJI = "\u3400-\u9fff々"
_NAME = 3  # characters of a name, its family's with it
_KANA_INSIDE = re.compile(
    r"[\u3400-\u9fff々][ぁ-ん]+[\u3400-\u9fff々]|^[ぁ-ん][\u3400-\u9fff]|[ぁ-ん]{2,4}[をにはがでと]$"
)
# 聞かれた, 答えない: a verb of one character and its ending, no surname and given name.
_VERB = re.compile(
    r"[\u3400-\u9fff々][ぁ-ん]{0,3}(?:れ[てたる]|ない|ます|せん|ても|って|った|[えけめね]る|[いし][てた]|する|べき)$"
)
_KANA_NAME = re.compile("[ぁ-ん]{2}[子代江枝]$")  # くみ子
_ADDRESS = re.compile("[路街巷弄段道][\u3400-\u9fff]{0,3}[0-9]+[号號]")
_LEARNS = "学學教写寫读讀做搞研"  # how what somebody does begins
_ONE_OF = re.compile(
    "^一?[间間家个個所](?:小|老|新)|某|^(?:[大中小]学|[大中小]學|高中|初中|本科)[念读讀学學修主攻毕畢时時里裡]"
)  # 间小茶铺, 中铁某局: one, and it is not named
_KANA_BEHIND = re.compile(r"[\u3400-\u9fff々][ぁ-ん]")


_THAI_BEGINS = "เแโใไ"  # vowels that are written before their consonant
_THAI_GOES_ON = re.compile(
    "[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]"
)  # vowels and signs that belong to the consonant before


def parts_syllable(text: str, at: int) -> bool:
    """Whether a Thai syllable would be cut in two at a place: no word begins or ends there."""
    if not 0 < at < len(text):
        return False
    return text[at - 1] in _THAI_BEGINS or _THAI_GOES_ON.match(text[at]) is not None


class EastAsian:
    """What family names (config/rules/surnames) and small words (wording.yaml) say of a value."""

    def __init__(
        self, surnames: dict[str, list[str]], wording: dict[str, Callable[[str], tuple[str, ...]]]
    ) -> None:
        """`wording` gives the words of a key in a language."""
        self.surnames = surnames
        self._korean = frozenset(name for name in surnames["ko"] if len(name) == 1)
        self._chinese = frozenset(surnames["zh"])
        self._sentence_words = frozenset(wording["sentence_words"]("zh"))
        self._town_ends = wording["town_ends"]("ja")
        self.town_particles = frozenset(wording["town_particles"]("ja"))
        self.municipality = re.compile(
            f"([\u3040-\u30ff\u3400-\u9fff々]{{1,8}}?[市町村区郡])(?=[{''.join(wording['town_particles']('ja'))}])"
        )
        self.korean_particles = wording["subject_particles"]("ko")
        one, longer = "".join(sorted(self._korean)), [name for name in surnames["ko"] if len(name) > 1]
        # A name of a family's name and one or two syllables behind a space.
        self.korean = re.compile(f"(?:{'|'.join([f'[{one}]', *longer])})(?: |[가-힣]{{1,2}}(?: |$))")
        # A sentence's subject that may be somebody's name: three syllables and a particle.
        things = "".join(wording["thing_syllables"]("ko"))
        self.korean_subject = re.compile(
            rf"(?:^|[.!?\n] ?)([{one}][가-힣](?![{things}])[가-힣])(?:\([^()\n]{{4,40}}\) ?)?"
            f"[{''.join(wording['subject_particles']('ko'))}] "
        )
        # 山田花子は: the same, by the last character of a given name or by a title.
        ends, titles = "".join(wording["given_ends"]("ja")), "|".join(wording["honorifics"]("ja"))
        self.japanese_subject = re.compile(
            rf"(?<![{_KANJI}])([{_KANJI}]{{2,4}}[{ends}]|[{_KANJI}]{{1,5}}(?:{titles}))"
            f"[{''.join(wording['subject_particles']('ja'))}]"
        )
        # 袁琳是: somebody's name where a sentence begins; the family's names of two characters are rare enough.
        family = "".join(sorted(name for name in self._chinese if len(name) == 1))
        self.chinese_subject = re.compile(
            rf"(?:^|[。！？!?\n：:] ?)([{family}][\u3400-\u9fff]{{1,2}})(?:{'|'.join(wording['article_is']('zh') + wording['biography_verbs']('zh'))})"
            "|(?<![其吉维維排利])[他她](?![人乡鄉日山国國律])"
        )
        self._japanese = re.compile(rf"[{_KANJI}]{{2,4}}[{ends}]")

    def is_person(self, word: str, code: str) -> bool:
        """Whether a word at a line's beginning reads as somebody's name."""
        return self._japanese.fullmatch(word) is not None if code == "ja" else self.is_name(word, code)

    def ends_with_person(self, text: str) -> bool:
        """Whether a Japanese text ends with what reads as a person's name: 画家佐藤裕太."""
        return any(self._japanese.fullmatch(text, len(text) - size) for size in (5, 4) if size <= len(text))

    def is_name(self, word: str, code: str) -> bool:
        """Whether a word standing alone before a comma reads as a Chinese or Korean name."""
        return len(word) <= _NAME and code in ("zh", "ko") and self.fits("name", word, code)

    def fits(self, kind: str, low: str, code: str) -> bool:
        """Whether a value that a slot took can be one in the page's language; True wherever nothing is known."""
        name = kind in ("name", "fullname")
        if code == "ko" and name and "\uac00" <= low[0] <= "\ud7a3":
            words = low.split()
            if low.endswith("학교"):
                return False  # 한울대학교: a school
            return low[0] in self._korean and len(words) <= 2 and len("".join(words)) <= 5
        if code == "zh" and "\u3400" <= low[0] <= "\u9fff":
            if not self._sentence_words.isdisjoint(low):
                return False
            if kind == "school" and low[-1] == "生":
                return False  # 高二学生
            if kind == "place" and low[0] in _LEARNS:
                return False  # 学化学
            if kind in ("org", "school") and (_ADDRESS.search(low) or _ONE_OF.search(low)):
                return False
            if name and "·" not in low and "・" not in low:
                plain = low.replace(" ", "")
                return 2 <= len(plain) <= 4 and (
                    plain[:2] in self._chinese or (plain[0] in self._chinese and len(plain) < 4)
                )
        if code == "ja" and "\u3040" <= low[0] <= "\u9fff":
            if name:
                return not (_KANA_INSIDE.search(_KANA_NAME.sub("", low)) or _VERB.search(low))
            if kind == "school" and low[-1] == "生":
                return False  # 歳の中学生
            if kind == "place":
                return not (
                    _KANA_BEHIND.search(low.replace("の", "").replace("が", ""))
                    and not low.endswith(self._town_ends)
                )
        return True
