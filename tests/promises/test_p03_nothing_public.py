"""P3: nothing public. The patrol cannot write to a wiki: no way of its code leads to an edit.

That an account which may edit is refused is tested in tests/unit/wiki/test_rights.py; that the real wiki
shows no edit and no log entry of the patrol's account, in test_p01_on_a_real_wiki.py.
"""

import ast
import re
from pathlib import Path

from bot.settings import ROOT

# The commands that read user pages and write to people, and those that serve the web.
STARTS = (
    "bot.cli.patrol",
    "bot.cli.nudge",
    "bot.cli.erase",
    "bot.cli.purge",
    "gadget.wsgi",
    "bot.cli.census",
)
# Where MediaWiki's API is asked to change something that others can see.
WRITES = re.compile(
    r'"(?:edit|move|delete|upload|protect|block|thank|rollback|undelete|import|options|wbedit\w*)"'
)
_ACTION = re.compile(r'(?:"action": |action=)("\w+")')


def source(module: str) -> Path | None:
    path = ROOT / module.replace(".", "/")
    return next((file for file in (path.with_suffix(".py"), path / "__init__.py") if file.exists()), None)


def reached(starts) -> set[str]:
    """Every module of ours that the given ones import, at any depth, wherever in a file."""
    found, waiting = set(), list(starts)
    while waiting:
        module = waiting.pop()
        file = source(module)
        if module in found or file is None:
            continue
        found.add(module)
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                waiting += [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                waiting += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return {module for module in found if module.startswith(("bot", "gadget"))}


def test_no_way_from_patrol_nudge_or_web_leads_to_an_edit():
    modules = reached(STARTS)
    assert {"bot.patrol.watch", "bot.wiki.mail", "gadget.inbox"} <= modules
    assert "bot.wiki.edit" not in modules
    for module in modules:
        for action in _ACTION.findall(source(module).read_text("utf-8")):
            assert not WRITES.fullmatch(action), f"{module} asks for action={action}"


def test_the_check_knows_what_an_edit_looks_like():
    """What writes the team's pages is found by the same search, so that it finds something."""
    modules = reached(["bot.cli.translations.sync"])
    assert "bot.wiki.edit" in modules
    text = source("bot.wiki.edit").read_text("utf-8")
    assert any(WRITES.fullmatch(action) for action in _ACTION.findall(text))


def test_the_only_thing_that_the_patrol_posts_is_a_mail():
    posted = {
        action
        for module in reached(STARTS[:2])
        for action in _ACTION.findall(source(module).read_text("utf-8"))
    }
    assert posted == {'"query"', '"emailuser"'}
