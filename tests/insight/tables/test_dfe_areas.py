"""The Department's table of authorities, counted again from children who add up to it: every cell is as published."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from tests.insight.tables.made import extract
from tests.insight.tables.published import STATS
from tests.insight.tables.published_areas import episodes, in_care, printed
from wayhome.config.areas import areas
from wayhome.exchange import register
from wayhome.insight.disclosure import exposed
from wayhome.insight.tables import dfe, dfe_areas, looked_after
from wayhome.insight.tables import in_care as everybody
from wayhome.insight.tables.areas import by_area
from wayhome.insight.tables.control import DFE, POLICIES, controlled
from wayhome.insight.tables.counts import Counts
from wayhome.insight.tables.engine import opened
from wayhome.insight.tables.figures import Figures
from wayhome.insight.tables.line import rounding
from wayhome.insight.tables.periods import Period
from wayhome.insight.tables.reader import publication, worked_out

YEARS = [2019, 2020, 2021, 2022, 2023]

#: No children can add up to what is printed of one authority: see published_areas.py. So its region is not as printed.
CANNOT_BE = {
    2021: {
        (
            level,
            code,
            "Children who were away from placement without authorisation more than once during the year",
        )
        for level, code in (("Local authority", "E10000034"), ("Regional", "E12000005"))
    }
}

#: Means that lie half way and are printed lower there, as a computer has them. Some twenty others are printed higher.
HALVES = {
    2019: {"E09000024"},
    2020: set(),
    2021: {"E06000010", "E06000045"},
    2022: {"E08000036"},
    2023: {"E09000028"},
}


@pytest.fixture(scope="module", params=YEARS)
def year(request: pytest.FixtureRequest) -> int:
    return request.param


@pytest.fixture(scope="module")
def told_of(year: int):
    children, _ = in_care(year)
    return areas({one.authority for one in (*episodes(year), *children)})


@pytest.fixture(scope="module")
def counts(year: int, told_of, tmp_path_factory: pytest.TempPathFactory) -> list[Counts]:
    children, placements = in_care(year)
    held = extract(
        tmp_path_factory.mktemp("extract"), episodes=episodes(year), children=children, placements=placements
    )
    period = Period.year(date(year, 3, 31), today=date.max)
    with opened(held) as engine:
        assert set(engine.authorities(period)) == set(told_of)
        tables = (looked_after.MISSING, looked_after.AWAY, everybody.TABLE)
        return [engine.counts(by_area(of, told_of), period) for of in tables]


@pytest.fixture(scope="module")
def lines(counts, told_of) -> dict[tuple[str, str, str], str]:
    """What our file prints of these children, by area and group, with nothing withheld."""
    figures = [
        Figures(
            one.table, one.period, {cell: rounding(DFE, cell).rounded(n) for cell, n in one.cells.items()}
        )
        for one in counts
    ]
    rows = dfe_areas.rows(figures, told_of, dfe.ENGLAND)
    return {
        (row.geographic_level, row.new_la_code or row.region_code, row.CLA_group): row.number for row in rows
    }


@pytest.mark.parametrize("small", POLICIES.values(), ids=list(POLICIES))
def test_of_every_small_number_enough_stays_open_whatever_is_rounded_how(counts, small):
    """Between areas of different rounding, too: everything from nought to the least that is shown may still be so."""
    for one in counts:
        figures = controlled(one, small)
        assert sum(n is None for n in figures.shown.values()) < len(figures.shown) / 2
        assert exposed(one.cells, figures.shown, publication(figures, small)) == {}


def test_a_solver_can_work_out_no_number_of_an_authority_that_is_withheld(counts):
    assert worked_out(controlled(counts[0], DFE), DFE) == []


def test_where_only_small_numbers_are_withheld_the_solver_finds_what_follows(counts):
    one = counts[1]
    alone = {
        cell: None if DFE.is_small(n) else rounding(DFE, cell).rounded(n) for cell, n in one.cells.items()
    }
    figures = Figures(one.table, one.period, alone)
    assert exposed(one.cells, figures.shown, publication(figures, DFE))


def published(year: int) -> dict[tuple[str, str, str], str]:
    return {
        (
            one.level,
            register.authority(one.authority).code if one.authority else one.region,
            dfe_areas.GROUPS[one.table][name],
        ): number
        for one in printed(year)
        for name, number in one.numbers.items()
    }


def test_every_count_of_every_area_is_as_published(year, lines):
    counted = {key: number for key, number in published(year).items() if not key[2].startswith("Average")}
    shown = {key: number for key, number in counted.items() if number not in ("c", "z")}
    assert len(shown) > 1_000
    assert {key for key in shown if key in lines and lines[key] != shown[key]} == CANNOT_BE.get(year, set())
    assert {shown[key] for key in shown if key not in lines} <= {"0"}


def test_every_mean_of_an_authority_is_as_published(year, lines):
    means = {
        key: number
        for key, number in published(year).items()
        if key[0] == dfe_areas.OF_AUTHORITY and key[2].startswith("Average") and number not in ("c", "z")
    }
    assert len(means) > 200
    assert {key[1] for key in means if key in lines and lines[key] != means[key]} == HALVES[year]


def test_what_is_not_printed_of_an_authority_is_what_the_source_does_not_tell_of(year, lines):
    """The Department prints nought of one that sent nothing; this has no line of it."""
    said: dict[str, set[str]] = {}
    for (_, area, _), number in published(year).items():
        said.setdefault(area, set()).add(number)
    assert {area for area in said if (area not in {key[1] for key in lines})} == {
        area for area, numbers in said.items() if numbers <= {"0", "z"}
    }


def test_how_many_in_a_hundred_were_missing_is_as_published(year, lines):
    """Of an authority. A region's was divided before it was rounded there, and is of rounded numbers here."""
    told = {key: number for key, number in in_a_hundred(year).items() if number not in ("c", "z")}
    assert len(told) > 250
    assert {key[0] for key in told} == {"National", "Regional", "Local authority"}
    near = {
        key
        for key, number in told.items()
        if number != dfe.LOW and key[0] != "Local authority" and abs(int(lines[key]) - int(number)) <= 1
    }
    apart = {key for key in told.keys() - near if key in lines and lines[key] != told[key]}
    assert {(code, group) for _, code, group in apart} <= made_up(year)


def made_up(year: int) -> set[tuple[str, str]]:
    """Authorities and percentages of which either number is withheld: some are printed all the same."""
    withheld = {(one.authority, one.table) for one in printed(year) if one.numbers["children"] == "c"}
    return {
        (code, group)
        for code, of in withheld
        for table, group in dfe_areas.IN_A_HUNDRED.items()
        if of in (table, "in_care")
    }


def in_a_hundred(year: int) -> dict[tuple[str, str, str], str]:
    file = STATS / "dfe_la_cla_missing_v2023release.csv"
    words = set(dfe_areas.IN_A_HUNDRED.values())
    with file.open(encoding="utf-8-sig", newline="") as held:
        return {
            (
                row["geographic_level"],
                register.authority(row["new_la_code"]).code if row["new_la_code"] else row["region_code"],
                row["CLA_group"],
            ): row["number"]
            for row in csv.DictReader(held)
            if row["time_period"] == str(year) and row["CLA_group"] in words
        }


def test_what_no_record_holds_is_marked_and_never_guessed(counts, told_of):
    told = [Figures.exact(one) for one in counts[:2]]
    rows = dfe_areas.rows(told, told_of, dfe.ENGLAND)
    missing = {row.CLA_group for row in rows if row.number == dfe.NOT_AVAILABLE}
    assert missing == set(dfe_areas.OF_ALL_IN_CARE)
