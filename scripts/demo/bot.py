"""The bot's own commands, run as an operator runs them."""

from __future__ import annotations

import json
import shlex
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import requests

from scripts.demo.world import BOT, HOME
from scripts.localwiki import operator, serve
from scripts.localwiki.errors import LocalWikiError
from scripts.standins import oauth2_provider

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scripts.localwiki.processes import Processes

_RUN_SECONDS = 300.0
_START_SECONDS = 30.0
_EVERY = "2"  # seconds between two looks: whoever edits wants to see what happens


def once(
    processes: Processes, environment: Mapping[str, str], command: str, *options: str, home: Path = HOME
) -> dict[str, Any]:
    """Run `wikilatch COMMAND --once --json` to its end; gives its JSON object.

    Raises LocalWikiError with what it said where it fails.
    """
    log, out = home / f"{command}.log", home / f"{command}.json"
    child = processes.start(
        f"wikilatch {command}",
        [*BOT, command, "--once", "--json", *options],
        env=environment,
        log=log,
        out=out,
    )
    code = processes.finish(child, _RUN_SECONDS)
    lines = out.read_text(encoding="utf-8").splitlines()
    if code or not lines:
        raise LocalWikiError(f"wikilatch {command} ended with {code}. Its log, {log}, ends:\n{child.said()}")
    answer: dict[str, Any] = json.loads(lines[-1])
    return answer


def for_a_shell(environment: Mapping[str, str]) -> Path:
    """Write down the environment for whoever tries commands beside the demo; gives the file's place."""
    ours = {name: value for name, value in environment.items() if name.startswith("WIKILATCH_")}
    programs = shlex.quote(str(Path(sys.executable).parent))
    place = HOME / "environment.sh"
    place.touch(mode=0o600)  # its keys are thrown away with the demo, and nobody else's business until then
    place.write_text(f"{operator.shell(ours)}export PATH={programs}:$PATH\n", encoding="utf-8")
    return place


def keep(processes: Processes, environment: Mapping[str, str], command: str, *options: str) -> None:
    """Start `wikilatch COMMAND --every 2` and let it go on."""
    processes.start(
        f"wikilatch {command}",
        [*BOT, command, "--every", _EVERY, *options],
        env=environment,
        log=HOME / f"{command}.log",
    )


def log_in(processes: Processes, environment: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    """Start the stand-in for the wiki's OAuth, which suggests these names; gives the backend's environment.

    The local wiki lacks the extension. The stand-in takes whatever name is typed for true.
    """
    port = serve.free_port()
    processes.start(
        "The stand-in for the wiki's log-in",
        [sys.executable, "-m", "scripts.standins.oauth2_provider", "--port", str(port),
         "--callback", f"{environment['WIKILATCH_PUBLIC_URL']}/oauth/callback", *names],
        env=environment,
        log=HOME / "oauth.log",
    )  # fmt: skip
    return dict(environment) | {
        "WIKILATCH_OAUTH_URL": f"http://127.0.0.1:{port}{oauth2_provider.PREFIX}",
        "WIKILATCH_OAUTH_CLIENT_ID": oauth2_provider.CLIENT_ID,
        "WIKILATCH_OAUTH_CLIENT_SECRET": oauth2_provider.CLIENT_SECRET,
    }


def backend(processes: Processes, environment: Mapping[str, str], port: int) -> None:
    """Start the backend; returns once it answers.

    Raises LocalWikiError with what it said where it does not.
    """
    log = HOME / "serve.log"
    child = processes.start("The backend", [*BOT, "serve", "--port", str(port)], env=environment, log=log)
    end = time.monotonic() + _START_SECONDS
    with requests.Session() as session:
        session.trust_env = False
        while True:
            processes.check()
            try:
                session.get(f"{environment['WIKILATCH_PUBLIC_URL']}/healthz", timeout=5)
            except requests.ConnectionError:
                if time.monotonic() > end:
                    raise LocalWikiError(
                        f"The backend does not answer. Its log, {log}, ends:\n{child.said()}"
                    ) from None
                time.sleep(0.1)
            else:
                return
