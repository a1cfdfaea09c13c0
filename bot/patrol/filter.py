"""Which changes are looked at: a pure predicate over what a wiki announces, without any text."""

from __future__ import annotations

import re

from bot.model import Edit, Refusal

# A page that holds code or data, and pages where old talk is kept; what they hold was said elsewhere.
_NOT_WIKITEXT = re.compile(r"\.(?:js|css|json|lua|vue)$", re.IGNORECASE)
_ARCHIVE = re.compile(
    r"/(?:archive?s?|archiv|archivio|archivo|arquivo|arkiv|arkisto|архив|архів|أرشيف|بایگانی|ארכיון|過去ログ|存档|存檔|보존)"
    r"(?:$|[\s_/\d-])",
    re.IGNORECASE,
)


def refusal_of(edit: Edit) -> Refusal | None:
    """Return why a change is not looked at, or None where it is.

    Only the page's owner counts, as themselves (P4): somebody else's edit on the page makes no case.
    """
    if not edit.owner:
        return Refusal.NOT_USER_SPACE
    if edit.temporary:
        return Refusal.TEMPORARY_ACCOUNT
    if edit.user != edit.owner:
        return Refusal.NOT_THE_OWNER
    if edit.bot:
        return Refusal.BOT_EDIT
    if edit.redirect:
        return Refusal.REDIRECT
    if _NOT_WIKITEXT.search(edit.title):
        return Refusal.NOT_WIKITEXT
    if _ARCHIVE.search(edit.title):
        return Refusal.ARCHIVE
    return None
