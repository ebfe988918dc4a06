"""The tables that a replay of the record has besides, line by line, as the text and the page alike show them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from statistics import median
from typing import NamedTuple

from wayhome.insight.replay.episodes_counted import middle, nine_in_ten
from wayhome.insight.replay.record import Knew, OfRecord
from wayhome.rules.disclosure import SMALL_NUMBERS, shown_parts


class Decided(NamedTuple):
    """How early it was beside what really happened.

    Of the `decisions` people gave `answered`. Of the `children` of whom a person first decided, and a pattern asked,
    `before` had been seen on an earlier day; `days` earlier, half of them at least; None where there are none. Of
    `never` a pattern asked, and nobody has decided.
    """

    decisions: int
    answered: int
    children: int
    before: int
    days: float | None
    never: int

    @classmethod
    def of(cls, said: OfRecord) -> Decided:
        earlier = said.earlier
        return cls(
            decisions=said.totals.decisions,
            answered=said.answered,
            children=earlier.total(),
            before=sum(n for days, n in earlier.items() if days > 0),
            days=median(earlier.elements()) if earlier else None,
            never=said.totals.alerted.total() - earlier.total(),
        )


class OneAgency(NamedTuple):
    """What one agency alone could have seen. None: withheld, or of nobody."""

    code: str
    name: str
    children: int | None
    alerted: int | None
    median: float | None
    p90: int | None


def of_agencies(knew: Mapping[str, Knew], names: Mapping[str, str]) -> Iterator[OneAgency]:
    """In the order of their names. A small number is withheld, and with it the other that would tell it."""
    for code in sorted(knew, key=lambda one: (names.get(one, one), one)):
        one = knew[code]
        alerted = one.alerted.total()
        printed = shown_parts({"alerted": alerted, "not": one.children - alerted})["alerted"]
        seen = one.alerted if printed is not None else type(one.alerted)()
        yield OneAgency(
            code,
            names.get(code, code),
            SMALL_NUMBERS.shown(one.children),
            printed,
            middle(seen),
            nine_in_ten(seen),
        )
