"""Children who add up to an official table of authorities: undone into rows, so that it can be counted again.

Authorities' numbers are printed as they are, so that most are taken as they stand. Of a number that is withheld one is
chosen with which the authority's others can be true and its region is printed as it was. The children are made up.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from math import inf
from typing import NamedTuple

from scipy.optimize import Bounds, LinearConstraint, milp

from tests.insight.tables.made import episode, placement
from tests.insight.tables.published import STATS, Span, printed_as, within
from wayhome.insight.extract import rows
from wayhome.insight.tables import dfe_areas

#: In the order in which they are chosen for each authority.
MEASURES = ("children", "more_than_once", "incidents", "at_31_march")

#: Ten incidents of nine children, of whom none had two: printed so of children away, and no children can add up to it.
CANNOT_BE = {("E10000034", 2021)}

#: London is printed beside the two parts of which it is made.
PARTS = {"E13000001": "E12000007", "E13000002": "E12000007"}


class Printed(NamedTuple):
    """A line, by its area and its table, and what stands there of each measure."""

    level: str
    region: str
    authority: str
    table: str
    numbers: Mapping[str, str]


@cache
def printed(year: int) -> tuple[Printed, ...]:
    groups = {
        words: (table, name) for table, named in dfe_areas.GROUPS.items() for name, words in named.items()
    }
    lines: dict[tuple[str, str, str, str], dict[str, str]] = {}
    file = STATS / "dfe_la_cla_missing_v2023release.csv"
    with file.open(encoding="utf-8-sig", newline="") as held:
        for row in csv.DictReader(held):
            if row["time_period"] == str(year) and row["CLA_group"] in groups:
                table, name = groups[row["CLA_group"]]
                key = (row["geographic_level"], row["region_code"], row["new_la_code"], table)
                lines.setdefault(key, {})[name] = row["number"]
    return tuple(Printed(*key, numbers) for key, numbers in lines.items())


@cache
def episodes(year: int) -> list[rows.Episode]:
    """Of every authority that is printed, each child of its own."""
    made: list[rows.Episode] = []
    for table in dfe_areas.IN_A_HUNDRED:
        for code, numbers in _chosen(year, table).items():
            made += _of_authority(f"{table}/{year}/{code}", code, year, numbers, away=table == "cla_away")
    return made


@cache
def in_care(year: int) -> tuple[list[rows.Child], list[rows.Placement]]:
    """As many children looked after as every authority prints, whoever of them was missing."""
    children: list[rows.Child] = []
    for code, n in _looked_after(year).items():
        children += (rows.Child(f"in care/{code}/{who}", None, None, code) for who in range(n))
    alike = placement(began_on=date(year, 3, 1))
    return children, [alike._replace(child=one.child) for one in children]


def _looked_after(year: int) -> dict[str, int]:
    """Of those of one region who are withheld, the last is what region and nation leave, and each other has one."""
    said = [one for one in printed(year) if one.table == "in_care" and one.numbers["children"] != "z"]
    there = [one for one in said if one.authority]
    withheld = [one for one in there if one.numbers["children"] == "c"]
    chosen = {one.authority: 1 if one in withheld else int(one.numbers["children"]) for one in there}
    for last in withheld[-1:]:
        del chosen[last.authority]
        left = list[Span]()
        for wider in (one for one in said if not one.authority and one.region in ("", last.region)):
            inside = sum(chosen.get(one.authority, 0) for one in there if wider.region in ("", one.region))
            least, most = printed_as(int(wider.numbers["children"]))
            left.append((least - inside, most - inside))
        chosen[last.authority] = within(left[0], left[1:])[0]
    return chosen


def _chosen(year: int, table: str) -> dict[str, dict[str, int]]:
    """A number for each measure of each authority, by which every line is printed as it was: asked of a solver."""
    lines = [one for one in printed(year) if one.table == table and "z" not in one.numbers.values()]
    there = [one for one in lines if one.authority]
    place = {
        (one.authority, name): n for n, (one, name) in enumerate((o, m) for o in there for m in MEASURES)
    }
    least, most = zip(*(_span(one.numbers[name]) for one in there for name in MEASURES), strict=True)
    rules: list[tuple[dict[int, float], float, float]] = []
    for one in there:
        children, more, incidents, then = (place[one.authority, name] for name in MEASURES)
        rules.append(({children: 1, more: -1}, 0, inf))
        rules.append(({children: 1, then: -1}, 0, inf))
        rules.append(({incidents: 1, children: -1, more: -1}, 0, inf))
        if (one.authority, year) not in CANNOT_BE:  # who had more, had it more than once
            rules.append(({incidents: 1, children: -1, more: -LARGE}, -inf, 0))
        if one.numbers["mean"] != "c" and "c" in (one.numbers["children"], one.numbers["incidents"]):
            mean = Fraction(one.numbers["mean"])
            rules.append(({incidents: 1, children: float(Fraction(1, 20) - mean)}, 0, inf))
            rules.append(({incidents: 1, children: NEAR - float(mean + Fraction(1, 20))}, -inf, 0))
    for wider in (one for one in lines if not one.authority):
        inside = [one.authority for one in there if wider.region in ("", one.region, PARTS.get(one.region))]
        rules += [
            (
                dict.fromkeys((place[code, name] for code in inside), 1),
                *_span(wider.numbers[name], printed_as),
            )
            for name in MEASURES
        ]
    answer = milp(
        [0] * len(place),
        integrality=[1] * len(place),
        bounds=Bounds(least, most),
        constraints=[LinearConstraint(_row(times, len(place)), low, high) for times, low, high in rules],
    )
    assert answer.x is not None, (year, table, answer.message)
    return {
        one.authority: {name: round(answer.x[place[one.authority, name]]) for name in MEASURES}
        for one in there
    }


#: So little is nothing to a solver, which counts in fractions.
NEAR = 1e-4

#: More than any number of an authority.
LARGE = 10_000


def _row(times: Mapping[int, float], size: int) -> list[float]:
    row = [0.0] * size
    for place, n in times.items():
        row[place] = n
    return row


def _span(number: str, of=lambda n: (n, n)) -> tuple[int, int]:
    """Withheld: one or more, since nought is printed, and others are withheld with what is small."""
    return (1, LARGE) if number == "c" else of(int(number))


def _of_authority(
    child: str, code: str, year: int, numbers: Mapping[str, int], *, away: bool
) -> Iterator[rows.Episode]:
    """Each child has one, those missing more than once a second, and the first of them all others."""
    ends = date(year, 3, 31)
    children, more, incidents, then = (numbers[name] for name in MEASURES)
    its = {"away": away, "care": "looked_after", "authority": code}
    over = episode(began_on=ends - timedelta(days=200), **its)
    goes_on = episode(began_on=ends - timedelta(days=1), days=None, **its)
    for n in range(incidents):
        who = n if n < children else n - children if n < children + more else 0
        number = 1 + (n >= children) + max(0, n - children - more + 1)
        yield (goes_on if n < then else over)._replace(child=f"{child}/{who}", number=number)
