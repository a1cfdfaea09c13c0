"""Whether a host name ends in a public suffix, from the list that tldextract ships (nothing is fetched)."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

_BOTH = 2  # letters on both sides


@lru_cache(maxsize=1)
def _extract() -> Any:
    import tldextract

    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, fallback_to_snapshot=True)


@lru_cache(maxsize=4096)
def is_public(host: str) -> bool:
    """Whether somebody could receive mail there: a name under a public suffix."""
    if "." not in host or ".." in host or len(host) > 253:
        return False
    tail = host.rsplit(".", 1)[1]
    if tail == "example":
        return True  # the caller decides what an example's host means
    parts = _extract()(host)
    return bool(parts.domain and parts.suffix)


def is_joined(folded: str, start: int, end: int) -> bool:
    """Whether a sign or a word in another script stands right between the letters of an address: `ada골뱅이kelp.org`."""
    around = folded[max(0, start - 1) : start] + folded[end : end + 1]
    return folded[start] > "\u024f" and len(around) == _BOTH and around.isascii() and around.isalnum()
