"""What children told at return interviews: of every interview that was held, and nothing concluded from silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.insight.tables.made import DAY, by, counted, episode, extract, interview, told, whole
from wayhome.insight.extract.rows import Child
from wayhome.insight.tables import reasons
from wayhome.insight.tables.declared import NOT_STATED
from wayhome.insight.tables.listed import tables_of

HARM, DOMESTIC_ABUSE, MADE_TO_LEAVE, CONFLICT = (
    reasons.TABLE.breakdowns[0].categories[place] for place in (0, 1, 2, 3)
)
HELD = episode().ended_at


@pytest.fixture
def counts(tmp_path):
    def of(*said, episodes=(("a", 1),), held=None, **tables):
        interviews = [interview(*one, held_at=HELD) for one in (episodes if held is None else held)]
        made = extract(
            tmp_path,
            episodes=[episode(*one) for one in episodes],
            interviews=interviews,
            told=[row for rows in said for row in rows],
            **tables,
        )
        return counted(made, reasons.TABLE)

    return of


def test_each_reason_counts_once_and_whoever_named_several_counts_in_each(counts):
    of = counts(told("a", push="harm conflict", pull="friends family", danger="violence"))
    assert whole(of) == {"children": 1, "interviews": 1, "told": 1}
    assert by(of, "push", "interviews") == {HARM: 1, CONFLICT: 1}
    assert by(of, "pull", "interviews") == {"To be with family": 1, "To be with friends": 1}
    assert by(of, "danger", "interviews") == {"Violence": 1}


def test_harm_at_home_and_being_made_to_leave_have_lines_of_their_own(counts):
    twice = (("a", 1), ("a", 2), ("b", 1))
    of = counts(
        told("a", push="forced_to_leave"),
        told("a", 2, push="domestic_abuse forced_to_leave"),
        told("b", push="domestic_abuse"),
        episodes=twice,
    )
    assert by(of, "push", "interviews") == {DOMESTIC_ABUSE: 2, MADE_TO_LEAVE: 2}
    assert by(of, "push", "children") == {DOMESTIC_ABUSE: 2, MADE_TO_LEAVE: 1}


def test_where_nothing_was_told_it_is_not_stated_and_stays_in_the_whole(counts):
    of = counts(told("b", pull="friends"), episodes=(("a", 1), ("b", 1)))
    assert whole(of) == {"children": 2, "interviews": 2, "told": 1}
    assert by(of, "push", "interviews") == {NOT_STATED: 2}
    assert by(of, "pull", "interviews") == {NOT_STATED: 1, "To be with friends": 1}


def test_an_incident_without_an_interview_is_in_no_line(counts):
    assert whole(counts(episodes=(("a", 1), ("b", 1)), held=())) == {
        "children": 0,
        "interviews": 0,
        "told": 0,
    }


def test_it_counts_by_when_the_incident_began(counts):
    of = counts(
        told("a", push="school"),
        told("a", 2, push="bullying"),
        episodes=(("a", 1, date(2025, 3, 31)), ("a", 2, DAY)),
        held=(("a", 1), ("a", 2)),
    )
    assert by(of, "push", "interviews") == {"Bullying": 1}


def test_by_sex_each_interview_is_of_one_child(counts):
    children = [Child("a", "F", None), Child("b", None, None)]
    of = counts(told("a", push="school loneliness"), episodes=(("a", 1), ("b", 1)), children=children)
    assert by(of, "sex", "interviews") == {"Females": 1, NOT_STATED: 1}
    assert by(of, "sex", "told") == {"Females": 1}


def test_a_source_of_files_says_nothing_of_it(tmp_path):
    record = extract(tmp_path).about
    assert reasons.TABLE in list(tables_of(record))
    from_files = replace(record, says=["Missing", "Found", "InterviewHeld"])
    assert reasons.TABLE not in list(tables_of(from_files))
