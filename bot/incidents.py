"""What may befall the service from outside, each with one name in the log, never a person (P1).

`tell` takes numbers and the names of wikis and streams, nothing else, so that no text can slip into a line.
docs/operations.md lists the names and what to do about each; a test holds the two together.
"""

from __future__ import annotations

import enum
import logging
import sys

import structlog
from structlog.typing import EventDict, WrappedLogger


class Incident(enum.StrEnum):
    """A fault, or its end, in the operator's words."""

    RESUMED = "resumed"
    SENDING_CUT_OFF = "sending_cut_off"
    DISK_FULL = "disk_full"
    DATABASE_GONE = "database_gone"
    DATABASE_BUSY = "database_busy"
    DATABASE_FAILED = "database_failed"
    WIKI_SLOW = "wiki_slow"
    WIKI_FAILS = "wiki_fails"
    WIKI_GARBAGE = "wiki_garbage"
    WIKI_REDIRECTS = "wiki_redirects"
    WIKI_CERTIFICATE = "wiki_certificate"
    WIKI_SILENT = "wiki_silent"
    MAIL_REFUSED = "mail_refused"
    MAIL_UNKNOWN = "mail_unknown"
    STREAM_SILENT = "stream_silent"
    STREAM_BROKEN = "stream_broken"
    STREAM_BACK = "stream_back"
    CLOCK_BACK = "clock_back"
    CLOCK_AHEAD = "clock_ahead"
    SECOND_PATROL = "second_patrol"
    SECOND_NUDGER = "second_nudger"

    @property
    def says(self) -> str:
        """The incident in one sentence."""
        return _SAYS[self]


_SAYS = {
    Incident.RESUMED: "reads on where the run before stopped, or was killed",
    Incident.SENDING_CUT_OFF: "a run ended while it sent mails, whose fate nobody knows; none is sent again",
    Incident.DISK_FULL: "the disk takes no more; nothing of this step was kept",
    Incident.DATABASE_GONE: "the database server does not answer; nothing of this step was kept",
    Incident.DATABASE_BUSY: "the database was held by others for too long; nothing of this step was kept",
    Incident.DATABASE_FAILED: "the database refused; nothing of this step was kept",
    Incident.WIKI_SLOW: "the wiki does not answer in time",
    Incident.WIKI_FAILS: "the wiki's server says that it failed (5xx)",
    Incident.WIKI_GARBAGE: "the wiki answers with something that is not its API",
    Incident.WIKI_REDIRECTS: "the wiki's address redirects in a loop",
    Incident.WIKI_CERTIFICATE: "the wiki shows a certificate that nobody vouches for",
    Incident.WIKI_SILENT: "the wiki does not answer",
    Incident.MAIL_REFUSED: "the wiki's mail server did not take a mail; its case waits",
    Incident.MAIL_UNKNOWN: "nobody knows whether a mail went out; it is not sent again",
    Incident.STREAM_SILENT: "the stream is open and says nothing; connecting again",
    Incident.STREAM_BROKEN: "the stream broke off; connecting again",
    Incident.STREAM_BACK: "the stream is back",
    Incident.CLOCK_BACK: "this machine's clock was set back",
    Incident.CLOCK_AHEAD: "this machine's clock jumped ahead, or the machine slept",
    Incident.SECOND_PATROL: "another patrol reads the same stream; no edit counts twice, but one is too many",
    Incident.SECOND_NUDGER: "another nudger was faster; no mail goes out twice, but one is too many",
}
_GOOD = frozenset({Incident.RESUMED, Incident.STREAM_BACK})


class _Stderr:
    """Writes lines to stderr as it is at that moment; structlog's own keeps the one that was there first."""

    def __init__(self, *_: object) -> None:
        pass

    def msg(self, line: str) -> None:
        """Write a line."""
        print(line, file=sys.stderr, flush=True)  # noqa: T201 - stderr is the log

    debug = info = warning = error = critical = msg


def _readable(_logger: WrappedLogger, _level: str, event: EventDict) -> str:
    """Render a line for a person on a terminal."""
    name, says = event.pop("incident", ""), event.pop("says", "")
    facts = "  ".join(f"{key}={value}" for key, value in event.items() if key not in ("event", "level"))
    return "  ".join(part for part in (f"{event['event']:<12} {name}", says, facts) if part)


def log_to_stderr(*, for_people: bool = False) -> None:
    """Let every line of the log be one JSON object on stderr, or a sentence on a terminal."""
    machine = [
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ]
    structlog.configure(
        processors=[structlog.processors.add_log_level, *([_readable] if for_people else machine)],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=_Stderr,
    )


def tell(
    incident: Incident,
    *,
    wiki: str = "",
    stream: str = "",
    number: int | None = None,
    seconds: int | None = None,
) -> None:
    """Write an incident into the log. wiki and stream are names; number is of cases or attempts."""
    facts = {"wiki": wiki, "stream": stream, "number": number, "seconds": seconds}
    known = {name: value for name, value in facts.items() if value not in ("", None)}
    if not structlog.is_configured():
        log_to_stderr()
    level = logging.INFO if incident in _GOOD else logging.WARNING
    structlog.get_logger("wikilatch").log(
        level, "incident", incident=str(incident), says=incident.says, **known
    )


class IncidentError(RuntimeError):
    """An error that an incident may be behind."""

    def __init__(self, text: str, *, incident: Incident | None = None) -> None:
        super().__init__(text)
        self.incident = incident


def tell_of(error: IncidentError, *, wiki: str = "") -> None:
    """Write the incident behind an error into the log, if there is one."""
    if error.incident is not None:
        tell(error.incident, wiki=wiki)
