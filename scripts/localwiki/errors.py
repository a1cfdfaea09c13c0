"""What can go wrong with the local wiki, each said so that a person knows what to do."""

from __future__ import annotations


class LocalWikiError(Exception):
    """The local wiki cannot be had or does not do what it should; the message names place and mend."""


class LackingError(LocalWikiError):
    """Something must be installed first, and it cannot be done from here."""
