"""A source's children in batches for turns: what is done in one is counted in events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wayhome.cases.children.turns import Turns
from wayhome.exchange.profiles.source import OneChild

FEWEST, MOST = 20, 5_000


def in_turns(children: Iterable[OneChild]) -> Iterator[list[OneChild]]:
    """Batches of whole children. The consumer stores a batch before it asks for the next."""
    return Turns(FEWEST, MOST).of(children, _events)


def _events(child: OneChild) -> int:
    return sum(len(row.events) for row in child.rows)
