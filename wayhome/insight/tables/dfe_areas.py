"""The same figures by area, in the Department for Education's layout for authorities.

Missing, away and everybody in care stand in one file, an area's lines together: of the whole, of each region with the
two parts of London beside it, and of each authority.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from wayhome.insight.tables import in_care
from wayhome.insight.tables.areas import AUTHORITY, LONDON, OUTSIDE_LONDON, REGION, Areas
from wayhome.insight.tables.counts import Cell
from wayhome.insight.tables.dfe import ENGLAND, NOT_AVAILABLE, Area, in_a_hundred, written
from wayhome.insight.tables.figures import Figures, Number
from wayhome.insight.tables.query import ALL


class Row(NamedTuple):
    """A line, in the order of the columns; the last but one is named as it is there."""

    time_period: str
    time_identifier: str
    geographic_level: str
    country_code: str
    country_name: str
    region_code: str
    region_name: str
    old_la_code: str
    la_name: str
    new_la_code: str
    CLA_group: str
    number: str


class Place(NamedTuple):
    """An area, by the columns that say so. A source that is not the whole of England may tell of a region in part."""

    geographic_level: str
    country_code: str = ""
    country_name: str = ""
    region_code: str = ""
    region_name: str = ""
    old_la_code: str = ""
    la_name: str = ""
    new_la_code: str = ""


WHOLE_REGION, PART_OF_REGION, OF_AUTHORITY = "Regional", "Part of a region", "Local authority"

#: By table: under which words each number stands.
GROUPS: Final[Mapping[str, Mapping[str, str]]] = {
    "cla_away": {
        "mean": "Average number of away from placement without authorisation incidents per looked after child",
        "at_31_march": "Children away from placement without authorisation at 31 March",
        "children": "Children who were away from placement without authorisation during the year",
        "more_than_once": "Children who were away from placement without authorisation more than once during the year",
        "incidents": "Number of away from placement without authorisation incidents during the year",
    },
    "cla_missing": {
        "mean": "Average number of missing incidents per looked after child who went missing",
        "at_31_march": "Children missing at 31 March",
        "children": "Children who had a missing incident during the year",
        "more_than_once": "Children who went missing more than once during the year",
        "incidents": "Number of missing incidents during the year",
    },
    in_care.TABLE.name: {"children": "Children looked after during the year"},
}

#: How many in a hundred of all in care those are of whom a table tells.
IN_A_HUNDRED: Final[Mapping[str, str]] = {
    "cla_away": "Percentage of children who were away from placement without authorisation during the year",
    "cla_missing": "Percentage of children who had a missing incident during the year",
}

#: What stands in an annual return, and in no record.
OF_ALL_IN_CARE: Final = (*GROUPS[in_care.TABLE.name].values(), *IN_A_HUNDRED.values())


def rows(figures: Sequence[Figures], areas: Areas, of: Area) -> Iterator[Row]:
    """Of tables by area of one year. `of` says whose the whole is: a region is called so only where that is England."""
    year = str(figures[0].period.ends.year)
    lines: dict[Place, dict[str, str]] = {}
    children: dict[tuple[Place, str], int | None] = {}
    for one in figures:
        table = one.table.name
        words = GROUPS[table]
        for breakdown, category, numbers in one.lines():
            place = _place(breakdown, category, areas, of)
            if place is not None:
                told = {words[name]: _written(name, numbers) for name in words}
                lines.setdefault(place, dict.fromkeys(OF_ALL_IN_CARE, NOT_AVAILABLE)).update(told)
                children[place, table] = one.shown[Cell(breakdown, category, "children")]
    for (place, table), n in children.items():
        if table in IN_A_HUNDRED and (place, in_care.TABLE.name) in children:
            lines[place][IN_A_HUNDRED[table]] = in_a_hundred(n, children[place, in_care.TABLE.name])
    for place, told in lines.items():
        for group, number in sorted(told.items()):
            yield Row(year, "Reporting year", *place, group, number)


def _place(breakdown: str, category: str, areas: Areas, of: Area) -> Place | None:
    """None of a line that is of no area."""
    if breakdown == ALL:
        return Place(*of)
    if breakdown in (REGION, LONDON) and category != OUTSIDE_LONDON:
        codes = {
            region.name: region.code for one in areas.values() for region in (one.region, one.part) if region
        }
        level = WHOLE_REGION if of == ENGLAND else PART_OF_REGION
        return Place(level, *_country(category in codes), codes.get(category, ""), category)
    if breakdown == AUTHORITY:
        return _of_authority(category, areas)
    return None


def _of_authority(category: str, areas: Areas) -> Place:
    one = next((one for one in areas.values() if one.category == category), None)
    if one is None:  # not stated
        return Place(OF_AUTHORITY, la_name=category)
    region = one.part or one.region
    of_region = (region.code, region.name) if region else ("", "")
    return Place(OF_AUTHORITY, *_country(region is not None), *of_region, one.number, one.name, one.code)


def _country(is_in_england: bool) -> tuple[str, str]:
    return (ENGLAND.code, ENGLAND.name) if is_in_england else ("", "")


def _written(name: str, numbers: Mapping[str, Number]) -> str:
    """Where nobody is, the files print a mean of 0."""
    return "0" if name == "mean" and numbers["children"] == 0 else written(numbers[name])
