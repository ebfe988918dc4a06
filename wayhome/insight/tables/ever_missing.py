"""The reverse rate: of children who are feared to be exploited, how many were ever missing, and which came first."""

from __future__ import annotations

from typing import Final

from wayhome.insight.tables.by import ETHNIC_GROUP, SEX
from wayhome.insight.tables.crossovers import EXPLOITATION, FORM_OF_EXPLOITATION, STOOD
from wayhome.insight.tables.declared import Measure, Ratio, Table, words
from wayhome.insight.tables.sources import CONCERNS

_IS_EXPLOITATION: Final = f"form IN ({', '.join(f"'{form}'" for form, _ in EXPLOITATION)})"

FIRST_MISSING: Final = words(
    "first_missing",
    "when the child was first missing, beside the day on which exploitation was first feared of the child",
    "CASE WHEN missing_on < stated_on THEN 'before' WHEN missing_on = stated_on THEN 'then' WHEN missing_on > stated_on"
    " THEN 'after' END",
    (
        ("before", "Before exploitation was feared"),
        ("then", "On the same day"),
        ("after", "After exploitation was feared"),
    ),
)

_COUNTED: Final = ("children", "ever_missing", "never_missing")

TABLE: Final = Table(
    name="ever_missing",
    says="Children who are feared to be exploited, by whether they were ever missing",
    source=CONCERNS,
    needs=("ConcernStated",),
    over=f"""
        SELECT feared.*, children.sex, children.ethnicity, stated_on, missing_on
        FROM (
            SELECT child, form FROM concerns WHERE {_IS_EXPLOITATION} AND {STOOD} GROUP BY child, form
        ) AS feared
        JOIN children ON children.child = feared.child
        JOIN (
            SELECT child, min(began_on) AS stated_on FROM concerns WHERE {_IS_EXPLOITATION} GROUP BY child
        ) AS stated ON stated.child = feared.child
        LEFT JOIN (
            SELECT child, min(began_on) AS missing_on FROM episodes WHERE began_on <= :ends AND NOT away GROUP BY child
        ) AS missing ON missing.child = feared.child
    """,  # nosec B608
    keeps=("child", "missing_on"),
    measures=(
        Measure(
            "children",
            "children of whom a concern of sexual or criminal exploitation or of trafficking stood in the period",
            "count(DISTINCT child)",
        ),
        Measure(
            "ever_missing",
            "of these, those who were ever missing by the end of it",
            "count(DISTINCT child) FILTER (WHERE missing_on IS NOT NULL)",
        ),
        Measure(
            "never_missing",
            "those who were not, as far as is recorded",
            "count(DISTINCT child) FILTER (WHERE missing_on IS NULL)",
        ),
    ),
    parted={"children": ("ever_missing", "never_missing")},
    ratios=(Ratio("ever_missing_share", "of all of them, those ever missing", "ever_missing", "children"),),
    breakdowns=(
        FIRST_MISSING.of("ever_missing"),
        FORM_OF_EXPLOITATION.of(*_COUNTED),
        SEX.of(*_COUNTED),
        ETHNIC_GROUP.of(*_COUNTED),
    ),
)
