"""Children who stay missing: how many had been for long when a year ended, and who was found after long."""

from __future__ import annotations

from typing import Final

from wayhome.insight.tables.by import AGE_BAND, CARE, SEX
from wayhome.insight.tables.declared import Measure, Table, bands, yes_or_no
from wayhome.insight.tables.sources import LONG_TERM

#: From so many days on: the first of the reviews that are spoken of.
LONG: Final = 28

HOW_LONG: Final = bands(
    "how_long",
    "days from the one on which it began to the one on which it ended, or else to the 31 March",
    "days",
    (
        ("28 to 90 days", 91),
        ("91 to 181 days", 182),
        ("182 to 272 days", 273),
        ("273 to 364 days", 365),
    ),
    "365 days or more",
)

OF_AGE: Final = yes_or_no(
    "of_age",
    "by the end of it, or else by the 31 March; who comes of age while missing is missing all the same",
    "of_age",
    "18 or over",
    "Under 18",
)

TABLE: Final = Table(
    name="long_term",
    says=f"Children missing for {LONG} days or more, and those of them who still were on 31 March",
    source=LONG_TERM,
    needs=("Found",),
    over=f"""
        SELECT * FROM (
            SELECT episodes.*, children.sex,
                date_diff('day', began_on, least(ended_on, :counted_on)) AS days,
                coalesce(ended_on > :counted_on, TRUE) AS still_missing,
                CASE WHEN age IS NOT NULL THEN age >= 18 OR coalesce(came_of_age_on <= :counted_on, FALSE) END AS of_age
            FROM episodes JOIN children USING (child)
            WHERE began_on <= :counted_on AND coalesce(ended_on >= :begins, TRUE) AND NOT away
        ) AS until_then
        WHERE days >= {LONG}
    """,  # nosec B608
    keeps=("child", "still_missing"),
    measures=(
        Measure(
            "children",
            f"children with an incident that ran in the year and lasted {LONG} days or more by its end or by 31 March",
            "count(DISTINCT child)",
        ),
        Measure("incidents", "these incidents", "count(*)"),
        Measure(
            "still_missing",
            "of the children, those whose incident had not ended by the end of 31 March",
            "count(DISTINCT child) FILTER (WHERE still_missing)",
        ),
    ),
    breakdowns=tuple(
        by.of("children", "incidents", "still_missing") for by in (HOW_LONG, SEX, AGE_BAND, OF_AGE, CARE)
    ),
)
