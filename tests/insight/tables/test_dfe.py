"""Official totals, counted again from children who add up to them: every cell is as published."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.insight.tables.made import counted, extract
from tests.insight.tables.published import children_and_episodes, national
from wayhome.insight.tables import dfe, looked_after
from wayhome.insight.tables.figures import Figures
from wayhome.insight.tables.periods import Period
from wayhome.rules.disclosure import SmallNumbers

YEARS = [2019, 2020, 2021, 2022, 2023]

#: No duration is published by the day, so that no mean or median of them can be made again.
NOT_MADE_AGAIN = {
    "Average (mean) number of days per missing incident",
    "Average (median) number of days per missing incident",
}
#: How many children are looked after is in no record of missing children.
NOT_HELD = {characteristic for _, characteristic in dfe.NOT_HELD}

TENS = SmallNumbers(least=0, to_nearest=10)


@pytest.fixture(scope="module", params=YEARS)
def year(request: pytest.FixtureRequest) -> int:
    return request.param


@pytest.fixture(scope="module")
def printed(year: int, tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], str]:
    """What our table prints of the children who add up to the year's."""
    folder: Path = tmp_path_factory.mktemp("extract")
    children, episodes = children_and_episodes(year)
    held = extract(folder, children=children, episodes=episodes)
    counts = counted(held, looked_after.MISSING, Period.year(date(year, 3, 31), today=date.max))
    rounded = {cell: TENS.rounded(n) for cell, n in counts.cells.items()}
    figures = Figures(counts.table, counts.period, rounded)
    return {(row.missing_status, row.characteristic): row.number for row in dfe.rows(figures, dfe.ENGLAND)}


def test_every_number_is_as_published(year, printed):
    published = {
        key: number
        for key, number in national(year).items()
        if key[1] not in NOT_MADE_AGAIN | NOT_HELD and number != dfe.WITHHELD
    }
    assert len(published) > 55
    assert {key: printed.get(key) for key in published} == published


def test_what_is_withheld_there_is_small_here(year, printed):
    withheld = [key for key, number in national(year).items() if number == dfe.WITHHELD]
    assert all(printed[key] in ("0", "10") for key in withheld)


def test_no_line_is_printed_that_is_not_published(year, printed):
    assert set(printed) <= set(national(year))


def test_what_no_record_holds_is_marked_and_never_guessed(printed):
    assert {key[1] for key, number in printed.items() if number == dfe.NOT_AVAILABLE} == NOT_HELD
