"""What a wiki that is not well answers, and what becomes of the one mail: a proxy before the real wiki."""

import json
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import requests

from bot.model import Outcome
from bot.wiki.mail import Mailer
from bot.wiki.site import open_wiki

pytestmark = pytest.mark.wiki


class FaultyProxy:
    """Passes everything on to the real wiki, but answers `action=emailuser` with a fault and counts it."""

    def __init__(self, api):
        self.mails, self.fault, proxy = 0, None, self
        session = requests.Session()
        session.trust_env = False

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self.do_POST()

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                if b"action=emailuser" in body:
                    proxy.mails += 1
                    if proxy.fault is not None:
                        self._send(*proxy.fault)
                        return
                url = api + "?" + self.path.partition("?")[2]
                kept = {
                    k: v for k, v in self.headers.items() if k in ("Content-Type", "Cookie", "User-Agent")
                }
                session.cookies.clear()
                answer = session.request(self.command, url, data=body, headers=kept, timeout=60)
                self.send_response(answer.status_code)
                self.send_header("Content-Type", answer.headers["Content-Type"])
                for cookie in answer.raw.headers.getlist("Set-Cookie"):
                    self.send_header("Set-Cookie", cookie)
                self.send_header("Content-Length", str(len(answer.content)))
                self.end_headers()
                self.wfile.write(answer.content)

            def _send(self, status, kind, body):
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                """Keep quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        port = self._server.server_port
        self.api, self.name = f"http://127.0.0.1:{port}/w/api.php", f"faultywiki{port}"

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def faulty(wiki, wiki_settings, fresh_pywikibot):
    with FaultyProxy(wiki.api) as proxy:
        settings = replace(wiki_settings.wikis["localwiki"], name=proxy.name, api=proxy.api)
        proxy.wiki = open_wiki(replace(wiki_settings, wikis={proxy.name: settings}), proxy.name)
        yield proxy


def refusal(code):
    body = {"error": {"code": code, "info": "said by the proxy"}}
    return 200, "application/json", json.dumps(body).encode()


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        ((503, "text/html", b"down"), Outcome.UNKNOWN),
        ((504, "text/html", b"late"), Outcome.UNKNOWN),
        ((200, "text/html", b"<p>A page of a proxy, no JSON"), Outcome.UNKNOWN),
        (refusal("internal_api_error_DBQueryError"), Outcome.UNKNOWN),
        (refusal("ratelimited"), Outcome.RATE_LIMITED),
        (refusal("readonly"), Outcome.WIKI_UNREACHABLE),
        (refusal("mwoauth-invalid-authorization"), Outcome.NOT_PERMITTED),
    ],
)
def test_a_fault_has_its_outcome_and_the_mail_is_asked_for_once(wiki, faulty, fault, outcome):
    faulty.fault = fault
    assert Mailer(faulty.wiki).send("KelpForester", "A note", "Hello.") is outcome
    assert faulty.mails == 1
    assert wiki.mail.mails() == []
