"""The children of a partner's files, each as a chronology."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from wayhome.exchange.profiles.source import NotKept, OneChild, Rows
from wayhome.rules.chronology import Chronology

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
