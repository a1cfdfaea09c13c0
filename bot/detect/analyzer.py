"""Wikitext in, findings out: structure, recognizers, ownership, tiers. Knows no wiki, store, web or clock."""

from __future__ import annotations

import gc
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from bot.detect import pages, rivals, tiers, wikitext
from bot.detect.folding import fold
from bot.detect.lexicon import Lexicon
from bot.detect.ownership import Ownership
from bot.detect.recognizers import (
    answers,
    birth_templates,
    card,
    categories,
    companions,
    contact,
    credentials,
    emblems,
    homes,
    ids,
    image,
    labelled,
    messengers,
    network,
    opening,
    organisations,
    phrases,
    place,
    series,
    social,
)
from bot.detect.recognizers.username import UsernameRecognizer
from bot.detect.rules import Language, RuleError, load_language
from bot.detect.shared import Shared, Tiers, load_shared, load_tiers
from bot.detect.types import (
    ADDRESS,
    CREDENTIAL,
    EMAIL,
    EMPLOYER,
    LOCATION,
    MESSAGING_HANDLE,
    NATIONAL_ID,
    PAYMENT,
    PHONE,
    REAL_NAME,
    SCHOOL,
    SOCIAL_HANDLE,
)
from bot.detect.view import MOST_CANDIDATES, Candidate, View
from bot.detect.weighing import MOST_WEIGHED, Page, Weights, load_weights, weigh
from bot.model import Analysis, Finding, FindingType

if TYPE_CHECKING:
    from pathlib import Path

    from bot.detect.tuning import Tuning
    from bot.model import PageText

MAX_CHARACTERS = 2_200_000  # MediaWiki's own limit is 2 MB of bytes
MOST_FINDINGS = 500
_RECOGNIZERS = (
    phrases.recognize,
    labelled.recognize,
    answers.recognize,
    emblems.recognize,
    birth_templates.recognize,
    contact.recognize,
    place.recognize,
    homes.recognize,
    social.recognize,
    ids.recognize,
    network.recognize,
    credentials.recognize,
    organisations.recognize,
    card.recognize,
)
_ALIASES = {
    "no": "nb",
    "nn": "nb",
    "simple": "en",
    "sh": "hr",
    "bs": "hr",
    "fil": "en",
    "yue": "zh",
    "lzh": "zh",
}


@dataclass(frozen=True, slots=True)
class Explained:
    """One candidate with everything that was said for and against it; it carries offsets, never text (P1)."""

    type: FindingType
    start: int
    end: int
    score: float
    rule: str
    reported: bool
    signs: tuple[tuple[str, float], ...]


@dataclass(slots=True)
class Analyzer:
    """The detector. Make one with `load` and use it for any number of pages, from one thread."""

    folder: Path
    shared: Shared = field(repr=False)  # megabytes, as the others without a repr
    tiers: Tiers
    usernames: UsernameRecognizer | None = field(repr=False)
    tuning: Tuning | None = None
    weights: Weights | None = field(default=None, repr=False)
    _languages: dict[str, Language | None] = field(default_factory=dict, repr=False)
    _lexicons: dict[str, Lexicon] = field(default_factory=dict, repr=False)

    @classmethod
    def load(cls, rules_dir: Path, names_dir: Path | None = None, tuning: Tuning | None = None) -> Self:
        """Read the shared rules, and each language when its first page comes.

        Raises RuleError naming file, key and mend; a language's faults come with its first page
        (`python -m bot.detect.rules --check` finds all of them before).
        """
        usernames = UsernameRecognizer.load(names_dir) if names_dir is not None else None
        return cls(
            rules_dir,
            load_shared(rules_dir),
            load_tiers(rules_dir),
            usernames,
            tuning,
            load_weights(rules_dir),
        )

    def tuned(self, tuning: Tuning) -> Self:
        """The same detector under a community's settings; what does not depend on them is shared."""
        return type(self)(
            self.folder, self.shared, self.tiers, self.usernames, tuning, self.weights, self._languages
        )

    def analyze(self, page: PageText) -> Analysis:
        """Find what the page's owner publishes about themselves. Never raises for any text."""
        named = bool(self.usernames and self.usernames.is_real_name(page.username, page.lang))
        kind, view, candidates = self._candidates(page)
        findings = tuple(self._report(view, candidates)) if view is not None else ()
        tier, mosaic, minor = tiers.of_page(findings, self.tiers, named=named)
        skipped = kind if kind in ("script", "draft") else None
        return Analysis(findings, named, tier, mosaic, minor, skipped)

    def explain(self, page: PageText) -> list[Explained]:
        """Every candidate on the page with its signs and score, reported or not, in order of place."""
        _, view, candidates = self._candidates(page)
        if view is None:
            return []
        reported = {(finding.type, finding.start, finding.end) for finding in self._report(view, candidates)}
        out = []
        for candidate in candidates:
            start, end = view.span(candidate)
            key = (candidate.type, start, end)
            out.append(
                Explained(candidate.type, start, end, round(candidate.score, 3), candidate.rule, key in reported,
                          tuple((sign, round(worth, 3)) for sign, worth in candidate.signs))
            )  # fmt: skip
        return sorted(out, key=lambda each: (each.start, each.end, each.type, each.rule))

    # -- inside

    def _candidates(self, page: PageText) -> tuple[str, View | None, list[Candidate]]:
        """What the page is, and all that was judged on it; no view where there was nothing to judge."""
        lexicon = self.lexicon(page.lang)
        kind = pages.kind_of(page.title, lexicon)
        if kind in ("script", "draft") or not page.wikitext.strip():
            return kind, None, []
        text = page.wikitext[:MAX_CHARACTERS]
        shared = self.shared
        layout = wikitext.read(
            text, lexicon.classify, shared.inline, shared.wraps, lexicon.is_file, lexicon.is_hidden
        )
        if not layout.text and not layout.categories:
            return kind, None, []
        view = View(page, layout, lexicon, self.usernames)
        if not layout.text:
            return kind, view, self._filed(view)
        found: list[Candidate] = []
        for recognize in _RECOGNIZERS:
            if len(found) < MOST_CANDIDATES:  # no more are judged
                found += recognize(view)
        found += companions.recognize(view, found)
        found += series.recognize(view, found)
        if kind == "main":
            found += opening.recognize(view, found)
        if not found and not layout.files and not any(link.target[:1] == ":" for link in layout.links):
            return kind, view, self._filed(view)
        rivals.name_towns(view, found)
        owner = Ownership(view, self.tiers, kind)
        owner.count(found[:MOST_CANDIDATES])
        user = fold(page.username.replace("_", " "))
        out: list[Candidate] = []
        found = found[:MOST_CANDIDATES]
        found.sort(key=lambda each: each.type is not REAL_NAME)  # names first: see Ownership.judge
        for candidate in found:
            taken = candidate.type is REAL_NAME and view.folded.startswith(user, candidate.start)
            if taken and candidate.end <= candidate.start + len(user):
                continue  # the account's name, or what a slot took of it
            owner.judge(candidate)
            if messengers.is_account(view, candidate):
                candidate.type = MESSAGING_HANDLE
            if self.tuning is not None:
                self.tuning.apply(candidate, view)
            out.append(candidate)
        least = self.tiers.threshold["default"]
        names = [view.folded[each.start : each.end] for each in out
                 if each.type is REAL_NAME and each.score >= least]  # fmt: skip
        for picture in image.recognize(view, [user, *names]):
            owner.judge(picture)
            if self.tuning is not None:
                self.tuning.apply(picture, view)
            out.append(picture)
        out += self._filed(view)
        if self.weights is not None and len(out) <= MOST_WEIGHED and (kept := self._kept(view, out)):
            around = Page(view, owner, kind, out, [each for _, _, each in kept])
            weigh(around, out, self.tiers, self.weights)
        return kind, view, out

    def _filed(self, view: View) -> list[Candidate]:
        """What categories say; whose they are is no question."""
        out = categories.recognize(view)
        if self.tuning is not None:
            for candidate in out:
                self.tuning.apply(candidate, view)
        return out

    def _report(self, view: View, candidates: list[Candidate]) -> list[Finding]:
        """What is kept, as findings in order of place."""
        tier = self.tiers.tier
        found = [
            (start, end, each.type, round(min(1.0, each.score), 2), each.rule)
            for start, end, each in self._kept(view, candidates)
        ]
        return [
            Finding(start, end, kind, score, tier[kind], rule)
            for start, end, kind, score, rule in sorted(found)
        ]

    def _kept(self, view: View, candidates: list[Candidate]) -> list[tuple[int, int, Candidate]]:
        """The candidates above their threshold, without overlaps of one type; the better one stays."""
        kept: list[tuple[int, int, Candidate]] = []
        thresholds = self.tiers.threshold
        if self.tuning is not None:
            thresholds = {**thresholds, **self.tuning.thresholds}
        default = thresholds["default"]
        above = [
            (*view.span(candidate), candidate)
            for candidate in candidates
            if candidate.score >= thresholds.get(candidate.type, default) - 1e-9
        ]
        for start, end, candidate in sorted(rivals.settled(view, above), key=_rank):
            if len(kept) >= MOST_FINDINGS:
                break
            if end > start and not _taken(kept, start, end, candidate.type):
                kept.append((start, end, candidate))
        return _without_first_names(kept)

    def lexicon(self, lang: str) -> Lexicon:
        """The merged rules for a page's language; English is always among them."""
        known = self._lexicons.get(lang)
        if known is None:
            code = lang.split("-")[0].lower()
            code = _ALIASES.get(code, code)
            # Kept from the garbage collector: a lexicon's tens of thousands of objects stay as long as the process.
            collects = gc.isenabled()
            gc.disable()
            try:
                known = self._lexicons[lang] = self._made(code)
            finally:
                gc.freeze()
                if collects:
                    gc.enable()
        return known

    def _made(self, code: str) -> Lexicon:
        languages = [language for name in dict.fromkeys((code, "en")) if (language := self._language(name))]
        if not languages:
            raise RuleError(f"{self.folder / 'lang'}: en.yaml is missing; put it there")
        key = languages[0].code
        if self.tuning is not None:  # the page's own language carries what the community added
            languages[0] = self.tuning.merged(languages[0])
        if key not in self._lexicons:
            self._lexicons[key] = Lexicon(languages, self.shared, self.folder / "cldr")
        return self._lexicons[key]

    def _language(self, code: str) -> Language | None:
        if code not in self._languages:
            path = self.folder / "lang" / f"{code}.yaml"
            self._languages[code] = load_language(path) if code.isalpha() and path.exists() else None
        return self._languages[code]


def _rank(spanned: tuple[int, int, Candidate]) -> tuple[float, int, int, str]:
    start, end, candidate = spanned
    return -min(1.0, candidate.score), start - end, start, candidate.rule


_SAME_PLACE = (
    frozenset([EMAIL, MESSAGING_HANDLE, SOCIAL_HANDLE, PHONE,
               CREDENTIAL, NATIONAL_ID, PAYMENT]),
    frozenset([LOCATION, EMPLOYER, SCHOOL, ADDRESS,
               REAL_NAME]),
)  # fmt: skip


def _taken(kept: list[tuple[int, int, Candidate]], start: int, end: int, kind: FindingType) -> bool:
    """Whether a better finding stands on the same letters."""
    for left, right, other in kept:  # noqa: SIM110 - a generator costs more than the loop
        if start < right and left < end and _clash(kind, other.type):
            return True
    return False


def _clash(one: FindingType, other: FindingType) -> bool:
    """Whether two findings on the same letters are rivals: a number is a phone or an account, not both."""
    return one is other or any(one in group and other in group for group in _SAME_PLACE)


def _without_first_names(kept: list[tuple[int, int, Candidate]]) -> list[tuple[int, int, Candidate]]:
    """A first name alone beside the full name is no finding of its own."""
    names = [entry for entry in kept if entry[2].type is REAL_NAME]
    longest = max((end - start for start, end, _ in names), default=0)
    if len(names) < 2:
        return kept
    return [
        entry for entry in kept
        if entry[2].type is not REAL_NAME or (entry[1] - entry[0]) * 2 > longest
    ]  # fmt: skip
