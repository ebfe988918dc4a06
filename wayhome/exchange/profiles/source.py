"""What every profile yields: one child at a time, with the rows that spoke of the child and what they said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol

from wayhome.exchange.refused import Refused
from wayhome.rules.event import Event


class Kept(NamedTuple):
    """A row that was read. `events` are what it says that no earlier row has said: none for one seen before."""

    file: str
    line: int
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class OneChild:
    """Everything a source says of one child. `child` is the source's own identifier."""

    child: str
    rows: tuple[Kept, ...]

    @property
    def events(self) -> Iterator[Event]:
        return (event for row in self.rows for event in row.events)


class Source(Protocol):
    """Files that have been sorted. The children may be walked through again."""

    @property
    def unread(self) -> tuple[Path, ...]:
        """What lay in the folder and is none of the profile's files."""
        ...

    @property
    def refused(self) -> list[Refused]:
        """Rows that were not kept, by file and line; whole once every child has been read."""
        ...

    def children(self) -> Iterator[OneChild]: ...
