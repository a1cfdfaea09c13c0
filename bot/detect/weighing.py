"""A second look at each candidate, with all that the page tells.

The first judgement adds what each sign is worth. It cannot know what two signs say together, nor that a page which
surely tells one thing of its owner more probably tells another. Weights for that are fitted by logistic regression
(`scripts/build-weights`) on the invented pages of tests/corpus, and stand in config/rules/weights.json. A page on which
the first judgement finds nothing stays without a finding.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING

from bot.detect.rules import TYPES, RuleError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bot.detect.ownership import Ownership
    from bot.detect.shared import Tiers
    from bot.detect.view import Candidate, View

_BEYOND_DOUBT = (
    -0.9
)  # one sign's worth: somebody else's words, a required disclosure (P11), silenced by a community
MOST_WEIGHED = 400  # candidates; a person's page has a few dozen, one with more was made to cost time
ADDED, TAKEN = "likely, beside what else the page tells", "unlikely, beside what else the page tells"
_TAKEN = -1.0
_BESIDE = 4  # findings before a candidate's end that may overlap it
_SCORE = "score"
_LINE, _OPENING, _LIKE, _TOLD = (40, 100, 250), (2, 15, 50), (2, 3, 5, 8), (1, 2, 4)


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """The table of weights.json: a feature's weight for every type (`any`) and for one.

    enough is the probability above which a candidate of a type is added (at 1 none is), least the one below which any is
    taken away; with one of the signs in never, which say that it is no such value at all or surely another's, none is added.
    """

    enough: dict[str, float]
    least: float
    never: frozenset[str]
    any: dict[str, float]
    by_type: dict[str, dict[str, float]]

    def probability(self, kind: str, score: float, features: Iterable[str]) -> float:
        """How likely a candidate of that type, score and features is the owner's, from 0 to 1."""
        shared, own = self.any, self.by_type[kind]
        logit = score * (shared.get(_SCORE, 0.0) + own.get(_SCORE, 0.0))
        for feature in features:
            logit += shared.get(feature, 0.0) + own.get(feature, 0.0)
        return 1 / (1 + exp(-max(-30.0, min(30.0, logit))))


def load_weights(folder: Path) -> Weights:
    """Read weights.json. Raises RuleError naming file, key and mend."""
    path = folder / "weights.json"
    mend = "run scripts/build-weights"
    try:
        data = json.loads(path.read_text("utf-8"))
        tables = {
            kind: {name: float(weight) for name, weight in table.items()}
            for kind, table in data["weights"].items()
        }
        enough = {kind: float(value) for kind, value in data["enough"].items()}
        least, never = float(data["least"]), frozenset(map(str, data["never"]))
    except OSError as error:
        raise RuleError(f"{path}: cannot be read ({error.strerror}); {mend}") from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RuleError(f"{path}: {error}: {mend}") from None
    for kind in (*TYPES, "any"):
        if kind not in tables:
            raise RuleError(f"{path}: weights.{kind}: is missing; {mend}")
        if kind not in enough and kind in TYPES:
            raise RuleError(f"{path}: enough.{kind}: is missing; {mend}")
    return Weights(enough, least, never, tables.pop("any"), tables)


class Page:
    """What counts for every candidate of one page: how many there are of a type, and what is found already."""

    def __init__(
        self, view: View, owner: Ownership, kind: str, candidates: list[Candidate], found: list[Candidate]
    ) -> None:
        self.view, self.owner, self.kind = view, owner, kind
        ends = {(each.type, each.end) for each in candidates if each.start >= 0}
        self.like = Counter(kind for kind, _ in ends)
        lines = {(each.type, each.end, _block(each)) for each in candidates if each.start >= 0}
        self.in_line = Counter((kind, line) for kind, _, line in lines)
        self.found = sorted(
            (each for each in found if each.start >= 0), key=lambda each: (each.start, each.end)
        )
        self.starts = [each.start for each in self.found]
        self.total = len(found)
        self.types = Counter(each.type for each in found)
        self.lines = Counter(_block(each) for each in self.found)
        self.sections = Counter(each.block.section for each in self.found if each.block is not None)

    def features(self, candidate: Candidate) -> list[str]:
        """What a candidate that stands in the visible text is weighed by, apart from its score."""
        view = self.view
        block = candidate.block or view.layout.block_at(candidate.start)
        first = min(candidate.start, candidate.cue_start) if candidate.cue_start >= 0 else candidate.start
        start, _ = view.sentence(candidate.start)
        out = [
            "one",
            f"rule={family(candidate.rule)}",
            f"sort={candidate.sort}",
            f"page={self.kind}",
        ]
        out += [f"sign={sign}" for sign, _ in candidate.signs]
        out.append(f"kind={block.kind}")
        out.append(f"section={self.owner.section(block.section)}")
        out.append(f"line={_step(block.end - block.start, _LINE)}")
        out.append(f"opening={_step(first - start, _OPENING)}")
        if block.frame is not None:
            out.append(f"box={block.frame.sort_of}")
        out.append(f"like={_step(self.like[candidate.type], _LIKE)}")
        if self.in_line[candidate.type, block.index] > 1:
            out.append("like in line")
        over = self._over(candidate)
        out.append(f"told={_step(self.total - len(over), _TOLD)}")
        if self.lines[block.index] > sum(_block(each) == block.index for each in over):
            out.append("told in line")
        elif self.sections[block.section] > sum(
            each.block is not None and each.block.section == block.section for each in over
        ):
            out.append("told in section")
        if self.types[candidate.type] > sum(each.type is candidate.type for each in over):
            out.append("told of type")
        return out

    def _over(self, candidate: Candidate) -> list[Candidate]:
        """The findings that stand on the candidate's own letters."""
        at = bisect_left(self.starts, candidate.end)
        return [each for each in self.found[max(0, at - _BESIDE) : at] if each.end > candidate.start]


def weigh(page: Page, candidates: list[Candidate], tiers: Tiers, weights: Weights) -> None:
    """Add what is likely beside the page's findings, and take away what is not."""
    default = tiers.threshold["default"]
    for candidate in candidates:
        if not is_open(candidate):
            continue
        kind = candidate.type.value
        likely = weights.probability(kind, candidate.score, page.features(candidate))
        threshold = tiers.threshold.get(candidate.type, default)
        if candidate.score >= threshold - 1e-9:
            if likely < weights.least:
                candidate.add(TAKEN, _TAKEN)
        elif likely > weights.enough[kind] and not any(sign in weights.never for sign, _ in candidate.signs):
            candidate.add(ADDED, threshold - candidate.score)


def is_open(candidate: Candidate) -> bool:
    """Whether a candidate stands in the visible text and no sign alone says that it is not to be told."""
    return candidate.start >= 0 and all(worth > _BEYOND_DOUBT for _, worth in candidate.signs)


def family(rule: str) -> str:
    """What rules of all languages share: `location` of `de.location.12`."""
    first, *rest = [part for part in rule.split(".") if not part.isdigit()]
    return ".".join([first, *rest] if first in ("shared", "label") else rest)


def _block(candidate: Candidate) -> int:
    return candidate.block.index if candidate.block is not None else -1


def _step(number: int, steps: tuple[int, ...]) -> int:
    """How many of the steps a number reaches."""
    return sum(number >= step for step in steps)
