"""Tables that are published together, as values: all that everybody may know of them besides the numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from wayhome.rules.disclosure.small_numbers import SMALL_NUMBERS, SmallNumbers
from wayhome.rules.disclosure.sums import Cell, Sum, Within
from wayhome.rules.span import Span

#: What stands in the tables; None: withheld. One mark stands for all of it, so that nobody sees which was small.
type Shown = Mapping[Cell, int | None]


@dataclass(frozen=True, slots=True)
class Publication:
    """What holds between cells, and how they are shown.

    Every way in which one number follows from others is a link: a total and its categories, the same total in two
    tables (which is one cell), regions and the nation, all and 'all but unknown'. What is not declared is not guarded.
    `to_nearest` are cells that are rounded otherwise than the rest. `people`: for a count of what happened, the cell
    that counts the children it happened to; it is withheld where they are few. `unprinted` are cells that no table
    prints and that subtraction would give, such as who went missing only once.
    """

    links: Collection[Sum | Within]
    small: SmallNumbers = SMALL_NUMBERS
    to_nearest: Mapping[Cell, int] = field(default_factory=dict)
    people: Mapping[Cell, Cell] = field(default_factory=dict)
    unprinted: Collection[Cell] = frozenset()

    def all_links(self) -> Iterator[Sum | Within]:
        """With what follows: nothing happened to more children than it happened times."""
        yield from self.links
        yield from (Within(times, (children,)) for times, children in self.people.items())

    def is_small(self, cell: Cell, counts: Mapping[Cell, int]) -> bool:
        return self.small.is_small(counts[cell]) or (
            cell in self.people and self.small.is_small(counts[self.people[cell]])
        )

    def as_shown(self, cell: Cell, n: int) -> int:
        """Rounded, where it is not withheld."""
        return self.small.rounded(n, self.to_nearest.get(cell))

    def told_by(self, cell: Cell, shown: int | None) -> Span:
        """What the cell may be, by its own figure alone."""
        if shown is None:
            return Span(0 if cell in self.unprinted else self.small.fewest_withheld, None)
        return self.small.told_by(shown, self.to_nearest.get(cell))

    def checked(self, counts: Mapping[Cell, int]) -> None:
        """Whoever built the tables is told of a sum that does not hold: nothing could be proved from it."""
        for link in self.all_links():
            if not link.holds_of(counts):
                raise ValueError(f"the parts do not make the whole: {link.whole!r}")


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was told before: an earlier release, or a number that stands elsewhere.

    `unchanged` are cells that somebody may know to be what they were: what is told of them then is told of them now.
    `as_in` is for those that have changed since: in which earlier release, of which the first is 1, they first were
    what they are in this one.
    """

    shown: Shown
    publication: Publication
    unchanged: Collection[Cell]
    as_in: Mapping[Cell, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Protected:
    """What may be printed, and for the publisher alone: which cells are withheld because they are `small`, and which
    `beside` them. Printed apart, the two marks would tell. What was `told_before` no withholding now takes back: what
    may be of it, by all that is and was told.
    """

    shown: Mapping[Cell, int | None]
    small: frozenset[Cell]
    beside: frozenset[Cell]
    told_before: Mapping[Cell, Span]
