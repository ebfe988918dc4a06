"""The demonstration has a yesterday: what its record holds came into it when the simulation says that it was told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.hashers import check_password
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Subquery

from tests.exchange.simulated.seen import NOW
from wayhome.cases.audit.models import Entry
from wayhome.cases.children import index
from wayhome.cases.children.models import Episode, Event, Finding, Relation, Telling, Watch
from wayhome.cases.partners.models import User
from wayhome.exchange.models import Load
from wayhome.exchange.morning.this_morning import Morning
from wayhome.exchange.simulated import SEED, events, partnership
from wayhome.exchange.simulated.demonstration import demonstrate
from wayhome.rules import event
from wayhome.rules.facts import Missing, Returned
from wayhome.rules.guidance.patterns import DECISION

pytestmark = pytest.mark.django_db

CHILDREN = 60
PASSWORD = "a lantern in the hall"
PARTNERS = partnership(NOW)
DAY = timedelta(days=1)


@pytest.fixture(scope="module", autouse=True)
def _made(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Made once, and gone with the last of these tests, which only read it."""
    with django_db_blocker.unblock(), transaction.atomic():
        for _ in demonstrate(at=NOW, children=CHILDREN, password=PASSWORD):
            pass
        yield
        transaction.set_rollback(True)


def first_told(said: event.Event) -> str:
    return min(telling.at.begins for telling in said.told).isoformat()


def morning(days: int) -> Morning:
    """As its desk opens the page some minutes after it was made."""
    desk = User.objects.get(email="coordinator@demo.wayhome.example")
    return Morning(desk, days, NOW + timedelta(minutes=4))


@pytest.mark.parametrize("days", [1, 3, 7])
def test_what_is_new_is_what_somebody_was_first_told_since(days: int) -> None:
    since = (NOW - days * DAY).isoformat()
    told = [one for _, said in events(PARTNERS, SEED, CHILDREN) for one in said]
    reported = {one.key for one in told if isinstance(one.fact, Missing) and first_told(one) > since}
    back = {one.fact.episode for one in told if isinstance(one.fact, Returned) and first_told(one) > since}
    shown, seen = morning(days), Episode.objects.visible_to(morning(days).user)
    new = seen.filter(pk__in=shown.new)
    assert {one.key for one in new} == reported & set(seen.values_list("key", flat=True))
    assert {one.key for one in shown.back} == back & set(seen.values_list("key", flat=True))
    assert new
    assert shown.back


def test_some_who_are_missing_were_missing_yesterday_and_some_are_new() -> None:
    shown = morning(1)
    new = {row["number"] in shown.new for row in shown.missing}
    assert new == {True, False}


def test_whoever_is_told_is_told_in_the_record_the_next_time_it_is_handed_in() -> None:
    handed_in = [PARTNERS.writes_since, *PARTNERS.handed_in]
    written = Telling.objects.filter(event__system__name="simulated")
    for told, recorded in written.values_list("at_begins", "recorded_at"):
        assert recorded == next(at for at in handed_in[1:] if at >= told)
    assert not Telling.objects.filter(at_begins__gt=F("recorded_at")).exists()
    assert set(Event.objects.values_list("recorded_at", flat=True)) <= set(handed_in)


def test_what_came_in_files_came_when_the_partnership_began_and_says_nothing_later() -> None:
    from_files = Event.objects.filter(entry__in=Entry.objects.filter(at=PARTNERS.writes_since))
    assert from_files.filter(kind="InterviewHeld").exists()
    assert not from_files.filter(happened_begins__gt=PARTNERS.writes_since).exists()


def test_a_load_is_of_a_forces_files_and_of_nothing_that_others_wrote() -> None:
    loads = Load.objects.values_list("profile", "account__agency__kind", "started_at").distinct()
    assert [*loads] == [("police", "police", PARTNERS.writes_since)]


def test_no_agency_has_a_child_of_whom_it_was_told_nothing_and_who_is_in_none_of_its_files() -> None:
    in_files = {"because": "file", "since": PARTNERS.writes_since}
    told = Telling.objects.filter(event__child=OuterRef("child"), to=OuterRef("agency"))
    assert not Relation.objects.exclude(agency=None).exclude(**in_files).exclude(Exists(told)).exists()


def test_a_child_is_given_by_name_when_it_is_first_said_whose_the_child_is() -> None:
    held = Relation.objects.filter(user__role="social_worker")
    stated = Event.objects.filter(kind="ResponsibleAuthorityStated", system__name="simulated")
    first = stated.filter(child=OuterRef("child")).order_by("recorded_at").values("recorded_at")[:1]
    assert not held.exclude(since=Subquery(first)).exists()
    assert held.filter(since=PARTNERS.handed_in[0]).exists()
    assert Relation.objects.exclude(user=None).exclude(since=PARTNERS.handed_in[0]).exists()


def test_the_rota_was_made_when_the_agencies_began() -> None:
    made = Entry.objects.filter(verb="put_on_shift").values_list("at", flat=True).distinct()
    assert [*made] == [PARTNERS.writes_since]


def test_decisions_were_written_down_by_the_next_time_too() -> None:
    decided = Event.objects.filter(kind="PatternDecided")
    assert decided.values("recorded_at").distinct().count() > 1
    assert not decided.filter(edition__gt=1).exists()
    assert not decided.filter(happened_begins__gt=F("recorded_at")).exists()
    assert Finding.objects.filter(rule=DECISION.rule).exists()  # some wait


def test_the_audit_tells_in_order_and_the_databases_own_clock_when_it_was_stored() -> None:
    """What was made tonight as of four weeks ago says both, and is sealed with both."""
    said = list(Entry.objects.order_by("pk").values_list("at", "recorded_at"))
    assert [at for at, _ in said] == sorted(at for at, _ in said)
    assert (said[0][0], said[-1][0]) == (PARTNERS.writes_since, NOW)
    assert all(stored > NOW for _, stored in said)


def test_nobody_waits_to_be_worked_out_when_it_opens() -> None:
    assert not Watch.objects.due(NOW, index.version(index.book())).exists()


def test_everybody_signs_in_by_the_same_password_which_was_hashed_once() -> None:
    hashed = set(User.objects.people().values_list("password", flat=True))
    assert len(hashed) == 1
    assert check_password(PASSWORD, hashed.pop())
