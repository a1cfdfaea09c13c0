"""The bot's own commands, run as an operator runs them."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import requests

from scripts.demo.world import BOT, HOME
from scripts.localwiki.errors import LocalWikiError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

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


def keep(processes: Processes, environment: Mapping[str, str], command: str, *options: str) -> None:
    """Start `wikilatch COMMAND --every 2` and let it go on."""
    processes.start(
        f"wikilatch {command}",
        [*BOT, command, "--every", _EVERY, *options],
        env=environment,
        log=HOME / f"{command}.log",
    )


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
