"""The children of a simulated partnership, one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from wayhome.exchange.simulated.child import Child, Span
from wayhome.exchange.simulated.drawing import drawing, weighted
from wayhome.exchange.simulated.histories import BEFORE, YEARS, in_the_evening, spans
from wayhome.exchange.simulated.incidents import incidents
from wayhome.exchange.simulated.partnership import Partnership
from wayhome.exchange.simulated.person import in_care_of, person, truth

#: Of children who begin a spell; among those missing in a given year the longer spells weigh more.
IN_CARE = 0.16

AUTHORITIES = {"SIM-E1": 0.45, "SIM-E2": 0.3, "SIM-W1": 0.25}
AGES = {6: 0.6, 8: 0.8, 9: 1.2, 10: 1.8, 11: 3.5, 12: 9, 13: 16, 14: 22, 15: 22, 16: 16, 17: 9}


def population(partnership: Partnership, seed: int, children: int) -> Iterator[Child]:
    """So many children, each missing at least once in the three years until the partnership's `now`."""
    found = 0
    for number in count(1):
        child = _child(partnership, seed, number)
        if child is not None:
            yield child
            found += 1
        if found >= children:
            return


def with_incidents(child: Child, kept: list[Span], seed: int) -> Child:
    """The child, with an incident for each of these spans."""
    return replace(child, incidents=tuple(incidents(child, kept, seed)))


def _child(partnership: Partnership, seed: int, number: int) -> Child | None:
    chance, now = drawing(seed, "child", number), partnership.now
    begins = in_the_evening(now - chance.random() * (YEARS + BEFORE), chance)
    authority = weighted(chance, AUTHORITIES)
    care = in_care_of(partnership, authority, chance) if chance.random() < IN_CARE else None
    age = weighted(chance, AGES)
    child = person(partnership, number, chance, authority=authority, care=care, age=age, at=begins)
    child = replace(child, truth=truth(care is not None, child.sex, partnership.marking, chance))
    history = spans(child.truth.pattern, child.born, begins, now, drawing(seed, "spans", number))
    kept = [span for span in history if span.last_seen >= now - YEARS]
    return with_incidents(child, kept, seed) if kept else None
