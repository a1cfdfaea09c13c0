"""Links, templates and headings: what a translation loses of its source's structure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from bot.translation.checks.pair import Defect, View

_WIKI = re.compile(r"\[\[\s*:?([^\[\]|{}<>]+?)\s*(?:\|([^\[\]]*))?\]\]")
_EXTERNAL = re.compile(r"(?:https?:)?//[^\s<>\[\]{}|\"（）「」。、，）؛،]+", re.IGNORECASE)
_TEMPLATE = re.compile(r"\{\{\s*([^{}|<>\[\]#]+?)\s*(?=\||\}\}|:)")
_MY_LANGUAGE = re.compile(r"^special:mylanguage/", re.IGNORECASE)
_LANGUAGE_SUFFIX = re.compile(r"/[a-z]{2,3}(?:-[a-z]{2,8})*$")
_HEADING = re.compile(r"^\s*(={2,6})[^=].*?\1\s*$", re.DOTALL)
# Templates that mark language or direction, or write an address, come and go with the language; the checks of
# contacts, variables and direction look at those.
_FREE = re.compile(
    r"^(?:plural|gender|grammar|int|lang|lang-\w+|rtl|ltr|bdi|bidi|@|at|.*mail.*|.*spam.*|ruby|transl.*|nowrap"
    r"|formatnum|dir|pagename|!|=|tvar|lrm|rlm|nbsp|spaces?)$",
    re.IGNORECASE,
)
_FILE = re.compile(r"^(?:file|image|category|media)\s*:", re.IGNORECASE)


def check(view: View) -> Iterator[Defect]:
    """Yield the `link-` checks, `template-lost` and `heading-changed`."""
    source, translation = view.pair.source, view.pair.translation
    yield from _wiki_links(source, translation)
    yield from _external_links(source, translation)
    wanted, given = _templates(source), _templates(translation)
    for name in wanted:
        if name not in given:
            yield Defect("template-lost", (f"{{{{{name}}}}}",))
    level, own = _HEADING.match(source), _HEADING.match(translation)
    if level and "\n" not in source.strip() and (own[1] if own else "") != level[1]:
        yield Defect("heading-changed", (level[1],))


def _wiki_links(source: str, translation: str) -> Iterator[Defect]:
    wanted = [target.strip() for target, _ in _WIKI.findall(source) if not _FILE.match(target)]
    given = [target.strip() for target, _ in _WIKI.findall(translation) if not _FILE.match(target)]
    left = [_page(target) for target in given]
    unmatched = []
    for target in wanted:
        page = _page(target)
        if page in left:
            left.remove(page)
            localised = any(g for g in given if _page(g) == page and not _MY_LANGUAGE.match(g))
            kept = any(_MY_LANGUAGE.match(g) for g in given if _page(g) == page)
            if _MY_LANGUAGE.match(target) and localised and not kept:
                yield Defect("link-mylanguage-lost", (target,))
        else:
            unmatched.append(target)
    # A link to another wiki or to a page's part may be led to the reader's own; one to our own pages may not.
    for target in unmatched:
        if not left:
            yield Defect("link-lost", (target,))
        elif _MY_LANGUAGE.match(target):
            yield Defect("link-changed", (target, left.pop(0)))
        else:
            left.pop(0)


def _external_links(source: str, translation: str) -> Iterator[Defect]:
    wanted = Counter(_address(url) for url in _EXTERNAL.findall(source))
    given = Counter(_address(url) for url in _EXTERNAL.findall(translation))
    missing = [address for address in wanted if address not in given]
    extra = [address for address in given if address not in wanted]
    for address in missing:
        same_host = next((other for other in extra if _host(other) == _host(address)), None)
        if same_host is not None:
            extra.remove(same_host)
            yield Defect("link-changed", (address, same_host))
            continue
        near = next((other for other in extra if _registered(other) == _registered(address)), None)
        if near is not None:
            extra.remove(near)
            continue
        if extra:
            yield Defect("link-changed", (address, extra.pop(0)))
        else:
            yield Defect("link-lost", (address,))
    for address in extra:
        if not any(_registered(address) == _registered(known) for known in wanted):
            yield Defect("link-added", (address,))


def _page(target: str) -> str:
    """Return what tells one internal target from another, without Special:MyLanguage or /ja."""
    target = _MY_LANGUAGE.sub("", target.lstrip(":").replace("_", " ").strip())
    target = _LANGUAGE_SUFFIX.sub("", target.partition("#")[0].strip()) or target
    return target[:1].upper() + target[1:]


def _address(url: str) -> str:
    """Return host and path of a URL, without the end of the sentence, scheme or a language part."""
    parts = urlsplit(
        "https:" + url.rstrip(".,;:!?)'」").partition(":")[2] if "://" in url else "https:" + url
    )
    path = re.sub(r"/(?:[a-z]{2,3}(?:-[a-z]{2,4})?)(?=/|$)", "", parts.path, flags=re.IGNORECASE).rstrip("/")
    query = re.sub(r"(?:^|&)(?:uselang|setlang|lang|hl)=[^&]*", "", parts.query)
    return f"{parts.netloc.lower()}{path}" + (f"?{query}" if query else "")


def _host(address: str) -> str:
    return address.partition("/")[0]


def _registered(address: str) -> str:
    """Return the last two labels of the host: en.wikipedia.org and ja.wikipedia.org are one site's."""
    return ".".join(_host(address).split(".")[-2:])


def _templates(text: str) -> list[str]:
    found = (name.strip().removeprefix(":") for name in _TEMPLATE.findall(text))
    return list(
        dict.fromkeys(n[:1].upper() + n[1:].replace("_", " ") for n in found if n and not _FREE.match(n))
    )
