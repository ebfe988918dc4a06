"""Whoever was turned away more often than a mistyped address or a forgotten password would explain."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import Final

from wayhome.cases.children.unusual.reads import Reads, Unusual, crowded, each

# Both are local, ours to choose and unchecked.

#: So many different pages or records within an hour; the same one again and again is a page that was left open.
PAGES: Final = 5

#: So many tries at one account within an hour: as many as make it wait, whether or not they come as fast.
TRIES: Final = 5


def refused(reads: Reads) -> Iterator[Unusual]:
    """`PAGES` that are not there for this person, or `PAGES` things that they may not do."""
    for some in each(reads.refused()):
        for window in crowded(some, PAGES, attrgetter("what")):
            yield Unusual("refused", window)


def wrong_tries(reads: Reads) -> Iterator[Unusual]:
    """`TRIES` at one account of this agency; whoever it was, it is said of the person whose account it is."""
    for some in each(reads.not_let_in()):
        for window in crowded(some, TRIES, attrgetter("what")):
            yield Unusual("wrong_tries", window)
