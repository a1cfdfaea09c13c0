"""Invented user pages with gold spans, by seed: `pages("de", "train", "hard", 50)`.

Roughly 45 % of the pages are clean: everything on them belongs to somebody or something else.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from tests.corpus import layouts
from tests.corpus.language import GOLD, PARTS, Language, load
from tests.corpus.render import Person, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

STYLES = ("hard", "short")
_WEIGHTS = {
    "real_name": 10, "location": 9, "email": 8, "social_handle": 7, "phone": 6, "self_image": 6, "birth_date": 6,
    "employer": 6, "school": 6, "messaging_handle": 5, "age_minor": 5, "address": 4, "national_id": 3, "payment": 3,
    "ip_address": 2, "credential": 2,
}  # fmt: skip
_SLOT = {kind: slot for slot, kind in reversed(GOLD.items())}


class _Writer:
    """Writes one page."""

    def __init__(self, lang: Language, part: str, style: str, rng: random.Random) -> None:
        self.lang, self.part, self.style, self.rng = lang, part, style, rng
        self.owner = Person(lang, part, rng)
        self.real_name = rng.random() < 0.22
        self.owner.username = self._account() if self.real_name else rng.choice(lang.values("nicks", part))
        self.sentences = lang.sentences(part)

    def _account(self) -> str:
        given, family, rng = self.owner.given, self.owner.family, self.rng
        if self.lang.word("order").endswith("joined"):
            return rng.choice([family + given, family + given, f"{family} {given}"])
        first, last = (family, given) if self.lang.word("order") == "family" else (given, family)
        forms = [f"{first} {last}"] * 4 + [f"{first}{last}", f"{first}.{last}", f"{first}-{last}"]
        forms += [
            f"{first}{last}{rng.randint(60, 99)}",
            f"{first} {last} {rng.randint(1, 9)}",
            f"{last} {first}",
        ]
        forms += (
            [f"{first[0]}{first[1:]}.{last.lower()}", f"{first} {last.lower()}"] if first.isascii() else []
        )
        return rng.choice(forms)

    # --- what the owner gives away

    def _plan(self) -> list[str]:
        count = self.rng.choices([1, 2, 3, 4, 5, 6], [3, 4, 4, 3, 2, 1])[0]
        if self.style == "short":
            count = self.rng.choices([1, 2, 3], [5, 3, 1])[0]
        weights = dict(_WEIGHTS)
        if self.real_name:
            del weights["real_name"]  # the account's name again is no finding, see the labelling guide
        kinds: list[str] = []
        while len(kinds) < count:
            kind = self.rng.choices(list(weights), list(weights.values()))[0]
            if kind not in kinds and not {kind, *kinds} >= {"age_minor", "employer"}:
                kinds.append(kind)
        return kinds

    def _sentence(self, kinds: list[str]) -> tuple[str, frozenset[str]] | None:
        fitting = [types for types in self.sentences if types and types <= set(kinds)]
        if not fitting:
            return None
        types = self.rng.choices(fitting, [len(t) ** 2 for t in fitting])[0]
        return self.rng.choice(self.sentences[types]), types

    def _prose(self, kinds: list[str]) -> tuple[Text, set[str]]:
        chosen = self._sentence(kinds)
        if chosen is None:
            return Text(), set()
        sentence, types = chosen
        phrase = sentence
        if "\n" not in sentence and "{{" not in sentence:
            wraps = layouts.share(layouts.WRAPS, self.part)
            wrap = self.rng.choice(wraps) if self.rng.random() < 0.55 else "{S}"
            if "<!--" in sentence or ("|" in sentence and "{" in wrap[:2]):
                wrap = "{S}"
            phrase = wrap.replace("{S}", sentence)
        text = self.owner.text(phrase)
        if self.style == "hard" and self.rng.random() < 0.4 and phrase == sentence:
            extra = self.owner.text(self.rng.choice(self.lang.phrases("fill", self.part)))
            if "\n" not in extra.wikitext:
                text = (
                    Text().add(extra).add(" ").add(text)
                    if self.rng.random() < 0.5
                    else text.add(" ").add(extra)
                )
        return text, set(types)

    def _labelled(self, kinds: list[str]) -> tuple[Text, set[str]]:
        able = [kind for kind in kinds if self.lang.all_phrases(f"labels.{_SLOT[kind]}")][:4]
        if not able:
            return Text(), set()
        if self.rng.random() < 0.35:
            opening, row, closing = self.rng.choice(layouts.share(layouts.TABLES, self.part))
        else:
            opening, row, closing = "", self.rng.choice(layouts.share(layouts.LINES, self.part)), ""
            if self.rng.random() < 0.08:
                opening, closing = "<!--", "-->"
        rows, named = [], {"msg": "", "social": ""}
        for kind in able:
            slot = _SLOT[kind]
            label = self.rng.choice(self.lang.phrases(f"labels.{slot}", self.part))
            named[slot] = label
            rows.append(row.replace("{L}", label).replace("{V}", f"<{slot}>"))
        other_rows = self.lang.phrases("otherrows", self.part)
        if other_rows and self.rng.random() < 0.5:
            label, _, value = self.rng.choice(other_rows).partition("=")
            rows.insert(self.rng.randint(0, len(rows)), row.replace("{L}", label).replace("{V}", value))
        phrase = "\n".join(filter(None, [opening, *rows, closing]))
        return self.owner.text(phrase, network=named["social"], service=named["msg"]), set(able)

    def _infobox(self, kinds: list[str]) -> tuple[Text, set[str]]:
        box = self.lang.data.get("infobox") or {}
        able = [kind for kind in kinds if box.get(_SLOT[kind])]
        if not able:
            return Text(), set()
        lines = []
        for kind in able:
            slot = _SLOT[kind]
            param = self.rng.choice(self.lang.all_phrases(f"infobox.{slot}"))
            value = f"<{slot}>"
            if kind == "birth_date" and self.rng.random() < 0.3:
                value = "{{birth date and age|<birthargs>}}"
            if kind == "location" and self.rng.random() < 0.3:
                value = f"{self.rng.choice(['[[<town>]]', '<town>'])}, {self.lang.word('country', '–')}"
            lines.append(f"| {param} = {value}" if self.part == "a" else f" |{param.ljust(12)}= {value}")
        lines += ["| status = ", "| color = #abc"][: self.rng.randint(0, 2)]
        if self.part == "a" or self.rng.random() < 0.5:
            self.rng.shuffle(lines)
        name = self.rng.choice(self.lang.phrases("infobox.names", self.part))
        return self.owner.text("\n".join([f"{{{{{name}", *lines, "}}"])), set(able)

    def _box(self, kinds: list[str]) -> tuple[Text, set[str]]:
        kind = next((kind for kind in kinds if kind in layouts.BOXES), None)
        if kind is None:
            return Text(), set()
        phrase = self.rng.choice(layouts.share(layouts.BOXES[kind], self.part))
        if "%s" in phrase:
            phrase = phrase % f"{self.rng.choice(['fern', 'moss'])}.{self.rng.randint(3, 99)}@heronbox.net"
        return self.owner.text(phrase), {kind}

    def _picture(self) -> Text:
        shape = self.rng.choice(layouts.share(layouts.IMAGES, self.part))
        caption = self.rng.choice(self.lang.phrases("me", self.part))
        return self.owner.text(shape.replace("{C}", caption).replace("{T}", self._thumb()))

    def _thumb(self) -> str:
        return self.rng.choice(["thumb", self.lang.word("thumb", "thumb")])

    def exposures(self) -> list[Text]:
        """Blocks that give the owner away."""
        left, blocks = self._plan(), []
        while left:
            self.rng.shuffle(left)
            boxed = "self_image" in left and (self.lang.data.get("infobox") or {}).get("img")
            if "self_image" in left and not (boxed and self.rng.random() < 0.3):
                blocks.append(self._picture())
                left.remove("self_image")
                continue
            ways = [self._prose, self._labelled, self._infobox, self._box]
            way = self._infobox if "self_image" in left else self.rng.choices(ways, [50, 25, 15, 8])[0]
            text, done = way(left)
            if not done:
                text, done = self._prose(left)
            if not done:
                text, done = self._labelled(left)
            if not done:  # the language's file has no words for what is left
                break
            if text.wikitext.startswith("* ") and self.rng.random() < 0.5:
                contact = self.rng.choice(self.lang.phrases("headings", self.part))
                text = Text(f"== {contact} ==\n").add(text)
            blocks.append(text)
            left = [kind for kind in left if kind not in done]
        return blocks

    # --- what is nobody's, or somebody else's

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
        frame = self.rng.choice(
            ["{L}\n<blockquote>{S}</blockquote>", "{L}\n{{Quote|{S}|<other>}}", "{L} „{S}“ (<other>)"]
        )
        if "\n" in words or "{{" in words or "<!--" in words:
            return self.owner.text(lead)
        return self.owner.text(frame.replace("{L}", lead).replace("{S}", words), mine=False)

    def bulk(self) -> Text:
        """A long list of articles, sources or people."""
        row = self.rng.choice(layouts.share(layouts.BULK, self.part))
        return self.owner.text(
            "\n".join([row] * min(70, int(self.rng.lognormvariate(2.5, 0.8)) + 3)), mine=False
        )

    def filler(self) -> Text:
        """One thing among those that user pages are full of."""
        roll = self.rng.random()
        if self.style == "hard" and self.rng.random() < 0.06:
            return self.bulk()
        if roll < 0.55:
            line = self.rng.choice(self.lang.phrases("fill", self.part))
            return self.owner.text(line if self.rng.random() < 0.7 or "\n" in line else f"* {line}")
        if roll < 0.8:
            return self.owner.text(self.rng.choice(layouts.share(layouts.NEGATIVES, self.part)), mine=False)
        if roll < 0.88:
            shape = self.rng.choice(layouts.share(layouts.NOT_MY_IMAGES, self.part)).replace(
                "{T}", self._thumb()
            )
            while "{C}" in shape:
                shape = shape.replace("{C}", self.rng.choice(self.lang.phrases("notme", self.part)), 1)
            return self.owner.text(shape, mine=False)
        if roll < 0.95 or self.style == "short":
            return (
                self.post()
                if self.style == "hard"
                else self.owner.text(self.lang.phrases("fill", self.part)[0])
            )
        return self.quote()

    # --- the page

    def page(self) -> tuple[str, Text]:
        """Title and text."""
        clean = self.rng.random() < 0.45
        title = f"{self.lang.word('user')}:{self.owner.username}"
        if self.style == "short":
            blocks = [self.filler() for _ in range(self.rng.randint(1, 3))] if clean else self.exposures()
            if not clean and self.rng.random() < 0.4:
                blocks.insert(self.rng.randint(0, len(blocks)), self.filler())
            return title, self._join(blocks)
        fillers = [self.filler() for _ in range(int(self.rng.lognormvariate(2.1, 0.75)))]
        blocks, kind = [], self.rng.random()
        if clean and kind < 0.3:
            title += "/" + self.rng.choice([self.lang.word("sandbox"), "sandbox", self.owner.other])
            blocks = [self.draft(heading=False) for _ in range(self.rng.randint(1, 3))]
            fillers = fillers[:2]
        elif clean and kind < 0.45:
            title = f"{self.lang.word('talk')}:{self.owner.username}"
            blocks = [
                Text(f"== {self.owner.text('<place>').wikitext} ==\n").add(self.post())
                for _ in range(self.rng.randint(2, 7))
            ]
            fillers = []
        else:
            blocks = [] if clean else self.exposures()
            if not clean and self.rng.random() < 0.07:
                title = f"{self.lang.word('talk')}:{self.owner.username}"
                blocks = [block.add(" ").add(self.owner.text("<ownsig>")) for block in blocks]
                fillers = [self.post() for _ in range(3)]
            if self.rng.random() < 0.3:
                fillers.append(self.draft(heading=True))
        blocks += fillers
        self.rng.shuffle(blocks)
        return title, self._join(blocks)

    def _join(self, blocks: list[Text]) -> Text:
        out, foreign = Text(), False
        for block in blocks:
            mine = bool(block.spans)
            signed = not mine and "(UTC)" in block.wikitext
            if signed and out.wikitext:  # a post signs only its own paragraph
                out.add("\n")
            wanted = foreign if mine else len(blocks) > 3 and self.rng.random() < 0.25
            if self.style == "hard" and wanted and not block.wikitext.startswith("=="):
                key = "headings" if mine else "otherheadings"
                out.add(f"== {self.rng.choice(self.lang.phrases(key, self.part))} ==\n")
                foreign = not mine
            foreign = foreign or (not mine and block.wikitext.startswith("=="))
            out.add(block).add("\n" if self.rng.random() < 0.6 and not signed else "\n\n")
        return out


def pages(code: str, part: str, style: str, count: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Invented pages of one language as records of the JSONL format.

    part is `train` or `heldout`, style `hard` or `short`. The n-th page depends on nothing but the arguments and n.
    Raises CorpusError for a language without a file.
    """
    lang = load(code)
    for number in range(count):
        rng = random.Random(f"{code}/{part}/{style}/{seed}/{number}")
        writer = _Writer(lang, PARTS[part], style, rng)
        title, text = writer.page()
        yield {
            "id": f"{code}-{part}-{style}-{number:04}",
            "wiki": lang.word("wiki"),
            "lang": code,
            "title": title,
            "username": writer.owner.username,
            "wikitext": text.wikitext,
            "findings": [
                {"type": kind, "start": start, "end": end, "text": text.wikitext[start:end]}
                for kind, start, end in sorted(text.spans, key=lambda span: span[1:])
            ],
            "username_is_real_name": writer.real_name,
        }
