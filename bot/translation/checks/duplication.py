"""A unit translated twice: two versions one after the other, alike or each in its own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from rapidfuzz import fuzz

from bot.translation.checks.pair import Defect, View
from bot.translation.contacts import contacts
from bot.translation.numbers import numbers
from bot.translation.text import words

_ALIKE, _LONG_ENOUGH = 82, 14
# Letters of the translation beside what its language needs: good ones stay under 1.7 for 60 letters and more.
_FAR_TOO_LONG, _TWICE_AS_LONG, _MUCH_LONGER = 1.9, 1.55, 1.25
_MOST_SENTENCES = 60  # each is compared with each
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9&'-]*")
_LINK = re.compile(r"\[\[([^\[\]|]+)|(https?://[^\s\]|]+)")


def check(view: View) -> Iterator[Defect]:
    """Yield `translated-twice`."""
    if len(view.translation) < 2 * _LONG_ENOUGH:
        return
    twin = _twin_sentences(view)
    if twin is not None:
        yield Defect("translated-twice", (twin,))
    elif _two_versions(view):
        yield Defect("translated-twice", (view.translation[:40] + "…",))


def _twin_sentences(view: View) -> str | None:
    """Return a sentence that stands twice, or nearly so, where the source's sentences do not."""
    spaced = view.profile is None or view.profile.spaced
    pieces = view.translation_sentences
    if not spaced:  # Thai and its neighbours end sentences by a space
        pieces = [piece for sentence in pieces for piece in sentence.split()]
    parts = [_squeeze(piece) for piece in pieces[:_MOST_SENTENCES]]
    source = [_squeeze(s) for s in view.source_sentences[:_MOST_SENTENCES]]
    most = _most_alike([s for s in source if len(s) >= _LONG_ENOUGH])
    for i, one in enumerate(parts):
        for other in parts[i + 1 :]:
            if min(_weight(one), _weight(other)) < _LONG_ENOUGH:
                continue
            alike = fuzz.ratio(one, other)
            if alike >= _ALIKE and alike > most + 8:
                return one[:40] + ("…" if len(one) > 40 else "")
    text = _squeeze(view.translation)
    half = len(text) // 2
    # The same text pasted behind itself without any sign between; the source must not do it too.
    if len(text) > 3 * _LONG_ENOUGH and fuzz.ratio(text[:half], text[half:]) >= 90:
        own = _squeeze(view.source)
        return text[:40] + "…" if fuzz.ratio(own[: len(own) // 2], own[len(own) // 2 :]) < 80 else None
    return None


def _weight(text: str) -> int:
    """Return the length of a text in which an ideograph, kana or Hangul block counts as two letters."""
    return sum(2 if char >= "\u2e80" else 1 for char in text)


def _most_alike(parts: list[str]) -> float:
    return max((fuzz.ratio(a, b) for i, a in enumerate(parts) for b in parts[i + 1 :]), default=0.0)


def _two_versions(view: View) -> bool:
    """True where the text is far too long, or what stands once in the source stands twice.

    Such anchors are contact points, numbers, names in Latin letters, links. Without anchors the two halves
    must share more of their words than the source's halves do.
    """
    source_length = sum(map(len, view.source_words))
    if view.profile is None or source_length < 20:
        return False
    ratio = view.profile.ratio / (view.source_profile.ratio if view.source_profile else 1)
    own = [
        word
        for word in view.translation_words
        if not view.scripts or view.data.scripts.of(word[0]) in view.scripts
    ]
    longer = sum(map(len, own)) / (source_length * ratio)
    if longer < _MUCH_LONGER:
        return False
    more_sentences = len(view.translation_sentences) >= 2 * max(len(view.source_sentences), 1)
    if longer >= _FAR_TOO_LONG and source_length >= 60:
        return True
    if longer >= _TWICE_AS_LONG and source_length >= 40 and more_sentences:
        return True
    repeated, single = _anchors(view)
    if longer >= _TWICE_AS_LONG:
        share = _best_split(view)
        several = len(view.translation_sentences) >= 2
        return (several and repeated >= 1 and repeated >= single) or share >= 0.3
    return repeated >= 2 and repeated > single and _best_split(view) >= 0.2


def _anchors(view: View) -> tuple[int, int]:
    """Count what stands once in the source: how many of it stand twice here, how many once."""
    wanted, given = _counted(view.pair.source, view), _counted(view.pair.translation, view)
    once = [anchor for anchor, count in wanted.items() if count == 1]
    return sum(given[a] >= 2 for a in once), sum(given[a] == 1 for a in once)


def _counted(text: str, view: View) -> Counter[str]:
    count: Counter[str] = Counter(contact.value for contact in contacts(text))
    count.update(match[1] or match[2] for match in _LINK.finditer(text))
    count.update(re.findall(r"\$\w+", text))
    count.update(str(min(number.readings)) for number in numbers(text, view.data).digits)
    if "Latn" not in view.scripts:
        plain = view.source if text is view.pair.source else view.translation
        count.update(
            {f"name:{word}": n for word, n in Counter(_LATIN.findall(plain)).items() if word[:1].isupper()}
        )
    return count


def _best_split(view: View) -> float:
    """Return how much the sides of the best cut share of their words, beyond the source's sides."""
    own = _split_share(
        [_terms(s, view.source_profile is None or view.source_profile.spaced) for s in view.source_sentences]
    )
    spaced = view.profile is None or view.profile.spaced
    return _split_share([_terms(s, spaced) for s in view.translation_sentences[:_MOST_SENTENCES]]) - own / 2


def _split_share(parts: list[set[str]]) -> float:
    best = 0.0
    for cut in range(1, len(parts)):
        left, right = set().union(*parts[:cut]), set().union(*parts[cut:])
        smaller, larger = sorted((left, right), key=len)
        if len(smaller) >= 3 and len(smaller) * 2.5 >= len(larger):
            best = max(best, len(smaller & larger) / len(smaller))
    return best


def _terms(sentence: str, spaced: bool) -> set[str]:
    found = [word.lower() for word in words(sentence)]
    if spaced:
        return {word[:6] for word in found if len(word) > 3}
    return {word[i : i + 2] for word in found for i in range(len(word) - 1) if not _is_kana(word[i : i + 2])}


def _is_kana(pair: str) -> bool:
    return all("\u3041" <= char <= "\u309f" for char in pair)


def _squeeze(text: str) -> str:
    return " ".join(words(text.lower()))
