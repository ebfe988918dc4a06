"""What is kept is how a row is read: whatever else becomes of the record, what is read is what it says now."""

from datetime import timedelta

import pytest
from django.db import connection

from tests.saying import ENGLISH, EVENING, FORCE, after, missing, telling
from wayhome.cases.audit.append_only import lifts
from wayhome.cases.children.actions import add_child, record
from wayhome.cases.children.chronologies import chronology_of
from wayhome.cases.children.models import Child, System
from wayhome.cases.partners.models import Agency, User
from wayhome.rules.event import Event
from wayhome.rules.facts import Nation

pytestmark = pytest.mark.django_db


@pytest.fixture
def child(partnership: User) -> Child:
    child = add_child(by=partnership, at=EVENING)
    told = (telling(FORCE, 1, "LOG-1"), telling(ENGLISH, 2))
    record([missing(0.5, child=child.key, told=told)], by=partnership, at=after(3))
    return child


def opened(child: Child) -> Event:
    (event,) = chronology_of(child).events
    return event


def test_the_same_row_is_the_same_value(child: Child) -> None:
    assert opened(child) is opened(child)


def test_times_are_read_as_they_were_said_to_the_microsecond(partnership: User, child: Child) -> None:
    tick = timedelta(microseconds=1)
    other = add_child(by=partnership, at=EVENING)
    record([missing(1, key="n", child=other.key)], by=partnership, at=after(3) + tick)
    assert opened(other).recorded_at == after(3) + tick
    assert [told.at.begins for told in opened(child).told] == [after(1), after(2)]


def test_a_row_that_says_something_else_is_read_anew(child: Child) -> None:
    """As where a backup was restored: the same keys, and other words behind them."""
    assert opened(child).key == "m"
    with connection.cursor() as cursor:
        for statement in lifts("children_event", connection.vendor):
            cursor.execute(statement)
        cursor.execute("UPDATE children_event SET happened_assumed = %s, key = %s", [True, "other"])
    assert (opened(child).key, opened(child).happened_assumed) == ("other", True)


def test_an_agency_of_which_more_is_known_is_read_as_what_it_is_now(child: Child) -> None:
    """Two agencies of one code are equal, so that no comparison would tell."""
    assert opened(child).told[0].to.nation is Nation.ENGLAND
    Agency.objects.filter(code=FORCE.code).update(nation=Nation.WALES.value, joined_at=after(9))
    assert (opened(child).told[0].to.nation, opened(child).told[0].to.joined_at) == (Nation.WALES, after(9))


def test_a_system_that_can_speak_of_more_is_read_as_what_it_is_now(child: Child) -> None:
    assert opened(child).system.says is None
    System.objects.update(says=["Missing"])
    assert opened(child).system.says == frozenset({"Missing"})
