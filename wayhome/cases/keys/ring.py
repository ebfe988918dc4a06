"""The keys that are given, newest first: the first one writes, all of them read."""

from __future__ import annotations

import base64
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Protocol

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class UnreadableError(ValueError):
    """No key that is given has encrypted this, or it was changed since. Says nothing of what it holds."""

    def __init__(self) -> None:
        super().__init__(
            "what is encrypted here cannot be read: neither WAYHOME_SECRET_KEY nor WAYHOME_SECRET_KEY_PREVIOUS"
            " is the one it was kept under"
        )


class Cipher(Protocol):
    """`decrypt` raises InvalidToken for what another key, or another cipher, has written."""

    def encrypt(self, data: bytes) -> bytes: ...
    def decrypt(self, token: bytes) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Ring:
    """What one `use` encrypts, and no other use can read: each has keys of its own, derived from those given."""

    use: str

    def encrypt(self, text: str) -> str:
        """In ASCII letters: a third more than the text has bytes, and a hundred more."""
        return self._newest.encrypt(text.encode()).decode()

    def decrypt(self, encrypted: str) -> str:
        """Raises UnreadableError."""
        for cipher in self._ciphers:
            try:
                return cipher.decrypt(encrypted.encode()).decode()
            except InvalidToken:
                continue
        raise UnreadableError

    def renewed(self, encrypted: str) -> str:
        """The same text under the newest key; to the letter what was given where that is so already.

        Raises UnreadableError.
        """
        try:
            self._newest.decrypt(encrypted.encode())
        except InvalidToken:
            return self.encrypt(self.decrypt(encrypted))
        return encrypted

    def blind_index(self, text: str) -> str:
        """64 letters by which the text can be asked for where it is kept encrypted, under the newest key.

        The text is taken to the letter: whoever asks normalises it first, and always in the same way. Equal texts
        have equal indexes, which whoever has the database alone can count; without the key they can try no guess.
        """
        return self.blind_indexes(text)[0]

    def blind_indexes(self, text: str) -> list[str]:
        """Under each key that is given, newest first: ask for any of them, since not every row may be renewed yet."""
        return [
            hmac.digest(_derived(f"{self.use} index", secret), text.encode(), "sha256").hex()
            for secret in secrets_given()
        ]

    @property
    def _newest(self) -> Cipher:
        return self._ciphers[0]

    @property
    def _ciphers(self) -> Sequence[Cipher]:
        return [cipher for secret in secrets_given() for cipher in ciphers(self.use, secret)]


RECORD: Final = Ring("record")


def secrets_given() -> tuple[str, ...]:
    """What everything here is derived from, newest first."""
    return (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


@cache
def ciphers(use: str, secret: str) -> tuple[Cipher, ...]:
    """Those that are read under one secret. A better one is put first: it writes, and the others still read."""
    return (Fernet(base64.urlsafe_b64encode(_derived(use, secret))),)


@cache
def _derived(use: str, secret: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=f"wayhome {use}".encode()).derive(
        secret.encode()
    )
