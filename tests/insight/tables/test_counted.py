"""Police figures, interviews, repeats and duties, each over a few rows that can be counted by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.insight.tables.made import DAY, by, counted, decision, episode, extract, interview, whole
from wayhome.insight.extract import rows
from wayhome.insight.tables import decisions, duties, interviews, police, repeats
from wayhome.insight.tables.figures import Figures
from wayhome.rules.facts import PatternAnswer


def times(child: str, n: int) -> list[rows.Episode]:
    return [episode(child, number, care="looked_after") for number in range(1, n + 1)]


def test_police_figures_count_what_began_in_the_year_and_always_show_the_unknown(tmp_path):
    held = extract(
        tmp_path,
        children=[
            rows.Child("a", "F", "White British"),
            rows.Child("b", "M", "W1"),
            rows.Child("c", None, "?"),
        ],
        episodes=[
            episode("a", 1, age=12, exploitation=True, risk="high", found_by="police"),
            episode("a", 2, age=12, exploitation=False, days=None),
            episode("b", 1, age=11, days=3, missing_from="care", from_care=True),
            episode("c", 1, began_on=date(2025, 3, 31)),
            episode("c", 2, days=0, risk="other"),
            episode("c", 3, away=True),
        ],
    )
    said = counted(held, police.TABLE)
    assert whole(said) == {"incidents": 4, "children": 3, "more_than_once": 1}
    assert by(said, "age", "incidents") == {"0 to 11": 1, "12 to 17": 2, "Not stated": 1}
    assert by(said, "ethnicity", "children") == {"White": 2, "Not stated": 1}
    assert by(said, "risk", "incidents") == {"High": 1, "Another word": 1, "Not stated": 2}
    assert by(said, "exploitation", "incidents") == {"Marked": 1, "Not marked": 3}
    assert by(said, "exploitation_by_sex", "incidents") == {"Marked, females": 1, "Not marked": 3}
    assert by(said, "duration", "incidents") == {"Less than 8 hours": 2, "2 to 7 days": 1, "Not stated": 1}
    assert by(said, "found_by", "incidents") == {"Police": 1, "Not found": 1, "Not stated": 2}
    assert by(said, "care", "incidents") == {"Looked after": 1, "Not stated": 3}


def test_both_published_meanings_of_a_repeat(tmp_path):
    said = counted(
        extract(tmp_path, episodes=[*times("a", 5), *times("b", 2), *times("c", 1)]), repeats.TABLE
    )
    figures = Figures.exact(said).as_json()
    assert (figures["children"], figures["incidents"]) == (3, 8)
    assert figures["share_after_first"] == pytest.approx(5 / 8)  # 4 of a, 1 of b
    assert figures["children_with_2plus_share"] == pytest.approx(2 / 3, abs=1e-4)
    assert figures["incidents_of_those_share"] == pytest.approx(7 / 8)
    assert figures["top_5_percent_share"] == pytest.approx(5 / 8)  # one child, rounded up
    assert by(said, "bands", "children") == {"1": 1, "2": 1, "5-9": 1}
    assert by(said, "bands", "incidents") == {"1": 1, "2": 2, "5-9": 5}


@pytest.mark.parametrize(
    ("n", "band"),
    [(3, "3-4"), (4, "3-4"), (9, "5-9"), (10, "10-49"), (50, "50-99"), (99, "50-99"), (100, "100+")],
)
def test_bands_of_how_often(tmp_path, n, band):
    assert by(counted(extract(tmp_path, episodes=times("a", n)), repeats.TABLE), "bands", "children") == {
        band: 1
    }


def test_interviews_are_counted_out_of_every_incident(tmp_path):
    at = datetime(2025, 6, 4, 12, tzinfo=UTC)
    held = extract(
        tmp_path,
        episodes=[*times("a", 3), episode("b", 1, days=None), episode("b", 2)],
        interviews=[
            interview("a", 1, offered_at=at, answer="accepted", held_at=at, hours=72.0, in_time=True),
            interview("a", 2, offered_at=at, answer="declined"),
            interview("a", 3, held_at=at, hours=72.1, in_time=False),
            interview("b", 1, held_at=at),
        ],
    )
    said = counted(held, interviews.TABLE)
    assert whole(said) == {
        "children": 2,
        "incidents": 5,
        "children_looked_after": 1,
        "incidents_looked_after": 3,
        "returned": 4,
        "offered": 2,
        "held": 3,
        "within_72_hours": 1,
        "unknown_whether_in_time": 1,
    }
    assert by(said, "timeliness", "held") == {"48 to 72 hours": 1, "72 hours to 7 days": 1, "Not stated": 1}
    assert by(said, "answer", "incidents") == {"Accepted": 1, "Declined": 1, "Not stated": 3}
    assert by(said, "care", "within_72_hours") == {"Looked after": 1}


def finding(rule: str, state: str, since: date = DAY) -> rows.Finding:
    usual = dict.fromkeys(rows.Finding._fields)
    at = datetime(since.year, since.month, since.day, 12, tzinfo=UTC)
    said = {
        "child": "a",
        "rule": rule,
        "rung": "",
        "state": state,
        "since": at,
        "since_on": since,
        "inherited": False,
    }
    return rows.Finding(**(usual | said))


def test_duties_by_rule_and_state_and_no_pattern_among_them(tmp_path):
    held = extract(
        tmp_path,
        episodes=[episode()],
        findings=[
            finding("england.return_interview", "met"),
            finding("england.return_interview", "met_late"),
            finding("england.return_interview", "met", date(2024, 1, 1)),
            finding("local.police_told", "overdue"),
            finding("repeat_missing", "open"),
        ],
    )
    said = counted(held, duties.TABLE)
    assert {name: n for name, n in whole(said).items() if n} == {
        "asked": 3,
        "met": 1,
        "met_late": 1,
        "overdue": 1,
    }
    assert by(said, "rule", "asked") == {"england.return_interview": 2, "local.police_told": 1}


def test_duties_that_fell_due_before_their_agency_began_stand_apart(tmp_path):
    late = finding("england.return_interview", "overdue")
    held = extract(
        tmp_path,
        episodes=[episode()],
        findings=[late, late._replace(inherited=True), late._replace(inherited=True, state="met")],
    )
    said = counted(held, duties.TABLE)
    began, since = "Before its agency began here", "Since, or told by a file alone"
    assert by(said, "when_due", "asked") == {began: 2, since: 1}
    assert by(said, "when_due", "overdue") == {began: 1, since: 1}


def test_of_a_duty_that_nobody_speaks_of_nought_is_not_said(tmp_path):
    held = extract(tmp_path, episodes=[episode()], findings=[finding("local.police_told", "met")])
    lines = {cell.category for cell in counted(held, duties.TABLE).cells if cell.breakdown == "rule"}
    assert lines == {"local.police_told"}


def unanswered(child: str, number: int, state: str, **more) -> rows.Decision:
    return decision(child, number, state=state, answered_at=None, answer=None, **more)


def test_decisions_by_how_they_stand_what_opened_them_and_what_was_answered(tmp_path):
    held = extract(
        tmp_path,
        decisions=[
            decision("a", 1, answer="not_now"),
            decision("a", 2, opened_by=None, state="met_late", answer="not_now"),
            unanswered("a", 3, "overdue", opened_by="alert.same_reason_again", same_reason=True),
            unanswered("b", 1, "due", opened_by="alert.local.hotel"),
            unanswered("c", 1, "not_applicable"),
            decision("d", 1, state="unknown"),
            decision("e", 1, asked_on=date(2025, 3, 31)),
        ],
    )
    said = counted(held, decisions.TABLE)
    assert whole(said) == {
        "children": 4,
        "asked": 6,
        "answered": 3,
        "in_time": 1,
        "late": 1,
        "unknown": 1,
        "overdue": 1,
        "due": 1,
        "fell_away": 1,
        "same_reason": 1,
    }
    assert by(said, "answer", "answered") == {"Not now": 2, "The plan was changed": 1}
    assert by(said, "pattern", "asked") == {
        "alert.exploitation_marked": 3,
        "alert.same_reason_again": 1,
        "A pattern of the partnership's own": 1,
        "Put off to that day": 1,
    }
    assert by(said, "pattern", "late") == {"Put off to that day": 1}


def test_every_answer_that_can_be_given_has_its_line(tmp_path):
    each = [decision("a", n, answer=answer.value) for n, answer in enumerate(PatternAnswer)]
    said = by(counted(extract(tmp_path, decisions=each), decisions.TABLE), "answer", "answered")
    assert list(said.values()) == [1] * len(PatternAnswer)
    assert "Not stated" not in said


@pytest.mark.parametrize(
    "table", [police.TABLE, interviews.TABLE, repeats.TABLE, duties.TABLE, decisions.TABLE]
)
def test_of_nothing_every_count_is_nought_and_every_share_empty(tmp_path, table):
    figures = Figures.exact(counted(extract(tmp_path), table))
    for _, _, numbers in figures.lines():
        assert all(numbers[one.name] == 0 for one in table.measures if one.name in numbers)
        assert all(numbers[one.name] is None for one in table.ratios if one.name in numbers)
