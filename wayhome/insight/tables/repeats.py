"""How often children go missing again, by both published meanings: each is named, and neither is 'the' rate."""

from __future__ import annotations

from typing import Final

from wayhome.insight.tables.declared import Measure, Ratio, Table, bands
from wayhome.insight.tables.sources import REPEATS

TABLE: Final = Table(
    name="repeats",
    says="Children by how often they were missing, and how many incidents are repeats",
    source=REPEATS,
    needs=(),
    over="""
        SELECT child, n, ceil(count(*) OVER () * 0.05) AS twentieth,
            row_number() OVER (ORDER BY n DESC, child) AS place
        FROM (
            SELECT child, count(*) AS n FROM episodes
            WHERE began_on BETWEEN :begins AND :ends AND NOT away GROUP BY child
        ) AS of_children
    """,
    keeps=("n", "place", "twentieth"),
    measures=(
        Measure("children", "children missing in the period", "count(*)"),
        Measure("incidents", "their incidents", "sum(n)"),
        Measure("after_first", "incidents after a child's first in the period", "sum(n) - count(*)"),
        Measure(
            "children_with_2plus", "children with two incidents or more", "count(*) FILTER (WHERE n > 1)"
        ),
        Measure(
            "incidents_of_those",
            "incidents of these children, the first included",
            "sum(n) FILTER (WHERE n > 1)",
        ),
        Measure(
            "incidents_of_top_5_percent",
            "incidents of the twentieth of the children who have most, rounded up to whole children",
            "sum(n) FILTER (WHERE place <= twentieth)",
        ),
    ),
    ratios=(
        Ratio(
            "share_after_first", "of all incidents, those after a child's first", "after_first", "incidents"
        ),
        Ratio(
            "children_with_2plus_share",
            "of all children, those with two incidents or more",
            "children_with_2plus",
            "children",
        ),
        Ratio(
            "incidents_of_those_share",
            "of all incidents, those of children with two or more",
            "incidents_of_those",
            "incidents",
        ),
        Ratio(
            "top_5_percent_share",
            "of all incidents, those of the twentieth of the children who have most",
            "incidents_of_top_5_percent",
            "incidents",
        ),
    ),
    breakdowns=(
        bands(
            "bands",
            "by how many incidents each child has in the period",
            "n",
            (("1", 2), ("2", 3), ("3-4", 5), ("5-9", 10), ("10-49", 50), ("50-99", 100)),
            "100+",
        ).of("children", "incidents"),
    ),
)
