"""The same figures by area, in the Department for Education's layout for authorities.

Missing and away stand in one file, an area's lines together: of the whole, of each region with the two parts of London
beside it, and of each authority.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from wayhome.insight.tables.areas import AUTHORITY, LONDON, OUTSIDE_LONDON, REGION, Areas
from wayhome.insight.tables.dfe import ENGLAND, NOT_AVAILABLE, Area, written
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
}

#: Printed there, and in no record: how many children are looked after, whether or not they were ever missing.
NOT_HELD: Final = (
    "Children looked after during the year",
    "Percentage of children who had a missing incident during the year",
    "Percentage of children who were away from placement without authorisation during the year",
)


def rows(figures: Sequence[Figures], areas: Areas, of: Area) -> Iterator[Row]:
    """Of tables by area of one year. `of` says whose the whole is: a region is called so only where that is England."""
    year = str(figures[0].period.ends.year)
    lines: dict[Place, dict[str, str]] = {}
    for one in figures:
        words = GROUPS[one.table.name]
        for breakdown, category, numbers in one.lines():
            place = _place(breakdown, category, areas, of)
            if place is not None:
                lines.setdefault(place, {}).update({words[name]: _written(name, numbers) for name in words})
    for place, told in lines.items():
        for group, number in sorted((told | dict.fromkeys(NOT_HELD, NOT_AVAILABLE)).items()):
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
