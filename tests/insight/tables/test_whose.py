"""What is an agency's own, and what is not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.insight.tables.made import DAY, YEAR, concern, episode, extract, interview, whole
from wayhome.insight.extract import rows
from wayhome.insight.extract.folder import Extract
from wayhome.insight.tables import duties, ever_missing, interviews, next_episode, police, repeats
from wayhome.insight.tables.counts import Cell
from wayhome.insight.tables.declared import Table
from wayhome.insight.tables.engine import opened
from wayhome.insight.tables.listed import TABLES

NOON = datetime(2025, 6, 2, 12, tzinfo=UTC)


def duty(owner: str | None, state: str) -> rows.Finding:
    return rows.Finding("a", 1, "england.return_interview", "", state, NOON, DAY, NOON, None, owner, False)


@pytest.fixture
def held(tmp_path: Path) -> Extract:
    """A child with an incident under each of two authorities, and a child of neither; two forces between them."""
    return extract(
        tmp_path,
        episodes=[
            episode("a", 1, authority="E1", force="F1"),
            episode("a", 2, authority="E2", force="F1"),
            episode("b", 1, authority="E2", force="F2"),
            episode("c", 1),
        ],
        interviews=[
            interview("a", 1, offered_at=NOON),
            interview("a", 2, offered_at=NOON, held_at=NOON, in_time=True),
        ],
        findings=[duty("E1", "met"), duty("E2", "overdue"), duty("E2", "met_late"), duty(None, "due")],
    )


def numbers(held: Extract, table: Table, agency: str | None) -> dict[str, int]:
    with opened(held, agency) as engine:
        return whole(engine.counts(table, YEAR))


@pytest.mark.parametrize(
    ("agency", "incidents", "children", "more_than_once"),
    [(None, 4, 3, 1), ("E1", 1, 1, 0), ("E2", 2, 2, 0), ("F1", 2, 1, 1), ("F2", 1, 1, 0), ("E3", 0, 0, 0)],
)
def test_incidents_are_the_authoritys_who_is_responsible_and_the_forces(
    held, agency, incidents, children, more_than_once
):
    counted = numbers(held, police.TABLE, agency)
    assert counted == {"incidents": incidents, "children": children, "more_than_once": more_than_once}


def test_how_often_a_child_went_missing_is_counted_within_what_is_the_agencys_own(held):
    assert numbers(held, repeats.TABLE, None)["after_first"] == 1
    assert numbers(held, repeats.TABLE, "F1")["after_first"] == 1
    assert numbers(held, repeats.TABLE, "E2")["after_first"] == 0


def test_an_interview_is_of_the_agency_whose_the_incident_is(held):
    of_one, of_other = (numbers(held, interviews.TABLE, agency) for agency in ("E1", "E2"))
    assert (of_one["offered"], of_one["held"]) == (1, 0)
    assert (of_other["offered"], of_other["held"]) == (1, 1)


def test_a_duty_is_of_the_agency_that_owed_it(held):
    of_one, of_other = (numbers(held, duties.TABLE, agency) for agency in ("E1", "E2"))
    assert (of_one["asked"], of_one["met"]) == (1, 1)
    assert (of_other["asked"], of_other["overdue"], of_other["met_late"]) == (2, 1, 1)


def test_a_child_who_was_never_missing_is_of_the_authority_that_is_responsible(tmp_path):
    """Else every child of an agency who is feared to be exploited would have been missing."""
    feared = extract(
        tmp_path,
        children=[rows.Child("a", None, None, "E1"), rows.Child("b", None, None, "E2")],
        episodes=[episode("c", 1, authority="E1", force="F1")],
        concerns=[concern(one, form="sexual") for one in "abc"],
    )
    said = {agency: numbers(feared, ever_missing.TABLE, agency) for agency in (None, "E1", "E2", "F1")}
    assert {agency: (one["ever_missing"], one["never_missing"]) for agency, one in said.items()} == {
        None: (1, 2),
        "E1": (1, 1),
        "E2": (0, 1),
        "F1": (1, 0),
    }


@pytest.mark.parametrize("table", TABLES, ids=lambda one: one.name)
def test_a_code_is_a_code_whatever_is_typed(held, table):
    with opened(held, "E1' OR 'x' = 'x") as engine:
        counts = engine.counts(table, YEAR)
    assert set(counts.cells.values()) == {0}
    assert Cell("all", "all", table.measures[0].name) in counts.cells


def test_each_force_follows_until_the_18th_birthday_whatever_another_saw_before_it(tmp_path):
    """18 on the fortieth day after the first, which the second comes before; the third is the first force's again."""
    held = extract(
        tmp_path,
        episodes=[
            episode("a", 1, age=17, of_age_within=90, force="F1"),
            episode("a", 2, DAY + timedelta(days=20), age=17, of_age_within=28, force="F2"),
            episode("a", 3, DAY + timedelta(days=60), age=18, of_age_within=7, force="F1"),
        ],
    )

    def followed(agency: str | None) -> tuple[int, int]:
        counted = numbers(held, next_episode.TABLE, agency)
        return counted["again"], counted["not_followed"]

    assert (followed("F1"), followed("F2"), followed(None)) == ((0, 2), (0, 1), (1, 2))
