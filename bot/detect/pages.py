"""What a page is by its title: the owner's page, a talk page, a sandbox, a draft, an archive, a script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.detect.folding import fold

if TYPE_CHECKING:
    from bot.detect.lexicon import Lexicon

_SCRIPT = re.compile(r"\.(?:js|css|json|lua|py|vue|less)$", re.IGNORECASE)


def kind_of(title: str, lexicon: Lexicon) -> str:
    """`main`, `talk`, `sandbox`, `draft`, `archive` or `script`."""
    namespace, colon, rest = title.partition(":")
    if not colon:
        namespace, rest = "", title
    if _SCRIPT.search(rest):
        return "script"
    talk = fold(namespace).replace("_", " ").strip() in lexicon.talk_names
    _, slash, sub = rest.partition("/")
    if slash:
        for part in reversed(sub.split("/")):
            words = re.sub(r"[\d\s_.\-]+", " ", fold(part)).strip()
            for sort in ("archive", "sandbox", "draft"):
                for name in lexicon.subpages[sort]:
                    if words == name or words.startswith(name + " ") or words.endswith(" " + name):
                        return sort
    return "talk" if talk else "main"
