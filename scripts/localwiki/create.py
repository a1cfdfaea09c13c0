"""Making a wiki from nothing: one template, kept and copied, made anew when what it is made of changes."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import subprocess
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.localwiki import people
from scripts.localwiki.errors import LocalWikiError
from scripts.localwiki.paths import LOCAL, PEOPLE, SITE
from scripts.localwiki.serve import WikiSite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from scripts.localwiki.install import MediaWiki

_PAGES = {
    people.STOP_PAGE: "run",
    people.SYNC_STOP_PAGE: "run",
    "Main Page": (
        "'''Local Meta''' is a wiki of invented people on this machine, made by Wikilatch to be tried out."
        "\n\n"
        "* [[Special:RecentChanges|What they edited]]\n* [[Special:ListUsers|Who they are]]\n"
    ),
    "Template:About the editor": (
        '<div style="float:inline-end; margin:0 0 1em 1em; padding:.7em; border:1px solid #a2a9b1">'
        "'''Editing since''' {{{since|}}}<br>'''Interests''' {{{interests|}}}</div>"
    ),
    "Template:Coord": "{{{1}}}° N, {{{2}}}° E",
    "Template:Doi": "doi:{{{1}}}",
    "Template:Nobots": "''This page asks bots to stay away.''",
}


def template(mediawiki: MediaWiki, say: Callable[[str], None]) -> Path:
    """The folder of a wiki with all accounts and no user page; made within seconds if it is not there.

    It belongs to nobody: copy it. Raises LocalWikiError with what MediaWiki said where it cannot be made.
    """
    LOCAL.mkdir(exist_ok=True)
    target = LOCAL / f"template-{_fingerprint(mediawiki)}"
    with one_at_a_time("create"):
        if target.is_dir():
            return target
        say("Creating the wiki and its accounts")
        with tempfile.TemporaryDirectory(dir=LOCAL, prefix="create-") as temporary:
            folder = Path(temporary) / "wiki"
            _create(mediawiki, folder)
            folder.rename(target)
    return target


@dataclass(frozen=True, slots=True)
class Edit:
    """One page that somebody saves whole."""

    author: str
    title: str
    text: str


def save(site: WikiSite, edits: Iterable[Edit]) -> None:
    """Save pages as their authors, each a real edit, in one process of MediaWiki's.

    Raises LocalWikiError with what MediaWiki said where one is not saved.
    """
    _seed(site, [], edits)


def _seed(site: WikiSite, accounts: list[dict[str, Any]], edits: Iterable[Edit]) -> None:
    told = {"accounts": accounts, "pages": [asdict(edit) for edit in edits]}
    _php(site.mediawiki, [SITE / "seed.php"], site.environment(), told)


def _fingerprint(mediawiki: MediaWiki) -> str:
    made_of = hashlib.sha256(f"{mediawiki.version} {mediawiki.code.resolve()}".encode())
    for path in (*sorted(SITE.iterdir()), PEOPLE, Path(people.__file__), Path(__file__)):
        made_of.update(path.read_bytes())
    return made_of.hexdigest()[:16]


@contextlib.contextmanager
def one_at_a_time(what: str) -> Iterator[None]:
    """Keep other processes from doing the same meanwhile."""
    with (LOCAL / f"{what}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _create(mediawiki: MediaWiki, folder: Path) -> None:
    for part in ("data", "images", "cache", "conf"):
        (folder / part).mkdir(parents=True)
    # The address is the server's to say; nothing that is stored holds it.
    site = WikiSite(mediawiki, folder, port=80, smtp_port=25)
    environment = site.environment()
    Path(environment["MW_L10N_DIR"]).mkdir(exist_ok=True)
    maintenance = mediawiki.code / "maintenance"
    _php(
        mediawiki,
        [
            maintenance / "install.php", "--dbtype", "sqlite", "--dbpath", folder / "data",
            "--dbname", "wiki", "--confpath", folder / "conf", "--server", site.url, "--scriptpath", "/w",
            "--pass", people.PASSWORD, "Local Meta", people.ADMIN,
        ],
        # The installer refuses to run where there are settings already.
        {key: value for key, value in environment.items() if key != "MW_CONFIG_FILE"},
    )  # fmt: skip
    _php(mediawiki, [maintenance / "update.php", "--quick"], environment)
    pages = [Edit(people.ADMIN, title, text) for title, text in _PAGES.items()]
    _seed(site, people.accounts(), pages)
    _php(mediawiki, [maintenance / "runJobs.php"], environment)


def _php(mediawiki: MediaWiki, argv: list[str | Path], environment: dict[str, str], told: Any = None) -> None:
    done = subprocess.run(
        [mediawiki.php, *argv],
        env=environment,
        input=json.dumps(told) if told is not None else "",
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = (done.stdout + done.stderr).strip().splitlines()
        raise LocalWikiError(
            f"MediaWiki's {Path(argv[0]).name} failed ({done.returncode}):\n" + "\n".join(said[-15:])
        )
