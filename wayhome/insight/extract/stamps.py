"""Stamps: by these the next extract of a record tells of whom nothing has changed since this one was made.

They stand in a file of their own beside the tables, and are of no use to whoever counts. A stamp is a digest under
the installation's key: that two are the same is all that can be read from it.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence

STAMPS: Final = "stamps.parquet"

#: Bytes of one; two of a nation's children share one about as often as they share a pseudonym.
WIDTH = 16

_AROUND = b"around"


class Stamped(NamedTuple):
    """One child as the extract found it: a row of the file.

    `until` is the next moment at which time alone changes any of its rows; None: never. `not_stated` counts, by rule,
    what the source could not say, which stands in no row.
    """

    stamp: bytes
    child: str
    until: datetime | None
    not_stated: list[tuple[str, int]]


SCHEMA = pa.schema(
    [
        pa.field("stamp", pa.binary(WIDTH), nullable=False),
        pa.field("child", pa.string(), nullable=False),
        pa.field("until", pa.timestamp("us", tz="UTC")),
        pa.field("not_stated", pa.map_(pa.string(), pa.int32()), nullable=False),
    ]
)


class Around(frozenset[bytes]):
    """What the rows of every child rest on and nobody says of a child: a digest of each thing, as it stands.

    Of two extracts the later may know of more: what did not stand then, no row of then can rest on.
    """

    @classmethod
    def of(cls, key: bytes, things: Iterable[object]) -> Around:
        return cls(digest(key, thing).hex().encode() for thing in things)

    @classmethod
    def read(cls, stamps: pq.ParquetFile) -> Around:
        return cls((stamps.schema_arrow.metadata or {}).get(_AROUND, b"").split())

    @property
    def schema(self) -> pa.Schema:
        """Of a file of stamps that were made with these around."""
        return SCHEMA.with_metadata({_AROUND: b" ".join(sorted(self))})


def digest(key: bytes, thing: object) -> bytes:
    return hmac.digest(key, repr(thing).encode(), "sha256")[:WIDTH]


def stamps_of(folder: Path) -> pq.ParquetFile:
    """Refuses an extract that has none."""
    try:
        return pq.ParquetFile(folder / STAMPS)
    except (OSError, pa.ArrowException) as fault:
        raise Refusal(Sentence("extract.no_stamps"), field="after") from fault
