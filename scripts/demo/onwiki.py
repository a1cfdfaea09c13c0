"""The gadget on the demo's wiki, put there as an interface administrator puts it on any wiki."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from scripts.demo.world import HOME, WIKI
from scripts.localwiki import people
from scripts.localwiki.client import WikiClient

if TYPE_CHECKING:
    from scripts.demo.world import World
    from scripts.localwiki.people import Person
    from scripts.localwiki.processes import Processes

_SECONDS = 600.0


def install(processes: Processes, world: World, person: Person) -> str:
    """Put the gadget on the wiki and switch it on for one person; gives what to tell about it.

    Without npm, which builds it, or where that fails, there is none, and the text says so: the rest goes on.
    """
    if shutil.which("npm") is None:
        return "not on the wiki: building it needs Node 20 or newer with npm"
    log = HOME / "gadget.log"
    child = processes.start(
        "scripts/deploy-gadget",
        [sys.executable, "-m", "scripts.deploy", "--wiki", WIKI, "--live", "--quiet"],
        env=world.environment
        | {
            "WIKILATCH_DEPLOY_USER": f"{people.ADMIN}@{people.BOT_APP_ID}",
            "WIKILATCH_DEPLOY_PASSWORD": people.BOT_SECRET,
        },
        log=log,
    )
    if processes.finish(child, _SECONDS):
        return f"not on the wiki: scripts/deploy-gadget failed. Its log, {log}, ends:\n{child.said()}"
    with WikiClient(world.site.api) as client:
        client.login(person.name).act("options", change="gadget-Wikilatch=1")
    page = f"{world.site.url}/w/index.php?title={person.title.replace(' ', '_')}&action=edit"
    return (
        f"on for {person.name}: write an e-mail address at {page} and press Save\n"
        f"           Others switch it on at {world.site.url}/wiki/Special:Preferences (Gadgets)"
    )
