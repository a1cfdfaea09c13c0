"""Where a person may be sent on: only to our own pages, checked by scheme, host and path."""

from __future__ import annotations

from urllib.parse import urlsplit

_HOME = "/"


def local_path(wanted: str) -> str:
    """Return the path (with query) to go on at; the home page for whatever is not plainly one of ours.

    Browsers take `\\` for `/` and drop control characters, so that `/\\evil.example` and `/\\t/evil.example`
    lead elsewhere. Source: https://url.spec.whatwg.org/#url-parsing
    """
    if not wanted.startswith("/") or wanted.startswith("//") or "\\" in wanted:
        return _HOME
    if any(ord(char) <= 0x20 or ord(char) == 0x7F for char in wanted):
        return _HOME
    try:
        split = urlsplit(wanted)
    except ValueError:
        return _HOME
    if split.scheme or split.netloc or split.path.startswith("//"):
        return _HOME
    return wanted


def origin_of(url: str) -> str:
    """Return a URL's origin as browsers spell it in `Origin`; `` where it is not an http(s) URL."""
    try:
        split = urlsplit(url)
        port = split.port
    except ValueError:
        return ""
    if split.scheme not in ("http", "https") or not split.hostname:
        return ""
    host = f"[{split.hostname}]" if ":" in split.hostname else split.hostname
    default = {"http": 80, "https": 443}[split.scheme]
    return f"{split.scheme}://{host}" + (f":{port}" if port and port != default else "")
