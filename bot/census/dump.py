"""Reading user pages from MediaWiki XML dumps or JSON lines, compressed or not, one at a time."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import IO, TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

from bot.model import Edit

if TYPE_CHECKING:
    import mwxml

USER_NAMESPACE = 2
# MediaWiki's own limit for a revision is 2 MB ($wgMaxArticleSize); a page of meta-current holds one. What is
# larger by far is no dump but something made to fill the memory.
MOST_PAGE_BYTES = 64 * 2**20
_CHUNK = 1 << 16
# https://wikitech.wikimedia.org/wiki/Help:Toolforge/Database: database names end in the project's family.
_FAMILY = re.compile(
    r"(?:wiki|wiktionary|wikibooks|wikinews|wikiquote|wikisource|wikiversity|wikivoyage|wikimedia)$"
)
_MULTILINGUAL = frozenset(
    ["commons", "meta", "mediawiki", "species", "wikidata", "incubator", "sources", "test"]
)
_CODES = {
    "simple": "en",
    "zh_classical": "lzh",
    "zh_min_nan": "nan",
    "zh_yue": "yue",
    "be_x_old": "be-tarask",
}
_DAMAGED = "ends early or is damaged ({}); fetch it again"
_JSON_FIELDS = ("wiki", "lang", "title", "username", "wikitext")


class DumpError(ValueError):
    """A dump cannot be read to its end; the text names the file, what is wrong and the mend."""


class DumpPage:
    """A user page's current revision: what the wiki would announce of it, its language and its text.

    Not a dataclass, so that no `repr` shows a page (P1).
    """

    __slots__ = ("edit", "lang", "text")

    def __init__(self, edit: Edit, lang: str, text: str) -> None:
        self.edit, self.lang, self.text = edit, lang, text


def language_of(wiki: str) -> str:
    """Return the language of a wiki by its database name (`dewiki` → `de`); `en` where it has many."""
    code = _FAMILY.sub("", wiki)
    if not code or code in _MULTILINGUAL:
        return "en"
    return _CODES.get(code, code.replace("_", "-"))


class Dump:
    """The user pages of a dump: MediaWiki XML, or JSON lines where the name holds `.jsonl`.

    The name's ending says how it is compressed: .bz2, .gz, .xz, .zst, .7z (needs the program `7zr`), or not
    at all. Of several revisions the last one is taken. Iterating raises DumpError.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: IO[bytes] | None = None

    @property
    def position(self) -> int:
        """How many bytes of the file are read; 0 where that cannot be said (.7z)."""
        return self._file.tell() if self._file is not None and not self._file.closed else 0

    def __iter__(self) -> Iterator[DumpPage]:
        """Yield each page, once through."""
        path = self.path
        with _plainly(path), path.open("rb") as self._file, _unpacked(path, self._file) as raw:
            if ".jsonl" in path.name:
                yield from _json_pages(path, raw)
            else:
                yield from _xml_pages(path, raw)


@contextmanager
def _plainly(path: Path) -> Iterator[None]:
    """Turn what the readers below raise into a DumpError."""
    try:
        yield
    except DumpError:
        raise
    except FileNotFoundError:
        raise DumpError(f"{path}: there is no such file") from None
    except IsADirectoryError:
        raise DumpError(f"{path}: is a folder; name the dump files in it") from None
    except (EOFError, ParseError, lzma.LZMAError, UnicodeDecodeError) as error:
        raise DumpError(f"{path}: {_DAMAGED.format(error)}") from None
    except OSError as error:
        raise DumpError(f"{path}: cannot be read ({error})") from None


@contextmanager
def _unpacked(path: Path, packed: IO[bytes]) -> Iterator[IO[bytes]]:
    ending = path.suffix
    if ending not in _UNPACK:
        yield packed
        return
    with _UNPACK[ending](path, packed) as opened:
        yield opened


@contextmanager
def _zstandard(path: Path, packed: IO[bytes]) -> Iterator[Any]:
    try:
        if sys.version_info >= (3, 14):
            from compression import zstd
        else:
            from backports import zstd
    except ImportError:
        raise DumpError(f"{path}: .zst needs backports.zstd; pip install 'wikilatch[census]'") from None
    try:
        with zstd.ZstdFile(packed) as opened:
            yield opened
    except zstd.ZstdError as error:
        raise DumpError(f"{path}: {_DAMAGED.format(error)}") from None


@contextmanager
def _seven_zip(path: Path, _packed: IO[bytes]) -> Iterator[IO[bytes]]:
    try:
        process = subprocess.Popen(  # noqa: S603  # a fixed program; the path is an argument, never a shell's word
            ["7zr", "e", "-so", "-bd", "--", str(path)],  # noqa: S607  # found like any other tool
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except FileNotFoundError:
        raise DumpError(f"{path}: .7z needs the program 7zr (Debian package p7zip, or 7zip)") from None
    with process:
        if process.stdout is None:
            raise DumpError(f"{path}: 7zr gives no output")
        try:
            yield process.stdout
        except BaseException:
            process.kill()
            raise
        process.stdout.read()  # what follows the last page, so that 7zr can end
        if process.wait():
            raise DumpError(
                f"{path}: 7zr could not unpack it (exit code {process.returncode}); fetch it again"
            )


_UNPACK: Mapping[str, Callable[[Path, IO[bytes]], AbstractContextManager[Any]]] = MappingProxyType(
    {
        ".bz2": lambda _, packed: bz2.open(packed),  # noqa: SIM115  # the caller closes it
        ".gz": lambda _, packed: gzip.open(packed),  # noqa: SIM115  # same
        ".xz": lambda _, packed: lzma.open(packed),  # noqa: SIM115  # same
        ".zst": _zstandard,
        ".7z": _seven_zip,
    }
)


class _Guard:
    """A file that refuses to go on where one page is larger than any can be: a bomb of any sort."""

    def __init__(self, path: Path, raw: IO[bytes]) -> None:
        self._path, self._raw = path, raw
        self._since = 0
        self._tail = b""

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, at most a chunk."""
        chunk = self._raw.read(min(size, _CHUNK) if size > 0 else _CHUNK)
        seen = self._tail + chunk
        at = seen.rfind(b"</page>")
        self._since = len(seen) - at if at >= 0 else self._since + len(chunk)
        self._tail = seen[-6:]
        if self._since > MOST_PAGE_BYTES:
            most = MOST_PAGE_BYTES >> 20
            raise DumpError(f"{self._path}: a page of over {most} MB; this is no dump of current revisions")
        return chunk


def _xml_pages(path: Path, raw: IO[bytes]) -> Iterator[DumpPage]:
    try:
        import mwxml
        from mwxml.errors import MalformedXML
    except ImportError:
        raise DumpError(f"{path}: reading dumps needs mwxml; pip install 'wikilatch[census]'") from None
    try:
        dump = mwxml.Dump.from_file(_Guard(path, raw))
        wiki = _wiki_of(path, dump)
        lang = language_of(wiki)
        for page in dump.pages:
            last = None
            for revision in page:
                last = revision
            if page.namespace == USER_NAMESPACE and last is not None:
                yield _page(wiki, lang, page, last)
    except DumpError:
        raise
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        # Inside a page: what such an error says is what stood there (P1).
        raise DumpError(f"{path}: {_DAMAGED.format(type(error).__name__)}") from None
    except (MalformedXML, AssertionError, StopIteration) as error:
        raise DumpError(f"{path}: is no MediaWiki XML dump ({error or 'no <mediawiki>'})") from None


def _wiki_of(path: Path, dump: mwxml.Dump) -> str:
    wiki = (dump.site_info.dbname or "").strip()
    if not wiki:
        raise DumpError(f"{path}: <siteinfo> has no <dbname>; this is no dump of a Wikimedia wiki")
    return wiki


def _page(wiki: str, lang: str, page: mwxml.Page, revision: mwxml.Revision) -> DumpPage:
    user = revision.user.text if revision.user is not None else ""
    own = page.title.partition(":")[2]
    edit = Edit(
        wiki=wiki,
        title=page.title,
        owner=own.partition("/")[0],
        user=(user or "").replace("_", " "),
        revision=revision.id or 0,
        timestamp=str(revision.timestamp),
        temporary=(user or "").startswith("~2"),  # https://www.mediawiki.org/wiki/Help:Temporary_accounts
        redirect=page.redirect is not None,
    )
    return DumpPage(edit, lang, revision.text or "")


def _json_pages(path: Path, raw: IO[bytes]) -> Iterator[DumpPage]:
    for number, line in enumerate(iter(lambda: raw.readline(MOST_PAGE_BYTES + 1), b""), 1):
        if len(line) > MOST_PAGE_BYTES:
            raise DumpError(f"{path}, line {number}: over {MOST_PAGE_BYTES >> 20} MB; no page is so large")
        if not line.strip():
            continue
        try:
            data = json.loads(line)
        except ValueError as error:
            raise DumpError(f"{path}, line {number}: no JSON ({error})") from None
        except RecursionError:
            raise DumpError(f"{path}, line {number}: nested too deeply") from None
        if not isinstance(data, dict):
            raise DumpError(f"{path}, line {number}: must be an object with {', '.join(_JSON_FIELDS)}")
        for name in _JSON_FIELDS:
            if not isinstance(data.get(name), str):
                raise DumpError(f"{path}, line {number}: {name!r} is missing or not a text")
        owner = data["username"]
        author = data.get("author", owner)
        edit = Edit(
            data["wiki"], data["title"], owner, str(author), 0, "", redirect=bool(data.get("redirect"))
        )
        yield DumpPage(edit, data["lang"], data["wikitext"])
