"""Figures of children looked after who were missing, in the Department for Education's own layout.

One number stands on a line, under its words for what is counted.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final, NamedTuple

from wayhome.insight.tables.counts import Cell
from wayhome.insight.tables.figures import Figures, Number
from wayhome.insight.tables.query import ALL

#: Where no number stands: it is withheld, not held, is of nobody, or is not nought and rounds to it.
WITHHELD, NOT_AVAILABLE, NOT_APPLICABLE, LOW = "c", "x", "z", "k"


class Row(NamedTuple):
    """A line, in the order of the columns."""

    time_period: str
    time_identifier: str
    geographic_level: str
    country_code: str
    country_name: str
    missing_status: str
    characteristic: str
    number: str


class Area(NamedTuple):
    """Whose numbers they are, by the columns that say so."""

    level: str
    code: str
    name: str


ENGLAND: Final = Area("National", "E92000001", "England")

#: Of a source that is not the whole of England, and is in no list of its areas: it is what the release says of it.
OF_A_SOURCE: Final = Area("Not national", "", "")

_BY_AGE: Final = "Age of children missing from placement"
_BY_DURATION: Final = "Durations of missing from placement periods"
_BY_ETHNICITY: Final = "Children missing from placement by ethnic origin"
_BY_SEX: Final = "Children missing from placement by gender"
_BY_PLACEMENT: Final = "Placements from which children were missing"
_BY_BOUNDARY: Final = "Placement locations from which children were missing"
_CHILDREN: Final = "Children missing from placement"

_TOTAL_CHILDREN: Final = "Total children who were missing during the year"
_TOTAL_INCIDENTS: Final = "Total incidents"

#: Of the whole: under which words each number stands.
WHOLE: Final[tuple[tuple[str, str, str], ...]] = (
    ("children", _BY_ETHNICITY, _TOTAL_CHILDREN),
    ("children", _BY_SEX, _TOTAL_CHILDREN),
    ("incidents", _BY_AGE, _TOTAL_INCIDENTS),
    ("incidents", _BY_DURATION, _TOTAL_INCIDENTS),
    ("incidents", _BY_PLACEMENT, _TOTAL_INCIDENTS),
    ("incidents", _BY_BOUNDARY, _TOTAL_INCIDENTS),
    ("incidents", "Missing from placement incidents", "Total number of missing incidents during the year"),
    ("more_than_once", _CHILDREN, "Children missing more than once during the year"),
    ("at_31_march", _CHILDREN, "Children missing on 31 March"),
    ("mean", _CHILDREN, "Average number of incidents per looked after child who was missing"),
)

#: Each breakdown with its measure, its words, and what else than its own its categories are called.
BROKEN_DOWN: Final[Mapping[str, tuple[str, str, Mapping[str, str]]]] = {
    "ethnic_group": ("children", _BY_ETHNICITY, {}),
    "ethnicity": ("children", _BY_ETHNICITY, {}),
    "sex": ("children", _BY_SEX, {}),
    "age": ("incidents", _BY_AGE, {}),
    "duration": ("incidents", _BY_DURATION, {}),
    "placement": ("incidents", _BY_PLACEMENT, {}),
    "boundary": (
        "incidents",
        _BY_BOUNDARY,
        {
            "Inside the authority's boundary": "Missing from placement inside council boundary",
            "Outside the authority's boundary": "Missing from placement outside council boundary",
        },
    ),
}

#: How many children are looked after, whether or not they were ever missing, and how many in a hundred of them were: in
#: an annual return, and in no record.
OF_ALL_IN_CARE: Final = (
    "All children looked after during the year",
    "Percentage of children looked after during the year who were missing",
)


#: The one origin of its group, which is printed as the group alone.
_AS_ITS_GROUP: Final = "5a. Any other ethnic group"


def rows(figures: Figures, area: Area, in_care: Figures | None = None) -> Iterator[Row]:
    """Of the table of children missing and one year. What is not stated has a line of its own. `in_care` is the table
    of all children looked after; None: the source does not list them.
    """
    year = str(figures.period.ends.year)

    def row(status: str, characteristic: str, number: str) -> Row:
        return Row(year, "Reporting year", *area, status, characteristic, number)

    for breakdown, category, numbers in figures.lines():
        if breakdown == ALL:
            for name, status, characteristic in WHOLE:
                yield row(status, characteristic, written(numbers[name]))
        elif breakdown in BROKEN_DOWN and category != _AS_ITS_GROUP:
            measure, status, called = BROKEN_DOWN[breakdown]
            yield row(status, called.get(category, category), written(numbers[measure]))
    for characteristic, number in zip(OF_ALL_IN_CARE, _of_all_in_care(figures, in_care), strict=True):
        yield row(_CHILDREN, characteristic, number)


def _of_all_in_care(figures: Figures, in_care: Figures | None) -> tuple[str, str]:
    if in_care is None:
        return NOT_AVAILABLE, NOT_AVAILABLE
    everybody = Cell(ALL, ALL, "children")
    whole = in_care.shown[everybody]
    return written(whole), in_a_hundred(figures.shown[everybody], whole)


def in_a_hundred(part: int | None, whole: int | None) -> str:
    """Of two numbers as they are shown, to the nearest whole number."""
    if part is None or whole is None:
        return WITHHELD
    if whole == 0:
        return NOT_APPLICABLE
    nearest = math.floor(Fraction(100 * part, whole) + Fraction(1, 2))
    return LOW if part and not nearest else str(nearest)


def written(number: Number) -> str:
    """As the files write it: no thousands, and no decimals where there are none."""
    return WITHHELD if number is None else f"{number:g}" if isinstance(number, float) else str(number)
