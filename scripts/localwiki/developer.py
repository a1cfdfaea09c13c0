"""`scripts/wiki`: a real MediaWiki that keeps running while one develops.

It keeps what is done to it until `reset`. `scripts/run` uses a wiki of its own and leaves this one alone.
"""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import click

from scripts.localwiki import create, install, operator, people, serve
from scripts.localwiki.errors import LocalWikiError
from scripts.localwiki.mail import MailSink
from scripts.localwiki.paths import LOCAL, ROOT
from scripts.localwiki.processes import Processes, signals_as_interrupt, wait_until_interrupted

if TYPE_CHECKING:
    from io import TextIOWrapper

_HOME = LOCAL / "wiki"
_STATE = _HOME / "running.json"
_LOG = _HOME / "server.log"
_SUPERVISOR_LOG = _HOME / "supervisor.log"
_PORT = 8401
_SECONDS = 60.0


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """A real MediaWiki on this machine, kept running while you develop."""


@main.command()
@click.option(
    "--port", default=_PORT, show_default=True, help="Port of 127.0.0.1; another one if it is taken."
)
def start(port: int) -> None:
    """Start it (made in seconds when it is not there yet), and say where it is."""
    if _running() is None:
        _HOME.mkdir(parents=True, exist_ok=True)
        mediawiki = install.ensure(_say)
        if not (_HOME / "site").is_dir():
            serve.copy(create.template(mediawiki, _say), _HOME / "site")
        for leftover in (_SUPERVISOR_LOG, _STATE):
            leftover.unlink(missing_ok=True)
        with _SUPERVISOR_LOG.open("ab") as out:
            supervisor = subprocess.Popen(
                [sys.executable, "-m", "scripts.localwiki.developer", "supervise", "--port", str(port)],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )
        end = time.monotonic() + _SECONDS
        while _running() is None:
            if supervisor.poll() is not None or time.monotonic() > end:
                raise LocalWikiError(
                    f"The wiki did not start:\n{_SUPERVISOR_LOG.read_text(encoding='utf-8')}"
                )
            time.sleep(0.1)
    _show()


@main.command()
def stop() -> None:
    """Stop it; what was done to it is kept."""
    state = _running()
    if state is None:
        click.echo("It is not running.")
        return
    os.kill(state["pid"], signal.SIGTERM)
    end = time.monotonic() + _SECONDS
    while _running() is not None:
        if time.monotonic() > end:
            raise LocalWikiError(
                f"The wiki (process {state['pid']}) did not stop; its log is {_SUPERVISOR_LOG}"
            )
        time.sleep(0.1)
    click.echo("Stopped.")


@main.command()
def reset() -> None:
    """Put it back to its first day: accounts, no user pages, no mail. It may be running."""
    mediawiki = install.ensure(_say)
    template = create.template(mediawiki, _say)
    if _running() is None:
        serve.copy(template, _HOME / "site")
    else:
        serve.restore(template, _HOME / "site")
    for mail in (_HOME / "mail").glob("*.eml"):
        mail.unlink()
    click.echo("Everything done to it is forgotten.")


@main.command()
def status() -> None:
    """Say whether it runs, and where; exits 1 where it does not."""
    if _running() is None:
        click.echo("It is not running: scripts/wiki start")
        sys.exit(1)
    _show()


@main.command()
def env() -> None:
    """Print an environment in which `wikilatch` knows it, for a shell: eval "$(scripts/wiki env)"."""
    state = _running()
    if state is None:
        raise LocalWikiError("It is not running: scripts/wiki start")
    click.echo(operator.shell(operator.environment(state["api"], state["url"], _HOME / "operator")), nl=False)


@main.command(name="install")
def install_command() -> None:
    """Get PHP and MediaWiki and make the template, so that later starts wait for nothing."""
    mediawiki = install.ensure(_say)
    create.template(mediawiki, _say)
    click.echo(f"MediaWiki {mediawiki.version} is in {mediawiki.code}")


@main.command(hidden=True)
@click.option("--port", type=int, required=True)
def supervise(port: int) -> None:
    """Hold the wiki's processes together (started by `start`, ended by `stop`)."""
    mediawiki = install.ensure(_say)
    with _lock(), signals_as_interrupt(), MailSink(_HOME / "mail") as sink, Processes() as processes:
        site = serve.WikiSite(mediawiki, _HOME / "site", serve.free_port(port), sink.port)
        serve.start(site, processes, _LOG)
        state = {
            "pid": os.getpid(),
            "url": site.url,
            "api": site.api,
            "mail": str(sink.folder),
            "smtp": sink.port,
        }
        part = _STATE.with_suffix(".part")
        part.write_text(json.dumps(state), encoding="utf-8")
        part.rename(_STATE)
        try:
            wait_until_interrupted(processes)
        finally:
            _STATE.unlink()


def _lock() -> TextIOWrapper:
    """Held as long as the supervisor lives, however it ends; so a stale state file deceives nobody."""
    lock = (_HOME / "lock").open("w", encoding="utf-8")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise LocalWikiError("The wiki is running already.") from error
    return lock


def _running() -> dict[str, Any] | None:
    """What the running supervisor says of itself; None where none runs or it is not ready."""
    if not _STATE.is_file():
        return None
    with (_HOME / "lock").open("r", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            state: dict[str, Any] = json.loads(_STATE.read_text(encoding="utf-8"))
            return state
    return None


def _show() -> None:
    state = _running()
    if state is None:
        raise LocalWikiError(f"The wiki stopped just now; its log is {_SUPERVISOR_LOG}")
    click.echo(
        f"Wiki      {state['url']}/\n"
        f"API       {state['api']}\n"
        f"Mail      {state['mail']}\n"
        f"Log in    {people.ADMIN} (administrator), "
        + ", ".join(person.name for person in people.load())
        + f"\nPassword  {people.PASSWORD} (everybody's)\n"
        f"Patrol    {people.PATROL_BOT}, bot password {people.BOT_PASSWORD}\n"
        "Stop it   scripts/wiki stop"
    )


def _say(text: str) -> None:
    click.echo(f"{text} ...", err=True)


if __name__ == "__main__":
    try:
        main()
    except LocalWikiError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
