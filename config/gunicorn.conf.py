"""How gunicorn serves the web: `gunicorn --config config/gunicorn.conf.py gadget.wsgi:app`."""

import logging
import os
import traceback

bind = f"0.0.0.0:{os.environ.get('PORT', '8000')}"
workers = 2
worker_class = "gthread"
# More threads answer less: they fight for the interpreter around every query.
threads = 4
# A view waits for a wiki 10 seconds at most; whatever takes longer than this is stuck.
timeout = 30
graceful_timeout = 20
max_requests = 20_000
max_requests_jitter = 2_000
control_socket_disable = True
limit_request_line = 4094
limit_request_fields = 50
# Toolforge's proxies: only they may say that a request came by https.
forwarded_allow_ips = "192.168.0.0/16"

# Made once, before the workers are: a mistake in the settings ends the start, migrations run once.
preload_app = True

accesslog = "-"
# No address and no path: a path may hold a token, and who came when is nobody's business (P1).
access_log_format = "%(m)s %(s)s %(B)sB %(M)sms"


class _NoProbes(logging.Filter):
    """Keeps the platform's health checks out of the log."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return False for a health check."""
        return not (isinstance(record.args, dict) and record.args.get("U") in ("/healthz", "/metrics"))


class _NoRequests(logging.Filter):
    """Takes out of gunicorn's own words who asked, for what, and what an exception said (P1)."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return True, for what happened is worth a line; what it was about is not for a log."""
        said = str(record.msg)
        if said.startswith("Invalid request from"):
            record.msg, record.args = "A request that is no HTTP was refused", ()
        elif record.exc_info:
            kind, _, frames = record.exc_info
            last = traceback.extract_tb(frames)[-1]
            record.msg = "Something failed outside the application: %s at %s:%s"
            record.args = (kind and kind.__name__, last.filename, last.lineno)
        record.exc_info = record.exc_text = None
        return True


def post_fork(_server: object, worker: object) -> None:
    """Let no worker use a database connection of the process that it was made from."""
    worker.app.callable.extensions["wikilatch"].store.engine.dispose(close=False)


def on_starting(_server: object) -> None:
    """Install the filters, once, in the master."""
    logging.getLogger("gunicorn.access").addFilter(_NoProbes())
    logging.getLogger("gunicorn.error").addFilter(_NoRequests())
