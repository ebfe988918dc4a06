"""What is known to everybody, put as one system: of this release, and of what was told before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from wayhome.insight.disclosure.fitting import fit
from wayhome.insight.disclosure.system import Number, System
from wayhome.rules.disclosure import Cell, Earlier, Publication, Shown, Span, Sum


def known(
    shown: Shown,
    publication: Publication,
    earlier: Sequence[Earlier] = (),
    counts: Mapping[Cell, int] | None = None,
) -> System:
    """Without the true counts one table is looked for that fits all that was told: there are many, and any will do."""
    system = System()
    for cell, figure in _figures(shown, publication, counts or ()):
        told = _told_before((0, cell), earlier)
        # Of what is kept from before nobody knows that it is no nought, wherever nought is shown now.
        is_told = cell in shown and not kept(cell, earlier)
        withheld = (publication.told_by(cell, None) if is_told else Span()).within(told)
        printed = None if figure is None else publication.told_by(cell, figure).within(told)
        at = (printed or withheld).least if counts is None else counts[cell]
        if not (printed or withheld).holds(Span(at, at)):
            raise ValueError(f"{cell!r} is not what is told of it: is it unchanged, and rounded so?")
        system.put((0, cell), at, printed, withheld)
    unknown = [] if counts is not None else list(range(len(system.at)))
    _link(system, publication, lambda cell: (0, cell))
    for place in range(1, len(earlier) + 1):
        unknown += _add(system, place, earlier)
    fit(system, unknown)
    return system


def number_of(cell: Cell, place: int, release: Earlier) -> Number:
    """As it was in that release, the first is 1. What was the same in several is one number."""
    return (0 if cell in release.unchanged else release.as_in.get(cell, place)), cell


def _told_before(number: Number, earlier: Sequence[Earlier]) -> Span:
    """What it may be by all earlier figures of it alone."""
    span, is_withheld = Span(), False
    _, cell = number
    for place, release in enumerate(earlier, 1):
        if cell in release.shown and number_of(cell, place, release) == number:
            figure = release.shown[cell]
            # Of what was withheld before nobody knows why it is again.
            if figure is not None or not is_withheld:
                span = span.within(release.publication.told_by(cell, figure))
            is_withheld |= figure is None
    return span


def kept(cell: Cell, earlier: Sequence[Earlier]) -> bool:
    """Was it withheld, and is it what it was? To show it now would tell what it was then."""
    return any(
        cell in release.unchanged and cell in release.shown and release.shown[cell] is None
        for release in earlier
    )


def _figures(
    shown: Shown, publication: Publication, others: Iterable[Cell]
) -> Iterable[tuple[Cell, int | None]]:
    """With cells of which nothing is said: they are numbers all the same, and sums hold of them."""
    linked = (cell for link in publication.all_links() for cell in (link.whole, *link.parts))
    return (dict.fromkeys((*shown, *others, *linked)) | dict(shown)).items()


def _add(system: System, place: int, earlier: Sequence[Earlier]) -> list[int]:
    """Where cells may have changed: they are numbers of their own, and what held of them then is known as well."""
    before, release = len(system.at), earlier[place - 1]
    numbers: dict[Cell, Number] = {}
    for cell, figure in _figures(release.shown, release.publication, ()):
        numbers[cell] = number_of(cell, place, release)
        if numbers[cell] not in system.place:
            span = _told_before(numbers[cell], earlier)
            system.put(numbers[cell], span.least, None if figure is None else span, span)
    _link(system, release.publication, numbers.__getitem__)
    return list(range(before, len(system.at)))


def _link(system: System, publication: Publication, number: Callable[[Cell], Number]) -> None:
    for link in publication.all_links():
        system.link(number(link.whole), tuple(map(number, link.parts)), exact=isinstance(link, Sum))
