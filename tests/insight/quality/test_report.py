"""Each check finds what it is for, out of what it looked at, and nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.insight.tables.made import DAY, YEAR, episode, extract, interview
from wayhome.insight.extract import rows
from wayhome.insight.quality.checks import AT_ONCE, CHECKS, ENOUGH
from wayhome.insight.quality.report import Moved, found, moved

NOON = datetime(2025, 6, 2, 12, tzinfo=UTC)

#: An incident of which everything is stated, and of which nothing is unlikely.
WHOLE = {
    "age": 14,
    "risk": "medium",
    "care": "looked_after",
    "authority": "E-A",
    "found_by": "police",
    "placement": "foster_home",
    "outside": False,
    "reported_at": NOON,
}


def whole(child: str = "a", number: int = 1, **otherwise) -> rows.Episode:
    return episode(child, number, **(WHOLE | otherwise))


def of(folder, *episodes: rows.Episode, **tables) -> dict[str, tuple[int, int]]:
    """By check how many it found, and out of how many; only of those that found any."""
    names = {one.child for one in episodes}
    tables.setdefault("children", [rows.Child(name, "F", "WBRI") for name in sorted(names)])
    each = found(extract(folder, episodes=list(episodes), **tables))
    return {one.check.name: (one.found, one.of) for one in each if one.found}


def test_where_all_is_stated_and_likely_nothing_is_found(tmp_path):
    assert of(tmp_path, whole("a"), whole("b")) == {}


@pytest.mark.parametrize(
    ("what", "check"),
    [
        ({"age": None}, "no_age"),
        ({"risk": None}, "no_risk"),
        ({"care": None}, "no_care_status"),
        ({"authority": None}, "no_authority"),
        ({"found_by": None}, "no_finder"),
        ({"outside": None}, "no_boundary"),
        ({"days": -1, "reported_at": None}, "ended_before_it_began"),
        ({"reported_at": NOON + timedelta(days=3)}, "reported_after_the_end"),
        ({"age": 18}, "not_a_child"),
        ({"began_on": date(2025, 5, 1), "days": None, "found_by": None}, "open_for_a_year"),
    ],
)
def test_one_of_two_incidents_is_found(tmp_path, what, check):
    said = of(tmp_path, whole("a", **what), whole("b"))
    assert said[check][0] == 1
    assert set(said) == {check}


def test_what_is_not_stated_of_the_child(tmp_path):
    children = [rows.Child("a", "U", None), rows.Child("b", "M", "WBRI")]
    assert of(tmp_path, whole("a"), whole("b"), children=children) == {
        "no_sex": (1, 2),
        "no_ethnicity": (1, 2),
    }


def test_an_interview_held_before_the_child_came_back(tmp_path):
    before = interview("a", 1, held_at=NOON - timedelta(hours=1))
    assert of(tmp_path, whole("a"), interviews=[before]) == {"interview_before_the_return": (1, 1)}


def test_a_mass_closure_on_one_minute(tmp_path):
    closed = [whole(f"child-{n}", hours=1.0) for n in range(AT_ONCE)]
    assert of(tmp_path, *closed)["closed_at_once"] == (AT_ONCE, AT_ONCE)
    apart = [
        whole(f"child-{n}", hours=1.0, began_on=DAY + timedelta(days=n), reported_at=None)
        for n in range(AT_ONCE)
    ]
    assert "closed_at_once" not in of(tmp_path, *apart)


@pytest.mark.parametrize(("away", "check"), [(False, "everything_is_missing"), (True, "everything_is_away")])
def test_an_authority_that_uses_one_word_for_both(tmp_path, away, check):
    all_alike = [
        whole("a", n, away=away, began_on=DAY + timedelta(days=n), reported_at=None) for n in range(ENOUGH)
    ]
    assert of(tmp_path, *all_alike) == {check: (1, 1)}
    one_other = whole("a", ENOUGH, away=not away, reported_at=None)
    assert of(tmp_path, *all_alike, one_other) == {}


def test_every_check_says_what_it_finds_and_looks_at_something(tmp_path):
    assert len({check.name for check in CHECKS}) == len(CHECKS)
    assert all(check.says for check in CHECKS)
    assert [one.of for one in found(extract(tmp_path))] == [0] * len(CHECKS)


def test_a_number_that_moved_since_is_named_with_both(tmp_path):
    then, now = tmp_path / "then", tmp_path / "now"
    then.mkdir()
    now.mkdir()
    before = extract(then, episodes=[whole("a")])
    after = extract(now, episodes=[whole("a"), whole("b")])
    said = moved(before, after, YEAR)
    assert Moved("cla_missing", "children", 1, 2) in said
    assert Moved("police", "incidents", 1, 2) in said
    assert moved(before, before, YEAR) == []
