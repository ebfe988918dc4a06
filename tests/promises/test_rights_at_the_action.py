"""A page that was open when a right ended saves nothing any more: it is asked for at the action, not at the page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from django.urls import reverse
from django.utils.timezone import now

from tests.cases.children.conftest import agency
from tests.cases.children.patterns import times_missing
from tests.promises.halves import Ready, sharing
from tests.promises.hands import Hands
from tests.saying import FORCE, WELSH
from wayhome.cases.children.actions import end_relation, record, relate
from wayhome.cases.children.actions.allocation import allocate, end_allocation
from wayhome.cases.children.models import Event, Relation
from wayhome.cases.missing.actions import report_missing
from wayhome.cases.partners.actions import change_role, deactivate_user
from wayhome.cases.partners.models import User
from wayhome.cases.sharing.actions import end_share
from wayhome.rules.access import RelationKind

pytestmark = pytest.mark.django_db

type Ends = Callable[[], object]


@pytest.fixture
def ready(partnership: User) -> Ready:
    return Ready(partnership)


def sighting_of(ready: Ready, hands: Hands, ends: Ends, child: object = None) -> tuple[int, int]:
    """What the answer is, and how many sightings are recorded, once the right has ended under an open page."""
    one = report_missing(ready.report(child or ready.child), by=ready.coordinator, at=now())[0]  # type: ignore[arg-type]
    url = reverse("missing:say", args=[one.pk, "sighting"])
    typed = hands.open(url, "Stand 4")
    ends()
    return hands.send(url, typed).status_code, Event.objects.filter(kind="Sighting").count()


def test_while_the_right_lasts_it_is_saved(ready: Ready) -> None:
    assert sighting_of(ready, Hands("Desk", "duty_worker"), lambda: None) == (302, 1)


def test_a_share_that_was_taken_back(ready: Ready) -> None:
    act = sharing(ready)
    child, shared = act.args[0], act()  # type: ignore[attr-defined]
    desk = Hands("Desk", "duty_worker", WELSH)
    assert sighting_of(
        ready,
        desk,
        lambda: end_share(shared, by=ready.coordinator, at=now()),  # type: ignore[arg-type]
        child,
    ) == (404, 0)


def test_an_allocation_that_ended(ready: Ready) -> None:
    child, manager = ready.child, ready.who("team_manager")
    worker = Hands("Worker", "social_worker")
    given = allocate(child, worker.user, by=manager, at=now())
    assert sighting_of(ready, worker, lambda: end_allocation(given, by=manager, at=now()), child) == (404, 0)


def test_a_tie_of_the_agency_that_ended(ready: Ready) -> None:
    child, police = ready.child, Hands("Police", "coordinator", FORCE)
    relate(child, agency(FORCE), RelationKind.OWN_AGENCY, because="report", by=ready.coordinator, at=now())

    def ends() -> None:
        for tie in Relation.objects.filter(child=child, agency=agency(FORCE)):
            end_relation(tie, by=ready.coordinator, at=now())

    assert sighting_of(ready, police, ends, child) == (404, 0)


def test_a_role_that_was_changed(ready: Ready) -> None:
    desk = Hands("Desk", "duty_worker")
    administrator = ready.who("administrator")
    ends = partial(change_role, desk.user, "panel_chair", by=administrator, at=now())
    assert sighting_of(ready, desk, ends) == (404, 0)


def test_a_role_that_decides_on_patterns_no_more(ready: Ready) -> None:
    child, manager = ready.child, Hands("Manager", "team_manager")
    record(times_missing(child, 20, 10, 2), by=ready.coordinator, at=now())
    allocate(child, manager.user, by=ready.coordinator, at=now())
    url = reverse("children:decision", args=[child.pk])
    typed = manager.open(url, "The plan names the park") | {"answer": "plan_changed", "look_again_on": ""}
    change_role(manager.user, "social_worker", by=ready.who("administrator"), at=now())
    assert manager.send(url, typed).status_code == 403
    assert not Event.objects.filter(kind="PatternDecided").exists()


def test_an_account_that_was_closed(ready: Ready) -> None:
    desk = Hands("Desk", "duty_worker")
    ends = partial(deactivate_user, desk.user, by=ready.who("administrator"), at=now())
    answer, recorded = sighting_of(ready, desk, ends)
    assert (answer, recorded) == (302, 0)


def test_an_administrator_who_is_none_any_more_changes_nobody(ready: Ready) -> None:
    first, second = Hands("First", "administrator"), Hands("Second", "administrator")
    worker = ready.who("duty_worker")
    url = reverse("partners:change_role", args=[worker.pk])
    typed = second.open(url) | {"role": "team_manager"}
    change_role(second.user, "duty_worker", by=first.user, at=now())
    assert second.send(url, typed).status_code == 404
    worker.refresh_from_db()
    assert worker.role == "duty_worker"
