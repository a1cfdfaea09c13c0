"""Whether a host name ends in a public suffix, by the list that tldextract ships (nothing is fetched).

The list is read as it lies in the package: importing that costs 20 times as much.
"""

from __future__ import annotations

import importlib.util
import re
from functools import lru_cache
from pathlib import Path

_BOTH = 2  # letters on both sides
_LIST = ".tld_set_snapshot"
_PRIVATE = "// ===BEGIN PRIVATE DOMAINS==="  # what firms give away below: `github.io` is a name below `io`
_RULE = re.compile(r"^[.*!]*\w\S*", re.MULTILINE)  # `co.uk`, `*.ck`, `!www.ck`; not a remark


@lru_cache(maxsize=1)
def _suffixes() -> tuple[frozenset[str], frozenset[str]]:
    """The rules of the list, and each of them with all that it ends in (`co.uk`, `uk`)."""
    package = importlib.util.find_spec("tldextract")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("tldextract is missing; install what requirements.txt names")
    listed = Path(package.origin).with_name(_LIST).read_text("utf-8").partition(_PRIVATE)[0]
    rules = frozenset(_RULE.findall(listed))
    ends = set(rules)
    for rule in rules:
        labels = rule.split(".")
        ends.update(".".join(labels[at:]) for at in range(1, len(labels)))
    return rules, frozenset(ends)


@lru_cache(maxsize=4096)
def is_public(host: str) -> bool:
    """Whether somebody could receive mail there: a name under a public suffix."""
    if "." not in host or ".." in host or len(host) > 253:
        return False
    tail = host.rsplit(".", 1)[1]
    if tail == "example":
        return True  # the caller decides what an example's host means
    rules, ends = _suffixes()
    labels = host.rstrip(".").split(".")
    known = ""  # what of the host is in the list
    first = suffix = len(labels)  # where that begins, and where the longest rule does
    for label in reversed(labels):
        longer = f"{_decoded(label)}.{known}" if known else _decoded(label)
        if longer in ends:
            known, first = longer, first - 1
            if longer in rules:
                suffix = first
            continue
        if f"*.{known}" in rules:  # each name is a suffix there, but for `www.ck`
            suffix = first if f"!{longer}" in rules else first - 1
        break
    return 0 < suffix < len(labels) and bool(labels[suffix - 1])


def _decoded(label: str) -> str:
    """A label as the list has it: not in punycode."""
    if not label.startswith("xn--"):
        return label
    try:
        return label.encode("ascii").decode("idna")
    except UnicodeError:
        return label


def is_joined(folded: str, start: int, end: int) -> bool:
    """Whether a sign or a word in another script stands right between the letters of an address: `ada골뱅이kelp.org`."""
    around = folded[max(0, start - 1) : start] + folded[end : end + 1]
    return folded[start] > "\u024f" and len(around) == _BOTH and around.isascii() and around.isalnum()
