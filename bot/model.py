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
