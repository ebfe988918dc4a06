"""Whoever subtracts: what each number may be by everything that is and was told, and by nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from wayhome.insight.disclosure.fitting import NothingFits, within
from wayhome.insight.disclosure.known import known, number_of
from wayhome.insight.disclosure.needs import needs
from wayhome.insight.disclosure.reaching import Reaching, Way
from wayhome.insight.disclosure.solver import WithoutEnd, cheapest
from wayhome.insight.disclosure.system import Number, System
from wayhome.rules.disclosure import Cell, Earlier, Publication, Shown, Span


def possible(
    shown: Shown,
    publication: Publication,
    earlier: Sequence[Earlier] = (),
    cells: Iterable[Cell] | None = None,
) -> dict[Cell, Span]:
    """The least and the most that each withheld cell may be, or each of these; the true counts are not asked."""
    system = known(shown, publication, earlier)
    asked = cells if cells is not None else (cell for cell, figure in shown.items() if figure is None)
    return {cell: possible_of(system, system.place[0, cell]) for cell in asked}


def pinned(shown: Shown, publication: Publication, earlier: Sequence[Earlier]) -> dict[Number, int]:
    """Of all that is withheld, or was in any of the releases before, what can be only one number; and which.

    A table in which a number is another is proof of every number that is another in it: most need not be asked for.
    """
    system = known(shown, publication, earlier)
    now = [(0, cell) for cell, figure in shown.items() if figure is None]
    then = [
        number_of(cell, place, release)
        for place, release in enumerate(earlier, 1)
        for cell, figure in release.shown.items()
        if figure is None
    ]
    withheld = {system.place[number]: number for number in (*now, *then)}
    moved = set[int]()
    for place in withheld:
        for way in Way:
            if place not in moved:
                moved |= _moved(system, place, way)
    return {number: system.at[place] for place, number in withheld.items() if place not in moved}


def fits(shown: Shown, publication: Publication, earlier: Sequence[Earlier] = ()) -> bool:
    """Can all that is said of what holds be so, by what is and was shown?"""
    try:
        known(shown, publication, earlier)
    except NothingFits:
        return False
    return True


def exposed(
    counts: Mapping[Cell, int], shown: Shown, publication: Publication, earlier: Sequence[Earlier] = ()
) -> dict[Cell, Span]:
    """Cells of which more follows than may be told, with what they may be; none where the tables may be published."""
    careless = {
        cell: Span(n, n)
        for cell, n in counts.items()
        if publication.is_small(cell, counts) and shown.get(cell) is not None
    }
    if careless:
        return careless
    system = known(shown, publication, earlier, counts)
    needed = needs(system, counts, publication, earlier)
    reaching = Reaching(system, needed)
    told = [place for place in needed if not all(reaching.reaches_at_all(place, way) for way in Way)]
    cells = {place: number for number, place in system.place.items()}
    return {cells[place][1]: possible_of(system, place) for place in told}


def possible_of(system: System, place: int) -> Span:
    """All that is joined to it by anything that is not known exactly may be otherwise than it is."""
    return Span(_end(system, place, Way.DOWN) or 0, _end(system, place, Way.UP))


def _end(system: System, place: int, way: Way) -> int | None:
    try:
        return system.at[place] + _farthest(system, place, way).get(place, 0)
    except WithoutEnd:
        return None


def _moved(system: System, place: int, way: Way) -> set[int]:
    try:
        return set(_farthest(system, place, way))
    except WithoutEnd:
        return {place}


def _farthest(system: System, place: int, way: Way) -> dict[int, int]:
    """How all that is joined to it moves where it goes as far as it can."""
    together = system.joined(place, len(system.at), system.is_open)
    return cheapest(system, [within(system, one, -way if one == place else 0) for one in together]) or {}
