"""When a simulated child goes missing."""

from datetime import timedelta
from itertools import pairwise

from tests.exchange.simulated.seen import NOW, SEED
from wayhome.exchange.simulated import partnership, population
from wayhome.exchange.simulated.histories import YEARS
from wayhome.rules.moment import day_of

CHILDREN = list(population(partnership(NOW), SEED, 1_000))


def test_every_child_is_missing_at_least_once_in_the_three_years_and_never_after_now() -> None:
    seen = [one.span.last_seen for child in CHILDREN for one in child.incidents]
    assert all(child.incidents for child in CHILDREN)
    assert min(seen) >= NOW - YEARS
    assert max(seen) <= NOW


def test_nobody_is_missing_again_before_being_back() -> None:
    for child in CHILDREN:
        assert all(one.returned < after.span.last_seen for one, after in pairwise(child.incidents))


def test_a_child_is_reported_after_being_seen_and_before_being_back() -> None:
    for one in (one for child in CHILDREN for one in child.incidents):
        assert one.span.last_seen <= one.reported < one.returned


def test_a_child_is_not_yet_eighteen_when_last_seen() -> None:
    for child in CHILDREN:
        for one in child.incidents:
            day = day_of(one.span.last_seen)
            assert (day.year - 18, day.month, day.day) < (child.born.year, child.born.month, child.born.day)


def test_most_are_last_seen_in_the_evening() -> None:
    hours = [one.span.last_seen.hour for child in CHILDREN for one in child.incidents]
    assert sum(hour >= 16 for hour in hours) > len(hours) / 2


def test_some_are_missing_while_we_look() -> None:
    missing = [child for child in CHILDREN if child.incidents[-1].returned > NOW]
    assert 2 <= len(missing) <= 25
    assert any(NOW - child.incidents[-1].span.last_seen < timedelta(days=3) for child in missing)
