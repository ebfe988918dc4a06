"""Stamps: by these the next extract of a record tells of whom nothing has changed since this one was made.

They stand beside the tables in a file of their own that is encrypted, since the moment until which a child's rows stay
the same may be the child's birthday. It is of no use to whoever counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Final, NamedTuple, Self

import pyarrow as pa

STAMPS: Final = "stamps.encrypted"

#: Bytes of one; two of a nation's children share one about as often as they share a pseudonym.
WIDTH = 16

SCHEMA = pa.schema(
    [
        pa.field("stamp", pa.binary(WIDTH), nullable=False),
        pa.field("child", pa.string(), nullable=False),
        pa.field("until", pa.timestamp("us", tz="UTC")),
        pa.field("not_stated", pa.map_(pa.string(), pa.int32()), nullable=False),
    ]
)

_AROUND = b"around"


class Stamped(NamedTuple):
    """One child as the extract found it: a row of the file.

    `until` is the next moment at which time alone changes any row of the child's; None: never. `not_stated` counts by
    rule what the source could not say, which stands in no row.
    """

    stamp: bytes
    child: str
    until: datetime | None
    not_stated: list[tuple[str, int]]


class Around(frozenset[bytes]):
    """What every child's rows rest on and nobody says of a child: a digest of each such thing as it stands.

    Of two extracts the later may know of more: on what did not stand then, no row of then can rest.
    """

    @classmethod
    def of(cls, things: Iterable[object]) -> Self:
        return cls(digest(thing).hex().encode() for thing in things)

    @classmethod
    def read(cls, schema: pa.Schema) -> Self:
        return cls(schema.metadata[_AROUND].split())

    @property
    def schema(self) -> pa.Schema:
        return SCHEMA.with_metadata({_AROUND: b" ".join(sorted(self))})


@dataclass(frozen=True, slots=True)
class Stamping:
    """What the stamps of one extract are made under, and how they are written down."""

    around: Around
    encrypt: Callable[[bytes], bytes]


def digest(thing: object) -> bytes:
    return blake2b(repr(thing).encode(), digest_size=WIDTH).digest()
