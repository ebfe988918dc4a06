"""What is looked for in an extract: each check says out of how many rows, and which of them it finds.

A check is a value, and its SQL is over the tables of the extract. None of them says that anybody is at fault: a source
may have no place for what it does not state, and a contradiction may be the truth told twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Sort(StrEnum):
    NOT_STATED = "not_stated"
    IMPOSSIBLE = "impossible"
    UNLIKELY = "unlikely"


@dataclass(frozen=True, slots=True)
class Check:
    """`of` gives the rows looked at, `finds` is true of those that it finds."""

    name: str
    sort: Sort
    says: str
    of: str
    finds: str


#: Closed in one and the same minute by so many, an office has tidied up, and nobody knows when the children came back.
AT_ONCE: Final = 10

#: So many incidents from care without one that is away: two words are used as one.
ENOUGH: Final = 30

_EPISODES = "SELECT episodes.*, sex, ethnicity FROM episodes JOIN children USING (child)"
_INTERVIEWS = "SELECT interviews.*, returned_at FROM interviews JOIN episodes USING (child, number)"
_CLOSED = (
    "SELECT ended_at, count(*) OVER (PARTITION BY ended_at) AS alike FROM episodes WHERE hours IS NOT NULL"
)
_AUTHORITIES = (
    "SELECT authority, count(*) AS incidents, count(*) FILTER (WHERE away) AS away FROM episodes"
    " WHERE authority IS NOT NULL AND (from_care OR care = 'looked_after') GROUP BY authority"
)


def _not_stated(name: str, says: str, of: str, column: str) -> Check:
    return Check(name, Sort.NOT_STATED, says, of, f"{column} IS NULL")


_LARGE_ENOUGH = f"SELECT * FROM ({_AUTHORITIES}) AS of_each WHERE incidents >= {ENOUGH}"  # nosec B608

CHECKS: Final = (
    _not_stated("no_age", "incidents of children of whom no day of birth is stated", _EPISODES, "age"),
    _not_stated("no_sex", "incidents of children of whom no sex is stated", _EPISODES, "nullif(sex, 'U')"),
    _not_stated(
        "no_ethnicity", "incidents of children of whom no ethnicity is stated", _EPISODES, "ethnicity"
    ),
    _not_stated("no_risk", "incidents whose risk nobody assessed", _EPISODES, "risk"),
    _not_stated(
        "no_care_status",
        "incidents of children of whom no care status is stated",
        _EPISODES,
        "care",
    ),
    _not_stated(
        "no_authority", "incidents for which no authority is stated to be responsible", _EPISODES, "authority"
    ),
    _not_stated(
        "no_finder",
        "incidents that ended, and nobody says who found the child",
        f"{_EPISODES} WHERE ended_at IS NOT NULL",
        "found_by",
    ),
    _not_stated(
        "no_boundary",
        "incidents from a placement of which it is not stated whether it is in the authority's own area",
        f"{_EPISODES} WHERE placement IS NOT NULL",
        "outside",
    ),
    Check(
        "ended_before_it_began",
        Sort.IMPOSSIBLE,
        "incidents that ended before the child was last seen",
        "SELECT * FROM episodes WHERE ended_at IS NOT NULL",
        "ended_at < began_at",
    ),
    Check(
        "reported_after_the_end",
        Sort.IMPOSSIBLE,
        "incidents that police were first told of after they had ended: written down later, or a wrong time",
        "SELECT * FROM episodes WHERE ended_at IS NOT NULL AND reported_at IS NOT NULL",
        "reported_at > ended_at",
    ),
    Check(
        "not_a_child",
        Sort.IMPOSSIBLE,
        "incidents that began on or after the 18th birthday, or before the birth",
        "SELECT * FROM episodes WHERE age IS NOT NULL",
        "age >= 18 OR age < 0",
    ),
    Check(
        "interview_before_the_return",
        Sort.IMPOSSIBLE,
        "return interviews held before the child came back",
        f"SELECT * FROM ({_INTERVIEWS}) AS held WHERE held_at IS NOT NULL AND returned_at IS NOT NULL",  # nosec B608
        "held_at < returned_at",
    ),
    Check(
        "closed_at_once",
        Sort.UNLIKELY,
        f"incidents that ended in the same minute as {AT_ONCE - 1} others or more",
        _CLOSED,
        f"alike >= {AT_ONCE}",
    ),
    Check(
        "open_for_a_year",
        Sort.UNLIKELY,
        "incidents that nobody has ended within a year of their beginning",
        "SELECT *, :as_at AS today FROM episodes",
        "ended_on IS NULL AND date_diff('day', began_on, today) > 365",
    ),
    Check(
        "everything_is_missing",
        Sort.UNLIKELY,
        f"authorities with {ENOUGH} incidents from care or more, none of which is away: is it recorded apart?",
        _LARGE_ENOUGH,
        "away = 0",
    ),
    Check(
        "everything_is_away",
        Sort.UNLIKELY,
        f"authorities with {ENOUGH} incidents from care or more, all of which are away",
        _LARGE_ENOUGH,
        "away = incidents",
    ),
)
