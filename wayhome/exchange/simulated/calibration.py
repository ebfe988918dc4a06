"""A simulated partnership beside what has been published of real ones.

Published figures come from different services, years and counting rules, and cannot all be true at once. Where
the mean is 2.8 and 47 % have more than one incident, 81 % of incidents are of children with two or more; the
65–75 % were found where the mean was about 2.3. Likewise 5.3 (police, 2018/19) and 6.1 to 6.8 (DfE) count
different children in care. The simulation is fitted to the police figures of 2018/19 and lies between the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import mean, median
from typing import NamedTuple

from wayhome.exchange.simulated.child import Child, Incident
from wayhome.exchange.simulated.incidents import CSE, HARM
from wayhome.rules.moment import day_of

YEAR = timedelta(days=365)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ChildYear:
    """One child's incidents that began within one period of twelve months; at least one."""

    child: Child
    incidents: Sequence[Incident]


class Row(NamedTuple):
    """`low` to `high` is what was published; `note` says where, or why it cannot be met with the rest."""

    statistic: str
    simulated: float
    low: float
    high: float
    unit: str
    note: str = ""


def written(rows: Iterable[Row]) -> Iterator[str]:
    """The rows as lines of text, simulated beside published."""
    yield f"{'':48}{'simulated':>9}  published"
    for row in rows:
        published = f"{row.low:g}" if row.low == row.high else f"{row.low:g} to {row.high:g}"
        yield f"{row.statistic:48}{row.simulated:9.2f}  {f'{published} {row.unit}':16}{row.note}".rstrip()


def child_years(children: Iterable[Child], now: datetime, years: int = 3) -> list[ChildYear]:
    """Each child in each of the last periods of twelve months in which the child went missing."""
    found = []
    for child in children:
        by_year: dict[int, list[Incident]] = {}
        for incident in child.incidents:
            by_year.setdefault((now - incident.span.last_seen) // YEAR, []).append(incident)
        found += [ChildYear(child, incidents) for year, incidents in by_year.items() if year < years]
    return found


def calibration(children: Iterable[Child], now: datetime) -> list[Row]:
    """Every published figure with the simulated one, by child and year, over three years until `now`."""
    years = child_years(children, now)
    return [
        *_how_often(years),
        *_how_concentrated(years),
        *_how_long(years, now),
        *_who(years),
        *_after(years, now),
    ]


def _how_often(years: list[ChildYear]) -> list[Row]:
    care = [year for year in years if year.child.care]
    not_care = [year for year in years if not year.child.care]
    return [
        Row("incidents per missing child", _per_child(years), 2.8, 2.9, ""),
        Row(
            "incidents per missing child in care",
            _per_child(care),
            5.3,
            5.3,
            "",
            "UKMPU 2018/19; DfE's looked-after children 6.1 to 6.8",
        ),
        Row("incidents per missing child not in care", _per_child(not_care), 2.2, 2.2, ""),
        Row("in care, of missing children", _percent(len(care), len(years)), 19, 19, "%"),
        Row("in care, of incidents", _percent(_count(care), _count(years)), 36, 36, "%"),
    ]


def _how_concentrated(years: list[ChildYear]) -> list[Row]:
    again, care = (
        [year for year in years if len(year.incidents) > 1],
        [year for year in years if year.child.care],
    )
    care_again = [year for year in again if year.child.care]
    ten = [year for year in years if len(year.incidents) >= 10]
    after_first = _percent(_count(years) - len(years), _count(years))
    return [
        Row("incidents after a child's first", after_first, 56, 68, "%"),
        Row(
            "incidents of children with two or more",
            _percent(_count(again), _count(years)),
            65,
            75,
            "%",
            "found where the mean was 2.3",
        ),
        Row("more than one incident", _percent(len(again), len(years)), 47, 47, "%", "one Welsh force"),
        Row("more than one incident, in care", _percent(len(care_again), len(care)), 63, 65, "%", "DfE"),
        Row("incidents of the top 5 % of children", _top(years, 0.05), 28, 33, "%", "top 4 to 6 %"),
        Row("incidents of the top 15 % of children", _top(years, 0.15), 50, 100, "%", "over half"),
        Row("incidents each, of children with ten or more", _per_child(ten), 16, 17, ""),
        Row("days to the first repeat, median", _first_repeat(again), 0, 28, "days", "under 28"),
    ]


def _how_long(years: list[ChildYear], now: datetime) -> list[Row]:
    ended = [one.span.length for year in years for one in year.incidents if one.returned <= now]
    return [
        Row("under a day", _share(length < DAY for length in ended), 33, 33, "%"),
        Row("one to two days", _share(DAY <= length < 3 * DAY for length in ended), 57, 57, "%"),
        Row("three days or more", _share(length >= 3 * DAY for length in ended), 10, 10, "%"),
        Row("over thirty days", _share(length > 30 * DAY for length in ended), 0.5, 0.5, "%"),
        Row("length, mean", mean(length / DAY for length in ended), 1.9, 1.9, "days"),
    ]


def _who(years: list[ChildYear]) -> list[Row]:
    every = [(year.child, one) for year in years for one in year.incidents]
    flagged = [child for child, one in every if CSE in one.flags]
    ages = [(day_of(year.incidents[0].span.last_seen) - year.child.born) / YEAR for year in years]
    return [
        Row("aged 12 to 17, of missing children", _share(age >= 12 for age in ages), 93, 93, "%"),
        Row("incidents with a CSE flag", _percent(len(flagged), len(every)), 9, 9, "%"),
        Row("girls, of those", _share(child.sex == "F" for child in flagged), 69, 69, "%"),
        Row("incidents with harm recorded", _share(HARM in one.flags for _, one in every), 3.8, 4, "%"),
    ]


def _after(years: list[ChildYear], now: datetime) -> list[Row]:
    """Of episodes that ended long enough ago for an interview to have been held."""
    ended = [one for year in years for one in year.incidents if one.returned <= now - 30 * DAY]
    held = [(one.interview.held, one.returned) for one in ended if one.interview and one.interview.held]
    in_time = _share(at - returned <= timedelta(hours=72) for at, returned in held)
    return [
        Row("return interview held, of episodes", _percent(len(held), len(ended)), 50, 50, "%", "about half"),
        Row("within 72 hours, of interviews held", in_time, 42, 63, "%"),
    ]


def _count(years: Iterable[ChildYear]) -> int:
    return sum(len(year.incidents) for year in years)


def _per_child(years: Sequence[ChildYear]) -> float:
    return _count(years) / len(years)


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole


def _share(held: Iterable[bool]) -> float:
    return 100 * mean(held)


def _top(years: list[ChildYear], share: float) -> float:
    """The share of incidents that the given share of children have, those with most first."""
    counts = sorted((len(year.incidents) for year in years), reverse=True)
    return _percent(sum(counts[: round(share * len(counts))]), sum(counts))


def _first_repeat(again: list[ChildYear]) -> float:
    """From the return to being last seen again."""
    waits = [year.incidents[1].span.last_seen - year.incidents[0].returned for year in again]
    return median(wait / DAY for wait in waits)
