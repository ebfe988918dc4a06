"""Many rows at once: written where they differ, read as models of them would be."""

from __future__ import annotations

from datetime import date

import pytest

from tests.saying import ENGLISH, FORCE, after, missing, telling
from wayhome.cases.children.actions import add_child, record
from wayhome.cases.children.models import Event, Finding, Identifier, Identity, Share
from wayhome.cases.children.queries import fetch
from wayhome.cases.children.rows import rewrite
from wayhome.cases.partners.models import User

pytestmark = pytest.mark.django_db


def numbers(child: int, *values: str) -> list[dict[str, object]]:
    return [{"child_id": child, "scheme": "police", "value": value} for value in values]


def held() -> dict[str, list[int]]:
    rows: dict[str, list[int]] = {}
    for key, value in Identifier.objects.order_by("pk").values_list("pk", "value"):
        rows.setdefault(value, []).append(key)
    return rows


def test_a_row_that_says_the_same_keeps_its_key(partnership: User) -> None:
    child = add_child(by=partnership, at=after()).pk
    rewrite(Identifier, [child], numbers(child, "1", "2"))
    before = held()
    rewrite(Identifier, [child], numbers(child, "2", "3"))
    assert held().keys() == {"2", "3"}
    assert held()["2"] == before["2"]


def test_two_rows_that_say_the_same_stay_two_or_become_one(partnership: User) -> None:
    child = add_child(by=partnership, at=after()).pk
    rewrite(Identifier, [child], numbers(child, "1", "1"))
    before = held()
    rewrite(Identifier, [child], numbers(child, "1", "1"))
    assert held() == before
    rewrite(Identifier, [child], numbers(child, "1"))
    assert len(held()["1"]) == 1


def test_other_childrens_rows_are_left_alone(partnership: User) -> None:
    one, other = (add_child(by=partnership, at=after()).pk for _ in range(2))
    rewrite(Identifier, [one, other], [*numbers(one, "1"), *numbers(other, "2")])
    rewrite(Identifier, [one], [])
    assert held().keys() == {"2"}


def test_lists_are_compared_by_what_they_hold(partnership: User) -> None:
    child = add_child(by=partnership, at=after()).pk
    share = {
        "thing": "phone:1",
        "child_id": child,
        "event": "a",
        "happened_begins": after(),
        "happened_ends": after(),
        "is_first": True,
        "told": [["E-P", "then", "then", True, ""]],
        "recorded_at": after(),
    }
    assert rewrite(Share, [child], [share]) == ([], [share])
    key = Share.objects.get().pk
    assert rewrite(Share, [child], [share]) == ([], [])
    assert Share.objects.get().pk == key
    untold = share | {"told": []}
    assert rewrite(Share, [child], [untold]) == ([share | {"told": repr(share["told"])}], [untold])
    assert Share.objects.get().told == []


def test_an_event_about_one_episode_leaves_the_findings_of_another_in_their_rows(partnership: User) -> None:
    child = add_child(by=partnership, at=after()).key
    told = (telling(FORCE, 0), telling(ENGLISH, 0))
    record([missing(0, key="a", child=child, told=told)], by=partnership, at=after(1))
    before = set(Finding.objects.values_list("pk", flat=True))
    record([missing(2, key="b", child=child, told=told)], by=partnership, at=after(2))
    assert before
    assert before & set(Finding.objects.filter(episode="a").values_list("pk", flat=True))


def test_fetched_values_are_those_that_models_have(partnership: User) -> None:
    child = add_child(by=partnership, at=after()).key
    record([missing(0, child=child)], by=partnership, at=after(1))
    event = Event.objects.get()
    columns = ("id", "detail", "happened_begins", "happened_assumed", "flags", "recorded_at")
    assert fetch(Event.objects.all(), *columns) == [tuple(getattr(event, column) for column in columns)]


def test_days_and_nothing_are_fetched_as_such(partnership: User) -> None:
    child = add_child(by=partnership, at=after()).pk
    blank = {"child_id": child, "event": "e", "forename": "", "surname": "", "plain": "", "sounds": ""}
    rewrite(Identity, [child], [blank | {"born": date(2012, 3, 4)}, blank | {"born": None}])
    assert fetch(Identity.objects.order_by("pk"), "born") == [(date(2012, 3, 4),), (None,)]


def test_nothing_is_fetched_of_nobody(partnership: User) -> None:
    assert fetch(Event.objects.filter(child__in=[]), "id") == []
