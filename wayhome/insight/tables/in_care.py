"""How many children are looked after, whether or not ever missing: the whole of which those who were are a part.

An annual return lists every one of them, and a record of missing children does not.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from wayhome.insight.tables.by import ETHNIC_GROUP, SEX
from wayhome.insight.tables.declared import Measure, Table, words, yes_or_no
from wayhome.insight.tables.looked_after import KINDS_OF_PLACEMENT
from wayhome.insight.tables.sources import LOOKED_AFTER

PLACEMENT: Final = words(
    "placement_at_31_march",
    "kind of placement in which the child lived on 31 March, or on the last day counted",
    "kind_then",
    KINDS_OF_PLACEMENT,
)

#: As found: a return does not say in whose area a home stands, and nought would be said of what nobody knows.
BOUNDARY: Final = replace(
    yes_or_no(
        "boundary_at_31_march",
        "that placement stands in another authority's area than the one responsible",
        "outside_then",
        "Outside the authority's boundary",
        "Inside the authority's boundary",
    ),
    as_found=True,
)

TABLE: Final = Table(
    name="in_care",
    says="Children looked after, whether or not they were ever missing",
    source=LOOKED_AFTER,
    needs=("Placed",),
    of_all_in_care=True,
    over="""
        SELECT lived.*, children.sex, children.ethnicity, children.authority
        FROM (
            SELECT child, bool_or(there) AS at_end, max(kind) FILTER (WHERE there) AS kind_then,
                bool_or(outside) FILTER (WHERE there) AS outside_then
            FROM (
                SELECT *, began_on <= :counted_on AND coalesce(ended_on > :counted_on, TRUE) AS there FROM placements
                WHERE began_on <= :ends AND coalesce(ended_on >= :begins, TRUE) AND coalesce(NOT short_breaks, TRUE)
            ) AS placed
            GROUP BY child
        ) AS lived JOIN children ON children.child = lived.child
    """,
    keeps=("child", "at_end"),
    measures=(
        Measure(
            "children", "children with a placement on a day of the year, but for short breaks", "count(child)"
        ),
        Measure(
            "at_31_march",
            "of these, those who had one at the end of 31 March, or of the last day counted",
            "count(child) FILTER (WHERE at_end)",
        ),
    ),
    differences=(("children", "at_31_march"),),
    breakdowns=(
        SEX.of("children", "at_31_march"),
        ETHNIC_GROUP.of("children", "at_31_march"),
        PLACEMENT.of("at_31_march"),
        BOUNDARY.of("at_31_march"),
    ),
)
