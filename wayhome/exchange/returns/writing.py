"""A child's chronology as rows of an annual return, and what of it the return has no place for, or does not allow."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from wayhome.cases.children.reading.care import responsible_authority
from wayhome.exchange.profiles import council as councils
from wayhome.exchange.profiles.rows import Rows
from wayhome.exchange.profiles.ssda903.layouts import MISSING
from wayhome.exchange.profiles.ssda903.periods import Care, written
from wayhome.exchange.returns.around import Child, add_episodes, add_header
from wayhome.exchange.returns.in_care import Stay, in_care, stays
from wayhome.exchange.returns.periods import LEFT_OUT, Period, ended_with_placements, told, while_looked_after
from wayhome.exchange.returns.year import Year
from wayhome.rules.ages import stated_birth
from wayhome.rules.chronology import Chronology
from wayhome.rules.episode import episodes
from wayhome.rules.moment import day_of

#: Facts of which a return holds anything at all: what it can say, and that a child was found dead as an end.
HELD = councils.SAYS | {"FoundDead"}


def rows_of(chronology: Chronology, number: str, year: Year, council: str | None, *, at: datetime) -> Rows:
    """As it stands at `at`, or stood when the year was over.

    `number` is what the return is to know the child by; `council` the code of whose return it is, None: nobody has
    said, and every child is theirs. A child without a missing period in the year has no row at all.
    """
    chronology, until = chronology.as_at(at), min(year.ends, day_of(at))
    stated = stated_birth(chronology)
    child = Child(number, stated[1] if stated else None, year)
    care = in_care(chronology, until)
    lived = stays(chronology, care)
    every = [one for one in _periods(chronology, care, lived, child) if one.began <= until]
    kept = [one for one in every if not one.left_out]
    rows, whose = Rows(), responsible_authority(chronology)
    if council is not None and (whose is None or whose.code != council):
        rows.lost["nobodys" if whose is None else "anothers"] += bool(kept)
        return Rows(lost=+rows.lost)
    for one in every:
        rows.lost.update(why for why in one.why if why in LEFT_OUT or not one.left_out)
    if kept:
        add_header(rows, chronology, child)
        add_episodes(rows, lived, {one.ended for one in kept}, child)
        _add_missing(rows, kept, child)
        rows.lost["other"] += sum(
            event.kind not in HELD and day_of(event.happened_at.begins) in year for event in chronology.events
        )
    return Rows(rows.tables, +rows.lost)


def _periods(chronology: Chronology, care: list[Care], lived: list[Stay], child: Child) -> Iterator[Period]:
    """Those of the year, and those that would be if they could be written."""
    ends = [one.ended for one in lived if one.goes_on and one.ended is not None]
    parts = while_looked_after(told(episodes(chronology)), care)
    for one in ended_with_placements(parts, ends, child.year):
        if one.is_of(child.year):
            unborn = child.born is not None and one.began <= child.born
            yield one.but("unborn") if unborn and not one.left_out else one


def _add_missing(rows: Rows, periods: list[Period], child: Child) -> None:
    for one in periods:
        later = one.ended is not None and one.is_open_in(child.year)
        rows.lost["later"] += later
        rows.add(
            MISSING.file,
            CHILD=child.number,
            DOB=written(child.born),
            MISSING="A" if one.is_away else "M",
            MIS_START=written(one.began),
            MIS_END="" if later else written(one.ended),
        )
