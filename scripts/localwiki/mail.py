"""A mail sink: takes every mail by SMTP on this machine, and puts each in a folder as an .eml file."""

from __future__ import annotations

import asyncio
import email
import email.policy
import itertools
import re
import threading
import time
from dataclasses import dataclass
from email.message import EmailMessage
from typing import TYPE_CHECKING

from aiosmtpd.smtp import SMTP

from scripts.localwiki.errors import LocalWikiError

if TYPE_CHECKING:
    from pathlib import Path

    from aiosmtpd.smtp import Envelope, Session

_WELCOME = "250 Message accepted for delivery"


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail: to whom the envelope says it goes, and the message as parsed from raw."""

    recipients: tuple[str, ...]
    message: EmailMessage
    raw: bytes

    @property
    def text(self) -> str:
        """The body as its reader sees it."""
        content: str = self.message.get_content()
        return content.replace("\r\n", "\n")


class MailSink:
    """An SMTP server on a free port of 127.0.0.1, to be used in a with statement.

    answer is what it says to a whole message: set it to `550 …` to refuse, and delay, in seconds, to be slow.
    """

    def __init__(self, folder: Path, port: int = 0) -> None:
        self.folder = folder
        self.port = port
        self.answer = _WELCOME
        self.delay = 0.0
        self._number = itertools.count(1)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="mail sink", daemon=True)
        self._ready = threading.Event()
        self._failure: OSError | None = None

    def __enter__(self) -> MailSink:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._thread.start()
        self._ready.wait()
        if self._failure:
            raise LocalWikiError(f"The mail sink cannot listen on 127.0.0.1:{self.port}: {self._failure}")
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def mails(self) -> list[Mail]:
        """Every mail taken so far, oldest first."""
        return [_read(path) for path in sorted(self.folder.glob("*.eml"))]

    def to(self, address: str) -> list[Mail]:
        """The mails that went to one address."""
        return [mail for mail in self.mails() if address in mail.recipients]

    def wait(self, number: int, seconds: float = 10.0) -> list[Mail]:
        """The mails once there are so many of them; raises TimeoutError after seconds."""
        end = time.monotonic() + seconds
        while len(mails := self.mails()) < number:
            if time.monotonic() > end:
                raise TimeoutError(f"{len(mails)} of {number} mails in {seconds} s")
            time.sleep(0.05)
        return mails

    def clear(self) -> None:
        """Throw the mails away and accept again."""
        for path in self.folder.glob("*.eml"):
            path.unlink()
        self.answer, self.delay = _WELCOME, 0.0

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """Take one message, as aiosmtpd calls for it."""
        if self.delay:
            await asyncio.sleep(self.delay)
        if self.answer.startswith("2"):
            self._keep(envelope)
        return self.answer

    def _keep(self, envelope: Envelope) -> None:
        content = envelope.content or b""
        head = f"X-Envelope-To: {', '.join(envelope.rcpt_tos)}\r\n".encode()
        name = re.sub(r"[^\w.-]", "_", envelope.rcpt_tos[0].partition("@")[0])
        part = self.folder / ".part"
        part.write_bytes(head + (content if isinstance(content, bytes) else content.encode()))
        part.rename(self.folder / f"{next(self._number):04d}-{name}.eml")

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            server = self._loop.run_until_complete(
                self._loop.create_server(
                    lambda: SMTP(self, hostname="mail.localwiki.example.org"), "127.0.0.1", self.port
                )
            )
            self.port = server.sockets[0].getsockname()[1]
        except OSError as error:
            self._failure = error
            self._loop.close()
            return
        finally:
            self._ready.set()
        self._loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(server.wait_closed())
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()


def _read(path: Path) -> Mail:
    raw = path.read_bytes()
    message = email.message_from_bytes(raw, EmailMessage, policy=email.policy.default)
    return Mail(tuple(str(message["X-Envelope-To"]).split(", ")), message, raw)
