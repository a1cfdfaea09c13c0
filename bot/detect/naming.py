"""What the names of namespaces, templates and subpages say in the languages a page is read in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.detect.folding import fold, unspaced, visible

if TYPE_CHECKING:
    from bot.detect.rules import Language

_ORDER = ("infobox", "paid", "block", "draft", "quote", "cite", "userbox", "person")
_REMEMBERED = 4096  # names of templates and namespaces whose meaning is kept
_LONG_ENOUGH = 4  # a template's name of fewer letters counts only whole, not as a beginning


class Naming:
    """Namespaces, template classes and subpage names of a few languages together."""

    def __init__(self, languages: list[Language]) -> None:
        def names(key: str) -> frozenset[str]:
            return frozenset(
                fold(name).replace("_", " ")
                for language in languages
                for name in language.namespaces.get(key, ())
            )

        self.file_names = names("file")
        self.user_names = names("user")
        self.talk_names = names("user_talk")
        self.category_names = names("category")
        self.subpages = {
            sort: tuple(
                dict.fromkeys(
                    fold(name) for language in languages for name in language.subpages.get(sort, ())
                )
            )
            for sort in ("archive", "sandbox", "draft")
        }
        self.value_templates: dict[str, tuple[str, ...]] = {}
        self._sorts: dict[str, str] = {}
        self._beginnings: dict[str, str] = {}
        self._known: dict[str, str] = {}
        self._heads: dict[str, str] = {}
        for sort in reversed(_ORDER):
            for language in languages:
                for name in language.templates.get(sort, ()):
                    plain = " ".join(fold(name).replace("_", " ").split())
                    self._sorts[plain] = sort
                    if sort in ("person", "cite", "infobox", "block") and len(plain) >= _LONG_ENOUGH:
                        self._beginnings[plain] = sort
        for language in languages:
            for kind, entries in language.templates.get("value", {}).items():
                for name in entries:
                    plain = " ".join(fold(name).replace("_", " ").split())
                    self.value_templates[plain] = (kind,)
        self._ordered = sorted(self._beginnings, key=len, reverse=True)

    def classify(self, name: str) -> str:
        """A template's class (`infobox`, `person`, `userbox`, `quote`, `cite`, `draft`, `paid`, `block`) or ``."""
        known = self._known.get(name)
        if known is None:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            known = self._known[name] = self._classify(fold(name))
        return known

    def _classify(self, name: str) -> str:
        if name in self.value_templates:
            return "userbox"
        if name in self._sorts:
            return self._sorts[name]
        head, colon, _ = name.partition(":")
        words = name.split()
        if any("barnstar" in word for word in words):
            return "quote"
        if colon and head in self.user_names:
            return "userbox"
        boxed = "infobox" in words or "info" in words or "infoboks" in words
        if boxed and any(word in self.user_names or word in ("wikipedian", "userpage") for word in words):
            return "infobox"
        for beginning in self._ordered:
            if name.startswith(beginning) and (
                len(name) == len(beginning) or not name[len(beginning)].isalpha() or ord(name[0]) > 0x2E80
            ):
                sort = self._beginnings[beginning]
                return "infobox" if sort == "person" and self._for_users(name) else sort
        if unspaced(name[:1] or " ") and any(name.startswith(alias) for alias in self.user_names):
            return "userbox"
        if any(
            len(alias) > 4 and name.startswith(alias[: max(5, len(alias) - 2)]) for alias in self.user_names
        ):
            return "userbox"
        if words and (words[0] in self.user_names or words[-1] in ("userbox", "ubx")):
            return "userbox"
        return "infobox" if self._for_users(name) else ""

    def _for_users(self, name: str) -> bool:
        """Whether a template's name ends with the word for a user, in any case: `Κουτί χρήστη`, `Картка:Користувач`."""
        words = name.replace(":", " ").split()
        if len(words) < 2 or words[-1] in (
            "user",
            "users",
        ):  # English has many of other sorts: {{blocked user}}
            return False
        return any(
            words[-1] == alias
            or (len(alias) > _LONG_ENOUGH and words[-1].startswith(alias[: max(5, len(alias) - 2)]))
            for alias in self.user_names
        )

    def is_file(self, target: str) -> bool:
        """Whether a link's target is a picture (`File:…` in any language read)."""
        head, colon, _ = target.partition(":")
        return bool(colon) and self._head(head) == "file"

    def is_hidden(self, target: str) -> bool:
        """Whether a link shows nothing where it stands: categories."""
        head, colon, _ = target.partition(":")
        return bool(colon) and self._head(head) == "category"

    def is_user(self, target: str) -> bool:
        """Whether a link's target is a user's page or their talk page."""
        head, colon, _ = target.partition(":")
        return bool(colon) and self._head(head) == "user"

    def _head(self, head: str) -> str:
        """Which namespace a link's beginning names: `file`, `category`, `user` or ``."""
        known = self._heads.get(head)
        if known is None:
            if len(self._heads) > _REMEMBERED:
                self._heads.clear()
            name = fold(visible(head)).replace("_", " ").strip()
            known = ""
            for sort, names in (
                ("file", self.file_names), ("category", self.category_names),
                ("user", self.user_names | self.talk_names)
            ):  # fmt: skip
                if name in names:
                    known = sort
                    break
            self._heads[head] = known
        return known
