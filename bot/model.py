"""The words everything else is made of: frozen values, none of which keeps what was found (P1)."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field


class Tier(enum.IntEnum):
    """How much a finding gives away; higher is worse."""

    NOTICE = 1
    CAUTION = 2
    URGENT = 3


class FindingType(enum.StrEnum):
    """What kind of personal information a span is."""

    REAL_NAME = "real_name"
    SELF_IMAGE = "self_image"
    EMAIL = "email"
    PHONE = "phone"
    ADDRESS = "address"
    LOCATION = "location"
    BIRTH_DATE = "birth_date"
    AGE_MINOR = "age_minor"
    EMPLOYER = "employer"
    SCHOOL = "school"
    SOCIAL_HANDLE = "social_handle"
    MESSAGING_HANDLE = "messaging_handle"
    NATIONAL_ID = "national_id"
    PAYMENT = "payment"
    IP_ADDRESS = "ip_address"
    CREDENTIAL = "credential"

    __hash__ = str.__hash__  # an enumeration's own is a Python call for each look into a set


@dataclass(frozen=True, slots=True)
class PageText:
    """One page as the detector sees it.

    wiki is the wiki's database name (`dewiki`), lang its content language as MediaWiki spells it,
    title the full page title with namespace, username the account that owns the page. The text stays out of
    `repr` (P1).
    """

    wiki: str
    lang: str
    title: str
    username: str
    wikitext: str = field(repr=False)


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A span of wikitext in which the page's owner publishes something about themselves.

    start and end are code point offsets into the original wikitext, end exclusive; score is between 0 and 1;
    rule names the rule in config/rules that fired. There is no text in it, on purpose (P1).
    """

    start: int
    end: int
    type: FindingType
    score: float
    tier: Tier
    rule: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the detector says of one page.

    tier is the page's as a whole: the highest single finding's, or higher where weak clues together identify
    (the mosaic); None where nothing was found. minor is True where the page says its owner is under 18.
    skipped names why a page was not looked at for its contents (`script`, `draft`, `archive`), or is None.
    """

    findings: tuple[Finding, ...] = ()
    username_is_real_name: bool = False
    tier: Tier | None = None
    mosaic: bool = False
    minor: bool = False
    skipped: str | None = None


class Policy(enum.StrEnum):
    """Whom the patrol may write to on a wiki (P5)."""

    OFF = "off"
    SUBSCRIBERS = "subscribers"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of one page as the wiki announces it; it carries no text.

    owner is the base name of a page in user space, `` elsewhere. timestamp is ISO 8601 in UTC. kind is
    `edit`, `new`, or `hidden` and `deleted` for what makes a case pointless.
    """

    wiki: str
    title: str
    owner: str
    user: str
    revision: int
    timestamp: str
    kind: str = "edit"
    bot: bool = False
    temporary: bool = False
    redirect: bool = False


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision with its text; the text is None where it was hidden, and stays out of `repr` (P1).

    lang is the page's language as MediaWiki knows it, timestamp ISO 8601 in UTC.
    """

    wiki: str
    page_id: int
    revision: int
    title: str
    user: str
    timestamp: str
    text: str | None = field(repr=False)
    lang: str = ""
    content_model: str = "wikitext"
    user_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """What a wiki says publicly of an account, as far as it decides whether it may be written to.

    last_edit is ISO 8601 in UTC or ``.
    """

    wiki: str
    user_id: int
    name: str
    exists: bool = True
    emailable: bool = False
    blocked: bool = False
    temporary: bool = False
    bot: bool = False
    last_edit: str = ""


class CaseState(enum.IntEnum):
    """Where a case is. A state names a step of the pipeline, nothing about the person."""

    OPEN = 10
    SENDING = 20
    SENT = 30
    UNKNOWN = 40


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where to look again; the only thing a case seals (P2). It says nothing of what was found (P1)."""

    wiki: str
    user: str
    title: str
    revision: int


@dataclass(frozen=True, slots=True)
class Case:
    """One page of one person that may deserve one private message.

    digest is the keyed digest that stands for it in the store (P2); due_at and expires_at are
    seconds since the epoch. pointer stays out of `repr`, so that no log line can name a person.
    """

    digest: str
    state: CaseState
    due_at: int
    expires_at: int
    pointer: Pointer = field(repr=False)


@dataclass(frozen=True, slots=True)
class Subscriber:
    """Somebody who asked to be told. subject is the central id of OAuth's `sub`, `` where unknown."""

    wiki: str
    user: str = field(repr=False)
    subject: str = field(default="", repr=False)
    language: str = ""


class Outcome(enum.StrEnum):
    """How an attempt to tell a person ended. None but SENT ever reached anybody; none is retried by itself.

    The answers of `action=emailuser` that lead to each are in `bot.wiki.mail`.
    """

    SENT = "sent"
    UNKNOWN = "unknown"
    NOT_EMAILABLE = "not_emailable"
    NO_ADDRESS = "no_address"
    NO_SUCH_USER = "no_such_user"
    SENDER_CANNOT_SEND = "sender_cannot_send"
    SENDER_BLOCKED = "sender_blocked"
    NOT_PERMITTED = "not_permitted"
    RATE_LIMITED = "rate_limited"
    MAIL_FAILED = "mail_failed"
    WIKI_REFUSED = "wiki_refused"
    WIKI_UNREACHABLE = "wiki_unreachable"

    @property
    def ends_the_run(self) -> bool:
        """True where the fault is the sender's or the wiki's: the next case would meet it too."""
        return self in _SENDERS_FAULTS

    @property
    def keeps_the_case(self) -> bool:
        """True where nothing was sent and the person was not the cause: the case waits for a later run."""
        return self in _SENDERS_FAULTS or self is Outcome.MAIL_FAILED


_SENDERS_FAULTS = frozenset(
    {
        Outcome.SENDER_CANNOT_SEND,
        Outcome.SENDER_BLOCKED,
        Outcome.NOT_PERMITTED,
        Outcome.RATE_LIMITED,
        Outcome.WIKI_UNREACHABLE,
    }
)


class Refusal(enum.StrEnum):
    """Why an edit made no case, or a case no message; each is counted under its name (P8)."""

    NOT_USER_SPACE = "not_user_space"
    NOT_THE_OWNER = "not_the_owner"
    BOT_EDIT = "bot_edit"
    TEMPORARY_ACCOUNT = "temporary_account"
    REDIRECT = "redirect"
    NOT_WIKITEXT = "not_wikitext"
    ARCHIVE = "archive"
    DUPLICATE = "duplicate"
    POLICY_OFF = "policy_off"
    NOT_SUBSCRIBED = "not_subscribed"
    BELOW_TIER = "below_tier"
    OPTED_OUT = "opted_out"
    TOLD_BEFORE = "told_before"
    KEPT = "kept"
    COOLING_DOWN = "cooling_down"
    NOBOTS = "nobots"
    BLOCKED = "blocked"
    INACTIVE = "inactive"
    NOT_EMAILABLE = "not_emailable"
    PAGE_GONE = "page_gone"
    REVISION_HIDDEN = "revision_hidden"
    NOT_THERE_ANY_MORE = "not_there_any_more"
    NOTHING_FOUND = "nothing_found"
    COULD_NOT_CHECK = "could_not_check"
