"""Invented MediaWiki XML dumps, in the shape of `pages-meta-current` (export schema 0.11)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape

_HEAD = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="{lang}">
  <siteinfo>
    <sitename>Wiki</sitename>
    <dbname>{wiki}</dbname>
    <base>https://{lang}.example.org/wiki/Main</base>
    <generator>MediaWiki 1.46.0</generator>
    <case>first-letter</case>
    <namespaces>
      <namespace key="0" case="first-letter" />
      <namespace key="2" case="first-letter">{user}</namespace>
      <namespace key="3" case="first-letter">{user} talk</namespace>
    </namespaces>
  </siteinfo>
"""


@dataclass(frozen=True)
class Page:
    """One page of the dump; owner and author are the same unless said otherwise."""

    owner: str
    text: str
    author: str = ""
    sub: str = ""
    namespace: int = 2
    redirect: bool = False


def xml(pages: Iterable[Page], wiki: str = "enwiki", lang: str = "en", user: str = "User") -> str:
    """Return a whole dump."""
    parts = [_HEAD.format(wiki=wiki, lang=lang, user=user)]
    for number, page in enumerate(pages, 1):
        prefix = {2: f"{user}:", 3: f"{user} talk:"}.get(page.namespace, "")
        parts.append(
            f"  <page>\n    <title>{escape(prefix + page.owner + page.sub)}</title>\n"
            f"    <ns>{page.namespace}</ns>\n    <id>{number}</id>\n"
            + ('    <redirect title="Main" />\n' if page.redirect else "")
            + f"    <revision>\n      <id>{number + 1000}</id>\n"
            "      <timestamp>2026-11-01T10:00:00Z</timestamp>\n"
            f"      <contributor><username>{escape(page.author or page.owner)}</username></contributor>\n"
            f"      <model>wikitext</model>\n      <format>text/x-wiki</format>\n"
            f'      <text bytes="{len(page.text.encode())}" xml:space="preserve">{escape(page.text)}</text>\n'
            "      <sha1>phoiac9h4m842xq45sp7s6u21eteeq1</sha1>\n    </revision>\n  </page>\n"
        )  # fmt: skip
    return "".join([*parts, "</mediawiki>\n"])
