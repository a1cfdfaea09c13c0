"""What a label names: the languages' labels and parameter names, and templates called like one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.detect.folding import fold

if TYPE_CHECKING:
    from bot.detect.view import View

_ASIDE = re.compile(r" ?\([^()]{1,24}\)")
_FIRST = re.compile(r"[^,\-–—]{2,24}(?=$| ?[,\-–—])")
_REMEMBERED = 4096  # labels whose types are kept; pages repeat each other's
_TAIL = re.compile(r"[\s:：?？؟;.*]+$")  # `;` asks in Greek
_TAG = re.compile(
    r" ?(?:[–—-]|[^\W\d_]{1,8} ?[:：]) ?(?=[^\W_]|[¿¡])"
)  # `Q: `, `— ` before a question or its answer
_FIRST_WORD = re.compile(r" ?([^\W\d_]{1,5}) (?=[^ ])")
_NOT_LABEL = re.compile(r"[\d\s_\-.:*?()]+$")
_SHAPED = frozenset(
    ["phone", "email", "ip_address", "credential", "national_id", "payment", "social_handle", "messaging_handle"]
)  # fmt: skip
_SHORTEST_NAME = 4  # letters of a template's name that is a label


def types_of(view: View, label: str) -> tuple[str, ...]:
    """The finding types that a label names, by the languages' labels and parameter names."""
    known = view.lexicon.label_types
    kinds = known.get(label)
    if kinds is None:
        if len(known) > _REMEMBERED:
            known.clear()
        kinds = known[label] = _types_of(view, label)
    return kinds


def _types_of(view: View, label: str) -> tuple[str, ...]:
    text = _TAIL.sub("", fold(label).replace("_", " ")).strip(" '\"")
    if "(" in text:
        text = _ASIDE.sub("", text).strip()  # né(e) le, telephone (office hours)
    text = text.lstrip("*•-–—·►▪■●→»¿¡ ")
    if _NOT_LABEL.fullmatch(text):
        return ()
    plain = re.sub(r"[ ]?[0-9]+$", "", text)
    lexicon = view.lexicon
    found = lexicon.labels.get(text) or lexicon.params.get(text) or lexicon.labels.get(plain) or ()
    if not found:
        found = _service(view, text)
        if found:
            return found
    words = text.split()
    if not found and 1 < len(words) <= 4 and (words[0] in lexicon.own or words[-1] in lexicon.own):
        return types_of(
            view, " ".join(word for word in words if word not in lexicon.own)
        )  # my age, usia saya
    if not found and 1 < len(words) <= 3:
        for word in (words[-1], words[0]):
            kinds = tuple(kind for kind in lexicon.labels.get(word, ()) if kind in _SHAPED)
            if kinds:
                return kinds
    found = found or lexicon.params.get(plain, ()) or lexicon.params.get(plain.replace(" ", ""), ())
    return found or (types_of(view, text[tag.end() :]) if (tag := _TAG.match(text)) else ())


def behind_tag(view: View, label: str, start: int, end: int) -> int:
    """Where an answer begins behind its speaker's sign, where its question has one, too: `Q: …`, `A: |In Whitby`."""
    tag = _TAG.match(view.text, start, end) if _TAG.match(label) else None
    return tag.end() if tag else start


def behind_in(view: View, at: int, limit: int) -> int:
    """Where a town begins behind a capital `In` that a value begins with; else `at`."""
    word = _FIRST_WORD.match(view.folded, at, limit)
    return word.end() if word and word.group(1) in view.lexicon.shared.born_in else at


def _service(view: View, text: str) -> tuple[str, ...]:
    """What a label is that is a service's name, alone or before a comma or a hyphen: `Skype, for the family`."""
    shared = view.lexicon.shared
    name = _FIRST.match(text)
    if name is None or text[name.end() :].lstrip(" -–—") in shared.not_handles:
        return ()  # IRC-channel
    if name.group().strip() in shared.messaging:
        return ("messaging_handle",)
    return ("social_handle",) if name.group().strip() in shared.social else ()


def value_template(view: View, name: str) -> tuple[str, ...]:
    """What `{{User city|…}}` holds: listed names, or the word for users and a label."""
    name = fold(name)
    known = view.lexicon.value_templates.get(name)
    if known:
        return known
    if "/" in name:  # {{User:Someone/Mastodon|…}}
        found = types_of(view, name.rsplit("/", 1)[1])
        if found:
            return found
    head, _, rest = name.partition(" ")
    if head in view.lexicon.user_names and rest:
        return types_of(view, rest)
    return ()


def plain_template(view: View, name: str) -> tuple[str, ...]:
    """What `{{Birthday|…}}`, `{{Real name|…}}` or `{{Phone|…}}` hold: templates called like a label."""
    name = fold(name)
    kinds = view.lexicon.labels.get(name, ())
    kinds = tuple(
        kind
        for kind in kinds
        if kind in _SHAPED or kind == "birth_date" or (kind == "real_name" and " " in name)
    )
    return kinds if len(name) >= _SHORTEST_NAME else ()
