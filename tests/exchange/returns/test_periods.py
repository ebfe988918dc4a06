"""Missing periods of a return: one at a time, and only while the child is looked after."""

from __future__ import annotations

import pytest

from tests.exchange.returns.lives import life, looked_after, missing, placed, rows, table

CARE = looked_after("2024-06-01")


def test_missing_ends_when_found_and_away_when_back() -> None:
    child = life(
        CARE, missing("2025-05-03 21:00", "2025-05-05 02:00"), missing("2025-06-01", "2025-06-02", away=True)
    )
    assert table(child) == ["M 03/05/2025 05/05/2025", "A 01/06/2025 02/06/2025"]


def test_a_day_is_londons() -> None:
    child = life(CARE, missing("2025-06-03 23:30", "2025-06-04 00:30"))
    assert table(child) == ["M 03/06/2025 04/06/2025"]
    assert rows(child).lost["hour"] == 2


def test_any_length_of_time_counts_as_a_period() -> None:
    assert table(life(CARE, missing("2025-05-03 21:00", "2025-05-03 21:30"))) == ["M 03/05/2025 03/05/2025"]


def test_a_period_stands_in_every_year_that_it_reaches_into_from_the_same_day() -> None:
    child = life(CARE, missing("2025-03-20", "2025-04-02"))
    assert table(child, "2024/25") == ["M 20/03/2025 -"]
    assert table(child, "2025/26") == ["M 20/03/2025 02/04/2025"]
    assert table(child, "2026/27") == []
    assert rows(child, "2024/25").lost["later"] == 1


def test_one_that_ended_on_the_last_day_of_a_year_is_of_that_year() -> None:
    child = life(CARE, missing("2025-03-20", "2025-03-31"))
    assert (table(child, "2024/25"), table(child, "2025/26")) == (["M 20/03/2025 31/03/2025"], [])


@pytest.mark.parametrize(
    ("told", "written", "lost"),
    [
        pytest.param(
            [missing("2025-05-01", "2025-05-04"), missing("2025-05-03", "2025-05-08")],
            ["M 01/05/2025 08/05/2025"],
            {"overlap": 1},
            id="by the day",
        ),
        pytest.param(
            [missing("2025-05-01 09:00", "2025-05-01 12:00"), missing("2025-05-01 09:30", "2025-05-01 11:00")],
            ["M 01/05/2025 01/05/2025"],
            {"hour": 4, "overlap": 1},
            id="by the clock, on one day",
        ),
        pytest.param(
            [missing("2025-05-01 09:00", "2025-05-01 12:00"), missing("2025-05-01 13:00", "2025-05-02 11:00")],
            ["M 01/05/2025 01/05/2025", "M 01/05/2025 02/05/2025"],
            {"hour": 4},
            id="twice on one day",
        ),
        pytest.param(
            [missing("2025-05-01", "2025-05-03"), missing("2025-05-03", "2025-05-04")],
            ["M 01/05/2025 03/05/2025", "M 03/05/2025 04/05/2025"],
            {},
            id="again on the day of return",
        ),
        pytest.param(
            [missing("2025-05-01", "2025-05-09", away=True), missing("2025-05-03", "2025-05-04")],
            ["M 01/05/2025 09/05/2025"],
            {"overlap": 1},
            id="missing, if either was",
        ),
        pytest.param(
            [missing("2025-05-01"), missing("2025-05-01", "2025-05-04", nth=1)],
            ["M 01/05/2025 04/05/2025"],
            {"overlap": 1},
            id="a stated end stands for one that was not stated",
        ),
        pytest.param(
            [missing("2025-05-01", "2025-05-04"), missing("2025-05-03")],
            ["M 01/05/2025 04/05/2025"],
            {"overlap": 1},
            id="found answers what began before",
        ),
        pytest.param(
            [missing("2025-05-01"), missing("2025-06-01", "2025-06-02")],
            ["M 01/05/2025 01/06/2025", "M 01/06/2025 02/06/2025"],
            {"unended": 1},
            id="back by the time of going missing again",
        ),
        pytest.param(
            [missing("2025-05-09", "2025-05-01")],
            [],
            {"contrary": 1},
            id="found before missing",
        ),
    ],
)  # fmt: skip
def test_a_child_is_missing_once_at_a_time(
    told: list[list],
    written: list[str],
    lost: dict[str, int],  # type: ignore[type-arg]
) -> None:
    child = life(CARE, *told)
    assert (table(child), rows(child).lost) == (written, lost)


@pytest.mark.parametrize(
    ("care", "told", "written", "lost"),
    [
        pytest.param(("2025-05-03", ""), ("2025-05-01", "2025-05-06"), ["M 03/05/2025 06/05/2025"], "outside_care",
                     id="missing when care began"),
        pytest.param(("2024-06-01", "2025-05-03"), ("2025-05-01", "2025-05-06"), ["M 01/05/2025 03/05/2025"],
                     "outside_care", id="missing when care ceased"),
        pytest.param(("2024-06-01", "2025-05-03"), ("2025-05-01", ""), ["M 01/05/2025 03/05/2025"], "outside_care",
                     id="never found"),
        pytest.param(("2025-05-03", ""), ("2025-05-01", "2025-05-03"), [], "not_in_care", id="found, then in care"),
        pytest.param(("2024-06-01", "2025-05-03"), ("2025-05-04", ""), [], "not_in_care", id="no longer"),
        pytest.param(("2025-05-03", ""), ("2025-05-01", "2025-05-02"), [], "not_in_care", id="not yet"),
    ],
)  # fmt: skip
def test_only_while_looked_after(
    care: tuple[str, str], told: tuple[str, str], written: list[str], lost: str
) -> None:
    child = life(looked_after(*care), missing(*told))
    assert (table(child), rows(child).lost) == (written, {lost: 1})


def test_nobody_is_looked_after_beyond_the_eighteenth_birthday() -> None:
    child = life(CARE, missing("2028-04-20"), missing("2029-01-01"))
    assert table(child, "2028/29") == ["M 20/04/2028 01/05/2028"]
    assert rows(child, "2028/29").lost == {"unended": 1, "outside_care": 1, "not_in_care": 1}


def test_one_who_is_missing_when_a_placement_ends_ends_with_it_if_still_missing_when_the_year_does() -> None:
    child = life(
        CARE, placed("2024-06-01", "2025-03-25"), placed("2025-03-25"), missing("2025-03-20", "2025-04-02")
    )
    assert table(child, "2024/25") == ["M 20/03/2025 25/03/2025", "M 26/03/2025 -"]
    assert table(child, "2025/26") == ["M 26/03/2025 02/04/2025"]
    assert rows(child, "2024/25").lost["placement"] == 2


def test_one_who_was_found_within_the_year_is_one_period_whatever_became_of_the_placement() -> None:
    child = life(
        CARE, placed("2024-06-01", "2025-05-25"), placed("2025-05-25"), missing("2025-05-20", "2025-06-02")
    )
    assert table(child) == ["M 20/05/2025 02/06/2025"]


def test_missing_from_the_day_of_a_move_on_is_one_period_from_the_day_after() -> None:
    child = life(CARE, placed("2024-06-01", "2025-03-25"), placed("2025-03-25"), missing("2025-03-25"))
    assert table(child, "2024/25") == ["M 26/03/2025 -"]


def test_nobody_is_missing_before_being_born() -> None:
    child = life(CARE, missing("2025-05-03", "2025-05-05"), born=None)
    assert table(child) == ["M 03/05/2025 05/05/2025"]
    unborn = life(looked_after("2010-05-01"), missing("2010-05-01", "2010-05-02"))
    assert (table(unborn, "2010/11"), rows(unborn, "2010/11").lost) == ([], {"unborn": 1})
