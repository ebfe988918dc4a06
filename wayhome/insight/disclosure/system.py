"""All numbers that anybody may reason about: the span each may be in, and what holds between them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Mapping
from typing import NamedTuple

from wayhome.rules.disclosure import Span

#: A number of a release: the place of the release and its cell; those that are known to be the same stand once.
type Number = tuple[int, Hashable]


class Row(NamedTuple):
    """The whole less its parts: nought where `exact`, else no less than nought."""

    times: Mapping[int, int]
    exact: bool


class System:
    """Each number has its place. `at` is one table that fits, such as the true one, from which others are reached.

    `shown` are the places of numbers that are not withheld. `if_shown` and `if_withheld` say what each may be, so
    that a number can be withheld, or shown again, and nothing else need be worked out anew.
    """

    def __init__(self) -> None:
        self.place: dict[Number, int] = {}
        self.at: list[int] = []
        self.if_shown: list[Span] = []
        self.if_withheld: list[Span] = []
        self.shown: set[int] = set()
        self.rows: list[Row] = []
        self.rows_of: list[dict[int, int]] = []  # of each place its rows, and how often it counts in each
        self.over: list[int] = []  # of each row the whole less its parts, as they are
        self.height: list[int] = []

    def put(self, number: Number, at: int, shown: Span | None, withheld: Span) -> None:
        """A number that is shown so or, without `shown`, withheld."""
        place = self.place[number] = len(self.at)
        self.at.append(at)
        self.if_shown.append(shown or withheld)
        self.if_withheld.append(withheld)
        self.rows_of.append({})
        self.height.append(0)
        if shown is not None:
            self.shown.add(place)

    def link(self, whole: Number, parts: tuple[Number, ...], *, exact: bool) -> None:
        times: dict[int, int] = {self.place[whole]: 1}
        for part in parts:
            times[self.place[part]] = times.get(self.place[part], 0) - 1
        for place, n in times.items():
            self.rows_of[place][len(self.rows)] = n
        self.over.append(sum(n * self.at[place] for place, n in times.items()))
        self.rows.append(Row(times, exact))
        if exact:
            self._raise(self.place[whole], [self.place[part] for part in parts])

    def span(self, place: int) -> Span:
        return self.if_shown[place] if place in self.shown else self.if_withheld[place]

    def is_open(self, place: int) -> bool:
        least, most = self.span(place)
        return most is None or least < most

    def holds(self, moved: Mapping[int, int]) -> bool:
        """Does all that must hold still do, where these have moved so far?"""
        over = {row: self.over[row] for place in moved for row in self.rows_of[place]}
        for place, by in moved.items():
            for row, n in self.rows_of[place].items():
                over[row] += n * by
        return all(left == 0 if self.rows[row].exact else left >= 0 for row, left in over.items())

    def move(self, place: int, by: int) -> None:
        self.at[place] += by
        for row, n in self.rows_of[place].items():
            self.over[row] += n * by

    def joined(self, start: int, limit: int, through: Callable[[int], bool]) -> list[int]:
        """Places joined to it by what holds, the nearest first, about as many as the limit."""
        seen, rows, ahead = {start: None}, set[int](), deque([start])
        while ahead and len(seen) < limit:
            for row in self.rows_of[ahead.popleft()]:
                if row not in rows:
                    rows.add(row)
                    new = [one for one in self.rows[row].times if one not in seen and through(one)]
                    seen |= dict.fromkeys(new)
                    ahead.extend(new)
        return list(seen)

    def _raise(self, whole: int, parts: list[int]) -> None:
        """A whole is higher than its parts, in whatever order they are told."""
        higher = 1 + max((self.height[part] for part in parts), default=0)
        if higher > self.height[whole]:
            self.height[whole] = higher
            for row in self.rows_of[whole]:
                times, exact = self.rows[row]
                over = next(one for one, n in times.items() if n > 0)
                if exact and over != whole:
                    self._raise(over, [whole])
