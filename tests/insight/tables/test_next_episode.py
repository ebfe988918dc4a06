"""How soon children go missing again: who counts, who could not be followed, and a curve that a library agrees with."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from scipy.stats import CensoredData, ecdf

from tests.insight.tables.made import DAY, YEAR, by, counted, episode, extract, whole
from wayhome.insight.extract import rows
from wayhome.insight.extract.rows import DAYS_AFTER
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


def within(days: int) -> int | None:
    """As an extract tells that so many days after the end of an episode the child was 18."""
    return next((last for last in DAYS_AFTER if days <= last), None)


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


@pytest.mark.parametrize(
    ("by_day", "band"),
    [(7, "Within 7 days"), (90, "29 to 90 days"), (365, "181 to 365 days")],
)
def test_who_comes_of_age_is_followed_no_further(tmp_path, by_day, band):
    said = again(tmp_path, episode(age=17, of_age_within=by_day))
    assert by(said, "days", "not_followed") == {band: 1}
    assert (whole(said)["not_followed"], whole(said)["not_again"]) == (1, 0)


def test_to_be_missing_at_18_is_counted_and_is_not_to_be_missing_again_as_a_child(tmp_path):
    said = again(
        tmp_path,
        episode("a", 1, age=17, of_age_within=90),
        episode("a", 2, DAY + timedelta(days=60), age=18, of_age_within=7),
        episode("a", 3, DAY + timedelta(days=61), age=18, of_age_within=7),
    )
    assert whole(said) == {
        "children": 1,
        "incidents": 3,
        "children_again": 0,
        "again": 0,
        "not_followed": 3,
        "not_again": 0,
    }
    assert by(said, "days", "not_followed") == {"Within 7 days": 2, "29 to 90 days": 1}


def test_to_be_missing_again_in_the_days_before_is_to_be_missing_again(tmp_path):
    """The extract tells of both, since another force counted the second alone."""
    first, second = twice(3)
    said = again(tmp_path, first._replace(age=17, of_age_within=7), second._replace(age=17, of_age_within=7))
    assert by(said, "days", "again") == {"Within 7 days": 1}


def test_of_whom_each_time_began_at_18_as_much_counts_as_of_any(tmp_path):
    first, second = twice(30)
    said = again(tmp_path, first._replace(age=18), second._replace(age=18))
    assert by(said, "days", "again") == {"29 to 90 days": 1}


def test_what_is_known_ends_with_the_birthday_or_with_the_last_day_whichever_is_first(tmp_path):
    said = again(tmp_path, episode(age=17, of_age_within=90), period=known_for(5))
    assert by(said, "days", "not_followed") == {"Within 7 days": 1}


def test_a_time_in_which_a_child_comes_of_age_counts_as_the_day_would(tmp_path):
    """Of children who go again, come of age and are known of for any number of days: each number is the same."""
    chance, known = Random(11), known_for(1000).known_until
    expected, episodes = Counter[tuple[str, str]](), list[rows.Episode]()
    for n in range(800):
        goes, of_age, ends = (chance.choice([*range(10), *range(25, 370, 3)]) for _ in range(3))
        ended = known - timedelta(days=ends)
        is_last = goes >= of_age
        episodes += [
            episode(f"child-{n}", 1, ended, age=17, of_age_within=within(of_age) if is_last else None),
            episode(f"child-{n}", 2, ended + timedelta(days=goes), None, age=18 if is_last else 17),
        ]
        went = goes < of_age and goes <= ends
        until = goes if went else min(ends + 1, of_age)
        if until <= FOLLOWED:
            band = DAYS.categories[bisect_left(ENDS, until)]
            expected["again" if went else "not_followed", band] += 1
    said = again(tmp_path, *episodes, period=Period.everything(known, known))
    counted_by = {
        (measure, band): n
        for measure in ("again", "not_followed")
        for band, n in by(said, "days", measure).items()
    }
    assert counted_by == expected


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


def test_the_curve_of_those_nearly_18_is_not_lower_because_they_come_of_age(tmp_path):
    """Of 600 children, of whom nobody is reported here any more who has come of age; by the library to the day."""
    chance = Random(18)
    lives = [(int(chance.expovariate(1 / 200)), chance.randrange(1, 500)) for _ in range(600)]
    as_children, followed_on = list[rows.Episode](), list[rows.Episode]()
    for n, (goes, of_age) in enumerate(lives):
        first, second = twice(goes, f"child-{n}")
        if goes < of_age:
            as_children += [first, second]
            followed_on += [first, second]
        else:
            as_children.append(first._replace(age=17, of_age_within=within(of_age)))
            followed_on.append(first)
    seen, lost = [min(life) for life in lives], [goes >= of_age for goes, of_age in lives]
    found = ecdf(CensoredData.right_censored(seen, lost)).cdf.evaluate(ENDS)
    assert curve(Figures.exact(again(tmp_path, *as_children))) == pytest.approx(list(found), abs=0.03)
    [*_, too_low] = curve(Figures.exact(again(tmp_path, *followed_on)))
    assert found[-1] - too_low > 0.2


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
