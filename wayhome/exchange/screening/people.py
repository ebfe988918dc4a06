"""The children of a partner's files, each as a chronology, and what they share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from wayhome.exchange.profiles.source import NotKept, OneChild, Rows
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import Share, shares

#: How one child's rows are read, with which of them were not kept.
type Read = Callable[[Rows], tuple[OneChild, list[NotKept]]]


def chronologies[With](
    read: Read, children: Iterable[tuple[Rows, With]], not_kept: list[NotKept]
) -> Iterator[tuple[Chronology, With]]:
    """Of every child of whom a row was kept, with what came beside its rows; adds to `not_kept`."""
    for rows, beside in children:
        told, refused = read(rows)
        not_kept += refused
        if told.rows:
            yield Chronology.of(told.child, told.events), beside


@dataclass(frozen=True)
class Shares:
    """What a batch of children may share with others. `read` is the source's, of what is shared alone."""

    read: Read

    def __call__(self, children: Iterable[Rows]) -> list[Share]:
        alone = ((rows, None) for rows in children)
        return [share for chronology, _ in chronologies(self.read, alone, []) for share in shares(chronology)]
