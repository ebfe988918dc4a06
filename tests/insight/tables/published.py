"""Children who add up to an official table: the table undone into rows, so that it can be counted again.

The Department prints numbers rounded to 10. For each, a true number is chosen that is printed so, such that parts make
up their wholes exactly; then rows are made, of which each breakdown has its share. Breakdowns are drawn apart from each
other: nothing is published of how they go together, and nothing is claimed of it. The children are made up.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import chain, repeat
from pathlib import Path

from tests.insight.tables.made import episode, placement
from wayhome.insight.extract import rows

STATS = Path(__file__).parents[2] / "data" / "stats"

TOTAL_CHILDREN, TOTAL_INCIDENTS = "Total children who were missing during the year", "Total incidents"

#: From least to most.
Span = tuple[int, int]

ETHNICITIES = {
    "1. Total White": "WBRI WIRI WIRT WROM WOTH",
    "2. Total Mixed or Multiple ethnic groups": "MWBC MWBA MWAS MOTH",
    "3. Total Asian or Asian British": "AIND APKN ABAN CHNE AOTH",
    "4. Total Black, African, Caribbean or Black British": "BCRB BAFR BOTH",
    "5. Total other ethnic group": "OOTH",
    "6. Total refused or information not yet available": "REFU NOBT",
}
AGES = {
    "Under 1 year": 0,
    "1 to 4 years": 3,
    "5 to 9 years": 7,
    "10 to 15 years": 14,
    "16 years and over": 16,
}
DAYS = {
    "Less than 1 day": 0,
    "Between 1 and 2 days": 1,
    "Between 3 and 7 days": 5,
    "Between 8 and 10 days": 9,
    "Between 11 and 15 days": 11,
    "Between 16 and 20 days": 20,
    "Between 21 and 30 days": 30,
    "More than 30 days": 31,
}
PLACED = {
    "Foster placements": "foster_home",
    "Living independently": "independent",
    "Other placements": "other",
    "Placed for adoption": "for_adoption",
    "Placed with parents": "with_parents",
    "Secure units, children's homes and semi-independent living accommodation": "childrens_home",
}
OUTSIDE = {
    "Missing from placement inside council boundary": False,
    "Missing from placement outside council boundary": True,
}


@cache
def national(year: int) -> Mapping[tuple[str, str], str]:
    """Every number printed of England in the year, by what is counted; a trailing blank of the file's is none."""
    file = STATS / "dfe_national_cla_missing_v2023release_2019_2023.csv"
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return {
            (row["missing_status"].strip(), row["characteristic"].strip()): row["number"]
            for row in csv.DictReader(lines)
            if row["time_period"] == str(year)
        }


def printed_as(number: int) -> Span:
    """The true numbers that round to it."""
    return max(0, number - 5), number + 4


def shared(total: int, spans: Sequence[Span]) -> list[int]:
    """One number of each span, which together make up the total."""
    chosen = [least for least, _ in spans]
    left = total - sum(chosen)
    assert left >= 0, "more than the total"
    for place, (least, most) in enumerate(spans):
        more = min(left, most - least)
        chosen[place] += more
        left -= more
    assert left == 0, "less than the total"
    return chosen


def within(whole: Span, parts: Sequence[Span]) -> Span:
    """What a whole may be, if it is also the sum of its parts."""
    span = max(whole[0], sum(least for least, _ in parts)), min(whole[1], sum(most for _, most in parts))
    assert span[0] <= span[1], "the parts do not fit the whole"
    return span


@cache
def children_and_episodes(year: int) -> tuple[list[rows.Child], list[rows.Episode]]:
    children = _children(year)
    return children, list(_episodes(year, len(children)))


def placements(year: int) -> list[rows.Placement]:
    """Of as many children as were looked after in the year, whoever of them was missing."""
    printed = national(year)["Children missing from placement", "All children looked after during the year"]
    return [placement(f"in care/{n}", date(year, 3, 1)) for n in range(int(printed))]


def _spans(year: int, status: str) -> dict[str, Span]:
    """What each number may be that is printed under a status. Withheld: 1 to 5."""
    printed = {one: number for (of, one), number in national(year).items() if of == status}
    return {one: (1, 5) if number == "c" else printed_as(int(number)) for one, number in printed.items()}


def _children(year: int) -> list[rows.Child]:
    by_ethnicity = _spans(year, "Children missing from placement by ethnic origin")
    by_sex = _spans(year, "Children missing from placement by gender")
    groups = {group: _of_group(by_ethnicity, group) for group in ETHNICITIES}
    spans = [within(by_ethnicity[group], parts or [by_ethnicity[group]]) for group, parts in groups.items()]
    sexes = [by_sex["Females"], by_sex["Males"]]
    least, most = within(within(by_sex[TOTAL_CHILDREN], sexes), spans)
    total = (least + most) // 2
    ethnicities: list[str] = []
    for (group, parts), n in zip(groups.items(), shared(total, spans), strict=True):
        ethnicities += _repeated(ETHNICITIES[group].split(), shared(n, parts or [(n, n)]))
    sex = _repeated(["F", "M"], shared(total, sexes))
    return [rows.Child(f"{year}/{n}", *who) for n, who in enumerate(zip(sex, ethnicities, strict=True))]


def _of_group(spans: Mapping[str, Span], group: str) -> list[Span]:
    """Those of its parts, in the order of their letters; of the group without parts none."""
    number = group.partition(".")[0]
    return [spans[one] for one in sorted(spans) if one[0] == number and one[1] != "."]


def _episodes(year: int, children: int) -> Iterator[rows.Episode]:
    """Each child has one, those missing more than once a second, and the first of them all others. Those missing on
    31 March are of the first children, whose first goes on; it is as long as its band says by then.
    """
    ends = date(year, 3, 31)
    ages, days, placed, outside = (
        _spans(year, status)
        for status in (
            "Age of children missing from placement",
            "Durations of missing from placement periods",
            "Placements from which children were missing",
            "Placement locations from which children were missing",
        )
    )
    more, then = (
        sum(printed_as(int(national(year)["Children missing from placement", one]))) // 2
        for one in ("Children missing more than once during the year", "Children missing on 31 March")
    )
    every = (ages, days, placed, outside)
    parted = [{one: span for one, span in spans.items() if one != TOTAL_INCIDENTS} for spans in every]
    total = ages[TOTAL_INCIDENTS]
    for spans in parted:
        total = within(total, list(spans.values()))
    n = sum(total) // 2
    of_age, of_days, of_placement, of_boundary = (
        _repeated(list(spans), shared(n, list(spans.values()))) for spans in parted
    )
    numbers: dict[int, int] = {}
    whose = chain(range(children), range(more), repeat(0))
    for who, age, band, placed, boundary in zip(
        whose, of_age, of_days, of_placement, of_boundary, strict=False
    ):
        numbers[who] = numbers.get(who, 0) + 1
        goes_on = who < then and numbers[who] == 1
        length = DAYS[band]
        yield episode(
            f"{year}/{who}",
            numbers[who],
            ends - timedelta(days=length) if goes_on else ends - timedelta(days=200),
            None if goes_on else length,
            care="looked_after",
            age=AGES[age],
            placement=PLACED[placed],
            outside=OUTSIDE[boundary],
        )


def _repeated[One](some: Sequence[One], times: Sequence[int]) -> list[One]:
    return [one for one, n in zip(some, times, strict=True) for _ in range(n)]
