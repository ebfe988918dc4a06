"""No number that is withheld can be worked out from those that are printed."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayhome.rules.disclosure import SMALL_NUMBERS, shown_parts

#: As many parts as a table may have, and numbers near the least that is shown.
TABLES = st.dictionaries(
    st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 60), min_size=2, max_size=8
)


def parts(*counts: int) -> dict[str, int]:
    return {f"part {place}": n for place, n in enumerate(counts)}


def shown(*counts: int) -> list[int | None]:
    return list(shown_parts(parts(*counts)).values())


@pytest.mark.parametrize(
    ("counts", "printed"),
    [
        ((5, 7, 8, 101), [5, 5, 10, 100]),  # nothing is small
        ((4, 12, 30), [None, None, 30]),  # one alone would follow from the total
        ((4, 3, 30), [None, None, None]),  # two that are together so small would follow as well
        ((4, 4, 4, 30), [None, None, None, 30]),
        ((4, 12, 30, 9, 31), [None, None, 30, None, 30]),  # those that look alike go together
        ((0, 0, 30, 40), [None, None, None, 40]),
        ((3, 200), [None, None]),
        ((2, 1), [None, None]),
    ],
)
def test_what_is_printed_of_a_table(counts, printed):
    assert shown(*counts) == printed


def test_what_another_column_would_tell_is_withheld_with_a_second():
    assert shown_parts(parts(9, 20, 30), withheld={"part 2"}) == {
        "part 0": None,
        "part 1": 20,
        "part 2": None,
    }


@pytest.mark.parametrize("size", [2, 3])
def test_whoever_knows_the_method_and_the_total_is_left_with_more_than_one_answer(size):
    """Every small table, by what is printed of it: a withheld number differs among those that look alike."""
    alike: dict[tuple, list[tuple[int, ...]]] = defaultdict(list)
    for counts in product(range(29), repeat=size):
        alike[sum(counts), tuple(shown(*counts))].append(counts)
    told = {
        (total, printed, place)
        for (total, printed), tables in alike.items()
        for place, cell in enumerate(printed)
        if 0 < total < 29 and cell is None and len({counts[place] for counts in tables}) == 1
    }
    assert told == set()


@given(TABLES)
def test_a_total_less_what_is_shown_leaves_every_withheld_number_open(counts):
    """Whoever subtracts from an exact total knows of each shown number that it may be two more or less."""
    printed = shown_parts(counts)
    total, withheld = sum(counts.values()), [part for part, n in printed.items() if n is None]
    numbers = [n for n in printed.values() if n is not None]
    if withheld and total:
        most = total - sum(max(SMALL_NUMBERS.least, n - 2) for n in numbers)
        least = total - sum(n + 2 for n in numbers)
        assert len(withheld) > 1
        assert most > 0  # so that each of two or more may be nought, or all of it
        assert least <= most


@given(TABLES)
def test_a_number_that_is_shown_is_at_least_the_least_and_near_the_true_one(counts):
    for part, n in shown_parts(counts).items():
        assert n is None or (counts[part] >= SMALL_NUMBERS.least and abs(n - counts[part]) <= 2)
