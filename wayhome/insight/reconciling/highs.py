"""What HiGHS says of limits between counts. It reckons with decimals: whatever it says is proven elsewhere.

It is asked for how far each count lies above its least, so that large counts do not cost it small differences.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from wayhome.rules.published.relation import Measured
from wayhome.rules.published.row import Row
from wayhome.rules.span import Span

#: A number of steps, and not of seconds, so that the same question has the same answer on any machine.
NODES = 300

#: For the few questions over which it forgets to count its steps.
SECONDS = 2

#: Whatever fits will do; none has to be the best.
ANY = 1e9

#: What it finds is told in such parts of one: what it misses a whole number by is less.
FINE = 10**6

#: Smaller multipliers than this are its way of writing nought.
NOUGHT = 1e-9


class Contradiction(NamedTuple):
    """`by`: places of limits that contradict each other when added up; none, where fractions fit.

    `nearest` is what comes nearest to fitting, in fractions.
    """

    by: tuple[int, ...]
    nearest: Mapping[str, float]


def whole_numbers(rows: Sequence[Row], spans: Mapping[str, Span]) -> dict[str, int] | None:
    """That are said to fit; None: it found none.

    It is asked to stay away from every limit that leaves room, as far as there are counts: then each may be rounded to
    a whole number, and none of the limits is broken. In a corner between them it may look for long.
    """
    times, at_most = _table(rows, spans)
    width = [np.inf if span.most is None else span.most - span.least for span in spans.values()]
    leaves_room = np.array([row.opposite not in {*rows} for row in rows])
    room = leaves_room * np.abs(times).max(axis=1, initial=0)
    n = len(spans)
    found = milp(
        np.array([0.0] * n + [-1.0]),
        integrality=np.array([1] * n + [0]),
        bounds=Bounds(np.zeros(n + 1), np.array([*width, n], dtype=float)),
        constraints=LinearConstraint(np.hstack([times, room[:, None]]), -np.inf, at_most),
        options={"node_limit": NODES, "mip_rel_gap": ANY, "time_limit": SECONDS},
    )
    if found.x is None:
        return None
    return {
        name: span.least + round(above) for (name, span), above in zip(spans.items(), found.x, strict=False)
    }


def contradiction(rows: Sequence[Row], spans: Mapping[str, Span]) -> Contradiction:
    """By how little all limits would have to give way, and which of them hold the others against each other."""
    times, at_most = _table(rows, spans)
    largest = np.abs(times).max(axis=1)
    found = linprog(
        [*np.zeros(len(spans)), 1],
        A_ub=np.hstack([times / largest[:, None], -np.ones((len(rows), 1))]),
        b_ub=at_most / largest,
        bounds=[*[(None, None)] * len(spans), (0, None)],
        method="highs",
    )
    if found.x is None:
        return Contradiction((), {})
    by = np.flatnonzero(np.abs(found.ineqlin.marginals) > NOUGHT)
    nearest = {
        name: span.least + float(above) for (name, span), above in zip(spans.items(), found.x, strict=False)
    }
    return Contradiction(tuple(map(int, by)), nearest)


def largest(
    of: int, not_all_of: Sequence[Collection[int]], one_of: Sequence[Collection[int]]
) -> frozenset[int] | None:
    """As many as can be of `of` things, not all of any of the first, and one at least of each of the others."""
    limits = [
        *((things, -np.inf, len(things) - 1) for things in not_all_of),
        *((things, 1, np.inf) for things in one_of),
    ]
    times = np.zeros((len(limits), of))
    for at, (things, _, _) in enumerate(limits):
        times[at, [*things]] = 1
    constraints = LinearConstraint(times, [least for _, least, _ in limits], [most for _, _, most in limits])
    found = milp(-np.ones(of), integrality=np.ones(of), bounds=Bounds(0, 1), constraints=constraints)
    return None if found.x is None else frozenset(map(int, np.flatnonzero(found.x > 0.5)))


def extent(rows: Sequence[Row], added: Mapping[str, int], over: str | None = None) -> Measured:
    """From where to where counts that are added up can lie, or what that is over another, in fractions.

    Over another: all is asked of one of those, whose size is then one more thing to find.
    """
    names = sorted({*added, *filter(None, [over]), *(name for row in rows for name, _ in row.times)})
    times, at_most = _table(rows, dict.fromkeys(names, Span()))
    ends = [
        linprog(
            [*(sign * added.get(name, 0) for name in names), 0],
            A_ub=np.hstack([times, -at_most[:, None]]),
            b_ub=np.zeros(len(rows)),
            A_eq=[[*(name == over for name in names), over is None]],
            b_eq=[1],
            method="highs",
        )
        for sign in (1, -1)
    ]
    least, most = (None if end.status else Fraction(end.fun).limit_denominator(FINE) for end in ends)
    return Measured(least, None if most is None else -most)


def _table(rows: Sequence[Row], spans: Mapping[str, Span]) -> tuple[np.ndarray, np.ndarray]:
    """How many times each count stands in each limit, and how much room each leaves above the least of all."""
    place = {name: n for n, name in enumerate(spans)}
    times = np.zeros((len(rows), len(spans)))
    room = np.zeros(len(rows))
    for at, row in enumerate(rows):
        for name, n in row.times:
            times[at, place[name]] = n
        room[at] = row.at_most - sum(n * spans[name].least for name, n in row.times)
    return times, room
