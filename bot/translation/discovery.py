"""Finds which pages of a wiki are the team's: by title, and by the translatable templates they use."""

from __future__ import annotations

from collections.abc import Iterable

from bot.units import GroupKind, MessageGroup
from bot.wiki.translatable import TranslatablePages
from bot.wiki.translate import TranslateClient


def discover(
    client: TranslateClient, pages: TranslatablePages, patterns: Iterable[str]
) -> list[MessageGroup]:
    """Return pages, templates and bundles whose title fits a pattern, and the templates they transclude.

    A pattern is a title in which `*` stands for anything; templates and bundles are looked for under the same
    name. Discouraged groups and sums of groups are left out.
    """
    wanted = [p.strip() for p in patterns]
    filters = [
        f"{kind}{pattern}" for pattern in wanted for kind in ("page-", "page-Template:", "messagebundle-")
    ]
    found = {group.id: group for group in client.groups(*filters) if _ours(group)}
    titles = [group.title for group in found.values() if group.title]
    templates = sorted({f"page-{title}" for title in pages.templates_on(titles)} - found.keys())
    for start in range(0, len(templates), 50):
        found |= {group.id: group for group in client.groups(*templates[start : start + 50]) if _ours(group)}
    return sorted(found.values(), key=lambda group: (_kind(group), group.title or ""))


def proposal(groups: Iterable[MessageGroup]) -> str:
    """Return `[[pages]]` entries for team-pages.toml."""
    return "\n\n".join(
        f"[[pages]]\ntitle = {_quoted(group.title or group.label)}\n"
        + (f"id = {group.page_id}\n" if group.page_id is not None else "")
        + f'kind = "{_kind(group)}"'
        for group in groups
    )


def _ours(group: MessageGroup) -> bool:
    return group.kind is not GroupKind.OTHER and not group.discouraged


def _kind(group: MessageGroup) -> str:
    if group.kind is GroupKind.BUNDLE:
        return "bundle"
    return "template" if (group.title or "").startswith("Template:") else "page"


def _quoted(text: str) -> str:
    """Return a TOML basic string; titles hold no control characters."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
