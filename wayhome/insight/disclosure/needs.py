"""Of which numbers how much must stay possible."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wayhome.insight.disclosure.known import known, number_of
from wayhome.insight.disclosure.reaching import Reaching, Way
from wayhome.insight.disclosure.system import Number, System
from wayhome.rules.disclosure import Cell, Earlier, Publication, Span


def needs(
    system: System, counts: Mapping[Cell, int], publication: Publication, earlier: Sequence[Earlier]
) -> dict[int, Span]:
    """Every small number of this release; and of those before it what they had left open, and may have changed."""
    fewest = _fewest(system, publication.small.fewest_withheld)
    needed = {}
    for cell, n in counts.items():
        if publication.is_small(cell, counts):
            place, (least, most) = system.place[0, cell], publication.small.needed(n)
            needed[place] = Span(max(least, fewest[place]), most)
    return needed | {system.place[number]: span for number, span in _left_open(earlier).items()}


def _fewest(system: System, least: int) -> list[int]:
    """What each would be at least if all were withheld: where nought is shown, two that are not are two or more."""
    fewest = [least if at else 0 for at in system.at]
    before: list[int] = []
    while fewest != before:
        before = list(fewest)
        for times, _ in system.rows:
            whole = next(place for place, n in times.items() if n > 0)
            parts = sum(-n * fewest[place] for place, n in times.items() if n < 0)
            fewest[whole] = max(fewest[whole], parts)
    return fewest


def _left_open(earlier: Sequence[Earlier]) -> dict[Number, Span]:
    """What a small number needs, where a withheld cell had it when all of these were told, small or not: that is not
    known any more.
    """
    withheld = {
        number_of(cell, place, release): release.publication.small.needed(0)
        for place, release in enumerate(earlier, 1)
        for cell, figure in release.shown.items()
        if figure is None and cell not in release.unchanged
    }
    before = known({}, Publication(()), earlier) if withheld else System()
    reaching = Reaching(before, {before.place[number]: span for number, span in withheld.items()})
    return {
        number: span
        for number, span in withheld.items()
        if all(reaching.reaches_at_all(before.place[number], way) for way in Way)
    }
