"""How many children are looked after: of a source that lists them all, and of no other."""

from __future__ import annotations

from datetime import date

import pytest

from tests.insight.tables.made import about, by, counted, episode, extract, placement, whole
from wayhome.insight.extract.rows import Child
from wayhome.insight.tables import in_care
from wayhome.insight.tables.listed import tables_of

#: The year of the tests runs from 1 April 2025 to 31 March 2026.
BEFORE, FIRST, LAST = date(2025, 3, 31), date(2025, 4, 1), date(2026, 3, 31)


@pytest.fixture
def counts(tmp_path):
    def of(*placements, **tables):
        return counted(extract(tmp_path, placements=list(placements), **tables), in_care.TABLE)

    return of


@pytest.mark.parametrize(
    ("began_on", "ended_on", "in_year", "then"),
    [
        (BEFORE, None, 1, 1),
        (BEFORE, BEFORE, 0, 0),
        (BEFORE, FIRST, 1, 0),
        (LAST, None, 1, 1),
        (LAST, LAST, 1, 0),
        (date(2026, 4, 1), None, 0, 0),
    ],
)
def test_a_placement_counts_that_ran_on_a_day_of_the_year(counts, began_on, ended_on, in_year, then):
    told = whole(counts(placement("a", began_on, ended_on=ended_on)))
    assert told == {"children": in_year, "at_31_march": then}


def test_a_child_counts_once_however_often_it_was_moved(counts):
    moved = (
        placement("a", BEFORE, ended_on=FIRST),
        placement("a", FIRST, number=2, kind="childrens_home", outside=True),
    )
    told = counts(*moved)
    assert whole(told) == {"children": 1, "at_31_march": 1}
    homes = "Secure units, children's homes and semi-independent living accommodation"
    assert by(told, "placement_at_31_march", "at_31_march") == {homes: 1}
    assert by(told, "boundary_at_31_march", "at_31_march") == {"Outside the authority's boundary": 1}


def test_a_short_break_makes_nobody_a_child_in_care(counts):
    told = counts(
        placement("a", short_breaks=True),
        placement("b", short_breaks=True),
        placement("b", number=2, short_breaks=False),
        placement("c"),
    )
    assert whole(told) == {"children": 2, "at_31_march": 2}


def test_whoever_was_missing_is_one_of_them_and_whoever_was_never_is_too(counts):
    children = [Child("a", "F", "WBRI"), Child("b", "M", None), Child("c", None, None)]
    told = counts(placement("a"), placement("b"), children=children, episodes=[episode("a"), episode("c")])
    assert whole(told)["children"] == 2
    assert by(told, "sex", "children") == {"Females": 1, "Males": 1}


def test_only_a_source_that_lists_everybody_in_care_says_how_many_there_are():
    def named(*, lists: bool) -> set[str]:
        return {table.name for table in tables_of(about(lists_in_care=lists))}

    assert named(lists=True) - named(lists=False) == {"in_care"}
