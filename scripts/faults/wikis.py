"""Faults of the wiki and of its mail: the real MediaWiki behind a proxy, asked through pywikibot."""

from __future__ import annotations

import datetime
import ssl
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bot import settings as settings_module
from scripts.faults.scene import Ports, Scene, settings
from scripts.localwiki import create, install, people, serve
from scripts.localwiki.client import WikiClient
from scripts.localwiki.mail import MailSink
from scripts.localwiki.processes import Processes
from scripts.standins.faulty_proxy import Fault, FaultyProxy

PEOPLE = ("KelpForester", "Strandkorbleser", "Ximena Arrobalde")
TEXTS, MAIL = b"revids=", b"action=emailuser"
_PATIENCE = (3, 1)  # seconds that pywikibot waits for a connection and an answer; 30 and 90 on patrol


@dataclass
class RealWiki:
    """A real MediaWiki with its mail sink; `fresh` gives its ports through a proxy, as on its first day."""

    site: serve.WikiSite
    template: Path
    sink: MailSink
    folder: Path

    @contextmanager
    def fresh(self) -> Iterator[tuple[Ports, FaultyProxy]]:
        """Give the wiki to one trial."""
        from bot.wiki.mail import Mailer
        from bot.wiki.pages import Pages
        from bot.wiki.people import People
        from bot.wiki.site import open_wiki
        from bot.wiki.stream import RecentChanges

        serve.restore(self.template, self.site.folder)
        self.sink.clear()
        self.sink.answer = _WELL
        with FaultyProxy(self.site.api) as proxy:
            made = settings(
                name=proxy.name, api=proxy.api, account=people.PATROL_BOT, stop_page=people.STOP_PAGE
            )
            environment = {"WIKILATCH_STATE": str(self.folder), "WIKILATCH_BOT_PASSWORD": people.BOT_PASSWORD}
            loaded = replace(settings_module.load(environment), wikis={made.name: made})
            wiki = open_wiki(loaded, made.name)
            assert wiki.site.tokens["csrf"]  # noqa: S101 - had beforehand, so that only the mail meets the fault
            addresses = {person.email: person.name for person in people.load()}
            clients: dict[str, WikiClient] = {}

            def save(user: str, text: str) -> int:
                client = clients.get(user) or clients.setdefault(user, WikiClient(self.site.api).login(user))
                return client.save(f"User:{user}", text)

            def mails() -> Counter[str]:
                return Counter(addresses.get(to, to) for mail in self.sink.mails() for to in mail.recipients)

            yield (
                Ports(made, RecentChanges(wiki), Pages(wiki), People(wiki), Mailer(wiki), wiki, save, mails),
                proxy,
            )
            for client in clients.values():
                client.close()


_WELL = "250 Message accepted for delivery"


@contextmanager
def running(folder: Path, say: Callable[[str], None]) -> Iterator[RealWiki]:
    """Run the real wiki in a folder."""
    mediawiki = install.ensure(say)
    template = create.template(mediawiki, say)
    serve.copy(template, folder / "site")
    with MailSink(folder / "mail") as sink, Processes() as processes:
        site = serve.WikiSite(mediawiki, folder / "site", serve.free_port(), sink.port)
        serve.start(site, processes, folder / "server.log")
        import pywikibot

        before = pywikibot.config.socket_timeout, pywikibot.config.max_retries
        pywikibot.config.socket_timeout, pywikibot.config.max_retries = _PATIENCE, 0
        try:
            yield RealWiki(site, template, sink, folder)
        finally:
            pywikibot.config.socket_timeout, pywikibot.config.max_retries = before


def ill(sick: bytes, fault: Fault | None = None, *, slow: float = 0.0) -> Any:
    """Return a trial: the wiki is ill for what is asked of it in this way, for one run; then it is well."""

    def trial(scene: Scene, proxy: FaultyProxy) -> None:
        scene.publish()
        if sick == MAIL:
            scene.patrol()
        proxy.sick, proxy.fault, proxy.slow = sick, fault, slow
        # Once more to where the same is asked, for ever.
        proxy.more = {"Location": f"{proxy.api}?{sick.decode()}"} if fault is LOOP else {}
        (scene.nudge if sick == MAIL else scene.patrol)()
        proxy.fault, proxy.slow, proxy.more = None, 0.0, {}

    return trial


LOOP: Fault = (302, "text/html", b"")
GARBAGE: Fault = (200, "text/html", b"<p>A page of a proxy, no JSON")
DOWN: Fault = (503, "text/html", b"down")


def refused_mail(answer: str) -> Any:
    """Return a trial: the mail server refuses every mail for a while."""

    def trial(scene: Scene, real: RealWiki) -> None:
        scene.publish()
        scene.patrol()
        real.sink.answer = answer
        scene.nudge()
        real.sink.answer = _WELL

    return trial


@contextmanager
def badly_certified(folder: Path) -> Iterator[str]:
    """A TLS server with a certificate that it made itself; yields its address."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    today = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - datetime.timedelta(1)).not_valid_after(today + datetime.timedelta(1))
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    both = folder / "self-made.pem"
    both.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(both)

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """Keep quiet: whoever does not trust us hangs up."""

    server = Server(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"https://localhost:{server.server_port}/w/api.php"
    finally:
        server.shutdown()
        server.server_close()


def certificate(scene: Scene, real: RealWiki) -> None:
    """Whoever stands between us and the wiki shows a certificate of their own: to patrol and inbox."""
    from bot.wiki.pages import Pages
    from bot.wiki.reader import WikiReader
    from bot.wiki.site import open_wiki

    scene.publish()

    def trusting(ask: Callable[[], object]) -> Iterator[list[str]]:
        ask()
        yield ["unexpected: trusted a certificate that nobody signed"]

    with badly_certified(real.folder) as api:
        there = replace(scene.ports.settings, name=f"untrusted{api.split(':')[2][:5]}", api=api)
        loaded = replace(
            settings_module.load({"WIKILATCH_STATE": str(real.folder)}), wikis={there.name: there}
        )
        for ask in (
            lambda: open_wiki(loaded, there.name),
            lambda: Pages(WikiReader(there, "faults")).current(["User:Otter"]),
        ):
            scene.tell(trusting(ask))
