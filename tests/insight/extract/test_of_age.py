"""Coming of age in an extract: to the day while the child was missing, and after that no nearer than must be."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

import pytest

from tests.insight.extract.test_of_children import of
from tests.saying import FORCE, WELSH_FORCE, after, missing, said
from wayhome.rules.event import Event
from wayhome.rules.facts import (
    AgeDisputed,
    Found,
    FoundDead,
    IdentityDecided,
    IdentityStated,
    Missing,
    MissingFrom,
    RecordedAs,
    Returned,
)

#: Missing from the evening of 12 January 2026, and found on the next day.
FOUND = date(2026, 1, 13)
ONCE = (missing(), said(Found(episode="m"), 10))

LATER = after(24 * 500)


class Of(NamedTuple):
    """What is said of one episode."""

    came_of_age_on: date | None = None
    of_age_within: int | None = None


NOTHING = Of()


def turns_18(on: date, key: str = "born") -> Event:
    return said(IdentityStated(born=on.replace(year=on.year - 18)), -1, key=key)


def days(n: int) -> date:
    """So many after the child was found."""
    return FOUND + timedelta(days=n)


def again(n: int, key: str = "n", **more: Any) -> tuple[Event, ...]:
    """So many days after, and back within the hour."""
    fact = Missing(**{"missing_from": MissingFrom.CHILDRENS_HOME, "force": FORCE} | more)
    back = 13 + 24 * n
    return said(fact, back - 1, key=key), said(Found(episode=key), back), said(Returned(episode=key), back)


def told(*events: Event, as_at: datetime = LATER) -> list[Of]:
    return [Of(row.came_of_age_on, row.of_age_within) for row in of(*events, as_at=as_at).of_episodes()]


@pytest.mark.parametrize(
    ("birthday", "of_age"),
    [
        (days(-1), NOTHING),  # the day on which it began
        (days(0), Of(days(0), 7)),
        (days(1), Of(None, 7)),
        (days(7), Of(None, 7)),
        (days(8), Of(None, 28)),
        (days(40), Of(None, 90)),
        (days(91), Of(None, 180)),
        (days(365), Of(None, 365)),
        (days(366), NOTHING),
    ],
)
def test_the_birthday_is_a_day_while_missing_and_a_time_of_days_after_that(birthday, of_age):
    assert told(turns_18(birthday), *ONCE) == [of_age]


def test_no_day_is_said_before_it_has_come():
    midnight = after(3 * 24 + 3)
    for events, of_age in (((missing(),), Of(days(3))), (ONCE, Of(None, 7))):
        born = turns_18(days(3))
        assert told(born, *events, as_at=midnight - timedelta(seconds=1)) == [NOTHING]
        assert told(born, *events, as_at=midnight) == [of_age]


def test_who_was_missing_again_before_is_told_of_the_last_time_alone():
    assert told(turns_18(days(40)), *ONCE, *again(20)) == [NOTHING, Of(None, 28)]


def test_of_each_force_it_is_the_last_that_it_counts():
    elsewhere = again(20, force=WELSH_FORCE)
    assert told(turns_18(days(40)), *ONCE, *elsewhere) == [Of(None, 90), Of(None, 28)]
    assert told(turns_18(days(40)), *ONCE, *elsewhere, *again(30, "o")) == [
        NOTHING,
        Of(None, 28),
        Of(None, 28),
    ]


def test_who_is_missing_again_at_18_was_of_age_before_and_is_when_it_ends():
    assert told(turns_18(days(40)), *ONCE, *again(40), *again(60, "o")) == [
        Of(None, 90),
        Of(None, 7),
        Of(None, 7),
    ]


def test_to_be_away_is_not_to_be_missing_again():
    assert told(turns_18(days(40)), *ONCE, *again(20, recorded_as=RecordedAs.AWAY)) == [Of(None, 90), NOTHING]


def test_of_whom_every_time_began_at_18_the_day_of_birth_is_not_believed():
    assert told(turns_18(days(-1)), *ONCE, *again(20)) == [NOTHING, NOTHING]


def test_nobody_waits_for_whoever_was_found_dead():
    assert told(turns_18(days(3)), missing(), said(FoundDead(episode="m"), 10)) == [NOTHING]


def test_an_age_in_dispute_ends_nothing_until_it_is_resolved():
    disputed = said(AgeDisputed(reason="simulated"), 1)
    assert told(turns_18(days(3)), *ONCE, disputed) == [NOTHING]
    resolved = said(AgeDisputed(resolved=True, reason="simulated"), 2)
    assert told(turns_18(days(3)), *ONCE, disputed, resolved) == [Of(None, 7)]


def test_of_two_days_of_birth_the_first_stands_until_somebody_decides():
    twice = (turns_18(days(3), "one"), turns_18(days(30), "two"), *ONCE)
    decided = IdentityDecided(stands="two", among=("one", "two"), reason="simulated", decided_by="Quill")
    assert told(*twice) == [Of(None, 7)]
    assert told(*twice, said(decided, 20)) == [Of(None, 90)]


def test_no_row_holds_the_day_once_the_child_was_found():
    [row] = of(turns_18(days(40)), *ONCE, as_at=LATER).of_episodes()
    assert row.of_age_within == 90
    assert days(40) not in row
