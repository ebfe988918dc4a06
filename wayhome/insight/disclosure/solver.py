"""One question to the solver: which other table fits, and is the least dear?"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import NamedTuple

from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from wayhome.insight.disclosure.system import System

#: What the solver answers: there is no such table; there is no end to how cheap it could be.
NONE, WITHOUT_END = 2, (3, 4)

#: So near a whole number it is one: the solver counts in fractions.
NEAR = 1e-6


class Move(NamedTuple):
    """A number may go from where it is by `least` to `most`, each step at a `price`; its moves add up."""

    place: int
    least: float
    most: float
    price: float = 0


class WithoutEnd(Exception):  # noqa: N818 - an answer, and no error
    """There is no cheapest table."""


def cheapest(system: System, moves: Sequence[Move]) -> dict[int, int] | None:
    """How far each number goes, in whole steps; None where no table fits. All other numbers stay where they are."""
    columns: dict[int, list[int]] = {}
    for column, move in enumerate(moves):
        columns.setdefault(move.place, []).append(column)
    asked = {
        "c": [move.price for move in moves],
        "constraints": _rows(system, columns, len(moves)),
        "bounds": Bounds([move.least for move in moves], [move.most for move in moves]),
        "options": {"mip_rel_gap": 0},
    }
    for whole in (
        0,
        1,
    ):  # in nearly all tables the answer in fractions is one in whole numbers, and far quicker
        answer = milp(**asked, integrality=[whole] * len(moves))
        if answer.status == NONE:
            return None
        if answer.status in WITHOUT_END:
            raise WithoutEnd
        steps = [round(step) for step in answer.x]
        if all(abs(step - n) < NEAR for step, n in zip(steps, answer.x, strict=True)):
            break
    gone = {place: sum(steps[column] for column in of) for place, of in columns.items()}
    return {place: by for place, by in gone.items() if by}


def _rows(system: System, columns: dict[int, list[int]], width: int) -> LinearConstraint:
    """What must hold of the moves, where everything else stays: each row once."""
    values, at, begins = list[int](), list[int](), [0]
    least, most = list[float](), list[float]()
    for row in dict.fromkeys(row for place in columns for row in system.rows_of[place]):
        for place, times in system.rows[row].times.items():
            for column in columns.get(place, ()):
                at.append(column)
                values.append(times)
        begins.append(len(at))
        least.append(-system.balance(system.rows[row]))
        most.append(least[-1] if system.rows[row].exact else inf)
    return LinearConstraint(csr_array((values, at, begins), shape=(len(least), width)), least, most)
