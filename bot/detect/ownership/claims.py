"""Who claims a number, an address or a label's value: what stands around it, and what the page lists beside it."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from bot.detect.folding import fold, unspaced
from bot.detect.ownership import telephones
from bot.detect.ownership.letters import Letters
from bot.detect.ownership.posts import CHECKED, LINES
from bot.detect.recognizers import network, organisations
from bot.detect.recognizers.emails import DISGUISED
from bot.detect.regions import Kind
from bot.detect.signs import AGAINST, CONTEXT, LABEL, MESSAGING, OTHERS, ROLE, SELF, SOCIAL
from bot.detect.types import (
    ADDRESS,
    AGE_MINOR,
    BIRTH_DATE,
    CREDENTIAL,
    EMAIL,
    EMPLOYER,
    IP_ADDRESS,
    MESSAGING_HANDLE,
    NATIONAL_ID,
    PHONE,
    REAL_NAME,
    SCHOOL,
    SOCIAL_HANDLE,
)
from bot.detect.view import MOST
from bot.model import FindingType

if TYPE_CHECKING:
    from bot.detect.regions import Block
    from bot.detect.shared import Tiers
    from bot.detect.signs import Hit
    from bot.detect.view import Candidate, View

AT_HOME = "at home or without logging in"
SHAPES = frozenset([EMAIL, PHONE, ADDRESS])
_NOBODYS = frozenset([CREDENTIAL, IP_ADDRESS])
_ACCOUNTS = frozenset([SOCIAL_HANDLE, MESSAGING_HANDLE])
_CROWDED = SHAPES | {REAL_NAME, IP_ADDRESS, BIRTH_DATE}
_PERSONAL = frozenset(  # what only people have: a form with one of these is a person's
    [BIRTH_DATE, AGE_MINOR, SCHOOL, EMPLOYER, CREDENTIAL,
     NATIONAL_ID, MESSAGING_HANDLE]
)  # fmt: skip
_AROUND_LABEL = " :*'\"=–—-.,([<"
_LONGEST_LABEL = 24  # characters of a line's beginning that may be a label
_SENTENCES = 240  # characters before a sentence that it may go on from
_LIST = 12  # lines of a list between its lead and a value
_CROWD = 3  # different values of one type in one section are no longer one person's
_NEXT = 6  # characters between a label without a colon and its value: `Phone 0121 …`, `E-mail to …`
_CODE_TAG = re.compile(r"<(?:code|tt|kbd)>$", re.IGNORECASE)
_LEAD = 90  # characters before such code in which a word for its value stands
_LETTER = re.compile(r"[^\W_]")
COLON = re.compile(r" ?(?:\([^()\n]{1,30}\) ?)?(?:[:=–—→⇒➡»]|- )")
_NOT_MINE = 10  # characters between a negation and `mine`
_DISCLAIMED = 120  # characters behind a value in which its sentence may say that it is not mine
_MAILTO = "[mailto:"
_NUMBERED = re.compile("[0-9_]")
_OF_A_YEAR = re.compile("(?:19|20)[0-9]{2}$")  # an event's: meetup2024@
_POSSESSIVE = 12  # characters between `my` and the words for an internet address


class Claims(Letters):
    """Knows whether anybody says whose a value is."""

    def __init__(self, view: View, tiers: Tiers, page_kind: str) -> None:
        super().__init__(view, tiers, page_kind)
        self.forms: dict[int, set[FindingType]] = {}  # what each section has labels for
        self.repeated: dict[tuple[FindingType, str], dict[int, str]] = {}  # beside one label, by line
        self._claims: dict[int, bool] = {}
        self._counted: dict[tuple[FindingType, int | str], int] = {}

    def _claimed(self, candidate: Candidate, block: Block, section: str) -> None:
        """Values that stand in a list of several people's, or in a line in which nobody says whose they are."""
        if block.kind is Kind.ARGUMENT:
            return
        claimed = self._claims.get(block.index)
        if claimed is None:
            claimed = self._claims[block.index] = self.posts.get(block.index) == self.owner or self.view.has(
                SELF, block.start, block.end
            )
        if claimed:
            self._offered(candidate)
            return
        crowd, again = (candidate.type, block.section), (candidate.type, self._label(candidate, block))
        if self._several(again, self.repeated.get(again)) > 1:
            candidate.add("the same label with another value: several people's", self.worth["others"])
        elif candidate.type in _CROWDED and self._several(crowd, self.crowds.get(crowd)) >= _CROWD:
            candidate.add("one of several people's", self.worth["others"])
        elif block.kind is Kind.ITEM and section in ("?", "other") and self._begins_with_name(block):
            candidate.add("in a line that begins with a name", self.worth["others"])
        elif self._led(block):
            candidate.add("in a list below a line of the owner's", self.worth["self"])
        elif candidate.type not in _NOBODYS and self._is_brief(block):
            if candidate.type in SHAPES:
                candidate.add("a few lines of the owner's", self.worth["self"])
        elif self._is_personal(candidate) or self._offered(candidate):
            return
        elif block.kind in LINES and section != "about" and not self._opens(candidate, block):
            candidate.add("nobody says whose", self.worth["unclaimed"])
        elif (
            section == "?"
            and candidate.type not in CHECKED
            and not self.forms.get(block.section, set()) & _PERSONAL
            and not self._speaks(block)
        ):
            candidate.add("under a heading of something else", self.worth["unclaimed"])

    def _offered(self, candidate: Candidate) -> bool:
        """Whether an address is disguised or behind words to click on, or has digits: a person's who wants to be written to."""
        if candidate.type is PHONE and (sign := telephones.offered(self.view, candidate)):
            candidate.add(sign[0], self.worth[sign[1]])
            return True
        if candidate.type is not EMAIL or candidate.sort != "shape":
            return False
        if candidate.rule == DISGUISED:
            return True
        local = self.view.folded[candidate.start : candidate.end].partition("@")[0]
        personal = _NUMBERED.search(local) and not _OF_A_YEAR.search(local)
        if personal or self._clicked(candidate):
            candidate.add("a person's mailbox, as it reads", self.worth["about"])
            return True
        return False

    def _clicked(self, candidate: Candidate) -> bool:
        """Whether an address hides behind words: `[mailto:… write to me]`."""
        page, (left, right) = self.view.page.wikitext, self.view.span(candidate)
        return page[left - len(_MAILTO) : left].lower() == _MAILTO and page[right : right + 1] == " "

    def _several(self, key: tuple[FindingType, int | str], listed: dict[int, str] | None) -> int:
        """How many values a section or a label has; all of them are known before the first is judged."""
        if listed is None:
            return 0
        known = self._counted.get(key)
        if known is None:
            known = self._counted[key] = len(set(islice(listed.values(), MOST)))
        return known

    def _is_personal(self, candidate: Candidate) -> bool:
        """Whether people name such a value of nobody's but their own: an account to chat with, a connection at home."""
        if candidate.type is IP_ADDRESS:
            return any(sign == AT_HOME for sign, _ in candidate.signs)
        named = candidate.rule.startswith(("shared.messaging_handle.", "shared.mentioned."))
        return candidate.type is MESSAGING_HANDLE and named

    def _written_so(self, candidate: Candidate, block: Block) -> bool:
        """Whether `<code>` only dresses a value, behind a word for such values: `Mail me: <code>…</code>`; or it is disguised."""
        if candidate.rule == DISGUISED:
            return True
        view, page = self.view, self.view.page.wikitext
        tag = _CODE_TAG.search(page, max(0, block.at - 8), block.at)
        if tag is None or block.end - block.start > candidate.end - candidate.start + 2:
            return False
        start = max(page.rfind("\n", 0, tag.start()) + 1, tag.start() - _LEAD)
        before = fold(page[start : tag.start()])
        found = view.lexicon.signs.scan(before)
        named = any(hit.what == candidate.type.value for hit in [*found[LABEL], *found[CONTEXT]])
        return named and not view.lexicon.words.scan(before)[AGAINST]

    def _led(self, block: Block) -> bool:
        """Whether a list stands below a line that says `I` or `me` and ends with a colon: `You find me here:`."""
        if block.kind is not Kind.ITEM:
            return False
        view, blocks, at = self.view, self.view.layout.blocks, block.index
        floor = max(0, at - _LIST)
        while at > floor and blocks[at].kind is Kind.ITEM:
            at -= 1
        lead = blocks[at]
        if lead.kind is not Kind.PROSE or lead.section != block.section:
            return False
        if not view.text[lead.start : lead.end].rstrip(" '\"").endswith((":", "：")):
            return False
        start = view.sentence(max(lead.start, lead.end - 2))[0]
        return view.has(SELF, start, lead.end) and not view.has(OTHERS, start, lead.end)

    def _label(self, candidate: Candidate, block: Block) -> str:
        """What stands beside a value as its label: a cell's or argument's, or the short beginning of its line."""
        if candidate.start - block.start <= _LONGEST_LABEL:
            text = self.view.folded[block.start : candidate.start].strip(_AROUND_LABEL)
            if any(map(str.isalpha, text)):
                return text
        if block.label and not block.label.isdigit() and candidate.sort == "label":
            return fold(block.label).strip(_AROUND_LABEL)
        return ""

    def _opens(self, candidate: Candidate, block: Block) -> bool:
        """Whether the line begins with a label, a request or a phrase, or with the value itself."""
        view = self.view
        begin = block.start
        sentence = max(begin, view.sentence(candidate.start)[0])
        if candidate.type in _NOBODYS or (candidate.type in SHAPES and not self._of_office(begin, sentence)):
            begin = sentence  # it may follow others
        if block.label and not block.label.isdigit() and self._says(block.label, candidate):
            return True
        first = next((at for at in range(begin, block.end) if view.text[at].isalnum()), block.end)
        if candidate.type in _NOBODYS:
            space = view.text.find(" ", first, block.end)
            if any(view.has(what, first, space + 2) for what in (LABEL, CONTEXT)) and space > 0:
                return True
        if first >= candidate.start or first == candidate.cue_start:
            return True
        for hit in view.within(LABEL, begin, first + 1):
            if self._labels(hit, candidate) or (
                hit.what == candidate.type.value and candidate.type in _ACCOUNTS
            ):
                return True
        return any(view.has(what, begin, first + 1) for what in (CONTEXT, MESSAGING, SOCIAL))

    def _of_office(self, start: int, end: int) -> bool:
        """Whether the sentences before speak of an office, a firm or a school, whose number may follow."""
        start = max(start, end - _SENTENCES)
        return start < end and (
            self.view.has(ROLE, start, end) or organisations.is_named(self.view, start, end)
        )

    def _says(self, label: str, candidate: Candidate) -> bool:
        """Whether a term's words are for values of that sort: `;Threema/Signal`, `;Chat`."""
        found = self.view.lexicon.signs.scan(fold(label))
        if candidate.type in _ACCOUNTS and (found[MESSAGING] or found[SOCIAL]):
            return True
        return any(hit.what == candidate.type.value for what in (LABEL, CONTEXT) for hit in found[what])

    def _labels(self, hit: Hit, candidate: Candidate) -> bool:
        """Whether a label's word is one here: a separator follows it, or the value almost at once."""
        return candidate.start - hit.end <= _NEXT or bool(COLON.match(self.view.folded, hit.end))

    def _is_named(self, candidate: Candidate, start: int) -> bool:
        """Whether a label or a request (`write to me`) stands before it where the sentence begins."""
        view = self.view
        letter = _LETTER.search(view.text, start, candidate.start)
        limit = letter.start() + 1 if letter else candidate.start  # a line may be as long as the page
        for what in (LABEL, CONTEXT, MESSAGING, SOCIAL):
            for hit in view.within(what, start, limit):
                fits = what in (MESSAGING, SOCIAL) or hit.what == candidate.type.value
                if fits and (what != LABEL or self._labels(hit, candidate)):
                    return True
        return False

    def _like_owner(self, candidate: Candidate) -> bool:
        """Whether the part of an e-mail address before the at-sign holds the account's name."""
        if candidate.type is not EMAIL:
            return False
        local = re.split(r"\s?[(\[{<]|@|\s", self.view.folded[candidate.start : candidate.end])[0]
        plain = "".join(filter(str.isalnum, local))
        owner = "".join(filter(str.isalpha, self.owner))
        return len(owner) >= 4 and len(plain) >= 4 and (owner in plain or plain.strip("0123456789") == owner)

    def _at_home(self, start: int, end: int) -> int:
        """How many words for a home's connection, not only for an internet address, stand apart in the sentence."""
        view = self.view
        count, last = 0, -1
        for hit in sorted(view.contexts("ip_address"), key=lambda each: each.start):
            if start <= hit.start < end and hit.start >= last and not network.is_bare(view, hit):
                count, last = count + 1, hit.end
        return count

    def _logged_out(self, hit: Hit) -> bool:
        """Whether a negation is part of a word for editing without an account: `not logged in`."""
        return any(each.start <= hit.start < each.end for each in self.view.contexts("ip_address"))

    def _disowns(self, hit: Hit, start: int, end: int) -> bool:
        """Whether a negation says `not me` or `not mine`, and no vandal or puppet is denied."""
        view = self.view
        beside = 0 if unspaced(view.folded[hit.start]) else 1
        return any(
            own.end + beside >= hit.start for own in view.within(SELF, start, min(end, hit.end + _NOT_MINE))
        )

    def _disclaimed(self, start: int, end: int) -> list[Hit]:
        """Words behind a value that say it is not the owner's: `… (it stands in the article, it is not mine)`."""
        view = self.view
        return [
            hit
            for hit in view.within(AGAINST, start, min(end, start + _DISCLAIMED))
            if " " in view.folded[hit.start : hit.end] and view.has(SELF, hit.start, hit.end)
        ]

    def _is_not_me(self, hit: Hit) -> bool:
        """Whether a negation says `not me` and its clause ends: `the group's speaker is …, not me!`; not `not my office`."""
        view = self.view
        return any(
            not view.text[own.end : own.end + 2].strip()[:1].isalnum()
            for own in view.within(SELF, hit.end, hit.end + 2)
        )

    def _possessed(self, start: int, end: int) -> bool:
        """Whether the words for an internet address say whose it is (`my IP`), not only a sentence around them."""
        view = self.view
        for hit in view.contexts("ip_address"):
            if start <= hit.start < end and (
                "ip" not in view.folded[hit.start : hit.end]
                or any(own.end <= hit.end and hit.start - own.end <= _POSSESSIVE
                       for own in view.within(SELF, start, hit.end))
                or view.has(SELF, hit.end, min(end, hit.end + 4))
            ):  # fmt: skip
                return True
        return False
