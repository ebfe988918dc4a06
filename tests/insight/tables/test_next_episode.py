"""How soon children go missing again: who counts, who could not be followed, and a curve that a library agrees with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from scipy.stats import CensoredData, ecdf

from tests.insight.tables.made import DAY, YEAR, by, counted, episode, extract, whole
from wayhome.insight.extract import rows
from wayhome.insight.publishing.sheets import NOT_APPLICABLE, WITHHELD, number_or_symbol
from wayhome.insight.tables.control import controlled
from wayhome.insight.tables.counts import Counts
from wayhome.insight.tables.figures import Figures, Number
from wayhome.insight.tables.next_episode import DAYS, FOLLOWED, TABLE
from wayhome.insight.tables.periods import Period

#: The last day of each of the times.
ENDS = (7, 28, 90, 180, 365)


def known_for(days: int) -> Period:
    """Of whatever ended on the first day of the tests, so many days after it are known."""
    return replace(YEAR, known_until=DAY + timedelta(days=days))


def again(tmp_path, *episodes: rows.Episode, period: Period = known_for(1000)) -> Counts:  # noqa: B008 - a value
    return counted(extract(tmp_path, episodes=list(episodes)), TABLE, period)


def twice(days: int, child: str = "a") -> list[rows.Episode]:
    """Missing again so many days after the end of the first; the second ends after the year."""
    return [episode(child, 1), episode(child, 2, DAY + timedelta(days=days), None)]


def curve(figures: Figures, breakdown: str = "days", of: str = "") -> list[Number]:
    return [
        numbers["again_by_then"]
        for name, category, numbers in figures.lines()
        if name == breakdown and category.startswith(of) and "again_by_then" in numbers
    ]


@pytest.mark.parametrize(
    ("days", "band"),
    [
        (0, "Within 7 days"),
        (7, "Within 7 days"),
        (8, "8 to 28 days"),
        (28, "8 to 28 days"),
        (90, "29 to 90 days"),
        (180, "91 to 180 days"),
        (365, "181 to 365 days"),
    ],
)
def test_who_goes_missing_again_counts_on_that_day(tmp_path, days, band):
    said = again(tmp_path, *twice(days))
    assert by(said, "days", "again") == {band: 1}
    assert (whole(said)["again"], whole(said)["not_followed"], whole(said)["not_again"]) == (1, 0, 0)


@pytest.mark.parametrize(
    ("known", "band"),
    [
        (0, "Within 7 days"),
        (6, "Within 7 days"),
        (7, "8 to 28 days"),  # all of the first seven days are known
        (28, "29 to 90 days"),
        (364, "181 to 365 days"),
    ],
)
def test_one_who_could_not_be_followed_for_long_is_not_one_who_never_went_again(tmp_path, known, band):
    said = again(tmp_path, episode(), period=known_for(known))
    assert by(said, "days", "not_followed") == {band: 1}
    assert (whole(said)["not_followed"], whole(said)["not_again"]) == (1, 0)


@pytest.mark.parametrize("episodes", [[episode()], twice(366)], ids=["never", "later"])
def test_who_was_followed_for_a_year_and_did_not_go_is_known_to(tmp_path, episodes):
    said = again(tmp_path, *episodes)
    assert whole(said) == {
        "children": 1,
        "incidents": 1,
        "children_again": 0,
        "again": 0,
        "not_followed": 0,
        "not_again": 1,
    }
    assert by(said, "days", "not_followed") == {}


def test_what_came_after_the_last_day_that_is_known_is_not_known(tmp_path):
    said = again(tmp_path, *twice(30), period=known_for(29))
    assert (whole(said)["again"], whole(said)["not_followed"]) == (0, 1)


def test_away_is_not_missing_again_and_nobody_is_followed_who_was_found_dead(tmp_path):
    away = episode("a", 2, DAY + timedelta(days=3), away=True)
    said = again(tmp_path, episode("a", 1), away, episode("b", found_dead=True))
    assert (whole(said)["incidents"], whole(said)["again"]) == (1, 0)


def test_each_episode_has_its_rank_and_each_that_ended_in_the_year_counts(tmp_path):
    before = [episode("a", 1, date(2025, 1, 1)), episode("a", 2, date(2025, 1, 20))]
    said = again(tmp_path, *before, episode("a", 3), episode("a", 4, DAY + timedelta(days=2)), episode("b"))
    assert whole(said)["incidents"] == 3
    assert by(said, "episode", "incidents") == {"First": 1, "Third to fifth": 2}
    assert by(said, "episode_and_days", "again") == {"Third to fifth: within 7 days": 1}
    assert by(said, "episode", "children_again") == {"Third to fifth": 1}


def test_where_everybody_is_followed_the_curve_is_the_share_that_a_library_finds(tmp_path):
    days = [0, 3, 7, 8, 30, 100, 365, 366, 400, 500]
    episodes = [one for n, day in enumerate(days) for one in twice(day, f"child-{n}")]
    found = ecdf(days).cdf.evaluate(ENDS)
    assert curve(Figures.exact(again(tmp_path, *episodes))) == pytest.approx(list(found), abs=1e-4)


def test_where_not_all_are_followed_it_is_near_what_kaplan_and_meier_find_and_counts_nobody_as_safe(tmp_path):
    """Of 600 children, followed for 0 to 500 days; by the library exactly, here in five times."""
    chance = Random(7)
    lives = [(int(chance.expovariate(1 / 120)), chance.randrange(500)) for _ in range(600)]
    episodes: list[rows.Episode] = []
    for n, (goes, known) in enumerate(lives):
        ended = YEAR.ends - timedelta(days=known)  # so that so many days after it are known
        episodes += [
            episode(f"child-{n}", 1, ended),
            episode(f"child-{n}", 2, ended + timedelta(days=goes), None),
        ]
    period = Period.everything(YEAR.ends, YEAR.ends)
    figures = Figures.exact(counted(extract(tmp_path, episodes=episodes), TABLE, period))
    seen = [min(life) for life in lives]
    lost = [goes > known for goes, known in lives]
    found = ecdf(CensoredData.right_censored(seen, lost)).cdf.evaluate(ENDS)
    assert curve(figures) == pytest.approx(list(found), abs=0.03)
    as_if_safe = sum(goes <= known and goes <= FOLLOWED for goes, known in lives) / len(lives)
    assert found[-1] - as_if_safe > 0.15  # so much would be hidden


def test_the_curve_of_a_rank_is_of_its_own_episodes(tmp_path):
    episodes = [one for n in range(4) for one in twice(3, f"child-{n}")]
    others = [episode(f"other-{n}") for n in range(4)]
    figures = Figures.exact(again(tmp_path, *episodes, *others))
    assert curve(figures, "episode_and_days", "First") == [0.5] * 5
    assert curve(figures, "episode_and_days", "Second") == [None] * 5  # there are none that have ended


def test_the_curve_is_worked_out_of_what_is_shown_and_ends_where_a_number_is_withheld(tmp_path):
    soon = [one for n in range(30) for one in twice(3, f"soon-{n}")]
    rare = [one for n in range(3) for one in twice(100, f"rare-{n}")]
    later = [one for n in range(20) for one in twice(200, f"later-{n}")]
    never = [episode(f"never-{n}") for n in range(50)]
    figures = controlled(again(tmp_path, *soon, *rare, *later, *never))
    # 30 of 105 as printed; then nobody; 3 are withheld, and others with them
    assert curve(figures) == [0.2857, 0.2857, 0.2857, None, None]
    symbols = {
        category: number_or_symbol(numbers, "again_by_then", figures)
        for name, category, numbers in figures.lines()
        if "again_by_then" in numbers and (name == "days" or category.startswith("Second"))
    }
    assert symbols["91 to 180 days"] == symbols["181 to 365 days"] == WITHHELD
    assert symbols["Second: within 7 days"] == NOT_APPLICABLE


def test_the_last_day_of_each_time_is_that_of_its_words():
    assert [int(one.removesuffix(" days").split()[-1]) for one in DAYS.categories] == list(ENDS)
