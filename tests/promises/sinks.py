"""What a process leaves behind besides its database: logs at DEBUG, output, temp files, exceptions."""

from __future__ import annotations

import io
import logging
import tempfile
import traceback
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.promises.canary import Hit, Searcher

# Everything that logs while our code runs, at its most talkative.
TALKATIVE = ("", "bot", "gadget", "urllib3", "sqlalchemy.engine.Engine", "sqlalchemy.pool", "oauthlib",
             "requests_oauthlib", "werkzeug", "alembic", "gunicorn.error", "pywiki")  # fmt: skip


@dataclass
class Sinks:
    """Collects what was left behind; `search` looks through all of it."""

    temp: Path
    captured: pytest.CaptureFixture[bytes]
    log: io.StringIO = field(default_factory=io.StringIO)
    exceptions: list[str] = field(default_factory=list)
    answers: list[tuple[str, bytes]] = field(default_factory=list)

    def note_exception(self, error: BaseException) -> None:
        """Keep all that a crash reporter could see of an exception, down to the frames' variables."""
        seen: BaseException | None = error
        while seen is not None:
            self.exceptions += [str(seen), repr(seen), repr(seen.args)]
            told = traceback.TracebackException.from_exception(seen, capture_locals=True)
            # The frames of the test itself hold the secrets that it planted.
            for frame in told.stack:
                if "/tests/" not in frame.filename:
                    self.exceptions += [repr(frame.locals), str(frame.line)]
            seen = seen.__cause__ or seen.__context__

    def note_answer(self, what: str, body: bytes | str) -> None:
        """Keep what somebody else was answered."""
        self.answers.append((what, body.encode() if isinstance(body, str) else body))

    def search(self, canaries: Searcher) -> list[Hit]:
        """Search everything."""
        out, err = self.captured.readouterr()
        hits = canaries.data("log", self.log.getvalue())
        hits += canaries.data("stdout", out) + canaries.data("stderr", err)
        for text in self.exceptions:
            hits += canaries.data("exception", text)
        for what, body in self.answers:
            hits += canaries.data(what, body)
        return hits + [
            Hit(f"temp/{hit.place}", hit.type, hit.dress, hit.offset) for hit in canaries.folder(self.temp)
        ]


@pytest.fixture
def sinks(tmp_path, capfdbinary, monkeypatch):
    """Everything at DEBUG into one log, a temp folder of its own, and standard output by file descriptor."""
    temp = tmp_path / "temp"
    temp.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temp))
    monkeypatch.setenv("TMPDIR", str(temp))
    made = Sinks(temp, capfdbinary)
    handler = logging.StreamHandler(made.log)
    handler.setFormatter(logging.Formatter("%(name)s %(levelname)s %(message)s %(args)s"))
    before = {name: logging.getLogger(name).level for name in TALKATIVE}
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.DEBUG)
    logging.getLogger().addHandler(handler)
    yield made
    logging.getLogger().removeHandler(handler)
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)
