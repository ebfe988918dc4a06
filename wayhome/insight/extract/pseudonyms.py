"""What stands for a child in an extract: the same for the same key, and of no use to whoever has not got it."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from typing import Self

#: Bytes of a pseudonym: two of a nation's children share one in fewer than one extract of 10^20.
WIDTH = 16


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """Made from a child's own number with a key (HMAC-SHA-256). Without the key nobody can try numbers one by one."""

    key: bytes = field(repr=False)

    @classmethod
    def of_this_once(cls) -> Self:
        """Under a key that is forgotten afterwards: no other extract can be joined to this one by child."""
        return cls(secrets.token_bytes(32))

    def of(self, child: str) -> str:
        return hmac.digest(self.key, child.encode(errors="surrogatepass"), "sha256")[:WIDTH].hex()
