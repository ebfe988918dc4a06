"""Return interviews: how many were offered, held, and in time, out of how many incidents."""

from __future__ import annotations

from typing import Final

from wayhome.insight.tables.by import AGE_BAND, CARE, IN_CARE, OUTSIDE, SEX
from wayhome.insight.tables.declared import Measure, Ratio, Table, bands, words
from wayhome.insight.tables.sources import INTERVIEWS

#: What is asked of each group of children.
_ASKED: Final = ("incidents", "offered", "held", "within_72_hours")

TABLE: Final = Table(
    name="interviews",
    says="Independent return interviews, of every incident and whoever is of age by now",
    source=INTERVIEWS,
    needs=("InterviewHeld",),
    over="""
        SELECT episodes.*, children.sex, offered_at, answer, held_at, in_time,
            interviews.hours AS until_held
        FROM episodes JOIN children USING (child) LEFT JOIN interviews USING (child, number)
        WHERE began_on BETWEEN :begins AND :ends
    """,
    keeps=("child", "care", "from_care", "returned_at", "offered_at", "held_at", "in_time"),
    measures=(
        Measure("children", "children missing or away", "count(DISTINCT child)"),
        Measure("incidents", "their incidents", "count(*)"),
        Measure(
            "children_looked_after",
            "of the children, those looked after or missing from a placement",
            f"count(DISTINCT child) FILTER (WHERE {IN_CARE})",
        ),
        Measure("incidents_looked_after", "their incidents from care", f"count(*) FILTER (WHERE {IN_CARE})"),
        Measure("returned", "incidents after which the child came back", "count(returned_at)"),
        Measure("offered", "incidents with an offer recorded", "count(offered_at)"),
        Measure("held", "incidents with an interview held", "count(held_at)"),
        Measure(
            "within_72_hours",
            "held at most 72 elapsed hours after the return, across clock changes",
            "count(*) FILTER (WHERE in_time)",
        ),
        Measure(
            "unknown_whether_in_time",
            "held, where nobody can say whether in time",
            "count(*) FILTER (WHERE held_at IS NOT NULL AND in_time IS NULL)",
        ),
    ),
    ratios=(
        Ratio("offered_share", "of all incidents", "offered", "incidents"),
        Ratio("held_share", "of all incidents", "held", "incidents"),
        Ratio("within_72_hours_share", "of interviews held", "within_72_hours", "held"),
    ),
    breakdowns=(
        bands(
            "timeliness",
            "elapsed from the return until it was held; not stated where it was before, or of an unknown hour",
            "until_held",
            (
                ("Within 24 hours", 24.000001),
                ("24 to 48 hours", 48.000001),
                ("48 to 72 hours", 72.000001),
                ("72 hours to 7 days", 168.000001),
            ),
            "More than 7 days",
        ).of("held"),
        words(
            "answer",
            "the child's last answer",
            "answer",
            (("accepted", "Accepted"), ("declined", "Declined"), ("not_reached", "Not reached")),
        ).of("incidents"),
        *(by.of(*_ASKED) for by in (SEX, AGE_BAND, CARE, OUTSIDE)),
    ),
)
