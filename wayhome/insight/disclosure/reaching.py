"""Whether each number that is withheld may be as little, and as much, as must stay possible of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import IntEnum
from itertools import product

from wayhome.insight.disclosure.fitting import within
from wayhome.insight.disclosure.solver import Move, cheapest
from wayhome.insight.disclosure.system import System
from wayhome.rules.disclosure import Span

#: So many numbers around are looked at: that is soon done, or done where it must be.
NEAR, FAR = 150, 1500

#: What the number that is asked of counts above any other that a table may show as well.
FIRST = 1000.0


class Way(IntEnum):
    DOWN = -1
    UP = 1


class Reaching:
    """Keeps which ends were not reached yet. One other table that fits everything told is proof of all that it reaches.

    Such a table stays a proof however many more are withheld. It is looked for near the number at first, and
    everything far from it is held at what it is: whoever knew so much more could still not tell.
    """

    def __init__(self, system: System, needed: Mapping[int, Span]) -> None:
        self.system = system
        self.needed = needed
        self.open = {
            (place, way)
            for place in needed
            for way in Way
            if way * self.goal(place, way) > way * system.at[place]
        }

    def goal(self, place: int, way: Way) -> int:
        least, most = self.needed[place]
        return least if way is Way.DOWN or most is None else most

    def reaches(self, place: int, way: Way, *near: int) -> bool:
        """Looks at so many numbers around it, at first as if all that is shown were known exactly, and then as it is.

        What else is reached on the way is noted as well. Where there are no more around it nothing is asked again.
        """
        tried: list[list[int]] = []
        for limit, through in product(near, (self._withheld, self.system.is_open)):
            if (place, way) not in self.open:
                return True
            together = self.system.joined(place, limit, through)
            if together not in tried and not self._is_fast(together):
                self._try(together, place, way)
                tried.append(together)
        return (place, way) not in self.open

    def reaches_at_all(self, place: int, way: Way) -> bool:
        return self.reaches(place, way, NEAR, FAR, len(self.system.at))

    def note(self, steps: Mapping[int, int]) -> None:
        """A table that fits: what it reaches is open no more."""
        for place, by in steps.items():
            way = Way.UP if by > 0 else Way.DOWN
            if place in self.needed and way * (self.system.at[place] + by - self.goal(place, way)) >= 0:
                self.open.discard((place, way))

    def moves(self, together: Iterable[int], way: Way, worth: Callable[[int], float]) -> list[Move]:
        """Anywhere they may be; what is still to be reached is worth its steps, as far as its goal and no farther."""
        moves = []
        for place in together:
            move = within(self.system, place)
            if (place, way) not in self.open:
                moves.append(move)
                continue
            goal, price = self.goal(place, way) - self.system.at[place], -way * worth(place)
            least, most = (move.least, goal) if way is Way.UP else (goal, move.most)
            moves.append(Move(place, max(least, move.least), min(most, move.most), price))
            moves += _beyond(move, goal)
        return moves

    def _withheld(self, place: int) -> bool:
        return place not in self.system.shown and self.system.is_open(place)

    def _is_fast(self, together: list[int]) -> bool:
        """A number that is alone in a sum is the rest of it."""
        return len(together) == 1 and any(
            self.system.rows[row].exact for row in self.system.rows_of[together[0]]
        )

    def _try(self, together: Iterable[int], first: int, way: Way) -> None:
        steps = cheapest(self.system, self.moves(together, way, lambda place: FIRST if place == first else 1))
        self.note(steps or {})


def _beyond(move: Move, goal: int) -> list[Move]:
    if goal > 0 and move.most > goal:
        return [Move(move.place, 0, move.most - goal)]
    if goal < 0 and move.least < goal:
        return [Move(move.place, move.least - goal, 0)]
    return []
