"""The standing list of children who go missing most often, and who answers for each."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from tests.cases.children.conftest import agency, named
from tests.cases.children.patterns import ago, times_missing
from tests.cases.worklist.night import user
from tests.saying import ENGLISH, FORCE, WELSH, said
from wayhome.cases.children.actions import record, relate
from wayhome.cases.children.actions.allocation import allocate
from wayhome.cases.children.models import Child
from wayhome.cases.partners.models import User
from wayhome.cases.worklist.most_often import Often
from wayhome.rules.access import RelationKind
from wayhome.rules.facts import ResponsibleAuthorityStated

pytestmark = pytest.mark.django_db


def missing(by: User, name: str, *days: float) -> Child:
    child = named(by, name, "Example", date(2011, 4, 3), hours=ago(500))
    relate(child, agency(FORCE), RelationKind.OWN_AGENCY, because="report", by=by, at=now())
    stated = said(ResponsibleAuthorityStated(authority=ENGLISH), ago(500), key=f"r-{name}", child=child.key)
    record([stated, *times_missing(child, *days)], by=by, at=now())
    return child


@pytest.fixture
def manager(_joined: None) -> User:
    return user("team_manager", ENGLISH)


def listed(client: Client, who: User) -> list[Often]:
    client.force_login(who)
    return list(client.get(reverse("worklist:most_often")).context["often"])


def test_the_child_missing_most_often_stands_first_and_one_seldom_missing_not_at_all(
    partnership: User, manager: User, client: Client
) -> None:
    often = missing(partnership, "Sam", 60, 30, 20, 4)
    older = missing(partnership, "Alex", 300, 200, 80, 40, 10)
    missing(partnership, "Robin", 400, 120, 100, 50, 2)
    shown = listed(client, manager)
    assert [(one.child.pk, one.lately, one.in_a_year) for one in shown] == [
        (often.pk, 4, 4),
        (older.pk, 3, 5),
    ]
    assert abs(shown[0].last - (now() - timedelta(days=4))) < timedelta(minutes=5)
    assert [one.decision for one in shown] == ["due", ""]


def test_each_force_and_authority_names_its_own_and_whoever_has_left_answers_for_nobody(
    partnership: User, manager: User, client: Client
) -> None:
    child = missing(partnership, "Sam", 60, 30, 20)
    inspector = user("duty_inspector", FORCE)
    allocate(child, manager, by=manager, at=now(), tie=RelationKind.ANSWERS_FOR)
    assert [one.answers for one in listed(client, manager)] == [manager.full_name]
    assert [one.answers for one in listed(client, inspector)] == [""]
    User.objects.filter(pk=manager.pk).update(is_active=False)
    assert [one.answers for one in listed(client, user("coordinator", ENGLISH, "Other"))] == [""]
    assert listed(client, user("team_manager", WELSH)) == []


def test_as_many_questions_however_many_children(
    partnership: User, manager: User, client: Client, django_assert_num_queries
) -> None:
    missing(partnership, "Sam", 60, 30, 20)
    listed(client, manager)
    with CaptureQueriesContext(connection) as of_one:
        listed(client, manager)
    for name in ("Alex", "Robin"):
        missing(partnership, name, 50, 40, 10)
    with django_assert_num_queries(len(of_one)):
        assert len(listed(client, manager)) == 3
