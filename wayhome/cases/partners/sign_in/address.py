"""Which addresses of a provider may be asked."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

#: Nobody but this machine reads what is said to itself.
LOOPBACK: Final = {"127.0.0.1", "localhost", "::1"}


def is_private(address: str) -> bool:
    """Nobody between can read what is asked there, or answer in its place."""
    parts = urlsplit(address)
    to_itself = parts.scheme == "http" and parts.hostname in LOOPBACK
    return bool(parts.hostname) and (parts.scheme == "https" or to_itself)
