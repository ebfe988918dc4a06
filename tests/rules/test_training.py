"""Until when a training counts, on the days on which that changes, and what is answered without one."""

from datetime import date

import pytest

from wayhome.rules.sentence import Sentence
from wayhome.rules.training import Course, Trained, is_trained
from wayhome.ui.wording import say

TAKEN, LAST = date(2026, 3, 2), date(2027, 3, 2)
HAD = Trained(Course.MISSING, TAKEN, LAST)


@pytest.mark.parametrize(
    ("day", "counts", "soon"),
    [
        (date(2026, 3, 1), "training.lacked", False),
        (TAKEN, "training.enough", False),
        (date(2027, 1, 31), "training.enough", False),
        (date(2027, 2, 1), "training.enough", True),
        (LAST, "training.enough", True),
        (date(2027, 3, 3), "training.lapsed", False),
    ],
)
def test_it_counts_to_its_last_day_and_the_month_before_that_is_soon(
    day: date, counts: str, soon: bool
) -> None:
    assert is_trained([Course.MISSING], [HAD], day).reason.key == counts
    assert HAD.runs_out_soon(day) is soon


def test_one_that_nobody_ends_counts_for_good() -> None:
    had = Trained(Course.MISSING, TAKEN)
    assert is_trained([Course.MISSING], [had], date(2056, 1, 1))
    assert not had.runs_out_soon(date(2056, 1, 1))


def test_every_course_that_is_asked_for_is_needed_and_the_first_that_lacks_is_named() -> None:
    answer = is_trained([Course.MISSING, Course.EXPLOITATION], [HAD], TAKEN)
    assert not answer
    assert "Exploitation of children" in say(answer.reason)


def test_where_nothing_is_asked_for_nobody_is_held_up() -> None:
    assert is_trained([], [], TAKEN)


@pytest.mark.parametrize("course", list(Course))
def test_every_course_has_its_words(course: Course) -> None:
    assert say(Sentence(f"training.course.{course}"))
