"""The one private message: neutral subject, no value, no category, in the reader's language (P1)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.messages import Messages
from bot.patrol.links import Link, Links, Purpose
from bot.settings import WikiSettings

# Columns of a line as terminals and mail readers count them (an ideograph takes two).
COLUMNS = 76
# MediaWiki sends 8bit and does not wrap; a mail server may refuse lines over 998 bytes (RFC 5321, 4.5.3.1.6).
LINE_BYTES = 998
# The Foundation's published addresses for questions of safety, and for threats of harm.
TEAM = "talktohumanrights@wikimedia.org"
EMERGENCY = "emergency@wikimedia.org"


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail before it is sent: plain text, lines ready for the wire."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom a letter is for: what decides its words, nothing of what was found."""

    name: str
    language: str
    subscribed: bool
    minor: bool = False


class Letters:
    """Composes letters."""

    def __init__(self, messages: Messages, links: Links, public_url: str) -> None:
        self._messages = messages
        self._links = links
        self._inbox = f"{public_url}/inbox"

    def compose(self, reader: Reader, wiki: WikiSettings, links: Mapping[Purpose, Link]) -> Letter:
        """Write the letter to a reader.

        For a self-declared minor it is shorter, plainer, and begins with oversight.
        """
        language = reader.language
        sections = self._for_a_minor(reader, wiki) if reader.minor else self._for_an_adult(reader, wiki)
        blocks = [self._block(language, *section) for section in sections]
        for purpose in (Purpose.KEEP, Purpose.STOP, Purpose.ERASE):
            if reader.minor and purpose is Purpose.KEEP:
                continue
            blocks.append(self._block(language, f"mail-{purpose}", self._links.url(links[purpose])))
        blocks.append(self._block(language, "mail-closing"))
        return Letter(
            subject=self._messages.text("mail-subject", language),
            body="\n\n".join(blocks) + "\n",
        )

    def _for_an_adult(self, reader: Reader, wiki: WikiSettings) -> Iterator[tuple[str, ...]]:
        yield "mail-greeting", "", reader.name
        yield ("mail-intro-subscribed" if reader.subscribed else "mail-intro-unasked"), ""
        yield "mail-look", self._inbox
        yield "mail-remove", ""
        yield "mail-oversight", wiki.oversight
        yield "mail-team", TEAM
        yield "mail-emergency", EMERGENCY

    def _for_a_minor(self, reader: Reader, wiki: WikiSettings) -> Iterator[tuple[str, ...]]:
        yield "mail-greeting", "", reader.name
        yield "mail-minor-intro", ""
        yield "mail-minor-oversight", wiki.oversight
        yield "mail-minor-trust", TEAM
        yield "mail-emergency", EMERGENCY

    def _block(self, language: str, key: str, address: str = "", *parameters: str) -> str:
        lines = wrap(self._messages.text(key, language, *parameters))
        # An address stands on a line of its own: nothing beside it can be taken for a part of it.
        return "\n".join([*lines, address] if address else lines)


def wrap(text: str, columns: int = COLUMNS) -> list[str]:
    """Cut a paragraph into lines of at most so many columns, and never over 998 bytes of UTF-8.

    Breaks at spaces; where a script writes without them, between characters, but never before a combining
    mark, a closing bracket or a full stop.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line, width = "", 0
        for piece in _pieces(paragraph):
            piece_width = sum(map(_columns, piece))
            too_long = width + piece_width > columns or len((line + piece).encode()) > LINE_BYTES
            if line and too_long:
                lines.append(line.rstrip())
                line, width = "", 0
                piece = piece.lstrip() if piece.isspace() else piece
                piece_width = sum(map(_columns, piece))
            line += piece
            width += piece_width
        lines.append(line.rstrip())
    return lines


def _pieces(text: str) -> Iterator[str]:
    """Yield the smallest parts that a line may end after; their concatenation is the text."""
    piece = ""
    for character in text:
        if piece and _may_break_between(piece[-1], character):
            yield piece
            piece = ""
        piece += character
        if len(piece.encode()) > LINE_BYTES - 8:  # one endless word: cut it rather than lose the mail
            yield piece
            piece = ""
    if piece:
        yield piece


def _may_break_between(before: str, after: str) -> bool:
    if before.isspace():
        return not after.isspace()
    if unicodedata.category(after) in ("Mn", "Mc", "Me", "Pe", "Pf", "Po", "Cf", "Lm"):
        return False
    return _is_unspaced(before) and not after.isspace()


def _is_unspaced(character: str) -> bool:
    """Whether a character's script is written without spaces: ideographs, kana."""
    return unicodedata.east_asian_width(character) in ("W", "F") and not "가" <= character <= "힣"


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
