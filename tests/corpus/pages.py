"""Invented user pages with gold spans, by seed: `pages("de", "train", "hard", 50)`.

Roughly 45 % of the pages are clean: everything on them belongs to somebody or something else.
"""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING, Any

from tests.corpus import layouts
from tests.corpus.language import GOLD, PARTS, Language, load
from tests.corpus.others import Others
from tests.corpus.render import Person, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

STYLES = ("hard", "short")
_CLOCK = re.compile(r"\b\d\d:\d\d\b")  # of a signature's time stamp
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
        self.others = Others(lang, part, style, self.owner, rng)

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
            both = {kind, *kinds}
            if kind not in kinds and not ("age_minor" in both and both & {"employer", "birth_date"}):
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
        return self.owner.text(phrase), {kind}

    def _picture(self) -> Text:
        shape = self.rng.choice(layouts.share(layouts.IMAGES, self.part))
        caption = self.rng.choice(self.lang.phrases("me", self.part))
        return self.owner.text(shape.replace("{C}", caption).replace("{T}", self.lang.thumb(self.rng)))

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

    def page(self) -> tuple[str, Text]:
        """Title and text."""
        clean = self.rng.random() < 0.45
        title = f"{self.lang.word('user')}:{self.owner.username}"
        if self.style == "short":
            blocks = (
                [self.others.filler() for _ in range(self.rng.randint(1, 3))] if clean else self.exposures()
            )
            if not clean and self.rng.random() < 0.4:
                blocks.insert(self.rng.randint(0, len(blocks)), self.others.filler())
            return title, self._join(blocks)
        fillers = [self.others.filler() for _ in range(int(self.rng.lognormvariate(2.1, 0.75)))]
        blocks, kind = [], self.rng.random()
        if clean and kind < 0.3:
            title += "/" + self.rng.choice([self.lang.word("sandbox"), "sandbox", self.owner.other])
            blocks = [self.others.draft(heading=False) for _ in range(self.rng.randint(1, 3))]
            fillers = fillers[:2]
        elif clean and kind < 0.35:
            title += self.rng.choice(["/common.js", "/monobook.js", "/script.js"])
            blocks, fillers = [self.owner.text(layouts.SCRIPT, mine=False)], []
        elif clean and kind < 0.47:
            title = f"{self.lang.word('talk')}:{self.owner.username}"
            title += self.rng.choice(["", "", "/Archive 1", f"/{self.rng.randint(2008, 2024)}"])
            blocks = [
                Text(f"== {self.owner.text('<place>').wikitext} ==\n").add(self.others.post())
                for _ in range(self.rng.randint(2, 7))
            ]
            fillers = []
        else:
            blocks = [] if clean else self.exposures()
            if not clean and self.rng.random() < 0.07:
                title = f"{self.lang.word('talk')}:{self.owner.username}"
                blocks = [block.add(" ").add(self.owner.text("<ownsig>")) for block in blocks]
                fillers = [self.others.post() for _ in range(3)]
            if self.rng.random() < 0.3:
                fillers.append(self.others.draft(heading=True))
        blocks += {filler.wikitext: filler for filler in fillers}.values()
        self.rng.shuffle(blocks)
        return title, self._join(blocks)

    def _join(self, blocks: list[Text]) -> Text:
        out, foreign = Text(), False
        for block in blocks:
            mine = bool(block.spans)
            signed = bool(_CLOCK.search(block.wikitext))
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
