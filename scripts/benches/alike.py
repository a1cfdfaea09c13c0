"""Another's and nobody's: whether the same refusal takes the same time, so that trying tells nothing.

Each pair is asked in turn by one browser, in this process, and compared by the lower quartile of its
processor time, in three rounds: a difference that is there is in each of them, the machine's own is not.
Floors: status, headers and body are equal, and the quartiles of the closest round differ by at most a tenth.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cryptography.fernet import Fernet
from flask.testing import FlaskClient
from rich.console import Console
from rich.table import Table
from werkzeug.test import TestResponse

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # run as a script, not as part of a package

from bot import settings as settings_module  # noqa: E402 - needs the path above
from bot.model import Revision  # noqa: E402 - same
from bot.patrol.links import Link, Links, Purpose  # noqa: E402 - same
from bot.settings import WikiSettings  # noqa: E402 - same
from bot.store import Store, open_store  # noqa: E402 - same
from gadget import create_app  # noqa: E402 - same
from tests.unit.patrol.doubles import MarkedDetector  # noqa: E402 - same

ORIGIN = "http://127.0.0.1:8080"
FLOOR = 0.1
ROUNDS = 3
_FORM = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}  # what Chromium sends for a form of ours
_VOLATILE = frozenset({"date"})
Ask = Callable[[], TestResponse]


class _Wiki:
    """A STAND-IN for a wiki: everybody's page gives something away."""

    def user_pages(self, wiki: WikiSettings, user: str) -> list[Revision]:
        """Return the page."""
        text = "call <phone:+44 121 234 5678>"
        return [Revision(wiki.name, 1, 1, f"User:{user}", user, "2026-11-20T10:00:00Z", text, "en")]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two questions that must look alike to whoever asks."""

    name: str
    anothers: Ask
    nobodys: Ask


def pairs(folder: str) -> list[Pair]:
    """Make the application and everything of two people, and the questions of one of them about the other."""
    names = ("SEAL_KEYS", "DIGEST_KEY", "QUIET_KEY", "SECRET_KEY")
    (Path(folder) / "wikis.toml").write_text(
        '[wikis.bench]\napi = "http://127.0.0.1:9/w/api.php"\nlang = "en"\n'
    )
    settings = settings_module.load(
        {f"WIKILATCH_{name}": Fernet.generate_key().decode() for name in names}
        | {
            "WIKILATCH_DATABASE_URL": f"sqlite:///{folder}/bench.sqlite",
            "WIKILATCH_WIKIS_FILE": f"{folder}/wikis.toml",
            "WIKILATCH_PUBLIC_URL": ORIGIN,
            "WIKILATCH_RATE_LIMIT": "1000000000 per minute",
        }
    )
    store = open_store(settings.database_url, settings.keys())
    app = create_app(settings, store, pages=_Wiki(), analyzer=MarkedDetector())
    mine, theirs = _browser(app.test_client(), store, "1", "Kelp Otter"), _browser(
        app.test_client(), store, "2", "Sea Urchin"
    )  # fmt: skip
    with store.begin() as tables:
        gadget = tables.grants.issue("2", "Sea Urchin", "bench")
        (digest,) = (grant.digest for grant in tables.grants.of_subject("2"))
        revoked = tables.grants.issue("1", "Kelp Otter", "bench")
        tables.grants.revoke_all("1")
        tables.grants.issue("1", "Kelp Otter", "bench")  # so that Settings has its form
    finding = _field(theirs.get("/inbox", base_url=ORIGIN), "finding")
    csrf = _field(mine.get("/settings", base_url=ORIGIN), "csrf")
    forged = Links("not ours", ORIGIN).url(Link(Purpose.STOP, ("0" * 64, "1" * 64))).rpartition("/")[2]
    own = Links(settings.keys().secret, ORIGIN)
    real_time = time.time
    time.time = lambda: real_time() - 91 * 86_400  # a link of three months ago
    expired = own.url(Link(Purpose.STOP, ("0" * 64, "1" * 64))).rpartition("/")[2]
    time.time = real_time

    def post(path: str, **form: str) -> Ask:
        return lambda: mine.post(path, base_url=ORIGIN, headers=_FORM, data={"csrf": csrf, **form})

    def get(path: str) -> Ask:
        return lambda: mine.get(path, base_url=ORIGIN)

    def bearer(token: str) -> Ask:
        headers = {"Authorization": f"Bearer {token}"}
        return lambda: mine.get("/api/v1/state", base_url=ORIGIN, headers=headers)

    made_up = "A" * len(finding.rpartition(".")[2])
    return [
        Pair(
            "a finding of another's inbox",
            post("/inbox/finding", do="keep", finding=finding),
            post("/inbox/finding", do="keep", finding=f"{finding.rpartition('.')[0]}.{made_up}"),
        ),
        Pair(
            "another's connected gadget",
            post("/settings/gadget", gadget=digest),
            post("/settings/gadget", gadget="0" * 64),
        ),
        Pair("a token that was revoked", bearer(revoked), bearer("B" * len(gadget))),
        Pair("a link that has expired, and a forged one", get(f"/link/{expired}"), get(f"/link/{forged}")),
        Pair("another's page kept by the API", *_keeping(mine, store)),
    ]


def _keeping(client: FlaskClient, store: Store) -> tuple[Ask, Ask]:
    with store.begin() as tables:
        token = tables.grants.issue("1", "Kelp Otter", "bench")
    headers = {"Authorization": f"Bearer {token}"}

    def keep(title: str) -> Ask:
        return lambda: client.post("/api/v1/keep", base_url=ORIGIN, headers=headers, json={"title": title})

    return keep("User:Sea Urchin"), keep("User:No Such Otter")


def _browser(client: FlaskClient, store: Store, subject: str, user: str) -> FlaskClient:
    with store.begin() as tables:
        secret = tables.sessions.start(subject, user)
    client.set_cookie("wikilatch-session", secret, domain="127.0.0.1")
    return client


def _field(page: TestResponse, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', page.text)
    if found is None:
        sys.exit(f"alike: not measured. There is no field {name} on the page.")
    return found[1]


def _answer(answer: TestResponse) -> tuple[int, list[tuple[str, str]], bytes]:
    headers = sorted((name, value) for name, value in answer.headers if name.lower() not in _VOLATILE)
    return answer.status_code, headers, answer.data


def compare(pair: Pair, times: int) -> tuple[float, float, bool, int]:
    """Return the lower quartiles in ms, whether the answers are equal, and their status."""
    first, second = _answer(pair.anothers()), _answer(pair.nobodys())
    took: tuple[list[float], list[float]] = ([], [])
    both = list(zip((pair.anothers, pair.nobodys), took, strict=True))
    for turn in range(times):
        # Whichever comes second finds things warmer: they take turns at that too.
        for ask, into in both if turn % 2 else reversed(both):
            start = time.process_time_ns()
            ask()
            into.append((time.process_time_ns() - start) / 1e6)
    quick = [statistics.quantiles(times_of_one, n=4)[0] for times_of_one in took]
    return quick[0], quick[1], first == second, first[0]


def main() -> int:
    """Measure, show, and judge."""
    parser = argparse.ArgumentParser(prog="scripts/bench alike", description=__doc__.splitlines()[0])
    parser.add_argument(
        "--times", type=int, default=600, help="how often each is asked (default %(default)s)"
    )
    times = parser.parse_args().times
    table = Table(title=f"Another's and nobody's, {times} times each in turn")
    for column in ("what", "answer", "equal", "another's, ms", "nobody's, ms", "differ by"):
        table.add_column(column, justify="left" if column == "what" else "right")
    worst, unequal = 0.0, 0
    with tempfile.TemporaryDirectory() as folder:
        for pair in pairs(folder):
            rounds = [compare(pair, times // ROUNDS) for _ in range(ROUNDS)]
            one, other, equal, status = min(rounds, key=lambda each: abs(each[0] - each[1]) / min(each[:2]))
            differ = abs(one - other) / min(one, other)
            worst, unequal = max(worst, differ), unequal + (not equal)
            row = (str(status), "yes" if equal else "NO", f"{one:.3f}", f"{other:.3f}", f"{differ:.1%}")
            table.add_row(pair.name, *row)
    Console(width=110).print(table)
    print(f"alike pairs {table.row_count} unequal {unequal} worst_difference {worst:.3f}")
    return 1 if unequal or worst > FLOOR else 0


if __name__ == "__main__":
    raise SystemExit(main())
