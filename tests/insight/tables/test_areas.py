"""By area: each authority in its region, and what of it can be said of a source that is part of a nation."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from tests.insight.tables.made import YEAR, about, by, counted, episode, extract
from wayhome.config.areas import areas
from wayhome.insight.disclosure import exposed
from wayhome.insight.tables import dfe, dfe_areas, looked_after
from wayhome.insight.tables.areas import (
    AUTHORITY,
    ELSEWHERE,
    LONDON,
    NATION,
    NO_REGION,
    REGION,
    Authority,
    among_partners,
    by_area,
)
from wayhome.insight.tables.control import DFE, PUBLISHED, controlled, sums
from wayhome.insight.tables.counts import Cell, Counts
from wayhome.insight.tables.declared import NOT_STATED
from wayhome.insight.tables.engine import opened
from wayhome.insight.tables.figures import Figures
from wayhome.insight.tables.listed import TABLES, tables_of
from wayhome.insight.tables.query import ALL
from wayhome.insight.tables.reader import publication, worked_out
from wayhome.insight.tables.released import in_turn
from wayhome.rules.disclosure import Sum

BRADFORD, BARNSLEY, CAMDEN, BARNET, CARDIFF = "E08000032", "E08000016", "E09000007", "E09000003", "W06000015"


EIGHT = [BRADFORD, "E08000035", "E08000033", CAMDEN, "E09000012", BARNET, "E06000001", "E10000016"]


def incidents(**by_code: int) -> list:
    """Of so many children each."""
    return [
        episode(f"{code}-{n}", care="looked_after", authority=code)
        for code, children in by_code.items()
        for n in range(children)
    ]


def counts(folder: Path, episodes: list) -> Counts:
    held = extract(folder, episodes=episodes)
    with opened(held) as engine:
        told_of = areas(engine.authorities(YEAR))
    return counted(held, by_area(looked_after.MISSING, told_of))


def test_each_number_is_counted_by_authority_and_by_region(tmp_path):
    told = counts(tmp_path, incidents(E08000032=7, E08000035=8, E09000007=9))
    assert by(told, AUTHORITY, "children") == {
        "E08000032 Bradford": 7,
        "E08000035 Leeds": 8,
        "E09000007 Camden": 9,
    }
    assert by(told, REGION, "incidents") == {"Yorkshire and The Humber": 15, "London": 9}
    assert by(told, LONDON, "children") == {"Inner London": 9, "Outside London": 15}


def test_a_former_code_is_the_authority_as_it_is_now(tmp_path):
    told = counts(tmp_path, incidents(E08000016=2, E08000038=3, E08000032=4))
    assert by(told, AUTHORITY, "children") == {"E08000038 Barnsley": 5, "E08000032 Bradford": 4}


def test_one_authority_alone_has_no_breakdown_by_area():
    assert by_area(looked_after.MISSING, areas([BRADFORD])) is looked_after.MISSING
    assert by_area(looked_after.MISSING, areas([BARNSLEY, "E08000038"])) is looked_after.MISSING


def test_what_is_all_in_one_region_is_not_said_twice():
    names = {one.name for one in by_area(looked_after.MISSING, areas([BRADFORD, BARNSLEY])).breakdowns}
    assert AUTHORITY in names
    assert not names & {REGION, LONDON}


def test_london_is_a_region_and_its_parts_are_parts_of_it():
    breakdowns = {
        one.name: one for one in by_area(looked_after.MISSING, areas([CAMDEN, BARNET, BRADFORD])).breakdowns
    }
    assert breakdowns[LONDON].wider[REGION]["Inner London"] == "London"
    assert breakdowns[AUTHORITY].wider[LONDON]["E09000007 Camden"] == "Inner London"
    assert breakdowns[AUTHORITY].wider[REGION]["E08000032 Bradford"] == "Yorkshire and The Humber"


def test_an_authority_of_wales_and_one_that_nobody_knows_are_in_no_region_of_england(tmp_path):
    told = counts(tmp_path, incidents(W06000015=2, SIM=3, E08000032=4))
    assert by(told, REGION, "children") == {NO_REGION: 5, "Yorkshire and The Humber": 4}
    assert by(told, AUTHORITY, "children")["SIM"] == 3


def test_a_code_is_a_word_and_never_a_part_of_the_query(tmp_path):
    told = counts(tmp_path, incidents(**{"x' OR '1'='1": 2, "E08000032": 4}))
    assert by(told, AUTHORITY, "children") == {"x' OR '1'='1": 2, "E08000032 Bradford": 4}


def test_where_no_authority_is_stated_that_is_said(tmp_path):
    nobody = [episode("x", care="looked_after")]
    told = counts(tmp_path, incidents(E08000032=2, E09000007=3) + nobody)
    assert by(told, AUTHORITY, "children")[NOT_STATED] == 1
    assert by(told, REGION, "children")[NOT_STATED] == 1


def test_nought_is_said_of_an_authority_of_which_the_source_tells_something_else_in_the_year(tmp_path):
    away = [episode("x", care="looked_after", away=True, authority=BARNET)]
    told = counts(tmp_path, incidents(E08000032=2, E09000007=3) + away)
    assert told.cells[Cell(AUTHORITY, "E09000003 Barnet", "children")] == 0


def test_a_child_of_two_authorities_counts_in_each_and_once_in_all(tmp_path):
    moved = [episode("x", n, care="looked_after", authority=code) for n, code in ((1, BRADFORD), (2, CAMDEN))]
    told = counts(tmp_path, moved)
    assert told.cells[Cell("all", "all", "children")] == 1
    assert by(told, AUTHORITY, "more_than_once") == {"E08000032 Bradford": 1, "E09000007 Camden": 1}


def test_the_judge_takes_each_child_to_be_of_one_authority_until_the_numbers_forbid_it(tmp_path):
    """Nineteen children of each of two, and about twenty in all: they cannot add up, and what is certain is asked."""
    moved = [
        episode(f"x-{who}", n, care="looked_after", authority=code)
        for who in range(19)
        for n, code in ((1, BRADFORD), (2, CAMDEN))
    ]
    figures = controlled(counts(tmp_path, moved), DFE)
    assert figures.shown[Cell(AUTHORITY, "E08000032 Bradford", "children")] == 19
    assert figures.shown[Cell("all", "all", "children")] == 20
    children = [one for one in publication(figures, DFE).links if one.whole == Cell("all", "all", "children")]
    assert any(isinstance(one, Sum) and one.parts[0].breakdown == AUTHORITY for one in children)  # type: ignore[attr-defined]
    assert worked_out(figures, DFE) == []


def test_children_of_two_authorities_by_a_later_release_leave_the_judge_what_is_certain(tmp_path):
    """In all there are as many as before, and the authorities add up to six more."""
    (tmp_path / "then").mkdir()
    known = incidents(E08000032=19, E09000007=20)
    moved = [episode(one.child, 2, care="looked_after", authority=CAMDEN) for one in known[:6]]
    then, now = counts(tmp_path / "then", known), counts(tmp_path, known + moved)
    of_all = Cell("all", "all", "children")
    assert then.cells[of_all] == now.cells[of_all] == 39
    before, last = in_turn([then, now], DFE)
    assert worked_out(last.figures, DFE, [before]) == []


def test_outside_london_is_what_the_other_regions_are_together(tmp_path):
    told = counts(tmp_path, incidents(E08000032=4, E06000001=5, E09000007=6))
    outside = Cell(LONDON, "Outside London", "children")
    parts = next(one.parts for one in sums(told.table, told.cells) if one.whole == outside)
    assert {cell.category for cell in parts if cell.breakdown == REGION} == {
        "North East",
        "Yorkshire and The Humber",
    }


def by_chance(seed: int) -> Counts:
    """A partnership of eight authorities in four regions, with hardly a number that is not small beside it."""
    chance, told_of = Random(seed), areas(EIGHT)
    table = by_area(replace(looked_after.MISSING, breakdowns=()), told_of)
    most = chance.choice([12, 40, 120])
    cells = {
        Cell(by, category, measure.name): 0
        for by, category in [
            (ALL, ALL),
            *((by.name, one) for by in table.breakdowns for one in by.categories),
        ]
        for measure in table.measures
    }
    for one in told_of.values():
        children = chance.choice([0, chance.randint(1, 6), chance.randint(1, most)])
        again = chance.choice([chance.randint(0, children), min(children, chance.randint(0, 3))])
        incidents = children + again + chance.randint(0, 3 * again)
        numbers = (children, again, incidents, min(children, chance.randint(0, 4)))
        region = one.region.name if one.region else NO_REGION
        part = one.part.name if one.part else "Outside London"
        for place in ((ALL, ALL), (REGION, region), (LONDON, part), (AUTHORITY, one.category)):
            for measure, n in zip(table.measures, numbers, strict=True):
                cells[Cell(*place, measure.name)] += n
    return Counts(table, YEAR, cells)


@pytest.mark.parametrize("seed", range(8))
def test_a_solver_can_pin_no_number_of_small_authorities_drawn_by_chance(seed):
    told = by_chance(seed)
    assert any(map(DFE.is_small, told.cells.values()))
    for small in (PUBLISHED, DFE):
        assert worked_out(controlled(told, small), small) == []
    exact = controlled(told, DFE)
    assert exposed(told.cells, exact.shown, publication(exact, DFE)) == {}


def test_a_partnerships_own_file_calls_no_region_so_and_no_whole_england(tmp_path):
    told_of = areas([BRADFORD, "E08000035", CAMDEN])
    told = counts(tmp_path, incidents(E08000032=7, E08000035=8, E09000007=9))
    rows = list(dfe_areas.rows([Figures.exact(told)], told_of, dfe.OF_A_SOURCE))
    assert {row.geographic_level for row in rows} == {"Not national", "Part of a region", "Local authority"}
    assert {row.country_name for row in rows if row.geographic_level == "Not national"} == {""}
    camden = next(row for row in rows if row.la_name == "Camden")
    assert camden[2:10] == (
        "Local authority",
        "E92000001",
        "England",
        "E13000001",
        "Inner London",
        "202",
        "Camden",
        CAMDEN,
    )


def test_a_partnership_of_two_nations_is_counted_by_nation_and_others_are_outside_of_it(tmp_path):
    those = among_partners(
        [
            Authority("E1", "Marrowdale", nation="England"),
            Authority("W1", "Glynfelin", nation="Wales"),
            Authority("B1", "Both"),
        ]
    )
    held = extract(
        tmp_path, episodes=[*incidents(E1=3, W1=2, B1=4, E08000032=1), episode("x", care="looked_after")]
    )
    told = counted(held, by_area(looked_after.MISSING, those))
    assert by(told, NATION, "children") == {"England": 3, "Wales": 2, NOT_STATED: 6}
    of_authorities = {"E1 Marrowdale": 3, "W1 Glynfelin": 2, "B1 Both": 4, ELSEWHERE: 1, NOT_STATED: 1}
    assert by(told, AUTHORITY, "children") == of_authorities
    of_none = Cell(NATION, NOT_STATED, "children")
    parts = [one.parts for one in sums(told.table, told.cells) if one.whole == of_none]
    assert [{cell.category for cell in each} for each in parts] == [{"B1 Both", ELSEWHERE, NOT_STATED}]


def test_a_partnership_of_one_authority_has_no_breakdown_by_area():
    assert by_area(looked_after.MISSING, among_partners([Authority("E1")])) is looked_after.MISSING


@pytest.mark.parametrize("told_of", [[], [BRADFORD], [BRADFORD, CAMDEN, CARDIFF]])
def test_tables_of_looked_after_children_are_by_area_where_there_is_more_than_one(told_of):
    tables = {one.name: one for one in tables_of(about(lists_in_care=True), areas(told_of))}
    assert list(tables) == [one.name for one in TABLES]
    by_areas = {name for name, one in tables.items() if AUTHORITY in {by.name for by in one.breakdowns}}
    assert by_areas == ({"cla_missing", "cla_away", "in_care"} if len(told_of) > 1 else set())
