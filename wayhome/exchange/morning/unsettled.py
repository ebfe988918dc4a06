"""What sources contradict each other about, as a morning's page names it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from wayhome.cases.worklist.work import Line


class Unsettled(NamedTuple):
    """What is to be settled of one kind, by one agency: of each child, or of each episode, once.

    `whose` is blank where nobody has stated it.
    """

    what: str
    whose: str
    lines: list[Line]


def unsettled(lines: Iterable[Line]) -> Iterator[Unsettled]:
    """Those of which there are most come first."""
    heaps = defaultdict[tuple[str, str], dict[str, Line]](dict)
    for line in lines:
        heaps[line.due["words"], line.due["owner"]].setdefault(line.address, line)
    for (what, whose), heap in sorted(heaps.items(), key=lambda one: (-len(one[1]), one[0])):
        yield Unsettled(what, whose, sorted(heap.values(), key=lambda line: line.child.name))
