"""Official totals, counted again from children who add up to them: every cell is as published."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.insight.tables.made import counted, extract
from tests.insight.tables.published import children_and_episodes, national, placements
from wayhome.insight.tables import dfe, in_care, looked_after
from wayhome.insight.tables.compared import beside_england
from wayhome.insight.tables.control import controlled
from wayhome.insight.tables.counts import Counts
from wayhome.insight.tables.figures import Figures
from wayhome.insight.tables.periods import Period
from wayhome.rules.disclosure import SmallNumbers

YEARS = [2019, 2020, 2021, 2022, 2023]

#: No duration is published by the day, so that no mean or median of them can be made again.
NOT_MADE_AGAIN = {
    "Average (mean) number of days per missing incident",
    "Average (median) number of days per missing incident",
}

TENS = SmallNumbers(least=0, to_nearest=10)


@pytest.fixture(scope="module", params=YEARS)
def year(request: pytest.FixtureRequest) -> int:
    return request.param


@pytest.fixture(scope="module")
def counts(year: int, tmp_path_factory: pytest.TempPathFactory) -> list[Counts]:
    """What our tables say of the children who add up to the year's: of those missing, and of all in care."""
    folder: Path = tmp_path_factory.mktemp("extract")
    children, episodes = children_and_episodes(year)
    held = extract(folder, children=children, episodes=episodes, placements=placements(year))
    period = Period.year(date(year, 3, 31), today=date.max)
    return [counted(held, table, period) for table in (looked_after.MISSING, in_care.TABLE)]


@pytest.fixture(scope="module")
def figures(counts: list[Counts]) -> list[Figures]:
    return [Figures(o.table, o.period, {c: TENS.rounded(n) for c, n in o.cells.items()}) for o in counts]


@pytest.fixture(scope="module")
def printed(figures: list[Figures]) -> dict[tuple[str, str], str]:
    missing, everybody = figures
    rows = dfe.rows(missing, dfe.ENGLAND, everybody)
    return {(row.missing_status, row.characteristic): row.number for row in rows}


def test_every_number_is_as_published(year, printed):
    published = {
        key: number
        for key, number in national(year).items()
        if key[1] not in NOT_MADE_AGAIN and number != dfe.WITHHELD
    }
    assert len(published) > 57
    assert {key: printed.get(key) for key in published} == published


def test_the_share_of_all_in_care_stands_beside_englands_where_a_source_lists_them(year, counts):
    each = [controlled(one) for one in counts]
    [share] = [one for one in beside_england(each) if one.rate == "missing"]
    printed = int(national(year)["Children missing from placement", dfe.OF_ALL_IN_CARE[1]])
    assert share.england == pytest.approx(printed / 100, abs=0.005)
    assert share.here == pytest.approx(share.england, abs=0.001)
    assert "missing" not in {one.rate for one in beside_england(each[:1])}


def test_what_is_withheld_there_is_small_here(year, printed):
    withheld = [key for key, number in national(year).items() if number == dfe.WITHHELD]
    assert all(printed[key] in ("0", "10") for key in withheld)


def test_no_line_is_printed_that_is_not_published(year, printed):
    assert set(printed) <= set(national(year))


def test_what_no_record_holds_is_marked_and_never_guessed(figures):
    told = {row.characteristic: row.number for row in dfe.rows(figures[0], dfe.ENGLAND)}
    assert {one for one, number in told.items() if number == dfe.NOT_AVAILABLE} == set(dfe.OF_ALL_IN_CARE)


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(11, 100, "11"), (1, 8, "13"), (0, 5, "0"), (1, 300, "k"), (0, 0, "z"), (None, 9, "c"), (9, None, "c")],
)
def test_so_many_in_a_hundred_is_written_as_the_files_write_it(part, whole, said):
    assert dfe.in_a_hundred(part, whole) == said
