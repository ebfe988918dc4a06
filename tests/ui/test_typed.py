from datetime import date, time

import pytest

from wayhome.rules.refusal import Refusal
from wayhome.ui.typed import read_day, read_time

THIRD = date(2026, 11, 3)


@pytest.mark.parametrize(
    "typed",
    [
        "3 November 2026", "3rd nov 2026", "Tue 3 Nov 2026", "Tuesday, 3 November, 2026", "03/11/2026",
        "3/11/26", "3.11.2026", "3-11-2026", "3 11 2026", "2026-11-03", "  3   November  2026 ",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_typed(typed):
    assert read_day(typed) == THIRD


def test_september_may_be_sept():
    assert read_day("1 Sept 2026") == date(2026, 9, 1)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("11/13/2026", "typed.day_impossible"),
        ("31/02/2026", "typed.day_impossible"),
        ("3 Novembre 2026", "typed.day_unreadable"),
        ("3 nova 2026", "typed.day_unreadable"),
        ("yesterday", "typed.day_unreadable"),
        ("3/11", "typed.day_unreadable"),
        ("0/11/2026", "typed.day_impossible"),
    ],
)
def test_a_day_that_cannot_be_is_refused_and_never_read_as_american(typed, key):
    with pytest.raises(Refusal) as refused:
        read_day(typed)
    assert refused.value.sentence.key == key


@pytest.mark.parametrize(
    "typed", ["21:40", "21.40", "2140", "21h40", "21:40:00", "9.40pm", "9:40 PM", "9.40 p.m."]
)
def test_a_time_is_read_however_it_is_typed(typed):
    assert read_time(typed) == time(21, 40)


@pytest.mark.parametrize(
    ("typed", "read"),
    [("12am", time(0)), ("12pm", time(12)), ("noon", time(12)), ("midnight", time(0)), ("9 am", time(9))],
)
def test_noon_and_midnight_are_not_mixed_up(typed, read):
    assert read_time(typed) == read


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("9", "typed.time_unreadable"),
        ("late", "typed.time_unreadable"),
        ("24:10", "typed.time_impossible"),
        ("21:60", "typed.time_impossible"),
        ("21:40 pm", "typed.time_impossible"),
        ("0.30pm", "typed.time_impossible"),
    ],
)
def test_a_time_that_nobody_could_be_sure_of_is_refused(typed, key):
    with pytest.raises(Refusal) as refused:
        read_time(typed)
    assert refused.value.sentence.key == key
