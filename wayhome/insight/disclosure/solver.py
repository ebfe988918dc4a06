"""One question to the solver: which other table fits, and is the least dear?

The solver is HiGHS, through scipy, as in `reconciling.highs`. There it is given few steps and may say that it found
nothing; here it has to come to an end. Each asks in its own terms: one place for both would only pass on what scipy
is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import NamedTuple

from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_array

from wayhome.insight.disclosure.system import System

#: What the solver answers where no table fits.
NONE = 2

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
    """How far each number goes, in whole steps; None where no table fits. All other numbers stay where they are.

    Fractions are asked for first: in nearly all tables they come out whole, and far quicker. What is answered is
    counted over in whole numbers, so that it proves what it is taken to prove, whatever the solver rounds.
    """
    asked = {
        "c": [move.price for move in moves],
        "constraints": _rows(system, moves),
        "bounds": Bounds([move.least for move in moves], [move.most for move in moves]),
        "options": {"mip_rel_gap": 0},
    }
    for whole in (0, 1):
        answer = milp(**asked, integrality=[whole] * len(moves))
        if answer.x is None:
            if answer.status != NONE and _may_go_on(moves):
                raise WithoutEnd
            return None
        steps = [round(step) for step in answer.x]
        if whole or all(abs(step - n) < NEAR for step, n in zip(steps, answer.x, strict=True)):
            gone = _added(moves, steps)
            if system.holds(gone):
                return gone
    return None


def _may_go_on(moves: Sequence[Move]) -> bool:
    """Where nothing need move, and something is sought, a table fits: that none is the cheapest is all that can be."""
    return any(move.price for move in moves) and all(move.least <= 0 <= move.most for move in moves)


def _added(moves: Sequence[Move], steps: Sequence[int]) -> dict[int, int]:
    gone: dict[int, int] = {}
    for move, step in zip(moves, steps, strict=True):
        if step:
            gone[move.place] = gone.get(move.place, 0) + step
    return {place: by for place, by in gone.items() if by}


def _rows(system: System, moves: Sequence[Move]) -> LinearConstraint:
    """What must hold of the moves, where everything else stays."""
    values, at, begins = list[int](), list[int](), [0]
    rows: dict[int, int] = {}
    for move in moves:
        for row, times in system.rows_of[move.place].items():
            at.append(rows.setdefault(row, len(rows)))
            values.append(times)
        begins.append(len(at))
    least = [-system.over[row] for row in rows]
    most = [here if system.rows[row].exact else inf for row, here in zip(rows, least, strict=True)]
    return LinearConstraint(csc_array((values, at, begins), shape=(len(rows), len(moves))), least, most)
