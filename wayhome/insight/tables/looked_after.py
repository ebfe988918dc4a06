"""Children looked after who were missing, or away: as the Department for Education counts and prints them."""

from __future__ import annotations

from typing import Final

from wayhome.insight.tables.by import IN_CARE, OUTSIDE, SEX
from wayhome.insight.tables.declared import Measure, Ratio, Table, bands, words
from wayhome.insight.tables.sources import DFE_TABLES

#: The last day of it that counts: a return's period ends on the 18th birthday.
_ENDED = "least(ended_on, came_of_age_on)"

#: Days until it ended, or until the year did.
_DAYS = f"date_diff('day', began_on, least({_ENDED}, until))"

AGE: Final = bands(
    "age",
    "age when the incident began",
    "age",
    (("Under 1 year", 1), ("1 to 4 years", 5), ("5 to 9 years", 10), ("10 to 15 years", 16)),
    "16 years and over",
)

DURATION: Final = bands(
    "duration",
    "days from the one on which it began to the one on which it ended, or the year did",
    _DAYS,
    (
        ("Less than 1 day", 1),
        ("Between 1 and 2 days", 3),
        ("Between 3 and 7 days", 8),
        ("Between 8 and 10 days", 11),
        ("Between 11 and 15 days", 16),
        ("Between 16 and 20 days", 21),
        ("Between 21 and 30 days", 31),
    ),
    "More than 30 days",
)

_SECURE_OR_HOMES: Final = "Secure units, children's homes and semi-independent living accommodation"

#: Each kind of placement, as the record names it, with the words for it.
KINDS_OF_PLACEMENT: Final = (
    ("foster_home", "Foster placements"),
    ("independent", "Living independently"),
    ("other", "Other placements"),
    ("for_adoption", "Placed for adoption"),
    ("with_parents", "Placed with parents"),
    ("secure", _SECURE_OR_HOMES),
    ("childrens_home", _SECURE_OR_HOMES),
    ("supported_accommodation", _SECURE_OR_HOMES),
)

PLACEMENT: Final = words(
    "placement",
    "kind of placement in which the child lived",
    "coalesce(placement, CASE WHEN missing_from IN ('childrens_home', 'foster_home') THEN missing_from END)",
    KINDS_OF_PLACEMENT,
)

#: Ethnic origin by the codes of the annual return.
_ORIGINS: Final = (
    ("WBRI", "1a. White British"),
    ("WIRI", "1b. White Irish"),
    ("WIRT", "1c. Traveller of Irish Heritage"),
    ("WROM", "1d. Gypsy Roma"),
    ("WOTH", "1e. Any other White background"),
    ("MWBC", "2a. White and Black Caribbean"),
    ("MWBA", "2b. White and Black African"),
    ("MWAS", "2c. White and Asian"),
    ("MOTH", "2d. Any other Mixed background"),
    ("AIND", "3a. Indian"),
    ("APKN", "3b. Pakistani"),
    ("ABAN", "3c. Bangladeshi"),
    ("CHNE", "3d. Chinese"),
    ("AOTH", "3e. Any other Asian background"),
    ("BCRB", "4a. Caribbean"),
    ("BAFR", "4b. African"),
    ("BOTH", "4c. Any other Black background"),
    ("OOTH", "5a. Any other ethnic group"),
    ("REFU", "6a. Refused"),
    ("NOBT", "6b. Information not yet obtained"),
)

#: A source that writes words says the same as the code whose words they are.
_ETHNICITIES: Final = dict(_ORIGINS) | {origin.partition(". ")[2].upper(): origin for _, origin in _ORIGINS}

ETHNICITY: Final = words(
    "ethnicity",
    "ethnic origin by the codes of the annual return, or by their words; any other word is not stated",
    "upper(ethnicity)",
    tuple(_ETHNICITIES.items()),
)

#: The totals that are printed above them, each before the origins that begin with its number.
_GROUPS: Final = (
    "1. Total White",
    "2. Total Mixed or Multiple ethnic groups",
    "3. Total Asian or Asian British",
    "4. Total Black, African, Caribbean or Black British",
    "5. Total other ethnic group",
    "6. Total refused or information not yet available",
)

ETHNIC_GROUP: Final = words(
    "ethnic_group",
    "the same in wide groups",
    "upper(ethnicity)",
    tuple(
        (word, next(group for group in _GROUPS if group[0] == origin[0]))
        for word, origin in _ETHNICITIES.items()
    ),
)

_WITHIN: Final = {
    category: next(group for group in _GROUPS if group[0] == category[0]) for category in ETHNICITY.categories
}

_MEASURES: Final = (
    Measure("children", "children with an incident that ran on a day of the year", "count(DISTINCT child)"),
    Measure(
        "more_than_once",
        "of these, those with two or more",
        "count(DISTINCT child) FILTER (WHERE of_child > 1)",
    ),
    Measure("incidents", "incidents that ran on a day of the year", "count(*)"),
    Measure(
        "at_31_march",
        "children whose incident had begun and not ended by the end of 31 March, or of the last day counted",
        "count(DISTINCT child) FILTER (WHERE at_end)",
    ),
)

#: What is left are those missing once.
_DIFFERENCES: Final = (("children", "more_than_once"),)

#: Each child has one, and those missing more than once a second.
_NO_LESS_THAN: Final = (("incidents", ("children", "more_than_once")),)

_RATIOS: Final = (Ratio("mean", "incidents for each child", "incidents", "children", places=1),)


def _table(name: str, says: str, *, away: bool) -> Table:
    return Table(
        name=name,
        says=says,
        source=DFE_TABLES,
        needs=("CareStatusStated",),
        over=f"""
            SELECT episodes.*, children.sex, children.ethnicity, :counted_on AS until,
                count(*) OVER (PARTITION BY episodes.child) AS of_child,
                began_on <= :counted_on AND coalesce({_ENDED} > :counted_on, TRUE) AS at_end
            FROM episodes JOIN children USING (child)
            WHERE began_on <= :ends AND coalesce({_ENDED} >= :begins, TRUE)
                AND {"away" if away else "NOT away"} AND {IN_CARE}
        """,  # nosec B608
        keeps=("child", "of_child", "at_end"),
        measures=_MEASURES,
        differences=_DIFFERENCES,
        no_less_than=_NO_LESS_THAN,
        ratios=_RATIOS,
        breakdowns=(
            SEX.of("children"),
            ETHNIC_GROUP.of("children"),
            ETHNICITY.of("children").part_of(ETHNIC_GROUP, _WITHIN),
            AGE.of("incidents"),
            DURATION.of("incidents"),
            PLACEMENT.of("incidents"),
            OUTSIDE.of("incidents"),
        ),
    )


MISSING: Final = _table("cla_missing", "Children looked after who were missing from placement", away=False)
AWAY: Final = _table(
    "cla_away", "Children looked after who were away from placement without authorisation", away=True
)
