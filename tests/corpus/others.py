"""What on a user page is nobody's, or somebody else's: drafts, posts, quotations, lists, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.corpus import layouts
from tests.corpus.render import Person, Text

if TYPE_CHECKING:
    import random

    from tests.corpus.language import Language


class Others:
    """Writes what must not be found."""

    def __init__(self, lang: Language, part: str, style: str, owner: Person, rng: random.Random) -> None:
        self.lang, self.part, self.style, self.owner, self.rng = lang, part, style, owner, rng
        self.sentences = lang.sentences(part)

    def draft(self, *, heading: bool) -> Text:
        """The draft of an article about another person."""
        other = Person(self.lang, self.part, self.rng)
        other.username = self.owner.username
        lines = self.rng.sample(
            drafts := self.lang.phrases("draft", self.part), min(len(drafts), self.rng.randint(1, 3))
        )
        if self.rng.random() < 0.5:
            box = self.lang.data.get("personbox") or [
                "Infobox person|name|birth_date|birth_place|alma_mater|employer"
            ]
            box = box if isinstance(box, str) else box[0]
            name, *params = box.split("|")
            slots = [
                "<other>",
                "{{birth date and age|<!birthargs>}}",
                "[[<!town>]]",
                "<!school>",
                "<!employer>",
            ]
            lines.insert(
                0,
                "\n".join(
                    [f"{{{{{name}", *(f"| {p} = {s}" for p, s in zip(params, slots, strict=False)), "}}"]
                ),
            )
        if self.rng.random() < 0.5:
            lines.append(layouts.NEGATIVES[3])
        text = Text("== <other> ==\n") if heading else Text()
        if not heading and self.rng.random() < 0.3:
            lines.insert(0, self.rng.choice(layouts.share(layouts.DRAFT_BANNERS, self.part)))
        return other.text(text.wikitext + "\n".join(lines), mine=False)

    def post(self) -> Text:
        """What another user wrote and signed, at times about themselves."""
        phrase = self.rng.choice(self.lang.phrases("posts", self.part))
        if "<sig>" not in phrase:
            phrase += " <sig>"
        frame = self.rng.choice(
            ["{S}", "{S}", ":{S}", "* {S}", "{{The Original Barnstar|1={S}}}", "{{Tmbox|text={S}}}"]
        )
        frame = "{S}" if "{{" in phrase or "\n" in phrase else frame
        return self.owner.text(frame.replace("{S}", phrase), mine=False)

    def quote(self) -> Text:
        """Somebody else's words, which speak of themselves."""
        lead = self.rng.choice(self.lang.phrases("quotes", self.part))
        types = self.rng.choice([t for t in self.sentences if t])
        words = self.rng.choice(self.sentences[types])
        frame = self.rng.choice(layouts.share(layouts.QUOTES, self.part))
        if "\n" in words or "{{" in words or "<!--" in words:
            return self.owner.text(lead)
        return self.owner.text(frame.replace("{L}", lead).replace("{S}", words), mine=False)

    def bulk(self) -> Text:
        """A long list of articles, sources or people."""
        row = self.rng.choice(layouts.share(layouts.BULK, self.part))
        rows = min(70, int(self.rng.lognormvariate(2.5, 0.8)) + 3)
        if any(slot in row for slot in ("phone", "mailto", "address")):  # nobody lists dozens of these
            rows = self.rng.randint(2, 5)
        return self.owner.text("\n".join([row] * rows), mine=False)

    def filler(self) -> Text:
        """One thing among those that user pages are full of."""
        roll = self.rng.random()
        if self.style == "hard" and self.rng.random() < 0.06:
            return self.bulk()
        if roll < 0.45:
            line = self.rng.choice(self.lang.phrases("fill", self.part))
            return self.owner.text(line if self.rng.random() < 0.7 or "\n" in line else f"* {line}")
        if roll < 0.74:
            return self.owner.text(self.rng.choice(layouts.share(layouts.NEGATIVES, self.part)), mine=False)
        if roll < 0.82:
            shape = self.rng.choice(layouts.share(layouts.NOT_MY_IMAGES, self.part)).replace(
                "{T}", self.lang.thumb(self.rng)
            )
            while "{C}" in shape:
                shape = shape.replace("{C}", self.rng.choice(self.lang.phrases("notme", self.part)), 1)
            return self.owner.text(shape, mine=False)
        if roll < 0.93 or self.style == "short":
            return (
                self.post()
                if self.style == "hard"
                else self.owner.text(self.lang.phrases("fill", self.part)[0])
            )
        return self.quote()
