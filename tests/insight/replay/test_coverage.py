"""Who would have been asked about, in numbers that give no child away."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.saying import missing, said
from wayhome.insight.replay.coverage import NOT_STATED, Coverage, Group, Who
from wayhome.rules.chronology import Chronology
from wayhome.rules.disclosure import SmallNumbers
from wayhome.rules.episode import episodes
from wayhome.rules.facts import IdentityStated

EVERYTHING = SmallNumbers(least=0, to_nearest=1)


def who(stated: IdentityStated | None = None) -> Who:
    then = Chronology.of("1", [missing(), *([said(stated)] if stated else [])])
    return Who.of(then, episodes(then)[0])


def of_sexes(**counts: tuple[int, int]) -> Coverage:
    """Of each sex so many children, and so many of them alerted."""
    return Coverage(
        Counter({Who(sex, NOT_STATED, NOT_STATED): n for sex, (n, _) in counts.items()}),
        Counter({Who(sex, NOT_STATED, NOT_STATED): n for sex, (_, n) in counts.items()}),
    )


@pytest.mark.parametrize(
    ("stated", "seen"),
    [
        (
            IdentityStated(sex="F", born=date(2012, 6, 1), ethnicity=" White British"),
            Who("Female", "10 to 15", "White British"),
        ),
        (IdentityStated(sex="M", born=date(2010, 1, 13)), Who("Male", "10 to 15", NOT_STATED)),
        (IdentityStated(sex="M", born=date(2010, 1, 12)), Who("Male", "16 and over", NOT_STATED)),
        (IdentityStated(sex="X", born=date(2022, 1, 1)), Who("X", "Under 5", NOT_STATED)),
        (IdentityStated(sex="U"), Who(NOT_STATED, NOT_STATED, NOT_STATED)),
        (None, Who(NOT_STATED, NOT_STATED, NOT_STATED)),
    ],
)
def test_children_are_grouped_by_what_is_stated_of_them(stated, seen):
    assert who(stated) == seen


def test_ages_stand_in_their_order_and_shares_beside_them():
    counted = Coverage()
    for born, answers in ((2009, (True, True, True)), (2018, (False, False, True))):
        for is_alerted in answers:
            counted.add(who(IdentityStated(born=date(born, 1, 1))), is_alerted=is_alerted)
    counted.add(who(), is_alerted=False)
    assert list(counted.groups(EVERYTHING)) == [
        Group("Age when first missing", "5 to 9", 3, 1, 33),
        Group("Age when first missing", "16 and over", 3, 3, 100),
        Group("Age when first missing", NOT_STATED, 1, 0, 0),
    ]


def test_small_numbers_are_withheld_with_another_and_the_rest_is_rounded():
    assert list(of_sexes(Female=(101, 52), Male=(98, 31), X=(12, 3)).groups()) == [
        Group("Sex", "Female", 100, 50, 50),
        Group("Sex", "Male", 100, None, None),
        Group("Sex", "X", 10, None, None),
    ]


def test_that_nearly_all_of_a_group_were_alerted_is_withheld_as_well():
    (female, male) = of_sexes(Female=(40, 37), Male=(80, 20)).groups()
    assert (female.children, female.alerted, male.alerted) == (40, None, None)


@pytest.mark.parametrize(
    "counts",
    [{"Female": (50, 50)}, {"Female": (50, 5), "Male": (50, 4)}, {"Female": (50, 46), "Male": (50, 50)}],
)
def test_a_table_is_left_out_whose_total_alone_would_tell(counts):
    assert list(of_sexes(**counts).groups()) == []


def test_parts_add_up_to_the_whole():
    both = of_sexes(Female=(30, 20))
    both.include(of_sexes(Female=(10, 5), Male=(40, 15)))
    assert both == of_sexes(Female=(40, 25), Male=(40, 15))


@given(
    st.dictionaries(
        st.sampled_from(["Female", "Male", "X", NOT_STATED, "Other"]),
        st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda both: (sum(both), both[1])),
        min_size=2,
    )
)
def test_no_withheld_number_follows_from_those_printed_and_the_exact_totals(counts):
    """For each withheld number, another that fits all that is printed."""
    printed = list(of_sexes(**counts).groups())
    for total, column in (
        (sum(n for n, _ in counts.values()), [group.children for group in printed]),
        (sum(n for _, n in counts.values()), [group.alerted for group in printed]),
    ):
        withheld = column.count(None)
        assert withheld != 1
        if withheld:
            assert total - sum(max(5, n - 2) for n in column if n is not None) > 0
    for group in printed:
        assert group.percent is None or group.percent == round(100 * group.alerted / group.children)
        if group.alerted is not None:
            children, alerted = counts[group.name]
            assert min(alerted, children - alerted) >= 5
