"""What every profile yields: one child at a time, with the rows that spoke of the child and what they said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any, NamedTuple, Protocol, Self

from wayhome.exchange.profiles.folder import Folder
from wayhome.exchange.profiles.values import NotRead
from wayhome.exchange.tables.refused import Refused
from wayhome.rules.event import Event, System


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


#: One child's rows, unread, as a profile holds them.
type Rows = Any

#: A layout's file, the line, and why the row there was not kept.
type NotKept = tuple[str, int, NotRead]


class Source(Protocol):
    """Files of one profile. `sort` comes first, once; then the children may be walked through again."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    @property
    def system(self) -> System:
        """Who speaks in it, and of what."""
        ...

    @property
    def read(self) -> Callable[[Rows], tuple[OneChild, list[NotKept]]]:
        """How one child's rows are read; it may be taken to a process of its own."""
        ...

    @property
    def read_shared(self) -> Callable[[Rows], tuple[OneChild, list[NotKept]]]:
        """How a child's rows are read of `unread_sharing`, for what others may share and nothing else."""
        ...

    @property
    def read_to_count(self) -> Callable[[Rows], tuple[OneChild, list[NotKept]]]:
        """The same for whoever counts: also the care of a child of whom no incident was kept, or none is told."""
        ...

    @property
    def lists_in_care(self) -> bool:
        """Is every child told of who is looked after, whether or not ever missing?"""
        ...

    @property
    def absent(self) -> tuple[str, ...]:
        """Which of the profile's files were not there."""
        ...

    @property
    def folder(self) -> Folder:
        """What it is read from, and what of that is passed over."""
        ...

    @property
    def refused(self) -> list[Refused]:
        """Rows that were not kept, by file and line; whole once every child has been read."""
        ...

    def sort(self) -> None: ...

    def children(self) -> Iterator[OneChild]: ...

    def unread_children(self) -> Iterator[Rows]:
        """Every child's rows, for whoever has them read elsewhere and says what was not kept."""
        ...

    def unread_sharing(self) -> Iterator[Rows]:
        """In the same order the children who may share something with others, each with the rows that say so."""
        ...

    def unread_in_care(self) -> Iterator[Rows]:
        """The children who are looked after and of whom no incident is told: for whoever counts, and nobody else."""
        ...

    def refuse(self, not_kept: Iterable[NotKept]) -> None: ...
