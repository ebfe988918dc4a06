"""A proof in fractions that limits contradict each other: so many times each, they add up to nought below nought."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from wayhome.rules.published.row import Row

Line = list[Fraction]


def contradict(rows: Sequence[Row]) -> bool:
    """Is there one way to add them up in which every count goes out, and what is left is below nought?

    False says nothing: there may be several ways, of which this looks at none.
    """
    times = multipliers(rows)
    if times is None or min(times) < 0:
        return False
    return sum(n * row.at_most for n, row in zip(times, rows, strict=True)) < 0


def multipliers(rows: Sequence[Row]) -> Line | None:
    """How many times each, so that every count goes out: the only such numbers but for their size, or None."""
    counts = sorted({name for row in rows for name, _ in row.times})
    held = [dict(row.times) for row in rows]
    lines = _reduced([[Fraction(one.get(name, 0)) for one in held] for name in counts])
    leading = [next(n for n, value in enumerate(line) if value) for line in lines]
    free = [n for n in range(len(rows)) if n not in leading]
    if len(free) != 1:
        return None
    times = [Fraction()] * len(rows)
    times[free[0]] = Fraction(1)
    for line, at in zip(lines, leading, strict=True):
        times[at] = -line[free[0]]
    return times


def _reduced(lines: list[Line]) -> list[Line]:
    """Each begins with a one where all others have nought; those that say nothing are left out."""
    done: list[Line] = []
    for column in range(len(lines[0]) if lines else 0):
        at = next((n for n, line in enumerate(lines) if line[column]), None)
        if at is None:
            continue
        first = lines.pop(at)
        first = [value / first[column] for value in first]
        lines = [_less(line, first, column) for line in lines]
        done = [*(_less(line, first, column) for line in done), first]
    return done


def _less(line: Line, first: Line, column: int) -> Line:
    return [value - line[column] * other for value, other in zip(line, first, strict=True)]
