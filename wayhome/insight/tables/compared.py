"""A source beside England as published, in the same year: rates alone, and those that are of the same whole in both.

Nothing is put in an order: a rate may differ by chance, by who is in a source, and by whether 'away' is recorded as
'missing'.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final, NamedTuple

from wayhome.insight.tables import in_care
from wayhome.insight.tables.counts import Cell
from wayhome.insight.tables.declared import NOT_STATED, Ratio
from wayhome.insight.tables.england import england
from wayhome.insight.tables.figures import Figures, Number, ratio
from wayhome.insight.tables.looked_after import MISSING
from wayhome.insight.tables.periods import Period
from wayhome.insight.tables.query import ALL

_CHILDREN: Final = Cell(ALL, ALL, "children")

#: Where a source lists everybody in care: under which name their number stands beside those of children missing.
IN_CARE: Final = in_care.TABLE.name

RATES: Final = (
    Ratio("missing", "of all children looked after, those who were missing", "children", IN_CARE),
    Ratio("more_than_once", "of the children, those missing more than once", "more_than_once", "children"),
    Ratio("mean", "incidents for each child", "incidents", "children", places=1),
    Ratio("at_31_march", "of the children, those missing on 31 March", "at_31_march", "children"),
)

#: By what the incidents are parted, and of which incidents each part is a share.
SHARES: Final = {
    by: Ratio(by, f"of the incidents of which the {by} is stated", "incidents", "stated")
    for by in ("age", "duration", "placement")
}


class Compared(NamedTuple):
    """`category` is ALL of the whole. None: of the numbers one is withheld, or there is nothing to divide by."""

    rate: str
    category: str
    says: str
    here: float | None
    england: float | None


def beside_england(figures: Iterable[Figures]) -> list[Compared]:
    """Nothing where there is no such table among them, or England's of its year is not held."""
    each = list(figures)
    everybody = {one.period: one.shown[_CHILDREN] for one in each if one.table.name == in_care.TABLE.name}
    held = ((one, england(one.period)) for one in each if one.table.name == MISSING.name)
    return [
        rate for one, published in held if published for rate in compared(_beside(one, everybody), published)
    ]


def _beside(missing: Figures, everybody: Mapping[Period, int | None]) -> Figures:
    """With the number of all in care, where the source tells it."""
    if missing.period not in everybody:
        return missing
    number = {Cell(ALL, ALL, IN_CARE): everybody[missing.period]}
    return replace(missing, shown={**missing.shown, **number})


def compared(here: Figures, published: Figures) -> Iterator[Compared]:
    """Of the numbers that are shown, and of no others."""
    of_here, of_england = _rates(here), _rates(published)
    for (rate, category), there in of_england.items():
        if (rate, category) in of_here:
            says = next(one.says for one in (*RATES, *SHARES.values()) if one.name == rate)
            yield Compared(rate, category, says, of_here[rate, category], there)


def _rates(figures: Figures) -> dict[tuple[str, str], float | None]:
    """By rate and category."""
    lines = {(breakdown, category): numbers for breakdown, category, numbers in figures.lines()}
    whole = lines[ALL, ALL]
    rates = {(one.name, ALL): ratio(one, whole) for one in RATES if one.is_of(whole)}
    for by, share in SHARES.items():
        not_stated = lines.get((by, NOT_STATED), {"incidents": 0})["incidents"]
        stated = _less(whole["incidents"], not_stated)
        for (breakdown, category), numbers in lines.items():
            if breakdown == by and category != NOT_STATED:
                rates[by, category] = ratio(share, {**numbers, "stated": stated})
    return rates


def _less(whole: Number, part: Number) -> Number:
    """None where either is withheld; rounded, a part may come to more than its whole."""
    return None if whole is None or part is None else max(0, whole - part)
