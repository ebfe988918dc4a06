"""How soon children go missing again after an episode has ended, though not all could be followed for long.

Each is followed until the 18th birthday at the latest: whoever is missing at 18 counts, and is not missing again as a
child. An extract says in which of these times that day fell, and no number here would tell the days of a time apart.
"""

from __future__ import annotations

from itertools import product
from typing import Final

from wayhome.insight.extract.rows import DAYS_AFTER
from wayhome.insight.tables.declared import Breakdown, Curve, Measure, Table, bands
from wayhome.insight.tables.sources import NEXT_EPISODE

#: For so many days each is followed, at the most.
FOLLOWED: Final = DAYS_AFTER[-1]

_TIMES: Final = ("Within 7 days", "8 to 28 days", "29 to 90 days", "91 to 180 days", "181 to 365 days")

DAYS: Final = bands(
    "days",
    "days from the one on which the episode ended to the one on which the next began, or after which nothing is known"
    " of the child as a child",
    f"CASE WHEN until_day <= {FOLLOWED} THEN until_day END",
    [(time, last + 1) for time, last in zip(_TIMES[:-1], DAYS_AFTER[:-1], strict=True)],
    _TIMES[-1],
)

RANK: Final = bands(
    "episode",
    "which of the child's missing episodes it was, of those that the source holds",
    "nth",
    (("First", 2), ("Second", 3), ("Third to fifth", 6)),
    "Sixth or later",
)

#: Each rank with each of the days after it.
_BOTH: Final = {
    f"{rank}: {days.lower()}": (rank, days) for rank, days in product(RANK.categories, DAYS.categories)
}
_RANK_OF: Final = {both: rank for both, (rank, _) in _BOTH.items()}
_DAYS_OF: Final = {both: days for both, (_, days) in _BOTH.items()}

RANK_AND_DAYS: Final = Breakdown(
    "episode_and_days", "both together", f"({RANK.sql}) || ': ' || lower({DAYS.sql})", tuple(_BOTH)
)

_LINE: Final = ("children_again", "again", "not_followed")

TABLE: Final = Table(
    name="next_episode",
    says="Episodes that ended, by how soon the same child went missing again",
    source=NEXT_EPISODE,
    needs=("Found",),
    over="""
        SELECT *, next_on IS NOT NULL AS went,
            CASE WHEN next_on IS NOT NULL THEN greatest(date_diff('day', ended_on, next_on), 0)
                ELSE least(date_diff('day', ended_on, :known_until) + 1, of_age_within) END AS until_day
        FROM (
            SELECT child, ended_on, found_dead, nth, of_age_within,
                CASE WHEN then_on <= :known_until AND (then_age < 18 OR of_age_within IS NULL) THEN then_on END
                    AS next_on
            FROM (
                SELECT *, row_number() OVER of_child AS nth,
                    lead(began_on) OVER of_child AS then_on, lead(age) OVER of_child AS then_age
                FROM episodes WHERE NOT away WINDOW of_child AS (PARTITION BY child ORDER BY began_at, number)
            ) AS in_order
        ) AS known
        WHERE ended_on BETWEEN :begins AND :ends AND ended_on <= :known_until AND NOT found_dead
    """,  # nosec B608
    keeps=("child", "went", "until_day"),
    measures=(
        Measure("children", "children of whom an episode ended in the period", "count(DISTINCT child)"),
        Measure("incidents", "these episodes", "count(*)"),
        Measure(
            "children_again",
            f"of the children, those who went missing again as a child within {FOLLOWED} days of one of them",
            f"count(DISTINCT child) FILTER (WHERE went AND until_day <= {FOLLOWED})",
        ),
        Measure(
            "again",
            f"episodes within {FOLLOWED} days of which the same child went missing again as a child",
            f"count(*) FILTER (WHERE went AND until_day <= {FOLLOWED})",
        ),
        Measure(
            "not_followed",
            f"not yet, and fewer than {FOLLOWED} days after are known of the child as a child: nobody can say that"
            " there was none",
            f"count(*) FILTER (WHERE NOT went AND until_day <= {FOLLOWED})",
        ),
        Measure(
            "not_again",
            f"followed for {FOLLOWED} days, in which the child did not go missing again",
            f"count(*) FILTER (WHERE until_day > {FOLLOWED})",
        ),
    ),
    parted={"incidents": ("again", "not_followed", "not_again")},
    curve=Curve(
        name="again_by_then",
        says="share after which the child had gone missing again by the last of these days",
        at_risk="at_risk",
        at_risk_says="episodes after which the child was not missing again before these days, and was followed so far",
        whole="incidents",
        happened="again",
        lost="not_followed",
        along={"days": "", "episode_and_days": "episode"},
    ),
    breakdowns=(
        DAYS.of(*_LINE),
        RANK.of("children", "incidents", "children_again", "again", "not_followed", "not_again"),
        RANK_AND_DAYS.of(*_LINE).part_of(RANK, _RANK_OF).part_of(DAYS, _DAYS_OF),
    ),
)
