"""Missing periods and periods of care, as the checks compare them: days, or None where none can be read."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol, Self

from wayhome.exchange.profiles.ssda903.tables import Return
from wayhome.exchange.profiles.whole import Row

_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")

#: Years that the sector's checker can count with. 31/12/9999 is how some systems write that there is no end.
YEARS = range(1678, 2262)


def day(text: str) -> date | None:
    """A day as a return writes it, day first; None for a blank and for what is no day."""
    said = _DAY.fullmatch(text)
    if said is None or int(said[3]) not in YEARS:
        return None
    try:
        return date(int(said[3]), int(said[2]), int(said[1]))
    except ValueError:
        return None


def written(on: date | None) -> str:
    """As `day` reads it again."""
    return "" if on is None else f"{on:%d/%m/%Y}"


@dataclass(frozen=True, slots=True)
class Missing:
    """A row of the Missing table; `row` keeps what was written where it cannot be read as a day."""

    row: Row
    child: str
    kind: str
    start: date | None
    end: date | None

    @classmethod
    def of(cls, row: Row) -> Self:
        values = row.values
        return cls(row, values["CHILD"], values["MISSING"], day(values["MIS_START"]), day(values["MIS_END"]))

    def says(self, column: str) -> bool:
        return self.row.values[column] != ""


@dataclass(frozen=True, slots=True)
class Episode:
    row: Row
    child: str
    began: date | None
    ceased: date | None
    reason: str

    @classmethod
    def of(cls, row: Row) -> Self:
        values = row.values
        return cls(row, values["CHILD"], day(values["DECOM"]), day(values["DEC"]), values["REC"])


@dataclass(frozen=True, slots=True)
class Care:
    """An unbroken period of care. `ceased` None: it goes on."""

    began: date
    ceased: date | None


def missing(of: Return) -> list[Missing]:
    return [Missing.of(row) for row in of.tables.get("Missing", ())]


def episodes(of: Return) -> list[Episode]:
    return [Episode.of(row) for row in of.tables.get("Episodes", ())]


def by_child[One: (Missing, Episode)](rows: Iterable[One]) -> Mapping[str, list[One]]:
    of_each: dict[str, list[One]] = defaultdict(list)
    for one in rows:
        of_each[one.child].append(one)
    return of_each


class Spell(Protocol):
    """From when to when a child was in care."""

    @property
    def began(self) -> date | None: ...

    @property
    def ceased(self) -> date | None: ...


def care(rows: Iterable[Spell]) -> list[Care]:
    """The unbroken periods of one child's episodes: another begins where one starts after the last has ceased.

    A period ceases when the last of its episodes does; an episode without a start that can be read is no part.
    """
    periods: list[Care] = []
    before: Spell | None = None
    dated = [(one.began, place, one) for place, one in enumerate(rows) if one.began is not None]
    for began, _, one in sorted(dated, key=lambda each: each[:2]):
        goes_on = before is not None and not (before.ceased is not None and began > before.ceased)
        if goes_on:
            periods[-1] = Care(periods[-1].began, one.ceased)
        else:
            periods.append(Care(began, one.ceased))
        before = one
    return periods
