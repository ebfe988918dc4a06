"""What may be published of tables, so that no small number follows from all of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wayhome.insight.disclosure.attacker import possible_of
from wayhome.insight.disclosure.known import kept, known
from wayhome.insight.disclosure.needs import needs
from wayhome.insight.disclosure.reaching import FAR, NEAR, Reaching, Way
from wayhome.insight.disclosure.system import System
from wayhome.insight.disclosure.withholding import Withholding
from wayhome.rules.disclosure import Cell, Earlier, Protected, Publication

#: So many numbers around are looked at for cells to be withheld.
NEAR_BESIDE, FAR_BESIDE = 500, 2500


def protect(
    counts: Mapping[Cell, int], publication: Publication, earlier: Sequence[Earlier] = ()
) -> Protected:
    """`counts` are the true numbers of every cell, printed or not; the same of them gives the same.

    Withheld are small numbers, what an earlier release withheld and has not changed, and beside them whatever is
    needed so that of every small number enough stays possible, with the least loss that is found on the way.
    """
    publication.checked(counts)
    small = frozenset(cell for cell in counts if publication.is_small(cell, counts))
    withheld = small | set(publication.unprinted) | {cell for cell in counts if kept(cell, earlier)}
    shown = {cell: None if cell in withheld else publication.as_shown(cell, n) for cell, n in counts.items()}
    system = known(shown, publication, earlier, counts)
    reaching = Reaching(system, needs(system, counts, publication, earlier))
    told = _withhold(reaching, Withholding(reaching, _may_be_withheld(system, counts, publication)))
    cells = {place: cell for (_, cell), place in system.place.items()}
    shown |= {cell: None for cell in counts if system.place[0, cell] not in system.shown}
    beside = frozenset(cell for cell, figure in shown.items() if figure is None)
    return Protected(
        shown,
        small,
        beside - small - set(publication.unprinted),
        {cells[place]: possible_of(system, place) for place in told},
    )


def _withhold(reaching: Reaching, withholding: Withholding) -> list[int]:
    """Those that nothing can be done for, since more was told before."""
    height = reaching.system.height
    places = sorted(reaching.needed, key=lambda place: (height[place], place))
    return [place for way in Way for place in places if not _stays_open(reaching, withholding, place, way)]


def _stays_open(reaching: Reaching, withholding: Withholding, place: int, way: Way) -> bool:
    """What is near is looked at first, since that is soon done; the last time everything is."""
    return (
        reaching.reaches(place, way, NEAR)
        or withholding.opens(place, way, NEAR_BESIDE)
        or reaching.reaches(place, way, FAR)
        or withholding.opens(place, way, FAR_BESIDE)
        or withholding.opens(place, way, FAR_BESIDE, above=True)
        or withholding.opens(place, way, len(reaching.system.at), above=True)
    )


def _may_be_withheld(system: System, counts: Mapping[Cell, int], publication: Publication) -> set[int]:
    """Where nought is shown it always is, so that nobody takes it for what is withheld."""
    return {
        system.place[0, cell]
        for cell, n in counts.items()
        if system.place[0, cell] in system.shown and n >= publication.small.fewest_withheld
    }
