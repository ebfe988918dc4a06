"""A source beside England as published: rates of the same whole, of numbers that are shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.insight.tables.made import YEAR, counted, episode, extract
from tests.insight.tables.published import children_and_episodes, national
from wayhome.insight.tables import dfe, england, looked_after
from wayhome.insight.tables.compared import beside_england
from wayhome.insight.tables.control import PUBLISHED, controlled
from wayhome.insight.tables.counts import Cell
from wayhome.insight.tables.declared import NOT_STATED
from wayhome.insight.tables.figures import Figures
from wayhome.insight.tables.periods import Period
from wayhome.insight.tables.query import ALL

OF_2023 = Period.year(date(2023, 3, 31), today=date.max)


def rates(figures: Figures) -> dict[tuple[str, str], tuple[float | None, float | None]]:
    return {(one.rate, one.category): (one.here, one.england) for one in beside_england([figures])}


@pytest.mark.parametrize("year", [2019, 2020, 2021, 2022, 2023])
def test_what_is_held_of_england_is_what_the_department_printed(year):
    held = england.england(Period.year(date(year, 3, 31), today=date.max))
    assert held is not None
    printed = {
        (row.missing_status, row.characteristic): row.number
        for row in dfe.rows(replace(held, shown={**everything(), **held.shown}), dfe.ENGLAND)
    }
    published = national(year)
    shown = {key: n for key, n in printed.items() if n not in ("c", "x")}
    assert len(shown) > 25
    assert shown == {key: published[key] for key in shown}


def everything() -> dict[Cell, int | None]:
    """Every line of the table, with nothing in it."""
    return {
        Cell(by.name, category, measure): None
        for by in looked_after.MISSING.breakdowns
        for category in by.categories
        for measure in by.measures
    }


def test_every_year_that_is_held_is_one_of_the_release():
    assert england.years() == [2019, 2020, 2021, 2022, 2023]


def test_children_who_add_up_to_england_have_its_rates(tmp_path):
    children, episodes = children_and_episodes(2023)
    counts = counted(extract(tmp_path, children=children, episodes=episodes), looked_after.MISSING, OF_2023)
    both = rates(controlled(counts))
    assert both["mean", ALL] == (6.4, 6.4)
    assert both["more_than_once", ALL][1] == round(8_120 / 12_740, 4)
    assert len(both) == 3 + 5 + 8 + 6
    assert all(here == pytest.approx(there, abs=0.001) for here, there in both.values())


def test_a_share_is_of_what_is_stated(tmp_path):
    year = date(2022, 6, 1)
    episodes = [
        episode(f"x-{n}", began_on=year, care="looked_after", placement="foster_home" if n < 30 else None)
        for n in range(50)
    ]
    counts = counted(extract(tmp_path, episodes=episodes), looked_after.MISSING, OF_2023)
    figures = controlled(counts)
    assert figures.shown[Cell("placement", NOT_STATED, "incidents")] == 20
    assert rates(figures)["placement", "Foster placements"][0] == 1.0


def test_nothing_is_worked_out_of_a_number_that_is_withheld(tmp_path):
    """Of forty children three were missing again."""
    episodes = [
        episode(f"x-{n}", number, began_on=date(2022, 6, number), care="looked_after")
        for number, children in ((1, 40), (2, 3))
        for n in range(children)
    ]
    counts = counted(extract(tmp_path, episodes=episodes), looked_after.MISSING, OF_2023)
    assert rates(controlled(counts))["more_than_once", ALL][0] is None
    assert rates(Figures.exact(counts))["more_than_once", ALL][0] == 3 / 40


def test_of_a_year_that_is_not_held_and_of_everything_nothing_is_compared(tmp_path):
    counts = counted(extract(tmp_path, episodes=[episode(care="looked_after")]), looked_after.MISSING)
    assert beside_england([controlled(counts, PUBLISHED)]) == []
    everything = Period.everything(date(2022, 6, 1), YEAR.ends)
    assert england.england(everything) is None


def test_other_tables_are_beside_nothing(tmp_path):
    counts = counted(
        extract(tmp_path, episodes=[episode(away=True, care="looked_after")]), looked_after.AWAY, OF_2023
    )
    assert beside_england([Figures.exact(counts)]) == []
