"""Sealing and digests: what makes the store useless to whoever holds it without the keys (P2, P10)."""

from __future__ import annotations

import hmac
import json
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.settings import Keys

# Sealed values are padded to a multiple of this, so that their length tells nothing of wiki or user name.
_PAD_TO = 512


class UnsealError(ValueError):
    """A sealed value cannot be opened: its key was rotated away, or it was tampered with."""


class Sealer:
    """Seals values and makes the digests that stand for people and pages."""

    def __init__(self, keys: Keys) -> None:
        self._fernet = MultiFernet([Fernet(key) for key in keys.seal])
        self._digest_key = keys.digest
        self._quiet_key = keys.quiet
        self._old_key = keys.old_digest

    def seal(self, value: dict[str, Any]) -> bytes:
        """Encrypt a JSON-able value under the newest key, padded."""
        plain = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        return self._fernet.encrypt(plain.ljust(-(-len(plain) // _PAD_TO) * _PAD_TO))

    def open(self, sealed: bytes) -> dict[str, Any]:
        """Decrypt a value with whichever key made it; raises UnsealError where none did."""
        try:
            value: dict[str, Any] = json.loads(self._fernet.decrypt(sealed))
        except InvalidToken:
            raise UnsealError("sealed under a key that is no longer in WIKILATCH_SEAL_KEYS") from None
        return value

    def digest(self, purpose: str, *parts: str | int) -> str:
        """Return the keyed digest, 64 hex digits, that stands for a case, subscriber or revision."""
        return _hmac(self._digest_key, purpose, *parts)

    def old_digest(self, purpose: str, *parts: str | int) -> str | None:
        """Return the digest that stood for it under the key before; None where there is none (rotation)."""
        return _hmac(self._old_key, purpose, *parts) if self._old_key is not None else None

    def quiet(self, purpose: str, *parts: str | int) -> str:
        """Return the digest of what serves only to leave a person alone, under its own key (P10)."""
        return _hmac(self._quiet_key, purpose, *parts)


def _hmac(key: bytes, *parts: str | int) -> str:
    # The separator cannot occur in a MediaWiki title, so that ("a", "bc") and ("ab", "c") differ.
    # `digest` is OpenSSL's own in one call; an HMAC object costs ten times as much.
    return hmac.digest(key, "\x00".join(map(str, parts)).encode(), "sha256").hex()
