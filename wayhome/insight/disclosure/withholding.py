"""Which further cells are withheld, so that a small number stays open: those whose loss is the least."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from math import inf

from wayhome.insight.disclosure.reaching import Reaching, Way
from wayhome.insight.disclosure.solver import Move, cheapest
from wayhome.insight.disclosure.system import System
from wayhome.rules.disclosure import Span

#: What another number that could be reached on the way counts beside a cell withheld.
BY_THE_WAY = 0.00001


class Withholding:
    """`may` are the places of cells that are shown and could be withheld."""

    def __init__(self, reaching: Reaching, may: Collection[int]) -> None:
        self.reaching = reaching
        self.system: System = reaching.system
        self.may = set(may)

    def opens(self, place: int, way: Way, near: int, *, above: bool = False) -> bool:
        """Withholds what must be for this number to reach its end; False: whatever is withheld so near, it does not.

        Another table in which it is there is looked for, and cells that are shown may leave what is shown of them, at
        a price: those that do in the cheapest of such tables are withheld, and that table proves that it is enough.
        Wholes `above` it are left alone unless they are asked for.
        """
        goal = self.reaching.goal(place, way)
        if not self.system.span(place).holds(Span(goal, goal)):
            return False
        together = self.system.joined(place, near, self._beside(place, above=above))
        steps = cheapest(self.system, list(self._moves(together, place, way)))
        if steps is not None:
            self._withhold(steps)
            self.reaching.note(steps)
        return steps is not None

    def _beside(self, place: int, *, above: bool) -> Callable[[int], bool]:
        height = inf if above else self.system.height[place]

        def through(other: int) -> bool:
            return self.system.is_open(other) or (other in self.may and self.system.height[other] <= height)

        return through

    def _moves(self, together: list[int], place: int, way: Way) -> Iterator[Move]:
        goal = self.reaching.goal(place, way) - self.system.at[place]
        yield Move(place, goal, goal)
        others = [other for other in together if other != place]
        yield from self.reaching.moves(others, way, lambda _: BY_THE_WAY)
        for other in others:
            if other in self.may:
                yield from self._leaving(other)

    def _leaving(self, place: int) -> Iterator[Move]:
        """Beyond what is shown of it, at so much a step: large numbers say more than small, and wholes than parts."""
        (least, most), withheld = self.system.if_shown[place], self.system.if_withheld[place]
        price = (1.0 + self.system.at[place].bit_length()) * 3 ** self.system.height[place]
        if withheld.least < least:
            yield Move(place, withheld.least - least, 0, -price)
        if most is not None and (withheld.most is None or most < withheld.most):
            yield Move(place, 0, inf if withheld.most is None else withheld.most - most, price)

    def _withhold(self, steps: dict[int, int]) -> None:
        for place, by in steps.items():
            n = self.system.at[place] + by
            if place in self.may and not self.system.span(place).holds(Span(n, n)):
                self.system.shown.remove(place)
                self.may.remove(place)
