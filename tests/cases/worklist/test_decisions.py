"""Decisions that wait: where they are listed, and how one that nobody gives comes to the chair of a panel."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate, now

from tests.cases.children.conftest import agency, named
from tests.cases.children.patterns import ago, times_missing
from tests.cases.worklist.night import user
from tests.saying import ENGLISH, FORCE, said
from wayhome.cases.audit.actions import INSTALLATION
from wayhome.cases.children import index
from wayhome.cases.children.actions import decide_on_pattern, end_relation, record, relate
from wayhome.cases.children.models import Child, Relation
from wayhome.cases.partners.models import User
from wayhome.cases.worklist import decisions
from wayhome.cases.worklist.actions import make_notices, put_on_agendas
from wayhome.cases.worklist.models import Notice
from wayhome.cases.worklist.overdue import brought_to
from wayhome.rules.access import RelationKind
from wayhome.rules.facts import PatternAnswer, PatternDecided, ResponsibleAuthorityStated
from wayhome.ui import wording

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)

#: Missing for the third time so many days ago, a decision fell due five days later.
SEVEN_DAYS_LATE = 12.1


def child_missing_thrice(by: User, last: float, name: str = "Sam") -> Child:
    child = named(by, name, "Example", date(2011, 4, 3), hours=ago(60))
    relate(child, agency(FORCE), RelationKind.OWN_AGENCY, because="report", by=by, at=now())
    responsible = ResponsibleAuthorityStated(authority=ENGLISH)
    events = [said(responsible, ago(60), key=f"r-{name}", child=child.key)]
    written = now() - last * DAY + timedelta(hours=8)  # an answer weighs what was written down before it
    record([*events, *times_missing(child, last + 18, last + 8, last)], by=by, at=written)
    while index.refresh(at=now()):
        pass
    return child


def put_off(
    child: Child, by: User, *, days_ago: float, because: str = "The placement has only begun"
) -> None:
    at = now() - days_ago * DAY
    fact = PatternDecided(
        answer=PatternAnswer.NOT_NOW,
        because=because,
        decided_by="M",
        weighed=(),
        look_again_on=localdate(at) + DAY,
    )
    decide_on_pattern(child, fact, by=by, at=at)


@pytest.fixture
def chair(_joined: None) -> User:
    return user("panel_chair", ENGLISH)


@pytest.fixture
def manager(_joined: None) -> User:
    return user("team_manager", ENGLISH)


def go_up(days_ago: float = 0) -> None:
    """As the worker does each minute."""
    put_on_agendas(by=INSTALLATION, at=now() - days_ago * DAY)
    make_notices(by=INSTALLATION, at=now() - days_ago * DAY)


def on_agenda(chair: User) -> list[int]:
    ties = Relation.objects.in_force().filter(user=chair, kind=RelationKind.ON_AGENDA.value)
    return list(ties.values_list("child", flat=True))


def rows(client: Client, who: User) -> list[decisions.Waits]:
    client.force_login(who)
    return list(client.get(reverse("worklist:decisions")).context["rows"])


def test_what_nobody_decided_for_a_week_comes_to_the_chair_who_sees_nothing_before(
    partnership: User, chair: User, client: Client
) -> None:
    late = child_missing_thrice(partnership, SEVEN_DAYS_LATE)
    child_missing_thrice(partnership, SEVEN_DAYS_LATE - 1, "Alex")
    assert (on_agenda(chair), rows(client, chair)) == ([], [])
    go_up()
    assert on_agenda(chair) == [late.pk]
    assert [one.line.child.pk for one in rows(client, chair)] == [late.pk]
    assert [one.rule for one in brought_to(chair, now())] == ["alert.decision"]
    (told,) = Notice.objects.filter(to=chair)
    assert (told.rule, told.reason) == ("alert.decision", "overdue")
    go_up()
    assert Notice.objects.filter(to=chair).count() == len(on_agenda(chair)) == 1


def test_what_went_up_while_no_worker_ran_stands_on_the_agenda_all_the_same(
    partnership: User, chair: User
) -> None:
    late = child_missing_thrice(partnership, SEVEN_DAYS_LATE + 10)
    go_up()
    assert on_agenda(chair) == [late.pk]
    assert not Notice.objects.filter(to=chair).exists()  # which would be no news


def test_what_is_taken_off_an_agenda_stays_off_until_another_decision_goes_up(
    partnership: User, chair: User
) -> None:
    child_missing_thrice(partnership, SEVEN_DAYS_LATE)
    go_up()
    (tie,) = Relation.objects.in_force().filter(user=chair)
    end_relation(tie, by=partnership, at=now())
    go_up()
    assert on_agenda(chair) == []
    Relation.objects.filter(pk=tie.pk).update(since=now() - 60 * DAY, until=now() - 50 * DAY)
    go_up()
    assert len(on_agenda(chair)) == 1


def test_a_chair_who_comes_after_another_has_the_agenda_too(partnership: User, chair: User) -> None:
    late = child_missing_thrice(partnership, SEVEN_DAYS_LATE)
    go_up()
    User.objects.filter(pk=chair.pk).update(is_active=False)
    successor = user("panel_chair", ENGLISH, "Next chair")
    go_up()
    assert on_agenda(successor) == [late.pk]


def test_the_chair_decides_what_was_left_undecided_and_it_waits_no_more(
    partnership: User, chair: User, client: Client
) -> None:
    late = child_missing_thrice(partnership, SEVEN_DAYS_LATE)
    go_up()
    client.force_login(chair)
    url = reverse("children:decision", args=[late.pk])
    assert b"Save the decision" in client.get(url).content
    fact = PatternDecided(
        answer=PatternAnswer.COVERED_BY_PANEL, because="The panel met", decided_by="C", weighed=()
    )
    decide_on_pattern(late, fact, by=chair, at=now())
    assert rows(client, chair) == []


def test_not_now_twice_in_the_same_words_comes_to_the_chair_at_once(
    partnership: User, manager: User, chair: User, client: Client
) -> None:
    child = child_missing_thrice(partnership, 8)
    put_off(child, manager, days_ago=6)
    go_up()
    assert on_agenda(chair) == []
    put_off(child, manager, days_ago=4)
    while index.refresh(at=now()):
        pass
    go_up(days_ago=3.9)
    assert on_agenda(chair) == [child.pk]
    assert {one.rule for one in brought_to(chair, now())} >= {"alert.same_reason_again"}
    (told,) = Notice.objects.filter(to=chair, rule="alert.same_reason_again")
    assert told.reason == "overdue"
    (one,) = rows(client, chair)
    assert one.in_the_same_words


def test_those_who_decide_see_what_was_decided_before_and_how_many_patterns_it_rests_on(
    partnership: User, manager: User, client: Client
) -> None:
    never = child_missing_thrice(partnership, 2)
    before = child_missing_thrice(partnership, 9, "Alex")
    put_off(before, manager, days_ago=7, because="A meeting is already called")
    while index.refresh(at=now()):
        pass
    by_child = {one.line.child.pk: one for one in rows(client, manager)}
    assert by_child.keys() == {never.pk, before.pk}
    assert wording.say(by_child[never.pk].before) == "Nothing was decided before."
    assert wording.say(by_child[before.pk].before).startswith("Not now")
    assert all(one.patterns and not one.in_the_same_words for one in by_child.values())
    assert rows(client, user("team_manager", FORCE)) == []


def test_a_week_counts_what_was_given_in_it_and_what_was_asked_for_in_it_and_waits(
    partnership: User, manager: User, client: Client
) -> None:
    child_missing_thrice(partnership, 1)
    answered = child_missing_thrice(partnership, 20, "Alex")
    put_off(answered, manager, days_ago=15)
    while index.refresh(at=now()):
        pass
    client.force_login(manager)
    weeks = client.get(reverse("worklist:decisions")).context["weeks"]
    monday = localdate() - timedelta(days=localdate().weekday())
    assert [week.begins for week in weeks] == [monday - n * 7 * DAY for n in range(decisions.WEEKS)]
    given = localdate(now() - 15 * DAY)
    assert {week.begins: week.given for week in weeks if week.given} == {
        given - timedelta(days=given.weekday()): 1
    }
    assert sum(week.waiting for week in weeks) == 2


def test_a_list_asks_as_many_questions_however_long_it_is(
    partnership: User, manager: User, client: Client, django_assert_num_queries
) -> None:
    child_missing_thrice(partnership, 2)
    client.force_login(manager)
    client.get(reverse("worklist:decisions"))
    with CaptureQueriesContext(connection) as of_one:
        client.get(reverse("worklist:decisions"))
    for n in range(3):
        child_missing_thrice(partnership, 2 + n, f"Child {n}")
    with django_assert_num_queries(len(of_one)):
        client.get(reverse("worklist:decisions"))
