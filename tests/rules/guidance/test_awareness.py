"""The two pages to read: every line has words, and rests on a text that can be looked up."""

import pytest

from wayhome.rules.guidance.awareness import CARERS, PRACTITIONERS, Point
from wayhome.ui.wording import say


@pytest.mark.parametrize("point", [*PRACTITIONERS, *CARERS], ids=lambda point: point.key)
def test_every_line_has_its_words_and_a_place_in_a_text(point: Point) -> None:
    assert say(point.sentence)
    assert point.source.title
    assert point.source.paragraph


@pytest.mark.parametrize("page", [PRACTITIONERS, CARERS], ids=["practitioners", "carers"])
def test_a_page_is_short_enough_to_be_read(page: tuple[Point, ...]) -> None:
    words = " ".join(say(point.sentence) for point in page).split()
    assert len(words) < 200


def test_a_point_that_rests_on_memory_says_so() -> None:
    signs = next(point for point in CARERS if point.key == "carers.signs")
    assert not signs.source.checked
