"""Areas against their size: what chance alone would give is said of each, and nobody is put in an order."""

from __future__ import annotations

from math import comb
from pathlib import Path

import pytest

from tests.insight.tables.made import YEAR, counted, episode, extract
from wayhome.config.areas import areas
from wayhome.insight.tables import looked_after
from wayhome.insight.tables.areas import by_area
from wayhome.insight.tables.control import DFE, PUBLISHED, controlled
from wayhome.insight.tables.counts import Counts
from wayhome.insight.tables.figures import Figures
from wayhome.insight.tables.funnel import NARROW, WIDE, Where, funnel, limits

#: Of each authority the children, and those of them missing more than once.
FIVE = {
    "E08000032": (40, 20),
    "E08000035": (60, 31),
    "E08000033": (50, 24),
    "E08000034": (45, 22),
    "E08000036": (30, 28),
}


def counts(folder: Path, of: dict[str, tuple[int, int]]) -> Counts:
    episodes = [
        episode(f"{code}-{who}", number, days=1, care="looked_after", authority=code)
        for code, each in of.items()
        for number, children in enumerate(each, 1)
        for who in range(children)
    ]
    table = by_area(looked_after.MISSING, areas(of))
    return counted(extract(folder, episodes=episodes), table)


def as_likely(n: int, share: float, times: range) -> float:
    return sum(comb(n, k) * share**k * (1 - share) ** (n - k) for k in times)


@pytest.mark.parametrize("share", [0.05, 0.5, 0.637, 0.95])
@pytest.mark.parametrize("n", [1, 2, 7, 40, 151])
@pytest.mark.parametrize(("level", "of"), [(NARROW, "narrow"), (WIDE, "wide")])
def test_within_the_limits_lies_what_is_likely_and_beyond_each_what_is_not(n, share, level, of):
    """Worked out anew, child by child, of every number of times that there can be."""
    least, most = (round(bound * n) for bound in getattr(limits(n, share), of))
    tail = (1 - level) / 2
    assert as_likely(n, share, range(least)) <= tail < as_likely(n, share, range(least + 1))
    assert as_likely(n, share, range(most + 1, n + 1)) <= tail < as_likely(n, share, range(most, n + 1))


def test_an_area_far_from_the_others_is_beyond_chance_and_they_are_within(tmp_path):
    one = funnel(Figures.exact(counts(tmp_path, FIVE)))
    assert one is not None
    assert one.share == 125 / 225
    where = {point.area[:9]: point.where for point in one.points}
    assert where.pop("E08000036") is Where.BEYOND_WIDE
    assert set(where.values()) == {Where.WITHIN}


def test_a_single_child_is_never_beyond_chance():
    assert limits(1, 0.637).narrow == (0.0, 1.0)


def test_areas_stand_in_the_order_of_the_table(tmp_path):
    one = funnel(Figures.exact(counts(tmp_path, FIVE)))
    assert one is not None
    assert [point.area[:9] for point in one.points] == sorted(FIVE)


def test_an_area_of_which_a_number_is_withheld_is_not_drawn(tmp_path):
    eight = {**FIVE, "E08000017": (20, 2), "E08000018": (30, 16), "E06000010": (70, 36)}
    told = counts(tmp_path, eight)
    drawn = funnel(controlled(told, DFE))
    assert drawn is not None
    shown = {point.area[:9] for point in drawn.points}
    assert "E08000017" not in shown
    assert len(shown) >= 5
    assert {point.area[:9] for point in funnel(Figures.exact(told)).points} == set(eight)  # type: ignore[union-attr]


def test_of_fewer_than_five_areas_there_is_nothing_to_draw(tmp_path):
    four = dict(list(FIVE.items())[:4])
    assert funnel(controlled(counts(tmp_path, four), PUBLISHED)) is None


def test_of_a_table_that_is_not_by_area_there_is_none(tmp_path):
    told = counted(extract(tmp_path, episodes=[episode(care="looked_after")]), looked_after.MISSING, YEAR)
    assert funnel(Figures.exact(told)) is None


@pytest.mark.parametrize("again", [0, 30])
def test_where_all_children_are_alike_there_is_no_chance_to_speak_of(tmp_path, again):
    alike = dict.fromkeys(FIVE, (30, again))
    assert funnel(Figures.exact(counts(tmp_path, alike))) is None
