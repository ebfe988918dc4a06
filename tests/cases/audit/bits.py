"""Every value that differs from one that is kept in a single bit, as far as the database takes it."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection


def flipped(kept: Any) -> Iterator[Any]:
    match kept:
        case int():
            yield from (kept ^ (1 << bit) for bit in range(63))
        case datetime():
            epoch = datetime(2000, 1, 1, tzinfo=UTC)  # PostgreSQL counts microseconds from here
            since = (kept - epoch) // timedelta(microseconds=1)
            yield from (epoch + timedelta(microseconds=since ^ (1 << bit)) for bit in range(50))
        case str() if connection.vendor == "sqlite":
            yield from bytes_flipped(kept.encode())
        case str():
            yield from texts_flipped(kept)
        case _:
            yield from bytes_flipped(bytes(kept))


def bytes_flipped(whole: bytes) -> Iterator[bytes]:
    """All eight bits of each where they are few; of many, one of each in turn."""
    for at, byte in enumerate(whole):
        for bit in range(8) if len(whole) < 60 else (at % 8,):
            yield whole[:at] + bytes([byte ^ (1 << bit)]) + whole[at + 1 :]


def texts_flipped(kept: str) -> Iterator[str]:
    """PostgreSQL keeps no text that is none, and no JSON that is none."""
    for other in bytes_flipped(kept.encode()):
        try:
            text = other.decode()
            if kept.startswith("{"):
                json.loads(text)
        except ValueError:
            continue
        if "\0" not in text:
            yield text
